//! Examples that contradict their own schemas are named: which keywords count, where examples may
//! stand, and what is said. Whole messages are among the snapshots of `diagnostics.rs`.

use serde_json::{Value, json};
use specwright::Options;
use specwright::internals::document::pointer::Node;
use specwright::internals::examples;
use specwright::internals::validate::Validator;

/// What is wrong with a value by a schema; `version` is that of the document.
fn faults(version: &str, schema: Value, value: &Value) -> Vec<String> {
    let root = json!({
        "openapi": version,
        "components": { "schemas": {
            "Tested": schema,
            "Room": {
                "type": "object",
                "required": ["sid"],
                "properties": { "sid": { "type": "string" }, "size": { "type": "integer" } },
            },
            "Tree": {
                "type": "object",
                "properties": {
                    "left": { "$ref": "#/components/schemas/Tree" },
                    "leaf": { "type": "integer" },
                },
            },
            "Circle": { "allOf": [{ "$ref": "#/components/schemas/Circle" }] },
        } },
    });
    let schema = Node { value: &root, pointer: String::new() };
    let schema = schema.get("components").and_then(|node| node.get("schemas")?.get("Tested"));
    let faults = Validator::new(&root).faults(schema.expect("it is there").value, value);
    let said = |fault: specwright::internals::validate::Fault| match fault.place.as_str() {
        "" => fault.what,
        place => format!("{place}: {}", fault.what),
    };
    faults.into_iter().map(said).collect()
}

