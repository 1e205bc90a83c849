//! The HTML that stands in Markdown: what is a tag, and what only looks like one.

use super::{Writer, clean};

/// The elements that are taken for HTML. `Vec<T>` and `<name>` are words.
const KNOWN: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "br",
    "button",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "label",
    "li",
    "main",
    "mark",
    "nav",
    "nobr",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// A part of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part<'a> {
    /// What is read, with its entities as they are written.
    Text(&'a str),
    /// A tag of a known element, and whether it closes the element.
    Tag(&'static str, bool),
    /// A comment or a declaration.
    Nothing,
}

/// The parts of HTML, in order.
fn parts(html: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut start, mut from) = (0, 0);
    while let Some(at) = html[from..].find('<').map(|at| from + at) {
        let Some((part, length)) = tag(&html[at..]) else {
            from = at + 1;
            continue;
        };
        if start < at {
            parts.push(Part::Text(&html[start..at]));
        }
        parts.push(part);
        (start, from) = (at + length, at + length);
    }
    if start < html.len() {
        parts.push(Part::Text(&html[start..]));
    }
    parts
}

/// The tag or comment that a text starts with, and its length.
fn tag(text: &str) -> Option<(Part<'_>, usize)> {
    if text.starts_with("<!--") {
        let length = text.find("-->").map_or(text.len(), |at| at + 3);
        return Some((Part::Nothing, length));
    }
    if text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
        return Some((Part::Nothing, text.find('>')? + 1));
    }
    let closes = text.starts_with("</");
    let name_start = if closes { 2 } else { 1 };
    let rest = &text[name_start..];
    let name_length = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (name, rest) = rest.split_at(name_length);
    let known = KNOWN.iter().find(|known| known.eq_ignore_ascii_case(name))?;
    if !rest.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')) {
        return None;
    }
    Some((Part::Tag(known, closes), name_start + name_length + attributes(rest)?))
}

/// The length of what stands between the name of a tag and its end, with the end.
fn attributes(text: &str) -> Option<usize> {
    let mut quote = None;
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(i + 1),
            // A new tag inside of one: this was none.
            (None, '<') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// HTML whose first tag is unknown as Markdown in which no unknown tag is one; `None` for what is
/// HTML indeed.
fn as_markdown(html: &str) -> Option<String> {
    let parts = parts(html);
    let starts_with_words =
        matches!(parts.first(), Some(Part::Text(text)) if text.trim_start().starts_with('<'));
    if !starts_with_words {
        return None;
    }
    let mut out = String::with_capacity(html.len() + 8);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let length = match tag(&rest[at..]) {
            Some((_, length)) => length,
            None => {
                out.push('\\');
                1
            }
        };
        out.push_str(&rest[at..at + length]);
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    Some(out)
}

/// A text with its entities as the characters that they stand for.
fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';').map(|(end, _)| end);
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(number.ok()?);
    }
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "bull" => '•',
        "middot" => '·',
        "times" => '×',
        "rarr" => '→',
        "larr" => '←',
        "le" => '≤',
        "ge" => '≥',
        "ne" => '≠',
        _ => return None,
    })
}

impl Writer {
    pub(super) fn html(&mut self, html: &str) {
        let mut parts = parts(html).into_iter();
        while let Some(part) = parts.next() {
            match part {
                Part::Nothing => {}
                Part::Text(_) if self.dropping => {}
                Part::Text(text) => self.html_text(text),
                Part::Tag("pre", false) if self.html.is_some() && !self.dropping => {
                    let words = parts.by_ref().take_while(|part| *part != Part::Tag("pre", true));
                    let text = |part| if let Part::Text(text) = part { text } else { "" };
                    let code: String = words.map(text).collect();
                    self.block();
                    self.write_code(&clean(&decode(&code)));
                }
                Part::Tag(name, closes) => self.tag(name, closes),
            }
        }
    }

