//! Spans of the client, as a subscriber sees them.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span;

/// The fields of a span or an event, as text.
pub(crate) struct Fields<'a>(pub(crate) &'a mut dyn FnMut(&str, String));

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0(field.name(), value.to_owned());
    }
}

/// A span, and what became of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) name: &'static str,
    pub(crate) target: String,
    pub(crate) fields: BTreeMap<String, String>,
    /// How many hold it; it lasts as long as anybody does.
    held: usize,
}

impl Seen {
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.held == 0
    }
}

/// Keeps the spans of the client.
#[derive(Clone, Default)]
pub(crate) struct Spans(Arc<Mutex<Vec<Seen>>>);

impl Spans {
    pub(crate) fn all(&self) -> Vec<Seen> {
        self.0.lock().expect("nobody panics").clone()
    }

    fn with<T>(&self, id: &span::Id, change: impl FnOnce(&mut Seen) -> T) -> T {
        let index = usize::try_from(id.into_u64() - 1).expect("there are few");
        change(&mut self.0.lock().expect("nobody panics")[index])
    }
}

impl tracing::Subscriber for Spans {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target().ends_with("::support::trace")
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        let (name, target) = (span.metadata().name(), span.metadata().target().to_owned());
        let mut seen = Seen { name, target, held: 1, ..Seen::default() };
        span.record(&mut Fields(&mut |name, value| drop(seen.fields.insert(name.into(), value))));
        let mut all = self.0.lock().expect("nobody panics");
        all.push(seen);
        span::Id::from_u64(all.len() as u64)
    }

    fn record(&self, id: &span::Id, values: &span::Record<'_>) {
        self.with(id, |seen| {
            let fields = &mut seen.fields;
            values.record(&mut Fields(&mut |name, value| drop(fields.insert(name.into(), value))));
        });
    }

    fn clone_span(&self, id: &span::Id) -> span::Id {
        self.with(id, |seen| seen.held += 1);
        id.clone()
    }

    fn try_close(&self, id: span::Id) -> bool {
        self.with(&id, |seen| {
            seen.held -= 1;
            seen.is_closed()
        })
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, _: &tracing::Event<'_>) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}