/// A test for each table: a schema, what fits it, and what does not with what is said of it.
macro_rules! tables {
    ($($(#[$about:meta])* $name:ident $version:literal {
        $($schema:tt takes [$($good:tt),* $(,)?] not [$($bad:tt $said:literal),* $(,)?])+
    })+) => {
        $($(#[$about])* #[test]
        fn $name() {
            $(
                $(assert_eq!(faults($version, json!($schema), &json!($good)), [""; 0]);)*
                $(assert_eq!(faults($version, json!($schema), &json!($bad)), [$said]);)*
            )+
        })+
    };
}

tables! {

types "3.0.3" {
    { "type": "string" } takes ["a"] not [
        null "null is not a string",
        1 "1 is not a string",
        { "a": 1 } "an object is not a string",
    ]
    { "type": "integer" } takes [1, (-1)]
        not [1.0 "1.0 is not an integer", "1" "\"1\" is not an integer"]
    { "type": "number" } takes [1, 1.5] not [true "true is not a number"]
    { "type": "boolean" } takes [true] not ["true" "\"true\" is not true or false"]
    { "type": "object" } takes [{}] not [
        [] "a list is not an object",
        "{ \"a\": 1 }" "this is a string containing JSON, not an object",
    ]
    // Who declares members means an object.
    { "properties": { "a": {} } } takes [{}] not ["a" "\"a\" is not an object"]
    // Of a type that there is not, other parts of the generator warn.
    { "type": "strnig" } takes [1, null] not []
    {} takes [null, 1, "a"] not []
}

integers_since_3_1 "3.1.0" {
    { "type": "integer" } takes [1, 1.0] not [1.5 "1.5 is not an integer"]
}

null_of_3_0 "3.0.3" {
    { "type": "string", "nullable": true } takes [null, "a"] not [1 "1 is not a string"]
    { "$ref": "#/components/schemas/Room", "nullable": true } takes [null] not []
    { "type": "string", "enum": ["a", null] } takes [null, "a"] not []
}

null_of_3_1 "3.1.0" {
    { "type": ["string", "null"] } takes [null, "a"] not [1 "1 is not a string or null"]
    { "oneOf": [{ "$ref": "#/components/schemas/Room" }, { "type": "null" }] }
        takes [null, { "sid": "RM" }] not []
}

/// What stands beside a reference counts since 3.1.
siblings_of_references_in_3_0 "3.0.3" {
    { "$ref": "#/components/schemas/Room", "maxProperties": 1 } takes [{ "sid": "a", "b": 1 }] not []
}

siblings_of_references_in_3_1 "3.1.0" {
    { "$ref": "#/components/schemas/Room", "maxProperties": 1 } takes [{ "sid": "a" }]
        not [{ "sid": "a", "b": 1 } "2 properties are more than 1"]
}

fixed_values "3.1.0" {
    { "enum": ["VP8", "H264"] } takes ["VP8"] not ["opus" "\"opus\" is not one of \"VP8\", \"H264\""]
    { "enum": [1, 2] } takes [1, 2.0] not []
    { "enum": ["a", "b", "c", "d", "e", "f", "g", "h"] } takes []
        not ["i" "\"i\" is not one of \"a\", \"b\", \"c\", \"d\", \"e\", \"f\", 2 more"]
    { "const": "room" } takes ["room"] not ["door" "\"door\" is not \"room\""]
}

members_of_objects "3.0.3" {
    { "$ref": "#/components/schemas/Room" } takes [{ "sid": "RM" }, { "sid": "RM", "more": 1 }] not [
        {} "`sid` is missing",
        { "sid": 7 } "sid: 7 is not a string",
    ]
    { "type": "object", "required": ["a", "b"] } takes [] not [{} "`a`, `b` are missing"]
    { "type": "object", "additionalProperties": { "type": "integer" } } takes [{ "a": 1 }]
        not [{ "a": "b" } "a: \"b\" is not an integer"]
    { "type": "object", "properties": { "a": {} }, "additionalProperties": false } takes [{ "a": 1 }]
        not [{ "b": 1 } "b: unexpected property `b` (only declared properties are allowed)"]
    // What only one side sends is not missing on the other.
    {
        "type": "object",
        "required": ["id", "secret"],
        "properties": { "id": { "readOnly": true }, "secret": { "writeOnly": true } },
    } takes [{}] not []
}

patterns_of_names "3.1.0" {
    {
        "type": "object",
        "patternProperties": { "^n": { "type": "integer" } },
        "additionalProperties": false,
    } takes [{ "n1": 1 }] not [
        { "n1": "a" } "n1: \"a\" is not an integer",
        { "m": 1 } "m: unexpected property `m` (only declared properties are allowed)",
    ]
}

elements_of_lists "3.1.0" {
    { "type": "array", "items": { "type": "integer" } } takes [[], [1, 2]]
        not [[1, "a"] "[1]: \"a\" is not an integer"]
    { "type": "array", "minItems": 1, "maxItems": 2 } takes [[1], [1, 2]] not [
        [] "0 elements are fewer than 1",
        [1, 2, 3] "3 elements are more than 2",
    ]
    { "type": "array", "uniqueItems": true } takes [[1, 2]] not [[1, 1.0] "[1]: 1.0 is repeated"]
    { "type": "array", "prefixItems": [{ "type": "string" }], "items": false } takes [["a"]] not [
        [1] "[0]: 1 is not a string",
        ["a", 1] "[1]: nothing may be here",
    ]
}

bounds_of_texts "3.0.3" {
    { "type": "string", "minLength": 2, "maxLength": 3 } takes ["äö"] not [
        "ä" "1 characters are fewer than 2",
        "abcd" "4 characters are more than 3",
    ]
    { "type": "string", "pattern": "^a+$" } takes ["aa"] not ["b" "\"b\" does not match the pattern `^a+$`"]
    // A pattern that only other languages know says nothing.
    { "type": "string", "pattern": "^(?!b)" } takes ["b"] not []
}

bounds_of_numbers "3.0.3" {
    { "type": "integer", "minimum": 1, "maximum": 5 } takes [1, 5] not [
        0 "0 is too small for `minimum: 1`",
        6 "6 is too large for `maximum: 5`",
    ]
    { "minimum": 1, "exclusiveMinimum": true } takes [2] not [1 "1 is too small for `minimum: 1`"]
    { "type": "number", "multipleOf": 0.1 } takes [0.3] not [0.35 "0.35 is not a multiple of 0.1"]
    { "type": "integer", "format": "int32" } takes [1] not [
        3000000000i64 "3000000000 is out of range for `int32`",
    ]
}

bounds_of_numbers_in_3_1 "3.1.0" {
    { "exclusiveMaximum": 5 } takes [4] not [5 "5 is too large for `exclusiveMaximum: 5`"]
}

/// Only what the types of a client enforce counts, and as far as they enforce it.
formats "3.0.3" {
    { "type": "string", "format": "date-time" }
        takes ["2026-01-02T03:04:05Z", "2026-01-02t03:04:05.678+02:00", "2026-01-02 03:04:05Z"]
        not [
            "2026-01-02" "\"2026-01-02\" is not a date-time, as in `2026-01-02T03:04:05Z`",
            "2026-01-02T03:04:05" "\"2026-01-02T03:04:05\" is not a date-time, as in `2026-01-02T03:04:05Z`",
        ]
    { "type": "string", "format": "date" } takes ["2026-01-02"] not [
        "2026-01-02T03:04:05Z" "\"2026-01-02T03:04:05Z\" is not a date, as in `2026-01-02`",
    ]
    { "type": "string", "format": "uuid" } takes ["none"] not []
}

all_of "3.0.3" {
    { "allOf": [{ "$ref": "#/components/schemas/Room" }, { "required": ["size"] }] }
        takes [{ "sid": "a", "size": 1 }] not [{ "sid": "a" } "`size` is missing"]
}

/// Where a value comes closer to one schema than to all others, that one says what is wrong.
one_of "3.0.3" {
    { "oneOf": [{ "type": "string" }, { "$ref": "#/components/schemas/Room" }] }
        takes ["a", { "sid": "a" }] not [
            { "sid": "a", "size": "b" } "size: \"b\" is not an integer",
            1 "1 matches none of the 2 schemas of `oneOf`",
        ]
    { "oneOf": [{ "type": "integer" }, { "type": "number" }] } takes [1.5]
        not [1 "1 matches 2 of the 2 schemas of `oneOf`, not one"]
    { "anyOf": [{ "type": "integer" }, { "type": "number" }] } takes [1, 1.5] not []
    { "oneOf": [{}, {}], "discriminator": { "propertyName": "type" } } takes [{ "type": "a" }] not []
    { "not": { "type": "string" } } takes [1] not ["a" "\"a\" is excluded by `not`"]
}

references "3.0.3" {
    { "$ref": "#/components/schemas/Tree" } takes [{ "left": { "left": { "leaf": 1 } } }] not [
        { "left": { "left": { "leaf": "a" } } } "left.left.leaf: \"a\" is not an integer",
    ]
    { "$ref": "#/components/schemas/Circle" } takes [1] not []
    { "$ref": "#/components/schemas/Nobody" } takes [1] not []
}

}

/// Every place of a document where an example may stand.
const PLACES: &str = "
openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /pets:
    parameters:
      - { name: a, in: query, schema: { type: integer }, example: on path items }
    get:
      operationId: listPets
      parameters:
        - { name: b, in: query, schema: { type: integer }, examples: { one: { value: on operations } } }
        - { name: c, in: query, content: { application/json: { schema: { type: integer }, example: in content } } }
        - { name: d, in: query, schema: { type: array, items: { type: integer } }, example: '1,2' }
        - { name: e, in: query, schema: { type: boolean }, example: 'true' }
      requestBody: { $ref: '#/components/requestBodies/Pet' }
      responses:
        '200':
          description: Seen.
          headers: { X-Count: { schema: { type: integer }, example: in headers } }
          content:
            application/json:
              schema: { type: integer }
              examples: { named: { $ref: '#/components/examples/Named' }, here: { value: in answers } }
            application/xml: { schema: { type: object }, example: <pet/> }
      callbacks:
        seen:
          '{$request.query.b}':
            post:
              requestBody: { content: { application/json: { schema: { type: integer }, example: in callbacks } } }
webhooks:
  added: { post: { requestBody: { content: { application/json: { schema: { type: integer }, example: in webhooks } } } } }
components:
  examples: { Named: { value: by name } }
  requestBodies:
    Pet: { content: { application/json: { schema: { type: integer }, example: in requests } } }
  parameters: { f: { name: f, in: query, schema: { type: integer }, example: in parameters } }
  schemas:
    Pet:
      type: object
      example: { age: of members of whole examples }
      properties:
        age: { type: integer, example: of properties }
        # A property may have any name.
        example: { type: integer, examples: [1, in lists] }
        all: { type: array, items: { type: integer, example: of elements } }
        more: { type: object, additionalProperties: { type: integer, example: of values of maps } }
        one: { oneOf: [{ type: integer, example: of branches }, { type: boolean }] }
";

#[test]
fn examples_are_found_wherever_they_stand() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spec = folder.path().join("spec.yaml");
    std::fs::write(&spec, PLACES).expect("a file to read");
    let generated = specwright::generate(&Options::new(spec));
    let named = generated.diagnostics().iter().map(|problem| {
        let (place, said) = (problem.place().expect("it is located"), &problem.message());
        let said =
            said.strip_prefix("the example does not match its schema").expect("it is about one");
        let text = said.split('"').nth(1).expect("it names the value");
        assert!(place.text().contains(text), "{said} is not at {place}");
        text.to_owned()
    });
    let mut named: Vec<String> = named.collect();
    named.sort();
    let mut all = vec![
        "on path items",
        "on operations",
        "in content",
        "in headers",
        "by name",
        "in answers",
        "in callbacks",
        "in webhooks",
        "in requests",
        "in parameters",
        "of members of whole examples",
        "of properties",
        "in lists",
        "of elements",
        "of values of maps",
        "of branches",
    ];
    all.sort_unstable();
    assert_eq!(named, all);
}

