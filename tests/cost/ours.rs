//! The generated client. The names of its methods stand here and nowhere else.

use super::{ACCOUNT, CALLBACK, NAME, PAGE_SIZE, RULES, SID, TOKEN};
use twilio_video::{Client, HttpMethod, Room, RoomStatus, RoomType, VideoCodec};

pub(crate) struct Ours(Client);

impl Ours {
    pub(crate) fn new(origin: &str) -> Self {
        let http = twilio_video::reqwest::Client::builder().no_proxy();
        let client = Client::builder().http_client(http).base_url(origin);
        let client = client.account_sid_auth_token(ACCOUNT, TOKEN).build();
        Self(client.expect("the client can be set up"))
    }

    pub(crate) async fn create(&self) -> usize {
        let room = self
            .0
            .create_room()
            .unique_name(NAME)
            .type_(RoomType::Group)
            .max_participants(10)
            .video_codecs([VideoCodec::Vp8, VideoCodec::H264])
            .status_callback(CALLBACK)
            .status_callback_method(HttpMethod::Post)
            .recording_rules(RULES)
            .send()
            .await;
        whole(&room.expect("the room is created"))
    }

    pub(crate) async fn fetch(&self) -> usize {
        whole(&self.0.fetch_room(SID).send().await.expect("the room is fetched"))
    }

    pub(crate) async fn update(&self) -> usize {
        let room = self.0.update_room(SID, RoomStatus::Completed).send().await;
        whole(&room.expect("the room is updated"))
    }

    pub(crate) async fn list(&self) -> usize {
        let list = self.0.list_rooms().status(RoomStatus::Completed).page_size(PAGE_SIZE);
        let page = list.send().await.expect("the rooms are listed");
        page.rooms.unwrap_or_default().iter().map(whole).sum()
    }
}

fn whole(room: &Room) -> usize {
    let known = matches!(room.status, Some(RoomStatus::InProgress));
    (known && room.date_created.is_some() && room.links.is_some()).into()
}
