//! Credentials: kept out of every `Debug`, error and log.

use super::description::SchemeKind;
use super::encode::percent;
use super::request::Request;
use http::HeaderValue;
use http::header::{AUTHORIZATION, COOKIE, HeaderName};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;

/// The values of one security scheme. `Debug` never shows them.
#[derive(Clone)]
pub struct Credential(pub(crate) Kind);

#[derive(Clone)]
pub(crate) enum Kind {
    Basic { user: String, password: String },
    Token(String),
}

impl Credential {
    /// A user name and a password.
    pub fn basic(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self(Kind::Basic { user: user.into(), password: password.into() })
    }

    /// A bearer token or an API key.
    pub fn token(token: impl Into<String>) -> Self {
        Self(Kind::Token(token.into()))
    }

    /// Whether a part that must not be empty is.
    pub(crate) fn is_blank(&self) -> bool {
        match &self.0 {
            Kind::Basic { user, .. } => user.is_empty(),
            Kind::Token(token) => token.is_empty(),
        }
    }

    /// Says what must not show of it, sent as this text.
    fn keep(&self, sent: &str, secrets: &mut Secrets) {
        // The padding of Base64 is not always kept.
        secrets.add(sent.trim_end_matches('='));
        if let Kind::Basic { user, password } = &self.0 {
            // Some APIs take a key in the place of the user name, and no password.
            secrets.add(if password.is_empty() { user } else { password });
        }
    }

    /// Puts the credential into a request. The error says why it cannot be, without showing it.
    pub(crate) fn attach(&self, to: &mut Request, kind: SchemeKind) -> Result<(), &'static str> {
        let secret = match &self.0 {
            Kind::Token(token) => token.clone(),
            Kind::Basic { user, .. } if user.contains(':') => {
                return Err("have a user name with a colon, which would end it");
            }
            Kind::Basic { user, password } => base64(format!("{user}:{password}").as_bytes()),
        };
        self.keep(&secret, &mut to.secrets);
        let (name, text) = match kind {
            SchemeKind::Basic => (AUTHORIZATION, format!("Basic {secret}")),
            SchemeKind::Bearer => (AUTHORIZATION, format!("Bearer {secret}")),
            SchemeKind::Header(name) => {
                let name = HeaderName::from_bytes(name.as_bytes());
                (name.map_err(|_| "belong in a header that cannot be")?, secret)
            }
            SchemeKind::Cookie(name) => (COOKIE, add_cookie(to, name, &secret)?),
            SchemeKind::Query(name) => {
                to.url.query_pairs_mut().append_pair(name, &secret);
                to.secret_query.push(name);
                return Ok(());
            }
        };
        let mut value = HeaderValue::from_str(&text).map_err(|_| "cannot be in a header")?;
        value.set_sensitive(true);
        to.headers.insert(name, value);
        Ok(())
    }
}

/// What must not show: a server may send back what it was sent.
#[derive(Clone, Default)]
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    /// Adds a secret, in all forms in which a server is likely to write it.
    fn add(&mut self, secret: &str) {
        let json = Value::from(secret).to_string();
        let json = json.trim_matches('"').to_owned();
        let form = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        let slashed = json.replace('/', "\\/");
        let hidden = [secret.to_owned(), json, slashed, form, percent(secret, false)];
        // To replace a shorter one would tear words apart, and show it by the gaps.
        self.0.extend(hidden.into_iter().filter(|text| text.len() >= 4));
        // One may be in another, and what is left of that must not show either.
        self.0.sort_by_key(|text| std::cmp::Reverse(text.len()));
        self.0.dedup();
    }

    /// A text without them.
    pub(crate) fn hide<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut hidden = Cow::Borrowed(text);
        for secret in self.0.iter().filter(|secret| text.contains(secret.as_str())) {
            hidden = hidden.replace(secret.as_str(), "***").into();
        }
        hidden
    }
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
