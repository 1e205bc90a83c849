//! Other media types of an answer, where they hold something else than the one that is asked for:
//! a method of its own for each kind.

use super::answer::{self, Found, Way};
use super::media;
use super::operation;
use super::schema::{View, view};
use super::{Hint, Lowering};
use crate::ir::{Answer, Docs, Operation, Param, Place, Stream, StreamKind, Ty};
use crate::load::pointer::Node;
use crate::prose;

/// Something else that an operation can answer.
pub(super) struct Alternative {
    /// What the name of the method has behind that of the operation.
    suffix: String,
    answer: Answer,
    /// The media types, the one that is asked for first.
    media_types: Vec<String>,
}

/// A media type of an answer, and how it is read.
struct Candidate<'a> {
    media_type: &'a str,
    media: Node<'a>,
    way: Way,
}

impl<'a> Lowering<'a> {
    /// What the first success that holds something holds in other media types.
    pub(super) fn alternatives(
        &mut self,
        successes: &[Found<'a>],
        hint: &Hint,
    ) -> Vec<Alternative> {
        let contents = successes.iter().map(|(_, node)| self.contents(node));
        let Some(content) = contents.into_iter().find(|content| !content.is_empty()) else {
            return Vec::new();
        };
        let whole: Vec<_> =
            content.into_iter().filter(|(name, _)| media::sequence(name).is_none()).collect();
        let Some((asked, _)) = answer::preferred(whole.clone()) else { return Vec::new() };
        let candidate = |(media_type, media): (&'a str, Node<'a>)| {
            let way = self.way(media_type, media.get("schema").as_ref());
            Candidate { media_type, media, way }
        };
        let (asked, others): (Vec<_>, Vec<_>) =
            whole.into_iter().map(candidate).partition(|candidate| candidate.media_type == asked);
        let mut groups: Vec<Vec<Candidate<'a>>> = Vec::new();
        for other in others {
            let known = asked.iter().chain(groups.iter().flatten());
            if media::is_range(other.media_type) || !self.is_other(&other, known) {
                continue;
            }
            // Texts are one kind, and bytes are, whatever their format.
            let alike = |group: &&mut Vec<Candidate<'a>>| {
                other.way != Way::Json && group[0].way == other.way
            };
            match groups.iter_mut().find(alike) {
                Some(group) => group.push(other),
                None => groups.push(vec![other]),
            }
        }
        groups.iter().map(|group| self.alternative(group, hint)).collect()
    }

    /// Whether a media type holds what none of the others does. The same data in another format
    /// is no other.
    fn is_other<'c>(
        &self,
        other: &Candidate<'a>,
        mut known: impl Iterator<Item = &'c Candidate<'a>>,
    ) -> bool
    where
        'a: 'c,
    {
        let schema = other.media.get("schema");
        let is_plain = schema.as_ref().is_none_or(|schema| {
            matches!(view(&self.followed(schema)).0, View::Any | View::Scalar(_) | View::Words(_))
        });
        let has_something = if other.way == Way::Json { schema.is_some() } else { is_plain };
        has_something
            && !known.any(|known| {
                let same = || self.is_same(known.media.get("schema").as_ref(), schema.as_ref());
                media::format(known.media_type) == media::format(other.media_type)
                    || (known.way, other.way) == (Way::Json, Way::Json) && same()
                    || known.way == Way::Json && other.way == Way::Text && same()
            })
    }

    fn alternative(&mut self, group: &[Candidate<'a>], hint: &Hint) -> Alternative {
        let names: Vec<&str> = group.iter().map(|candidate| candidate.media_type).collect();
        let way = group[0].way;
        let suffix = match (names.as_slice(), way) {
            ([_], _) | (_, Way::Json) => media::names(&names).remove(0),
            (_, Way::Text) => "text".to_owned(),
            (_, Way::Bytes) => "bytes".to_owned(),
        };
        let media = &group[0].media;
        let answer = match way {
            Way::Json => {
                self.json(media, media.get("schema"), &hint.part(&format!("{suffix} response")))
            }
            Way::Text => Answer::Text,
            Way::Bytes => Answer::Bytes,
        };
        let media_types =
            names.iter().map(|name| media::header_safe(&answer::plain_json(name))).collect();
        Alternative { suffix, answer, media_types }
    }
}

impl Alternative {
    /// The method that asks for it, beside the method of the operation, which is called `named`.
    pub(super) fn method(
        self,
        named: &str,
        first: &Operation,
        taken: &mut operation::Taken,
    ) -> Operation {
        let accept = self.media_types.first().cloned().unwrap_or_default();
        let is_bytes = self.answer == Answer::Bytes;
        let mut operation = Operation {
            is_twin: true,
            answer: self.answer,
            stream: is_bytes.then(|| Stream { accept: accept.clone(), kind: StreamKind::Chunks }),
            accept,
            ..first.clone()
        };
        taken.name(&mut operation, &format!("{named} {}", self.suffix));
        if self.media_types.len() > 1 {
            operation.params.push(choice(&self.media_types));
        }
        operation::name_arguments(
            &mut operation.params,
            &mut operation.body,
            operation.stream.is_some(),
        );
        let note = format!(
            "This asks for {}; [`{method}`](Client::{method}) asks for {}.",
            listed(&self.media_types),
            prose::code(&first.accept),
            method = first.method_name,
        );
        operation.docs.notes.insert(0, note);
        operation
    }

    /// What the first method says of the one that asks for something else.
    pub(super) fn note(operation: &Operation) -> String {
        let method = &operation.method_name;
        format!("[`{method}`](Client::{method}) asks for {}.", prose::code(&operation.accept))
    }
}

/// The parameter that chooses between media types of one kind.
fn choice(media_types: &[String]) -> Param {
    let description = format!("The media type that is asked for: {}.", listed(media_types));
    Param {
        name: "accept".to_owned(),
        place: Place::Header,
        docs: Docs { description, ..Docs::default() },
        ..Param::text("accept", Ty::String)
    }
}

fn listed(media_types: &[String]) -> String {
    media_types.iter().map(|one| prose::code(one)).collect::<Vec<_>>().join(" or ")
}
