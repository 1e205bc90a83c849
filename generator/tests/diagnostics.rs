//! What is said of bad documents: whole messages, as snapshots.
//!
//! `INSTA_UPDATE=always cargo test -p specwright --test diagnostics` writes them anew.

use specwright::Options;
use std::path::Path;

/// A test for each case: the document, and an overlay or a file of rules beside it.
macro_rules! cases {
    ($($(#[$about:meta])* $name:ident $file:literal $text:literal $(, $other:literal $beside:literal)?)+) => {
        $($(#[$about])* #[test]
        fn $name() {
            let files: &[(&str, &[u8])] =
                &[($file, $text.as_bytes()), $(($other, $beside.as_bytes()))?];
            let folder = tempfile::tempdir().expect("a temporary folder");
            for (name, bytes) in files {
                std::fs::write(folder.path().join(name), bytes).expect("a file to read");
            }
            says(stringify!($name), folder.path(), files);
        })+
    };
}

/// Keeps all messages of a run, below the files that they are about.
fn says(name: &str, folder: &Path, files: &[(&str, &[u8])]) {
    let beside = |name: &str| {
        files
            .iter()
            .filter(|file| file.0 == name)
            .map(|file| folder.join(file.0))
            .collect::<Vec<_>>()
    };
    let options = Options::new(folder.join(files[0].0));
    let options = options.overlays(beside("overlay.yaml")).rules(beside("rules.yaml"));
    let generated = specwright::generate(&options);
    let mut text = String::new();
    for (name, bytes) in files {
        let shown = String::from_utf8_lossy(bytes);
        text.push_str(&format!("──── {name}\n{}\n", shown.trim_matches('\n')));
    }
    text.push_str(match generated.files() {
        Some(_) => "──── a crate is made, and this is said\n",
        None => "──── nothing is made, and this is said\n",
    });
    // The temporary folder has another name every time.
    let folder = format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR);
    // Most documents here are as short as they can be.
    let is_shown = |one: &&specwright::Diagnostic| {
        name == "a_document_without_info" || !one.message().starts_with("`info` is missing")
    };
    for diagnostic in generated.diagnostics().iter().filter(is_shown) {
        text.push_str(&format!("{diagnostic}\n\n").replace(&folder, ""));
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("snapshots/diagnostics");
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn a_folder() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(folder.path().join("spec")).expect("a folder");
    says("a_folder", folder.path(), &[("spec", b"(a folder)")]);
}

#[test]
fn a_missing_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    says("a_missing_file", folder.path(), &[("spec.yaml", b"(missing)")]);
}

#[test]
fn a_missing_overlay() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = b"openapi: 3.0.3\n";
    std::fs::write(folder.path().join("spec.yaml"), text).expect("a file to read");
    let files: &[(&str, &[u8])] = &[("spec.yaml", text), ("overlay.yaml", b"(missing)")];
    says("a_missing_overlay", folder.path(), files);
}

#[test]
fn bytes_that_are_not_text() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bytes = b"openapi: 3.0.3\ninfo: \xff\xfe\x00\x9f\n";
    std::fs::write(folder.path().join("spec.yaml"), bytes).expect("a file to read");
    says("bytes_that_are_not_text", folder.path(), &[("spec.yaml", bytes)]);
}

/// Nobody writes such documents, and nobody may crash the generator with one.
#[test]
fn depth_is_no_crash() {
    let block: String = (0..2_000).map(|i| format!("{}a:\n", " ".repeat(i))).collect();
    let texts = [
        ("json.json", "[".repeat(100_000)),
        ("objects.json", "{\"a\":".repeat(100_000)),
        ("whole.json", format!("{}{}", "[".repeat(5_000), "]".repeat(5_000))),
        ("flow.yaml", format!("openapi: {}", "[".repeat(100_000))),
        ("objects.yaml", format!("openapi: {}", "{a: ".repeat(100_000))),
        ("block.yaml", block),
        ("lists.yaml", format!("{}a", "- ".repeat(10_000))),
    ];
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in texts {
        let spec = folder.path().join(name);
        std::fs::write(&spec, text).expect("a file to read");
        let generated = specwright::generate(&Options::new(spec));
        let said: Vec<String> = generated.diagnostics().iter().map(ToString::to_string).collect();
        assert!(said.len() == 1 && said[0].contains("error: this is not"), "{name}: {said:?}");
    }
}

