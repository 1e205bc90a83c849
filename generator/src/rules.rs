//! The root extension `x-specwright`: what a vendor's documents have in common but do not say.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::EXTENSION;
use crate::document::pointer::{Node, escape};
use crate::limits::{MAX_BRACKETS, MAX_REWRITTEN_NAME, nests_too_deep};
use crate::load::tracked;
use crate::names;
use regex_lite::Regex;
use serde::Deserialize;
use std::cell::Cell;
use std::collections::BTreeMap;

/// Everything that the root extension may hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Rules {
    /// How names of schemas become names of types; every rule that matches is applied, in order.
    pub schema_names: Vec<Rewrite>,
    /// How names of schemas become names of files, in the same way. A schema whose name comes out
    /// unchanged goes where its name puts it.
    pub schema_files: Vec<Rewrite>,
    /// How `operationId`s become names of methods and builders, in the same way.
    pub operation_names: Vec<Rewrite>,
    /// How tags become names of modules, in the same way.
    pub tag_names: Vec<Rewrite>,
    /// What a `format` means that OpenAPI does not know.
    pub formats: BTreeMap<String, FormatRule>,
    /// Dependencies of the generated crate that types of the user's own need, as in `Cargo.toml`.
    pub dependencies: BTreeMap<PackageName, Dependency>,
    /// Form fields that travel as JSON text.
    pub form: FormRule,
    /// How date-times are written in paths, queries and forms.
    pub date_time_parameters: Option<DateTimeRule>,
    /// How pages follow one another; the first rule that fits an operation counts.
    pub paging: Vec<PagingRule>,
    /// Where an error body keeps what.
    pub errors: Option<ErrorRule>,
    /// The parts of a credential, by the name of its scheme.
    pub credentials: BTreeMap<String, CredentialRule>,
    /// Servers that exist beside those of the document.
    pub servers: Vec<ServerRule>,
}

/// A pattern and what stands in its place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rewrite {
    pattern: Pattern,
    replace: String,
    #[serde(default)]
    optional: bool,
    #[serde(skip)]
    used: Cell<bool>,
    /// Whether the rule would have made a name too long.
    #[serde(skip)]
    too_long: Cell<bool>,
}

/// A regular expression, read from its text.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern(Regex);

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Regex::new(&text).map(Self).map_err(|error| format!("`{text}` is not a pattern: {error}"))
    }
}

/// The name of a package that a client can depend on.
#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "String")]
pub struct PackageName(String);

impl TryFrom<String> for PackageName {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        if !names::is_package(&name) {
            return Err(format!("expected the name of a package, found `{name}`"));
        }
        match names::reserved::DEPENDENCIES.contains(&name.as_str()) {
            true => Err(format!("`{name}` is a dependency already; remove this entry")),
            false => Ok(Self(name)),
        }
    }
}

/// A version, or a table, as in `Cargo.toml`.
#[derive(Debug, Deserialize)]
#[serde(try_from = "serde_json::Value")]
pub struct Dependency(serde_json::Value);

impl TryFrom<serde_json::Value> for Dependency {
    type Error = String;

    fn try_from(value: serde_json::Value) -> Result<Self, String> {
        let has_form = value.is_string() || value.is_object();
        match has_form && toml::Value::try_from(&value).is_ok() {
            true => Ok(Self(value)),
            false => Err("expected a version or a table, as in `Cargo.toml`".to_owned()),
        }
    }
}

/// What a format means.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormatRule {
    /// The name of the one type that all enums of this format share.
    pub name: Option<String>,
    /// The schema to read in its place.
    pub schema: Option<serde_json::Value>,
    /// The Rust type that stands for it: the user's own, by its path.
    #[serde(rename = "type")]
    pub path: Option<TypePath>,
    #[serde(default)]
    optional: bool,
    #[serde(skip)]
    used: Cell<bool>,
}

/// The path of a Rust type, read from its text.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct TypePath(pub String);

impl TryFrom<String> for TypePath {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if nests_too_deep(&text) {
            return Err(format!("the type has more than {MAX_BRACKETS} nested brackets"));
        }
        match syn::parse_str::<syn::TypePath>(&text) {
            Ok(path) if path.qself.is_none() && is_plain(&path.path) => Ok(Self(text)),
            Ok(_) => Err(format!("`{text}` is not a plain path with generics, such as `a::B<C>`")),
            Err(error) => Err(format!("`{text}` is not the path of a type: {error}")),
        }
    }
}

/// Whether a path consists of names and generic types: no macro, no closure, no array length.
fn is_plain(path: &syn::Path) -> bool {
    path.segments.iter().all(|segment| match &segment.arguments {
        syn::PathArguments::None => true,
        syn::PathArguments::Parenthesized(_) => false,
        syn::PathArguments::AngleBracketed(generics) => generics.args.iter().all(|arg| match arg {
            syn::GenericArgument::Type(ty) => is_plain_type(ty),
            syn::GenericArgument::Lifetime(lifetime) => lifetime.ident == "static",
            _ => false,
        }),
    })
}

