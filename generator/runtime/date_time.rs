//! Date-times with an offset.

use chrono::{DateTime, FixedOffset};

/// Parses a date-time of RFC 2822 or RFC 3339. The zone `UTC`, which is in neither, is that of many
/// servers.
pub(crate) fn date_time(text: &str) -> Option<DateTime<FixedOffset>> {
    let mail = match text.trim_end().strip_suffix(" UTC") {
        Some(local) => DateTime::parse_from_rfc2822(&format!("{local} +0000")),
        None => DateTime::parse_from_rfc2822(text),
    };
    mail.or_else(|_| DateTime::parse_from_rfc3339(text)).ok()
}
