//! Media types: what they hold, which of them mean the same, and what they are called.

/// A media type without what a header cannot hold.
pub(super) fn header_safe(media_type: &str) -> String {
    media_type.chars().filter(|c| matches!(c, ' '..='~')).collect()
}

/// The media type without its parameters, in small letters.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a media type is JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// Whether a media type is that of a form in one text.
pub(super) fn is_form(media_type: &str) -> bool {
    essence(media_type) == "application/x-www-form-urlencoded"
}

/// Whether a media type is text that a `String` can hold.
pub(super) fn is_text(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.starts_with("text/")
        || matches!(
            essence.as_str(),
            "application/xml" | "application/yaml" | "application/x-yaml" | "application/graphql"
        )
        || essence.ends_with("+xml")
        || essence.ends_with("+yaml")
}

/// Whether a media type, or one of several, is one of files that no text is: pictures, sound,
/// archives, anything at all.
pub(super) fn is_binary(media_type: &str) -> bool {
    const FILES: &[&str] = &["gzip", "octet-stream", "pdf", "x-tar", "zip", "*"];
    media_type.split(',').any(|one| {
        let essence = essence(one);
        match essence.split_once('/') {
            Some(("audio" | "font" | "image" | "model" | "video", name)) => !name.ends_with("+xml"),
            Some(("application" | "*", name)) => FILES.contains(&name),
            _ => false,
        }
    })
}

/// What comes one by one in an answer; the sooner in this list, the more it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sequence {
    /// Server-sent events.
    Events,
    /// Values of JSON, a line each.
    Lines,
    /// Values of JSON behind separators (RFC 7464).
    Records,
}

/// What comes one by one in an answer of this media type.
pub(super) fn sequence(media_type: &str) -> Option<Sequence> {
    match essence(media_type).as_str() {
        "text/event-stream" => Some(Sequence::Events),
        "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/json-lines"
        | "application/x-json-stream"
        | "application/stream+json" => Some(Sequence::Lines),
        "application/json-seq" => Some(Sequence::Records),
        other if other.ends_with("+json-seq") => Some(Sequence::Records),
        _ => None,
    }
}

/// Whether a media type is a range of them (`image/*`).
pub(super) fn is_range(media_type: &str) -> bool {
    media_type.contains('*')
}

/// What is the same for all names of one format: the kind of medium, where it tells formats apart,
/// and the format (`text/xml` and `application/xml`, `image/jpg` and `image/jpeg`).
pub(super) fn format(media_type: &str) -> (String, String) {
    let essence = essence(media_type);
    let (medium, name) = essence.split_once('/').unwrap_or(("", &essence));
    let name = name.strip_prefix("x-").unwrap_or(name);
    let name = match name {
        "yml" => "yaml",
        "jpg" => "jpeg",
        name => name,
    };
    let medium = if matches!(medium, "text" | "application") { "" } else { medium };
    (medium.to_owned(), name.to_owned())
}

/// What variants for media types are called, as words; each is told apart from the others as far
/// as the media types tell.
pub(super) fn names(media_types: &[&str]) -> Vec<String> {
    let plain: Vec<String> = media_types.iter().map(|media_type| name(media_type)).collect();
    let is_alone = |name: &String| plain.iter().filter(|other| *other == name).count() == 1;
    let named = |(name, media_type): (&String, &&str)| match is_alone(name) {
        true => name.clone(),
        false => {
            let (medium, _) = format(media_type);
            let medium = if medium == "*" { "any" } else { &medium };
            let parameters = media_type.split_once(';').map_or("", |(_, parameters)| parameters);
            let words: Vec<&str> =
                [medium, name, parameters].into_iter().flat_map(str::split_whitespace).collect();
            words.join(" ")
        }
    };
    plain.iter().zip(media_types).map(named).collect()
}

fn name(media_type: &str) -> String {
    let (medium, name) = format(media_type);
    match (medium.as_str(), name.as_str()) {
        ("", "plain") => "text".to_owned(),
        ("", "octet-stream") => "bytes".to_owned(),
        ("", "x-www-form-urlencoded" | "www-form-urlencoded") => "form".to_owned(),
        ("" | "*", name) if is_range(name) => {
            if is_text(media_type) { "text" } else { "bytes" }.to_owned()
        }
        // `image/*` is an image.
        (medium, "*") => medium.to_owned(),
        (_, name) => name.strip_prefix("vnd.").unwrap_or(name).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_go_by_several_names() {
        assert_eq!(format("text/xml; charset=utf-8"), format("application/XML"));
        assert_eq!(format("text/x-yaml"), format("application/yaml"));
        assert_eq!(format("image/jpg"), format("image/jpeg"));
        assert_ne!(format("video/mp4"), format("audio/mp4"));
    }

    #[test]
    fn sequences_are_known_by_their_media_type() {
        assert_eq!(sequence("text/event-stream; charset=utf-8"), Some(Sequence::Events));
        assert_eq!(sequence("application/x-ndjson"), Some(Sequence::Lines));
        assert_eq!(sequence("application/geo+json-seq"), Some(Sequence::Records));
        assert_eq!(sequence("application/json"), None);
    }

    #[test]
    fn files_are_known_by_their_media_type() {
        assert!(
            ["image/*", "text/plain, image/png", "application/pdf", "*/*"]
                .iter()
                .all(|media_type| is_binary(media_type))
        );
        assert!(
            !["image/svg+xml", "text/*", "application/sdp"]
                .iter()
                .any(|media_type| is_binary(media_type))
        );
    }

    #[test]
    fn variants_are_named_after_formats() {
        let named = names(&[
            "application/json",
            "text/plain",
            "application/octet-stream",
            "application/vnd.api+json",
            "*/*",
            "image/*",
        ]);
        assert_eq!(named, ["json", "text", "bytes", "api+json", "any bytes", "image"]);
    }

    #[test]
    fn what_would_get_one_name_is_told_apart() {
        let named = names(&["audio/mp4", "video/mp4", "application/pdf"]);
        assert_eq!(named, ["audio mp4", "video mp4", "pdf"]);
        let named = names(&["application/json; version=1", "application/json; version=2"]);
        assert_eq!(named, ["json version=1", "json version=2"]);
    }
}
