//! Run-time support: what every operation of this client shares.
//!
//! The generator emits these files as they stand; nothing in them depends on one API. What is
//! particular to an API (paths, servers, schemes) reaches them as the constants of
//! [`description`].

mod answer;
mod call;
mod client;
mod credential;
pub(crate) mod description;
mod encode;
mod enumeration;
mod error;
mod locate;
mod multipart;
mod object;
mod paging;
mod request;
mod time;
mod transport;
mod union;

pub use answer::Response;
pub(crate) use call::Call;
pub use client::{Client, ClientBuilder};
pub use credential::Credential;
pub(crate) use enumeration::{TextVisitor, open_code, open_enum};
pub use enumeration::{Unrecognized, UnrecognizedCode};
pub use error::{Error, ErrorKind};
pub use multipart::Part;
pub(crate) use object::object;
pub(crate) use object::{
    Members, Object, decode, encode_object, nullable, optional, read_rest, required, tristate,
    write, write_rest,
};
pub(crate) use paging::PageSize;
pub use paging::{Items, Page, Paged, Pages};
pub use request::Request;
pub use time::{DateTimeOrDate, MailDateTime};
pub(crate) use union::{better, form, union};

/// The result of everything that this client does.
pub type Result<T, E = Error> = std::result::Result<T, E>;
