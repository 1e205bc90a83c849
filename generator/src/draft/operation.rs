//! Operations, as the document has them: one for each method of the client.

use super::{Header, Response, StatusCase};
use crate::ir::{Bounds, Docs, Location, Server, Status, Stream, Style, Ty};

/// A method of the client, before anything has its final name.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`, or HTTP method and path.
    pub id: String,
    /// The wished name of the method and its builder, as words.
    pub wanted: String,
    /// Which method of the operation this is.
    pub variant: MethodVariant,
    /// The HTTP method, in capitals.
    pub http_method: String,
    /// The path, as in the document.
    pub path: String,
    /// The path that is sent, with `{parameters}`.
    pub template: String,
    /// The documentation.
    pub docs: Docs,
    /// The JSON pointer of the operation.
    pub origin: String,
    /// Parameters, and the fields of a form.
    pub params: Vec<Param>,
    /// The body, unless it is a form.
    pub body: Option<Body>,
    /// The media type of the body; empty without one, and for several.
    pub content_type: String,
    /// What a successful response holds.
    pub response: Response,
    /// The response as a stream, if it can be read as one.
    pub stream: Option<Stream>,
    /// The media types of the response; empty if it has no content.
    pub accept: String,
    /// Alternatives of schemes that are needed together, as indexes into
    /// [`super::DraftApi::schemes`].
    pub security: Vec<Vec<usize>>,
    /// The servers of the operation or its path, if it has any.
    pub servers: Option<Vec<Server>>,
    /// Error bodies that have a type of their own.
    pub errors: Vec<StatusCase>,
    /// The headers of all responses.
    pub headers: Vec<Header>,
    /// The documented responses: status and description.
    pub responses: Vec<(String, String)>,
    /// Redirects and 304, if they are successes.
    pub redirects: Vec<Status>,
}

/// Which method of an operation a method is. An operation has several methods if its request or
/// its response has media types with different content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MethodVariant {
    /// The first one.
    First,
    /// One that sends another body.
    Body,
    /// One that accepts other media types of the response.
    Response(Vec<String>),
}

impl Operation {
    /// The types that a request contains.
    pub fn sent(&self) -> Vec<&Ty> {
        let params = self.params.iter().map(|param| &param.ty);
        let kinds = self.body.iter().flat_map(|body| body.kind.all());
        let bodies = kinds.filter_map(|kind| match kind {
            BodyKind::Json(ty) => Some(ty),
            _ => None,
        });
        params.chain(bodies).collect()
    }

    /// All types that the operation mentions, to change them.
    pub fn types_mut(&mut self) -> Vec<&mut Ty> {
        let mut types: Vec<&mut Ty> = self.params.iter_mut().map(|param| &mut param.ty).collect();
        types.extend(self.body.iter_mut().flat_map(|body| body.kind.types_mut()));
        types.extend(self.response.types_mut());
        types.extend(self.stream.iter_mut().filter_map(|stream| stream.kind.type_mut()));
        types.extend(self.errors.iter_mut().flat_map(|case| case.response.types_mut()));
        types.extend(self.headers.iter_mut().map(|header| &mut header.ty));
        types
    }
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// The Rust name.
    pub name: String,
    /// The name on the wire.
    pub wire: String,
    /// Where it goes.
    pub location: Location,
    /// How arrays and objects are written.
    pub style: Style,
    /// Whether arrays and objects are spread over several pairs.
    pub explode: bool,
    /// Whether reserved characters are sent as they are.
    pub reserved: bool,
    /// The media type of a part, where the document says one.
    pub media_type: String,
    /// Its type.
    pub ty: Ty,
    /// Whether it has to be given.
    pub required: bool,
    /// The bounds of its schema.
    pub bounds: Bounds,
    /// What is said of it.
    pub docs: Docs,
}

impl Param {
    /// A parameter of the path, or of another place that is then given, of which nothing else is
    /// said.
    pub fn text(wire: &str, ty: Ty) -> Self {
        Self {
            name: wire.to_owned(),
            wire: wire.to_owned(),
            location: Location::Path,
            style: Style::Simple,
            explode: false,
            reserved: false,
            media_type: String::new(),
            ty,
            required: false,
            bounds: Bounds::default(),
            docs: Docs::default(),
        }
    }
}

/// A body that is one value.
#[derive(Clone, Debug)]
pub struct Body {
    /// What it is.
    pub kind: BodyKind,
    /// The name of its argument or setter.
    pub name: String,
    /// Whether it has to be given.
    pub required: bool,
    /// What is said of it.
    pub docs: Docs,
}

/// What a body is.
#[derive(Clone, Debug)]
pub enum BodyKind {
    /// JSON of this type.
    Json(Ty),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// One of several kinds: an enum.
    Several {
        /// Its variants, the usual one first.
        choices: Vec<Choice>,
    },
}

impl BodyKind {
    /// The kinds that it can be.
    pub fn all(&self) -> Vec<&Self> {
        match self {
            Self::Several { choices, .. } => choices.iter().map(|choice| &choice.kind).collect(),
            one => vec![one],
        }
    }

    fn types_mut(&mut self) -> Vec<&mut Ty> {
        match self {
            Self::Json(ty) => vec![ty],
            Self::Several { choices, .. } => {
                choices.iter_mut().flat_map(|choice| choice.kind.types_mut()).collect()
            }
            Self::Text | Self::Bytes => Vec::new(),
        }
    }
}

/// A kind of body, of which there are several.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The variant.
    pub name: String,
    /// The media type that it is sent as.
    pub media_type: String,
    /// What it holds; never several kinds again.
    pub kind: BodyKind,
}
