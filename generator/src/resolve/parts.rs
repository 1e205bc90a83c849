//! Which parts of the run-time support an API needs.

use crate::ir::{
    Body, BodyContent, Bounds, Client, Codec, Content, Errors, EventData, Follow, HeaderFormat,
    Location, Operation, Paging, Param, ParamConversion, Part, Parts, Payload, Presence, Repr,
    Resource, Response, SchemeKind, Shape, StreamKind, Style, Ty, TypeDef, VariantContent,
};

/// Finds the parts that types and operations need, directly or for another part.
pub(super) fn find(types: &[TypeDef], resources: &[Resource], client: &Client) -> Parts {
    let mut parts = Parts::new();
    for def in types.iter().filter(|def| def.module.is_some()) {
        shape(&def.shape, &mut parts);
    }
    for operation in resources.iter().flat_map(|resource| &resource.operations) {
        self::operation(operation, &mut parts);
    }
    if parts.contains(&Part::Calls) {
        self::client(client, &mut parts);
    }
    complete(&mut parts);
    parts
}

/// Rows of parts, and what each of these parts needs.
const NEEDS: &[(&[Part], &[Part])] = &[
    (&[Part::Form, Part::Multipart], &[Part::FieldsBody]),
    (&[Part::JsonBody], &[Part::Body, Part::Arguments, Part::SentJson]),
    (&[Part::Path, Part::Pairs, Part::Header, Part::PartValues], &[Part::SentText]),
    (&[Part::TaggedUnions], &[Part::SentText]),
    (&[Part::SentText], &[Part::SentJson]),
    (&[Part::Json, Part::Text], &[Part::Charset]),
    (&[Part::HeaderDateTime, Part::MailDateTime], &[Part::MailDates]),
    (&[Part::FormFields], &[Part::Form]),
    (&[Part::FormFields, Part::PartValues], &[Part::Values]),
    (&[Part::Files], &[Part::Params]),
    (&[Part::File], &[Part::Files]),
    (&[Part::PartValues, Part::Files], &[Part::Multipart, Part::PartFields]),
    (&[Part::Query, Part::FormFields], &[Part::Pairs]),
    (
        &[Part::Cookie],
        &[Part::Percent, Part::Explode, Part::Located, Part::SentText, Part::Arguments],
    ),
    (&[Part::Pairs, Part::Header, Part::PartValues], &[Part::Located]),
    (&[Part::Value, Part::ValueList], &[Part::Lost]),
    (&[Part::SerializeList], &[Part::Serialize]),
    (&[Part::PageField, Part::PageLink], &[Part::PageUrl]),
    (&[Part::PageNumber, Part::PageOffset], &[Part::PageCount]),
    (&[Part::PageCursor, Part::PageCount], &[Part::PageParam]),
    (&[Part::Pages], &[Part::Send, Part::Json, Part::FuturesCore]),
    (&[Part::PageParam, Part::PageSize], &[Part::Values]),
    (&[Part::Values], &[Part::Params]),
    (&[Part::Path, Part::Pairs], &[Part::Percent]),
    (&[Part::Path, Part::Pairs, Part::Header, Part::PartValues], &[Part::Explode]),
    (&[Part::Basic, Part::Bearer, Part::HeaderKey, Part::CookieKey], &[Part::SecretHeaders]),
    (&[Part::LineSeparator, Part::RecordSeparator], &[Part::Lines]),
    (&[Part::EventText, Part::EventJson, Part::EventObject], &[Part::Events]),
    (&[Part::Lines, Part::Events], &[Part::Decode]),
    (&[Part::Lines, Part::Events], &[Part::Messages]),
    (&[Part::Messages, Part::Chunks], &[Part::Streams, Part::FuturesCore]),
    (&[Part::Streams, Part::Files], &[Part::Frames]),
    (&[Part::Json, Part::Text], &[Part::Decode]),
    (&[Part::Decode, Part::TaggedUnions], &[Part::Locate]),
    (&[Part::HeaderDateTime, Part::DateTimeOrDate, Part::MailDateTime], &[Part::Dates]),
    (&[Part::TaggedUnions, Part::UntaggedUnions], &[Part::Unions]),
    (&[Part::Bearer, Part::HeaderKey, Part::QueryKey, Part::CookieKey], &[Part::Token]),
    (&[Part::Basic, Part::Token], &[Part::Credentials]),
    (&[Part::Credentials], &[Part::Percent]),
    (&[Part::ServerVariables, Part::Files, Part::Path, Part::Header], &[Part::Arguments]),
    (&[Part::Bounds, Part::Lost, Part::Integer, Part::Serialize], &[Part::Arguments]),
    (&[Part::Calls], &[Part::Bytes]),
];