#[test]
fn examples_of_other_files_are_found() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = "openapi: 3.0.3\ninfo: { title: Pets, version: '1' }\ncomponents: { schemas: { Pet: { $ref: 'pet.yaml#/Pet' } } }\n";
    let pet =
        "Pet:\n  type: object\n  properties:\n    age:\n      type: integer\n      example: old\n";
    std::fs::write(folder.path().join("api.yaml"), root).expect("a file to read");
    std::fs::write(folder.path().join("pet.yaml"), pet).expect("a file to read");
    let generated = specwright::generate(&Options::new(folder.path().join("api.yaml")));
    let [problem] = generated.diagnostics() else { panic!("{:?}", generated.diagnostics()) };
    let place = problem.place().expect("it is located").to_string();
    assert!(place.ends_with("pet.yaml:6:7"), "{place}");
}

#[test]
fn of_a_part_only_the_examples_of_the_part_are_looked_at() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let spec = folder.path().join("spec.yaml");
    std::fs::write(&spec, PLACES).expect("a file to read");
    let options = Options::new(spec).only(["listPets"]);
    let generated = specwright::generate(&options);
    let pointers = generated.diagnostics().iter().filter_map(|problem| problem.pointer());
    let outside: Vec<&str> =
        pointers.filter(|pointer| !pointer.starts_with("/paths/~1pets/get/")).collect();
    assert_eq!(outside, [""; 0]);
    assert!(!generated.diagnostics().is_empty());
}

