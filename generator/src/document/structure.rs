//! The structure of OpenAPI documents: which fields each object has, and what they contain.
//!
//! A field that a version does not have does no harm in it, so
//! one table covers 3.0, 3.1 and 3.2.

mod schema;
mod service;
mod table;

use table::Table;

/// A kind of object that OpenAPI defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The whole document.
    Document,
    /// Its metadata.
    Info,
    /// Whom to contact about the API.
    Contact,
    /// The license of the API.
    License,
    /// A tag of operations.
    Tag,
    /// A link to documentation elsewhere.
    ExternalDocs,
    /// A server.
    Server,
    /// A variable in the URL of a server.
    ServerVariable,
    /// Parts that are referred to.
    Components,
    /// The operations of a path.
    PathItem,
    /// An operation.
    Operation,
    /// A parameter of an operation.
    Parameter,
    /// The body of a request.
    RequestBody,
    /// A response of an operation.
    Response,
    /// A header of a response or of a part of a body.
    Header,
    /// A media type of a body, and what it contains.
    MediaType,
    /// How a property is serialized in a body.
    Encoding,
    /// A named example.
    Example,
    /// How a response leads to another operation.
    Link,
    /// Requests that the server sends, by the expression of their URL.
    Callback,
    /// A way to authenticate.
    SecurityScheme,
    /// The flows of OAuth 2.
    OAuthFlows,
    /// A flow of OAuth 2.
    OAuthFlow,
    /// A schema.
    Schema,
    /// What tells the schemas of a union apart.
    Discriminator,
    /// How a value is written as XML.
    Xml,
    /// The extension `x-specwright` at the root, as far as it contains parts of OpenAPI.
    Rules,
    /// A rule for a format.
    FormatRule,
}

/// What a value has to be.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Any JSON, in which nothing is a schema or a reference: examples, defaults, constants.
    Data,
    /// A string.
    Text,
    /// A string, or a list of strings.
    Texts,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// An exclusive bound: a number since 3.1, `true` or `false` in 3.0.
    Limit,
    /// A list.
    List(&'static Shape),
    /// A map with names that the document chooses.
    Map(&'static Shape),
    /// The same, in which names that begin with `x-` are extensions.
    Section(&'static Shape),
    /// An object with fields that OpenAPI defines. A schema can also be `true` or `false`.
    Object(Kind),
    /// A value that stays as it is where it has another type: its reader reports it, or there is
    /// no reader.
    Unchecked(&'static Shape),
}

/// The methods that a path item has a field for, in the order in which operations are generated.
pub const METHODS: &[&str] =
    &["get", "post", "put", "patch", "delete", "head", "options", "trace", "query"];

impl Kind {
    /// Returns the names of all fields that OpenAPI defines for the object.
    pub fn keys(self) -> impl Iterator<Item = &'static str> {
        self.table().fields().iter().map(|(name, _)| *name)
    }

    /// Returns the contents of a field; `None` for one that OpenAPI does not define.
    #[inline]
    pub fn field(self, key: &str) -> Option<(&'static str, &'static Shape)> {
        self.table().field(key)
    }

    /// Returns the contents of fields with names that the document chooses, if there are any.
    pub fn other_fields(self) -> Option<&'static Shape> {
        self.table().others()
    }

    /// Returns the name of the object in OpenAPI's terms, with an article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "the document",
            Self::Info => "the info object",
            Self::Contact => "a contact",
            Self::License => "a license",
            Self::Tag => "a tag",
            Self::ExternalDocs => "external docs",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::Components => "the components",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::Response => "a response",
            Self::Header => "a header",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Callback => "a callback",
            Self::SecurityScheme => "a security scheme",
            Self::OAuthFlows => "the OAuth flows",
            Self::OAuthFlow => "an OAuth flow",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator",
            Self::Xml => "an xml object",
            Self::Rules | Self::FormatRule => "the rules",
        }
    }

    #[inline]
    fn table(self) -> &'static Table {
        match self {
            Self::Document => &service::DOCUMENT,
            Self::Info => &service::INFO,
            Self::Contact => &service::CONTACT,
            Self::License => &service::LICENSE,
            Self::Tag => &service::TAG,
            Self::ExternalDocs => &service::EXTERNAL_DOCS,
            Self::Server => &service::SERVER,
            Self::ServerVariable => &service::SERVER_VARIABLE,
            Self::Components => &service::COMPONENTS,
            Self::PathItem => &service::PATH_ITEM,
            Self::Operation => &service::OPERATION,
            Self::Parameter => &service::PARAMETER,
            Self::RequestBody => &service::REQUEST_BODY,
            Self::Response => &service::RESPONSE,
            Self::Header => &service::HEADER,
            Self::MediaType => &service::MEDIA_TYPE,
            Self::Encoding => &service::ENCODING,
            Self::Example => &service::EXAMPLE,
            Self::Link => &service::LINK,
            Self::Callback => &service::CALLBACK,
            Self::SecurityScheme => &service::SECURITY_SCHEME,
            Self::OAuthFlows => &service::OAUTH_FLOWS,
            Self::OAuthFlow => &service::OAUTH_FLOW,
            Self::Schema => &schema::SCHEMA,
            Self::Discriminator => &schema::DISCRIMINATOR,
            Self::Xml => &schema::XML,
            Self::Rules => &service::RULES,
            Self::FormatRule => &service::FORMAT_RULE,
        }
    }
}

