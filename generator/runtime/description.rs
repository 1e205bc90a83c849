//! What the emitted code tells the run-time support about the API: plain constants.

use serde_json::Value;

/// The API as a whole.
#[derive(Debug)]
pub struct Service {
    /// `name/version`, the first word of the `User-Agent`.
    pub agent: &'static str,
    /// Where it is served, unless an operation says otherwise.
    pub servers: &'static [Server],
    /// The security schemes; an operation names them by their place in this list.
    pub schemes: &'static [Scheme],
    /// Variables of servers and the environment variables that may hold them.
    pub variables: &'static [(&'static str, &'static str)],
    /// Where an error body keeps what [`Error`](super::Error) tells.
    pub errors: ErrorShape,
}

/// A security scheme and where its values may be found.
#[derive(Debug)]
pub struct Scheme {
    /// The scheme's name in the description.
    pub name: &'static str,
    /// How its credential travels.
    pub kind: SchemeKind,
    /// The environment variables that hold its values, in the order of the credential's parts.
    pub env: &'static [&'static str],
}

/// How a credential travels.
#[derive(Clone, Copy, Debug)]
pub enum SchemeKind {
    /// `Authorization: Basic`, a user name and a password.
    Basic,
    /// `Authorization: Bearer`, one token.
    Bearer,
    /// A key in the header of this name.
    Header(&'static str),
    /// A key in the query parameter of this name.
    Query(&'static str),
    /// A key in the cookie of this name.
    Cookie(&'static str),
}

/// JSON pointers into an error body, tried in order; the first that holds something wins.
#[derive(Debug)]
pub struct ErrorShape {
    /// The API's own error code.
    pub code: &'static [&'static str],
    /// What went wrong, for a person.
    pub message: &'static [&'static str],
    /// Where to read more.
    pub more_info: &'static [&'static str],
    /// Further structured details.
    pub details: &'static [&'static str],
    /// Response headers (lower case) that identify the request to the vendor's support.
    pub request_id: &'static [&'static str],
}

/// A server of the description, with its variables.
#[derive(Debug)]
pub struct Server {
    /// The URL, with `{variables}`.
    pub url: &'static str,
    /// The variables of the URL.
    pub variables: &'static [Variable],
}

/// A variable of a server's URL.
#[derive(Debug)]
pub struct Variable {
    /// Its name between the braces.
    pub name: &'static str,
    /// What it is when nobody says.
    pub default: &'static str,
    /// Whether it may be what the URL of a further page has, where the client has not set it.
    pub from_url: bool,
}

/// One operation of the API.
#[derive(Debug)]
pub struct Operation {
    /// Its name, for errors.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path, with `{parameters}`.
    pub path: &'static str,
    /// Where it is served; the first that suits is used.
    pub servers: &'static [Server],
    /// Alternatives, each a list of schemes that are needed together. None at all: no credential.
    pub security: &'static [&'static [usize]],
    /// The media type asked for; empty where the answer has no content.
    pub accept: &'static str,
    /// The media type of the body, where there is one.
    pub content_type: &'static str,
    /// Redirects, and 304, that are successes: statuses, or 3 for all of 3XX. None is followed.
    pub redirects: &'static [u16],
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
    /// Into a cookie.
    Cookie,
    /// Into a form in the body.
    Form,
    /// Into a part of a body of several.
    Part,
}

/// How an array or an object is written (the `style` of OpenAPI).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `a=1&a=2`, or `a=1,2` when not exploded.
    Form,
    /// `1,2`.
    Simple,
    /// `.1.2`.
    Label,
    /// `;a=1;a=2`.
    Matrix,
    /// `a=1%202`.
    Space,
    /// `a=1%7C2`.
    Pipe,
    /// `a[b]=1`.
    Deep,
    /// JSON text, whatever the value is.
    Json,
    /// JSON text; a string is taken to be that text already and goes out as it is.
    JsonText,
}

/// A parameter: its name, where and how it is written, and the bounds that its schema states. It is
/// copied along with every value, and so has no room for bounds that are not stated.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    pub(crate) name: &'static str,
    pub(crate) place: Location,
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) reserved: bool,
    pub(crate) media_type: &'static str,
    min: f64,
    max: f64,
    /// Whether a number has to be more than the smallest, and less than the largest.
    above: bool,
    below: bool,
    unique: bool,
    shortest: u64,
    longest: u64,
}

impl Param {
    const fn new(name: &'static str, place: Location, style: Style, explode: bool) -> Self {
        Self {
            name,
            place,
            style,
            explode,
            reserved: false,
            media_type: "",
            min: f64::NEG_INFINITY,
            max: f64::INFINITY,
            above: false,
            below: false,
            unique: false,
            shortest: 0,
            longest: u64::MAX,
        }
    }

