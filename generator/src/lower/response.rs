//! Answers: what a success holds, and what the document says of the others.

use super::additional::AdditionalMethod;
use super::media::{self, is_json, is_text, sequence};
use super::schema::{View, view};
use super::{Hint, Lowering, Skip};
use crate::document::pointer::{Node, last};
use crate::draft::{Header, Param, Response, StatusCase};
use crate::ir::{Location, Status, Stream, StreamKind, Ty};
use crate::names::{self, Kind};
use openapiv3::StatusCode;

/// An answer of the document.
pub(super) type DocumentedResponse<'a> = (Status, Node<'a>);

/// What an operation answers.
pub(super) struct LoweredResponses {
    pub response: Response,
    pub stream: Option<Stream>,
    pub accept: String,
    /// What errors hold, where it has a type of its own.
    pub errors: Vec<StatusCase>,
    /// What else a success holds, in other media types.
    pub others: Vec<AdditionalMethod>,
    pub headers: Vec<Header>,
    /// Status and description of every documented response.
    pub responses: Vec<(String, String)>,
    /// Redirects and 304, if they are documented successes.
    pub redirects: Vec<Status>,
}

impl<'a> Lowering<'a> {
    /// The answers of an operation. `Err` says why the operation cannot be generated.
    pub(super) fn response(
        &mut self,
        operation: &Node<'a>,
        params: &[Param],
        hint: &Hint,
    ) -> Result<LoweredResponses, Skip> {
        let responses = operation.get("responses").map(|responses| responses.plain_members());
        let mut found: Vec<DocumentedResponse<'a>> = Vec::new();
        for (key, node) in responses.unwrap_or_default() {
            let node = self.referred(node, "response")?;
            match status(key) {
                Some(status) => found.push((status, node)),
                None => {
                    let message =
                        format!("`{key}` is not a valid status code; the response is skipped");
                    self.warn(&node, message, "use a status such as `200`, `2XX` or `default`");
                }
            }
        }
        found.sort_by_key(|(status, _)| *status);
        let describe = |(status, node): &(Status, Node<'a>)| {
            (status.to_string(), node.text("description").unwrap_or_default().to_owned())
        };
        let responses = found.iter().map(describe).collect();
        let has_body = self.has_body(operation, &mut found);
        let redirects = redirects(&found, params);
        let headers = self.headers(found.iter(), hint);
        let (successes, others) = split(found, &redirects);
        let (with_body, without): (Vec<_>, Vec<_>) =
            successes.into_iter().partition(|(status, _)| has_body(*status));
        let Success { response, stream, accept } = self.success(&with_body, &without, hint);
        let alternatives = self.alternatives(&with_body, hint);
        let errors =
            if has_body(Status::Default) { self.errors(&others, hint) } else { Vec::new() };
        Ok(LoweredResponses {
            response,
            stream,
            accept,
            errors,
            others: alternatives,
            headers,
            responses,
            redirects,
        })
    }

    /// Says which responses have a body. Those to HEAD never have one, nor do 204, 205 and 304,
    /// whatever the document says. A range such as `2XX` includes 204, which is added to `found`.
    fn has_body(
        &mut self,
        operation: &Node<'a>,
        found: &mut Vec<DocumentedResponse<'a>>,
    ) -> impl Fn(Status) -> bool + use<> {
        let is_head = last(&operation.pointer).eq_ignore_ascii_case("head");
        let is_bodiless = |status: Status| matches!(status, Status::Code(204 | 205 | 304));
        for (status, node) in found.iter().filter(|(status, _)| !is_head && is_bodiless(*status)) {
            if let Some(content) = node.get("content").filter(|_| !self.contents(node).is_empty()) {
                let message = format!("a {status} response has no body; `content` is ignored");
                self.warn(&content, message, "remove `content`, or use another status");
            }
        }
        let range = found.iter().find(|(status, _)| *status == Status::Range(2)).cloned();
        let is_listed = found.iter().any(|(status, _)| *status == Status::Code(204));
        if let Some((_, node)) = range.filter(|(_, node)| !self.contents(node).is_empty())
            && !is_listed
        {
            found.push((Status::Code(204), node));
            found.sort_by_key(|(status, _)| *status);
        }
        move |status| !is_head && !is_bodiless(status)
    }