/// Schemas that are made of each other many times over are looked at once a value.
#[test]
fn schemas_that_multiply_take_no_time() {
    let mut schemas = serde_json::Map::new();
    for i in 0..60 {
        let next = json!({ "$ref": format!("#/components/schemas/S{}", i + 1) });
        schemas.insert(
            format!("S{i}"),
            json!({ "allOf": [next, next], "oneOf": [next, { "not": next }] }),
        );
    }
    schemas.insert("S60".to_owned(), json!({ "type": "integer" }));
    let mut root = json!({ "openapi": "3.0.3", "components": { "schemas": schemas } });
    root["components"]["schemas"]["S0"]["example"] = "wrong".into();
    let found = examples::find(&root);
    let faults = found[0].faults(&mut Validator::new(&root));
    assert_eq!(faults.len(), 1, "{faults:?}");
}

/// Each is tried once: were it twice, one inside of the other would be tried `2^60` times.
#[test]
fn schemas_any_of_which_may_fit_are_tried_once() {
    let innermost = json!({ "properties": { "a": { "type": "integer" } } });
    let outermost = (0..60).fold(
        innermost,
        |inner, _| json!({ "anyOf": [inner, { "required": ["b"], "properties": { "b": {} } }] }),
    );
    assert_eq!(faults("3.0.3", outermost.clone(), &json!({ "a": 1 })), [""; 0]);
    assert_eq!(faults("3.0.3", outermost, &json!({ "a": 1, "b": 2 })), [""; 0]);
}

/// Places that came with OpenAPI 3.2, and names that look like those of data.
#[test]
fn examples_are_found_wherever_openapi_has_them() {
    let spec = r"
openapi: 3.2.0
info: { title: Shop, version: '1' }
servers: [{ url: https://shop.example.com }]
paths:
  /a:
    additionalOperations:
      LINK:
        parameters: [{ name: n, in: query, schema: { type: integer }, example: wrong-link }]
        responses: { '200': { description: Ok., content: { application/jsonl: { itemSchema: { type: object, properties: { n: { type: integer, example: wrong-item } } } } } } }
  /b: { $ref: '#/components/pathItems/example' }
components:
  pathItems:
    example:
      get:
        parameters: [{ name: n, in: query, schema: { type: integer }, example: wrong-path }]
        responses: { '204': { description: Ok. } }
";
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("api.yaml"), spec).expect("a file to read");
    let generated = specwright::generate(&Options::new(folder.path().join("api.yaml")));
    let said: Vec<&str> = generated.diagnostics().iter().filter_map(|it| it.pointer()).collect();
    assert_eq!(
        said,
        [
            "/paths/~1a/additionalOperations/LINK/parameters/0/example",
            "/paths/~1a/additionalOperations/LINK/responses/200/content/application~1jsonl/itemSchema/properties/n/example",
            "/components/pathItems/example/get/parameters/0/example",
        ]
    );
}
