//! Names: the only place where text of a document becomes a Rust identifier.
//!
//! Every name here is plain ASCII, so that no lint about confusable or uncommon characters can
//! ever speak up; other scripts are transliterated. The wire name is always kept beside it.

pub mod reserved;

use heck::{ToSnakeCase, ToUpperCamelCase};
use std::collections::{HashMap, HashSet};

/// Words that cannot be identifiers, in any edition, and `Self`-like ones that cannot be raw.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The name of the variant that keeps values nobody knew.
pub const UNKNOWN_VARIANT: &str = "Unrecognized";

/// What a name is for, which decides its case and what stands before a digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A struct or an enum.
    Type,
    /// A variant of an enum.
    Variant,
    /// A field, a parameter, a method.
    Value,
    /// A module and its file.
    Module,
}

/// Longer names are cut. No file system takes much more for a file, and no reader for the rest.
const LONGEST: usize = 200;
const LONGEST_FILE: usize = 100;

/// The identifier for a text, before it is made unique.
pub fn identifier(text: &str, kind: Kind) -> String {
    let spaced = spell(text, kind);
    let (mut name, stem) = match kind {
        Kind::Type => (spaced.to_upper_camel_case(), "Type"),
        Kind::Variant => (spaced.to_upper_camel_case(), "Value"),
        Kind::Value => (spaced.to_snake_case(), "value"),
        Kind::Module => (spaced.to_snake_case(), "group"),
    };
    if name.is_empty() {
        name = match kind {
            Kind::Variant if text.is_empty() => "Empty".to_owned(),
            Kind::Variant => "Symbol".to_owned(),
            _ => stem.to_owned(),
        };
    }
    name.truncate(match kind {
        Kind::Module => LONGEST_FILE,
        _ => LONGEST,
    });
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        let join = if matches!(kind, Kind::Type | Kind::Variant) { "" } else { "_" };
        name = format!("{stem}{join}{name}");
    }
    if KEYWORDS.contains(&name.as_str()) || name == "Self" {
        name.push('_');
    }
    name
}

/// The text as words of ASCII letters and digits. A sign is a word if there is nothing else, or if
/// it is in front of a number and behind no letter: `+1` and `-1` are two things. In values of
/// enums, so are `created` and `-created`.
fn spell(text: &str, kind: Kind) -> String {
    // Transliterated, it would be the letter m.
    let text = text.replace(['\u{b5}', '\u{3bc}'], "mu");
    let ascii = deunicode::deunicode_with_tofu(&text, " ");
    let mut out = String::with_capacity(ascii.len());
    let mut chars = ascii.trim().chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        let is_first = before.is_none();
        let is_free = before.replace(c).is_none_or(|c| !c.is_ascii_alphanumeric());
        let is_sign = chars.peek().is_some_and(|next| match kind {
            Kind::Variant if is_first => next.is_ascii_alphanumeric(),
            _ => is_free && next.is_ascii_digit(),
        });
        match c {
            '+' | '-' if is_sign => {
                out.push_str(if c == '+' { " plus " } else { " minus " });
            }
            c if c.is_ascii_alphanumeric() => out.push(c),
            '\'' | '\u{2019}' => {}
            _ => out.push(' '),
        }
    }
    if out.trim().is_empty() {
        let signs: Vec<&str> = ascii.chars().filter_map(sign).collect();
        return signs.join(" ");
    }
    out
}

fn sign(c: char) -> Option<&'static str> {
    let word = match c {
        '*' => "star",
        '+' => "plus",
        '-' => "minus",
        '=' => "equal",
        '!' => "not",
        '<' => "less",
        '>' => "greater",
        '/' => "slash",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '~' => "tilde",
        '^' => "caret",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '_' => "underscore",
        '(' => "open",
        ')' => "close",
        _ => return None,
    };
    Some(word)
}

/// Names that have been given out in one place, where each may stand once.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: HashSet<String>,
    /// The numbers that come next, by the name that they stand behind.
    next: HashMap<String, usize>,
    /// Files on some systems differ by more than case.
    ignore_case: bool,
    /// Names that nothing here has, and what one that would like to is called with.
    avoided: (HashSet<String>, &'static str),
}

