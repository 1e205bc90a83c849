//! The path of a request.

use super::description::{Location, Param};
use super::encode;
use super::error::Error;
use serde_json::Value;

/// A path with its parameters put in, after the path of a server.
pub(crate) fn path(base: &str, template: &str, values: &[(Param, Value)]) -> Result<String, Error> {
    // Most values are about as long as their names, or an id.
    let mut path = String::with_capacity(base.len() + template.len() + 48);
    path.push_str(base);
    // Most segments are as they stand; the first that has a slot begins behind a slash.
    let Some(slot) = template.find('{') else {
        path.push_str(template);
        return Ok(path);
    };
    let start = template[..slot].rfind('/').map_or(0, |slash| slash + 1);
    path.push_str(&template[..start]);
    for (index, part) in template[start..].split('/').enumerate() {
        if index > 0 {
            path.push('/');
        }
        segment(&mut path, part, values)?;
    }
    Ok(path)
}

/// Appends a segment of the path. One that ends up as `.` or `..`, and a value that ends up
/// empty, would name another resource, so they are refused.
fn segment(path: &mut String, template: &str, values: &[(Param, Value)]) -> Result<(), Error> {
    let start = path.len();
    let mut last = None;
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        path.push_str(before);
        let slot = behind.split_once('}').and_then(|(name, behind)| {
            let mut values = values.iter().filter(|(param, _)| param.place == Location::Path);
            Some((values.find(|(param, _)| param.name == name)?, behind))
        });
        let Some(((param, value), behind)) = slot else {
            path.push('{');
            rest = behind;
            continue;
        };
        let from = path.len();
        encode::path(path, param, value);
        if path.len() == from {
            return Err(elsewhere(param, ""));
        }
        (last, rest) = (Some((param, from..path.len())), behind);
    }
    path.push_str(rest);
    match last {
        Some((param, value)) if matches!(&path[start..], "." | "..") => {
            Err(elsewhere(param, &path[value]))
        }
        _ => Ok(()),
    }
}

fn elsewhere(param: &Param, text: &str) -> Error {
    let why = format!("must not be {text:?}: it would address another resource");
    Error::argument(param.name, why)
}
