//! Date-times in the format of mail.

use super::date_time::date_time;
use chrono::{DateTime, Utc};
use std::fmt;

/// A date-time in the format of RFC 2822: `Thu, 30 Jul 2015 20:00:00 +0000`. RFC 3339 is read too.
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
        let read = date_time(&text).map(|moment| Self(moment.with_timezone(&Utc)));
        read.ok_or_else(|| serde::de::Error::custom(format_args!("{text:?} is not a date-time")))
    }
}
