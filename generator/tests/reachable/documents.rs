//! Documents that have little in common: each needs few parts of the run-time support.
//!
//! An operation is `GET /pets` or, with a body, `POST /pets`.

/// A document: what differs from the smallest one.
#[derive(Default)]
pub struct Document {
    /// The name of the crate.
    pub name: &'static str,
    /// The parameters, in YAML.
    pub parameters: &'static str,
    /// The media type and the schema of the request body.
    pub body: Option<(&'static str, &'static str)>,
    /// The media type and the schema of the response; none for a response without content.
    pub response: Option<(&'static str, &'static str)>,
    /// The headers of the response.
    pub headers: &'static str,
    /// The security scheme.
    pub scheme: &'static str,
    /// The URL of the server has a variable.
    pub has_variable: bool,
    /// The path, if it is another one.
    pub path: &'static str,
    /// A rule on pagination.
    pub paging: &'static str,
    /// Further schemas.
    pub schemas: &'static str,
    /// The status of the response, if it is another one than 200.
    pub status: &'static str,
    /// There is no operation.
    pub is_empty: bool,
}

impl Document {
    /// The text of the document.
    pub fn text(&self) -> String {
        let mut text = "openapi: 3.0.3\ninfo: { title: Pets, version: '1' }\n".to_owned();
        text.push_str(match self.has_variable {
            true => "servers: [{ url: 'https://{region}.example.com', variables: { region: { default: eu } } }]\n",
            false => "servers: [{ url: 'https://pets.example.com' }]\n",
        });
        let Self { parameters, headers, scheme, schemas, paging, .. } = self;
        if !paging.is_empty() {
            text.push_str(&format!("x-specwright: {{ paging: [{{ {paging} }}] }}\n"));
        }
        if !scheme.is_empty() {
            text.push_str("security: [{ login: [] }]\n");
        }
        let content =
            |(media_type, schema)| format!("content: {{ {media_type}: {{ schema: {schema} }} }}");
        let body = self.body.map(|body| format!("requestBody: {{ {} }}, ", content(body)));
        let method = if body.is_some() { "post" } else { "get" };
        let response = self.response.map(content).unwrap_or_default();
        let path = if self.path.is_empty() { "/pets" } else { self.path };
        let status = if self.status.is_empty() { "200" } else { self.status };
        let operation = format!(
            "'{path}': {{ {method}: {{ operationId: pets, parameters: [{parameters}], {}responses: {{ '{status}': {{ description: ok, headers: {{ {headers} }}, {response} }} }} }} }}",
            body.unwrap_or_default()
        );
        let operation = if self.is_empty { "" } else { &operation };
        let schemes =
            if scheme.is_empty() { String::new() } else { format!("login: {{ {scheme} }}") };
        text + &format!(
            "paths: {{ {operation} }}\ncomponents: {{ securitySchemes: {{ {schemes} }}, schemas: {{ {schemas} }} }}\n"
        )
    }
}

const NAMES: &str = "{ type: array, items: { type: string } }";
const PET: &str = "{ type: object, required: [name], properties: { name: { type: string } } }";
const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";
const LIST: &str = "{ type: object, properties: { items: { type: array, items: { type: string } }, next: { type: string, format: uri } } }";

