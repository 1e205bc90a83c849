//! What must not show in errors and logs.

#[cfg(part = "credentials")]
use super::percent::percent;
use http::HeaderMap;
#[cfg(part = "credentials")]
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;
#[cfg(part = "credentials")]
use std::sync::Arc;
#[cfg(part = "credentials")]
use zeroize::Zeroizing;

#[cfg(part = "credentials")]
/// What must not show: a server may send back what it was sent.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    /// Those of one credential, which is all that most requests have.
    first: Option<Forms>,
    others: Vec<Forms>,
}

#[cfg(part = "credentials")]
type Forms = Arc<[Zeroizing<String>]>;

#[cfg(part = "credentials")]
impl Secrets {
    /// These secrets, in all forms in which a server is likely to write them.
    pub(crate) fn new(secrets: &[&str]) -> Self {
        let mut forms: Vec<Zeroizing<String>> = Vec::new();
        for secret in secrets {
            let json = Value::from(*secret).to_string();
            let json = json.trim_matches('"').to_owned();
            let form = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect::<String>();
            let (slashed, encoded) = (json.replace('/', "\\/"), percent(secret, false));
            // Some write the digits behind the percent sign small.
            let small = [&form, &encoded].map(|text| small_hex(text));
            let all = [(*secret).to_owned(), json, slashed, form, encoded];
            let all = all.into_iter().chain(small);
            forms.extend(all.map(Zeroizing::new));
        }
        // To replace a shorter one would tear words apart, and show it by the gaps.
        forms.retain(|text| text.len() >= 4);
        forms.sort_by(|a, b| a.as_str().cmp(b));
        forms.dedup();
        Self { first: Some(forms.into()), others: Vec::new() }
    }

    fn all(&self) -> impl Iterator<Item = &Forms> {
        self.first.iter().chain(&self.others)
    }

    /// These as well.
    pub(crate) fn add(&mut self, others: &Self) {
        let mut others = others.all().cloned();
        if self.first.is_none() {
            self.first = others.next();
        }
        self.others.extend(others);
    }

    /// Keeps `Debug` from showing the headers of an answer that hold one.
    pub(crate) fn mark(&self, headers: &mut HeaderMap) {
        let shows = |value: &[u8]| {
            let mut forms = self.all().flat_map(|forms| forms.iter());
            forms.any(|form| value.windows(form.len()).any(|part| part == form.as_bytes()))
        };
        for value in headers.values_mut() {
            if shows(value.as_bytes()) {
                value.set_sensitive(true);
            }
        }
    }

    /// A text without them.
    pub(crate) fn hide<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let secrets = self.all().flat_map(|forms| forms.iter()).map(|secret| secret.as_str());
        let mut found: Vec<&str> = secrets.filter(|secret| text.contains(secret)).collect();
        // One may be in another, and what is left of that must not show either.
        found.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        let hide = |text: Cow<'a, str>, secret: &str| text.replace(secret, "***").into();
        found.into_iter().fold(Cow::Borrowed(text), hide)
    }
}

#[cfg(part = "credentials")]
/// A percent-encoded text with small hexadecimal digits.
fn small_hex(text: &str) -> String {
    let mut parts = text.split('%');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let (digits, rest) = part.split_at(part.len().min(2));
        text + "%" + &digits.to_ascii_lowercase() + rest
    })
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

#[cfg(not(part = "credentials"))]
/// What must not show: nothing, since the API has no credentials.
#[derive(Clone, Default)]
pub(crate) struct Secrets {}

#[cfg(not(part = "credentials"))]
impl Secrets {
    pub(crate) fn mark(&self, _: &mut HeaderMap) {}

    pub(crate) fn hide<'a>(&self, text: &'a str) -> Cow<'a, str> {
        Cow::Borrowed(text)
    }
}
