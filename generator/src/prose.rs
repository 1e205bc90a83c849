//! Prose of a document to rustdoc: the same Markdown, made safe.
//!
//! The text is parsed by the parser that rustdoc uses and written anew, so that nothing in it can
//! run as a doc test, end a comment, open an HTML tag, or be taken for a link to a Rust item.

mod html;
mod line;

use line::{escape, escape_start, inline_code, is_url, pieces, split_url, wrap};
use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};

/// The lines of documentation for a text; none for a text without words.
pub fn lines(text: &str) -> Vec<String> {
    let text = clean(text);
    if text.trim().is_empty() {
        return Vec::new();
    }
    let mut writer = Writer::default();
    writer.markdown(&text);
    writer.finish()
}

/// The first sentence of a text, as one line of documentation. Of a list it is that of the first
/// item.
pub fn summary(text: &str) -> Option<String> {
    let lines = lines(text);
    let mut rest = lines.iter().map(String::as_str).skip_while(|line| line.is_empty());
    let mut first = rest.next()?;
    while let Some(fence) = first.strip_suffix("text").filter(|line| line.starts_with("```")) {
        // Code is no sentence: the first is behind it.
        rest.by_ref().find(|line| *line == fence);
        first = rest.by_ref().find(|line| !line.is_empty())?;
    }
    let first = item(first).unwrap_or(first).trim_start_matches('#').trim_start();
    let others = rest.take_while(|line| !line.is_empty() && item(line).is_none());
    // A break of lines is none in a single one.
    let joined = std::iter::once(first).chain(others.map(str::trim_start));
    let joined: Vec<&str> = joined.map(|line| line.strip_suffix(" \\").unwrap_or(line)).collect();
    Some(sentence(&joined.join(" "))).filter(|line| !line.is_empty())
}

/// The words behind the marker of a list item, if a line starts with one.
fn item(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.strip_prefix("* ")
        .or_else(|| digits.strip_prefix(". ").filter(|_| digits.len() < line.len()))
}

/// The first sentence of a line; code, links and emphasis are not cut.
fn sentence(line: &str) -> String {
    let mut out = String::new();
    for piece in pieces(line) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(piece);
        if piece.ends_with('.') && line::is_balanced(&out) {
            break;
        }
    }
    out
}

/// Takes out what rustc refuses in comments (directions of text) and what no one can see.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| !is_hidden(*c)).collect()
}

fn is_hidden(c: char) -> bool {
    let seen = matches!(c, '\n' | '\t') || !c.is_control();
    let steers = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    steers || !seen
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// The words of the paragraph, list item or cell that is being written.
    line: String,
    /// What stands before each line of the blocks around.
    indent: Vec<String>,
    /// The markers of list items whose first line is still to come.
    markers: Vec<String>,
    lists: Vec<Option<u64>>,
    links: Vec<Option<String>>,
    /// Inside a link that is its own text.
    in_autolink: bool,
    code: Option<String>,
    in_cell: bool,
    /// How many emphases are open.
    emphasis: usize,
    /// What the line starts with that is a heading.
    heading: Option<&'static str>,
    /// How many lines there were when a break was asked for: the next line ends it.
    broken: Option<usize>,
    /// The block of HTML that is being read.
    html: Option<String>,
    /// Inside a script or a style.
    dropping: bool,
    /// The lists that HTML opened, with the next number of each.
    html_lists: Vec<Option<u64>>,
    /// The level of the last item of those that was written, and of the one that comes.
    html_level: usize,
    html_item: Option<(usize, String)>,
}

