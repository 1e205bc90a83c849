//! The run-time items that the crate exports.

use crate::ir::{Exports, Operation};

const STREAMS: &[&str] = &["Chunks", "Event", "Events", "Lines"];

const EXTENSIONS: &[&str] = &[
    "Attempt",
    "Body",
    "BoxError",
    "Clock",
    "TransportFuture",
    "Failure",
    "FetchToken",
    "Middleware",
    "Next",
    "Retry",
    "RetryPolicy",
    "Sleep",
    "Token",
    "TokenSource",
    "Transport",
    "FailedAttempt",
];

const CRATES: &[&str] = &["bytes", "chrono", "http", "reqwest", "serde_json"];

/// Collects the exports of a crate with these operations.
pub(super) fn exports<'a>(mut operations: impl Iterator<Item = &'a Operation>) -> Exports {
    let has_streams = operations.any(|operation| operation.stream.is_some());
    Exports {
        root: Exports::ROOT.to_vec(),
        streams: if has_streams { STREAMS.to_vec() } else { Vec::new() },
        extensions: EXTENSIONS.to_vec(),
        crates: CRATES.to_vec(),
    }
}