    /// What the successes with and without a body hold. The same for all of them is one response.
    fn success(
        &mut self,
        with_body: &[DocumentedResponse<'a>],
        without: &[DocumentedResponse<'a>],
        hint: &Hint,
    ) -> Success {
        let mut cases: Vec<StatusCase> = Vec::new();
        let mut accept: Vec<String> = Vec::new();
        let mut stream = None;
        let alone = with_body.len() + without.len() == 1;
        for (status, node) in with_body {
            let name = name_of(*status);
            let wanted = if alone { "response".to_owned() } else { format!("{name} response") };
            let (response, media_type) = self.content(node, &hint.part(&wanted));
            if !media_type.is_empty() && !accept.contains(&media_type) {
                accept.push(media_type);
            }
            if stream.is_none() {
                stream = self.stream(&self.contents(node), hint);
            }
            cases.push(StatusCase { status: *status, name, response });
        }
        let empty = |(status, _): &DocumentedResponse<'a>| StatusCase {
            status: *status,
            name: name_of(*status),
            response: Response::Empty,
        };
        cases.extend(without.iter().map(empty));
        let accept = accept.join(", ");
        if stream.is_none() && cases.iter().any(|case| case.response == Response::Bytes) {
            stream = Some(Stream { accept: accept.clone(), kind: StreamKind::Chunks });
        }
        settle_streams(&mut cases);
        let same = cases.windows(2).all(|pair| pair[0].response == pair[1].response);
        let response = match (cases.pop(), same) {
            (None, _) => Response::Empty,
            (Some(case), true) => case.response,
            (Some(case), false) => {
                cases.push(case);
                // What comes first is what an answer with an undocumented status is read as.
                cases.sort_by_key(|case| (case.response == Response::Empty, case.status));
                Response::Several(cases)
            }
        };
        Success { response, stream, accept }
    }

    /// What the errors hold that have a type of their own.
    fn errors(&mut self, others: &[DocumentedResponse<'a>], hint: &Hint) -> Vec<StatusCase> {
        let mut errors = Vec::new();
        for (status, node) in others {
            let name = name_of(*status);
            let before = self.untyped.len();
            let (response, _) = self.content(node, &hint.part(&format!("{name} error")));
            let response = match response {
                Response::Json(Ty::Nullable(inner)) => Response::Json(*inner),
                response => response,
            };
            if matches!(response, Response::Json(Ty::Named(_) | Ty::List(_) | Ty::Map(_))) {
                errors.push(StatusCase { status: *status, name, response });
            } else {
                // It is not in the output, so nothing of it ended untyped there.
                self.untyped.truncate(before);
            }
        }
        errors
    }

    /// What one answer holds, which is named after `hint`, and its media type.
    fn content(&mut self, node: &Node<'a>, hint: &Hint) -> (Response, String) {
        let (streams, whole): (Vec<_>, Vec<_>) = self
            .contents(node)
            .into_iter()
            .partition(|(media_type, _)| sequence(media_type).is_some());
        let Some((media_type, media)) = preferred(whole) else {
            return match streams.first() {
                Some((media_type, _)) => (Response::Stream, media::header_safe(media_type)),
                None => (Response::Empty, String::new()),
            };
        };
        let schema = media.get("schema");
        let (response, media_type) = match self.codec(&media_type, schema.as_ref()) {
            Codec::Json => (self.json(&media, schema, hint), plain_json(&media_type)),
            Codec::Text => (Response::Text, media_type),
            Codec::Bytes => (Response::Bytes, media_type),
        };
        (response, media::header_safe(&media_type))
    }

    /// How an answer is read. Whatever it is called, bytes are no JSON; where any media type may
    /// come, the schema says what it is.
    pub(super) fn codec(&self, media_type: &str, schema: Option<&Node<'a>>) -> Codec {
        let said = schema.map(|schema| self.followed(schema));
        let is_text = said.as_ref().is_some_and(|schema| {
            matches!(view(schema).0, View::Scalar("string") | View::Strings(_))
        });
        let is_any = matches!(media::essence(media_type).as_str(), "*/*" | "application/*" | "*");
        match () {
            () if said.as_ref().is_some_and(is_binary) => Codec::Bytes,
            () if is_json(media_type) => Codec::Json,
            () if is_any && is_text => Codec::Text,
            () if is_any && schema.is_some() => Codec::Json,
            () if media::is_text(media_type) => Codec::Text,
            () => Codec::Bytes,
        }
    }

    /// An answer of JSON; null as a whole is one, where the schema allows it.
    pub(super) fn json(
        &mut self,
        media: &Node<'a>,
        schema: Option<Node<'a>>,
        hint: &Hint,
    ) -> Response {
        let Some(schema) = schema else {
            return Response::Json(self.untyped(media, "the response has no schema"));
        };
        let title = self.title_of(&schema).unwrap_or_else(|| hint.name.clone());
        Response::Json(self.schema(&schema, &hint.renamed(&title)).element())
    }
}

fn is_binary(schema: &Node<'_>) -> bool {
    schema.text("format") == Some("binary") || schema.text("type") == Some("file")
}

/// How an answer is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Codec {
    Json,
    Text,
    Bytes,
}

/// What is asked for where JSON is read.
pub(super) fn plain_json(media_type: &str) -> String {
    if media::is_range(media_type) { "application/json" } else { media_type }.to_owned()
}

/// What successes hold.
struct Success {
    response: Response,
    stream: Option<Stream>,
    accept: String,
}

/// Where one success is nothing but a stream, so are those that hold nothing; beside one that
/// holds something else, it is a text, so that one method can return either.
fn settle_streams(cases: &mut Vec<StatusCase>) {
    let is_stream = |case: &StatusCase| case.response == Response::Stream;
    if !cases.iter().any(is_stream) {
        return;
    }
    if cases.iter().all(|case| is_stream(case) || case.response == Response::Empty) {
        cases.retain(is_stream);
    }
    if !cases.iter().all(is_stream) {
        cases
            .iter_mut()
            .filter(|case| is_stream(case))
            .for_each(|case| case.response = Response::Text);
    }
}

/// The documented statuses 3XX, which are successes. 304 answers conditional requests: it is one if
/// the operation has a parameter that makes its request conditional, or no other success.
fn redirects(found: &[DocumentedResponse<'_>], params: &[Param]) -> Vec<Status> {
    let is_conditional = || {
        params.iter().filter(|param| param.location == Location::Header).any(|param| {
            let name = param.wire.to_ascii_lowercase();
            matches!(name.as_str(), "if-none-match" | "if-modified-since")
        })
    };
    let has_other = found.iter().any(|(status, _)| is_success(*status));
    let statuses = found.iter().map(|(status, _)| *status).filter(|status| match status {
        Status::Code(304) => !has_other || is_conditional(),
        Status::Code(300..400) | Status::Range(3) => true,
        _ => false,
    });
    statuses.collect()
}

fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..300) | Status::Range(2))
}