impl Scope {
    /// A scope in which some names are taken from the start.
    pub fn new(reserved: &[&str]) -> Self {
        let taken = reserved.iter().map(|name| (*name).to_owned()).collect();
        Self { taken, ..Self::default() }
    }

    /// A scope in which some names are not given: they get something behind them that says more
    /// than a number.
    pub fn avoiding(reserved: &[&str], suffix: &'static str) -> Self {
        let avoided = reserved.iter().map(|name| (*name).to_owned()).collect();
        Self { avoided: (avoided, suffix), ..Self::default() }
    }

    /// A scope for names of files.
    pub fn files(reserved: &[&str]) -> Self {
        let reserved = reserved.iter().chain(reserved::DEVICES);
        let taken = reserved.map(|name| name.to_ascii_lowercase()).collect();
        Self { taken, ignore_case: true, ..Self::default() }
    }

    /// The name, or with the lowest number behind it that makes it new here.
    pub fn claim(&mut self, wanted: String, kind: Kind) -> String {
        let join = if matches!(kind, Kind::Type | Kind::Variant) { "" } else { "_" };
        let wanted = match self.avoids(&wanted) {
            true => wanted + self.avoided.1,
            false => wanted,
        };
        if self.insert(&wanted) {
            return wanted;
        }
        // Counted on from where it was last, so that many of a name take no longer than few.
        let mut number = self.next.get(&wanted).copied().unwrap_or(2);
        loop {
            // `Foo_` was made from a keyword; `Foo2` needs no underscore.
            let name = format!("{}{join}{number}", wanted.trim_end_matches('_'));
            number += 1;
            if self.insert(&name) {
                self.next.insert(wanted, number);
                return name;
            }
        }
    }

    /// Whether a name is not given here.
    pub fn avoids(&self, name: &str) -> bool {
        self.avoided.0.contains(name)
    }

    /// Takes a name as it is; `false` if it has been given out, or is not given here.
    pub fn take(&mut self, name: &str) -> bool {
        !self.avoids(name) && self.insert(name)
    }

    /// The identifier for a text, unique here.
    pub fn name(&mut self, text: &str, kind: Kind) -> String {
        self.claim(identifier(text, kind), kind)
    }

    fn insert(&mut self, name: &str) -> bool {
        match self.ignore_case {
            true => self.taken.insert(name.to_ascii_lowercase()),
            false => self.taken.insert(name.to_owned()),
        }
    }
}

/// The words of a name, for comparing what names begin with.
pub fn words(name: &str) -> Vec<String> {
    name.to_snake_case().split('_').map(str::to_owned).collect()
}

