//! Run-time support: what the operations of this client share.
//!
//! The generator embeds these files, without the parts that an API does not need. What is
//! particular to an API (paths, servers, security schemes) reaches them as the constants of
//! `description`.

#[cfg(part = "calls")]
mod attempt;
#[cfg(part = "calls")]
mod attempts;
#[cfg(part = "credentials")]
mod authorize;
#[cfg(part = "calls")]
mod base64;
#[cfg(part = "calls")]
mod body;
#[cfg(part = "bounds")]
mod bounds;
#[cfg(part = "calls")]
mod builder;
#[cfg(part = "calls")]
mod call;
#[cfg(part = "charset")]
mod charset;
#[cfg(part = "chunks")]
mod chunks;
#[cfg(part = "calls")]
mod client;
#[cfg(part = "calls")]
mod clock;
#[cfg(part = "credentials")]
mod credential;
#[cfg(part = "calls")]
mod date;
#[cfg(part = "mail-dates")]
mod date_time;
#[cfg(part = "date-time-or-date")]
mod date_time_or_date;
#[cfg(part = "calls")]
pub(crate) mod description;
#[cfg(any(part = "path", part = "pairs", part = "header", part = "cookie"))]
mod encode;
#[cfg(part = "calls")]
mod error;
#[cfg(part = "calls")]
mod error_kind;
#[cfg(part = "events")]
mod events;
#[cfg(part = "calls")]
mod failure;
#[cfg(part = "headers")]
mod header;
#[cfg(part = "integer-enums")]
mod integer_enum;
#[cfg(part = "credentials")]
mod known;
#[cfg(part = "lenient")]
mod lenient;
#[cfg(part = "lines")]
mod lines;
#[cfg(part = "page-link")]
mod links;
#[cfg(part = "locate")]
mod locate;
#[cfg(part = "mail-date-time")]
mod mail_date_time;
#[cfg(part = "moved")]
mod moved;
#[cfg(part = "multipart")]
mod multipart;
#[cfg(part = "objects")]
mod object;
#[cfg(part = "page-url")]
mod page;
#[cfg(part = "pages")]
mod paging;
#[cfg(part = "path")]
mod path;
#[cfg(part = "percent")]
mod percent;
#[cfg(part = "frames")]
mod received;
#[cfg(part = "calls")]
mod request;
#[cfg(part = "calls")]
mod response;
#[cfg(part = "send")]
mod response_future;
#[cfg(part = "calls")]
mod retry;
#[cfg(part = "mixed-enums")]
mod scalar;
#[cfg(part = "calls")]
mod secrets;
#[cfg(part = "calls")]
mod server;
#[cfg(part = "streams")]
mod stream;
#[cfg(part = "string-enums")]
mod string_enum;
#[cfg(any(part = "calls", part = "mixed-enums", part = "tagged-unions"))]
mod text;
#[cfg(part = "bearer")]
mod token;
#[cfg(part = "calls")]
mod trace;
#[cfg(part = "calls")]
mod transport;
#[cfg(part = "unions")]
mod union;
#[cfg(part = "files")]
mod upload;

#[cfg(part = "calls")]
pub use attempt::Attempt;
#[cfg(part = "calls")]
pub use body::Body;
#[cfg(part = "calls")]
pub(crate) use builder::builder;
#[cfg(part = "send")]
pub(crate) use builder::send;
#[cfg(part = "calls")]
pub(crate) use call::Call;
#[cfg(part = "chunks")]
pub use chunks::Chunks;
#[cfg(part = "calls")]
pub use client::{Client, ClientBuilder};
#[cfg(part = "calls")]
pub use clock::{Clock, Sleep};
#[cfg(part = "credentials")]
pub use credential::Credential;
#[cfg(part = "date-time-or-date")]
pub use date_time_or_date::DateTimeOrDate;
#[cfg(part = "calls")]
pub use error::{BoxError, Error};
#[cfg(part = "calls")]
pub use error_kind::{ErrorKind, FailedAttempt};
#[cfg(part = "event-json")]
pub(crate) use events::event_json;
#[cfg(part = "event-object")]
pub(crate) use events::event_object;
#[cfg(part = "event-text")]
pub(crate) use events::event_text;
#[cfg(part = "events")]
pub use events::{Event, Events};
#[cfg(part = "headers")]
pub(crate) use header::{HeaderForm, Headers};
#[cfg(part = "integer-enums")]
pub use integer_enum::UnrecognizedCode;
#[cfg(part = "integer-enums")]
pub(crate) use integer_enum::open_code;
#[cfg(part = "lenient")]
pub use lenient::Lenient;
#[cfg(part = "lines")]
pub use lines::Lines;
#[cfg(part = "lines")]
pub(crate) use lines::Separator;
#[cfg(part = "mail-date-time")]
pub use mail_date_time::MailDateTime;
#[cfg(part = "required-fields")]
pub(crate) use object::required;
#[cfg(part = "objects")]
pub(crate) use object::{Fields, Members, Object, decode, object};
#[cfg(part = "page-envelopes")]
pub use paging::Paged;
#[cfg(part = "pages")]
pub(crate) use paging::pages;
#[cfg(part = "pages")]
pub use paging::{Items, Page, Pages};
#[cfg(part = "calls")]
pub use request::Request;
#[cfg(part = "send")]
pub(crate) use response::RawResponse;
#[cfg(part = "calls")]
pub use response::Response;
#[cfg(part = "send")]
pub use response_future::ResponseFuture;
#[cfg(part = "calls")]
pub use retry::{Failure, Retry, RetryPolicy};
#[cfg(part = "mixed-enums")]
pub use scalar::UnrecognizedScalar;
#[cfg(part = "mixed-enums")]
pub(crate) use scalar::{Scalar, ScalarVisitor, key, open_scalar};
#[cfg(part = "streams")]
pub(crate) use stream::stream;
#[cfg(part = "string-enums")]
pub use string_enum::Unrecognized;
#[cfg(part = "string-enums")]
pub(crate) use string_enum::{TextVisitor, open_enum};
#[cfg(part = "mixed-enums")]
pub(crate) use text::plain;
#[cfg(part = "bearer")]
pub use token::{FetchToken, Token, TokenSource};
#[cfg(part = "calls")]
pub use transport::{Middleware, Next, Transport, TransportFuture};
#[cfg(part = "union-base")]
pub(crate) use union::base;
#[cfg(part = "untagged-unions")]
pub(crate) use union::better;
#[cfg(part = "plain-variants")]
pub(crate) use union::form;
#[cfg(part = "union-tags")]
pub(crate) use union::with_tag;
#[cfg(part = "union-constants")]
pub(crate) use union::{Constant, form_with};
#[cfg(part = "unions")]
pub(crate) use union::{read_union, union};
#[cfg(part = "tagged-unions")]
pub(crate) use union::{tag, tagged};
#[cfg(part = "files")]
pub use upload::Part;

#[cfg(part = "calls")]
/// The result of everything that this client does.
pub type Result<T, E = Error> = std::result::Result<T, E>;
