//! Dates in HTTP headers (RFC 9110).

use std::time::{Duration, SystemTime};

/// Parses a date in the current format (`Sun, 06 Nov 1994 08:49:37 GMT`) or one of the two obsolete
/// formats (`Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`).
pub(crate) fn http_date(text: &str) -> Option<SystemTime> {
    let is_separator = |c: char| matches!(c, ' ' | ',' | '-' | ':');
    let words: Vec<&str> = text.split(is_separator).filter(|word| !word.is_empty()).collect();
    let (day, month, year, time) = match words.as_slice() {
        [_, day, month, year, time @ .., "GMT"] => (day, month, year, time),
        [_, month, day, time @ .., year] => (day, month, year, time),
        _ => return None,
    };
    let [hour, minute, second] = time else { return None };
    let month = 1 + MONTHS.iter().position(|name| name == month)? as u64;
    let days = days(full_year(year)?, month, number(day, 31)?);
    let seconds = number(hour, 23)? * 3600 + number(minute, 59)? * 60 + number(second, 60)?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(days * 86_400 + seconds))
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Parses digits, up to the largest number allowed.
fn number(text: &str, most: u64) -> Option<u64> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| is_number && *number <= most)
}

/// The year, which has two digits in an obsolete format.
fn full_year(text: &str) -> Option<u64> {
    let year = number(text, 9999)?;
    match text.len() {
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => Some(year),
    }
}

/// The days from the first of January 1970 to a date; 0 for an earlier date.
fn days(year: u64, month: u64, day: u64) -> u64 {
    // Years that begin in March have the leap day at their end.
    let (year, month) = match month {
        3.. => (year, month - 3),
        _ => (year.saturating_sub(1), month + 9),
    };
    let leap_days = year / 4 - year / 100 + year / 400;
    (365 * year + leap_days + (153 * month + 2) / 5 + day).saturating_sub(DAYS_TO_1970)
}

/// The same sum for the first of January 1970.
const DAYS_TO_1970: u64 = 719_469;
