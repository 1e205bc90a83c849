//! What the emitted code tells the run-time support about the API: plain constants.

#[cfg(part = "bounds")]
use super::bounds::Bounds;

/// The API as a whole.
#[derive(Debug)]
pub struct Service {
    /// `name/version`, the first word of the `User-Agent`.
    pub agent: &'static str,
    /// Where it is served, unless an operation says otherwise.
    pub servers: &'static [Server],
    #[cfg(part = "credentials")]
    /// The security schemes; an operation names them by their place in this list.
    pub schemes: &'static [Scheme],
    #[cfg(part = "environment")]
    /// Variables of servers and the environment variables that may hold them.
    pub variables: &'static [(&'static str, &'static str)],
    /// Where an error body keeps what `Error` tells.
    pub errors: ErrorShape,
}

#[cfg(part = "credentials")]
/// A security scheme and where its values may be found.
#[derive(Debug)]
pub struct Scheme {
    /// The scheme's name in the description.
    pub name: &'static str,
    /// How its credential travels.
    pub kind: SchemeKind,
    #[cfg(part = "environment")]
    /// The environment variables that hold its values, in the order of the credential's parts.
    pub env: &'static [&'static str],
}

#[cfg(part = "credentials")]
/// How a credential travels.
#[derive(Clone, Copy, Debug)]
pub enum SchemeKind {
    #[cfg(part = "basic")]
    /// `Authorization: Basic`, a user name and a password.
    Basic,
    #[cfg(part = "bearer")]
    /// `Authorization: Bearer`, one token.
    Bearer,
    #[cfg(part = "header-key")]
    /// A key in the header of this name.
    Header(&'static str),
    #[cfg(part = "query-key")]
    /// A key in the query parameter of this name.
    Query(&'static str),
    #[cfg(part = "cookie-key")]
    /// A key in the cookie of this name.
    Cookie(&'static str),
}

/// JSON pointers into an error body. The first that finds a value is used.
#[derive(Debug)]
pub struct ErrorShape {
    /// The API's own error code.
    pub code: &'static [&'static str],
    /// The message.
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
    #[cfg(part = "server-variables")]
    /// The variables of the URL.
    pub variables: &'static [Variable],
}

#[cfg(part = "server-variables")]
/// A variable of a server's URL.
#[derive(Debug)]
pub struct Variable {
    /// Its name between the braces.
    pub name: &'static str,
    /// The default value.
    pub default: &'static str,
    #[cfg(part = "moved")]
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
    #[cfg(part = "credentials")]
    /// Alternatives, each a list of schemes that are needed together. None at all: no credential.
    pub security: &'static [&'static [usize]],
    /// The media type asked for; empty where the answer has no content.
    pub accept: &'static str,
    #[cfg(part = "fields-body")]
    /// The media type of the body, where there is one.
    pub content_type: &'static str,
    #[cfg(part = "redirects")]
    /// Redirects, and 304, that are successes: statuses, or 3 for all of 3XX. None is followed.
    pub redirects: &'static [u16],
}

#[cfg(part = "values")]
/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    #[cfg(part = "path")]
    /// Into the path.
    Path,
    #[cfg(part = "query")]
    /// Into the query.
    Query,
    #[cfg(part = "header")]
    /// Into a header.
    Header,
    #[cfg(part = "cookie")]
    /// Into a cookie.
    Cookie,
    #[cfg(part = "form-fields")]
    /// Into a form in the body.
    Form,
    #[cfg(part = "part-fields")]
    /// Into a part of a body of several.
    Part,
}

#[cfg(part = "values")]
/// How an array or an object is written (the `style` of OpenAPI).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    #[cfg(part = "style-form")]
    /// `a=1&a=2`, or `a=1,2` when not exploded.
    Form,
    #[cfg(part = "style-simple")]
    /// `1,2`.
    Simple,
    #[cfg(part = "style-label")]
    /// `.1.2`.
    Label,
    #[cfg(part = "style-matrix")]
    /// `;a=1;a=2`.
    Matrix,
    #[cfg(part = "style-space")]
    /// `a=1%202`.
    Space,
    #[cfg(part = "style-pipe")]
    /// `a=1%7C2`.
    Pipe,
    #[cfg(part = "style-deep")]
    /// `a[b]=1`.
    Deep,
    #[cfg(part = "style-json")]
    /// JSON text, whatever the value is.
    Json,
    #[cfg(part = "style-json-text")]
    /// JSON text; a string is taken to be that text already and goes out as it is.
    JsonText,
}

#[cfg(part = "params")]
/// A parameter: its name, where and how it is written, and the bounds that its schema states. It is
/// copied along with every value.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    pub(crate) name: &'static str,
    #[cfg(part = "values")]
    pub(crate) place: Location,
    #[cfg(part = "values")]
    pub(crate) style: Style,
    #[cfg(part = "explode")]
    pub(crate) explode: bool,
    #[cfg(part = "pairs")]
    pub(crate) reserved: bool,
    #[cfg(part = "part-fields")]
    pub(crate) media_type: &'static str,
    #[cfg(part = "bounds")]
    pub(crate) bounds: Bounds,
}

#[cfg(part = "params")]
impl Param {
    #[cfg(part = "values")]
    const fn new(name: &'static str, place: Location, style: Style) -> Self {
        Self {
            name,
            place,
            style,
            #[cfg(part = "explode")]
            explode: false,
            #[cfg(part = "pairs")]
            reserved: false,
            #[cfg(part = "part-fields")]
            media_type: "",
            #[cfg(part = "bounds")]
            bounds: Bounds::NONE,
        }
    }

