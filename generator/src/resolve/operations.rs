//! Operations: names that are unique in the crate, arguments, setters and return types.

use super::surface::passing;
use super::types::Definition;
use crate::draft::{self, BodyKind, DraftOperation, MethodVariant};
use crate::ir::{
    Argument, Arguments, Body, BodyContent, BodyValue, BodyVariant, Bounds, Client, Codec, Content,
    Docs, DocumentedResponse, ErrorCase, Errors, HeaderField, HeaderFormat, Headers, Input,
    Location, Operation, Paging, Param, ParamConversion, ParamStyle, Passing, Payload, Response,
    ResponseCase, Stream, Style, Ty,
};
use crate::names::{Kind, Scope, reserved};
use crate::prose;

/// An operation with more required values takes them as a struct, by name.
const MAX_ARGUMENTS: usize = 4;

/// The names of an operation's method, its builder, and the types next to the builder.
#[derive(Clone, Debug, Default)]
pub(super) struct OperationNames {
    pub method: String,
    pub builder: String,
    /// The struct of required values.
    arguments: Option<String>,
    /// The enum of bodies.
    body: Option<String>,
    /// The enum of responses.
    response: Option<String>,
    /// The enum of errors.
    errors: Option<String>,
    /// The struct of headers.
    headers: Option<String>,
}

impl OperationNames {
    /// All names of types.
    pub(super) fn types(&self) -> impl Iterator<Item = &String> {
        let Self { builder, arguments, body, response, errors, headers, .. } = self;
        [arguments, body, response, errors, headers].into_iter().flatten().chain([builder])
    }
}

/// Names all methods and builders first, then the types next to the builders. Only a type that is
/// generated claims a name.
pub(super) fn names(operations: &[DraftOperation]) -> Vec<OperationNames> {
    let mut methods = Scope::avoiding(reserved::IN_CLIENT, "_");
    let mut types = Scope::avoiding(&reserved::IN_OPERATIONS, "Call");
    let named = |DraftOperation { operation, .. }: &DraftOperation| OperationNames {
        method: methods.name(&operation.wanted, Kind::Value),
        builder: types.name(&operation.wanted, Kind::Type),
        ..OperationNames::default()
    };
    let mut all: Vec<OperationNames> = operations.iter().map(named).collect();
    let mut first = OperationNames::default();
    for (names, DraftOperation { operation, .. }) in all.iter_mut().zip(operations) {
        let builder = names.builder.clone();
        let mut claim = |suffix: &str, is_generated: bool| {
            is_generated.then(|| types.claim(format!("{builder}{suffix}"), Kind::Type))
        };
        names.arguments = claim("Args", required(operation).len() > MAX_ARGUMENTS);
        names.body = claim("Body", is_choice(operation));
        // Further methods of an operation share the types of its responses.
        if operation.variant == MethodVariant::First {
            let is_enum = matches!(operation.response, draft::Response::Several(_));
            first.response = claim("Response", is_enum);
            first.errors = claim("Error", error_cases(operation).is_some_and(differ));
            first.headers = claim("Headers", !operation.headers.is_empty());
        }
        let OperationNames { response, errors, headers, .. } = first.clone();
        (names.response, names.errors, names.headers) = (response, errors, headers);
    }
    all
}

/// The required values: parameters in the order of the path, then the others, then the body.
fn required(operation: &draft::Operation) -> Vec<Input> {
    let params = operation.params.iter().enumerate();
    let params = params.filter(|(_, param)| param.required).map(|(at, _)| Input::Param(at));
    let body = operation.body.iter().filter(|body| body.required).map(|_| Input::Body);
    params.chain(body).collect()
}

fn is_choice(operation: &draft::Operation) -> bool {
    operation.body.as_ref().is_some_and(|body| matches!(body.kind, BodyKind::Several { .. }))
}

/// Error bodies that are JSON; `None` without any.
fn error_cases(operation: &draft::Operation) -> Option<Vec<ErrorCase>> {
    let case = |case: &draft::StatusCase| match &case.response {
        draft::Response::Json(ty) => {
            Some(ErrorCase { name: case.name.clone(), status: case.status, ty: ty.clone() })
        }
        _ => None,
    };
    let cases: Vec<ErrorCase> = operation.errors.iter().filter_map(case).collect();
    (!cases.is_empty()).then_some(cases)
}

