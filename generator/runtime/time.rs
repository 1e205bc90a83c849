//! Date-times that are not written as RFC 3339 has it.

use chrono::{
    DateTime, Datelike, NaiveDate, NaiveDateTime, ParseError, SecondsFormat, TimeZone, Utc,
};
use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

/// A moment or a whole day, for a parameter that takes either.
///
/// A moment goes out in UTC, in whole seconds (`2026-01-02T03:04:05Z`: an offset is converted, a
/// fraction is skipped_parts); a day goes out as it is (`2026-01-02`).
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

/// A moment as mail writes it (RFC 2822: `Thu, 30 Jul 2015 20:00:00 +0000`). It is read in the
/// form of RFC 3339 too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailDateTime(pub DateTime<Utc>);

impl From<DateTime<Utc>> for MailDateTime {
    fn from(moment: DateTime<Utc>) -> Self {
        Self(moment)
    }
}

impl From<MailDateTime> for DateTime<Utc> {
    fn from(moment: MailDateTime) -> Self {
        moment.0
    }
}

impl fmt::Display for MailDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_rfc2822())
    }
}

impl serde::Serialize for MailDateTime {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for MailDateTime {
    fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(input)?;
        let read =
            DateTime::parse_from_rfc2822(&text).or_else(|_| DateTime::parse_from_rfc3339(&text));
        let wrong = |_| serde::de::Error::custom(format_args!("{text:?} is not a date-time"));
        read.map(|moment| Self(moment.with_timezone(&Utc))).map_err(wrong)
    }
}

/// A moment as HTTP writes it, in today's form or in one of the two that came before (RFC 9110).
pub(crate) fn http_date(text: &str) -> Option<DateTime<Utc>> {
    let old = |form| NaiveDateTime::parse_from_str(text, form).map(|moment| moment.and_utc());
    let read = DateTime::parse_from_rfc2822(text).map(|moment| moment.with_timezone(&Utc));
    let read = read.or_else(|_| old("%A, %d-%b-%y %H:%M:%S GMT"));
    read.or_else(|_| old("%a %b %e %H:%M:%S %Y")).ok()
}
