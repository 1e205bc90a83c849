//! Parameters, and the fields of forms, which are parameters in the body.

use super::media::{self, essence};
use super::object::{bounds, default, notes};
use super::schema::{Lowered, View, view};
use super::{Hint, Lowering, Skip};
use crate::document::EXTENSION;
use crate::document::pointer::Node;
use crate::draft::{Param, Shape};
use crate::ir::{Bounds, Docs, Location, Style, Ty};
use openapiv3::{
    CookieStyle, HeaderStyle, Parameter, ParameterSchemaOrContent, PathStyle, QueryStyle,
};
use serde_json::{Map, Value, json};

/// Header parameters that OpenAPI says to ignore: other parts of a document speak of them.
const IGNORED_HEADERS: &[&str] = &["accept", "content-type", "authorization"];

/// A field of a form as its schema names it.
pub(super) struct FormField<'n, 'a> {
    pub wire: &'n str,
    pub schema: &'n Node<'a>,
    pub required: bool,
    pub encoding: Option<Node<'a>>,
    pub location: Location,
}

/// What a parameter says of itself, beside its schema.
struct Spelling {
    name: String,
    location: Location,
    style: Style,
    explode: bool,
    reserved: bool,
    required: bool,
}

impl<'a> Lowering<'a> {
    /// A parameter; `None` for one that is to be ignored. `Err` says why the operation cannot be generated.
    pub(super) fn parameter(
        &mut self,
        node: &Node<'a>,
        hint: &Hint,
    ) -> Result<Option<Param>, Skip> {
        let node = self.referred(node.clone(), "parameter")?;
        let Some(spelling) = self.spelling(&node)? else { return Ok(None) };
        let content = || node.get("content")?.members().into_iter().next()?.1.get("schema");
        let mut schema = node.get("schema").or_else(content);
        if schema.is_none() && node.has("type") {
            let message = "top-level `type` (Swagger 2.0) is used as the schema";
            self.warn(&node, message, "move `type` and its keywords into `schema`");
            schema = Some(node.clone());
        }
        let lowered = match &schema {
            Some(schema) => self.schema(schema, &hint.child(&spelling.name)),
            None => Lowered { ty: Ty::String, nullable: false },
        };
        let bounds = self.bounds_of(schema.as_ref());
        let mut docs = self.docs(&node);
        if let Some(schema) = &schema {
            (docs.notes, docs.default) = (self.notes_of(schema, &bounds), default(schema));
            if docs.description.is_empty() {
                docs.description = self.docs(schema).description;
            }
        }
        let Spelling { name: wire, location, style, explode, reserved, required } = spelling;
        let ty = self.parameter_type(lowered.ty, location);
        let name = name_of(&node, &wire);
        let media_type = String::new();
        Ok(Some(Param {
            name,
            wire,
            location,
            style,
            explode,
            reserved,
            media_type,
            ty,
            required,
            bounds,
            docs,
        }))
    }