/// Adds what the parts need, until nothing is missing.
fn complete(parts: &mut Parts) {
    let mut count = 0;
    while count < parts.len() {
        count = parts.len();
        for (some, needed) in NEEDS {
            if some.iter().any(|part| parts.contains(part)) {
                parts.extend(*needed);
            }
        }
    }
    let json_styles = [Part::StyleJson, Part::StyleJsonText];
    if json_styles.iter().any(|part| parts.contains(part)) {
        let encoded = [(Part::Header, Part::AsciiJson), (Part::Cookie, Part::CookieJson)];
        parts.extend(
            encoded
                .into_iter()
                .filter(|(at, _)| parts.contains(at))
                .map(|(_, it)| it)
                .collect::<Vec<_>>(),
        );
    }
    let is_url_with_variables = [Part::PageUrl, Part::ServerVariables];
    if is_url_with_variables.iter().all(|part| parts.contains(part)) {
        parts.insert(Part::Moved);
    }
}

fn shape(shape: &Shape, parts: &mut Parts) {
    shape.types().into_iter().for_each(|inner| ty(inner, parts));
    match shape {
        Shape::Struct(object) => {
            parts.insert(Part::Objects);
            parts.extend(object.fields.iter().flat_map(|field| match field.presence {
                Presence::Required => [Part::Fields, Part::RequiredFields],
                Presence::Nullable => [Part::Fields, Part::Fields],
                Presence::Optional | Presence::Tristate => [Part::Fields, Part::OptionalFields],
            }));
            if object.additional.is_some() {
                parts.extend([Part::Fields, Part::AdditionalFields]);
            }
        }
        Shape::Enum(enumeration) => {
            parts.insert(match enumeration.repr {
                Repr::String => Part::StringEnums,
                Repr::Integer => Part::IntegerEnums,
                Repr::Mixed => Part::MixedEnums,
            });
        }
        Shape::Union(union) => {
            parts.insert(Part::Unions);
            for variant in &union.variants {
                let VariantContent::Value { writes, .. } = &variant.content else { continue };
                if variant.is_base {
                    parts.insert(Part::UnionBase);
                }
                if union.tag.is_none() {
                    parts.insert(match variant.constants.is_empty() {
                        true => Part::PlainVariants,
                        false => Part::UnionConstants,
                    });
                }
                parts.insert(match union.tag {
                    Some(_) => Part::TaggedUnions,
                    None => Part::UntaggedUnions,
                });
                parts.extend(writes.is_some().then_some(Part::UnionTags));
            }
        }
    }
}

fn ty(of: &Ty, parts: &mut Parts) {
    match of {
        Ty::Bytes => drop(parts.insert(Part::Bytes)),
        Ty::DateTime | Ty::Date => drop(parts.insert(Part::Dates)),
        Ty::DateTimeOrDate => drop(parts.insert(Part::DateTimeOrDate)),
        Ty::MailDateTime => drop(parts.insert(Part::MailDateTime)),
        Ty::Own(path) if path.starts_with("chrono::") => drop(parts.insert(Part::Dates)),
        Ty::Own(path) if path.starts_with("bytes::") => drop(parts.insert(Part::Bytes)),
        Ty::Lenient(inner) => {
            parts.insert(Part::Lenient);
            ty(inner, parts);
        }
        Ty::List(inner) | Ty::Map(inner) | Ty::Boxed(inner) | Ty::Nullable(inner) => {
            ty(inner, parts);
        }
        Ty::Tuple(elements) => elements.iter().for_each(|element| ty(element, parts)),
        // The definition of a named type is looked at by itself; `Files` has the type of files.
        Ty::Named(_) | Ty::Own(_) | Ty::File => {}
        Ty::Bool | Ty::Number(_) | Ty::String | Ty::Json => {}
    }
}

