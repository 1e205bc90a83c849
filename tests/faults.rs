//! Faults over a real socket, and what the generated client makes of them: the right kind of error
//! within the time allowed, nothing sent twice, nothing left behind, no credential in any log.

#[path = "wire/scenario.rs"]
#[allow(dead_code)]
mod scenario;

#[path = "faults/cases.rs"]
mod cases;
#[path = "faults/collect.rs"]
mod collect;
#[path = "faults/harness.rs"]
mod harness;

#[path = "faults/cancelled.rs"]
mod cancelled;
#[path = "faults/kinds.rs"]
mod kinds;
#[path = "faults/many.rs"]
mod many;
#[path = "faults/memory.rs"]
mod memory;
#[path = "faults/odd.rs"]
mod odd;
#[path = "faults/secrets.rs"]
mod secrets;
#[path = "faults/spans.rs"]
mod spans;
#[path = "faults/tls.rs"]
mod tls;
