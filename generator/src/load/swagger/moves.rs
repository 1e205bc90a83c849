//! Where the parts of a converted document come from.

use std::collections::HashMap;

/// Pairs of JSON pointers: a place in the OpenAPI tree, and the place in the Swagger document that
/// it was made from. A place below a moved one has moved with it.
#[derive(Debug, Default)]
pub struct Moves {
    old: HashMap<String, String>,
    new: HashMap<String, Vec<Place>>,
}

/// How many new places of an old one are kept, of which a reference means the first that exists.
const MOST_PLACES: usize = 16;

/// A place in the OpenAPI tree.
#[derive(Debug)]
struct Place {
    pointer: String,
    /// Whether only parts of the old place have moved here.
    is_part: bool,
}

impl Moves {
    /// Notes a move. The first one of a new place counts.
    pub(super) fn add(&mut self, new: impl Into<String>, old: &str) {
        self.note(new.into(), old, false);
    }

    /// Notes a move of some members of an old place. A reference to the old place as a whole does
    /// not mean the new one.
    pub(super) fn add_part(&mut self, new: impl Into<String>, old: &str) {
        self.note(new.into(), old, true);
    }

    fn note(&mut self, pointer: String, old: &str, is_part: bool) {
        if self.old.contains_key(&pointer) {
            return;
        }
        self.old.insert(pointer.clone(), old.to_owned());
        let places = self.new.entry(old.to_owned()).or_default();
        if places.len() < MOST_PLACES {
            places.push(Place { pointer, is_part });
        }
    }

    /// Returns the place in the Swagger document of a place in the OpenAPI tree.
    pub fn old(&self, pointer: &str) -> String {
        let prefixes = prefixes(pointer);
        let found = prefixes.filter_map(|prefix| Some((prefix, self.old.get(prefix)?))).next();
        found.map_or_else(
            || pointer.to_owned(),
            |(prefix, old)| format!("{old}{}", &pointer[prefix.len()..]),
        )
    }

    /// Returns the places in the OpenAPI tree that a place in the Swagger document may be at now,
    /// the most likely first.
    pub(super) fn new_places<'a>(&'a self, pointer: &'a str) -> impl Iterator<Item = String> + 'a {
        prefixes(pointer).flat_map(move |prefix| {
            let found = self.new.get(prefix).into_iter().flatten();
            let found = found.filter(move |place| !place.is_part || prefix != pointer);
            found.map(move |place| format!("{}{}", place.pointer, &pointer[prefix.len()..]))
        })
    }
}

/// A pointer and those of the places around it, from inside to outside.
fn prefixes(pointer: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(pointer), |pointer| Some(pointer.rsplit_once('/')?.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_move_counts() {
        let mut moves = Moves::default();
        moves.add("/components/schemas", "/definitions");
        moves.add("/components/schemas/Body", "/parameters/Body/schema");
        assert_eq!(moves.old("/components/schemas/Pet/type"), "/definitions/Pet/type");
        assert_eq!(moves.old("/components/schemas/Body/type"), "/parameters/Body/schema/type");
        assert_eq!(moves.old("/components/schemasPet"), "/components/schemasPet");
        assert_eq!(moves.old(""), "");
        let places: Vec<String> = moves.new_places("/definitions/Pet").collect();
        assert_eq!(places, ["/components/schemas/Pet"]);
    }
}
