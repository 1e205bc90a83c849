//! The client under test, and what listens to its logs while it works.

use crate::collect::Fields;
use crate::scenario::{self, Op};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;
use test_support::server::{Recorded, Reply, Server};
use tracing::field::Visit;
use tracing::span;
use twilio_video::{Client, ClientBuilder};

/// What a call may take in these tests.
pub(crate) const BUDGET: Duration = Duration::from_millis(400);

/// What it may take on a machine that is busy with something else.
pub(crate) const MARGIN: Duration = Duration::from_secs(10);

/// The room that is always fetched without a fault.
const FINE: &str = "RMfine";

/// A server that fails as a reply says, but for the room that is fine.
pub(crate) async fn faulty(reply: Reply) -> Server {
    scenario::serve(move |request: &Recorded, before: usize, origin: &str| {
        match request.path().ends_with(FINE) {
            true => scenario::ok(request, before, origin),
            false => reply.clone(),
        }
    })
    .await
}

/// A client of it, which does not wait before it tries again.
pub(crate) fn of(server: &Server) -> ClientBuilder {
    listen();
    scenario::of(server).max_body_size(64 << 10)
}

/// The client works after a fault.
pub(crate) async fn still_works(client: &Client, case: &str) {
    let room = client.fetch_room(FINE).with_timeout(MARGIN).send().await;
    assert_eq!(room.expect(case).sid.as_deref(), Some(scenario::SID), "{case}");
}

/// The requests for a room, or to create one, without those for the one that is fine.
pub(crate) fn attempts(server: &Server) -> usize {
    server.requests().iter().filter(|request| !request.path().ends_with(FINE)).count()
}

/// How often a fault of a kind that may pass is met: `GET` is repeated, `POST` is not.
pub(crate) fn expected_attempts(op: Op, may_pass: bool) -> usize {
    if may_pass && matches!(op, Op::Fetch | Op::List) { 4 } else { 1 }
}

/// A credential that has to be escaped wherever it is put.
pub(crate) const AWKWARD: &str = "shhh/\"to+ken\"&é\\=";

/// Sent with logging that shows it, to see that it would be found.
pub(crate) const CONTROL: &str = "Y29udHJvbDpjb250cm9s";

/// What must not be in any log: the credentials in all forms in which they could be.
pub(crate) fn secrets() -> Vec<String> {
    let mut secrets: Vec<String> = scenario::SECRETS.iter().map(|&it| it.to_owned()).collect();
    secrets.extend(awkward());
    secrets
}

/// The forms of [`AWKWARD`].
pub(crate) fn awkward() -> Vec<String> {
    let json = serde_json::Value::from(AWKWARD).to_string();
    let json = json.trim_matches('"').to_owned();
    let forms = [
        "QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjpzaGhoLyJ0bytrZW4iJsOpXD0",
        "shhh%2F%22to%2Bken%22%26%C3%A9%5C%3D",
        "shhh%2f%22to%2bken%22%26%c3%a9%5c%3d",
    ];
    let mut forms: Vec<String> = forms.map(str::to_owned).into();
    forms.extend([AWKWARD.to_owned(), json.replace('/', "\\/"), json]);
    forms
}

/// Everything that was logged in this process, by whom, and whether it had a secret in it.
#[derive(Default)]
pub(crate) struct Heard {
    secrets: Vec<String>,
    /// Lines by target, for those that came through `tracing` and through `log`.
    lines: Mutex<BTreeMap<String, usize>>,
    leaks: Mutex<Vec<String>>,
}

impl Heard {
    fn hear(&self, target: &str, text: &str) {
        let root = target.split("::").next().unwrap_or_default();
        *self.lines.lock().expect("nobody panics").entry(root.to_owned()).or_default() += 1;
        if self.secrets.iter().any(|secret| text.contains(secret)) {
            self.leaks.lock().expect("nobody panics").push(format!("{target}: {text}"));
        }
    }

    /// The crates that have logged something.
    pub(crate) fn crates(&self) -> Vec<String> {
        self.lines.lock().expect("nobody panics").keys().cloned().collect()
    }

    /// The lines with a secret in them.
    pub(crate) fn leaks(&self) -> Vec<String> {
        self.leaks.lock().expect("nobody panics").clone()
    }
}

/// Listens from now on to all that is logged, at every level, by `tracing` and by `log`.
pub(crate) fn listen() -> &'static Heard {
    static HEARD: OnceLock<Arc<Heard>> = OnceLock::new();
    HEARD.get_or_init(|| {
        let mut forms = secrets();
        forms.push(CONTROL.to_owned());
        let heard = Arc::new(Heard { secrets: forms, ..Heard::default() });
        tracing::subscriber::set_global_default(Ears(heard.clone())).expect("nobody else listens");
        log::set_boxed_logger(Box::new(Ears(heard.clone()))).expect("nobody else listens");
        log::set_max_level(log::LevelFilter::Trace);
        heard
    })
}

/// Nothing that was logged up to now, by whichever test, has a credential in it.
pub(crate) fn nothing_leaked() {
    let secrets = secrets();
    let leaks = listen().leaks();
    let ours = leaks.iter().find(|line| secrets.iter().any(|secret| line.contains(secret)));
    assert_eq!(ours, None);
}

struct Ears(Arc<Heard>);

impl log::Log for Ears {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        self.0.hear(&format!("log:{}", record.target()), &record.args().to_string());
    }

    fn flush(&self) {}
}

fn text(record: impl FnOnce(&mut dyn Visit)) -> String {
    let mut text = String::new();
    record(&mut Fields(&mut |name, value| {
        let _ = write!(text, "{name}={value} ");
    }));
    text
}

impl tracing::Subscriber for Ears {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        self.0.hear(span.metadata().target(), &text(|visit| span.record(visit)));
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        self.0.hear("record", &text(|visit| values.record(visit)));
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        self.0.hear(event.metadata().target(), &text(|visit| event.record(visit)));
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}
