//! Credentials: kept out of every `Debug`, error and log.

use super::description::SchemeKind;
use super::encode::percent;
use super::request::Request;
use super::token::{Source, TokenSource};
use http::header::{AUTHORIZATION, COOKIE, HeaderName};
use http::{HeaderMap, HeaderValue};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The values of one security scheme. `Debug` never shows them.
///
/// The copies that the client keeps are overwritten when the last of them is skipped_parts. That does not
/// cover what the caller holds, the headers of a request that is under way, the buffers of the HTTP
/// client and of TLS, nor what the operating system has swapped out.
#[derive(Clone)]
pub struct Credential(Kind);

#[derive(Clone)]
enum Kind {
    Known(Arc<Known>),
    Source(Arc<Source>),
}

/// A credential as it is sent, worked out once.
struct Known {
    /// The user name, of what has one.
    user: Option<Zeroizing<String>>,
    /// The token, or user name and password in Base64.
    sent: Zeroizing<String>,
    secrets: Secrets,
}

impl Credential {
    /// A user name and a password.
    pub fn basic(user: impl Into<String>, password: impl Into<String>) -> Self {
        let (user, password) = (Zeroizing::new(user.into()), Zeroizing::new(password.into()));
        let both = Zeroizing::new(format!("{}:{}", *user, *password));
        // Some APIs take a key in the place of the user name, and no password.
        let secret = if password.is_empty() { &user } else { &password };
        Self::known(base64(both.as_bytes()), &[secret], Some(user.clone()))
    }

    /// A bearer token or an API key.
    pub fn token(token: impl Into<String>) -> Self {
        Self::known(token.into(), &[], None)
    }

    /// A bearer token that is fetched when it is needed.
    pub fn source(source: impl TokenSource) -> Self {
        Self(Kind::Source(Arc::new(Source::new(source))))
    }

    fn known(sent: String, secrets: &[&str], user: Option<Zeroizing<String>>) -> Self {
        // The padding of Base64 is not always kept.
        let shown = [&[sent.trim_end_matches('=')], secrets].concat();
        let secrets = Secrets::new(&shown);
        Self(Kind::Known(Arc::new(Known { user, sent: Zeroizing::new(sent), secrets })))
    }

    /// Whether a part that must not be empty is.
    pub(crate) fn is_blank(&self) -> bool {
        match &self.0 {
            Kind::Known(known) => known.user.as_ref().unwrap_or(&known.sent).is_empty(),
            Kind::Source(_) => false,
        }
    }

    /// Where a token has to be fetched first.
    pub(crate) fn as_source(&self) -> Option<&Source> {
        match &self.0 {
            Kind::Known(_) => None,
            Kind::Source(source) => Some(source),
        }
    }

    /// Puts the credential into a request. The error says why it cannot be, without showing it.
    pub(crate) fn attach(&self, to: &mut Request, kind: SchemeKind) -> Result<(), &'static str> {
        let Kind::Known(known) = &self.0 else { return Ok(()) };
        if known.user.as_ref().is_some_and(|user| user.contains(':')) {
            return Err("have a user name with a colon, which would end it");
        }
        to.secrets.add(&known.secrets);
        let secret = &known.sent;
        let (name, text) = match kind {
            SchemeKind::Basic => (AUTHORIZATION, ["Basic ", secret].concat()),
            SchemeKind::Bearer => (AUTHORIZATION, ["Bearer ", secret].concat()),
            SchemeKind::Header(name) => {
                let name = HeaderName::from_bytes(name.as_bytes());
                (name.map_err(|_| "belong in a header that cannot be")?, secret.to_string())
            }
            SchemeKind::Cookie(name) => (COOKIE, add_cookie(to, name, secret)?),
            SchemeKind::Query(name) => {
                to.url.query_pairs_mut().append_pair(name, secret);
                to.secret_query.push(name);
                return Ok(());
            }
        };
        // The text itself becomes the header: no copy is left behind.
        let mut value = HeaderValue::try_from(text).map_err(|_| "cannot be in a header")?;
        value.set_sensitive(true);
        to.headers.insert(name, value);
        Ok(())
    }
}

/// What must not show: a server may send back what it was sent.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    /// Those of one credential, which is all that most requests have.
    first: Option<Forms>,
    others: Vec<Forms>,
}

type Forms = Arc<[Zeroizing<String>]>;

impl Secrets {
    /// These secrets, in all forms in which a server is likely to write them.
    fn new(secrets: &[&str]) -> Self {
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

/// The cookies of a request and one more. Its value goes out as it is, as a browser would send
/// what it was given: there is no encoding that every server undoes.
fn add_cookie(to: &Request, name: &str, value: &str) -> Result<String, &'static str> {
    let fits = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
    if !value.bytes().all(fits) {
        return Err("cannot be in a cookie");
    }
    let before = to.headers.get(COOKIE).and_then(|value| value.to_str().ok());
    Ok(before.map_or_else(|| format!("{name}={value}"), |text| format!("{text}; {name}={value}")))
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(…)")
    }
}

/// Base64 with padding (RFC 4648), for the Basic scheme.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const WORDS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let index = (word >> (18 - 6 * i)) & 63;
            let filled = i <= chunk.len();
            out.push(if filled { WORDS[index as usize].into() } else { '=' });
        }
    }
    out
}
