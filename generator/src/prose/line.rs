//! One line of Markdown: its words, made safe, and where it may be broken.

/// Text in which nothing means anything to Markdown.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A line that does not start a list, a heading or a rule.
pub(super) fn escape_start(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if line.starts_with(['#', '+', '-', '=']) {
        return format!("\\{line}");
    }
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    line.to_owned()
}

/// A code span.
pub(super) fn inline_code(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// Whether a text is a URL that can stand between `<` and `>`.
pub(super) fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let breaks = |c: char| {
        matches!(c, '<' | '>' | '`' | '|' | '\\' | '{' | '}' | '[' | ']' | '*' | '"' | '^')
            || c.is_whitespace()
            || super::is_hidden(c)
    };
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && !rest.contains(breaks)
    })
}

/// A word that has a URL in it: what stands before the URL, the URL, and what stands behind it.
pub(super) fn split_url(word: &str) -> Option<(&str, &str, &str)> {
    let start = ["https://", "http://"].iter().filter_map(|scheme| word.find(scheme)).min()?;
    let (before, rest) = word.split_at(start);
    if before.ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let ends = ['"', '<', '>', '”', '’', '»', '）', '，', '。', '、'];
    let mut url = &rest[..rest.find(ends).unwrap_or(rest.len())];
    // What closes the sentence or the brackets around is not part of it.
    let (opened, mut closed) = (url.matches('(').count(), url.matches(')').count());
    while let Some(last) = url.chars().next_back() {
        let closes = match last {
            '.' | ',' | ';' | ':' | '\'' | '*' | '!' | '?' => true,
            ')' => closed > opened,
            _ => false,
        };
        if !closes {
            break;
        }
        closed -= usize::from(last == ')');
        url = &url[..url.len() - last.len_utf8()];
    }
    is_url(url).then(|| (before, url, &rest[url.len()..]))
}

/// Breaks a line between words at 90 columns; never inside code, a link or a URL.
pub(super) fn wrap(line: &str) -> Vec<String> {
    const WIDTH: usize = 90;
    let mut lines = Vec::new();
    let mut current = String::new();
    for piece in pieces(line) {
        if !current.is_empty() && current.len() + 1 + piece.len() > WIDTH {
            lines.push(std::mem::take(&mut current));
        }
        if !current.is_empty() {
            current.push(' ');
        }
        // A word that opens a line must not open a block.
        match current.is_empty() && !lines.is_empty() && opens_block(piece) {
            true => match lines.last_mut() {
                Some(last) => {
                    last.push(' ');
                    last.push_str(piece);
                }
                None => current.push_str(piece),
            },
            false => current.push_str(piece),
        }
    }
    if !current.is_empty() {
        lines.push(current);
    }
    lines
}

fn opens_block(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    word.starts_with(['#', '+', '-', '=', '>', '*', '~'])
        || (digits.len() < word.len() && digits.starts_with(['.', ')']))
}

/// The words of a line; code spans and links stay in one piece.
pub(super) fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut brackets, mut i) = (0, 0usize, 0);
    let bytes = line.as_bytes();
    while i < bytes.len() {
        match bytes[i] {
            b'\\' => i += 1,
            b'`' | b'<' => {
                i = past_span(line, i);
                continue;
            }
            b'[' | b'(' => brackets += 1,
            b']' | b')' => brackets = brackets.saturating_sub(1),
            b' ' if brackets == 0 => {
                if start < i {
                    pieces.push(&line[start..i]);
                }
                start = i + 1;
            }
            _ => {}
        }
        i += 1;
    }
    if start < line.len() {
        pieces.push(&line[start..]);
    }
    pieces
}

/// The end of the code span or URL that starts at `start`; that of its mark where it is none.
fn past_span(line: &str, start: usize) -> usize {
    let rest = &line[start..];
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    if ticks == 0 {
        return start + rest.find('>').map_or(1, |at| at + 1);
    }
    let mut i = ticks;
    while let Some(at) = rest[i..].find('`') {
        let run = &rest[i + at..];
        let length = run.len() - run.trim_start_matches('`').len();
        i += at + length;
        if length == ticks {
            return start + i;
        }
    }
    start + ticks
}

/// The number of marks that open or close emphasis. If it is even, every emphasis is closed.
pub(super) fn emphasis_marks(line: &str) -> usize {
    let (mut runs, mut i) = (0, 0);
    let bytes = line.as_bytes();
    while i < bytes.len() {
        match bytes[i] {
            b'\\' => i += 1,
            b'`' | b'<' => {
                i = past_span(line, i);
                continue;
            }
            b'*' if i == 0 || bytes[i - 1] != b'*' => runs += 1,
            _ => {}
        }
        i += 1;
    }
    runs
}
