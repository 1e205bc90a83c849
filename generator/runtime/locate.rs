//! Finds the place in a JSON text that an error speaks of, so that models need not keep track.

/// The line and column of what an error speaks of.
pub(crate) fn place_of(error: &serde_json::Error) -> (usize, usize) {
    // What is no JSON is located at the byte that is wrong, the rest behind the wrong value.
    (error.line(), error.column().saturating_sub(error.is_syntax().into()))
}

/// The path that an error speaks of, in the text that could not be read. Of a value of several
/// forms the error says itself where in it (see [`within`]).
pub(crate) fn path_of(text: &[u8], error: &serde_json::Error) -> String {
    let (line, column) = place_of(error);
    let mut path = path_at(text, line, column);
    let said = error.to_string();
    let mut rest = said.as_str();
    while let Some((inner, behind)) =
        rest.strip_prefix(WITHIN).and_then(|rest| rest.split_once(END))
    {
        if !(path.is_empty() || inner.starts_with('[')) {
            path.push('.');
        }
        path.push_str(inner);
        rest = behind;
    }
    path
}

const WITHIN: &str = "in `";
const END: &str = "`: ";

#[cfg(part = "tagged-unions")]
/// What an error says, behind where in its value.
pub(crate) fn within(path: &str, error: &serde_json::Error) -> String {
    // Deeper down it has been said already, and is part of the path.
    let said = error.to_string();
    let mut said = said.as_str();
    while let Some((_, behind)) = said.strip_prefix(WITHIN).and_then(|it| it.split_once(END)) {
        said = behind;
    }
    if path.is_empty() { said.to_owned() } else { format!("{WITHIN}{path}{END}{said}") }
}

/// A path is not told further than to here: what nobody described can be nested without measure.
const DEEPEST: usize = 128;

/// The path (`rooms[1].end_time`) of the value at or just before a line and column (from 1, in
/// bytes) of a JSON text. Empty for the whole text.
fn path_at(text: &[u8], line: usize, column: usize) -> String {
    let end = offset(text, line, column);
    let mut frames: Vec<Frame> = Vec::new();
    // How much deeper than that it is.
    let mut below = 0_usize;
    let mut at = 0;
    while at < end {
        match text[at] {
            b'"' => {
                let close = string_end(text, at);
                if let (0, Some(Frame::Object { key, value: false })) = (below, frames.last_mut()) {
                    *key = Some((at, close.min(text.len())));
                }
                at = close;
                continue;
            }
            b'{' | b'[' if below > 0 || frames.len() == DEEPEST => below += 1,
            b'}' | b']' if below > 0 => below -= 1,
            _ if below > 0 => {}
            b'{' => frames.push(Frame::Object { key: None, value: false }),
            b'[' => frames.push(Frame::Array(0)),
            // Also the last one: an object that has just closed is itself what is wrong (a member
            // is missing).
            b'}' | b']' => drop(frames.pop()),
            b',' => match frames.last_mut() {
                Some(Frame::Array(index)) => *index += 1,
                Some(Frame::Object { key, value }) => (*key, *value) = (None, false),
                None => {}
            },
            b':' => {
                if let Some(Frame::Object { value, .. }) = frames.last_mut() {
                    *value = true;
                }
            }
            _ => {}
        }
        at += 1;
    }
    render(text, &frames)
}

enum Frame {
    Object { key: Option<(usize, usize)>, value: bool },
    Array(usize),
}

fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        _ => {
            let mut breaks = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
            breaks.nth(line - 2).map_or(text.len(), |(at, _)| at + 1)
        }
    };
    (start + column).min(text.len())
}

/// The offset behind the string that starts at `at`.
fn string_end(text: &[u8], at: usize) -> usize {
    let mut i = at + 1;
    while i < text.len() {
        match text[i] {
            b'\\' => i += 2,
            b'"' => return i + 1,
            _ => i += 1,
        }
    }
    text.len()
}

fn render(text: &[u8], frames: &[Frame]) -> String {
    let mut path = String::new();
    for frame in frames {
        match frame {
            Frame::Array(index) => path.push_str(&format!("[{index}]")),
            Frame::Object { key: Some((from, to)), .. } => {
                let key = serde_json::from_slice::<String>(&text[*from..*to]).unwrap_or_default();
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&key);
            }
            Frame::Object { key: None, .. } => {}
        }
    }
    path
}
