//! Credentials whose values are known, as they are sent.

use super::base64::base64;
use super::description::SchemeKind;
use super::request::Request;
use super::secrets::Secrets;
use http::HeaderValue;
use http::header::{AUTHORIZATION, COOKIE, HeaderName};
use zeroize::Zeroizing;

/// A credential as it is sent, worked out once.
pub(crate) struct Known {
    /// The user name, of what has one.
    user: Option<Zeroizing<String>>,
    /// The token, or user name and password in Base64.
    sent: Zeroizing<String>,
    secrets: Secrets,
}

impl Known {
    /// A user name and a password.
    pub(crate) fn basic(user: String, password: String) -> Self {
        let (user, password) = (Zeroizing::new(user), Zeroizing::new(password));
        let both = Zeroizing::new(format!("{}:{}", *user, *password));
        // Some APIs take a key in the place of the user name, and no password.
        let secret = if password.is_empty() { &user } else { &password };
        Self::new(base64(both.as_bytes()), &[secret], Some(user.clone()))
    }

    /// A bearer token or an API key.
    pub(crate) fn token(token: String) -> Self {
        Self::new(token, &[], None)
    }

    fn new(sent: String, secrets: &[&str], user: Option<Zeroizing<String>>) -> Self {
        // The padding of Base64 is not always kept.
        let shown = [&[sent.trim_end_matches('=')], secrets].concat();
        let secrets = Secrets::new(&shown);
        Self { user, sent: Zeroizing::new(sent), secrets }
    }

    /// Whether a part that must not be empty is.
    pub(crate) fn is_blank(&self) -> bool {
        self.user.as_ref().unwrap_or(&self.sent).is_empty()
    }

    /// Puts the credential into a request. The error says why it cannot be, without showing it.
    pub(crate) fn attach(&self, to: &mut Request, kind: SchemeKind) -> Result<(), &'static str> {
        if self.user.as_ref().is_some_and(|user| user.contains(':')) {
            return Err("have a user name with a colon, which would end it");
        }
        to.secrets.add(&self.secrets);
        let secret = &self.sent;
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