    /// White space is one space, as a browser shows it.
    fn html_text(&mut self, text: &str) {
        let spaced = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        let is_space = |c: char| c.is_ascii_whitespace();
        let (before, after) = (text.starts_with(is_space), text.ends_with(is_space));
        if before && !self.line.is_empty() {
            self.line.push(' ');
        }
        self.text(&decode(&spaced));
        if after && !spaced.is_empty() {
            self.line.push(' ');
        }
    }

    fn tag(&mut self, name: &str, closes: bool) {
        match name {
            "script" | "style" => self.dropping = !closes,
            _ if self.dropping => {}
            "br" => self.hard_break(),
            "td" | "th" if closes && !self.in_cell => self.line.push_str(" · "),
            "b" | "i" | "a" | "em" | "strong" | "code" | "span" | "img" | "td" | "th" => {}
            // A block inside of words would tear them apart.
            "p" | "div" | "li" | "ul" | "ol" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
                if self.in_cell || self.emphasis > 0 || !self.links.is_empty() =>
            {
                self.line.push(' ');
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.block();
                let mark = if name == "h1" { "#### " } else { "##### " };
                self.heading = (!closes).then_some(mark);
            }
            "ul" | "ol" => self.html_list(name, closes),
            "li" => self.html_item(closes),
            "tr" => {
                self.end_row();
                self.block();
            }
            "p" | "div" | "hr" | "blockquote" | "table" | "details" | "summary" | "section"
            | "article" | "aside" | "header" | "footer" | "main" | "nav" | "center" | "dl"
            | "dt" | "dd" | "pre" | "figure" | "figcaption" | "caption" => {
                // Inside an item, a paragraph is that of the item.
                match self.html_lists.is_empty() {
                    true => self.block(),
                    false => self.flush(),
                }
            }
            _ => {}
        }
    }

    fn html_list(&mut self, name: &str, closes: bool) {
        self.flush();
        if closes {
            self.html_lists.pop();
        } else {
            if self.html_lists.is_empty() {
                self.block();
            }
            self.html_lists.push((name == "ol").then_some(1));
        }
        if self.html_lists.is_empty() {
            self.block();
        }
    }

    fn html_item(&mut self, closes: bool) {
        self.flush();
        self.html_item = None;
        if closes {
            return;
        }
        let marker = match self.html_lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "* ".to_owned(),
        };
        // An item that is deeper than any before it is no item, but code.
        let level = self.html_lists.len().clamp(1, self.html_level + 1);
        self.html_item = Some((level, marker));
    }

    /// The end of a block of HTML. One that starts with a tag that is none is Markdown after all.
    pub(super) fn close_html(&mut self) {
        let html = self.html.take().unwrap_or_default();
        match as_markdown(&html) {
            Some(text) => self.markdown(&text),
            None => {
                self.html = Some(String::new());
                self.block();
                self.html(&html);
                self.flush();
                self.html = None;
            }
        }
        self.end_html();
    }

    /// What was opened and not closed ends with the block that it stands in.
    pub(super) fn end_html(&mut self) {
        self.dropping = false;
        self.html_lists.clear();
        (self.html_level, self.html_item) = (0, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_elements_are_tags() {
        assert_eq!(parts("a < b <T> </name>"), [Part::Text("a < b <T> </name>")]);
        assert_eq!(
            parts("<B CLASS='x>y'>c</b><br/>"),
            [Part::Tag("b", false), Part::Text("c"), Part::Tag("b", true), Part::Tag("br", false)]
        );
        assert_eq!(parts("<!-- <b> -->x"), [Part::Nothing, Part::Text("x")]);
        assert_eq!(parts("if a <b and c"), [Part::Text("if a <b and c")]);
    }

    #[test]
    fn entities_are_characters() {
        assert_eq!(decode("&lt;a&gt; &amp;&#38;&#x26; & &; &nope;"), "<a> &&& & &; &nope;");
    }
}
