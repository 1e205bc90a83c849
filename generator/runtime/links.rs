//! `Link` headers (RFC 8288).

use http::HeaderMap;

/// The target of the relation `next` among `Link` headers.
pub(crate) fn next(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(http::header::LINK).iter();
    values.filter_map(|value| value.to_str().ok()).find_map(next_of)
}

fn next_of(links: &str) -> Option<String> {
    let mut rest = links;
    while let Some((_, behind)) = rest.split_once('<') {
        let (target, behind) = behind.split_once('>')?;
        // The parameters end where the next link begins: a comma and an angle bracket.
        let end = behind.find('<').unwrap_or(behind.len());
        let (params, left) = behind.split_at(end);
        if params.split(';').any(|param| is_next(param.trim().trim_end_matches([',', ' ']))) {
            return Some(target.to_owned());
        }
        rest = left;
    }
    None
}

fn is_next(param: &str) -> bool {
    let Some((name, value)) = param.split_once('=') else { return false };
    name.trim().eq_ignore_ascii_case("rel")
        && value.trim().trim_matches('"').split(' ').any(|word| word.eq_ignore_ascii_case("next"))
}
