//! Date-times as parameters.

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeZone, Utc};
use std::fmt;

/// A moment or a whole day, for a parameter that takes either.
///
/// A moment goes out in UTC, in whole seconds (`2026-01-02T03:04:05Z`: an offset is converted, a
/// fraction is dropped); a day goes out as it is (`2026-01-02`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateTimeOrDate {
    /// A moment.
    DateTime(DateTime<Utc>),
    /// A day.
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
        Self::from(value.to_string())
    }
}
