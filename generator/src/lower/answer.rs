//! Answers: what a success holds, and what the document says of the others.

use super::body::{is_json, is_text};
use super::{Hint, Lowering, Skip};
use crate::ir::Answer;
use crate::load::pointer::Node;
use openapiv3::StatusCode;

/// What an operation answers.
pub(super) struct Answered {
    pub answer: Answer,
    pub accept: String,
    /// Status and description of every answer that the document speaks of.
    pub answers: Vec<(String, String)>,
}

impl<'a> Lowering<'a> {
    /// The answers of an operation. `Err` says why the operation cannot be generated.
    pub(super) fn answer(&mut self, operation: &Node<'a>, hint: &Hint) -> Result<Answered, Skip> {
        let responses = operation.get("responses").map(|responses| responses.plain_members());
        let mut found: Vec<(Status, Node<'a>)> = Vec::new();
        for (key, node) in responses.unwrap_or_default() {
            let node = match node.text("$ref") {
                Some(target) => {
                    let found = self.resolve(target);
                    found.ok_or_else(|| Skip::dangling(&node, "response", target))?
                }
                None => node,
            };
            match status(key) {
                Some(status) => found.push((status, node)),
                None => {
                    let message = format!("`{key}` is not a status; the answer is left out");
                    self.warn(&node, message, "a status is `200`, `2XX` or `default`");
                }
            }
        }
        found.sort_by_key(|(status, _)| *status);
        let describe = |(status, node): &(Status, Node<'a>)| {
            (status.to_string(), node.text("description").unwrap_or_default().to_owned())
        };
        let answers = found.iter().map(describe).collect();
        let (answer, accept) = self.success(&found, hint);
        Ok(Answered { answer, accept, answers })
    }

    /// The first success that has content counts; `default` alone is a success too.
    fn success(&mut self, found: &[(Status, Node<'a>)], hint: &Hint) -> (Answer, String) {
        let is_success =
            |status: &Status| matches!(status, Status::Code(200..300) | Status::Range(2));
        let mut successes: Vec<&Node<'a>> =
            found.iter().filter(|(status, _)| is_success(status)).map(|(_, node)| node).collect();
        if successes.is_empty() {
            successes.extend(
                found.iter().filter(|(status, _)| *status == Status::Default).map(|(_, node)| node),
            );
        }
        let contents = successes.iter().filter_map(|node| {
            let content = node.get("content")?.plain_members();
            preferred(content)
        });
        let Some((media_type, media)) = contents.into_iter().next() else {
            return (Answer::Empty, String::new());
        };
        let answer = match media.get("schema") {
            Some(schema) if is_json(&media_type) => {
                let title =
                    self.title_of(&schema).unwrap_or_else(|| format!("{} response", hint.name));
                Answer::Json(self.schema(&schema, &hint.renamed(&title)).ty)
            }
            None if is_json(&media_type) => {
                Answer::Json(self.untyped(&media, "the answer has no schema"))
            }
            _ if is_text(&media_type) => Answer::Text,
            _ => Answer::Bytes,
        };
        (answer, media_type)
    }
}

/// The media type that is asked for where there is a choice.
fn preferred<'a>(content: Vec<(&'a str, Node<'a>)>) -> Option<(String, Node<'a>)> {
    let rank = |media_type: &str| match () {
        () if is_json(media_type) => 0,
        () if media_type.contains('*') => 1,
        () if is_text(media_type) => 2,
        () => 3,
    };
    let (media_type, node) = content.into_iter().min_by_key(|(media_type, _)| rank(media_type))?;
    // `*/*` with a schema is JSON in all but name.
    let any = media_type.contains('*') && node.has("schema");
    Some((if any { "application/json".to_owned() } else { media_type.to_owned() }, node))
}

/// The key of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    Code(u16),
    Range(u16),
    Default,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(hundreds) => write!(f, "{hundreds}XX"),
            Self::Default => f.write_str("default"),
        }
    }
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
