//! Line and column of JSON pointers, looked up only when there is something to say.

use super::text::{Format, Source, characters};
use crate::document::pointer::unescape;
use saphyr_parser::{Event, Parser, Span};
use std::collections::HashMap;

/// A line and a column, from 1.
pub type Position = (usize, usize);

/// The places of some pointers in a text. What nobody asks for is passed over without being looked
/// at: the pointers are a tree, and the text is walked along it.
#[derive(Debug)]
pub struct Places {
    nodes: Vec<Node>,
    /// How many of the pointers have not been found yet.
    open: usize,
}

/// A place on the way to what is wanted.
#[derive(Debug, Default)]
struct Node {
    /// The places inside, by their tokens.
    inside: HashMap<String, usize>,
    wanted: bool,
    at: Option<Position>,
}

impl Places {
    /// Looks up the positions of those of the pointers that stand in the source. A member's
    /// position is that of its key; of a key that is repeated, it is the last one's.
    pub fn find<'p>(source: &Source, pointers: impl IntoIterator<Item = &'p str>) -> Self {
        let mut places = Self { nodes: vec![Node::default()], open: 0 };
        for pointer in pointers {
            let mut node = 0;
            for token in pointer.split('/').skip(1) {
                let new = places.nodes.len();
                node = *places.nodes[node].inside.entry(unescape(token)).or_insert(new);
                if node == new {
                    places.nodes.push(Node::default());
                }
            }
            places.open += usize::from(!std::mem::replace(&mut places.nodes[node].wanted, true));
        }
        if places.open > 0 {
            let last = !source.repeated.is_empty();
            let mut index = Index { places: &mut places, last, stack: Vec::new() };
            match source.format {
                Format::Json => json(&source.text, &mut index),
                Format::Yaml => yaml(&source.text, &mut index),
            }
        }
        places
    }

    /// The position of a pointer.
    pub fn at(&self, pointer: &str) -> Option<Position> {
        let token = |node: usize, token| self.nodes[node].inside.get(&unescape(token)).copied();
        let node = pointer.split('/').skip(1).try_fold(0, token)?;
        self.nodes[node].at
    }

    /// The position of a pointer, or of the closest place around it that stands in the text.
    pub fn closest(&self, pointer: &str) -> Option<Position> {
        let (mut node, mut found) = (0, self.nodes[0].at);
        for token in pointer.split('/').skip(1) {
            let Some(next) = self.nodes[node].inside.get(&unescape(token)) else { break };
            node = *next;
            found = self.nodes[node].at.or(found);
        }
        found
    }
}

/// What the walk is inside of; a place is `None` where nothing inside is wanted.
enum Frame {
    /// An object, and the place and position of the member whose value comes next.
    Object { place: Option<usize>, member: Option<(Option<usize>, Position)> },
    /// An array, and the index of the element that comes next.
    Array { place: Option<usize>, index: usize },
}

struct Index<'a> {
    places: &'a mut Places,
    /// Of several places with one pointer the last is wanted, not the first.
    last: bool,
    stack: Vec<Frame>,
}

impl Index<'_> {
    /// A value starts here.
    fn value(&mut self, at: Position) -> Option<usize> {
        let (place, at) = match self.stack.last_mut() {
            None => (Some(0), at),
            Some(Frame::Object { member, .. }) => member.take()?,
            Some(Frame::Array { place, index }) => {
                *index += 1;
                let inside = |place: &usize| &self.places.nodes[*place].inside;
                let inside = place.as_ref().map(inside).filter(|inside| !inside.is_empty());
                (inside.and_then(|inside| inside.get(&(*index - 1).to_string()).copied()), at)
            }
        };
        let node = &mut self.places.nodes[place?];
        if self.last || node.at.is_none() {
            self.places.open -= usize::from(node.wanted && node.at.is_none());
            node.at = Some(at);
        }
        place
    }

    /// Whether a scalar that comes now is a key.
    fn expects_key(&self) -> bool {
        matches!(self.stack.last(), Some(Frame::Object { member: None, .. }))
    }

    fn key(&mut self, text: impl FnOnce() -> String, at: Position) {
        if let Some(Frame::Object { place, member }) = self.stack.last_mut() {
            let inside = |place: usize| &self.places.nodes[place].inside;
            let inside = place.map(inside).filter(|inside| !inside.is_empty());
            *member = Some((inside.and_then(|inside| inside.get(&text()).copied()), at));
        }
    }

    fn open(&mut self, object: bool, at: Position) {
        let place = self.value(at);
        self.stack.push(match object {
            true => Frame::Object { place, member: None },
            false => Frame::Array { place, index: 0 },
        });
    }

    fn is_done(&self) -> bool {
        !self.last && self.places.open == 0
    }
}