fn differ(cases: Vec<ErrorCase>) -> bool {
    cases.windows(2).any(|pair| pair[0].ty != pair[1].ty)
}

/// Completes all operations.
pub(super) fn surface(
    operations: Vec<draft::Operation>,
    names: Vec<OperationNames>,
    paging: Vec<Option<Paging>>,
    client: &Client,
    types: &[Definition],
) -> Vec<Operation> {
    let notes = notes(&operations, &names);
    let surface = Surface { client, types };
    let operations = operations.into_iter().zip(names).zip(paging).zip(notes);
    operations
        .map(|(((mut operation, names), paging), notes)| {
            operation.docs.notes.splice(0..0, notes);
            surface.operation(operation, names, paging)
        })
        .collect()
}

/// What the docs of each method say about the other methods of its operation.
fn notes(operations: &[draft::Operation], names: &[OperationNames]) -> Vec<Vec<String>> {
    let link = |at: usize| format!("[`{0}`](Client::{0})", names[at].method);
    let mut notes: Vec<Vec<String>> = vec![Vec::new(); operations.len()];
    let is_first = |operation: &draft::Operation| operation.variant == MethodVariant::First;
    let mut start = 0;
    while start < operations.len() {
        let further = operations[start + 1..].iter().take_while(|further| !is_first(further));
        let methods = start..start + 1 + further.count();
        let sends_body =
            |at: &usize| !matches!(operations[*at].variant, MethodVariant::Response(_));
        let bodies: Vec<usize> = methods.clone().filter(sends_body).collect();
        for at in methods.clone() {
            if let MethodVariant::Response(media_types) = &operations[at].variant {
                let accept = media_types.iter().map(|name| prose::code(name)).collect::<Vec<_>>();
                notes[at].push(format!(
                    "Accepts {}; {} accepts {}.",
                    accept.join(" or "),
                    link(start),
                    prose::code(&operations[start].accept),
                ));
                let asked = prose::code(&operations[at].accept);
                notes[start].push(format!("{} accepts {asked}.", link(at)));
            } else if bodies.len() > 1 {
                let others = bodies.iter().filter(|other| **other != at);
                let others: Vec<String> = others
                    .map(|other| format!("{} sends {}", link(*other), sent(&operations[*other])))
                    .collect();
                let sends = sent(&operations[at]);
                notes[at].insert(0, format!("Sends {sends}; {}.", others.join(", ")));
            }
        }
        start = methods.end;
    }
    notes
}

/// The media types of a request, for the docs.
fn sent(operation: &draft::Operation) -> String {
    match operation.body.as_ref().map(|body| &body.kind) {
        Some(BodyKind::Several { choices, .. }) => {
            let media_types = choices.iter().map(|choice| prose::code(&choice.media_type));
            media_types.collect::<Vec<_>>().join(" or ")
        }
        _ => prose::code(&operation.content_type),
    }
}

struct Surface<'a> {
    client: &'a Client,
    types: &'a [Definition],
}

