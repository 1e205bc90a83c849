//! The run-time items that the crate exports.

use crate::ir::{Exports, Part, Parts};

/// A name that is exported if the API needs the part; without a part, always.
type Export = (&'static str, Option<Part>);

/// Run-time types at the root that not every crate with operations has.
const ROOT: &[Export] = &[
    ("Client", Some(Part::Calls)),
    ("ClientBuilder", Some(Part::Calls)),
    ("Credential", Some(Part::Credentials)),
    ("DateTimeOrDate", Some(Part::DateTimeOrDate)),
    ("Error", Some(Part::Calls)),
    ("ErrorKind", Some(Part::Calls)),
    ("Items", Some(Part::Pages)),
    ("Lenient", Some(Part::Lenient)),
    ("MailDateTime", Some(Part::MailDateTime)),
    ("Page", Some(Part::Pages)),
    ("Pages", Some(Part::Pages)),
    ("Part", Some(Part::Files)),
    ("Request", Some(Part::Calls)),
    ("Response", Some(Part::Calls)),
    ("ResponseFuture", Some(Part::Send)),
    ("Result", Some(Part::Calls)),
    ("Unrecognized", Some(Part::StringEnums)),
    ("UnrecognizedCode", Some(Part::IntegerEnums)),
    ("UnrecognizedScalar", Some(Part::MixedEnums)),
];

/// Types of the module `stream`.
const STREAMS: &[Export] = &[
    ("Chunks", Some(Part::Chunks)),
    ("Event", Some(Part::Events)),
    ("Events", Some(Part::Events)),
    ("Lines", Some(Part::Lines)),
];

/// Types and traits of the module `ext`.
const EXTENSIONS: &[Export] = &[
    ("Attempt", Some(Part::Calls)),
    ("Body", Some(Part::Calls)),
    ("BoxError", Some(Part::Calls)),
    ("Clock", Some(Part::Calls)),
    ("FailedAttempt", Some(Part::Calls)),
    ("Failure", Some(Part::Calls)),
    ("FetchToken", Some(Part::Bearer)),
    ("Middleware", Some(Part::Calls)),
    ("Next", Some(Part::Calls)),
    ("Retry", Some(Part::Calls)),
    ("RetryPolicy", Some(Part::Calls)),
    ("Sleep", Some(Part::Calls)),
    ("Token", Some(Part::Bearer)),
    ("TokenSource", Some(Part::Bearer)),
    ("Transport", Some(Part::Calls)),
    ("TransportFuture", Some(Part::Calls)),
];

/// Crates whose types are in the API of the generated crate.
const CRATES: &[Export] = &[
    ("bytes", Some(Part::Bytes)),
    ("chrono", Some(Part::Dates)),
    ("http", Some(Part::Calls)),
    ("reqwest", Some(Part::Calls)),
    ("serde_json", None),
];

/// Collects the exports of a crate with these parts.
pub(super) fn exports(parts: &Parts) -> Exports {
    let chosen = |all: &[Export]| -> Vec<&'static str> {
        let is_needed = |(_, part): &&Export| part.as_ref().is_none_or(|part| parts.contains(part));
        all.iter().filter(is_needed).map(|(name, _)| *name).collect()
    };
    Exports {
        root: chosen(ROOT),
        streams: chosen(STREAMS),
        extensions: chosen(EXTENSIONS),
        crates: chosen(CRATES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_export_of_the_root_is_reserved() {
        let mut names: Vec<&str> = ROOT.iter().map(|(name, _)| *name).collect();
        let mut reserved = Exports::ROOT.to_vec();
        names.sort_unstable();
        reserved.sort_unstable();
        assert_eq!(names, reserved);
    }
}
