//! Credentials whose values are known, as they are sent.

#[cfg(part = "basic")]
use super::base64::base64;
use super::description::SchemeKind;
use super::request::Request;
use super::secrets::Secrets;
#[cfg(part = "secret-headers")]
use http::HeaderValue;
#[cfg(any(part = "basic", part = "bearer"))]
use http::header::AUTHORIZATION;
#[cfg(part = "cookie-key")]
use http::header::COOKIE;
#[cfg(part = "secret-headers")]
use http::header::HeaderName;
use zeroize::Zeroizing;

/// A credential as it is sent, worked out once.
pub(crate) struct Known {
    #[cfg(part = "basic")]
    /// The user name, of what has one.
    user: Option<Zeroizing<String>>,
    /// The token, or user name and password in Base64.
    sent: Zeroizing<String>,
    secrets: Secrets,
}

impl Known {
    #[cfg(part = "basic")]
    /// A user name and a password.
    pub(crate) fn basic(user: String, password: String) -> Self {
        let (user, password) = (Zeroizing::new(user), Zeroizing::new(password));
        let both = Zeroizing::new(format!("{}:{}", *user, *password));
        // Some APIs take a key in the place of the user name, and no password.
        let secret = if password.is_empty() { &user } else { &password };
        let sent = base64(both.as_bytes());
        let secrets = Secrets::new(&[shown(&sent), secret]);
        let user = Some(user.clone());
        Self { user, sent: Zeroizing::new(sent), secrets }
    }

    #[cfg(part = "token")]
    /// A bearer token or an API key.
    pub(crate) fn token(token: String) -> Self {
        let secrets = Secrets::new(&[shown(&token)]);
        Self {
            #[cfg(part = "basic")]
            user: None,
            sent: Zeroizing::new(token),
            secrets,
        }
    }

    /// Whether a part that must not be empty is.
    pub(crate) fn is_blank(&self) -> bool {
        #[cfg(part = "basic")]
        if let Some(user) = &self.user {
            return user.is_empty();
        }
        self.sent.is_empty()
    }

    /// Puts the credential into a request. The error says why it cannot be, without showing it.
    pub(crate) fn attach(&self, to: &mut Request, kind: SchemeKind) -> Result<(), &'static str> {
        #[cfg(part = "basic")]
        if self.user.as_ref().is_some_and(|user| user.contains(':')) {
            return Err("have a colon in the user name, which Basic authentication forbids");
        }
        to.secrets.add(&self.secrets);
        let secret = &self.sent;
        match kind {
            #[cfg(part = "basic")]
            SchemeKind::Basic => insert(to, AUTHORIZATION, ["Basic ", secret].concat()),
            #[cfg(part = "bearer")]
            SchemeKind::Bearer => insert(to, AUTHORIZATION, ["Bearer ", secret].concat()),
            #[cfg(part = "header-key")]
            SchemeKind::Header(name) => {
                let name = HeaderName::from_bytes(name.as_bytes());
                let name = name.map_err(|_| "belong in a header that cannot be")?;
                insert(to, name, secret.to_string())
            }
            #[cfg(part = "cookie-key")]
            SchemeKind::Cookie(name) => {
                let cookies = add_cookie(to, name, secret)?;
                insert(to, COOKIE, cookies)
            }
            #[cfg(part = "query-key")]
            SchemeKind::Query(name) => {
                to.url.query_pairs_mut().append_pair(name, secret);
                to.secret_query.push(name);
                Ok(())
            }
        }
    }
}

#[cfg(part = "secret-headers")]
fn insert(to: &mut Request, name: HeaderName, text: String) -> Result<(), &'static str> {
    // The text itself becomes the header: no copy is left behind.
    let mut value = HeaderValue::try_from(text).map_err(|_| "cannot be in a header")?;
    value.set_sensitive(true);
    to.headers.insert(name, value);
    Ok(())
}

#[cfg(part = "cookie-key")]
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

/// What is looked for in order to hide it: the padding of Base64 is not always kept.
fn shown(sent: &str) -> &str {
    sent.trim_end_matches('=')
}
