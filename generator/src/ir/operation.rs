//! Operations: the methods of the client, their builders, and what is sent.

use super::{Docs, Errors, Headers, Paging, Passing, Response, Server, Stream, Ty};
use serde::Serialize;

/// A method of the client, and the builder that it returns.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Operation {
    /// The `operationId`, or HTTP method and path. Errors mention it.
    pub id: String,
    /// The HTTP method, in capitals.
    pub http_method: String,
    /// The path, as in the document.
    pub path: String,
    /// The path that is sent, with `{parameters}`.
    pub template: String,
    /// The JSON pointer of the operation.
    pub origin: String,
    /// The documentation.
    pub docs: Docs,
    /// Documented responses.
    pub responses: Vec<DocumentedResponse>,
    /// Redirects, and 304, that are successes: `send` returns them and does not follow them.
    pub redirects: Vec<super::Status>,
    /// The name of the client's method.
    pub method: String,
    /// The arguments of the method.
    pub arguments: Arguments,
    /// The name of the builder.
    pub builder: String,
    /// The builder's setters, for everything that is not required.
    pub setters: Vec<Argument>,
    /// Whether another method of the same operation comes first. That one defines the types of
    /// responses, errors and headers.
    pub is_additional: bool,
    /// Parameters, and the fields of a form.
    pub params: Vec<Param>,
    /// The body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// The media types that the request accepts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept: Option<String>,
    /// What `send` returns; `None` if the builder has no `send`, only `stream`.
    pub response: Option<Response>,
    /// What `stream` returns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream: Option<Stream>,
    /// What `read_error` returns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<Errors>,
    /// What `read_headers` returns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<Headers>,
    /// How the pages of a list follow each other: the builder has `items`, `pages` and `resume`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paging: Option<Paging>,
    /// Alternatives of security schemes that are needed together, as indexes into
    /// [`super::Client::schemes`].
    pub security: Vec<Vec<usize>>,
    /// The servers, if they are not those of the API.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub servers: Option<Vec<Server>>,
}

impl Operation {
    /// The parameter or body that an argument or a setter stands for.
    pub fn input(&self, at: Input) -> InputRef<'_> {
        match (at, &self.body) {
            (Input::Body, Some(Body::Value(body))) => InputRef::Body(body),
            (Input::Param(at), _) => InputRef::Param(&self.params[at]),
            (Input::Body, _) => unreachable!("`check` refuses an argument for a missing body"),
        }
    }

    /// All methods of the builder, besides the setters.
    pub fn builder_methods(&self) -> Vec<&'static str> {
        let mut methods = vec!["build", "clone", "with_timeout"];
        let groups: [(bool, &[&str]); 5] = [
            (self.response.is_some(), &["send", "send_with_response"]),
            (self.stream.is_some(), &["stream", "stream_with_response"]),
            (self.paging.is_some(), &["items", "pages", "resume"]),
            (self.errors.is_some(), &["read_error"]),
            (self.headers.is_some(), &["read_headers"]),
        ];
        methods.extend(groups.into_iter().filter(|(has, _)| *has).flat_map(|(_, names)| names));
        methods
    }
}

/// A documented response.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentedResponse {
    /// The status, a range such as `2XX`, or `default`.
    pub status: String,
    /// The description.
    pub description: String,
}

/// The arguments of a client's method.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Arguments {
    /// One argument for each required value.
    Positional(Vec<Argument>),
    /// One struct with a field for each required value, because there are many of them.
    Struct {
        /// The name of the struct.
        name: String,
        /// The fields.
        fields: Vec<Argument>,
    },
}

impl Arguments {
    /// The required values.
    pub fn all(&self) -> &[Argument] {
        match self {
            Self::Positional(all) | Self::Struct { fields: all, .. } => all,
        }
    }
}

/// An argument, a field of an arguments struct, or a setter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Argument {
    /// The name.
    pub name: String,
    /// What it sets.
    pub input: Input,
    /// How it takes its value.
    pub passing: Passing,
}

/// What an argument or a setter sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Input {
    /// A parameter, by its index in [`Operation::params`].
    Param(usize),
    /// The body.
    Body,
}

/// What an argument or a setter sets.
#[derive(Clone, Copy, Debug)]
pub enum InputRef<'a> {
    /// A parameter.
    Param(&'a Param),
    /// The body.
    Body(&'a BodyValue),
}

impl InputRef<'_> {
    /// The documentation.
    pub fn docs(&self) -> &Docs {
        match self {
            Self::Param(param) => &param.docs,
            Self::Body(body) => &body.docs,
        }
    }
}