impl Surface<'_> {
    fn operation(
        &self,
        draft: draft::Operation,
        names: OperationNames,
        paging: Option<Paging>,
    ) -> Operation {
        let inputs = self.arguments(&draft);
        let is_required = |argument: &Argument| match argument.input {
            Input::Param(at) => draft.params[at].required,
            Input::Body => draft.body.as_ref().is_some_and(|body| body.required),
        };
        let (required, setters): (Vec<Argument>, Vec<Argument>) =
            inputs.into_iter().partition(is_required);
        let arguments = match names.arguments {
            Some(name) => Arguments::Struct { name, fields: required },
            None => Arguments::Positional(required),
        };
        let errors = errors(&draft, names.errors);
        let headers = names.headers.map(|name| self.headers(name, draft.headers));
        let responses = draft.responses.into_iter();
        Operation {
            method: names.method,
            arguments,
            builder: names.builder,
            setters,
            is_additional: draft.variant != MethodVariant::First,
            params: draft.params.into_iter().map(|param| self.param(param)).collect(),
            body: body(draft.body, draft.content_type, names.body),
            accept: Some(accept(draft.accept)).filter(|accept| !accept.is_empty()),
            response: response(draft.response, names.response),
            stream: draft.stream.map(|stream| Stream { accept: accept(stream.accept), ..stream }),
            errors,
            headers,
            paging,
            redirects: draft.redirects,
            security: draft.security,
            servers: draft.servers.filter(|servers| *servers != self.client.servers),
            responses: responses
                .map(|(status, description)| DocumentedResponse { status, description })
                .collect(),
            id: draft.id,
            http_method: draft.http_method,
            path: draft.path,
            template: draft.template,
            origin: draft.origin,
            docs: draft.docs,
        }
    }

    /// All parameters and the body, with names that are unique in the builder.
    fn arguments(&self, draft: &draft::Operation) -> Vec<Argument> {
        let mut scope = Scope::avoiding(&reserved::IN_BUILDERS, "_");
        let body = draft.body.as_ref().map(|body| Argument {
            name: scope.name(&body.name, Kind::Value),
            input: Input::Body,
            passing: match &body.kind {
                BodyKind::Json(ty) => passing(ty),
                // `Bytes` is taken as it is.
                BodyKind::Text | BodyKind::Bytes | BodyKind::Several { .. } => Passing::Into,
            },
        });
        let params = draft.params.iter().enumerate().map(|(at, param)| Argument {
            name: scope.name(&param.name, Kind::Value),
            input: Input::Param(at),
            passing: if param.ty.is_integer() { Passing::TryInto } else { passing(&param.ty) },
        });
        params.collect::<Vec<_>>().into_iter().chain(body).collect()
    }

    fn param(&self, draft: draft::Param) -> Param {
        let usual = match draft.location {
            Location::Path | Location::Header => {
                ParamStyle { style: Style::Simple, explode: false }
            }
            Location::Query | Location::Cookie | Location::Form | Location::Part => {
                ParamStyle { style: Style::Form, explode: true }
            }
        };
        let style = ParamStyle { style: draft.style, explode: draft.explode };
        let conversion = self.conversion(&draft.ty);
        // Files are sent as they are.
        let is_file = matches!(conversion, ParamConversion::File | ParamConversion::Files);
        Param {
            wire: draft.wire,
            location: draft.location,
            style: Some(style).filter(|style| *style != usual && !is_file),
            reserved: draft.reserved,
            media_type: Some(draft.media_type).filter(|media_type| !media_type.is_empty()),
            conversion,
            ty: draft.ty,
            bounds: if is_file { Bounds::default() } else { draft.bounds },
            docs: draft.docs.without_repeated_notes(),
        }
    }

    fn conversion(&self, ty: &Ty) -> ParamConversion {
        match ty {
            Ty::File => ParamConversion::File,
            Ty::List(inner) if **inner == Ty::File => ParamConversion::Files,
            Ty::List(inner) if self.is_value(inner) => ParamConversion::Values,
            Ty::List(_) => ParamConversion::SerializeAll,
            ty if ty.is_integer() => ParamConversion::Integer,
            ty if self.is_value(ty) => ParamConversion::Value,
            _ => ParamConversion::Serialize,
        }
    }

    /// Whether a type converts into JSON by `Into`. Most enums do not: the compiler compares all
    /// conversions into one type with each other, which is slow for many.
    fn is_value(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Bool | Ty::Number(_) | Ty::String | Ty::DateTimeOrDate | Ty::Json => true,
            Ty::Named(id) => matches!(self.types[id.0].shape, draft::Shape::Mixed(_)),
            _ => false,
        }
    }

    fn headers(&self, name: String, headers: Vec<draft::Header>) -> Headers {
        let field = |header: draft::Header| HeaderField {
            format: match header.is_json {
                true => HeaderFormat::Json,
                false => self.header_format(&header.ty),
            },
            name: header.name,
            wire: header.wire.to_ascii_lowercase(),
            ty: header.ty,
            docs: with_fallback(header.docs, || {
                format!("The header {}.", prose::code(&header.wire))
            }),
        };
        Headers { name, fields: headers.into_iter().map(field).collect() }
    }

    fn header_format(&self, ty: &Ty) -> HeaderFormat {
        match ty {
            Ty::Bool => HeaderFormat::Bool,
            Ty::Number(_) => HeaderFormat::Number,
            Ty::DateTime => HeaderFormat::DateTime,
            Ty::List(inner) => HeaderFormat::List(Box::new(self.header_format(inner))),
            Ty::Nullable(inner) | Ty::Boxed(inner) => self.header_format(inner),
            Ty::Named(id) => match self.types[id.0].shape {
                draft::Shape::Integers(_) => HeaderFormat::Number,
                draft::Shape::Mixed(_) => HeaderFormat::Scalar,
                _ => HeaderFormat::Text,
            },
            _ => HeaderFormat::Text,
        }
    }
}

