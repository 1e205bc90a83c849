//! What stands where in an OpenAPI document, as a table.

/// The kind of value that a place holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Anything; nobody looks inside.
    Any,
    /// A text.
    Text,
    /// A text, or a list of them.
    Texts,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// A number, or `true` or `false`: what 3.1 and 3.0 mean by an exclusive bound.
    Limit,
    /// A list of things of a kind.
    List(&'static Kind),
    /// An object with names that nobody knows, each for a thing of a kind.
    Map(&'static Kind),
    /// The same, in which names that begin with `x-` are extensions.
    Section(&'static Kind),
    /// An object with members that are known. Others are ignored.
    Object(&'static [(&'static str, Kind)]),
    /// A schema: an object like that, `true` or `false`.
    Schema,
    /// What lowering itself speaks of where it is not of this kind.
    Later(&'static Kind),
}

use Kind::{Any, Flag, Later, Limit, List, Map, Number, Object, Section, Text, Texts};

/// A whole document.
pub(super) static DOCUMENT: Kind = Later(&Object(&[
    ("info", INFO),
    ("jsonSchemaDialect", Text),
    ("servers", List(&SERVER)),
    ("paths", Later(&Section(&Later(&PATH_ITEM)))),
    ("webhooks", Section(&PATH_ITEM)),
    ("components", Later(&COMPONENTS)),
    ("security", List(&REQUIREMENT)),
    ("tags", List(&Object(&[("name", Text), ("summary", Text), ("description", Text)]))),
]));

static INFO: Kind = Object(&[
    ("title", Text),
    ("version", Text),
    ("summary", Text),
    ("description", Text),
    ("termsOfService", Text),
    ("contact", Object(&[("name", Text), ("url", Text), ("email", Text)])),
    ("license", Object(&[("name", Text), ("identifier", Text), ("url", Text)])),
]);

static COMPONENTS: Kind = Object(&[
    ("schemas", Later(&Section(&Later(&Kind::Schema)))),
    ("responses", Section(&RESPONSE)),
    ("parameters", Section(&PARAMETER)),
    ("requestBodies", Section(&REQUEST_BODY)),
    ("headers", Section(&HEADER)),
    ("securitySchemes", Section(&SECURITY_SCHEME)),
    ("pathItems", Section(&PATH_ITEM)),
    ("mediaTypes", Section(&MEDIA_TYPE)),
]);

static SERVER: Kind = Object(&[
    ("url", Text),
    ("description", Text),
    ("variables", Map(&Object(&[("enum", List(&Text)), ("default", Text), ("description", Text)]))),
]);

static REQUIREMENT: Kind = Map(&List(&Text));

static PATH_ITEM: Kind = Object(&[
    ("$ref", Text),
    ("summary", Text),
    ("description", Text),
    ("get", Later(&OPERATION)),
    ("put", Later(&OPERATION)),
    ("post", Later(&OPERATION)),
    ("delete", Later(&OPERATION)),
    ("options", Later(&OPERATION)),
    ("head", Later(&OPERATION)),
    ("patch", Later(&OPERATION)),
    ("trace", Later(&OPERATION)),
    ("query", Later(&OPERATION)),
    ("additionalOperations", Map(&Later(&OPERATION))),
    ("servers", List(&SERVER)),
    ("parameters", List(&PARAMETER)),
]);

static OPERATION: Kind = Object(&[
    ("tags", List(&Text)),
    ("summary", Text),
    ("description", Text),
    ("operationId", Text),
    ("parameters", List(&PARAMETER)),
    ("requestBody", REQUEST_BODY),
    ("responses", Section(&RESPONSE)),
    ("deprecated", Flag),
    ("security", List(&REQUIREMENT)),
    ("servers", List(&SERVER)),
]);

static PARAMETER: Kind = Object(&[
    ("$ref", Text),
    ("name", Text),
    ("in", Text),
    ("description", Text),
    ("required", Flag),
    ("deprecated", Flag),
    ("allowEmptyValue", Flag),
    ("style", Text),
    ("explode", Flag),
    ("allowReserved", Flag),
    ("schema", Kind::Schema),
    ("content", Map(&MEDIA_TYPE)),
]);

static REQUEST_BODY: Kind = Object(&[
    ("$ref", Text),
    ("description", Text),
    ("content", Map(&MEDIA_TYPE)),
    ("required", Flag),
]);

static MEDIA_TYPE: Kind = Object(&[
    ("$ref", Text),
    ("schema", Kind::Schema),
    ("itemSchema", Kind::Schema),
    ("encoding", Map(&ENCODING)),
]);

static ENCODING: Kind = Object(&[
    ("contentType", Text),
    ("headers", Map(&HEADER)),
    ("style", Text),
    ("explode", Flag),
    ("allowReserved", Flag),
]);

static RESPONSE: Kind = Object(&[
    ("$ref", Text),
    ("summary", Text),
    ("description", Text),
    ("headers", Map(&HEADER)),
    ("content", Map(&MEDIA_TYPE)),
]);

static HEADER: Kind = Object(&[
    ("$ref", Text),
    ("description", Text),
    ("required", Flag),
    ("deprecated", Flag),
    ("style", Text),
    ("explode", Flag),
    ("schema", Kind::Schema),
    ("content", Map(&MEDIA_TYPE)),
]);

static SECURITY_SCHEME: Kind = Object(&[
    ("$ref", Text),
    ("type", Text),
    ("description", Text),
    ("name", Text),
    ("in", Text),
    ("scheme", Text),
    ("bearerFormat", Text),
    ("openIdConnectUrl", Text),
    ("flows", Any),
]);

/// The members of a schema.
pub(super) static SCHEMA: &[(&str, Kind)] = &[
    ("$ref", Text),
    ("$id", Text),
    ("$anchor", Text),
    ("$dynamicRef", Text),
    ("$dynamicAnchor", Text),
    ("$defs", Map(&Kind::Schema)),
    ("definitions", Map(&Kind::Schema)),
    ("title", Text),
    ("description", Text),
    ("type", Texts),
    ("format", Text),
    ("nullable", Flag),
    ("readOnly", Flag),
    ("writeOnly", Flag),
    ("deprecated", Flag),
    ("enum", List(&Any)),
    ("required", List(&Text)),
    ("properties", Map(&Kind::Schema)),
    ("patternProperties", Map(&Kind::Schema)),
    ("additionalProperties", Kind::Schema),
    ("propertyNames", Kind::Schema),
    ("unevaluatedProperties", Kind::Schema),
    ("dependentSchemas", Map(&Kind::Schema)),
    ("dependentRequired", Map(&List(&Text))),
    ("items", Kind::Schema),
    ("prefixItems", List(&Kind::Schema)),
    ("unevaluatedItems", Kind::Schema),
    ("contains", Kind::Schema),
    ("allOf", List(&Kind::Schema)),
    ("oneOf", List(&Kind::Schema)),
    ("anyOf", List(&Kind::Schema)),
    ("not", Kind::Schema),
    ("if", Kind::Schema),
    ("then", Kind::Schema),
    ("else", Kind::Schema),
    ("discriminator", Object(&[("propertyName", Text), ("mapping", Map(&Text))])),
    ("minimum", Number),
    ("maximum", Number),
    ("exclusiveMinimum", Limit),
    ("exclusiveMaximum", Limit),
    ("multipleOf", Number),
    ("minLength", Number),
    ("maxLength", Number),
    ("minItems", Number),
    ("maxItems", Number),
    ("minContains", Number),
    ("maxContains", Number),
    ("minProperties", Number),
    ("maxProperties", Number),
    ("uniqueItems", Flag),
    ("pattern", Text),
    ("contentEncoding", Text),
    ("contentMediaType", Text),
    ("contentSchema", Kind::Schema),
];
