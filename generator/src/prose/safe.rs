//! The last look at documentation text: nothing in it may run, link to an item, or be HTML.

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag};

/// Whether lines are safe, as rustdoc parses them: code blocks are text, links are URLs, and there
/// is no HTML, no image and no footnote.
pub(super) fn is_safe(lines: &[String]) -> bool {
    let text = lines.join("\n");
    // rustdoc asks for what a reference without a definition means: a link to an item.
    let mut is_item = false;
    let mut callback = |_: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        is_item = true;
        None
    };
    let parser = Parser::new_with_broken_link_callback(&text, rustdoc(), Some(&mut callback));
    let safe = parser.into_iter().all(|event| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => &*language == "text",
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => false,
        Event::Start(Tag::Link { dest_url, .. }) => {
            dest_url.starts_with("https://") || dest_url.starts_with("http://")
        }
        Event::Start(Tag::Image { .. } | Tag::HtmlBlock | Tag::FootnoteDefinition(_)) => false,
        Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => false,
        _ => true,
    });
    safe && !is_item
}

/// The extensions of Markdown that rustdoc has.
fn rustdoc() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

/// The words of a text without any Markdown. Paragraphs stay.
pub(super) fn plain(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.split("\n\n") {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        if words.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        // A URL would be a bare link: shown as words, it is none.
        let words = super::line::escape(&words.join(" ")).replace("://", "\\://");
        lines.extend(super::line::wrap(&super::line::escape_start(&words)));
    }
    lines
}