    #[cfg(part = "path")]
    /// A path parameter in OpenAPI's default style.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Location::Path, Style::Simple)
    }

    #[cfg(part = "query")]
    /// A query parameter in OpenAPI's default style.
    pub const fn query(name: &'static str) -> Self {
        Self { explode: true, ..Self::new(name, Location::Query, Style::Form) }
    }

    #[cfg(part = "header")]
    /// A header in OpenAPI's default style.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Location::Header, Style::Simple)
    }

    #[cfg(part = "cookie")]
    /// A cookie in OpenAPI's default style.
    pub const fn cookie(name: &'static str) -> Self {
        Self { explode: true, ..Self::new(name, Location::Cookie, Style::Form) }
    }

    #[cfg(part = "form-fields")]
    /// A field of a form body in OpenAPI's default style.
    pub const fn form(name: &'static str) -> Self {
        Self { explode: true, ..Self::new(name, Location::Form, Style::Form) }
    }

    #[cfg(all(part = "part-fields", part = "values", part = "explode"))]
    /// A part of a multipart body, in OpenAPI's default style.
    pub const fn part(name: &'static str) -> Self {
        Self { explode: true, ..Self::new(name, Location::Part, Style::Form) }
    }

    #[cfg(all(part = "part-fields", part = "values", not(part = "explode")))]
    /// A part of a multipart body, in OpenAPI's default style.
    pub const fn part(name: &'static str) -> Self {
        Self::new(name, Location::Part, Style::Form)
    }

    #[cfg(all(part = "part-fields", not(part = "values")))]
    /// A file in a body of several parts.
    pub const fn part(name: &'static str) -> Self {
        Self { name, media_type: "" }
    }

    #[cfg(part = "part-media-type")]
    /// The media type of a part.
    pub const fn media_type(self, media_type: &'static str) -> Self {
        Self { media_type, ..self }
    }

    #[cfg(all(part = "styles", part = "explode"))]
    /// Another style.
    pub const fn style(self, style: Style, explode: bool) -> Self {
        Self { style, explode, ..self }
    }

    #[cfg(all(part = "styles", not(part = "explode")))]
    /// Another style. All parts are exploded.
    pub const fn style(self, style: Style, _: bool) -> Self {
        Self { style, ..self }
    }

    #[cfg(part = "reserved")]
    /// Reserved characters are sent as they are in a query (`allowReserved`).
    pub const fn reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    #[cfg(part = "minimum")]
    /// The smallest number that the description allows.
    pub const fn min(self, min: f64) -> Self {
        Self { bounds: Bounds { min, ..self.bounds }, ..self }
    }

    #[cfg(part = "maximum")]
    /// The largest number that the description allows.
    pub const fn max(self, max: f64) -> Self {
        Self { bounds: Bounds { max, ..self.bounds }, ..self }
    }

    #[cfg(part = "above")]
    /// The number that the description wants more than.
    pub const fn above(self, min: f64) -> Self {
        Self { bounds: Bounds { min, above: true, ..self.bounds }, ..self }
    }

    #[cfg(part = "below")]
    /// The number that the description wants less than.
    pub const fn below(self, max: f64) -> Self {
        Self { bounds: Bounds { max, below: true, ..self.bounds }, ..self }
    }

    #[cfg(part = "unique")]
    /// No element may be there twice.
    pub const fn unique(self) -> Self {
        Self { bounds: Bounds { unique: true, ..self.bounds }, ..self }
    }

    #[cfg(part = "shortest")]
    /// The fewest characters (of a text) or elements (of an array) allowed.
    pub const fn shortest(self, count: u64) -> Self {
        Self { bounds: Bounds { shortest: count, ..self.bounds }, ..self }
    }

    #[cfg(part = "longest")]
    /// The most characters (of a text) or elements (of an array) allowed.
    pub const fn longest(self, count: u64) -> Self {
        Self { bounds: Bounds { longest: count, ..self.bounds }, ..self }
    }

    #[cfg(part = "values")]
    /// Whether it is the same parameter: there may be one of its name in another place.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.name == other.name && self.place == other.place
    }
}

#[cfg(part = "pages")]
/// How the pages of a list follow one another.
#[derive(Clone, Copy, Debug)]
pub enum Follow {
    #[cfg(part = "page-field")]
    /// The envelope holds the URL of the next page.
    Url,
    #[cfg(part = "page-link")]
    /// The `Link` header does (RFC 8288), as the relation `next`.
    Link,
    #[cfg(part = "page-cursor")]
    /// The envelope holds what this parameter has to be for the next page.
    Cursor(Param),
    #[cfg(part = "page-number")]
    /// This parameter counts the pages, from that number on.
    Page(Param, u64),
    #[cfg(part = "page-offset")]
    /// This parameter counts the items before the page.
    Offset(Param),
}

#[cfg(part = "pages")]
/// What the run-time support needs to know of a list that comes in pages.
#[derive(Debug)]
pub struct Paging {
    /// How the pages follow one another.
    pub follow: Follow,
    #[cfg(part = "page-size")]
    /// The parameter that sets how many items a page has, and the most that the API allows.
    pub size: Option<(Param, u64)>,
}
