//! The generated client against a real socket: what it sends and what it makes of the answers.
//!
//! The cases come from recordings of the vendor's own libraries; `wire/CASES.md` says which test
//! covers which case, and `table.rs` that it tells the truth. Decoded pairs are compared, never
//! bytes: `+` and `%20` mean the same.

#[path = "wire/scenario.rs"]
mod scenario;

#[path = "wire/create.rs"]
mod create;
#[path = "wire/decode.rs"]
mod decode;
#[path = "wire/environment.rs"]
mod environment;
#[path = "wire/errors.rs"]
mod errors;
#[path = "wire/example.rs"]
mod example;
#[path = "wire/faults.rs"]
mod faults;
#[path = "wire/headers.rs"]
mod headers;
#[path = "wire/hosts.rs"]
mod hosts;
#[path = "wire/list.rs"]
mod list;
#[path = "wire/pages.rs"]
mod pages;
#[path = "wire/path.rs"]
mod path;
#[path = "wire/resources.rs"]
mod resources;
#[path = "wire/secrets.rs"]
mod secrets;
#[path = "wire/table.rs"]
mod table;