/// Successes and the others. `default` is a success if there is no other, and an error in any case.
fn split<'a>(
    found: Vec<DocumentedResponse<'a>>,
    redirects: &[Status],
) -> (Vec<DocumentedResponse<'a>>, Vec<DocumentedResponse<'a>>) {
    let is_success = |status: Status| is_success(status) || redirects.contains(&status);
    let any = found.iter().any(|(status, _)| is_success(*status));
    let default = found.iter().filter(|(status, _)| !any && *status == Status::Default).cloned();
    let default: Vec<_> = default.collect();
    let (mut successes, others): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(status, _)| is_success(*status));
    successes.extend(default);
    (successes, others)
}

/// What an answer is called: by the reason of its status.
fn name_of(status: Status) -> String {
    let reason = match status {
        Status::Default => "default",
        Status::Range(2) => "success",
        Status::Range(3) => "redirection",
        Status::Range(4) => "client error",
        Status::Range(5) => "server error",
        Status::Range(other) => {
            return names::identifier(&format!("status {other} xx"), Kind::Variant);
        }
        Status::Code(code) => match reason(code) {
            Some(reason) => reason,
            None => return format!("Status{code}"),
        },
    };
    names::identifier(reason, Kind::Variant)
}

fn reason(code: u16) -> Option<&'static str> {
    Some(match code {
        200 => "ok",
        201 => "created",
        202 => "accepted",
        203 => "non authoritative",
        204 => "no content",
        205 => "reset content",
        206 => "partial content",
        207 => "multi status",
        301 => "moved permanently",
        302 => "found",
        303 => "see other",
        304 => "not modified",
        307 => "temporary redirect",
        308 => "permanent redirect",
        400 => "bad request",
        401 => "unauthorized",
        402 => "payment required",
        403 => "forbidden",
        404 => "not found",
        405 => "method not allowed",
        406 => "not acceptable",
        408 => "request timeout",
        409 => "conflict",
        410 => "gone",
        412 => "precondition failed",
        413 => "content too large",
        415 => "unsupported media type",
        422 => "unprocessable content",
        423 => "locked",
        424 => "failed dependency",
        428 => "precondition required",
        429 => "too many requests",
        500 => "internal server error",
        501 => "not implemented",
        502 => "bad gateway",
        503 => "service unavailable",
        504 => "gateway timeout",
        _ => return None,
    })
}

/// The media type that is asked for where there is a choice.
pub(super) fn preferred<'a>(content: Vec<(&'a str, Node<'a>)>) -> Option<(String, Node<'a>)> {
    let rank = |media_type: &str| match () {
        () if media::essence(media_type) == "application/json" => 0,
        () if is_json(media_type) => 1,
        () if media_type.contains('*') => 2,
        () if is_text(media_type) => 3,
        () => 4,
    };
    let (media_type, node) = content.into_iter().min_by_key(|(media_type, _)| rank(media_type))?;
    Some((media_type.to_owned(), node))
}

fn status(key: &str) -> Option<Status> {
    if key.eq_ignore_ascii_case("default") {
        return Some(Status::Default);
    }
    match serde_json::from_value(key.to_ascii_uppercase().into()).ok()? {
        StatusCode::Code(code @ 100..600) => Some(Status::Code(code)),
        StatusCode::Range(hundreds @ 1..6) => Some(Status::Range(hundreds)),
        _ => None,
    }
}