impl Shape {
    /// Returns what a field or an element contains; `None` where nothing is known of it.
    pub fn inside(&self, key: &str) -> Option<&'static Shape> {
        match *self {
            Self::Unchecked(shape) => shape.inside(key),
            Self::List(shape) | Self::Map(shape) => Some(shape),
            Self::Section(shape) => (!key.starts_with("x-")).then_some(shape),
            Self::Object(kind) => match kind.field(key) {
                Some((_, shape)) => Some(shape),
                None => kind.other_fields().filter(|_| !key.starts_with("x-")),
            },
            Self::Data | Self::Text | Self::Texts | Self::Flag | Self::Number | Self::Limit => None,
        }
    }

    /// Returns the kind of the object that the value is, if it is one.
    pub fn kind(&self) -> Option<Kind> {
        match *self {
            Self::Unchecked(shape) => shape.kind(),
            Self::Object(kind) => Some(kind),
            _ => None,
        }
    }
}

impl Shape {
    /// Returns the kind of the object that the value is, and whether the value is data.
    pub(super) fn kind_or_data(&self) -> (Option<Kind>, bool) {
        match *self {
            Self::Unchecked(shape) => shape.kind_or_data(),
            Self::Data | Self::List(Self::Data) => (None, true),
            _ => (self.kind(), false),
        }
    }
}

/// Returns the kind of the object at a place, if OpenAPI defines what is at that place.
pub fn kind_at(pointer: &str) -> Option<Kind> {
    let mut shape = &Shape::Object(Kind::Document);
    for token in pointer.split('/').skip(1) {
        shape = shape.inside(token)?;
    }
    shape.kind()
}

#[cfg(test)]
mod tests {
    use super::{Kind, METHODS, Shape, kind_at};

    #[test]
    fn methods_are_the_operations_of_a_path_item() {
        let is_operation = |key: &&str| {
            let shape = Kind::PathItem.field(key).map(|(_, shape)| shape);
            shape.and_then(Shape::kind) == Some(Kind::Operation)
        };
        let mut fields: Vec<&str> = Kind::PathItem.keys().filter(is_operation).collect();
        let mut methods = METHODS.to_vec();
        fields.sort_unstable();
        methods.sort_unstable();
        assert_eq!(fields, methods);
    }

    #[test]
    fn every_key_is_found() {
        for kind in [Kind::Document, Kind::Schema, Kind::Parameter, Kind::OAuthFlow] {
            for key in kind.keys() {
                assert_eq!(kind.field(key).map(|(name, _)| name), Some(key));
            }
            assert!(kind.field("").is_none());
            assert!(kind.field("tpye").is_none());
            assert!(kind.field(&"x".repeat(100)).is_none());
        }
    }

    #[test]
    fn places_have_kinds() {
        assert_eq!(kind_at(""), Some(Kind::Document));
        assert_eq!(kind_at("/paths/~1a/get/responses/200"), Some(Kind::Response));
        assert_eq!(kind_at("/paths/~1a/additionalOperations/LINK"), Some(Kind::Operation));
        assert_eq!(kind_at("/components/pathItems/example"), Some(Kind::PathItem));
        assert_eq!(kind_at("/components/schemas/A/properties/enum"), Some(Kind::Schema));
        assert_eq!(kind_at("/components/callbacks/A/{$url}/post"), Some(Kind::Operation));
        assert_eq!(kind_at("/components/schemas/A/example/items"), None);
        assert_eq!(kind_at("/components/x-schemas/A"), None);
    }
}