cases! {

dependencies_that_are_none "spec.yaml" "
openapi: 3.0.3
paths: {}
", "rules.yaml" "
dependencies:
  'a = 1': '1'
"

a_dependency_that_is_there_already "spec.yaml" "
openapi: 3.0.3
paths: {}
", "rules.yaml" "
dependencies:
  uuid: '1'
  serde: '1'
"

a_dependency_without_a_version "spec.yaml" "
openapi: 3.0.3
paths: {}
", "rules.yaml" "
dependencies:
  uuid: 1
"

an_empty_file "spec.yaml" ""

a_file_of_blanks "spec.yaml" "\n  \n"

yaml_that_does_not_parse "spec.yaml" "
openapi: 3.0.3
info:
  title: Shop
 version: '1'
"

yaml_with_a_key_twice "spec.yaml" "
openapi: 3.0.3
paths: {}
paths: {}
"

yaml_with_tabs "spec.yaml" "openapi: 3.0.3\ninfo:\n\ttitle: Shop\n"

json_that_does_not_parse "spec.json" r#"{
  "openapi": "3.0.3",
  "info": { "title": "Shop" "version": "1" }
}
"#

json_that_does_not_parse_behind_umlauts "spec.json" r#"{ "näme – 日本": "ä" "b": 1 }"#

json_with_a_key_twice "spec.json" r#"{
  "openapi": "3.0.3",
  "components": { "schemas": { "Pët": { "type": "strnig", "title": "ä", "type": "lits" } } },
  "paths": { "/a": {}, "/a": {} }
}
"#

yaml_with_merge_keys "spec.yaml" "
openapi: 3.0.3
components:
  schemas:
    A: &a { type: string, title: A }
    B: { <<: *a, title: B, title: C }
"