    /// A field of a form, or a part of a body of several.
    pub(super) fn form_field(&mut self, field: FormField<'_, 'a>, hint: &Hint) -> Param {
        let FormField { wire, schema, required, encoding, location } = field;
        let says_explode = encoding.as_ref().and_then(|node| node.value.get("explode")?.as_bool());
        if let Some(headers) = encoding.as_ref().and_then(|node| node.get("headers")) {
            let message = "part headers are not supported and not sent";
            self.warn(&headers, message, "remove `headers`, or send the values in another part");
        }
        let has_style = encoding.as_ref().is_some_and(|encoding| {
            ["style", "explode", "allowReserved"].iter().any(|key| encoding.has(key))
        });
        let encoding =
            encoding.and_then(|node| self.typed::<openapiv3::Encoding>(&node, "an encoding"));
        let says = encoding.as_ref().and_then(|encoding| encoding.content_type.clone());
        let ty = match self.part(schema, says.as_deref()).filter(|_| location == Location::Part) {
            Some(part) => part,
            None => self.schema(schema, &hint.child(wire)).ty,
        };
        let is_json = match (&says, location) {
            (Some(media_type), _) => media::is_json(media_type),
            // What has a style is not JSON; an object without one is.
            (None, Location::Form) if !has_style => {
                self.rules.form.objects_as_json && self.is_structured(&ty)
            }
            // Objects in parts are JSON whatever the rules.
            (None, _) => false,
        };
        let given = encoding.as_ref().and_then(|encoding| encoding.style.as_ref()).map(query_style);
        let style = if is_json { Style::JsonText } else { given.unwrap_or(Style::Form) };
        // Read by hand: `openapiv3` takes an absent `explode` for false; in a form it is true.
        let explode = says_explode.unwrap_or(style == Style::Form);
        let bounds = if ty == Ty::File { Bounds::default() } else { self.bounds_of(Some(schema)) };
        let mut docs = self.docs(schema);
        (docs.notes, docs.default) = (self.notes_of(schema, &bounds), default(schema));
        if is_json && ty == Ty::Json {
            docs.notes.push(
                "Sent as JSON. A string is assumed to be serialized JSON and is sent unchanged."
                    .into(),
            );
        }
        let ty = self.parameter_type(ty, location);
        let (name, wire) = (name_of(schema, wire), wire.to_owned());
        let media_type = match location {
            // Of several media types, the first is sent unless the part has its own.
            Location::Part => says.and_then(|all| {
                let all = all.split(',').map(|one| media::header_safe(one.trim()));
                all.filter(|one| !one.is_empty()).find(|one| !one.contains('*'))
            }),
            _ => None,
        };
        let media_type = media_type.unwrap_or_default();
        Param {
            name,
            wire,
            location,
            style,
            explode,
            reserved: false,
            media_type,
            ty,
            required,
            bounds,
            docs,
        }
    }

    /// The fields of a form that nobody named, as one map of them.
    pub(super) fn other_fields(&mut self, rest: &Node<'a>, hint: &Hint) -> Param {
        let ty = match rest.value.is_object() {
            true => self.schema(rest, &hint.part("value")).element(),
            false => self.untyped(rest, "the fields may hold anything"),
        };
        let about = "Further fields, which the description does not name.".to_owned();
        Param {
            name: "additional fields".to_owned(),
            style: Style::Form,
            // Spread over pairs of its own, so that its name is nowhere.
            explode: true,
            location: Location::Form,
            docs: Docs { description: about, ..Docs::default() },
            ..Param::text("", Ty::Map(Box::new(ty)))
        }
    }

    /// The media type of a body that the document leaves open.
    pub(super) fn content_type(range: &str) -> Param {
        let range = crate::prose::code(range);
        let about = format!("The media type of the body, which may be any of {range}.");
        Param {
            name: "content type".to_owned(),
            location: Location::Header,
            docs: Docs { description: about, ..Docs::default() },
            ..Param::text("content-type", Ty::String)
        }
    }

