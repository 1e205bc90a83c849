//! Prose of a document to rustdoc: the same Markdown, made safe.
//!
//! The text is parsed by the parser that rustdoc uses and written anew, so that nothing in it can
//! run as a doc test, end a comment, open an HTML tag, or be taken for a link to a Rust item.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

/// The lines of documentation for a text; none for a text without words.
pub fn lines(text: &str) -> Vec<String> {
    let text = clean(text);
    if text.trim().is_empty() {
        return Vec::new();
    }
    let mut writer = Writer::default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(&text, options) {
        writer.event(event);
    }
    writer.finish()
}

/// The first sentence of a text, as one line of documentation.
pub fn summary(text: &str) -> Option<String> {
    let lines = lines(text);
    let first: Vec<&str> =
        lines.iter().map(String::as_str).take_while(|line| !line.is_empty()).collect();
    let paragraph = first.join(" ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |at| at + 1);
    Some(paragraph[..end].trim().to_owned()).filter(|line| !line.is_empty())
}

/// Takes out what rustc refuses in comments (directions of text) and what no one can see.
fn clean(text: &str) -> String {
    let hidden = |c: &char| {
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
            || (c.is_control() && !matches!(c, '\n' | '\t'))
    };
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| !hidden(c)).collect()
}

/// Text in which nothing means anything to Markdown.
fn escape(text: &str) -> String {
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
fn escape_start(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if line.starts_with(['#', '+', '-', '=']) {
        return format!("\\{line}");
    }
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    line.to_owned()
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// The words of the paragraph, list item or cell that is being written.
    line: String,
    /// What stands before each line of the blocks around.
    indent: Vec<&'static str>,
    /// The marker of a list item whose first line is still to come.
    marker: Option<String>,
    lists: Vec<Option<u64>>,
    links: Vec<Option<String>>,
    /// Inside a link that is its own text.
    in_autolink: bool,
    code: Option<String>,
    in_cell: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        if self.code.is_some() && self.code_block(&event) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.in_autolink => {}
            Event::Text(text) => self.text(&text),
            Event::Code(code) => self.line.push_str(&inline_code(&code)),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak => self.line.push(' '),
            Event::HardBreak => self.flush(),
            Event::Rule => self.block(),
            _ => {}
        }
    }

    /// Inside a code block everything is text until its end.
    fn code_block(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Text(text) => {
                if let Some(code) = &mut self.code {
                    code.push_str(text);
                }
                true
            }
            Event::End(TagEnd::CodeBlock) => false,
            _ => true,
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::TableHead | Tag::TableRow => self.block(),
            Tag::Heading { level, .. } => {
                self.block();
                // A heading of the document is smaller than those that we write ourselves.
                self.line.push_str(if level == HeadingLevel::H1 { "#### " } else { "##### " });
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.block();
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.block()
                } else {
                    self.flush()
                }
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::Emphasis => self.line.push('*'),
            Tag::Strong => self.line.push_str("**"),
            Tag::Strikethrough => self.line.push_str("~~"),
            Tag::Link { link_type: LinkType::Autolink, dest_url, .. } => {
                self.line.push_str(&format!("<{dest_url}>"));
                self.in_autolink = true;
            }
            Tag::Link { dest_url, .. } => self.open_link(&dest_url),
            Tag::Image { .. } => self.links.push(None),
            Tag::TableCell => self.in_cell = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.flush(),
            TagEnd::CodeBlock => self.close_code(),
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.flush();
                self.marker = None;
                self.indent.pop();
            }
            TagEnd::Emphasis => self.line.push('*'),
            TagEnd::Strong => self.line.push_str("**"),
            TagEnd::Strikethrough => self.line.push_str("~~"),
            TagEnd::Link if self.in_autolink => self.in_autolink = false,
            TagEnd::Link => self.close_link(),
            TagEnd::Image => drop(self.links.pop()),
            TagEnd::TableCell => {
                self.in_cell = false;
                self.line.push_str(" · ");
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.line.truncate(self.line.trim_end_matches([' ', '·']).len());
                self.flush();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        for (i, word) in text.split(' ').enumerate() {
            if i > 0 {
                self.line.push(' ');
            }
            let bare = self.links.is_empty() && is_url(word);
            match bare {
                // rustdoc warns of a bare URL; what closes the sentence is not part of it.
                true => {
                    let url = word.trim_end_matches(['.', ',', ')', ';', ':', '\'', '"', '*']);
                    self.line.push_str(&format!("<{url}>"));
                    self.line.push_str(&escape(&word[url.len()..]));
                }
                false if word.contains("://") => {
                    // Glued to something: show it as code, which is never a link.
                    self.line.push_str(&inline_code(word));
                }
                false => self.line.push_str(&escape(word)),
            }
        }
    }

    fn html(&mut self, html: &str) {
        let lower = html.trim().to_ascii_lowercase();
        match lower.as_str() {
            "<br>" | "<br/>" | "<br />" => self.flush(),
            "</p>" | "<p>" => self.block(),
            "<li>" => {
                self.flush();
                self.line.push_str("* ");
            }
            // Tags carry no words of their own.
            tag if tag.starts_with('<') && !tag.starts_with("<!--") => {
                let words = strip_tags(html);
                if !words.trim().is_empty() {
                    self.line.push_str(&escape(words.trim()));
                }
            }
            _ => {}
        }
    }

    fn item(&mut self) {
        self.flush();
        let (marker, indent) = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                (format!("{}. ", *number - 1), "   ")
            }
            _ => ("* ".to_owned(), "  "),
        };
        self.marker = Some(marker);
        self.indent.push(indent);
    }

    fn open_link(&mut self, url: &str) {
        let safe = is_url(url) && !url.contains(['<', '>', ' ']);
        if safe {
            self.line.push('[');
        }
        self.links.push(safe.then(|| url.to_owned()));
    }

    fn close_link(&mut self) {
        if let Some(Some(url)) = self.links.pop() {
            self.line.push_str(&format!("](<{url}>)"));
        }
    }

    fn close_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(3.max(longest + 1));
        self.push(format!("{fence}text"));
        for line in code.trim_end_matches('\n').split('\n') {
            self.push(line.to_owned());
        }
        self.push(fence);
    }

    /// A block starts: what came before is closed, with a blank line between.
    fn block(&mut self) {
        self.flush();
        let is_first_of_item = self.marker.is_some();
        if !self.lines.is_empty()
            && !is_first_of_item
            && self.lines.last().is_some_and(|line| !line.is_empty())
        {
            self.lines.push(String::new());
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        // A heading is ours; everything else is words.
        match line.starts_with("####") {
            true => self.push(line.to_owned()),
            false => wrap(&escape_start(line)).into_iter().for_each(|line| self.push(line)),
        }
    }

    fn push(&mut self, line: String) {
        let mut indent = self.indent.clone();
        let marker = self.marker.take();
        if marker.is_some() {
            indent.pop();
        }
        let line = format!("{}{}{line}", indent.concat(), marker.unwrap_or_default());
        self.lines.push(line.trim_end().to_owned());
    }

    fn finish(mut self) -> Vec<String> {
        self.flush();
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines
    }
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            && !rest.contains(['<', '>', '`', '|', '\\', '{', '}', '[', ']', '(', '*', '"', '^'])
    })
}

