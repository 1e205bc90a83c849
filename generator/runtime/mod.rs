//! Run-time support: what every operation of this client shares.
//!
//! The generator emits these files as they stand; nothing in them depends on one API. What is
//! particular to an API (paths, servers, schemes) reaches them as the constants of
//! [`description`].

mod attempts;
mod body;
mod builder;
mod call;
mod client;
mod clock;
mod credential;
pub(crate) mod description;
mod encode;
mod enumeration;
mod error;
mod events;
mod header;
mod lenient;
mod lines;
mod locate;
mod multipart;
mod object;
mod page;
mod paging;
mod request;
mod response;
mod response_future;
mod retry;
mod scalar;
mod server;
mod stream;
mod time;
mod token;
mod trace;
mod transport;
mod union;

pub use body::Body;
pub(crate) use builder::builder;
pub(crate) use call::Call;
pub use client::{Client, ClientBuilder};
pub use clock::{Clock, Sleep};
pub use credential::Credential;
pub(crate) use encode::plain;
pub(crate) use enumeration::{TextVisitor, open_code, open_enum};
pub use enumeration::{Unrecognized, UnrecognizedCode};
pub use error::{BoxError, Error, ErrorKind};
pub use events::{Event, Events};
pub(crate) use events::{event_json, event_object, event_text};
pub(crate) use header::{HeaderForm, Headers};
pub use lenient::Lenient;
pub use lines::Lines;
pub(crate) use lines::Separator;
pub use multipart::Part;
pub(crate) use object::{Fields, Members, Object, decode, object, optional, required};
pub use paging::{Items, Page, Paged, Pages};
pub use request::Request;
pub(crate) use response::RawResponse;
pub use response::Response;
pub use response_future::ResponseFuture;
pub use retry::{FailedAttempt, Failure, Retry, RetryPolicy};
pub use scalar::UnrecognizedScalar;
pub(crate) use scalar::{Scalar, ScalarVisitor, key, open_scalar};
pub use stream::Chunks;
pub use time::{DateTimeOrDate, MailDateTime};
pub use token::{FetchToken, Token, TokenSource};
pub use transport::{Attempt, Middleware, Next, Transport, TransportFuture};
pub(crate) use union::{better, form, read_union, tagged, union, with_tag};

/// The result of everything that this client does.
pub type Result<T, E = Error> = std::result::Result<T, E>;
