//! The intermediate representation: an API as plain data.
//!
//! It knows neither the document's syntax nor that of Rust code, beyond the names that
//! [`crate::names`] has given out. After `check`, emitting it cannot fail.

/// A whole API.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`, as Markdown.
    pub description: String,
    /// The document's servers, in order.
    pub servers: Vec<Server>,
    /// The security schemes that a client can hold credentials for.
    pub schemes: Vec<Scheme>,
    /// Where an error body keeps what the error type tells.
    pub errors: ErrorShape,
    /// Further dependencies of the generated crate: name and value, as JSON.
    pub dependencies: Vec<(String, serde_json::Value)>,
    /// Operations by resource, in the order of their names.
    pub groups: Vec<Group>,
    /// All types; a [`TypeId`] is a place in this list.
    pub types: Vec<TypeDef>,
    /// The files of models, in the order of their names.
    pub model_groups: Vec<ModelGroup>,
}

impl Api {
    /// Whether a place of the document, by its pointer, is inside of an operation or a type.
    pub fn holds(&self, pointer: &str) -> bool {
        let operations = self.groups.iter().flat_map(|group| &group.operations);
        let types = self.types.iter().map(|def| &def.origin);
        let mut origins = operations.map(|operation| &operation.origin).chain(types);
        origins.any(|origin| {
            pointer.strip_prefix(origin.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

/// The place of a type in [`Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

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

/// The operations of one resource: one file.
#[derive(Clone, Debug)]
pub struct Group {
    /// The module's name.
    pub module: String,
    /// What the document calls it.
    pub title: String,
    /// What the document says of it.
    pub docs: String,
    /// Its operations, by path and verb.
    pub operations: Vec<Operation>,
    /// Types that stand inline in its operations.
    pub types: Vec<TypeId>,
}

/// Schemas that belong together: one file.
#[derive(Clone, Debug)]
pub struct ModelGroup {
    /// The module's name.
    pub module: String,
    /// Its types.
    pub types: Vec<TypeId>,
}

/// Documentation of an item, and where it comes from.
#[derive(Clone, Debug, Default)]
pub struct Docs {
    /// A short line.
    pub summary: String,
    /// Markdown.
    pub description: String,
    /// Sentences of our own: bounds, defaults.
    pub notes: Vec<String>,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
}

/// A type that the client defines.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// The Rust name.
    pub name: String,
    /// Its JSON pointer.
    pub origin: String,
    /// What is said of it.
    pub docs: Docs,
    /// What it is made of.
    pub shape: Shape,
    /// Whether a request can hold it.
    pub in_request: bool,
    /// Whether a value can be made of nothing (`Default`).
    pub is_default: bool,
}

/// What a type is made of.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A struct.
    Object(Object),
    /// An open enum of strings.
    Words(Vec<Word>),
    /// An open enum of integers.
    Codes(Vec<Code>),
    /// An open enum of scalars of several kinds, or of numbers with a fraction.
    Scalars(Vec<Scalar>),
    /// One of several types.
    Union(Union),
}

impl Shape {
    /// Whether it is an enum of plain values.
    pub fn is_enum(&self) -> bool {
        matches!(self, Self::Words(_) | Self::Codes(_) | Self::Scalars(_))
    }
}

/// The fields of a struct.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// Declared members, in the order of the document.
    pub fields: Vec<Field>,
    /// The name of the field for all other members, and their type.
    pub rest: Option<(String, Ty)>,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// The Rust name.
    pub name: String,
    /// The name on the wire.
    pub wire: String,
    /// The type of a value that is there.
    pub ty: Ty,
    /// Whether it has to be there.
    pub presence: Presence,
    /// Who sends it.
    pub access: Access,
    /// What is said of it.
    pub docs: Docs,
}

/// Who sends a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Client and server.
    Both,
    /// Only the server (`readOnly`).
    ReadOnly,
    /// Only the client (`writeOnly`).
    WriteOnly,
}

/// Whether a member has to be there, and may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// Always there, maybe null.
    Nullable,
    /// May be absent; null means the same.
    Optional,
    /// May be absent or null, which mean two things: only in what a client sends.
    Tristate,
}

/// A value of an enum of strings.
#[derive(Clone, Debug)]
pub struct Word {
    /// The variant.
    pub name: String,
    /// The value on the wire.
    pub wire: String,
}

/// A value of an enum of integers.
#[derive(Clone, Debug)]
pub struct Code {
    /// The variant.
    pub name: String,
    /// The value on the wire.
    pub wire: i64,
}

/// A value of an enum of scalars.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// The variant.
    pub name: String,
    /// The value on the wire: a text, a number or a boolean.
    pub wire: serde_json::Value,
}

/// One of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// The member that tells the variants apart, and how.
    pub tag: Option<String>,
    /// The variants, in the order in which they are tried where there is no tag.
    pub variants: Vec<Variant>,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The Rust name.
    pub name: String,
    /// The values of the tag that mean it.
    pub tags: Vec<String>,
    /// What it holds.
    pub ty: Ty,
}

/// A type, as it is used.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    /// `true` or `false`.
    Bool,
    /// A number of one of Rust's types (`i64`, `f64`, …).
    Number(Number),
    /// A text.
    String,
    /// A moment (RFC 3339).
    DateTime,
    /// A day.
    Date,
    /// A moment or a day, as a parameter takes it.
    DateTimeOrDate,
    /// A moment as mail writes it (RFC 2822).
    MailDateTime,
    /// A type of the user's own, by its path.
    Own(String),
    /// A file, which only a part of a body can be.
    File,
    /// Any JSON value.
    Json,
    /// A list.
    List(Box<Ty>),
    /// A list of so many elements, each of a type of its own.
    Tuple(Vec<Ty>),
    /// An object with keys that nobody knows.
    Map(Box<Ty>),
    /// A type of its own.
    Named(TypeId),
    /// A type that holds itself somewhere inside, and so has to be behind a pointer.
    Boxed(Box<Ty>),
    /// A value that may be null, in a list or a map.
    Nullable(Box<Ty>),
}

