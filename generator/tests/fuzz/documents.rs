//! Documents of any shape: all of OpenAPI's keywords, mostly where they belong.

use super::random::Random;
use super::words;
use serde_json::{Map, Value, json};

/// How a document is made.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// How many of a hundred values are something else than they should be.
    pub wrong: usize,
    /// How many of a hundred references name nothing, or anything.
    pub dangling: usize,
}

/// Everything is where it belongs; only names and texts are hostile.
pub const TAME: Manner = Manner { wrong: 0, dangling: 0 };

/// Things are anywhere.
pub const WILD: Manner = Manner { wrong: 3, dangling: 10 };

/// A document.
pub fn document(random: &mut Random, manner: Manner) -> Value {
    let schemas: Vec<String> = (0..1 + random.below(9)).map(|_| words::name(random)).collect();
    let mut maker = Maker { random, manner, schemas, depth: 0 };
    maker.document()
}

struct Maker<'r> {
    random: &'r mut Random,
    manner: Manner,
    schemas: Vec<String>,
    depth: usize,
}

const VERBS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

const MEDIA_TYPES: &[&str] = &[
    "application/json",
    "application/problem+json; charset=utf-8",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain",
    "application/xml",
    "application/octet-stream",
    "image/*",
    "*/*",
    "text/event-stream",
    "application/x-ndjson",
];

/// Names of components; so few that most references hit.
const NAMES: &[&str] = &["one", "two", "type", "a/b"];

const FORMATS: &[&str] = &[
    "int32",
    "int64",
    "uint32",
    "uint64",
    "float",
    "double",
    "date",
    "date-time",
    "date-time-rfc-2822",
    "time",
    "duration",
    "uuid",
    "uri",
    "email",
    "ipv4",
    "byte",
    "binary",
    "password",
    "decimal",
    "unknown",
];

