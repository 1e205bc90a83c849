//! Other media types of an answer, where they hold something else than the one that is asked for:
//! a method of its own for each kind.

use super::media;
use super::response::{self, Codec, DocumentedResponse};
use super::schema::{View, view};
use super::{Hint, Lowering};
use crate::document::pointer::Node;
use crate::draft::{MethodVariant, Operation, Param, Response};
use crate::ir::{Docs, Location, Stream, StreamKind, Ty};
use crate::prose;

/// Something else that an operation can answer.
pub(super) struct AdditionalMethod {
    /// What the name of the method has behind that of the operation.
    suffix: String,
    response: Response,
    /// The media types, the one that is asked for first.
    media_types: Vec<String>,
}

/// A media type of an answer, and how it is read.
struct OperationSource<'a> {
    media_type: &'a str,
    media: Node<'a>,
    codec: Codec,
}

impl<'a> Lowering<'a> {
    /// What the first success that holds something holds in other media types.
    pub(super) fn alternatives(
        &mut self,
        successes: &[DocumentedResponse<'a>],
        hint: &Hint,
    ) -> Vec<AdditionalMethod> {
        let contents = successes.iter().map(|(_, node)| self.contents(node));
        let Some(content) = contents.into_iter().find(|content| !content.is_empty()) else {
            return Vec::new();
        };
        let whole: Vec<_> =
            content.into_iter().filter(|(name, _)| media::sequence(name).is_none()).collect();
        let Some((asked, _)) = response::preferred(whole.clone()) else { return Vec::new() };
        let candidate = |(media_type, media): (&'a str, Node<'a>)| {
            let codec = self.codec(media_type, media.get("schema").as_ref());
            OperationSource { media_type, media, codec }
        };
        let (asked, others): (Vec<_>, Vec<_>) =
            whole.into_iter().map(candidate).partition(|candidate| candidate.media_type == asked);
        let mut groups: Vec<Vec<OperationSource<'a>>> = Vec::new();
        for other in others {
            let known = asked.iter().chain(groups.iter().flatten());
            if media::is_range(other.media_type) || !self.is_other(&other, known) {
                continue;
            }
            // Texts are one kind, and bytes are, whatever their format.
            let alike = |group: &&mut Vec<OperationSource<'a>>| {
                other.codec != Codec::Json && group[0].codec == other.codec
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
        other: &OperationSource<'a>,
        mut known: impl Iterator<Item = &'c OperationSource<'a>>,
    ) -> bool
    where
        'a: 'c,
    {
        let schema = other.media.get("schema");
        let is_plain = schema.as_ref().is_none_or(|schema| {
            matches!(view(&self.followed(schema)).0, View::Any | View::Scalar(_) | View::Strings(_))
        });
        let has_something = if other.codec == Codec::Json { schema.is_some() } else { is_plain };
        has_something
            && !known.any(|known| {
                let same = || self.is_same(known.media.get("schema").as_ref(), schema.as_ref());
                media::format(known.media_type) == media::format(other.media_type)
                    || (known.codec, other.codec) == (Codec::Json, Codec::Json) && same()
                    || known.codec == Codec::Json && other.codec == Codec::Text && same()
            })
    }

    fn alternative(&mut self, group: &[OperationSource<'a>], hint: &Hint) -> AdditionalMethod {
        let names: Vec<&str> = group.iter().map(|candidate| candidate.media_type).collect();
        let codec = group[0].codec;
        let suffix = match (names.as_slice(), codec) {
            ([_], _) | (_, Codec::Json) => media::names(&names).remove(0),
            (_, Codec::Text) => "text".to_owned(),
            (_, Codec::Bytes) => "bytes".to_owned(),
        };
        let media = &group[0].media;
        let response = match codec {
            Codec::Json => {
                self.json(media, media.get("schema"), &hint.part(&format!("{suffix} response")))
            }
            Codec::Text => Response::Text,
            Codec::Bytes => Response::Bytes,
        };
        let media_types =
            names.iter().map(|name| media::header_safe(&response::plain_json(name))).collect();
        AdditionalMethod { suffix, response, media_types }
    }
}

impl AdditionalMethod {
    /// The method that accepts these media types, next to the first method of the operation.
    pub(super) fn method(self, named: &str, first: &Operation) -> Operation {
        let accept = self.media_types.first().cloned().unwrap_or_default();
        let is_bytes = self.response == Response::Bytes;
        let mut params = first.params.clone();
        if self.media_types.len() > 1 {
            params.push(choice(&self.media_types));
        }
        Operation {
            wanted: format!("{named} {}", self.suffix),
            variant: MethodVariant::Response(self.media_types),
            response: self.response,
            stream: is_bytes.then(|| Stream { accept: accept.clone(), kind: StreamKind::Chunks }),
            accept,
            params,
            ..first.clone()
        }
    }
}

/// The parameter that chooses between media types of one kind.
fn choice(media_types: &[String]) -> Param {
    let description = format!("The media type that is asked for: {}.", listed(media_types));
    Param {
        name: "accept".to_owned(),
        location: Location::Header,
        docs: Docs { description, ..Docs::default() },
        ..Param::text("accept", Ty::String)
    }
}

fn listed(media_types: &[String]) -> String {
    media_types.iter().map(|one| prose::code(one)).collect::<Vec<_>>().join(" or ")
}