fn is_plain_type(ty: &syn::Type) -> bool {
    match ty {
        syn::Type::Path(path) => path.qself.is_none() && is_plain(&path.path),
        syn::Type::Tuple(tuple) => tuple.elems.iter().all(is_plain_type),
        _ => false,
    }
}

impl FormatRule {
    /// Notes that the rule has been of use.
    pub fn matched(&self) {
        self.used.set(true);
    }
}

/// Which form fields are JSON text unless their `encoding` says something else.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct FormRule {
    /// Objects, and fields that say nothing of their type.
    pub objects_as_json: bool,
}

impl Default for FormRule {
    /// Objects without an encoding are JSON, as OpenAPI says since 3.0.4.
    fn default() -> Self {
        Self { objects_as_json: true }
    }
}

/// How date-times are written in parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateTimeRule {
    /// In UTC, in whole seconds; a plain day can be sent too.
    UtcSecondsOrDate,
}

/// How the pages of lists follow one another.
#[derive(Debug, Deserialize)]
#[serde(try_from = "PagingText")]
pub struct PagingRule {
    /// What leads to the next page.
    pub follow: FollowRule,
    /// A JSON pointer to the member that says whether there are more pages.
    pub more: Option<String>,
    /// The member that holds the items, by name or JSON pointer; the only list of the answer where
    /// this is left out.
    pub items: Option<String>,
    /// The query parameter that sets how many items a page has.
    pub page_size: Option<String>,
    optional: bool,
    used: Cell<bool>,
}

/// What leads to the next page.
#[derive(Debug)]
pub enum FollowRule {
    /// A JSON pointer into the answer: the URL of the next page.
    NextUrl(String),
    /// The `Link` header.
    Link,
    /// A member of the answer, for this parameter.
    Cursor { parameter: String, member: String },
    /// A member of the last item, for this parameter.
    LastItem { parameter: String, member: String },
    /// This parameter counts the pages.
    Page { parameter: String, first: u64 },
    /// This parameter counts the items.
    Offset { parameter: String },
}

/// A paging rule as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[derive(Default)]
struct PagingText {
    next_url: Option<String>,
    link: bool,
    cursor: Option<CursorText>,
    page: Option<PageText>,
    offset: Option<OffsetText>,
    more: Option<String>,
    items: Option<String>,
    page_size: Option<String>,
    optional: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CursorText {
    parameter: String,
    member: Option<String>,
    last_item: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PageText {
    parameter: String,
    #[serde(default = "one")]
    first: u64,
}

fn one() -> u64 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OffsetText {
    parameter: String,
}

impl TryFrom<PagingText> for PagingRule {
    type Error = &'static str;

    fn try_from(text: PagingText) -> Result<Self, &'static str> {
        let cursor = text.cursor.map(|cursor| match (cursor.member, cursor.last_item) {
            (Some(member), None) => Ok(FollowRule::Cursor { parameter: cursor.parameter, member }),
            (None, Some(member)) => {
                Ok(FollowRule::LastItem { parameter: cursor.parameter, member })
            }
            _ => Err("a cursor rule needs exactly one of `member` and `last-item`"),
        });
        let ways = [
            text.next_url.map(FollowRule::NextUrl),
            text.link.then_some(FollowRule::Link),
            cursor.transpose()?,
            text.page.map(|page| FollowRule::Page { parameter: page.parameter, first: page.first }),
            text.offset.map(|offset| FollowRule::Offset { parameter: offset.parameter }),
        ];
        let mut ways = ways.into_iter().flatten();
        let (Some(follow), None) = (ways.next(), ways.next()) else {
            return Err("a paging rule has one of `next-url`, `link`, `cursor`, `page`, `offset`");
        };
        let PagingText { more, items, page_size, optional, .. } = text;
        Ok(Self { follow, more, items, page_size, optional, used: Cell::new(false) })
    }
}

impl PagingRule {
    /// Notes that the rule has been of use.
    pub fn matched(&self) {
        self.used.set(true);
    }
}

/// Where an error body keeps what: JSON pointers, and names of headers.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ErrorRule {
    /// The API's own code.
    pub code: Vec<String>,
    /// What went wrong.
    pub message: Vec<String>,
    /// Where to read more.
    pub more_info: Vec<String>,
    /// Structured details.
    pub details: Vec<String>,
    /// Headers with the id of the request.
    pub request_id: Vec<String>,
}

/// The parts of a credential.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CredentialRule {
    /// In the order of the scheme: user name and password, or the token.
    pub parts: Vec<PartRule>,
    #[serde(default)]
    optional: bool,
    #[serde(skip)]
    used: Cell<bool>,
}

impl CredentialRule {
    /// Notes that the rule has been of use.
    pub fn matched(&self) {
        self.used.set(true);
    }
}

/// A part of a credential.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartRule {
    /// What this API calls it.
    pub name: String,
    /// The environment variable that may hold it.
    pub env: Option<String>,
}

/// Servers to be added behind one whose URL matches.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerRule {
    /// The URL of a server of the document.
    pattern: Pattern,
    /// The servers to be added; `$1` is what the first group of the pattern matched.
    pub add: Vec<AddedServer>,
    #[serde(default)]
    optional: bool,
    #[serde(skip)]
    used: Cell<bool>,
}