/// The header `Accept`. Some servers answer 406 if it does not name a media type that they know,
/// before they run the operation. They know JSON; for other types, any response is better.
fn accept(media_types: String) -> String {
    let is_known = media_types.is_empty() || media_types.contains("json");
    match is_known || media_types.contains("*/*") {
        true => media_types,
        false => format!("{media_types}, */*;q=0.1"),
    }
}

/// The docs of an item that the document does not describe.
fn with_fallback(mut docs: Docs, fallback: impl FnOnce() -> String) -> Docs {
    if docs.summary.trim().is_empty() && docs.description.trim().is_empty() {
        docs.summary = fallback();
    }
    docs
}

fn body(draft: Option<draft::Body>, media_type: String, enum_name: Option<String>) -> Option<Body> {
    let Some(draft) = draft else {
        let codec = match media_type.starts_with("multipart/") {
            true => Codec::Multipart,
            false => Codec::Form,
        };
        return (!media_type.is_empty()).then_some(Body::Fields { codec, media_type });
    };
    let content = match (draft.kind, enum_name) {
        (BodyKind::Several { choices, .. }, Some(name)) => {
            BodyContent::Choice { name, variants: variants(choices) }
        }
        (kind, _) => BodyContent::One(content(kind, media_type)),
    };
    Some(Body::Value(BodyValue { docs: draft.docs, content }))
}

fn content(kind: BodyKind, media_type: String) -> Content {
    let (codec, ty) = match kind {
        BodyKind::Json(ty) => (Codec::Json, ty),
        BodyKind::Text => (Codec::Text, Ty::String),
        BodyKind::Bytes | BodyKind::Several { .. } => (Codec::Bytes, Ty::Bytes),
    };
    Content { media_type, codec, ty }
}

/// The variants of an enum of bodies. A type converts into the enum if it is the type of one
/// variant only, or if it is the first variant with the plain media type of strings
/// or bytes.
fn variants(choices: Vec<draft::Choice>) -> Vec<BodyVariant> {
    let contents: Vec<(String, Content)> = choices
        .into_iter()
        .map(|choice| (choice.name, content(choice.kind, choice.media_type)))
        .collect();
    let is_plain = |content: &Content| {
        matches!(content.media_type.as_str(), "text/plain" | "application/octet-stream")
    };
    let from = |(name, content): &(String, Content)| {
        let same = || contents.iter().filter(|(_, other)| other.ty == content.ty);
        let is_json = same().any(|(_, other)| other.codec == Codec::Json);
        // Several media types can be sent as the plain one.
        let plain = same().find(|(_, other)| is_plain(other));
        same().count() == 1 || (!is_json && plain.is_some_and(|(first, _)| first == name))
    };
    let from: Vec<bool> = contents.iter().map(from).collect();
    let variants = contents.into_iter().zip(from);
    variants.map(|((name, content), from)| BodyVariant { name, content, from }).collect()
}

fn payload(response: draft::Response) -> Option<Payload> {
    let (codec, ty) = match response {
        draft::Response::Json(ty) => (Codec::Json, ty),
        draft::Response::Text => (Codec::Text, Ty::String),
        draft::Response::Bytes => (Codec::Bytes, Ty::Bytes),
        draft::Response::Empty | draft::Response::Stream | draft::Response::Several(_) => {
            return None;
        }
    };
    Some(Payload { codec, ty })
}

fn response(draft: draft::Response, enum_name: Option<String>) -> Option<Response> {
    match (draft, enum_name) {
        (draft::Response::Stream, _) => None,
        (draft::Response::Several(cases), Some(name)) => {
            let case = |case: draft::StatusCase| ResponseCase {
                name: case.name,
                status: case.status,
                payload: payload(case.response),
            };
            Some(Response::Enum { name, cases: cases.into_iter().map(case).collect() })
        }
        (one, _) => Some(Response::One(payload(one))),
    }
}

fn errors(draft: &draft::Operation, enum_name: Option<String>) -> Option<Errors> {
    let cases = error_cases(draft)?;
    Some(match enum_name {
        Some(name) => Errors::Enum { name, cases },
        None => Errors::One {
            ty: cases.first()?.ty.clone(),
            statuses: cases.iter().map(|case| case.status).collect(),
        },
    })
}
