//! Run-time support: what every operation of this client shares.
//!
//! The generator emits these files as they stand; nothing in them depends on one API. What is
//! particular to an API (paths, servers, schemes) reaches them as the constants of
//! [`description`].

mod attempt;
mod attempts;
mod base64;
mod body;
mod builder;
mod call;
mod charset;
mod chunks;
mod client;
mod clock;
mod credential;
mod date;
mod date_time;
mod date_time_or_date;
pub(crate) mod description;
mod encode;
mod error;
mod error_kind;
mod events;
mod header;
mod integer_enum;
mod known;
mod lenient;
mod lines;
mod locate;
mod mail_date_time;
mod moved;
mod multipart;
mod object;
mod page;
mod paging;
mod percent;
mod received;
mod request;
mod response;
mod response_future;
mod retry;
mod scalar;
mod secrets;
mod server;
mod stream;
mod string_enum;
mod text;
mod token;
mod trace;
mod transport;
mod union;

pub use attempt::Attempt;
pub use body::Body;
pub(crate) use builder::builder;
pub(crate) use call::Call;
pub use chunks::Chunks;
pub use client::{Client, ClientBuilder};
pub use clock::{Clock, Sleep};
pub use credential::Credential;
pub use date_time_or_date::DateTimeOrDate;
pub use error::{BoxError, Error};
pub use error_kind::{ErrorKind, FailedAttempt};
pub use events::{Event, Events};
pub(crate) use events::{event_json, event_object, event_text};
pub(crate) use header::{HeaderForm, Headers};
pub use integer_enum::UnrecognizedCode;
pub(crate) use integer_enum::open_code;
pub use lenient::Lenient;
pub use lines::Lines;
pub(crate) use lines::Separator;
pub use mail_date_time::MailDateTime;
pub use multipart::Part;
pub(crate) use object::{Fields, Members, Object, decode, object, optional, required};
pub use paging::{Items, Page, Paged, Pages};
pub use request::Request;
pub(crate) use response::RawResponse;
pub use response::Response;
pub use response_future::ResponseFuture;
pub use retry::{Failure, Retry, RetryPolicy};
pub use scalar::UnrecognizedScalar;
pub(crate) use scalar::{Scalar, ScalarVisitor, key, open_scalar};
pub use string_enum::Unrecognized;
pub(crate) use string_enum::{TextVisitor, open_enum};
pub(crate) use text::plain;
pub use token::{FetchToken, Token, TokenSource};
pub use transport::{Middleware, Next, Transport, TransportFuture};
pub(crate) use union::{Constant, base, better, form, read_union, tag, tagged, union, with_tag};

/// The result of everything that this client does.
pub type Result<T, E = Error> = std::result::Result<T, E>;