    /// What a part takes that is a file, by its schema or by its media type, or that is text in a
    /// form of its own.
    fn part(&self, schema: &Node<'a>, media_type: Option<&str>) -> Option<Ty> {
        let file = self.file(schema);
        let Some(media_type) = media_type.filter(|_| file.is_none()) else {
            return file.or_else(|| self.bare_part(schema));
        };
        let schema = self.followed(schema);
        let by_media_type = |schema: &Node<'a>| match view(schema).0 {
            View::Scalar("string") | View::Any => {
                let is_file = media::is_binary(media_type) && !schema.has("contentEncoding");
                is_file.then_some(Ty::File)
            }
            // What is not JSON nobody can make of an object.
            View::Object | View::Map | View::AllOf(_) | View::OneOf(_) => {
                match essence(media_type).as_str() {
                    xml if xml.ends_with("xml") => Some(Ty::String),
                    parts if parts.starts_with("multipart/") => Some(Ty::File),
                    _ => None,
                }
            }
            _ => None,
        };
        match view(&schema).0 {
            View::List => by_media_type(&schema.get("items")?).map(|item| Ty::List(Box::new(item))),
            _ => by_media_type(&schema),
        }
    }

    /// What a part that is a file takes: one file, or a list of files. A file can be a branch of a
    /// composition, such as `anyOf` with null.
    pub(super) fn file(&self, schema: &Node<'a>) -> Option<Ty> {
        self.file_within(schema, 0)
    }

    fn file_within(&self, schema: &Node<'a>, depth: usize) -> Option<Ty> {
        /// Compositions inside compositions are looked into so deep.
        const DEEPEST: usize = 8;
        let schema = self.followed(schema);
        if is_file(&schema) {
            return Some(Ty::File);
        }
        if depth == DEEPEST {
            return None;
        }
        match view(&schema).0 {
            View::List => match self.file_within(&schema.get("items")?, depth + 1)? {
                Ty::File => Some(Ty::List(Box::new(Ty::File))),
                _ => None,
            },
            View::OneOf(all) | View::AllOf(all) => {
                let files = all.iter().filter_map(|branch| self.file_within(branch, depth + 1));
                // Where one file or several are possible, several are.
                files.max_by_key(|ty| *ty != Ty::File)
            }
            _ => None,
        }
    }

    /// The type of a part that has no type in the document: since 3.1, bytes.
    fn bare_part(&self, schema: &Node<'a>) -> Option<Ty> {
        let is_bare = |schema: &Node<'a>| {
            let schema = self.followed(schema);
            !self.is_3_0() && matches!(view(&schema).0, View::Any) && !schema.has("contentEncoding")
        };
        let schema = self.followed(schema);
        match view(&schema).0 {
            View::Any if is_bare(&schema) => Some(Ty::File),
            View::List if is_bare(&schema.get("items")?) => Some(Ty::List(Box::new(Ty::File))),
            _ => None,
        }
    }

    /// The bounds of a schema, those of what it is composed of included.
    fn bounds_of(&self, schema: Option<&Node<'a>>) -> Bounds {
        let schemas = schema.map(|schema| self.constraints(schema, 0)).unwrap_or_default();
        schemas.iter().map(bounds).fold(Bounds::default(), Bounds::and)
    }

    /// Sentences about the bounds and the pattern of a schema.
    fn notes_of(&self, schema: &Node<'a>, bounds: &Bounds) -> Vec<String> {
        const SAID: &[&str] = &["pattern", "multipleOf", "minItems", "maxItems", "not"];
        let schemas = self.constraints(schema, 0);
        let said = schemas.iter().find(|schema| SAID.iter().any(|key| schema.has(key)));
        notes(said.unwrap_or(schema), bounds)
    }

    /// The schemas that all constrain a value: the schema itself, what it refers to, the parts of
    /// `allOf`, and the only branch of `anyOf` and `oneOf` that is not null.
    fn constraints(&self, schema: &Node<'a>, depth: usize) -> Vec<Node<'a>> {
        /// Compositions inside compositions are looked into so deep.
        const DEEPEST: usize = 8;
        let found = self.followed(schema);
        let mut all = vec![found.clone()];
        if found.pointer != schema.pointer && !self.is_3_0() {
            all.push(schema.clone());
        }
        let inner = match view(&found).0 {
            _ if depth == DEEPEST => Vec::new(),
            View::AllOf(parts) => parts,
            View::OneOf(branches) if branches.len() == 1 => branches,
            View::Reference(target) => self.resolve(target).into_iter().collect(),
            _ => Vec::new(),
        };
        all.extend(inner.iter().flat_map(|inner| self.constraints(inner, depth + 1)));
        all
    }

    fn is_structured(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Json | Ty::Map(_) => true,
            Ty::Named(id) => {
                let known = self.types[id.0].shape.as_ref();
                !known.is_some_and(Shape::is_enum) && !self.is_enum(*id)
            }
            _ => false,
        }
    }

    /// Whether a type that may still wait for its turn will be an enum.
    fn is_enum(&self, id: crate::ir::TypeId) -> bool {
        let waiting = self.queue.iter().find(|(waiting, ..)| *waiting == id);
        waiting.is_some_and(|(_, node, _)| {
            matches!(view(node).0, View::Strings(_) | View::Integers(_) | View::Mixed(_))
        })
    }

    /// Rules on how date-times are written change what a parameter takes.
    fn parameter_type(&self, ty: Ty, location: Location) -> Ty {
        let everywhere =
            matches!(location, Location::Path | Location::Query | Location::Form | Location::Part);
        match (self.rules.date_time_parameters, ty) {
            (Some(_), Ty::DateTime) if everywhere => Ty::DateTimeOrDate,
            (Some(_), Ty::Lenient(inner)) if everywhere && *inner == Ty::DateTime => {
                Ty::DateTimeOrDate
            }
            (_, ty) => ty,
        }
    }

    /// Reads name, place and style through `openapiv3`, which knows the defaults of each place.
    fn spelling(&mut self, node: &Node<'a>) -> Result<Option<Spelling>, Skip> {
        let location = node.text("in").unwrap_or_default();
        if !matches!(location, "path" | "query" | "header" | "cookie") {
            let why = format!(
                "invalid `in: {location:?}`: expected `path`, `query`, `header` or `cookie`"
            );
            let node = node.get("in").unwrap_or_else(|| node.clone());
            let locations = ["path", "query", "header", "cookie", "querystring"];
            let help = match crate::similar::closest(location, locations) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "correct `in`".to_owned(),
            };
            return Err(Skip::new(&node, why, help));
        }
        let nameless = || Skip::new(node, "a parameter has no `name`", "add `name`");
        let name = node.text("name").ok_or_else(nameless)?;
        if location == "header" && IGNORED_HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
            return Ok(None);
        }
        if location == "header" && !super::path::is_token(name) {
            self.warn(
                node,
                "this is not a valid header name; the parameter is skipped",
                "correct it",
            );
            return Ok(None);
        }
        let mut plain = Map::new();
        for key in ["name", "in", "required", "style", "explode", "allowReserved"] {
            if let Some(value) = node.value.get(key) {
                plain.insert(key.to_owned(), value.clone());
            }
        }
        if location == "path" {
            plain.insert("required".to_owned(), true.into());
        }
        match node.get("content").and_then(|content| content.members().into_iter().next()) {
            Some((media_type, _)) => plain.insert("content".to_owned(), json!({ media_type: {} })),
            None => plain.insert("schema".to_owned(), json!({})),
        };
        let parsed = serde_json::from_value(Value::Object(plain.clone())).or_else(|error| {
            let message = format!(
                "invalid serialization options for this location; the defaults are used: {error}"
            );
            self.warn(node, message, "correct `style`, `explode` or `required`");
            ["style", "explode", "allowReserved", "required"]
                .iter()
                .for_each(|key| drop(plain.shift_remove(*key)));
            if location == "path" {
                plain.insert("required".to_owned(), true.into());
            }
            serde_json::from_value(Value::Object(plain))
        });
        parsed.map(|parsed| Some(spelling(parsed))).map_err(|error| {
            Skip::new(node, format!("a parameter cannot be read: {error}"), "correct it")
        })
    }
}

