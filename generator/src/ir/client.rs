//! The client: servers, credentials, and the fields of error bodies.

use serde::Serialize;

/// How a client is made, and what it knows about the API.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Client {
    /// The servers, in the order of the document.
    pub servers: Vec<Server>,
    /// The security schemes that a client can hold credentials for.
    pub schemes: Vec<Scheme>,
    /// The setters of server variables, those of single operations included.
    pub variables: Vec<VariableSetter>,
    /// The environment variables of credentials. If there are any, the client has `from_env`.
    pub env: Vec<String>,
    /// Where an error body contains code, message and details.
    pub errors: ErrorShape,
}

impl Client {
    /// The scheme whose credentials are the arguments of `Client::new`. There is none if the API
    /// has several schemes.
    pub fn only_scheme(&self) -> Option<&Scheme> {
        match self.schemes.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// A server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Server {
    /// The URL, with `{variables}`.
    pub url: String,
    /// The variables.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<Variable>,
}

/// A variable of a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Variable {
    /// The name in the URL.
    pub name: String,
    /// The default value.
    pub default: String,
    /// Whether the value can be taken from the URL of a further page, if the client has not set it.
    pub from_url: bool,
    /// The environment variable that sets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub env: Option<String>,
    /// The description.
    pub docs: String,
}

/// A method of the client's builder that sets a variable of the servers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VariableSetter {
    /// The name of the method.
    pub method: String,
    /// The variable.
    pub variable: Variable,
}

/// A security scheme.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scheme {
    /// The name in the document.
    pub name: String,
    /// The JSON pointer of the scheme.
    pub origin: String,
    /// The name of the builder's method for the credentials.
    pub method: String,
    /// The name of the builder's method for a source of tokens; only for bearer tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_method: Option<String>,
    /// How the credentials are sent.
    pub kind: SchemeKind,
    /// The arguments of the method, such as a user name and a password.
    pub parts: Vec<SchemePart>,
    /// The description.
    pub docs: String,
}

impl Scheme {
    /// The environment variables of all parts; empty unless every part has one.
    pub fn env(&self) -> Vec<&str> {
        let env = self.parts.iter().map(|part| part.env.as_deref());
        env.collect::<Option<_>>().unwrap_or_default()
    }
}

/// A part of a credential, such as the user name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SchemePart {
    /// The name of the argument.
    pub name: String,
    /// The environment variable that contains it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub env: Option<String>,
}

/// How credentials are sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum SchemeKind {
    /// `Authorization: Basic`.
    Basic,
    /// `Authorization: Bearer`, also for OAuth 2 and OpenID Connect.
    Bearer,
    /// A key in this header.
    Header(String),
    /// A key in this query parameter.
    Query(String),
    /// A key in this cookie.
    Cookie(String),
}

/// JSON pointers into an error body, and headers, in the order in which they are tried.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ErrorShape {
    /// The error code of the API.
    pub code: Vec<String>,
    /// The message.
    pub message: Vec<String>,
    /// A URL with more information.
    pub more_info: Vec<String>,
    /// Structured details.
    pub details: Vec<String>,
    /// Headers that contain the id of the request.
    pub request_id: Vec<String>,
}

impl Default for ErrorShape {
    /// The members of RFC 9457, and the most common alternatives.
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