/// A text as a code span, on one line.
pub fn code(text: &str) -> String {
    let text = clean(text).replace(['\n', '\t'], " ");
    inline_code(if text.trim().is_empty() { "\"\"" } else { text.trim() })
}

fn inline_code(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}

fn strip_tags(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            '\n' => out.push(' '),
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// Breaks a line between words at 90 columns; never inside code, a link or a URL.
fn wrap(line: &str) -> Vec<String> {
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
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut ticks, mut brackets) = (0, false, 0usize);
    let mut escaped = false;
    for (i, c) in line.char_indices() {
        match c {
            _ if escaped => {
                escaped = false;
                continue;
            }
            '\\' if !ticks => escaped = true,
            '`' => ticks = !ticks,
            '[' | '(' if !ticks => brackets += 1,
            ']' | ')' if !ticks => brackets = brackets.saturating_sub(1),
            ' ' if !ticks && brackets == 0 => {
                if start < i {
                    pieces.push(&line[start..i]);
                }
                start = i + 1;
            }
            _ => {}
        }
    }
    if start < line.len() {
        pieces.push(&line[start..]);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        lines(text).join("\n")
    }

    #[test]
    fn emphasis_code_and_links_stay() {
        assert_eq!(
            shown("A **dog** named `x_y`, see [docs](https://example.com/a)."),
            "A **dog** named `x_y`, see [docs](<https://example.com/a>)."
        );
    }

    #[test]
    fn brackets_and_tags_are_words() {
        assert_eq!(shown("An array[int] of <T>"), "An array\\[int\\] of");
        assert_eq!(shown("a < b & c"), "a \\< b \\& c");
    }

    #[test]
    fn relative_links_are_their_text() {
        assert_eq!(shown("See [Status Callbacks](/docs/pets)."), "See Status Callbacks.");
    }

    #[test]
    fn a_bare_url_becomes_a_link() {
        assert_eq!(shown("See https://example.com/a_b."), "See <https://example.com/a_b>.");
    }

    #[test]
    fn code_blocks_are_not_doc_tests() {
        assert_eq!(shown("```\nlet x = 1;\n```"), "```text\nlet x = 1;\n```");
        assert_eq!(shown("    indented()"), "```text\nindented()\n```");
    }

    #[test]
    fn lists_keep_their_shape() {
        assert_eq!(shown("Either:\n\n- one\n- two\n  - deep"), "Either:\n\n* one\n* two\n  * deep");
    }

    #[test]
    fn directions_of_text_are_taken_out() {
        assert_eq!(shown("a\u{202e}b\u{200b}c"), "abc");
    }
}