/// A server to be added.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddedServer {
    /// The URL, with `{variables}` and `$1`.
    pub url: String,
    /// Its variables, by name.
    #[serde(default)]
    pub variables: BTreeMap<String, AddedVariable>,
}

/// A variable of such a server.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddedVariable {
    /// What it is unless set.
    pub default: String,
    /// What it means.
    #[serde(default)]
    pub description: String,
    /// The environment variable that may hold it.
    pub env: Option<String>,
    /// Whether it may be what the URL of a further page has, where the client has not set it.
    #[serde(default, rename = "from-url")]
    pub from_url: bool,
}

impl ServerRule {
    /// The URLs (and the rules for their variables) to be added for a server.
    pub fn expand(&self, url: &str) -> Vec<(String, &AddedServer)> {
        let Some(found) = self.pattern.0.captures(url) else { return Vec::new() };
        self.used.set(true);
        let expand = |server: &AddedServer| {
            let mut expanded = String::new();
            found.expand(&server.url, &mut expanded);
            expanded
        };
        self.add.iter().map(|server| (expand(server), server)).collect()
    }
}

/// A name after all rules that match it. A rule that would make it too long is not applied;
/// [`Rules::check_used`] reports that.
pub fn rewrite(rules: &[Rewrite], text: &str) -> String {
    let mut text = text.to_owned();
    for rule in rules {
        if !rule.pattern.0.is_match(&text) {
            continue;
        }
        rule.used.set(true);
        let longer = rule.pattern.0.replace(&text, rule.replace.as_str());
        match longer.len() <= MAX_REWRITTEN_NAME.max(text.len()) {
            true => text = longer.into_owned(),
            false => rule.too_long.set(true),
        }
    }
    text
}

impl Rules {
    /// The dependencies, by name.
    pub fn into_dependencies(self) -> BTreeMap<String, serde_json::Value> {
        let dependencies = self.dependencies.into_iter();
        dependencies.map(|(name, dependency)| (name.0, dependency.0)).collect()
    }

    /// Reads the root extension.
    pub fn read(root: &Node<'_>, problems: &mut Diagnostics) -> Self {
        let Some(node) = root.get(EXTENSION) else { return Self::default() };
        let mut fail = |(error, pointer): tracked::Failure| {
            let message = format!("invalid `x-specwright` rule: {error}");
            let help = "see the rules in GUIDE.md";
            problems.push(Diagnostic::error(message).at(pointer).help(help));
        };
        if !node.value.is_object() {
            fail((serde::de::Error::custom("expected an object"), node.pointer));
            return Self::default();
        }
        match tracked::read(&node.pointer, node.members()) {
            Ok(rules) => rules,
            // One by one, for all that is wrong to be said at once.
            Err(_) => {
                for section in node.members() {
                    let read: Result<Self, _> = tracked::read(&node.pointer, vec![section]);
                    read.map_or_else(&mut fail, drop);
                }
                Self::default()
            }
        }
    }

    /// A rule that matched nothing is an error, unless it says that it may.
    pub fn check_used(&self, problems: &mut Diagnostics) {
        let rewrites = [
            ("schema-names", &self.schema_names),
            ("schema-files", &self.schema_files),
            ("operation-names", &self.operation_names),
            ("tag-names", &self.tag_names),
        ];
        for (section, rules) in rewrites {
            for (i, rule) in rules.iter().enumerate() {
                unused(problems, &rule.used, rule.optional, section, &i.to_string());
            }
        }
        for (section, rules) in rewrites {
            for (i, _) in rules.iter().enumerate().filter(|(_, rule)| rule.too_long.get()) {
                let message = format!(
                    "the rule `{section}/{i}` makes a name longer than {MAX_REWRITTEN_NAME} bytes"
                );
                let pointer = format!("/{EXTENSION}/{section}/{i}");
                problems.push(Diagnostic::error(message).at(pointer).help("shorten `replace`"));
            }
        }
        for (name, rule) in &self.formats {
            unused(problems, &rule.used, rule.optional, "formats", name);
        }
        for (i, rule) in self.paging.iter().enumerate() {
            unused(problems, &rule.used, rule.optional, "paging", &i.to_string());
        }
        for (name, rule) in &self.credentials {
            unused(problems, &rule.used, rule.optional, "credentials", name);
        }
        for (i, rule) in self.servers.iter().enumerate() {
            unused(problems, &rule.used, rule.optional, "servers", &i.to_string());
        }
    }
}

/// Reports a rule that matched nothing.
fn unused(
    problems: &mut Diagnostics,
    used: &Cell<bool>,
    optional: bool,
    section: &str,
    entry: &str,
) {
    if used.get() || optional {
        return;
    }
    let help = "correct it, or say `optional: true` if it may match nothing";
    let message = format!("the rule `{section}/{entry}` matches nothing");
    let pointer = format!("/{EXTENSION}/{section}/{}", escape(entry));
    problems.push(Diagnostic::error(message).at(pointer).help(help));
}
