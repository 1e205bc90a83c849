//! Headers of answers, read as the types that the description gives them.

#[cfg(part = "header-date-time")]
use super::date_time::date_time;
use super::description::Operation;
use super::error::Error;
use super::error_kind::ErrorKind;
#[cfg(any(part = "header-number", part = "header-scalar"))]
use super::text::whole;
#[cfg(part = "header-date-time")]
use chrono::{SecondsFormat, Utc};
use http::HeaderMap;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// How a header is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderForm {
    #[cfg(part = "header-text")]
    /// As it is.
    Text,
    #[cfg(part = "header-number")]
    /// A number.
    Number,
    #[cfg(part = "header-bool")]
    /// `true` or `false`.
    Bool,
    #[cfg(part = "header-date-time")]
    /// A moment, as RFC 3339 or as HTTP writes it.
    DateTime,
    #[cfg(part = "header-scalar")]
    /// A number or one of two words where it reads like one, else text.
    Scalar,
    #[cfg(part = "header-json")]
    /// JSON.
    Json,
    #[cfg(part = "header-list")]
    /// Several of these, with commas between them.
    List(&'static Self),
}

impl HeaderForm {
    /// Whether a header can be there several times, or without a value.
    fn is_list(self) -> bool {
        #[cfg(part = "header-text")]
        if self == Self::Text {
            return true;
        }
        #[cfg(part = "header-list")]
        if matches!(self, Self::List(_)) {
            return true;
        }
        false
    }

    /// The text as JSON; `None` where it does not have this form.
    fn value(self, text: &str) -> Option<Value> {
        match self {
            #[cfg(part = "header-text")]
            Self::Text => Some(text.into()),
            #[cfg(part = "header-number")]
            Self::Number => number(text),
            #[cfg(part = "header-bool")]
            Self::Bool => boolean(text),
            #[cfg(part = "header-date-time")]
            Self::DateTime => moment(text).map(Value::from),
            #[cfg(part = "header-scalar")]
            Self::Scalar => number(text).or_else(|| boolean(text)).or_else(|| Some(text.into())),
            #[cfg(part = "header-json")]
            Self::Json => serde_json::from_str(text).ok(),
            #[cfg(part = "header-list")]
            Self::List(form) => {
                let elements = text.split(',').map(str::trim).filter(|text| !text.is_empty());
                elements.map(|text| form.value(text)).collect::<Option<_>>().map(Value::Array)
            }
        }
    }
}

#[cfg(any(part = "header-bool", part = "header-scalar"))]
/// Parses a boolean; some servers write it in capitals.
fn boolean(text: &str) -> Option<Value> {
    text.to_ascii_lowercase().parse::<bool>().ok().map(Value::from)
}

#[cfg(any(part = "header-number", part = "header-scalar"))]
/// Parses a number. One without a fraction is an integer.
fn number(text: &str) -> Option<Value> {
    if let Ok(integer) = text.parse::<i64>() {
        return Some(integer.into());
    }
    if let Ok(integer) = text.parse::<u64>() {
        return Some(integer.into());
    }
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite())?;
    Some(whole(number).map_or_else(|| number.into(), Value::from))
}

#[cfg(part = "header-date-time")]
fn moment(text: &str) -> Option<String> {
    Some(date_time(text)?.with_timezone(&Utc).to_rfc3339_opts(SecondsFormat::AutoSi, true))
}

/// The headers of an answer.
#[derive(Clone, Copy)]
pub(crate) struct Headers<'a> {
    operation: &'a Operation,
    headers: &'a HeaderMap,
}

impl<'a> Headers<'a> {
    pub(crate) fn new(operation: &'a Operation, headers: &'a HeaderMap) -> Self {
        Self { operation, headers }
    }

    /// A header as its type; `None` where the answer has none of that name.
    pub(crate) fn read<T: DeserializeOwned>(
        self,
        name: &'static str,
        form: HeaderForm,
    ) -> Result<Option<T>, Error> {
        let value = value(self.headers, name, form);
        let read = value.and_then(|value| match value {
            Some(value) => serde_json::from_value(value).map(Some).map_err(|_| NoForm),
            None => Ok(None),
        });
        read.map_err(|NoForm| self.unreadable(name))
    }

    /// What the header holds is not shown: nobody knows what a server puts into its headers.
    fn unreadable(self, name: &str) -> Error {
        let text = format!("the header `{name}` does not have the form that is documented");
        Error::new(ErrorKind::Decode, text).of(self.operation.id)
    }
}

/// A header does not have the form that it should have.
struct NoForm;

fn value(headers: &HeaderMap, name: &str, form: HeaderForm) -> Result<Option<Value>, NoForm> {
    let mut texts = Vec::new();
    for value in headers.get_all(name) {
        texts.push(std::str::from_utf8(value.as_bytes()).map_err(|_| NoForm)?.trim());
    }
    let Some(first) = texts.first() else { return Ok(None) };
    // A header that is there several times is a list.
    let text = if form.is_list() { texts.join(", ") } else { (*first).to_owned() };
    // A header without a value says no more than none.
    if text.is_empty() && !form.is_list() {
        return Ok(None);
    }
    form.value(&text).map(Some).ok_or(NoForm)
}
