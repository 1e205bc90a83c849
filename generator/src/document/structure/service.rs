//! The fields of everything but schemas.

use super::Shape::{Data, Flag, List, Map, Object, Section, Text, Unchecked};
use super::table::Table;
use super::{Kind, Shape};

const SCHEMA: Shape = Object(Kind::Schema);
const SERVERS: Shape = List(&Object(Kind::Server));
const SECURITY: Shape = List(&Map(&List(&Text)));
const PARAMETERS: Shape = List(&Object(Kind::Parameter));
const HEADERS: Shape = Map(&Object(Kind::Header));
const CONTENT: Shape = Map(&Object(Kind::MediaType));
const OPERATION_FIELD: Shape = Unchecked(&Object(Kind::Operation));
const EXAMPLES: Shape = Unchecked(&Map(&Unchecked(&Object(Kind::Example))));
const LINKS: Shape = Unchecked(&Map(&Unchecked(&Object(Kind::Link))));
const CALLBACKS: Shape = Unchecked(&Map(&Unchecked(&Object(Kind::Callback))));
const DOCS: Shape = Unchecked(&Object(Kind::ExternalDocs));
const UNUSED_TEXT: Shape = Unchecked(&Text);
const UNUSED_FLAG: Shape = Unchecked(&Flag);

pub static DOCUMENT: Table = Table::of(&[
    ("openapi", UNUSED_TEXT),
    ("$self", UNUSED_TEXT),
    ("info", Object(Kind::Info)),
    ("jsonSchemaDialect", Text),
    ("servers", SERVERS),
    ("paths", Unchecked(&Section(&Unchecked(&Object(Kind::PathItem))))),
    ("webhooks", Section(&Object(Kind::PathItem))),
    ("components", Unchecked(&Object(Kind::Components))),
    ("security", SECURITY),
    ("tags", List(&Object(Kind::Tag))),
    ("externalDocs", DOCS),
    (crate::document::EXTENSION, Unchecked(&Object(Kind::Rules))),
]);

pub static INFO: Table = Table::of(&[
    ("title", Text),
    ("version", Text),
    ("summary", Text),
    ("description", Text),
    ("termsOfService", Text),
    ("contact", Object(Kind::Contact)),
    ("license", Object(Kind::License)),
]);

pub static CONTACT: Table = Table::of(&[("name", Text), ("url", Text), ("email", Text)]);

pub static LICENSE: Table = Table::of(&[("name", Text), ("identifier", Text), ("url", Text)]);

pub static TAG: Table = Table::of(&[
    ("name", Text),
    ("summary", Text),
    ("description", Text),
    ("externalDocs", DOCS),
    ("parent", UNUSED_TEXT),
    ("kind", UNUSED_TEXT),
]);

pub static EXTERNAL_DOCS: Table = Table::of(&[("description", UNUSED_TEXT), ("url", UNUSED_TEXT)]);

pub static SERVER: Table = Table::of(&[
    ("url", Text),
    ("name", UNUSED_TEXT),
    ("description", Text),
    ("variables", Map(&Object(Kind::ServerVariable))),
]);

pub static SERVER_VARIABLE: Table =
    Table::of(&[("enum", List(&Text)), ("default", Text), ("description", Text)]);

pub static COMPONENTS: Table = Table::of(&[
    ("schemas", Unchecked(&Section(&Unchecked(&SCHEMA)))),
    ("responses", Section(&Object(Kind::Response))),
    ("parameters", Section(&Object(Kind::Parameter))),
    ("examples", Unchecked(&Section(&Unchecked(&Object(Kind::Example))))),
    ("requestBodies", Section(&Object(Kind::RequestBody))),
    ("headers", Section(&Object(Kind::Header))),
    ("securitySchemes", Section(&Object(Kind::SecurityScheme))),
    ("links", Unchecked(&Section(&Unchecked(&Object(Kind::Link))))),
    ("callbacks", Unchecked(&Section(&Unchecked(&Object(Kind::Callback))))),
    ("pathItems", Section(&Object(Kind::PathItem))),
    ("mediaTypes", Section(&Object(Kind::MediaType))),
]);

pub static PATH_ITEM: Table = Table::of(&[
    ("$ref", Text),
    ("summary", Text),
    ("description", Text),
    ("get", OPERATION_FIELD),
    ("put", OPERATION_FIELD),
    ("post", OPERATION_FIELD),
    ("delete", OPERATION_FIELD),
    ("options", OPERATION_FIELD),
    ("head", OPERATION_FIELD),
    ("patch", OPERATION_FIELD),
    ("trace", OPERATION_FIELD),
    ("query", OPERATION_FIELD),
    ("additionalOperations", Map(&OPERATION_FIELD)),
    ("servers", SERVERS),
    ("parameters", PARAMETERS),
]);

