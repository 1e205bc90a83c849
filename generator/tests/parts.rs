//! Documents in several files, and parts of documents.

use specwright::{Generated, Options};
use std::path::{Path, PathBuf};

/// Writes files to a folder, and generates from the first of them.
fn generate(
    folder: &Path,
    files: &[(&str, &str)],
    set: impl FnOnce(Options) -> Options,
) -> Generated {
    for (name, text) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("it has a folder"))
            .expect("folders can be made");
        std::fs::write(path, text).expect("files can be written");
    }
    specwright::generate(&set(Options::new(folder.join(files[0].0))))
}

fn text<'a>(generated: &'a Generated, path: &str) -> Option<&'a str> {
    let files = generated.files().expect("files were generated");
    files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
}

fn warnings(generated: &Generated) -> Vec<String> {
    generated.diagnostics().iter().map(|problem| problem.message().to_owned()).collect()
}

const ROOT: &str = "
openapi: 3.1.0
info: { title: Files, version: '1' }
components:
  schemas:
    Pet:
      type: object
      properties:
        owner: { $ref: 'people.yaml#/Person' }
        toy: { $ref: 'things/toy.yaml' }
        default: { $ref: 'people.yaml#/Person' }
";

#[test]
fn references_lead_to_other_files_and_back() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let people = "Person: { type: object, properties: { toy: { $ref: things/toy.yaml }, age: { $ref: '#/Age' } } }\nAge: { type: integer }\n";
    let toy = "type: object\nproperties: { of: { $ref: '../people.yaml#/Person' } }\n";
    let files = [("api.yaml", ROOT), ("people.yaml", people), ("things/toy.yaml", toy)];
    let generated = generate(folder.path(), &files, |options| options);
    assert_eq!(warnings(&generated), [""; 0]);
    let pet = text(&generated, "src/models/pet.rs").expect("the pet has a file");
    assert!(pet.contains("pub owner: Option<super::Person>"), "{pet}");
    assert!(pet.contains("pub default: Option<super::Person>"), "{pet}");
    let person = text(&generated, "src/models/person.rs").expect("the person has a file");
    assert!(person.contains("pub age: Option<i64>"), "{person}");
    let toy = text(&generated, "src/models/toy.rs").expect("a file's schema is named after it");
    assert!(toy.contains("pub of: Option<Box<super::Person>>"), "{toy}");
}

const SWAGGER: &str = "
swagger: '2.0'
info: { title: Files, version: '1' }
paths:
  /pets: { $ref: 'paths/pets.yaml' }
parameters:
  Limit: { name: limit, in: query, type: integer, format: int32 }
responses:
  Wrong: { description: Wrong., schema: { $ref: 'all.yaml#/definitions/Wrong' } }
definitions:
  Name: { type: string, enum: [rex, kit] }
";

/// What other files of a Swagger 2.0 document hold is converted where it is referred to.
#[test]
fn swagger_in_several_files() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let pets = "
parameters: [{ $ref: '../api.yaml#/parameters/Limit' }, { $ref: '../all.yaml#/parameters/Age' }]
post:
  operationId: addPet
  parameters: [{ $ref: '../all.yaml#/parameters/Pet' }]
  responses:
    200: { $ref: '../all.yaml#/responses/Pet' }
    400: { $ref: '../api.yaml#/responses/Wrong' }
";
    let all = "
swagger: '2.0'
parameters:
  Age: { name: age, in: query, type: array, items: { type: integer }, collectionFormat: multi }
  Pet: { name: pet, in: body, schema: { $ref: '#/definitions/Pet' } }
responses:
  Pet: { description: A pet., schema: { $ref: '#/definitions/Pet' } }
definitions:
  Pet: { type: object, required: [owner], properties: { owner: { type: string, x-nullable: true }, name: { $ref: 'api.yaml#/definitions/Name' }, age: { type: intger } } }
  Wrong: { type: object, properties: { code: { type: integer } } }
";
    let files = [("api.yaml", SWAGGER), ("paths/pets.yaml", pets), ("all.yaml", all)];
    let generated = generate(folder.path(), &files, |options| options);
    let intger = "using untyped JSON: unknown type `intger`";
    assert_eq!(warnings(&generated), [intger]);
    let place = generated.diagnostics()[0].place().expect("it has a place");
    assert!(place.file().ends_with("all.yaml") && place.line() == 9, "{place}");
    let pet = text(&generated, "src/models/pet.rs").expect("the pet has a file");
    assert!(pet.contains("pub owner: Option<String>"), "{pet}");
    assert!(pet.contains("pub name: Option<super::Name>"), "{pet}");
    let paths =
        generated.files().into_iter().flatten().find(|file| file.text.contains("fn add_pet("));
    let operations = &paths.expect("the operation has a file").text;
    for expected in
        ["Param::query(\"limit\")", "Param::query(\"age\")", "models::Pet", "models::Wrong"]
    {
        assert!(operations.contains(expected), "{expected}: {operations}");
    }
}

