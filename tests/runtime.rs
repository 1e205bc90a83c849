//! All parts of the run-time support, tested on their own: here it is a module of this file, and the
//! constants that a generated crate would contain are in `fixture`.

#[path = "../generator/runtime/mod.rs"]
#[allow(dead_code, unused_imports, unused_macros)]
mod support;

#[path = "runtime/fixture.rs"]
mod fixture;

#[path = "faults/collect.rs"]
mod collect;

#[path = "runtime/arguments.rs"]
mod arguments;
#[path = "runtime/charsets.rs"]
mod charsets;
#[path = "runtime/credentials.rs"]
mod credentials;
#[path = "runtime/encoding.rs"]
mod encoding;
#[path = "runtime/enums.rs"]
mod enums;
#[path = "runtime/environment.rs"]
mod environment;
#[path = "runtime/errors.rs"]
mod errors;
#[path = "runtime/events.rs"]
mod events;
#[path = "runtime/faults.rs"]
mod faults;
#[path = "runtime/headers.rs"]
mod headers;
#[path = "runtime/lenient.rs"]
mod lenient;
#[path = "runtime/limits.rs"]
mod limits;
#[path = "runtime/lines.rs"]
mod lines;
#[path = "runtime/locating.rs"]
mod locating;
#[path = "runtime/objects.rs"]
mod objects;
#[path = "runtime/page_kinds.rs"]
mod page_kinds;
#[path = "runtime/paging.rs"]
mod paging;
#[path = "runtime/proxies.rs"]
mod proxies;
#[path = "runtime/retries.rs"]
mod retries;
#[path = "runtime/scalars.rs"]
mod scalars;
#[path = "runtime/seams.rs"]
mod seams;
#[path = "runtime/sending.rs"]
mod sending;
#[path = "runtime/servers.rs"]
mod servers;
#[path = "runtime/spans.rs"]
mod spans;
#[path = "runtime/streams.rs"]
mod streams;
#[path = "runtime/tokens.rs"]
mod tokens;
#[path = "runtime/unions.rs"]
mod unions;
#[path = "runtime/uploads.rs"]
mod uploads;