pub static OPERATION: Table = Table::of(&[
    ("tags", List(&Text)),
    ("summary", Text),
    ("description", Text),
    ("externalDocs", DOCS),
    ("operationId", Text),
    ("parameters", PARAMETERS),
    ("requestBody", Object(Kind::RequestBody)),
    ("responses", Section(&Object(Kind::Response))),
    ("callbacks", CALLBACKS),
    ("deprecated", Flag),
    ("security", SECURITY),
    ("servers", SERVERS),
]);

pub static PARAMETER: Table = Table::of(&[
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
    ("schema", SCHEMA),
    ("content", CONTENT),
    ("example", Data),
    ("examples", EXAMPLES),
]);

pub static REQUEST_BODY: Table =
    Table::of(&[("$ref", Text), ("description", Text), ("content", CONTENT), ("required", Flag)]);

pub static MEDIA_TYPE: Table = Table::of(&[
    ("$ref", Text),
    ("schema", SCHEMA),
    ("itemSchema", SCHEMA),
    ("example", Data),
    ("examples", EXAMPLES),
    ("encoding", Map(&Object(Kind::Encoding))),
    ("prefixEncoding", Unchecked(&List(&Unchecked(&Object(Kind::Encoding))))),
    ("itemEncoding", Unchecked(&Object(Kind::Encoding))),
]);

pub static ENCODING: Table = Table::of(&[
    ("contentType", Text),
    ("headers", HEADERS),
    ("style", Text),
    ("explode", Flag),
    ("allowReserved", Flag),
    ("encoding", Unchecked(&Map(&Unchecked(&Object(Kind::Encoding))))),
    ("prefixEncoding", Unchecked(&List(&Unchecked(&Object(Kind::Encoding))))),
    ("itemEncoding", Unchecked(&Object(Kind::Encoding))),
]);

pub static RESPONSE: Table = Table::of(&[
    ("$ref", Text),
    ("summary", Text),
    ("description", Text),
    ("headers", HEADERS),
    ("content", CONTENT),
    ("links", LINKS),
]);

pub static HEADER: Table = Table::of(&[
    ("$ref", Text),
    ("description", Text),
    ("required", Flag),
    ("deprecated", Flag),
    ("allowEmptyValue", UNUSED_FLAG),
    ("style", Text),
    ("explode", Flag),
    ("allowReserved", UNUSED_FLAG),
    ("schema", SCHEMA),
    ("content", CONTENT),
    ("example", Data),
    ("examples", EXAMPLES),
]);

pub static EXAMPLE: Table = Table::of(&[
    ("$ref", UNUSED_TEXT),
    ("summary", UNUSED_TEXT),
    ("description", UNUSED_TEXT),
    ("value", Data),
    ("dataValue", Data),
    ("serializedValue", UNUSED_TEXT),
    ("externalValue", UNUSED_TEXT),
]);

pub static LINK: Table = Table::of(&[
    ("$ref", UNUSED_TEXT),
    ("operationRef", UNUSED_TEXT),
    ("operationId", UNUSED_TEXT),
    ("parameters", Data),
    ("requestBody", Data),
    ("description", UNUSED_TEXT),
    ("server", Unchecked(&Object(Kind::Server))),
]);

pub static CALLBACK: Table =
    Table::open(&[("$ref", UNUSED_TEXT)], &Unchecked(&Object(Kind::PathItem)));

pub static SECURITY_SCHEME: Table = Table::of(&[
    ("$ref", Text),
    ("type", Text),
    ("description", Text),
    ("name", Text),
    ("in", Text),
    ("scheme", Text),
    ("bearerFormat", Text),
    ("openIdConnectUrl", Text),
    ("oauth2MetadataUrl", UNUSED_TEXT),
    ("deprecated", UNUSED_FLAG),
    ("flows", Unchecked(&Object(Kind::OAuthFlows))),
]);

const FLOW: Shape = Unchecked(&Object(Kind::OAuthFlow));

pub static OAUTH_FLOWS: Table = Table::of(&[
    ("implicit", FLOW),
    ("password", FLOW),
    ("clientCredentials", FLOW),
    ("authorizationCode", FLOW),
    ("deviceAuthorization", FLOW),
]);

pub static OAUTH_FLOW: Table = Table::of(&[
    ("authorizationUrl", UNUSED_TEXT),
    ("deviceAuthorizationUrl", UNUSED_TEXT),
    ("tokenUrl", UNUSED_TEXT),
    ("refreshUrl", UNUSED_TEXT),
    ("scopes", Unchecked(&Map(&UNUSED_TEXT))),
]);

pub static RULES: Table =
    Table::of(&[("formats", Unchecked(&Map(&Unchecked(&Object(Kind::FormatRule)))))]);

pub static FORMAT_RULE: Table = Table::of(&[("schema", Unchecked(&SCHEMA))]);