control_characters "spec.yaml" "
openapi: 3.0.3
components:
  schemas:
    Pet: { type: object, properties: { \"a\\e[31m\\n\": { type: \"no\\e[0m\\r\\ntype\\u202e\" } } }
    Toy: { $ref: \"#/a\\e[31m\u{202e}\" }
"

control_characters_that_yaml_has_not "spec.yaml" "
openapi: 3.0.3
info: { title: 'ä\u{1b}[31m' }
"

json_that_ends_early "spec.json" r#"{"openapi": "3.0.3", "paths": {"#

a_scalar "spec.yaml" "hello\n"

a_list "spec.json" "[1, 2]"

swagger_1 "spec.json" r#"{ "swaggerVersion": "1.2", "apiVersion": "1", "apis": [] }"#

swagger_1_as_a_number "spec.yaml" "
swagger: 1.2
paths: {}
"

swagger_2_and_openapi_3 "spec.yaml" "
openapi: 3.0.3
swagger: '2.0'
paths: { /pets: { get: { operationId: listPets, responses: { '204': { description: Seen. } } } } }
"

/// Each message names the place in the Swagger document, also of parts that have moved.
swagger_2_has_moved "spec.yaml" "
swagger: '2.0'
host: https://shop.example.com/v1
paths:
  /pets:
    post:
      operationId: addPet
      parameters:
        - in: body
          name: pet
          schema: { $ref: '#/definitions/Nobody' }
        - name: limit
          in: query
          type: intger
          maximum: 'many'
        - $ref: '#/parameters/Nobody'
      responses: { '204': { description: Added. } }
    get:
      operationId: listPets
      parameters:
        - { name: limit, in: query, type: intger, maximum: many }
      responses:
        200:
          description: Pets.
          schema: { type: array, items: { $ref: '#/definitions/Pet' } }
          headers: { X-Left: { type: integr, format: 5 } }
        default: { $ref: '#/responses/Wrong' }
definitions:
  Pet:
    type: object
    properties:
      name: { type: strnig }
      kind: { type: string, x-example: 5 }
responses:
  Wrong:
    description: Wrong.
    schema: { type: object, required: 5, properties: { code: { type: int } } }
"

swagger_2_without_counterparts "spec.yaml" "
swagger: '2.0'
consumes: application/json
produces: [application/json, 5]
paths:
  /pets:
    post:
      operationId: addPet
      schemes: [https]
      consumes: [application/json]
      parameters:
        - { name: name, in: formData, type: string }
        - { name: name, in: formData, type: string }
        - { in: formData, type: string }
      responses: { 204: { description: Added. } }
    put:
      operationId: setPet
      consumes: [image/png]
      parameters:
        - { name: one, in: body, schema: { type: object } }
        - { name: two, in: body, schema: { type: object } }
        - { name: name, in: formData, type: string }
      responses: { 204: { description: Set. } }
    delete:
      operationId: deletePet
      parameters: [{ name: id, in: body, type: string }]
      responses: { 204: { description: Gone. } }
    get:
      operationId: listPets
      produces: [image/png]
      parameters:
        - { name: tabs, in: query, type: array, items: { type: string }, collectionFormat: tsv }
        - { name: semicolons, in: query, type: array, items: { type: string }, collectionFormat: semicolons }
        - { name: X-Multi, in: header, type: array, items: { type: string }, collectionFormat: multi }
        - { name: late, in: query, schema: { type: string } }
      responses:
        200:
          description: Pets.
          schema: { type: object, properties: { name: { type: string } } }
          examples: { text/csv: 'name' }
securityDefinitions:
  none: { type: oauth2 }
  code: { type: oauth2, flow: accessCode, authorizationUrl: https://shop.example.com/login }
"

an_overlay_that_takes_swagger_2_for_openapi_3 "spec.yaml" "
swagger: '2.0'
paths: {}
definitions: { Pet: { type: object } }
", "overlay.yaml" "
overlay: 1.0.0
info: { title: Shop, version: '1' }
actions:
  - { target: $.components.schemas.Pet, update: { title: Pet } }
"

/// The last bracket of a flow collection is often indented as its key is.
brackets_that_are_barely_indented "spec.yaml" "
openapi: 3.0.3
paths: {}
components:
  schemas:
    Pet:
      type: object
      example: {
        'a': [1,
      2], 'b': 2
      }
      properties: {
        name: { type: string },
        'kind': { type: strnig }
      }
    Toy:
      type: [
        'x'
      ]
"

no_version "spec.yaml" "
info: { title: Shop, version: '1' }
paths: {}
"

openapi_2 "spec.json" r#"{ "openapi": "2.0", "paths": {} }"#

openapi_4 "spec.yaml" "
# A version of the future.
openapi: 4.0.0
"

a_version_that_is_a_number "spec.yaml" "
openapi: 3.1
paths: {}
"

a_reference_to_nothing "spec.yaml" "
openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - $ref: '#/components/parameters/Nobody'
      responses: { '204': { description: Seen. } }
    post:
      operationId: addPet
      responses:
        '200': { $ref: '#/components/responses/Nobody' }
    put:
      operationId: putPet
      requestBody: { $ref: '#/components/requestBodies/Nobody' }
      responses: { '204': { description: Seen. } }
    patch:
      operationId: patchPet
      responses:
        '200': { description: Fine., content: { application/json: { schema: { $ref: '#/components/schemas/Nobody' } } } }
    delete: { operationId: removePet, responses: { '204': { description: Seen. } } }
components:
  schemas:
    Pet:
      type: object
      properties:
        owner: { $ref: 'other.yaml#/Owner' }
        past: { $ref: 'other.yaml#/Owner' }
        maker: { $ref: 'https://example.com/other.yaml' }
        toy:
          $ref: '#/components/schemas/Toy'
"

references_in_circles "spec.yaml" "
openapi: 3.0.3
components:
  schemas:
    A: { $ref: '#/components/schemas/B' }
    B: { $ref: '#/components/schemas/A' }
    C: { type: array, items: { $ref: '#/components/schemas/C' } }
    D: { allOf: [{ $ref: '#/components/schemas/D' }] }
"

an_unknown_type "spec.yaml" "
openapi: 3.0.3
components:
  schemas:
    Pet:
      type: object
      properties:
        name: { type: strnig }
        age:
          type: int
"

an_unknown_place_of_a_parameter "spec.yaml" "
openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: q, in: qurey, schema: { type: string } }
      responses: { '204': { description: Seen. } }
    post:
      operationId: addPet
      parameters:
        - { in: query, schema: { type: string } }
      responses: { '204': { description: Seen. } }
    delete: { operationId: removePets, responses: { '204': { description: Gone. } } }
"

a_style_that_is_not_one_for_its_place "spec.yaml" "
openapi: 3.0.3
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: q, in: query, style: matrix, schema: { type: string } }
      responses: { '204': { description: Seen. } }
"

two_operations_with_one_id "spec.yaml" "
openapi: 3.0.3
paths:
  /pets: { get: { operationId: list, responses: { '204': { description: Seen. } } } }
  /toys:
    get:
      operationId: list
      responses: { '204': { description: Seen. } }
"

parameters_that_do_not_fit_the_path "spec.yaml" "
openapi: 3.0.3
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - { name: di, in: path, required: true, schema: { type: string } }
      responses: { '204': { description: Seen. } }
"

a_status_that_is_none "spec.yaml" "
openapi: 3.0.3
paths:
  /pets: { get: { operationId: list, responses: { ok: { description: Fine. }, '204': { description: Seen. } } } }
"

things_of_the_wrong_kind "spec.yaml" "
openapi: 3.0.3
servers: [{ address: https://example.com }, 7]
paths:
  /pets: { get: 5 }
  /toys: []
  /cats: { get: { operationId: cats, parameters: { a: 1 }, responses: [] } }
components:
  schemas: { Pet: text, Toy: [1] }
  securitySchemes: { key: { type: apiKey, in: body, name: k }, sig: { type: mutualTLS } }
"

examples_that_contradict_their_schemas "spec.yaml" "
openapi: 3.0.3
paths:
  /rooms:
    get:
      operationId: listRooms
      parameters:
        - { name: size, in: query, schema: { type: integer }, example: large }
      responses:
        '200':
          description: The rooms.
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Room' } }
              examples:
                two:
                  value:
                    - { sid: RM1, codec: VP8 }
                    - { sid: RM2, codec: opus, ended: 2026-01-02 03:04, size: null }
                text: { value: '[{ \"sid\": \"RM1\" }]' }
                one: { $ref: '#/components/examples/One' }
components:
  examples:
    One: { value: [{ codec: VP8 }] }
  schemas:
    Room:
      type: object
      required: [sid]
      properties:
        sid: { type: string }
        codec: { type: string, enum: [VP8, H264] }
        ended: { type: string, format: date-time }
        size: { type: integer, example: '12' }
"

an_example_of_an_overlay "spec.yaml" "
openapi: 3.0.3
components: { schemas: { Room: { type: object, properties: { size: { type: integer } } } } }
", "overlay.yaml" "
overlay: 1.0.0
info: { title: Examples, version: '1' }
actions:
  - target: $.components.schemas.Room
    update:
      example:
        size: large
"

a_union_that_leads_back_to_itself "spec.yaml" "
openapi: 3.0.3
components:
  schemas:
    A: { oneOf: [{ type: string }, { type: object, properties: { a: { type: string } } }, { $ref: '#/components/schemas/B' }] }
    B: { oneOf: [{ type: boolean }, { type: object, properties: { b: { type: string } } }, { $ref: '#/components/schemas/A' }] }
"

things_that_are_mended "spec.yaml" "
openapi: 3.0.3
info: { title: Shop, version: 1.5 }
paths:
  /pets:
    get:
      operationId: listPets
      deprecated: 'true'
      parameters:
        - { name: limit, in: query, required: 'true', schema: { type: integer, minimum: '1', maximum: many } }
      responses: { '204': { description: Seen. } }
"

paths_that_no_url_has "spec.yaml" "
openapi: 3.0.3
paths:
  /pets#all: { get: { responses: { '204': { description: Seen. } } } }
  /pets#some: { get: { responses: { '204': { description: Seen. } } } }
  /pets?all=true: { get: { responses: { '204': { description: Seen. } } } }
  pets: { get: { responses: { '204': { description: Seen. } } } }
  '/#env/pets': { get: { responses: { '204': { description: Seen. } } } }
"

path_items_by_reference "spec.yaml" "
openapi: 3.1.0
paths:
  /pets: { $ref: '#/components/pathItems/Nobody' }
  /cats: { $ref: '#/paths/~1dogs' }
  /dogs: { $ref: '#/paths/~1cats' }
  /bats: { get: { $ref: '#/components/operations/Nobody' }, put: { $ref: '#/paths/~1bats/put' } }
  /toys: { $ref: '#/components/pathItems/Toys', get: { responses: { '204': { description: Seen. } } } }
components:
  pathItems:
    Toys:
      get: { responses: { '204': { description: Seen. } } }
      post: { responses: { '204': { description: Added. } } }
"

parameters_that_cannot_be "spec.yaml" "
openapi: 3.0.3
paths:
  /pets:
    parameters: [{ name: b, in: query, schema: { type: string } }]
    get:
      operationId: listPets
      parameters:
        - { name: 'no header', in: header, schema: { type: string } }
        - { name: a, in: query, schema: { type: string } }
        - { name: a, in: query, schema: { type: integer } }
        - { name: b, in: query, schema: { type: integer } }
        - null
        - 7
      responses: { '204': { description: Seen. } }
"

nothing_is_left "spec.yaml" "
openapi: 3.0.3
paths:
  /pets:
    get:
      parameters: [{ name: q, in: nowhere }]
      responses: { '204': { description: Seen. } }
"

nothing_was_there "spec.yaml" "
openapi: 3.0.3
info: { title: Shop, version: '1' }
paths: {}
"

several_problems_by_place "spec.yaml" "
openapi: 3.0.3
security: [{ nobody: [] }]
paths:
  /z:
    get:
      operationId: z
      parameters: [{ name: q, in: nowhere }]
      responses: { '204': { description: Seen. } }
  /a/{id}:
    get: { operationId: a, responses: { '204': { description: Seen. } } }
components:
  schemas:
    Z: { type: object, properties: { a: { type: nothing } } }
    A: { type: object, properties: { a: { $ref: '#/nowhere' } } }
"

problems_in_json "spec.json" r##"{
  "openapi": "3.0.3",
  "components": {
    "schemas": {
      "Pet": {
        "type": "object",
        "properties": {
          "näme\n\"": { "type": "strnig" },
          "toy": {
            "$ref": "#/components/schemas/Toy"
          }
        }
      }
    }
  }
}
"##

problems_in_json_on_one_line "spec.json" r#"{"openapi":"3.0.3","paths":{"/pets":{"get":{"operationId":"listPets","responses":{"200":{"description":"Pëts, with the names that people gave them – 🐈.","content":{"application/json":{"schema":{"type":"list"}}}}}}}},"components":{"schemas":{"Pet":{"type":"object","properties":{"a":{"type":"none"}}}}}}"#

an_overlay_that_is_none "spec.yaml" "openapi: 3.0.3\n", "overlay.yaml" "actions: []\n"

an_overlay_without_actions "spec.yaml" "openapi: 3.0.3\n", "overlay.yaml" "overlay: 1.0.0\n"

actions_that_cannot_be "spec.yaml" "
openapi: 3.0.3
components: { schemas: { A: { type: string }, B: { type: string } } }
", "overlay.yaml" "
overlay: 1.0.0
actions:
  - target: $.paths['/nobody']
    update: { description: Never. }
  - { target: $.nobody, remove: true, x-optional: true }
  - target: $.components[
    remove: true
  - remove: true
  - target: $.components
  - { target: $.components, delete: true }
  - { target: $.components.schemas.A, copy: '$.components.schemas.*' }
"

problems_that_an_overlay_put_in "spec.yaml" "
openapi: 3.0.3
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
", "overlay.yaml" "
overlay: 1.0.0
actions:
  - target: $.components.schemas.Pet.properties
    update:
      age: { type: int }
"

rules_that_cannot_be_read "spec.yaml" "
openapi: 3.0.3
x-specwright:
  schema-names:
    - { pattern: '^a', replace: '' }
  schema-nmaes: []
"

what_only_the_users_own_files_may_say "spec.yaml" "
openapi: 3.0.3
paths: { /x: { get: { responses: { '204': { description: ok } } } } }
x-specwright:
  dependencies: { evil: { path: ../evil } }
  formats: { evil: { type: 'evil::T' } }
  credentials: { k: { optional: true, parts: [{ name: k, env: AWS_SECRET_ACCESS_KEY }] } }
  servers:
    - pattern: a
      optional: true
      add: [{ url: b, variables: { x: { default: y, env: HOME } } }]
"

a_name_that_rules_make_too_long "spec.yaml" "
openapi: 3.0.3
info: { title: T, version: '1' }
paths: { /x: { get: { operationId: getX, tags: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa], responses: { '204': { description: ok } } } } }
x-specwright:
  tag-names:
    - { pattern: '.+', replace: '${0}${0}${0}${0}${0}${0}${0}${0}${0}${0}' }
    - { pattern: '.+', replace: '${0}${0}${0}${0}${0}${0}${0}${0}${0}${0}' }
    - { pattern: '.+', replace: '${0}${0}${0}${0}${0}${0}${0}${0}${0}${0}' }
"

a_pattern_that_is_none "spec.yaml" "
openapi: 3.0.3
x-specwright:
  tag-names:
    - { pattern: '(', replace: '' }
"

rules_with_mistakes_in_several_places "spec.yaml" "
openapi: 3.0.3
x-specwright:
  schema-names:
    - { pattern: '^a', replace: '' }
    - { pattern: '^a', replace: 5 }
  formats:
    http/method: { nmae: Method }
    ok: { type: 'a b' }
  paging: [{ items: things }]
  servers: [{ pattern: a, add: [{ url: b, variables: { x: { default: [] } } }] }]
  form: { objects-as-json: 'yes' }
  date-time-parameters: never
  credentials: [a]
"

rules_that_are_no_object "spec.yaml" "
openapi: 3.0.3
x-specwright: [a]
"

rules_here_and_in_a_file "spec.yaml" "
openapi: 3.0.3
x-specwright:
  schema-names:
    - { pattern: '^here', replace: '' }
  formats: { here: { name: Here } }
", "rules.yaml" "
schema-names:
  - { pattern: '^there', replace: '' }
formats: { there: { name: There } }
tag-names:
  - { pattern: '^there', replace: '' }
"

rules_that_match_nothing "spec.yaml" "
openapi: 3.0.3
paths:
  /pets: { get: { operationId: list, tags: [pets], responses: { '204': { description: Seen. } } } }
x-specwright:
  schema-names: [{ pattern: '^x', replace: '' }]
  schema-files: [{ pattern: '^x', replace: '' }]
  operation-names: [{ pattern: '^x', replace: '' }]
  tag-names:
    - { pattern: '^x', replace: '', optional: true }
    - { pattern: '^y', replace: '' }
  formats: { http/method: { name: Method } }
  paging: [{ next-url: /next }]
  credentials: { login: { parts: [{ name: a }, { name: b }] } }
  servers: [{ pattern: '^z', add: [] }]
"

rules_of_a_file_of_their_own "spec.yaml" "openapi: 3.0.3\n", "rules.yaml" "
schema-names:
  - { pattern: '^x', replace: '' }
"

servers_that_cannot_be_called_as_they_stand "spec.yaml" "
openapi: 3.0.3
info: { title: Shop, version: '1' }
servers:
  - { url: 'https://{region}.example.com/{base}', variables: { base: { default: v1 } } }
  - { url: shop.example.com/v1 }
  - { url: //shop.example.com }
  - { url: ./v1 }
  - { url: /v1 }
"

a_document_without_info "spec.yaml" "
openapi: 3.0.3
paths: {}
"

keys_that_openapi_does_not_define "spec.yaml" "
openapi: 3.0.3
component: {}
x-fine: 1
paths:
  /pets:
    gett: { responses: { '204': { description: Seen. } } }
    parameter: []
    get:
      x-also-fine: 1
      responses:
        '200':
          description: Seen.
          content:
            application/json:
              schema:
              type: object
              properties: { name: { type: string } }
        '201':
          description: Seen.
          content: { application/json: { schema: { type: object, propertys: {}, properties: { propertys: { type: string, formatt: date, minLenght: 3, whatever: 1 } }, example: { formatt: 1 } } } }
"

schemas_that_contradict_themselves "spec.yaml" "
openapi: 3.1.0
paths:
  /pets:
    get:
      responses:
        '200':
          description: Seen.
          content:
            application/json:
              schema:
                type: object
                required: [nmae, code, other]
                properties:
                  name: { type: string, nullable: true }
                  code: { type: [integer, 'null'], default: many }
                  born: { type: string, format: datetime }
                  size: { type: integer, minimum: 10, maximum: 1, format: int46 }
                  id: { type: string, format: uuid4, minLength: 2, maxLength: 1, default: 5 }
                  list: { type: array, minItems: 3, maxItems: 3, default: [] }
                  link: { type: string, format: url, default: null }
                  closed: { type: object, required: [gone], additionalProperties: false, properties: { here: { type: string } } }
"

names_that_are_nearly_right "spec.yaml" "
openapi: 3.0.3
security: [{ oauht: [] }, { nothing: [] }]
paths:
  /pets:
    get:
      parameters: [{ $ref: '#/components/parameters/Limt' }]
      responses: { '200': { description: Seen., content: { application/json: { schema: { $ref: '#/components/schemas/Pte' } } } } }
    put:
      responses: { '200': { description: Seen., content: { application/json: { schema: { $ref: '#/components/schemas/Nothing' } } } } }
components:
  parameters: { Limit: { name: limit, in: query, schema: { type: intger } } }
  schemas: { Pet: { type: object } }
  securitySchemes: { oauth: { type: http, scheme: bearer } }
"

}
