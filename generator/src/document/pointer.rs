//! JSON pointers (RFC 6901), and nodes that know theirs.

use serde_json::Value;

/// A token of a pointer, with `~` and `/` escaped.
pub fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

/// The token that an escaped one stands for.
pub fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// The last token of a pointer, as the name that it stands for.
pub fn last(pointer: &str) -> String {
    unescape(pointer.rsplit('/').next().unwrap_or_default())
}

/// A URI fragment as the pointer that it means.
pub fn percent_decoded(fragment: &str) -> String {
    if !fragment.contains('%') {
        return fragment.to_owned();
    }
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = (*first == b'%').then(|| tail.get(..2)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match byte {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| unescape(fragment))
}

/// The way to a value. It lives on the stack of a walk, and becomes a pointer only where there is
/// something to say.
#[derive(Clone, Copy, Debug)]
pub struct Step<'s> {
    parent: Option<&'s Step<'s>>,
    /// What leads here from the parent.
    pub token: Token<'s>,
    /// How many steps it took.
    pub depth: usize,
}

/// What leads from a value to one inside of it.
#[derive(Clone, Copy, Debug)]
pub enum Token<'s> {
    /// The place where the walk starts, as a pointer.
    Start(&'s str),
    /// The name of a member.
    Key(&'s str),
    /// The place of an element.
    Index(usize),
}

impl<'s> Step<'s> {
    /// The start of a walk through a whole value.
    pub const ROOT: Step<'static> = Step::at("");

    /// The start of a walk at some place.
    pub const fn at(pointer: &'s str) -> Self {
        Step { parent: None, token: Token::Start(pointer), depth: 0 }
    }

    /// One step further.
    pub fn down(&'s self, token: Token<'s>) -> Self {
        Step { parent: Some(self), token, depth: self.depth + 1 }
    }

    /// The pointer of the value.
    pub fn pointer(&self) -> String {
        let parent = self.parent.map(Step::pointer).unwrap_or_default();
        match self.token {
            Token::Start(pointer) => pointer.to_owned(),
            Token::Key(key) => format!("{parent}/{}", escape(key)),
            Token::Index(index) => format!("{parent}/{index}"),
        }
    }

    /// The same for people: `rooms[0].codec`; empty for the start.
    pub fn path(&self) -> String {
        let parent = self.parent.map(Step::path).unwrap_or_default();
        match self.token {
            Token::Start(_) => parent,
            Token::Key(key) if parent.is_empty() => key.to_owned(),
            Token::Key(key) => format!("{parent}.{key}"),
            Token::Index(index) => format!("{parent}[{index}]"),
        }
    }
}

/// A value of the document and where it stands.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// The value.
    pub value: &'a Value,
    /// Its JSON pointer; empty for the whole document.
    pub pointer: String,
}

impl<'a> Node<'a> {
    /// The member of an object.
    pub fn get(&self, key: &str) -> Option<Node<'a>> {
        let value = self.value.as_object()?.get(key)?;
        Some(Node { value, pointer: format!("{}/{}", self.pointer, escape(key)) })
    }

    /// A member that is a string.
    pub fn text(&self, key: &str) -> Option<&'a str> {
        self.value.as_object()?.get(key)?.as_str()
    }

    /// Whether a member is `true`.
    pub fn is(&self, key: &str) -> bool {
        self.value.as_object().and_then(|members| members.get(key)) == Some(&Value::Bool(true))
    }

    /// Whether there is such a member.
    pub fn has(&self, key: &str) -> bool {
        self.value.as_object().is_some_and(|members| members.contains_key(key))
    }

    /// The members of an object with their names; nothing for other values.
    pub fn members(&self) -> Vec<(&'a str, Node<'a>)> {
        let Some(members) = self.value.as_object() else { return Vec::new() };
        let node =
            |key: &str, value| Node { value, pointer: format!("{}/{}", self.pointer, escape(key)) };
        members.iter().map(|(key, value)| (key.as_str(), node(key, value))).collect()
    }

    /// The members of an object that are not extensions.
    pub fn plain_members(&self) -> Vec<(&'a str, Node<'a>)> {
        let mut members = self.members();
        members.retain(|(key, _)| !key.starts_with("x-"));
        members
    }

    /// The elements of an array; nothing for other values.
    pub fn elements(&self) -> Vec<Node<'a>> {
        let Some(items) = self.value.as_array() else { return Vec::new() };
        let node = |(i, value)| Node { value, pointer: format!("{}/{i}", self.pointer) };
        items.iter().enumerate().map(node).collect()
    }

    /// The elements of an array that are not null, which stands where one was left out.
    pub fn given(&self) -> Vec<Node<'a>> {
        let mut elements = self.elements();
        elements.retain(|element| !element.value.is_null());
        elements
    }
}
