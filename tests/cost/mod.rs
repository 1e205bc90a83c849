//! Four operations twice: with the generated client, and as one would write them by hand with
//! `reqwest` and `serde`. Both call the same server, with the same settings, and read the same
//! members of the answers.

mod hand;
mod ours;
mod server;

pub(crate) use server::Server;

const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";
const TOKEN: &str = "0123456789abcdef0123456789abcdef";
const SID: &str = "RM0123456789abcdef0123456789abcdef";
const NAME: &str = "Daily & stand+up";
const CALLBACK: &str = "https://example.com/rooms?tenant=17";
const RULES: &str = r#"[{"type":"include","all":true}]"#;
const PAGE_SIZE: u32 = 50;

/// What is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    /// A form of seven fields, and a room.
    Create,
    /// A room.
    Fetch,
    /// A form of one field, and a room.
    Update,
    /// A query of two fields, and a page of fifty rooms.
    List,
}

impl Operation {
    pub(crate) const ALL: [Self; 4] = [Self::Create, Self::Fetch, Self::Update, Self::List];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Fetch => "fetch",
            Self::Update => "update",
            Self::List => "list",
        }
    }
}

/// Who calls.
pub(crate) enum Side {
    Ours(ours::Ours),
    Hand(hand::Hand),
}

impl Side {
    pub(crate) const NAMES: [&str; 2] = ["generated", "by hand"];

    /// One of the two sides, by its place in `NAMES`.
    pub(crate) fn new(which: usize, origin: &str) -> Self {
        match which {
            0 => Self::Ours(ours::Ours::new(origin)),
            _ => Self::Hand(hand::Hand::new(origin)),
        }
    }

    /// Calls, and returns how many rooms have come: those that are complete.
    pub(crate) async fn call(&self, operation: Operation) -> usize {
        match (self, operation) {
            (Self::Ours(side), Operation::Create) => side.create().await,
            (Self::Ours(side), Operation::Fetch) => side.fetch().await,
            (Self::Ours(side), Operation::Update) => side.update().await,
            (Self::Ours(side), Operation::List) => side.list().await,
            (Self::Hand(side), Operation::Create) => side.create().await,
            (Self::Hand(side), Operation::Fetch) => side.fetch().await,
            (Self::Hand(side), Operation::Update) => side.update().await,
            (Self::Hand(side), Operation::List) => side.list().await,
        }
    }
}

/// A runtime of one thread: what a call costs happens on the thread that waits for it.
pub(crate) fn runtime() -> tokio::runtime::Runtime {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("there is a runtime")
}
