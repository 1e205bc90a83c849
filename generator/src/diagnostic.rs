//! What is wrong with a document, and where: collected first, then shown together.

use std::fmt;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// Something was corrected or skipped; the rest is generated.
    Warning,
    /// Nothing is generated.
    Error,
}

/// What a problem is about. Of problems that change nothing of what is generated there may be
/// thousands, which nobody wants to see at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Topic {
    /// Something that the client is made of.
    #[default]
    Client,
    /// An example, which nothing is made of.
    Example,
}

/// A problem, by the place it is about.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// How bad it is.
    pub(crate) severity: Severity,
    /// What it is about.
    pub(crate) topic: Topic,
    /// What is wrong, in one line.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: Option<String>,
    /// The JSON pointer of the node it is about.
    pub(crate) pointer: Option<String>,
    /// The file, where it is not the document itself.
    pub(crate) file: Option<String>,
    /// Where that is, once it is looked up.
    pub(crate) place: Option<Box<Place>>,
}

/// A position in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as the user named it.
    pub(crate) file: String,
    /// The line, from 1.
    pub(crate) line: usize,
    /// The column, from 1, in characters.
    pub(crate) column: usize,
    /// The text of the line, around the column.
    pub(crate) text: String,
    /// How many characters of the line stand before that.
    pub(crate) skipped: usize,
}

impl Place {
    /// The file, as the user named it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column, from 1, in characters.
    pub fn column(&self) -> usize {
        self.column
    }

    /// The text of the line, around the column.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// As editors read it: `file:line:column`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", Printable(&self.file), self.line, self.column)
    }
}

impl Diagnostic {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub fn help_text(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The JSON pointer of the node that it is about.
    pub fn pointer(&self) -> Option<&str> {
        self.pointer.as_deref()
    }

    /// The position in a file.
    pub fn place(&self) -> Option<&Place> {
        self.place.as_deref()
    }

    /// An error at no particular place.
    pub(crate) fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// A warning at no particular place.
    pub(crate) fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    fn new(severity: Severity, message: impl Into<String>) -> Self {
        let message = message.into();
        let topic = Topic::default();
        Self { severity, topic, message, help: None, pointer: None, file: None, place: None }
    }

    /// About something else than what the client is made of.
    #[must_use]
    pub(crate) fn on(mut self, topic: Topic) -> Self {
        self.topic = topic;
        self
    }

    /// About the node at a JSON pointer (`/paths/~1pets/get`).
    #[must_use]
    pub(crate) fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// About another file than the document.
    #[must_use]
    pub(crate) fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// With what to do about it.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The whole message in colors; the command removes them for output that is not a terminal.
    #[cfg(feature = "cli")]
    pub(crate) fn coloured(&self) -> impl fmt::Display + '_ {
        Shown { diagnostic: self, colours: true }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Shown { diagnostic: self, colours: false }.fmt(f)
    }
}

/// An escape sequence of a terminal: `{}` starts the style, `{:#}` ends it.
#[derive(Clone, Copy)]
struct Style(&'static str);

impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, f.alternate()) {
            ("", _) => Ok(()),
            (_, true) => f.write_str("\u{1b}[0m"),
            (start, false) => f.write_str(start),
        }
    }
}

struct Shown<'a> {
    diagnostic: &'a Diagnostic,
    colours: bool,
}

impl Shown<'_> {
    fn style(&self, colour: &'static str) -> Style {
        Style(if self.colours { colour } else { "" })
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic { severity, message, help, pointer, place, file, .. } = self.diagnostic;
        let (word, colour) = match severity {
            Severity::Warning => ("warning", "\u{1b}[1m\u{1b}[33m"),
            Severity::Error => ("error", "\u{1b}[1m\u{1b}[31m"),
        };
        let (loud, quiet) = (self.style(colour), self.style("\u{1b}[1m\u{1b}[34m"));
        write!(f, "{loud}{word}{loud:#}: {}", Printable(message))?;
        match place.as_deref() {
            Some(place) => {
                write!(f, "\n {quiet}-->{quiet:#} {place}")?;
                if let Some(pointer) = pointer.as_ref().filter(|pointer| !pointer.is_empty()) {
                    write!(f, " (#{})", Printable(pointer))?;
                }
                excerpt(f, place, quiet, loud)?;
            }
            None => {
                let file = file.iter().map(|file| format!(" {}", Printable(file)));
                let pointer = pointer.iter().map(|pointer| format!(" #{}", Printable(pointer)));
                let shown: String = file.chain(pointer).collect();
                if !shown.is_empty() {
                    write!(f, "\n {quiet}-->{quiet:#}{shown}")?;
                }
            }
        }
        match help {
            Some(help) => write!(f, "\n  {quiet}={quiet:#} help: {}", Printable(help)),
            None => Ok(()),
        }
    }
}

