//! What is wrong with a document, and where: collected first, then shown together.

use anstyle::{AnsiColor, Style};
use std::fmt;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something was mended or left out; the rest is generated.
    Warning,
    /// Nothing can be generated.
    Error,
}

/// A problem, by the place it is about.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The JSON pointer of the node it is about.
    pub pointer: Option<String>,
    /// The file, where it is not the document itself.
    pub file: Option<String>,
    /// Where that is, once it is looked up.
    pub place: Option<Box<Place>>,
}

/// A position in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as the user named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The text of the line.
    pub text: String,
}

impl Diagnostic {
    /// An error at no particular place.
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// A warning at no particular place.
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    fn new(severity: Severity, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { severity, message, help: None, pointer: None, file: None, place: None }
    }

    /// About the node at a JSON pointer (`/paths/~1pets/get`).
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// About another file than the document.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The whole message in colours; `anstream` takes them out where they do not belong.
    pub fn coloured(&self) -> impl fmt::Display + '_ {
        Shown { diagnostic: self, colours: true }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Shown { diagnostic: self, colours: false }.fmt(f)
    }
}

struct Shown<'a> {
    diagnostic: &'a Diagnostic,
    colours: bool,
}

impl Shown<'_> {
    fn style(&self, colour: AnsiColor) -> Style {
        match self.colours {
            true => colour.on_default().bold(),
            false => Style::new(),
        }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic { severity, message, help, pointer, place, file } = self.diagnostic;
        let (word, colour) = match severity {
            Severity::Warning => ("warning", AnsiColor::Yellow),
            Severity::Error => ("error", AnsiColor::Red),
        };
        let (loud, quiet) = (self.style(colour), self.style(AnsiColor::Blue));
        write!(f, "{loud}{word}{loud:#}: {message}")?;
        match place.as_deref() {
            Some(Place { file, line, column, text }) => {
                write!(f, "\n {quiet}-->{quiet:#} {file}:{line}:{column}")?;
                if let Some(pointer) = pointer.as_ref().filter(|pointer| !pointer.is_empty()) {
                    write!(f, " (#{pointer})")?;
                }
                excerpt(f, *line, *column, text, quiet, loud)?;
            }
            None => {
                let file = file.iter().map(|file| format!(" {file}"));
                let pointer = pointer.iter().map(|pointer| format!(" #{pointer}"));
                let shown: String = file.chain(pointer).collect();
                if !shown.is_empty() {
                    write!(f, "\n {quiet}-->{quiet:#}{shown}")?;
                }
            }
        }
        match help {
            Some(help) => write!(f, "\n  {quiet}={quiet:#} help: {help}"),
            None => Ok(()),
        }
    }
}

/// The line with a caret under the column; a long line is cut around it.
fn excerpt(
    f: &mut fmt::Formatter<'_>,
    line: usize,
    column: usize,
    text: &str,
    quiet: Style,
    loud: Style,
) -> fmt::Result {
    const WIDTH: usize = 100;
    if text.trim().is_empty() {
        return Ok(());
    }
    let skipped = column.saturating_sub(WIDTH / 2);
    let skipped = if column > WIDTH { skipped } else { 0 };
    let shown: String = text.chars().skip(skipped).take(WIDTH).collect();
    let shown = shown.replace(|c: char| c.is_control(), " ");
    let number = line.to_string();
    let margin = " ".repeat(number.len());
    let indent = " ".repeat(column.saturating_sub(1 + skipped));
    write!(f, "\n {margin} {quiet}|{quiet:#}")?;
    write!(f, "\n {quiet}{number} |{quiet:#} {}", shown.trim_end())?;
    write!(f, "\n {margin} {quiet}|{quiet:#} {indent}{loud}^{loud:#}")
}

/// All problems of one run.
#[derive(Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether there is an error among them.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All of them, to be looked at or changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.0.iter_mut()
    }

    /// All of them in the order of their places, each once.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort_by(|a, b| {
            (&a.place, &a.pointer, &a.message).cmp(&(&b.place, &b.pointer, &b.message))
        });
        self.0.dedup_by(|a, b| {
            a.place == b.place && a.pointer == b.pointer && a.message == b.message
        });
        self.0
    }
}