/// A parameter, or a field of a form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Param {
    /// The name in the request.
    pub wire: String,
    /// Where it is sent.
    pub location: Location,
    /// How arrays and objects are serialized; `None` for the default of the location.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<ParamStyle>,
    /// Whether reserved characters are sent unencoded.
    pub reserved: bool,
    /// The media type of a part, if the document has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The type.
    pub ty: Ty,
    /// How a value becomes JSON, from which it is serialized.
    pub conversion: ParamConversion,
    /// The bounds of its schema.
    pub bounds: Bounds,
    /// The documentation.
    pub docs: Docs,
}

/// How the value of a parameter is converted before it is serialized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum ParamConversion {
    /// An integer of any type, which is checked for its range.
    Integer,
    /// `Into<serde_json::Value>`.
    Value,
    /// A list of [`ParamConversion::Value`].
    Values,
    /// `serde::Serialize`.
    Serialize,
    /// A list of [`ParamConversion::Serialize`].
    SerializeAll,
    /// A file.
    File,
    /// A list of files.
    Files,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
    /// As a field of a form.
    Form,
    /// As a part of a multipart body.
    Part,
}

/// How the arrays and objects of a parameter are serialized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ParamStyle {
    /// The style.
    pub style: Style,
    /// Whether elements and properties are separate pairs.
    pub explode: bool,
}

/// The `style` of a parameter in OpenAPI, and JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Style {
    /// `form`.
    Form,
    /// `simple`.
    Simple,
    /// `label`.
    Label,
    /// `matrix`.
    Matrix,
    /// `spaceDelimited`.
    Space,
    /// `pipeDelimited`.
    Pipe,
    /// `deepObject`.
    Deep,
    /// JSON.
    Json,
    /// JSON; a string is assumed to be serialized JSON and is sent unchanged.
    JsonText,
}

/// The bounds of a schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bounds {
    /// The minimum of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// The maximum of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// Whether the minimum is exclusive.
    pub above: bool,
    /// Whether the maximum is exclusive.
    pub below: bool,
    /// Whether elements must be unique.
    pub unique: bool,
    /// The minimum length, in characters or elements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortest: Option<u64>,
    /// The maximum length, in characters or elements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longest: Option<u64>,
}

impl Bounds {
    /// The bounds of a value that is within both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let (min, above) = stricter((self.min, self.above), (other.min, other.above), f64::max);
        let (max, below) = stricter((self.max, self.below), (other.max, other.below), f64::min);
        let both = |a: Option<u64>, b: Option<u64>, pick: fn(u64, u64) -> u64| match (a, b) {
            (Some(a), Some(b)) => Some(pick(a, b)),
            (a, b) => a.or(b),
        };
        Self {
            min,
            max,
            above,
            below,
            unique: self.unique || other.unique,
            shortest: both(self.shortest, other.shortest, u64::max),
            longest: both(self.longest, other.longest, u64::min),
        }
    }
}

/// The stricter of two bounds, each with a flag that says whether it is exclusive.
fn stricter(
    a: (Option<f64>, bool),
    b: (Option<f64>, bool),
    pick: fn(f64, f64) -> f64,
) -> (Option<f64>, bool) {
    match (a.0, b.0) {
        (Some(x), Some(y)) if x == y => (Some(x), a.1 || b.1),
        (Some(x), Some(y)) => {
            if pick(x, y) == x {
                a
            } else {
                b
            }
        }
        (Some(_), None) => a,
        (None, _) => b,
    }
}

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Codec {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// A string.
    Text,
    /// Bytes.
    Bytes,
}

/// A request body.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Body {
    /// The fields of a form, which are parameters of the operation.
    Fields {
        /// [`Codec::Form`] or [`Codec::Multipart`].
        codec: Codec,
        /// The media type.
        media_type: String,
    },
    /// One value.
    Value(BodyValue),
}

/// A body that is one value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BodyValue {
    /// The documentation.
    pub docs: Docs,
    /// The content.
    pub content: BodyContent,
}

/// The content of a body that is one value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum BodyContent {
    /// One media type.
    One(Content),
    /// An enum of several media types.
    Choice {
        /// The name of the enum.
        name: String,
        /// The variants, the preferred one first.
        variants: Vec<BodyVariant>,
    },
}

/// A body in one media type.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Content {
    /// The media type.
    pub media_type: String,
    /// How the value is encoded.
    pub codec: Codec,
    /// The type of the value.
    pub ty: Ty,
}

/// A variant of an enum of bodies.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BodyVariant {
    /// The name of the variant.
    pub name: String,
    /// The content.
    pub content: Content,
    /// Whether the enum is made from the content by `From`.
    pub from: bool,
}