/// Whether a schema says that its values are bytes.
fn is_file(schema: &Node<'_>) -> bool {
    let raw = schema.has("contentMediaType") && !schema.has("contentEncoding");
    let (types, _) = super::schema::types(schema);
    matches!(types.as_slice(), [] | ["string" | "file"])
        && (schema.text("format") == Some("binary") || types == ["file"] || raw)
}

fn spelling(parameter: Parameter) -> Spelling {
    let (location, style, default_explode, reserved) = match &parameter {
        Parameter::Path { style, .. } => {
            let style = match style {
                PathStyle::Simple => Style::Simple,
                PathStyle::Label => Style::Label,
                PathStyle::Matrix => Style::Matrix,
            };
            (Location::Path, style, false, false)
        }
        Parameter::Query { style, allow_reserved, .. } => (
            Location::Query,
            query_style(style),
            matches!(style, QueryStyle::Form),
            *allow_reserved,
        ),
        Parameter::Header { style: HeaderStyle::Simple, .. } => {
            (Location::Header, Style::Simple, false, false)
        }
        Parameter::Cookie { style: CookieStyle::Form, .. } => {
            (Location::Cookie, Style::Form, true, false)
        }
    };
    let data = parameter.parameter_data();
    let style = match &data.format {
        ParameterSchemaOrContent::Content(content) => match content.keys().next() {
            Some(media_type) if media::is_json(media_type) => Style::Json,
            _ => style,
        },
        ParameterSchemaOrContent::Schema(_) => style,
    };
    Spelling {
        name: data.name.clone(),
        location,
        style,
        explode: data.explode.unwrap_or(default_explode),
        reserved,
        required: data.required,
    }
}

fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::Space,
        QueryStyle::PipeDelimited => Style::Pipe,
        QueryStyle::DeepObject => Style::Deep,
    }
}

/// The name that the extension gives, else the wire name.
fn name_of(node: &Node<'_>, wire: &str) -> String {
    let named = node.get(EXTENSION).and_then(|extension| extension.text("name").map(str::to_owned));
    named.unwrap_or_else(|| wire.to_owned())
}