fn operation(operation: &Operation, parts: &mut Parts) {
    parts.insert(Part::Calls);
    parts.extend((!operation.redirects.is_empty()).then_some(Part::Redirects));
    operation.params.iter().for_each(|param| self::param(param, parts));
    if let Some(body) = &operation.body {
        self::body(body, parts);
    }
    if let Some(response) = &operation.response {
        parts.insert(Part::Send);
        self::response(response, parts);
    }
    match &operation.errors {
        Some(Errors::One { ty, .. }) => self::ty(ty, parts),
        Some(Errors::Enum { cases, .. }) => cases.iter().for_each(|case| ty(&case.ty, parts)),
        None => {}
    }
    for field in operation.headers.iter().flat_map(|headers| &headers.fields) {
        parts.insert(Part::Headers);
        ty(&field.ty, parts);
        header(&field.format, parts);
    }
    if let Some(stream) = &operation.stream {
        self::stream(&stream.kind, parts);
    }
    if let Some(paging) = &operation.paging {
        self::paging(paging, parts);
    }
}

fn param(param: &Param, parts: &mut Parts) {
    ty(&param.ty, parts);
    parts.insert(Part::Params);
    parts.insert(match param.conversion {
        ParamConversion::Integer => Part::Integer,
        ParamConversion::Value => Part::Value,
        ParamConversion::Values => Part::ValueList,
        ParamConversion::Serialize => Part::Serialize,
        ParamConversion::SerializeAll => Part::SerializeList,
        ParamConversion::File => Part::File,
        ParamConversion::Files => Part::Files,
    });
    let is_file = matches!(param.conversion, ParamConversion::File | ParamConversion::Files);
    parts.extend((!is_file).then_some(Part::Values));
    parts.insert(match param.location {
        Location::Path => Part::Path,
        Location::Query => Part::Query,
        Location::Header => Part::Header,
        Location::Cookie => Part::Cookie,
        Location::Form => Part::FormFields,
        Location::Part if is_file => Part::Files,
        Location::Part => Part::PartValues,
    });
    parts.insert(match param.location {
        Location::Path | Location::Header => Part::StyleSimple,
        Location::Query | Location::Cookie | Location::Form | Location::Part => Part::StyleForm,
    });
    if let Some(style) = param.style {
        parts.insert(Part::Styles);
        parts.insert(match style.style {
            Style::Form => Part::StyleForm,
            Style::Simple => Part::StyleSimple,
            Style::Label => Part::StyleLabel,
            Style::Matrix => Part::StyleMatrix,
            Style::Space => Part::StyleSpace,
            Style::Pipe => Part::StylePipe,
            Style::Deep => Part::StyleDeep,
            Style::Json => Part::StyleJson,
            Style::JsonText => Part::StyleJsonText,
        });
    }
    parts.extend(param.reserved.then_some(Part::Reserved));
    parts.extend(param.media_type.as_ref().map(|_| Part::PartMediaType));
    bounds(&param.bounds, parts);
}

fn bounds(bounds: &Bounds, parts: &mut Parts) {
    let is_finite = |bound: Option<f64>| bound.is_some_and(f64::is_finite);
    let found = [
        (is_finite(bounds.min) && bounds.above, Part::Above),
        (is_finite(bounds.min) && !bounds.above, Part::Minimum),
        (is_finite(bounds.max) && bounds.below, Part::Below),
        (is_finite(bounds.max) && !bounds.below, Part::Maximum),
        (bounds.shortest.is_some(), Part::Shortest),
        (bounds.longest.is_some(), Part::Longest),
        (bounds.unique, Part::Unique),
    ];
    for (_, part) in found.into_iter().filter(|(is_stated, _)| *is_stated) {
        parts.extend([Part::Bounds, part]);
    }
}