/// A crate's name from any text: its words, as many as fit.
pub fn package(text: &str) -> String {
    /// As long as the registry and file systems like it, with space for a suffix.
    const LONGEST: usize = 56;
    let mut name = String::new();
    for word in spell(text, Kind::Module).to_snake_case().split('_').filter(|word| !word.is_empty())
    {
        let left = LONGEST.saturating_sub(name.len() + 1);
        if !name.is_empty() && word.len() > left {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(&word[..word.len().min(LONGEST)]);
    }
    match name.chars().next() {
        None => "api-client".to_owned(),
        Some('0'..='9') => format!("api-{name}"),
        _ if reserved::is_package(&name) => format!("{name}-client"),
        _ => name,
    }
}

/// Whether a name is an identifier that needs no `r#`.
pub fn is_identifier(name: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name != "_"
        && name != "Self"
        && name.chars().all(is_word)
        && !KEYWORDS.contains(&name)
}

/// Whether a text can be the name of a crate.
pub fn is_package(name: &str) -> bool {
    let module = name.replace('-', "_");
    let tame = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(tame)
        && name.len() <= 64
        && !KEYWORDS.contains(&module.as_str())
        && !reserved::DEVICES.contains(&name.to_ascii_lowercase().as_str())
}

/// Whether a text can be a keyword of a crate.
pub fn is_keyword(word: &str) -> bool {
    let tame = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+');
    word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word.len() <= 20
        && word.chars().all(tame)
}

/// Whether a text can be a category of a crate, such as `web-programming::http-client`.
pub fn is_category(category: &str) -> bool {
    let tame = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_slug = |part: &str| !part.is_empty() && part.chars().all(tame);
    category.split("::").all(is_slug)
}

/// Whether a text can be the version of a crate.
pub fn is_version(version: &str) -> bool {
    let (core, rest) = version.split_at(version.find(['-', '+']).unwrap_or(version.len()));
    let number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let tame = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.');
    core.split('.').count() == 3 && core.split('.').all(number) && rest.chars().all(tame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_named_like_a_device() {
        for device in reserved::DEVICES.iter().copied().chain(["COM1", "Lpt9", "CON"]) {
            let name = Scope::files(&[]).name(device, Kind::Module);
            assert!(
                !reserved::DEVICES.contains(&name.to_ascii_lowercase().as_str()),
                "{device}: {name}"
            );
            assert!(is_package(&package(device)), "{device}");
            assert!(!is_package(device), "{device}");
        }
        assert_eq!(Scope::files(&[]).name("CON.x", Kind::Module), "con_x");
    }

    #[test]
    fn every_kind_has_its_case() {
        assert_eq!(identifier("pet_status", Kind::Type), "PetStatus");
        assert_eq!(identifier("VP8", Kind::Variant), "Vp8");
        assert_eq!(identifier("MaxParticipants", Kind::Value), "max_participants");
        assert_eq!(identifier("Lost Pets", Kind::Module), "lost_pets");
    }

    #[test]
    fn keywords_end_in_an_underscore() {
        assert_eq!(identifier("type", Kind::Value), "type_");
        assert_eq!(identifier("Self", Kind::Variant), "Self_");
        assert_eq!(identifier("crate", Kind::Value), "crate_");
    }

    #[test]
    fn digits_empty_texts_and_signs_get_words() {
        assert_eq!(identifier("2fa", Kind::Value), "value_2fa");
        assert_eq!(identifier("3d", Kind::Type), "Type3d");
        assert_eq!(identifier("", Kind::Variant), "Empty");
        assert_eq!(identifier("+1", Kind::Variant), "Plus1");
        assert_eq!(identifier("-1", Kind::Variant), "Minus1");
        assert_eq!(identifier("reactions-+1", Kind::Variant), "ReactionsPlus1");
        assert_eq!(identifier("reactions--1", Kind::Variant), "ReactionsMinus1");
        assert_eq!(identifier("reactions-1", Kind::Variant), "Reactions1");
        assert_eq!(identifier("-created", Kind::Variant), "MinusCreated");
        assert_eq!(identifier("-created", Kind::Value), "created");
        assert_eq!(identifier("\u{3bc}g", Kind::Variant), "Mug");
        assert_eq!(identifier(">=", Kind::Variant), "GreaterEqual");
        assert_eq!(identifier("\u{1}", Kind::Variant), "Symbol");
    }

    #[test]
    fn other_scripts_are_transliterated() {
        assert_eq!(identifier("größe", Kind::Value), "grosse");
        assert_eq!(identifier("Zoë's", Kind::Type), "Zoes");
    }

    #[test]
    fn names_that_collide_are_numbered() {
        let mut scope = Scope::new(&["send"]);
        assert_eq!(scope.name("foo-bar", Kind::Value), "foo_bar");
        assert_eq!(scope.name("foo_bar", Kind::Value), "foo_bar_2");
        assert_eq!(scope.name("Foo Bar", Kind::Value), "foo_bar_3");
        assert_eq!(scope.name("send", Kind::Value), "send_2");
        assert_eq!(scope.name("type", Kind::Value), "type_");
        assert_eq!(scope.name("Type", Kind::Value), "type_2");
    }

    #[test]
    fn names_that_are_avoided_say_why() {
        let mut scope = Scope::avoiding(&["Error"], "Model");
        assert_eq!(scope.name("error", Kind::Type), "ErrorModel");
        assert_eq!(scope.name("Error", Kind::Type), "ErrorModel2");
    }

    #[test]
    fn names_of_files_differ_by_more_than_case() {
        let mut scope = Scope::files(&["mod"]);
        assert_eq!(scope.claim("Pet".into(), Kind::Module), "Pet");
        assert_eq!(scope.claim("pet".into(), Kind::Module), "pet_2");
    }
}