impl Maker<'_> {
    fn document(&mut self) -> Value {
        let version = *self.random.pick(&["3.0.3", "3.0.0", "3.1.0", "3.1.1", "3.2.0"]);
        let mut members = vec![
            ("openapi", version.into()),
            ("info", self.info()),
            ("paths", self.paths()),
            ("components", self.components()),
        ];
        self.maybe(&mut members, "servers", |it| it.list(2, Self::server));
        self.maybe(&mut members, "security", |it| it.list(2, Self::requirement));
        self.maybe(&mut members, "tags", |it| it.list(3, Self::tag));
        if self.random.percent(20) {
            members.push(("webhooks", self.paths()));
        }
        self.object(members)
    }

    fn info(&mut self) -> Value {
        let title = self.name().into();
        let members = vec![
            ("title", title),
            ("version", "1".into()),
            ("description", self.prose()),
            ("license", json!({ "name": "MIT", "identifier": "MIT" })),
        ];
        self.object(members)
    }

    fn paths(&mut self) -> Value {
        let count = self.random.below(5);
        self.map(count, Self::path, Self::path_item)
    }

    fn path(&mut self) -> String {
        let part = |it: &mut Self| match it.random.below(3) {
            0 => format!("{{{}}}", it.name()),
            _ => it.name(),
        };
        let count = self.random.below(4);
        let parts: Vec<String> = (0..count).map(|_| part(self)).collect();
        format!("/{}", parts.join("/"))
    }

    fn path_item(&mut self) -> Value {
        let mut members = Vec::new();
        for verb in VERBS {
            if self.random.percent(25) {
                members.push((*verb, self.operation()));
            }
        }
        self.maybe(&mut members, "parameters", |it| it.list(2, Self::parameter));
        self.maybe(&mut members, "servers", |it| it.list(2, Self::server));
        if self.random.percent(10) {
            members.push(("$ref", self.reference("pathItems").into()));
        }
        self.object(members)
    }

    fn operation(&mut self) -> Value {
        let mut members = vec![("responses", self.responses())];
        self.maybe(&mut members, "operationId", |it| it.name().into());
        self.maybe(&mut members, "summary", Self::prose);
        self.maybe(&mut members, "description", Self::prose);
        self.maybe(&mut members, "tags", |it| it.list(2, |it| it.name().into()));
        self.maybe(&mut members, "parameters", |it| it.list(4, Self::parameter));
        self.maybe(&mut members, "requestBody", Self::request_body);
        self.maybe(&mut members, "security", |it| it.list(2, Self::requirement));
        self.maybe(&mut members, "deprecated", Self::flag);
        if self.random.percent(10) {
            members.push(("servers", self.list(2, Self::server)));
        }
        if self.random.percent(10) {
            members.push(("callbacks", self.map(1, Self::name, Self::paths)));
        }
        self.object(members)
    }

    fn parameter(&mut self) -> Value {
        if self.random.percent(15) {
            return json!({ "$ref": self.reference("parameters") });
        }
        let place = *self.random.pick(&["path", "query", "header", "cookie"]);
        let styles: &[&str] = match place {
            "path" => &["simple", "label", "matrix"],
            "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "header" => &["simple"],
            _ => &["form"],
        };
        let style = (*self.random.pick(styles)).into();
        let mut members = vec![("name", self.name().into()), ("in", place.into())];
        match self.random.percent(85) {
            true => members.push(("schema", self.schema())),
            false => members.push(("content", self.content(1))),
        }
        match place {
            "path" => members.push(("required", true.into())),
            _ => self.maybe(&mut members, "required", Self::flag),
        }
        self.maybe(&mut members, "style", |_| style);
        self.maybe(&mut members, "explode", Self::flag);
        self.maybe(&mut members, "allowReserved", Self::flag);
        self.maybe(&mut members, "description", Self::prose);
        self.object(members)
    }

    fn request_body(&mut self) -> Value {
        if self.random.percent(15) {
            return json!({ "$ref": self.reference("requestBodies") });
        }
        let mut members = vec![("content", self.content(2))];
        self.maybe(&mut members, "required", Self::flag);
        self.maybe(&mut members, "description", Self::prose);
        self.object(members)
    }

    fn content(&mut self, most: usize) -> Value {
        let count = self.random.below(most + 1);
        let media_type = |it: &mut Self| (*it.random.pick(MEDIA_TYPES)).to_owned();
        self.map(count, media_type, |it| {
            let mut members = Vec::new();
            it.maybe(&mut members, "schema", Self::schema);
            it.maybe(&mut members, "example", Self::anything);
            if it.random.percent(20) {
                members.push(("encoding", it.map(1, Self::name, Self::encoding)));
            }
            it.object(members)
        })
    }

    fn encoding(&mut self) -> Value {
        let media_type = *self.random.pick(MEDIA_TYPES);
        let mut members = vec![("contentType", media_type.into())];
        self.maybe(&mut members, "style", |_| "form".into());
        self.maybe(&mut members, "explode", Self::flag);
        self.object(members)
    }

    fn responses(&mut self) -> Value {
        let statuses = &["200", "201", "204", "2XX", "400", "404", "4XX", "500", "default"];
        let count = self.random.below(4);
        let status = |it: &mut Self| (*it.random.pick(statuses)).to_owned();
        self.map(count, status, Self::response)
    }

    fn response(&mut self) -> Value {
        if self.random.percent(15) {
            return json!({ "$ref": self.reference("responses") });
        }
        let mut members = vec![("description", self.prose())];
        self.maybe(&mut members, "content", |it| it.content(2));
        if self.random.percent(20) {
            let header = |it: &mut Self| json!({ "schema": it.schema() });
            members.push(("headers", self.map(1, Self::name, header)));
        }
        self.object(members)
    }

    fn server(&mut self) -> Value {
        let url =
            *self.random.pick(&["https://{a}.example.com", "/v1", "https://example.com/{b}/"]);
        let variable = |_: &mut Self| json!({ "default": "a", "enum": ["a", "b"] });
        let name = |it: &mut Self| (*it.random.pick(&["a", "b", "type"])).to_owned();
        let variables = self.map(2, name, variable);
        self.object(vec![("url", url.into()), ("variables", variables)])
    }

    fn requirement(&mut self) -> Value {
        let count = self.random.below(3);
        let name = |it: &mut Self| (*it.random.pick(words::PLAIN)).to_owned();
        self.map(count, name, |_| json!([]))
    }

    fn tag(&mut self) -> Value {
        let members = vec![("name", self.name().into()), ("description", self.prose())];
        self.object(members)
    }

    fn components(&mut self) -> Value {
        let mut schemas = Map::new();
        for name in self.schemas.clone() {
            let schema = self.schema();
            schemas.insert(name, schema);
        }
        let plain = |it: &mut Self| (*it.random.pick(NAMES)).to_owned();
        let scheme = |it: &mut Self| {
            it.random
                .pick(&[
                    json!({ "type": "http", "scheme": "basic" }),
                    json!({ "type": "http", "scheme": "bearer", "bearerFormat": "JWT" }),
                    json!({ "type": "apiKey", "in": "query", "name": "k" }),
                    json!({ "type": "apiKey", "in": "header", "name": "X-K" }),
                    json!({ "type": "openIdConnect", "openIdConnectUrl": "https://e.com" }),
                    json!({ "type": "oauth2", "flows": {} }),
                    json!({ "type": "mutualTLS" }),
                ])
                .clone()
        };
        let members = vec![
            ("schemas", Value::Object(schemas)),
            ("parameters", self.map(4, plain, Self::parameter)),
            ("responses", self.map(3, plain, Self::response)),
            ("requestBodies", self.map(3, plain, Self::request_body)),
            ("pathItems", self.map(1, plain, Self::path_item)),
            ("securitySchemes", self.map(2, plain, scheme)),
        ];
        self.object(members)
    }

    fn schema(&mut self) -> Value {
        self.depth += 1;
        let schema = match self.depth > 5 || self.random.percent(15) {
            true => json!({ "$ref": self.schema_reference() }),
            false => self.any_schema(),
        };
        self.depth -= 1;
        schema
    }

    fn any_schema(&mut self) -> Value {
        let mut members = Vec::new();
        match self.random.below(16) {
            0..5 => self.object_schema(&mut members),
            5 => {
                members.push(("type", "array".into()));
                members.push(("items", self.schema()));
                self.maybe(&mut members, "minItems", Self::count);
                self.maybe(&mut members, "uniqueItems", Self::flag);
            }
            6 => {
                members.push(("type", "array".into()));
                members.push(("prefixItems", self.list(3, Self::schema)));
                members.push(("items", false.into()));
                members.push(("minItems", self.count()));
            }
            7 => {
                self.maybe(&mut members, "type", |_| "string".into());
                members.push(("enum", self.list(5, |it| it.name().into())));
            }
            8 => members.push(("enum", self.list(4, Self::scalar))),
            9 => members.push(("const", self.scalar())),
            10 => members.push(("allOf", self.list(3, Self::schema))),
            11 => self.union(&mut members),
            12 => {
                let types = self.list(3, |it| {
                    (*it.random.pick(&["string", "integer", "null", "object", "array"])).into()
                });
                members.push(("type", types));
            }
            13 if self.random.percent(30) => return self.flag(),
            _ => self.scalar_schema(&mut members),
        }
        self.maybe(&mut members, "nullable", Self::flag);
        if self.random.percent(20) {
            self.rare(&mut members);
        }
        self.object(members)
    }

    fn object_schema(&mut self, members: &mut Vec<(&'static str, Value)>) {
        self.maybe(members, "type", |_| "object".into());
        let count = self.random.below(5);
        let properties = self.map(count, Self::name, Self::schema);
        let names: Vec<Value> = match properties.as_object() {
            Some(properties) => properties.keys().map(|key| key.as_str().into()).collect(),
            None => Vec::new(),
        };
        let required: Vec<Value> = names.into_iter().filter(|_| self.random.percent(40)).collect();
        members.push(("properties", properties));
        self.maybe(members, "required", |_| required.into());
        if self.random.percent(25) {
            let values = self.schema();
            members.push(("additionalProperties", values));
        }
        if self.random.percent(10) {
            members.push(("discriminator", json!({ "propertyName": "kind" })));
        }
    }

    fn union(&mut self, members: &mut Vec<(&'static str, Value)>) {
        let key = *self.random.pick(&["oneOf", "anyOf"]);
        members.push((key, self.list(4, Self::schema)));
        if self.random.percent(30) {
            let mapping = self.map(2, Self::name, |it| it.schema_reference().into());
            members.push(("discriminator", json!({ "propertyName": "kind", "mapping": mapping })));
        }
    }

    fn scalar_schema(&mut self, members: &mut Vec<(&'static str, Value)>) {
        let name = *self.random.pick(&["string", "integer", "number", "boolean", "string"]);
        members.push(("type", name.into()));
        self.maybe(members, "format", |it| (*it.random.pick(FORMATS)).into());
        if self.random.percent(20) {
            members.push(("minimum", self.count()));
            members.push(("maximum", 99.into()));
            members.push(("maxLength", self.count()));
            members.push(("pattern", self.name().into()));
        }
    }

    /// What schemas hold that says little of their type.
    fn rare(&mut self, members: &mut Vec<(&'static str, Value)>) {
        for _ in 0..2 {
            members.push(match self.random.below(18) {
                0 => ("title", self.name().into()),
                1 => ("description", self.prose()),
                2 => ("default", self.anything()),
                3 => ("examples", self.list(2, Self::anything)),
                4 => ("readOnly", true.into()),
                5 => ("writeOnly", true.into()),
                6 => ("not", self.schema()),
                7 => ("if", self.schema()),
                8 => ("then", self.schema()),
                9 => ("patternProperties", self.map(1, Self::name, Self::schema)),
                10 => ("propertyNames", self.schema()),
                11 => ("dependentSchemas", self.map(1, Self::name, Self::schema)),
                12 => ("unevaluatedProperties", self.schema()),
                13 => ("$defs", self.map(1, Self::name, Self::schema)),
                14 => ("$anchor", self.name().into()),
                15 => ("exclusiveMinimum", self.count()),
                16 => ("contains", self.schema()),
                _ => ("deprecated", true.into()),
            });
        }
    }

    fn schema_reference(&mut self) -> String {
        if self.random.percent(self.manner.dangling) {
            return self.reference("schemas");
        }
        let name = self.random.pick(&self.schemas).clone();
        format!("#/components/schemas/{}", token(&name))
    }

    fn reference(&mut self, kind: &str) -> String {
        const ANYWHERE: &[&str] = &[
            "#",
            "",
            "#/",
            "#/paths",
            "#/info/title",
            "#/components/schemas",
            "#/components/schemas/Nobody",
            "#anchor",
            "other.yaml",
            "../../etc/passwd",
            "https://example.com/x.yaml#/a",
            "#/%ZZ",
            "#/paths/~1/get",
        ];
        if self.random.percent(self.manner.dangling) {
            return (*self.random.pick(ANYWHERE)).to_owned();
        }
        let name = *self.random.pick(NAMES);
        format!("#/components/{kind}/{}", token(name))
    }

    fn name(&mut self) -> String {
        words::name(self.random)
    }

    fn prose(&mut self) -> Value {
        words::prose(self.random).into()
    }

    fn flag(&mut self) -> Value {
        self.random.percent(50).into()
    }

    fn count(&mut self) -> Value {
        self.random.below(5).into()
    }

    fn scalar(&mut self) -> Value {
        match self.random.below(6) {
            0 => Value::Null,
            1 => self.flag(),
            2 => (self.random.next() as i64).into(),
            3 => json!(0.5),
            _ => self.name().into(),
        }
    }

    fn anything(&mut self) -> Value {
        match self.random.below(4) {
            0 => self.list(2, Self::scalar),
            1 => self.map(2, Self::name, Self::scalar),
            _ => self.scalar(),
        }
    }

    /// Half of the time.
    fn maybe(
        &mut self,
        members: &mut Vec<(&'static str, Value)>,
        key: &'static str,
        value: impl FnOnce(&mut Self) -> Value,
    ) {
        if self.random.percent(50) {
            members.push((key, value(self)));
        }
    }

    fn list(&mut self, most: usize, mut item: impl FnMut(&mut Self) -> Value) -> Value {
        let count = self.random.below(most + 1);
        let items = (0..count).map(|_| item(self)).collect();
        self.or_wrong(items)
    }

    fn map(
        &mut self,
        count: usize,
        mut key: impl FnMut(&mut Self) -> String,
        mut value: impl FnMut(&mut Self) -> Value,
    ) -> Value {
        let mut members = Map::new();
        for _ in 0..count {
            let key = key(self);
            let value = value(self);
            members.insert(key, value);
        }
        self.or_wrong(Value::Object(members))
    }

    fn object(&mut self, members: Vec<(&'static str, Value)>) -> Value {
        let members =
            members.into_iter().map(|(key, value)| (key.to_owned(), self.or_wrong(value)));
        Value::Object(members.collect())
    }

    /// The value, or now and then something that does not belong here.
    fn or_wrong(&mut self, value: Value) -> Value {
        if !self.random.percent(self.manner.wrong) {
            return value;
        }
        match self.random.below(6) {
            0 => json!({ "a": value }),
            1 => json!([value]),
            2 => self.schema(),
            3 => json!({ "$ref": self.reference("schemas") }),
            _ => self.scalar(),
        }
    }
}

/// A name as it stands in a reference.
fn token(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1").replace('%', "%25")
}