/// Text of a document or of a name, for a terminal or a comment: characters that move the cursor,
/// end the line, or change colors or the direction of the text are escaped.
pub(crate) struct Printable<'a>(pub &'a str);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match steers(c) {
                true => write!(f, "{}", c.escape_default())?,
                false => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

/// Whether a character does something to a terminal.
fn steers(c: char) -> bool {
    let lines = matches!(c, '\u{2028}' | '\u{2029}');
    let directions = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || lines || directions
}

/// In an excerpt every character stands for itself, so that the caret is right.
fn picture(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(' '),
        '\u{7f}' => '␡',
        c if steers(c) => '\u{fffd}',
        c => c,
    }
}

/// How many cells of a terminal a character takes.
fn cells(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// The line with a caret under the column; a long line is cut around it.
fn excerpt(f: &mut fmt::Formatter<'_>, place: &Place, quiet: Style, loud: Style) -> fmt::Result {
    const WIDTH: usize = 100;
    let Place { line, column, text, skipped, .. } = place;
    if text.trim().is_empty() {
        return Ok(());
    }
    let cut = if *column > WIDTH { column - WIDTH / 2 } else { 0 };
    let cut = cut.saturating_sub(*skipped);
    let shown: String = text.chars().skip(cut).take(WIDTH).map(picture).collect();
    let number = line.to_string();
    let margin = " ".repeat(number.len());
    let before = column.saturating_sub(1 + skipped + cut);
    let beyond = before.saturating_sub(shown.chars().count());
    let indent = shown.chars().take(before).map(cells).sum::<usize>() + beyond;
    let indent = " ".repeat(indent);
    write!(f, "\n {margin} {quiet}|{quiet:#}")?;
    write!(f, "\n {quiet}{number} |{quiet:#} {}", shown.trim_end())?;
    write!(f, "\n {margin} {quiet}|{quiet:#} {indent}{loud}^{loud:#}")
}

/// All problems of one run.
#[derive(Debug, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
    /// How many bytes they take, about.
    size: usize,
    /// How many warnings there were beside those.
    more: usize,
}

/// More warnings than this, or of more bytes, are counted and not kept: a large document that is
/// all wrong would fill the memory with them.
const MOST: usize = 20_000;
const MOST_BYTES: usize = 32 << 20;

impl Diagnostics {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let is_full = self.all.len() >= MOST || self.size >= MOST_BYTES;
        if is_full && diagnostic.severity == Severity::Warning {
            self.more += 1;
            return;
        }
        self.size += diagnostic.message.len() + diagnostic.pointer.as_ref().map_or(0, String::len);
        self.all.push(diagnostic);
    }

    /// Whether there is an error among them.
    pub fn has_errors(&self) -> bool {
        self.all.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All of them, to be looked at or changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.all.iter_mut()
    }

    /// All of them in the order of their places, each once.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.all.sort_by(|a, b| {
            (&a.place, &a.pointer, &a.message).cmp(&(&b.place, &b.pointer, &b.message))
        });
        self.all.dedup_by(|a, b| {
            a.place == b.place && a.pointer == b.pointer && a.message == b.message
        });
        if self.more > 0 {
            let message = format!("there are {} warnings more", self.more);
            let help =
                "the report (`--report`) lists all skipped operations and all untyped places";
            self.all.push(Diagnostic::warning(message).help(help));
        }
        self.all
    }
}
