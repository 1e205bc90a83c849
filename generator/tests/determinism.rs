//! The same document gives the same bytes, in whatever order its maps come.

use serde_json::{Map, Value};
use specwright::File;
use specwright::Options;
use std::path::{Path, PathBuf};

/// Everything whose order might leak: names that collide, types that hold each other, mappings.
const SHOP: &str = r"
openapi: 3.0.3
info: { title: Shop, version: '1' }
servers:
  - { url: 'https://{b}.{a}.example.com', variables: { b: { default: x }, a: { default: y } } }
security: [{ token: [], key: [] }, { login: [] }]
tags: [{ name: pets, description: Pets. }]
x-specwright:
  paging: [{ next-url: /next, optional: true }]
  formats: { method: { name: Method } }
paths:
  /pets:
    post:
      operationId: add
      tags: [pets]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Dog' } } } }
      responses:
        default: { description: A problem., content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
        '202': { description: Later., content: { application/json: { schema: { type: object, title: Receipt, properties: { a: { type: string } } } } } }
        '201': { description: Added., content: { application/json: { schema: { $ref: '#/components/schemas/animal' } } } }
        '404': { $ref: '#/components/responses/Missing' }
    get:
      operationId: list
      tags: [pets]
      parameters:
        - { $ref: '#/components/parameters/Kind' }
        - { name: sort, in: query, schema: { type: string, enum: [up, down] } }
      responses:
        '200': { description: Pets., content: { application/json: { schema: { type: object, properties: { next: { type: string }, items: { type: array, items: { $ref: '#/components/schemas/Animal' } } } } } } }
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { operationId: list, tags: [Pets], responses: { '200': { description: A pet., content: { application/json: { schema: { $ref: '#/components/schemas/Animal' } } } } } }
  /a/shops: { get: { responses: { '204': { description: Seen. } } } }
  /z/bad: { get: { parameters: [{ name: q, in: nowhere }], responses: { '204': { description: Seen. } } } }
components:
  parameters:
    Kind: { name: kind, in: query, schema: { type: string, enum: [cat, dog] } }
  responses:
    Missing: { description: It is missing. }
  securitySchemes:
    token: { type: http, scheme: bearer }
    login: { type: http, scheme: basic }
    key: { type: apiKey, in: header, name: X-Key }
  schemas:
    Animal:
      oneOf: [{ $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Cat' }]
      discriminator:
        propertyName: kind
        mapping: { puppy: '#/components/schemas/Dog', dog: '#/components/schemas/Dog', cat: '#/components/schemas/Cat' }
    animal: { type: object, properties: { a: { type: string } } }
    Dog: { type: object, required: [kind], properties: { kind: { type: string }, owner: { $ref: '#/components/schemas/Owner' }, call: { type: string, format: method, enum: [GET, POST] } } }
    Cat: { type: object, required: [kind], properties: { kind: { type: string }, hunts: { $ref: '#/components/schemas/Dog' }, call: { type: string, format: method, enum: [PUT, GET] } } }
    Owner: { type: object, properties: { dogs: { type: array, items: { $ref: '#/components/schemas/Dog' } }, best: { $ref: '#/components/schemas/Dog' }, home: { type: object, properties: { street: { type: string } } } } }
    OwnerHome: { type: string, enum: [flat, house] }
    Alias: { $ref: '#/components/schemas/Owner' }
    Problem: { type: object, properties: { title: { type: string } } }
    Loop: { $ref: '#/components/schemas/Pool' }
    Pool: { $ref: '#/components/schemas/Loop' }
    First: { properties: { second: { $ref: '#/components/schemas/Second' } } }
    Second: { required: [first], properties: { first: { $ref: '#/components/schemas/First' }, third: { $ref: '#/components/schemas/Third' } } }
    Third: { required: [first], properties: { first: { $ref: '#/components/schemas/First' } } }
";

#[test]
fn twice_is_the_same() -> Result<(), Box<dyn std::error::Error>> {
    for (text, overlays) in documents()? {
        let (first, second) = (generate(&text, &overlays)?, generate(&text, &overlays)?);
        assert!(first == second, "a second run gives something else: {}", differ(&first, &second));
    }
    Ok(())
}

#[test]
fn the_order_of_maps_means_nothing() -> Result<(), Box<dyn std::error::Error>> {
    for (text, overlays) in documents()? {
        let plain: Value = serde_yaml::from_str(&text)?;
        let first = generate(&plain.to_string(), &overlays)?;
        for order in [Order::Reversed, Order::Sorted, Order::SortedBackwards] {
            let mut shuffled = plain.clone();
            shuffle(&mut shuffled, order);
            let second = generate(&shuffled.to_string(), &overlays)?;
            assert!(first == second, "{order:?} differs: {}", differ(&first, &second));
        }
    }
    Ok(())
}

#[test]
fn json_and_yaml_give_the_same() -> Result<(), Box<dyn std::error::Error>> {
    for (text, overlays) in documents()? {
        let value: Value = serde_yaml::from_str(&text)?;
        let yaml = generate(&text, &overlays)?;
        assert!(yaml == generate(&value.to_string(), &overlays)?, "JSON on one line");
        assert!(yaml == generate(&format!("{value:#}"), &overlays)?, "JSON on many lines");
    }
    Ok(())
}

/// Documents and their overlays.
fn documents() -> std::io::Result<Vec<(String, Vec<PathBuf>)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let rooms = std::fs::read_to_string(folder.join("video_v1.yaml"))?;
    Ok(vec![(SHOP.to_owned(), Vec::new()), (rooms, vec![folder.join("twilio.overlay.yaml")])])
}

/// The files, and what was said; not where it was said, which is another line each time.
fn generate(text: &str, overlays: &[PathBuf]) -> Result<Vec<File>, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let spec = folder.path().join("spec");
    std::fs::write(&spec, text)?;
    let options = Options::new(spec).overlays(overlays);
    let generated = specwright::generate(&options);
    let mut files = generated.files().ok_or("nothing was generated")?.to_vec();
    let mut said: Vec<String> =
        generated.diagnostics().iter().map(|said| said.message().to_owned()).collect();
    said.sort();
    files.push(File::new("(what was said)", said.join("\n")));
    files.push(File::new("(the report)", generated.report().to_json()));
    Ok(files)
}

/// The first lines that differ.
fn differ(first: &[File], second: &[File]) -> String {
    let paths =
        |files: &[File]| -> Vec<String> { files.iter().map(|file| file.path.clone()).collect() };
    if paths(first) != paths(second) {
        return format!("{:?}\nand\n{:?}", paths(first), paths(second));
    }
    let differing = first.iter().zip(second).filter(|(first, second)| first != second);
    let lines = differing.map(|(first, second)| {
        let mut lines = first.text.lines().zip(second.text.lines());
        let (a, b) = lines.find(|(a, b)| a != b).unwrap_or(("(the end)", "(the end)"));
        format!("\n{}:\n- {a}\n+ {b}", first.path)
    });
    lines.collect()
}

#[derive(Clone, Copy, Debug)]
enum Order {
    Reversed,
    Sorted,
    SortedBackwards,
}

/// Gives maps another order, where their order carries no meaning: paths and their verbs, the
/// kinds of components and what is in them, answers, mappings, and the members of most objects.
fn shuffle(root: &mut Value, order: Order) {
    walk(root, order, true);
}

fn walk(value: &mut Value, order: Order, free: bool) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, order, true)),
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                // The order of fields is that of the document; a first media type counts.
                let means_something =
                    matches!(key.as_str(), "properties" | "content" | "variables" | "encoding");
                walk(member, order, !(free && means_something));
            }
            if free {
                *members = reordered(std::mem::take(members), order);
            }
        }
        _ => {}
    }
}

fn reordered(members: Map<String, Value>, order: Order) -> Map<String, Value> {
    let mut members: Vec<(String, Value)> = members.into_iter().collect();
    match order {
        Order::Reversed => members.reverse(),
        Order::Sorted => members.sort_by(|(a, _), (b, _)| a.cmp(b)),
        Order::SortedBackwards => members.sort_by(|(a, _), (b, _)| b.cmp(a)),
    }
    members.into_iter().collect()
}
