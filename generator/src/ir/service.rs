//! Whom a client talks to: servers, credentials, and the form of what went wrong.

/// A server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The URL, with `{variables}`.
    pub url: String,
    /// Its variables.
    pub variables: Vec<Variable>,
}

/// A variable of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The name in the URL.
    pub name: String,
    /// The default.
    pub default: String,
    /// The environment variable that may hold it.
    pub env: Option<String>,
    /// Whether it may be what the URL of a further page has, where the client has not set it.
    pub from_url: bool,
    /// What it means.
    pub docs: String,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// The name in the document.
    pub name: String,
    /// The name of the builder's method.
    pub method: String,
    /// The name of the method that takes a source of tokens, where it is a bearer token.
    pub source: String,
    /// How the credential travels.
    pub kind: SchemeKind,
    /// The parts of the credential.
    pub parts: Vec<SchemePart>,
    /// What the document says of it.
    pub docs: String,
    /// Its JSON pointer.
    pub origin: String,
}

/// A part of a credential, such as the user name.
#[derive(Clone, Debug)]
pub struct SchemePart {
    /// The name of the argument.
    pub name: String,
    /// The environment variable that may hold it.
    pub env: Option<String>,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Basic`.
    Basic,
    /// `Authorization: Bearer`; OAuth 2 and OpenID Connect come down to it.
    Bearer,
    /// A key in a header.
    Header(String),
    /// A key in the query.
    Query(String),
    /// A key in a cookie.
    Cookie(String),
}

/// JSON pointers into an error body, and headers, tried in order.
#[derive(Clone, Debug)]
pub struct ErrorShape {
    /// The API's error code.
    pub code: Vec<String>,
    /// What went wrong.
    pub message: Vec<String>,
    /// Where to read more.
    pub more_info: Vec<String>,
    /// Structured details.
    pub details: Vec<String>,
    /// Headers that hold the request's id.
    pub request_id: Vec<String>,
}

impl Default for ErrorShape {
    /// The members of RFC 9457, and what most APIs call them otherwise.
    fn default() -> Self {
        let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect();
        Self {
            code: list(&["/code", "/error/code", "/error_code"]),
            message: list(&[
                "/message",
                "/error/message",
                "/detail",
                "/title",
                "/error_description",
                "/error",
            ]),
            more_info: list(&["/more_info", "/type"]),
            details: list(&["/details", "/errors", "/error/details"]),
            request_id: list(&["x-request-id", "request-id"]),
        }
    }
}