/// Walks through YAML. The library that read the text is more tolerant than the one that knows
/// positions, which wants the lines of a flow collection (`[…]`, `{…}`) to be indented more than
/// what is around it. Such lines are indented here, and the walk starts again.
fn yaml(text: &str, index: &mut Index<'_>) {
    /// How many lines may be indented one by one, and how much text may be walked through.
    const MOST: usize = 100;
    const MOST_BYTES: usize = 100 << 20;
    let mut indents = HashMap::new();
    let Some(line) = walk_yaml(text, &indents, index) else { return };
    // Most of these lines are brackets that close.
    let lines = text.split('\n').enumerate();
    let closing = lines.filter(|(_, line)| line.trim_start_matches(' ').starts_with([']', '}']));
    indents.extend(closing.map(|(i, _)| (i + 1, INDENT)));
    indents.insert(line, INDENT);
    for _ in 0..(MOST_BYTES / text.len().max(1)).clamp(1, MOST) {
        index.stack.clear();
        let indented = text.split('\n').enumerate().map(|(i, line)| match indents.get(&(i + 1)) {
            Some(indent) => format!("{}{line}", " ".repeat(*indent)),
            None => line.to_owned(),
        });
        let indented = indented.collect::<Vec<String>>().join("\n");
        match walk_yaml(&indented, &indents, index) {
            Some(line) if indents.insert(line, INDENT).is_none() => {}
            _ => return,
        }
    }
}

/// How much a line is indented that is not indented enough.
const INDENT: usize = 64;

/// Walks through YAML of which some lines have been indented. Returns the line at which that is not
/// possible, if there is one.
fn walk_yaml(text: &str, indents: &HashMap<usize, usize>, index: &mut Index<'_>) -> Option<usize> {
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => return Some(error.marker().line()),
        };
        let (line, column) = start(&span);
        let at = (line, column.saturating_sub(indents.get(&line).copied().unwrap_or(0)));
        match event {
            Event::MappingStart(..) => index.open(true, at),
            Event::SequenceStart(..) => index.open(false, at),
            Event::MappingEnd | Event::SequenceEnd => drop(index.stack.pop()),
            Event::Scalar(text, ..) if index.expects_key() => index.key(|| text.into_owned(), at),
            Event::Scalar(..) | Event::Alias(..) => drop(index.value(at)),
            _ => {}
        }
        if index.is_done() {
            return None;
        }
    }
    None
}

fn start(span: &Span) -> Position {
    (span.start.line(), span.start.col() + 1)
}

/// The text has been parsed before, so it is known to be JSON.
fn json(text: &str, index: &mut Index<'_>) {
    bytes(text, index);
    // Columns were counted in bytes, which is all that is needed while nothing is found.
    let nodes = index.places.nodes.iter_mut();
    let mut found: Vec<&mut Position> = nodes.filter_map(|node| node.at.as_mut()).collect();
    found.sort_unstable();
    let mut found = found.into_iter().peekable();
    for (i, line) in text.split('\n').enumerate() {
        let (mut counted, mut column) = (0, 0);
        while let Some(at) = found.next_if(|at| at.0 == i + 1) {
            column += characters(&line.as_bytes()[counted..], at.1 - counted);
            counted = at.1;
            at.1 = column;
        }
    }
}

fn bytes(text: &str, index: &mut Index<'_>) {
    let bytes = text.as_bytes();
    let (mut i, mut line, mut line_start) = (0, 1, 0);
    while i < bytes.len() && !index.is_done() {
        let at = (line, i - line_start + 1);
        match bytes[i] {
            b'\n' => (line, line_start) = (line + 1, i + 1),
            b'{' => index.open(true, at),
            b'[' => index.open(false, at),
            b'}' | b']' => drop(index.stack.pop()),
            b'"' => {
                let end = string_end(bytes, i);
                if index.expects_key() {
                    index.key(|| serde_json::from_str(&text[i..end]).unwrap_or_default(), at);
                } else {
                    index.value(at);
                }
                i = end;
                continue;
            }
            b' ' | b'\t' | b'\r' | b',' | b':' => {}
            _ => {
                index.value(at);
                let rest = &bytes[i..];
                let is_end =
                    |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t');
                i += rest.iter().position(is_end).unwrap_or(rest.len());
                continue;
            }
        }
        i += 1;
    }
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut i = start + 1;
    while i < bytes.len() {
        match bytes[i] {
            b'\\' => i += 2,
            b'"' => return i + 1,
            _ => i += 1,
        }
    }
    bytes.len()
}
