//! Line and column of JSON pointers, looked up only when there is something to say.

use super::pointer::escape;
use super::text::{Format, Source, characters};
use saphyr_parser::{Event, Parser, Span};
use std::collections::{HashMap, HashSet};

/// The positions (line, column, from 1) of those of the pointers that stand in the source. A
/// member's position is that of its key; of a key that is repeated, it is the last one's.
pub fn locate(source: &Source, wanted: &HashSet<String>) -> HashMap<String, (usize, usize)> {
    let last = !source.repeated.is_empty();
    let mut index = Index { wanted, last, found: HashMap::new(), stack: Vec::new() };
    match source.format {
        Format::Json => json(&source.text, &mut index),
        Format::Yaml => yaml(&source.text, &mut index),
    }
    index.found
}

/// What the walk is inside of.
enum Frame {
    /// An object; the pointer and position of the member whose value comes next.
    Object { pointer: String, member: Option<(String, (usize, usize))> },
    /// An array; the pointer and the index of the element that comes next.
    Array { pointer: String, index: usize },
}

struct Index<'a> {
    wanted: &'a HashSet<String>,
    /// Of several places with one pointer the last is wanted, not the first.
    last: bool,
    found: HashMap<String, (usize, usize)>,
    stack: Vec<Frame>,
}

impl Index<'_> {
    /// A value starts here: its pointer.
    fn value(&mut self, at: (usize, usize)) -> String {
        let (pointer, at) = match self.stack.last_mut() {
            None => (String::new(), at),
            Some(Frame::Object { member, .. }) => member.take().unwrap_or_default(),
            Some(Frame::Array { pointer, index }) => {
                *index += 1;
                (format!("{pointer}/{}", *index - 1), at)
            }
        };
        if self.wanted.contains(&pointer) && (self.last || !self.found.contains_key(&pointer)) {
            self.found.insert(pointer.clone(), at);
        }
        pointer
    }

    /// Whether a scalar that comes now is a key.
    fn expects_key(&self) -> bool {
        matches!(self.stack.last(), Some(Frame::Object { member: None, .. }))
    }

    fn key(&mut self, text: &str, at: (usize, usize)) {
        if let Some(Frame::Object { pointer, member }) = self.stack.last_mut() {
            *member = Some((format!("{pointer}/{}", escape(text)), at));
        }
    }

    fn open(&mut self, object: bool, at: (usize, usize)) {
        let pointer = self.value(at);
        self.stack.push(match object {
            true => Frame::Object { pointer, member: None },
            false => Frame::Array { pointer, index: 0 },
        });
    }

    fn is_done(&self) -> bool {
        !self.last && self.found.len() == self.wanted.len()
    }
}

fn yaml(text: &str, index: &mut Index<'_>) {
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { return };
        let at = start(&span);
        match event {
            Event::MappingStart(..) => index.open(true, at),
            Event::SequenceStart(..) => index.open(false, at),
            Event::MappingEnd | Event::SequenceEnd => drop(index.stack.pop()),
            Event::Scalar(text, ..) if index.expects_key() => index.key(&text, at),
            Event::Scalar(..) | Event::Alias(..) => drop(index.value(at)),
            _ => {}
        }
        if index.is_done() {
            return;
        }
    }
}

fn start(span: &Span) -> (usize, usize) {
    (span.start.line(), span.start.col() + 1)
}

/// The text has been parsed before, so it is known to be JSON.
fn json(text: &str, index: &mut Index<'_>) {
    bytes(text, index);
    // Columns were counted in bytes, which is all that is needed while nothing is found.
    let mut found: Vec<&mut (usize, usize)> = index.found.values_mut().collect();
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
                    let key: String = serde_json::from_str(&text[i..end]).unwrap_or_default();
                    index.key(&key, at);
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