/// A URL that a file gives to itself (`$self`, since 3.2) is none of the network, `#/` is the whole
/// file, and what is not there is named as its author names it.
#[test]
fn files_by_their_urls_as_a_whole_and_in_vain() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let api = "openapi: 3.2.0\ninfo: { title: Files, version: '1' }\n$self: https://a.example/api\npaths: {}\ncomponents: { schemas: { Pet: { properties: { toy: { $ref: 'toys.yaml#/toys/Ball' }, dog: { $ref: 'dog.yaml#/' }, at: { $ref: 'toys.yaml#/toys/Gone' } } }, Age: { type: integer, format: int32 } } }\n";
    let toys = "$self: https://a.example/toys\ntoys: { Ball: { properties: { size: { $ref: 'https://a.example/toys#/sizes' }, age: { $ref: 'https://a.example/api#/components/schemas/Age' } } } }\nsizes: { type: integer }\n";
    let dog = "properties: { name: { type: string } }\n";
    let files = [("api.yaml", api), ("toys.yaml", toys), ("dog.yaml", dog)];
    let generated = generate(folder.path(), &files, |options| options);
    let gone = "cannot resolve `$ref: toys.yaml#/toys/Gone`: it does not exist; using untyped JSON";
    assert_eq!(warnings(&generated), [gone]);
    let pet = text(&generated, "src/models/pet.rs").expect("the pet has a file");
    assert!(pet.contains("pub dog: Option<super::Dog>"), "{pet}");
    let ball = text(&generated, "src/models/ball.rs").expect("the ball has a file");
    assert!(ball.contains("pub size: Option<i64>"), "{ball}");
    assert!(ball.contains("pub age: Option<i32>"), "{ball}");
}

const ABOVE: &str = "
openapi: 3.1.0
info: { title: Files, version: '1' }
paths:
  /pets: { $ref: '../paths/pets.yaml' }
  /pets/{id}: { $ref: '../paths/pets.yaml#/one' }
  /toys: { get: { $ref: '../paths/toys.yaml' } }
components:
  schemas:
    Toy: { type: object, properties: { name: { type: string } } }
    Animal:
      oneOf: [{ $ref: '../common/pets.json#/components/schemas/Pet' }, { $ref: ../common/Robot.yaml }]
      discriminator:
        propertyName: kind
        mapping: { alive: '../common/pets.json#/components/schemas/Pet', made: ../common/Robot.yaml }
    Named: { oneOf: [{ $ref: '../common/pets.json#dog' }, { $ref: 'https://pets.example.com/cat' }] }
    Cat: { $id: 'https://pets.example.com/cat', type: object, required: [lives], properties: { lives: { type: integer } } }
";

/// Path items and operations of other files, ways back to the document by another path, references
/// to components and anchors of another file, and files in the mapping of a discriminator.
#[test]
fn files_above_the_document_lead_back_to_it() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let pets = "get:\n  operationId: listPets\n  responses: { '200': { $ref: '../common/pets.json#/components/responses/Pets' } }\none:\n  parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n  get:\n    operationId: getToy\n    responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '../spec/api.yaml#/components/schemas/Toy' } } } } }\n";
    let common = r##"{ "components": {
        "responses": { "Pets": { "description": "ok", "content": { "application/json": { "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Pet" } } } } } },
        "schemas": {
            "Pet": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" }, "toy": { "$ref": "./../spec/api.yaml#/components/schemas/Toy" } } },
            "Dog": { "$anchor": "dog", "type": "object", "required": ["loud"], "properties": { "loud": { "type": "boolean" }, "same": { "$ref": "#dog" } } } } } }"##;
    let files = [
        ("spec/api.yaml", ABOVE),
        ("paths/pets.yaml", pets),
        ("paths/toys.yaml", "operationId: listToys\nresponses: { '204': { description: none } }\n"),
        ("common/pets.json", common),
        ("common/Robot.yaml", "type: object\nproperties: { kind: { type: string } }\n"),
    ];
    let below: PathBuf = folder.path().to_owned();
    let generated = generate(folder.path(), &files, |options| options.refs_below(below));
    assert_eq!(warnings(&generated), [""; 0]);
    let has = |path: &str, what: &str| {
        let text = text(&generated, path).unwrap_or_else(|| panic!("there is {path}"));
        assert!(text.contains(what), "{what} is in {text}");
    };
    has("src/operations/pets.rs", "send: json(Vec<models::Pet>)");
    has("src/operations/pets.rs", "send: json(models::Toy)");
    has("src/operations/toys.rs", "pub fn list_toys(&self)");
    has("src/models/pet.rs", "pub toy: Option<super::Toy>");
    has("src/models/animal.rs", "Pet: \"alive\"");
    has("src/models/animal.rs", "Robot: \"made\"");
    has("src/models/named.rs", "Dog(super::Dog)");
    has("src/models/named.rs", "Cat(super::Cat)");
    has("src/models/dog.rs", "pub same: Option<Box<Dog>>");
}

