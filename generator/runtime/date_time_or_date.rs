//! A parameter that takes a date-time or a date.

use chrono::{DateTime, Datelike, NaiveDate, ParseError, SecondsFormat, TimeZone, Utc};
use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

/// A date-time or a date, for a parameter that accepts both.
///
/// A date-time is sent in UTC, in whole seconds (`2026-01-02T03:04:05Z`): an offset is converted, a
/// fraction is dropped. A date is sent unchanged (`2026-01-02`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateTimeOrDate {
    /// A date-time.
    DateTime(DateTime<Utc>),
    /// A date.
    Date(NaiveDate),
}

impl<Z: TimeZone> From<DateTime<Z>> for DateTimeOrDate {
    fn from(moment: DateTime<Z>) -> Self {
        Self::DateTime(moment.with_timezone(&Utc))
    }
}

impl From<NaiveDate> for DateTimeOrDate {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

impl From<SystemTime> for DateTimeOrDate {
    fn from(moment: SystemTime) -> Self {
        Self::DateTime(moment.into())
    }
}

/// Reads a date-time of RFC 3339, or a day (`2026-01-02`).
impl FromStr for DateTimeOrDate {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            // What is read also has forms that are not written so, such as `2026-1-2`.
            Ok(day) if day.to_string() == text => Ok(Self::Date(day)),
            Err(error) if text.len() == "2026-01-02".len() => Err(error),
            _ => DateTime::parse_from_rfc3339(text).map(Self::from),
        }
    }
}

impl fmt::Display for DateTimeOrDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DateTime(moment) => f.pad(&moment.to_rfc3339_opts(SecondsFormat::Secs, true)),
            Self::Date(day) => f.pad(&day.to_string()),
        }
    }
}

impl From<DateTimeOrDate> for serde_json::Value {
    fn from(value: DateTimeOrDate) -> Self {
        let year = match value {
            DateTimeOrDate::DateTime(moment) => moment.year(),
            DateTimeOrDate::Date(day) => day.year(),
        };
        // RFC 3339 has four digits for it.
        if (0..=9999).contains(&year) { value.to_string().into() } else { Self::Null }
    }
}
