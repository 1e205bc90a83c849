//! The formats that the types of a generated client hold values to.

use chrono::{DateTime, NaiveDate};
use serde_json::Number;

/// What a text should be that a format does not let pass. Dates are read by the library that the
/// clients read them with, so that both always say the same.
pub(super) fn text(format: &str, text: &str) -> Option<&'static str> {
    let moment = || text.parse::<DateTime<chrono::FixedOffset>>().is_ok();
    let (fits, wanted) = match format {
        "date-time" => (moment(), "a date-time, as in `2026-01-02T03:04:05Z`"),
        "date" => (text.parse::<NaiveDate>().is_ok(), "a date, as in `2026-01-02`"),
        "date-time-rfc-2822" => (
            DateTime::parse_from_rfc2822(text).is_ok()
                || DateTime::parse_from_rfc3339(text).is_ok(),
            "a date-time, as in `Fri, 02 Jan 2026 03:04:05 +0000`",
        ),
        _ => return None,
    };
    (!fits).then_some(wanted)
}

/// Whether an integer has room in the type that its format names.
pub(super) fn integer(format: &str, number: &Number) -> bool {
    let whole = number.as_i128().or(number.as_f64().map(|number| number as i128));
    let Some(number) = whole else { return true };
    match format {
        "int32" => i32::try_from(number).is_ok(),
        "int64" => i64::try_from(number).is_ok(),
        "uint32" => u32::try_from(number).is_ok(),
        "uint64" => u64::try_from(number).is_ok(),
        _ => true,
    }
}