fn body(body: &Body, parts: &mut Parts) {
    match body {
        Body::Fields { codec: Codec::Multipart, .. } => drop(parts.insert(Part::Multipart)),
        Body::Fields { .. } => drop(parts.insert(Part::Form)),
        Body::Value(value) => match &value.content {
            BodyContent::One(content) => self::content(content, parts),
            BodyContent::Choice { variants, .. } => {
                variants.iter().for_each(|variant| content(&variant.content, parts));
            }
        },
    }
}

fn content(content: &Content, parts: &mut Parts) {
    ty(&content.ty, parts);
    parts.insert(match content.codec {
        Codec::Json => Part::JsonBody,
        Codec::Form | Codec::Multipart | Codec::Text | Codec::Bytes => Part::Body,
    });
}

fn response(response: &Response, parts: &mut Parts) {
    match response {
        Response::One(only) => payload(only.as_ref(), parts),
        Response::Enum { cases, .. } => {
            cases.iter().for_each(|case| payload(case.payload.as_ref(), parts));
        }
    }
}

fn payload(payload: Option<&Payload>, parts: &mut Parts) {
    if let Some(payload) = payload {
        ty(&payload.ty, parts);
    }
    parts.insert(match payload.map(|payload| payload.codec) {
        Some(Codec::Json) => Part::Json,
        Some(Codec::Text) => Part::Text,
        Some(Codec::Bytes | Codec::Form | Codec::Multipart) => Part::BytesResponse,
        None => Part::Empty,
    });
}

fn header(format: &HeaderFormat, parts: &mut Parts) {
    let part = match format {
        HeaderFormat::Bool => Part::HeaderBool,
        HeaderFormat::Number => Part::HeaderNumber,
        HeaderFormat::DateTime => Part::HeaderDateTime,
        HeaderFormat::Scalar => Part::HeaderScalar,
        HeaderFormat::Text => Part::HeaderText,
        HeaderFormat::Json => Part::HeaderJson,
        HeaderFormat::List(element) => {
            header(element, parts);
            Part::HeaderList
        }
    };
    parts.insert(part);
}

fn stream(kind: &StreamKind, parts: &mut Parts) {
    let (part, inner) = match kind {
        StreamKind::Events(EventData::Text) => (Part::EventText, None),
        StreamKind::Events(EventData::Json(ty)) => (Part::EventJson, Some(ty)),
        StreamKind::Events(EventData::Object(ty)) => (Part::EventObject, Some(ty)),
        StreamKind::Lines(ty) => (Part::LineSeparator, Some(ty)),
        StreamKind::Records(ty) => (Part::RecordSeparator, Some(ty)),
        StreamKind::Chunks => (Part::Chunks, None),
    };
    parts.insert(part);
    inner.into_iter().for_each(|inner| ty(inner, parts));
}

fn paging(paging: &Paging, parts: &mut Parts) {
    ty(&paging.page, parts);
    ty(&paging.item, parts);
    parts.insert(Part::Pages);
    parts.insert(match paging.follow {
        Follow::Url => Part::PageField,
        Follow::Link => Part::PageLink,
        Follow::Cursor(_) => Part::PageCursor,
        Follow::Page(..) => Part::PageNumber,
        Follow::Offset(_) => Part::PageOffset,
    });
    parts.extend(paging.page_size.map(|_| Part::PageSize));
    parts.extend(paging.implements_page.then_some(Part::PageEnvelopes));
}

fn client(client: &Client, parts: &mut Parts) {
    parts.extend(client.schemes.iter().map(|scheme| match scheme.kind {
        SchemeKind::Basic => Part::Basic,
        SchemeKind::Bearer => Part::Bearer,
        SchemeKind::Header(_) => Part::HeaderKey,
        SchemeKind::Query(_) => Part::QueryKey,
        SchemeKind::Cookie(_) => Part::CookieKey,
    }));
    parts.extend((!client.env.is_empty()).then_some(Part::Environment));
    parts.extend((!client.variables.is_empty()).then_some(Part::ServerVariables));
}
