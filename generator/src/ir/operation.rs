//! What a client can ask for, and what it sends with it.

use super::{Docs, Header, Paging, Response, Server, StatusCase, Stream, Ty};

/// Something that a client can ask for.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId`, or verb and path.
    pub id: String,
    /// The method of the client.
    pub method_name: String,
    /// The builder's type.
    pub builder: String,
    /// The HTTP http_method, in capitals.
    pub http_method: String,
    /// The path, as the document writes it.
    pub path: String,
    /// What of the path is sent, with `{parameters}`.
    pub template: String,
    /// Names of further types that it needs.
    pub types: OperationTypes,
    /// Whether it is another method of the operation before it, which sends another body.
    pub is_additional: bool,
    /// What is said of it.
    pub docs: Docs,
    /// Its JSON pointer.
    pub origin: String,
    /// Parameters, and the fields of a form.
    pub params: Vec<Param>,
    /// The body, where it is not a form.
    pub body: Option<Body>,
    /// The media type of the body; empty without one.
    pub content_type: String,
    /// What a success answers.
    pub response: Response,
    /// How the answer is read as a stream, where it can be.
    pub stream: Option<Stream>,
    /// The media type of the answer; empty where it has no content.
    pub accept: String,
    /// Alternatives of schemes (places in [`super::Api::schemes`]) needed together.
    pub security: Vec<Vec<usize>>,
    /// Servers of its own.
    pub servers: Option<Vec<Server>>,
    /// How its pages follow one another.
    pub paging: Option<Paging>,
    /// What errors hold, where the document gives it a type of its own.
    pub errors: Vec<StatusCase>,
    /// The headers that its answers have, be they successes or errors.
    pub headers: Vec<Header>,
    /// The answers that the document speaks of: status and description.
    pub responses: Vec<(String, String)>,
}

/// An operation with more required values takes them as a struct, by name.
const MAX_ARGUMENTS: usize = 4;

impl Operation {
    /// Whether the required values are the fields of a struct, because there are many of them.
    pub fn has_arguments_struct(&self) -> bool {
        let params = self.params.iter().filter(|param| param.required).count();
        let body = self.body.iter().filter(|body| body.required).count();
        params + body > MAX_ARGUMENTS
    }

    /// Whether the typed errors differ by status, so that they are an enum.
    pub fn has_error_enum(&self) -> bool {
        let mut types = self.errors.iter().filter_map(|case| match &case.response {
            Response::Json(ty) => Some(ty),
            _ => None,
        });
        let first = types.next();
        types.any(|ty| Some(ty) != first)
    }

    /// The types that a request holds.
    pub fn sent(&self) -> Vec<&Ty> {
        let params = self.params.iter().map(|param| &param.ty);
        let kinds = self.body.iter().flat_map(|body| body.kind.all());
        let bodies = kinds.filter_map(|kind| match kind {
            BodyKind::Json(ty) => Some(ty),
            _ => None,
        });
        params.chain(bodies).collect()
    }

    /// All types that it holds, to be changed.
    pub fn types_mut(&mut self) -> Vec<&mut Ty> {
        let mut types: Vec<&mut Ty> = self.params.iter_mut().map(|param| &mut param.ty).collect();
        types.extend(self.body.iter_mut().flat_map(|body| body.kind.types_mut()));
        types.extend(self.response.types_mut());
        types.extend(self.stream.iter_mut().filter_map(|stream| stream.kind.type_mut()));
        let paging = self.paging.iter_mut();
        types.extend(paging.flat_map(|paging| [&mut paging.page, &mut paging.item]));
        types.extend(self.errors.iter_mut().flat_map(|case| case.response.types_mut()));
        types.extend(self.headers.iter_mut().map(|header| &mut header.ty));
        types
    }
}

/// Names of types that stand beside an operation's builder, where it needs them.
#[derive(Clone, Debug, Default)]
pub struct OperationTypes {
    /// What gives many required values by name.
    pub args: String,
    /// What it answers, one variant a status.
    pub response: String,
    /// What its errors hold, one variant a status.
    pub error: String,
    /// The headers of its answers.
    pub headers: String,
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

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// The path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// A field of a form.
    Form,
    /// A part of a body of several.
    Part,
}

/// How arrays and objects are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// JSON text.
    Json,
    /// JSON text, where a string is that text already.
    JsonText,
}

/// What a schema says of the size of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// The smallest number.
    pub min: Option<f64>,
    /// The largest number.
    pub max: Option<f64>,
    /// Whether the smallest number itself is too small.
    pub above: bool,
    /// Whether the largest number itself is too large.
    pub below: bool,
    /// Whether no element may be there twice.
    pub unique: bool,
    /// The fewest characters or elements.
    pub shortest: Option<u64>,
    /// The most characters or elements.
    pub longest: Option<u64>,
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
        /// The enum's name.
        name: String,
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