    /// A path parameter in OpenAPI's default style.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Location::Path, Style::Simple, false)
    }

    /// A query parameter in OpenAPI's default style.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Location::Query, Style::Form, true)
    }

    /// A header in OpenAPI's default style.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Location::Header, Style::Simple, false)
    }

    /// A cookie in OpenAPI's default style.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Location::Cookie, Style::Form, true)
    }

    /// A field of a form body in OpenAPI's default style.
    pub const fn form(name: &'static str) -> Self {
        Self::new(name, Location::Form, Style::Form, true)
    }

    /// A part of a body of several, in OpenAPI's default style.
    pub const fn part(name: &'static str) -> Self {
        Self::new(name, Location::Part, Style::Form, true)
    }

    /// The media type of a part.
    pub const fn media_type(self, media_type: &'static str) -> Self {
        Self { media_type, ..self }
    }

    /// Another style.
    pub const fn style(self, style: Style, explode: bool) -> Self {
        Self { style, explode, ..self }
    }

    /// Reserved characters are sent as they are in a query (`allowReserved`).
    pub const fn reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    /// The smallest number that the description allows.
    pub const fn min(self, min: f64) -> Self {
        Self { min, ..self }
    }

    /// The largest number that the description allows.
    pub const fn max(self, max: f64) -> Self {
        Self { max, ..self }
    }

    /// The number that the description wants more than.
    pub const fn above(self, min: f64) -> Self {
        Self { min, above: true, ..self }
    }

    /// The number that the description wants less than.
    pub const fn below(self, max: f64) -> Self {
        Self { max, below: true, ..self }
    }

    /// No element may be there twice.
    pub const fn unique(self) -> Self {
        Self { unique: true, ..self }
    }

    /// The fewest characters (of a text) or elements (of an array) allowed.
    pub const fn shortest(self, count: u64) -> Self {
        Self { shortest: count, ..self }
    }

    /// The most characters (of a text) or elements (of an array) allowed.
    pub const fn longest(self, count: u64) -> Self {
        Self { longest: count, ..self }
    }

    /// Whether it is the same parameter: there may be one of its name in another place.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.name == other.name && self.place == other.place
    }

    /// Whether a value is within the bounds. An enum's values are not among them, since a server
    /// may know newer ones.
    pub(crate) fn check(&self, value: &Value) -> Result<(), String> {
        if let Some(number) = value.as_f64() {
            return self.check_number(number, value);
        }
        if let (true, Value::Array(items)) = (self.unique, value) {
            check_unique(items)?;
        }
        let (count, unit) = match value {
            _ if self.shortest == 0 && self.longest == u64::MAX => return Ok(()),
            Value::String(text) => (text.chars().count() as u64, "characters"),
            Value::Array(items) => (items.len() as u64, "elements"),
            _ => return Ok(()),
        };
        let Self { shortest, longest, .. } = self;
        if count < *shortest {
            return Err(format!("must have at least {shortest} {unit}, and has {count}"));
        }
        if count > *longest {
            return Err(format!("must have at most {longest} {unit}, and has {count}"));
        }
        Ok(())
    }

    fn check_number(&self, number: f64, value: &Value) -> Result<(), String> {
        let Self { min, max, .. } = self;
        if self.above && number <= *min {
            return Err(format!("must be more than {min}, and is {value}"));
        }
        if self.below && number >= *max {
            return Err(format!("must be less than {max}, and is {value}"));
        }
        if number < *min {
            return Err(format!("must be at least {min}, and is {value}"));
        }
        if number > *max {
            return Err(format!("must be at most {max}, and is {value}"));
        }
        Ok(())
    }
}

fn check_unique(items: &[Value]) -> Result<(), String> {
    let mut seen = std::collections::BTreeSet::new();
    match items.iter().find(|item| !seen.insert(item.to_string())) {
        Some(twice) => Err(format!("must not have an element twice, and has {twice}")),
        None => Ok(()),
    }
}

/// How the pages of a list follow one another.
#[derive(Clone, Copy, Debug)]
pub enum Follow {
    /// The envelope holds the URL of the next page.
    Url,
    /// The `Link` header does (RFC 8288), as the relation `next`.
    Link,
    /// The envelope holds what this parameter has to be for the next page.
    Cursor(Param),
    /// This parameter counts the pages, from that number on.
    Page(Param, u64),
    /// This parameter counts the items before the page.
    Offset(Param),
}

/// What the run-time support needs to know of a list that comes in pages.
#[derive(Debug)]
pub struct Paging {
    /// How the pages follow one another.
    pub follow: Follow,
    /// The parameter that sets how many items a page has, and the most that the API allows.
    pub size: Option<(Param, u64)>,
}