/// Whether there is a neutral value of a type (`Default`).
pub fn has_default(ty: &Ty, types: &[TypeDef]) -> bool {
    match ty {
        Ty::Named(id) => types[id.0].is_default,
        Ty::Tuple(elements) => elements.iter().all(|element| has_default(element, types)),
        Ty::Boxed(_) | Ty::DateTimeOrDate | Ty::File | Ty::Own(_) => false,
        _ => true,
    }
}

/// Rust's number types that a schema's format can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// 32 bits.
    I32,
    /// 64 bits; what an integer without a format is.
    I64,
    /// 32 bits, never negative.
    U32,
    /// 64 bits, never negative.
    U64,
    /// Double precision; what all numbers are that are no integers.
    F64,
}

/// Something that a client can ask for.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId`, or verb and path.
    pub id: String,
    /// The method of the client.
    pub method_name: String,
    /// The builder's type.
    pub builder: String,
    /// The HTTP method, in capitals.
    pub verb: String,
    /// The path, with `{parameters}`.
    pub path: String,
    /// Names of further types that it needs.
    pub types: OperationTypes,
    /// Whether it is another method of the operation before it, which sends another body.
    pub is_twin: bool,
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
    pub answer: Answer,
    /// How the answer is read as a stream, where it can be.
    pub stream: Option<Stream>,
    /// The media type of the answer; empty where it has no content.
    pub accept: String,
    /// Alternatives of schemes (places in [`Api::schemes`]) needed together.
    pub security: Vec<Vec<usize>>,
    /// Servers of its own.
    pub servers: Option<Vec<Server>>,
    /// How its pages follow one another.
    pub paging: Option<Paging>,
    /// What errors hold, where the document gives it a type of its own.
    pub errors: Vec<Case>,
    /// The headers that its answers have, be they successes or errors.
    pub headers: Vec<Header>,
    /// The answers that the document speaks of: status and description.
    pub answers: Vec<(String, String)>,
}

/// A header of an answer.
#[derive(Clone, Debug)]
pub struct Header {
    /// The name of the field.
    pub name: String,
    /// The name on the wire.
    pub wire: String,
    /// Its type: a scalar, an enum, or a list of these; anything where it is JSON.
    pub ty: Ty,
    /// Whether it is JSON.
    pub is_json: bool,
    /// What is said of it.
    pub docs: Docs,
}

/// Names of types that stand beside an operation's builder, where it needs them.
#[derive(Clone, Debug, Default)]
pub struct OperationTypes {
    /// What gives many required values by name.
    pub args: String,
    /// What it answers, one variant a status.
    pub answer: String,
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
    pub place: Place,
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

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
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

/// What a success answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// JSON of this type.
    Json(Ty),
    /// Nothing that matters.
    Empty,
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// Nothing but what is read as a stream.
    Stream,
    /// Something else for each status.
    Several(Vec<Case>),
}

/// How an answer is read as a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// The media type that is asked for.
    pub accept: String,
    /// What comes.
    pub kind: StreamKind,
}

/// What comes in a stream.
#[derive(Clone, Debug, PartialEq)]
pub enum StreamKind {
    /// Server-sent events.
    Events(EventData),
    /// JSON of this type, a line each.
    Lines(Ty),
    /// JSON of this type, behind separators.
    Records(Ty),
    /// Bytes.
    Chunks,
}

/// What an event holds.
#[derive(Clone, Debug, PartialEq)]
pub enum EventData {
    /// Text.
    Text,
    /// JSON of this type.
    Json(Ty),
    /// The fields of the event together are of this type.
    Object(Ty),
}

/// What an operation answers with one status, or with several.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The status.
    pub status: Status,
    /// The variant.
    pub name: String,
    /// What the answer holds; never several cases again.
    pub answer: Answer,
}

/// The key of an answer in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One status.
    Code(u16),
    /// All statuses of these hundreds.
    Range(u16),
    /// All others.
    Default,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(hundreds) => write!(f, "{hundreds}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// How the pages of a list follow one another.
#[derive(Clone, Debug)]
pub struct Paging {
    /// The type of a page: an envelope, or the list itself.
    pub page: Ty,
    /// What leads to the next page.
    pub follow: Follow,
    /// Where a page says what leads there.
    pub next: Option<Next>,
    /// The fields that lead to whether there is more.
    pub more: Option<Vec<Step>>,
    /// The fields that lead to the items; none where the page is a list.
    pub items: Vec<Step>,
    /// The type of an item.
    pub item: Ty,
    /// The parameter that sets the size of a page, and the most that it may be.
    pub page_size: Option<(usize, u64)>,
}

impl Paging {
    /// Whether a page says the same of itself.
    pub fn reads_like(&self, other: &Self) -> bool {
        (&self.next, &self.more, &self.items) == (&other.next, &other.more, &other.items)
    }
}

/// What leads to the next page; parameters by their place in [`Operation::params`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follow {
    /// A URL in the page.
    Url,
    /// A URL in the header `Link`.
    Link,
    /// A value in the page, for this parameter.
    Cursor(usize),
    /// This parameter counts the pages from a number on.
    Page(usize, u64),
    /// This parameter counts the items.
    Offset(usize),
}

/// Where a page says what leads to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// In a member of its own.
    Member(Vec<Step>),
    /// In a member of its last item.
    LastItem(Vec<Step>),
}

/// A field on the way to a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its Rust name.
    pub field: String,
    /// Whether it may be absent.
    pub absent: bool,
}