/// The documents.
pub fn all() -> Vec<Document> {
    let document = Document::default;
    vec![
        Document { name: "nothing", is_empty: true, ..document() },
        Document {
            name: "types",
            is_empty: true,
            schemas: "Pet: { type: object, properties: { born: { type: string, format: date } } }",
            ..document()
        },
        Document { name: "get-json", response: Some((JSON, NAMES)), ..document() },
        Document {
            name: "post-json",
            body: Some((JSON, PET)),
            response: Some((JSON, PET)),
            ..document()
        },
        Document {
            name: "text",
            body: Some(("text/plain", "{ type: string }")),
            response: Some(("text/plain", "{ type: string }")),
            ..document()
        },
        Document {
            name: "bytes",
            response: Some(("image/png", "{ type: string, format: binary }")),
            ..document()
        },
        Document {
            name: "path",
            path: "/pets/{id}",
            parameters: "{ name: id, in: path, required: true, schema: { type: string } }",
            ..document()
        },
        Document {
            name: "query",
            parameters: "{ name: q, in: query, schema: { type: string, maxLength: 3 } }",
            ..document()
        },
        Document {
            name: "header",
            parameters: "{ name: q, in: header, schema: { type: integer, minimum: 3 } }",
            ..document()
        },
        Document {
            name: "cookie",
            parameters: "{ name: q, in: cookie, schema: { type: array, items: { type: integer } } }",
            ..document()
        },
        Document {
            name: "matrix",
            path: "/pets/{id}",
            parameters: "{ name: id, in: path, style: matrix, required: true, schema: { type: string } }",
            ..document()
        },
        Document {
            name: "deep",
            parameters: "{ name: q, in: query, style: deepObject, schema: { type: object } }",
            ..document()
        },
        Document { name: "form", body: Some((FORM, PET)), ..document() },
        Document {
            name: "form-without-fields",
            body: Some((FORM, "{ type: object }")),
            ..document()
        },
        Document {
            name: "parts-without-fields",
            body: Some((MULTIPART, "{ type: object, additionalProperties: false }")),
            ..document()
        },
        Document { name: "part-values", body: Some((MULTIPART, PET)), ..document() },
        Document {
            name: "file",
            body: Some((
                MULTIPART,
                "{ type: object, properties: { photo: { type: string, format: binary } } }",
            )),
            ..document()
        },
        Document {
            name: "files",
            body: Some((
                MULTIPART,
                "{ type: object, properties: { name: { type: string }, photos: { type: array, maxItems: 3, items: { type: string, format: binary } } } }",
            )),
            ..document()
        },
        Document {
            name: "events",
            response: Some(("text/event-stream", "{ type: string }")),
            ..document()
        },
        Document { name: "json-events", response: Some(("text/event-stream", PET)), ..document() },
        Document { name: "lines", response: Some(("application/x-ndjson", PET)), ..document() },
        Document { name: "records", response: Some(("application/json-seq", PET)), ..document() },
        Document {
            name: "page-url",
            paging: "next-url: /next",
            response: Some((JSON, LIST)),
            ..document()
        },
        Document {
            name: "page-moved",
            paging: "next-url: /next",
            response: Some((JSON, LIST)),
            has_variable: true,
            ..document()
        },
        Document {
            name: "page-link",
            paging: "link: true",
            response: Some((JSON, NAMES)),
            headers: "Link: { schema: { type: string } }",
            ..document()
        },
        Document {
            name: "page-cursor",
            paging: "cursor: { parameter: cursor, member: /next_cursor }",
            parameters: "{ name: cursor, in: query, schema: { type: string } }",
            response: Some((
                JSON,
                "{ type: object, properties: { items: { type: array, items: { type: string } }, next_cursor: { type: string } } }",
            )),
            ..document()
        },
        Document {
            name: "page-number",
            paging: "page: { parameter: page, first: 0 }",
            parameters: "{ name: page, in: query, schema: { type: integer } }",
            response: Some((JSON, NAMES)),
            ..document()
        },
        Document {
            name: "page-offset",
            paging: "offset: { parameter: offset }, page-size: limit",
            parameters: "{ name: offset, in: query, schema: { type: integer } }, { name: limit, in: query, schema: { type: integer, maximum: 50 } }",
            response: Some((JSON, NAMES)),
            ..document()
        },
        Document { name: "server-variable", has_variable: true, ..document() },
        Document { name: "basic", scheme: "type: http, scheme: basic", ..document() },
        Document { name: "bearer", scheme: "type: oauth2, flows: {}", ..document() },
        Document {
            name: "key-in-header",
            scheme: "type: apiKey, in: header, name: X-Key",
            ..document()
        },
        Document {
            name: "key-in-query",
            scheme: "type: apiKey, in: query, name: key",
            ..document()
        },
        Document {
            name: "key-in-cookie",
            scheme: "type: apiKey, in: cookie, name: key",
            ..document()
        },
        Document {
            name: "response-header",
            headers: "X-Left: { schema: { type: integer } }",
            ..document()
        },
        Document {
            name: "enum-in-query",
            parameters: "{ name: kind, in: query, schema: { type: string, enum: [dog, cat] } }",
            ..document()
        },
        Document {
            name: "union",
            response: Some((JSON, "{ oneOf: [{ type: string }, { type: integer }] }")),
            ..document()
        },
        Document {
            name: "union-with-constants",
            response: Some((
                JSON,
                "{ oneOf: [{ title: A, type: object, properties: { m: { type: object, properties: { k: { type: string, enum: [a] } } } } }, { title: B, type: object, properties: { m: { type: object, properties: { k: { type: string, enum: [b] } } } } }] }",
            )),
            ..document()
        },
        Document {
            name: "union-by-tag",
            response: Some((JSON, "{ $ref: '#/components/schemas/Base' }")),
            schemas: "Base: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind } }, Sub: { allOf: [{ $ref: '#/components/schemas/Base' }], properties: { n: { type: integer } } }",
            ..document()
        },
        Document {
            name: "json-in-header",
            parameters: "{ name: X-Q, in: header, content: { application/json: { schema: { type: object, properties: { n: { type: integer } } } } } }",
            ..document()
        },
        Document {
            name: "json-in-cookie",
            parameters: "{ name: q, in: cookie, content: { application/json: { schema: { type: object, properties: { n: { type: integer } } } } } }",
            ..document()
        },
        Document {
            name: "mail-date-in-header",
            headers: "Date: { schema: { type: string, format: date-time } }",
            ..document()
        },
        Document { name: "redirect", status: "302", ..document() },
    ]
}
