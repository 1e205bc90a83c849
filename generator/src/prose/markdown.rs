//! Markdown, written anew event by event.

mod html;

use super::clean;
use super::line::{escape, escape_start, inline_code, is_url, split_url, wrap};
use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};

/// What has been written, and what is open.
#[derive(Default)]
pub(super) struct Writer {
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
    pub(super) fn markdown(&mut self, text: &str) {
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
            Tag::Strikethrough => self.emphasise("~~", 1),
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
            TagEnd::Strikethrough => self.emphasise("~~", -1),
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
        // Marks around nothing would be a rule or a fence.
        match self.line.trim_end().strip_suffix(mark) {
            Some(before) if depth < 0 && self.line.ends_with(mark) => {
                self.line.truncate(before.len());
            }
            _ => self.line.push_str(mark),
        }
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

    fn word(&mut self, mut word: &str) {
        // rustdoc warns of a bare URL; what closes the sentence is not part of it.
        while let Some((before, url, after)) =
            self.links.is_empty().then(|| split_url(word)).flatten()
        {
            self.line.push_str(&format!("{}<{url}>", escape(before)));
            word = after;
        }
        match word.contains("://") {
            // Glued to something: show it as code, which is never a link.
            true => self.code_span(word),
            false => self.line.push_str(&escape(word)),
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

    pub(super) fn finish(mut self) -> Vec<String> {
        self.flush();
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines
    }
}