impl Writer {
    fn markdown(&mut self, text: &str) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        // In pieces, a URL would not be seen as one.
        for event in TextMergeStream::new(Parser::new_ext(text, options)) {
            self.event(event);
        }
    }

    fn event(&mut self, event: Event<'_>) {
        if self.code.is_some() && self.code_block(&event) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.in_autolink || self.dropping => {}
            Event::Text(text) => self.text(&text),
            Event::Code(code) => self.code_span(&code),
            Event::Html(html) => match &mut self.html {
                Some(block) => block.push_str(&html),
                None => self.html(&html),
            },
            Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak => self.line.push(' '),
            Event::HardBreak => self.hard_break(),
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
                self.heading = Some(if level == HeadingLevel::H1 { "#### " } else { "##### " });
            }
            Tag::HtmlBlock => self.html = Some(String::new()),
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
            Tag::Emphasis => self.emphasise("*", 1),
            Tag::Strong => self.emphasise("**", 1),
            Tag::Strikethrough => self.line.push_str("~~"),
            Tag::Link { link_type: LinkType::Autolink, dest_url, .. } if is_url(&dest_url) => {
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
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                self.flush();
                self.end_html();
            }
            TagEnd::HtmlBlock => self.close_html(),
            TagEnd::CodeBlock => self.close_code(),
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.flush();
                self.markers.pop();
                self.indent.pop();
            }
            TagEnd::Emphasis => self.emphasise("*", -1),
            TagEnd::Strong => self.emphasise("**", -1),
            TagEnd::Strikethrough => self.line.push_str("~~"),
            TagEnd::Link if self.in_autolink => self.in_autolink = false,
            TagEnd::Link => self.close_link(),
            TagEnd::Image => drop(self.links.pop()),
            TagEnd::TableCell => {
                self.in_cell = false;
                self.line.push_str(" · ");
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.end_row();
            }
            _ => {}
        }
    }

    fn emphasise(&mut self, mark: &str, depth: isize) {
        self.line.push_str(mark);
        self.emphasis = self.emphasis.saturating_add_signed(depth);
    }

    fn end_row(&mut self) {
        self.line.truncate(self.line.trim_end_matches([' ', '·']).len());
        self.flush();
    }

    fn text(&mut self, text: &str) {
        // Entities may stand for characters that have no place here.
        let text = clean(text).replace(['\n', '\t'], " ");
        for (i, word) in text.split(' ').enumerate() {
            if i > 0 {
                self.line.push(' ');
            }
            self.word(word);
        }
    }

    fn word(&mut self, word: &str) {
        match self.links.is_empty().then(|| split_url(word)).flatten() {
            // rustdoc warns of a bare URL; what closes the sentence is not part of it.
            Some((before, url, after)) => {
                self.line.push_str(&format!("{}<{url}>", escape(before)));
                self.word(after);
            }
            // Glued to something: show it as code, which is never a link.
            None if word.contains("://") => self.code_span(word),
            None => self.line.push_str(&escape(word)),
        }
    }

    fn code_span(&mut self, code: &str) {
        // Side by side, the marks of two spans would be one.
        if self.line.ends_with('`') {
            self.line.push(' ');
        }
        self.line.push_str(&inline_code(code));
    }

    /// A break that stays one, if anything of the same paragraph follows.
    fn hard_break(&mut self) {
        if self.in_cell || self.heading.is_some() || !self.links.is_empty() {
            return self.line.push(' ');
        }
        self.flush();
        self.broken = Some(self.lines.len());
    }

    fn item(&mut self) {
        self.flush();
        self.broken = None;
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "* ".to_owned(),
        };
        self.indent.push(" ".repeat(marker.len()));
        self.markers.push(marker);
    }

    fn open_link(&mut self, url: &str) {
        let safe = is_url(url) && !url.contains(['<', '>', ' ']);
        if safe {
            // Behind a `!` it would be an image.
            if self.line.ends_with('!') {
                self.line.insert(self.line.len() - 1, '\\');
            }
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
        self.write_code(&code);
    }

    fn write_code(&mut self, code: &str) {
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(3.max(longest + 1));
        self.push(format!("{fence}text"));
        for line in code.trim_matches('\n').split('\n') {
            self.push(line.to_owned());
        }
        self.push(fence);
    }

    /// A block starts: what came before is closed, with a blank line between.
    fn block(&mut self) {
        self.flush();
        (self.broken, self.html_level, self.html_item) = (None, 0, None);
        let is_first_of_item = !self.markers.is_empty();
        if !self.lines.is_empty()
            && !is_first_of_item
            && self.lines.last().is_some_and(|line| !line.is_empty())
        {
            self.lines.push(String::new());
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let heading = self.heading.take();
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if let (Some(lines), Some(last)) = (self.broken.take(), self.lines.last_mut())
            && lines > 0
            && !last.is_empty()
        {
            last.push_str(" \\");
        }
        if let Some(heading) = heading {
            return self.push(format!("{heading}{line}"));
        }
        let (first, others) = match self.html_item.take() {
            Some((level, marker)) => {
                self.html_level = level;
                let margin = "   ".repeat(level - 1);
                (format!("{margin}{marker}"), format!("{margin}{}", " ".repeat(marker.len())))
            }
            None => (String::new(), String::new()),
        };
        for (i, line) in wrap(&escape_start(line)).into_iter().enumerate() {
            self.push(format!("{}{line}", if i == 0 { &first } else { &others }));
        }
    }

    fn push(&mut self, line: String) {
        let markers = std::mem::take(&mut self.markers);
        let indent = &self.indent[..self.indent.len().saturating_sub(markers.len())];
        let line = format!("{}{}{line}", indent.concat(), markers.concat());
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

/// A text as a code span, on one line. One of nothing but white space is quoted, to be seen.
pub fn code(text: &str) -> String {
    let cleaned = clean(text).replace(['\n', '\t'], " ");
    match cleaned.trim() {
        "" => inline_code(&format!("{text:?}")),
        words => inline_code(words),
    }
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
        assert_eq!(shown("An array[int] of <T>"), "An array\\[int\\] of \\<T\\>");
        assert_eq!(shown("A Vec<T> of <b>x</b>"), "A Vec\\<T\\> of x");
        assert_eq!(shown("<name>\nis *it*"), "\\<name\\> is *it*");
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
        assert_eq!(shown("- - - a\n10. b\n\n    c"), "* * * a\n\n10. b\n\n    c");
    }

    #[test]
    fn directions_of_text_are_taken_out() {
        assert_eq!(shown("a\u{202e}b\u{200b}c"), "abc");
    }

    #[test]
    fn words_in_html_stay() {
        assert_eq!(shown("<div>a < b && c > d</div>"), "a \\< b \\&\\& c \\> d");
        assert_eq!(shown("<p>One<br>two</p><p>three &lt;</p>"), "One \\\ntwo\n\nthree \\<");
        assert_eq!(
            shown("<h2>Pets</h2><ul><li>one<li><p>two</p><ol><li>deep</ol></ul>after"),
            "##### Pets\n\n* one\n* two\n   1. deep\n\nafter"
        );
        assert_eq!(shown("<pre>a\n  &lt;b</pre>"), "```text\na\n  <b\n```");
    }

    #[test]
    fn scripts_are_dropped() {
        assert_eq!(shown("a <script>run()</script> b"), "a b");
        assert_eq!(shown("<style>\np { }\n\nq { }</style>\n\nwords"), "words");
        assert_eq!(
            shown("open <script>to the end\n\nof its paragraph"),
            "open\n\nof its paragraph"
        );
    }

    #[test]
    fn entities_cannot_break_lines() {
        assert_eq!(lines("a&#10;b&#x202e;c &lt;d&gt;"), ["a bc \\<d\\>"]);
    }

    #[test]
    fn a_hard_break_stays() {
        assert_eq!(shown("one  \ntwo"), "one \\\ntwo");
        assert_eq!(shown("one\\\n<b></b>"), "one");
        assert_eq!(summary("one  \ntwo").as_deref(), Some("one two"));
    }

    #[test]
    fn a_summary_is_one_sentence() {
        assert_eq!(summary("* ok\n* fine").as_deref(), Some("ok"));
        assert_eq!(summary("1. ok\n2. fine").as_deref(), Some("ok"));
        assert_eq!(summary("All:\n* ok\n* fine").as_deref(), Some("All:"));
        assert_eq!(summary("# Title\n\nWords.").as_deref(), Some("Title"));
        assert_eq!(summary("```\ncode\n```\nWords. More.").as_deref(), Some("Words."));
        assert_eq!(
            summary("The `a. b` and **c. d** e. More.").as_deref(),
            Some("The `a. b` and **c. d** e.")
        );
        assert_eq!(summary("```\ncode\n```"), None);
    }

    #[test]
    fn what_stands_around_a_url_is_not_part_of_it() {
        assert_eq!(shown("\"https://example.com\"."), "\"<https://example.com>\".");
        assert_eq!(shown("(see https://example.com/a_(b))."), "(see <https://example.com/a_(b)>).");
        assert_eq!(shown("https://{host}/a"), "`https://{host}/a`");
    }

    #[test]
    fn urls_of_links_may_have_parentheses() {
        assert_eq!(
            shown("[Foo](https://example.com/Foo_(bar)) a"),
            "[Foo](<https://example.com/Foo_(bar)>) a"
        );
        assert_eq!(
            shown("Look\\![x](http://a.b) and <javascript:alert(1)>"),
            "Look\\![x](<http://a.b>) and javascript:alert(1)"
        );
    }

    #[test]
    fn white_space_as_code_is_seen() {
        assert_eq!(code(""), "`\"\"`");
        assert_eq!(code(" "), "`\" \"`");
        assert_eq!(code("\t"), "`\"\\t\"`");
        assert_eq!(code(" a\nb"), "`a b`");
    }
}
