//! Prose of a document to rustdoc: the same Markdown, made safe.
//!
//! The text is parsed by the parser that rustdoc uses and written anew, so that nothing in it can
//! run as a doc test, end a comment, open an HTML tag, or be taken for a link to a Rust item.

mod line;
mod markdown;
mod safe;

use line::{inline_code, pieces};
use markdown::Writer;

/// The lines of documentation for a text; none for a text without words.
pub fn lines(text: &str) -> Vec<String> {
    let text = clean(text);
    if text.trim().is_empty() {
        return Vec::new();
    }
    let mut writer = Writer::default();
    writer.markdown(&text);
    let lines = writer.finish();
    // The writer escapes what it writes. That nothing of a document runs as a doc test does not
    // depend on it: what rustdoc would read otherwise is written without any Markdown.
    match safe::is_safe(&lines) {
        true => lines,
        false => safe::plain(&text),
    }
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
    let mut marks = 0;
    for piece in pieces(line) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(piece);
        marks += line::emphasis_marks(piece);
        if piece.ends_with('.') && marks % 2 == 0 {
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
    fn nothing_of_a_document_is_a_doc_test() {
        let texts = [
            "~<b></b>~\n\nstd::process::abort();\n\n~<b></b>~",
            "~~<b></b>~~\n\nlet x = 1;\n\n~~<i></i>~~",
            "*<b></b>*\n\n**<b></b>**",
            "a\n\n<b></b>    indented();",
            "- a\n\n      deep();\n",
            "&#96;&#96;&#96;\nrun();\n&#96;&#96;&#96;",
            "[`Client`] and [a](Client::new) and [b][Client]",
            "[x]: https://example.com\n\n[x] [y]",
        ];
        for text in texts {
            let lines = lines(text);
            assert!(safe::is_safe(&lines), "{text:?} became {lines:?}");
        }
    }

    #[test]
    fn what_is_struck_out_and_empty_leaves_nothing() {
        assert_eq!(shown("~<b></b>~ a"), "a");
        assert_eq!(shown("*<b></b>* a **<i></i>**"), "a");
    }

    #[test]
    fn long_texts_take_little_time() {
        let start = std::time::Instant::now();
        for unit in ["[", "(", "*a. ", "_", "`", "<", "&", "http://a(b", "http://a)", "> ", "- "] {
            let text = unit.repeat(200_000 / unit.len());
            let _ = (lines(&text), summary(&text), code(&text));
        }
        // Seconds for all of them in a debug build; it was minutes for one.
        assert!(start.elapsed() < std::time::Duration::from_secs(60), "{:?}", start.elapsed());
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
