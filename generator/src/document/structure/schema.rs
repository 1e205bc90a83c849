//! The fields of schemas: those of OpenAPI 3.0, and the keywords of JSON Schema since 3.1.

use super::Kind;
use super::Shape;
use super::Shape::{Data, Flag, Limit, List, Map, Number, Object, Text, Texts, Unchecked};
use super::table::Table;

const SUBSCHEMA: Shape = Object(Kind::Schema);

pub static SCHEMA: Table = Table::of(&[
    ("$ref", Text),
    ("$id", Text),
    ("$schema", Unchecked(&Text)),
    ("$vocabulary", Data),
    ("$comment", Unchecked(&Text)),
    ("$anchor", Text),
    ("$dynamicRef", Text),
    ("$dynamicAnchor", Text),
    ("$defs", Map(&SUBSCHEMA)),
    ("definitions", Map(&SUBSCHEMA)),
    ("title", Text),
    ("description", Text),
    ("type", Texts),
    ("format", Text),
    ("nullable", Flag),
    ("readOnly", Flag),
    ("writeOnly", Flag),
    ("deprecated", Flag),
    ("default", Data),
    ("example", Data),
    ("examples", Data),
    ("enum", List(&Data)),
    ("const", Data),
    ("required", List(&Text)),
    ("properties", Map(&SUBSCHEMA)),
    ("patternProperties", Map(&SUBSCHEMA)),
    ("additionalProperties", SUBSCHEMA),
    ("propertyNames", SUBSCHEMA),
    ("unevaluatedProperties", SUBSCHEMA),
    ("dependentSchemas", Map(&SUBSCHEMA)),
    ("dependentRequired", Map(&List(&Text))),
    ("items", SUBSCHEMA),
    ("prefixItems", List(&SUBSCHEMA)),
    ("unevaluatedItems", SUBSCHEMA),
    ("contains", SUBSCHEMA),
    ("allOf", List(&SUBSCHEMA)),
    ("oneOf", List(&SUBSCHEMA)),
    ("anyOf", List(&SUBSCHEMA)),
    ("not", SUBSCHEMA),
    ("if", SUBSCHEMA),
    ("then", SUBSCHEMA),
    ("else", SUBSCHEMA),
    ("discriminator", Object(Kind::Discriminator)),
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
    ("contentSchema", SUBSCHEMA),
    ("externalDocs", Unchecked(&Object(Kind::ExternalDocs))),
    ("xml", Unchecked(&Object(Kind::Xml))),
]);

pub static DISCRIMINATOR: Table = Table::of(&[
    ("propertyName", Text),
    ("mapping", Map(&Text)),
    ("defaultMapping", Unchecked(&Text)),
]);

pub static XML: Table = Table::of(&[
    ("nodeType", Unchecked(&Text)),
    ("name", Unchecked(&Text)),
    ("namespace", Unchecked(&Text)),
    ("prefix", Unchecked(&Text)),
    ("attribute", Unchecked(&Flag)),
    ("wrapped", Unchecked(&Flag)),
]);