#[test]
fn a_problem_in_another_file_is_shown_there() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let people = "Person:\n  type: object\n  properties:\n    age: { type: strng }\n";
    let files = [("api.yaml", ROOT), ("people.yaml", people), ("things/toy.yaml", "type: string")];
    let generated = generate(folder.path(), &files, |options| options);
    let place = generated.diagnostics()[0].place().expect("it has a place");
    assert!(place.file().ends_with("people.yaml"), "{place:?}");
    assert_eq!(place.line(), 4);
}

#[test]
fn nothing_outside_of_the_folder_is_read_unless_allowed() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let root = ROOT.replace("people.yaml", "../people.yaml");
    let files = [
        ("inner/api.yaml", root.as_str()),
        ("people.yaml", "Person: { type: string }"),
        ("inner/things/toy.yaml", "type: string"),
    ];
    let refused = generate(folder.path(), &files, |options| options);
    assert!(
        warnings(&refused)[0].contains("outside of the document's folder"),
        "{:?}",
        warnings(&refused)
    );
    let below: PathBuf = folder.path().to_owned();
    let allowed = generate(folder.path(), &files, |options| options.refs_below(below));
    assert_eq!(warnings(&allowed), [""; 0]);
}

#[test]
fn the_network_is_never_asked() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let root = ROOT.replace("'people.yaml#", "'https://example.com/people.yaml#");
    let files = [("api.yaml", root.as_str()), ("things/toy.yaml", "type: string")];
    let generated = generate(folder.path(), &files, |options| options);
    assert!(warnings(&generated)[0].contains("never the network"), "{:?}", warnings(&generated));
    let pet = text(&generated, "src/models/pet.rs").expect("the rest is generated");
    assert!(pet.contains("pub owner: Option<serde_json::Value>"), "{pet}");
}

const PETS: &str = "
openapi: 3.0.3
info: { title: Parts, version: '1' }
paths:
  /pets:
    get: { tags: [pets], operationId: listPets, responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } }
  /toys:
    get: { tags: [toys], operationId: listToys, responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Toy' } } } } } }
components:
  schemas:
    Pet: { type: object, properties: { tag: { $ref: '#/components/schemas/Tag' } } }
    Tag: { type: object, properties: { name: { type: string } } }
    Toy: { type: object, properties: { name: { type: string } } }
";

#[test]
fn only_what_is_wanted_and_what_it_reaches_is_generated() {
    for wish in ["pets", "/pets", "listPets"] {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let generated =
            generate(folder.path(), &[("api.yaml", PETS)], |options| options.only([wish]));
        assert_eq!(generated.report().operations().len(), 1, "{wish}");
        assert!(
            text(&generated, "src/models/tag.rs").is_some(),
            "{wish}: what the pet holds is reached"
        );
        assert!(text(&generated, "src/models/toy.rs").is_none(), "{wish}: nothing reaches the toy");
    }
}

#[test]
fn a_wish_that_fits_nothing_is_an_error() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let generated =
        generate(folder.path(), &[("api.yaml", PETS)], |options| options.only(["cats"]));
    assert!(generated.files().is_none());
    assert!(warnings(&generated).iter().any(|message| message.contains("`cats`")));
}

/// A rule for the rest of the document is no mistake where only a part of it is generated.
#[test]
fn rules_may_be_of_no_use_to_a_part() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let rules = "schema-names: [{ pattern: '^Pet$', replace: Animal }]\n";
    let files = [("api.yaml", PETS), ("rules.yaml", rules)];
    let toys = generate(folder.path(), &files, |options| {
        options.rules([folder.path().join("rules.yaml")]).only(["toys"])
    });
    assert_eq!(warnings(&toys), [""; 0]);
}
