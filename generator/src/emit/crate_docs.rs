//! The guide at the root of a generated crate: what a user has to know beyond one call.

use super::scaffold::CrateInfo;
use super::{Context, doc_example};

/// The sections behind the first example, as lines.
pub(super) fn lines(context: &Context<'_>, info: &CrateInfo) -> Vec<String> {
    let module = info.module();
    let mut out = Vec::new();
    out.extend(paging(context, &module));
    out.extend(errors(context, &module));
    out.extend(text(RELIABILITY));
    out.extend(testing(context, &module));
    out.extend(text(FEATURES));
    out
}

fn text(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn paging(context: &Context<'_>, module: &str) -> Vec<String> {
    let list = doc_example::listing(context).and_then(|it| doc_example::start(context, module, it));
    let Some(list) = list else { return Vec::new() };
    let mut lines = text(PAGING);
    lines.extend([
        "```no_run".to_owned(),
        format!("# async fn run(client: {module}::Client) -> Result<(), {module}::Error> {{"),
        format!("let mut pages = {list}.pages();"),
        "while let Some(page) = pages.try_next().await? {".to_owned(),
        "    println!(\"{:?}, then {:?}\", page.value, page.next);".to_owned(),
        "}".to_owned(),
        "# Ok(())".to_owned(),
        "# }".to_owned(),
        "```".to_owned(),
    ]);
    lines
}

const PAGING: &[&str] = &[
    "",
    "# Lists",
    "",
    "A list that the API returns in pages is a stream of its items: `items()`, which fetches a page",
    "when it is needed, stops at a `limit` and can `prefetch`. `pages()` is a stream of the pages",
    "themselves, with the fields around the items; what a [`Page`] says is `next` can be kept, and",
    "given to `resume` later. Both have `try_next`, and are `futures` streams as well.",
    "",
];

fn errors(context: &Context<'_>, module: &str) -> Vec<String> {
    let mut lines = text(ERRORS);
    let call =
        doc_example::fetching(context).and_then(|it| doc_example::start(context, module, it));
    if let Some(call) = call {
        lines.extend([
            String::new(),
            "```no_run".to_owned(),
            format!("use {module}::ErrorKind;"),
            String::new(),
            format!("# async fn run(client: {module}::Client) {{"),
            format!("match {call}.send().await {{"),
            "    Ok(response) => println!(\"{response:?}\"),".to_owned(),
            "    Err(error) if error.is_not_found() => println!(\"there is none\"),".to_owned(),
            "    Err(error) if error.kind() == ErrorKind::Api => {".to_owned(),
            "        println!(\"{:?}: {:?}\", error.code(), error.message());".to_owned(),
            "    }".to_owned(),
            "    Err(error) => eprintln!(\"{error}\"),".to_owned(),
            "}".to_owned(),
            "# }".to_owned(),
            "```".to_owned(),
        ]);
    }
    lines
}

const ERRORS: &[&str] = &[
    "",
    "# Errors",
    "",
    "Every call returns an [`Error`], whose [`kind`](Error::kind) tells what went wrong: an argument",
    "that was refused before anything was sent, a connection, the API's own response, or a response",
    "that cannot be read. Values that this version does not know are no error: enums keep them as",
    "they came. Neither errors nor anything else that is printed shows credentials.",
];

const RELIABILITY: &[&str] = &[
    "",
    "# Time limits and retries",
    "",
    "A call has 30 seconds, over all attempts, unless",
    "[`ClientBuilder::timeout`] or `with_timeout` says otherwise. It is tried again up to three",
    "times where that cannot do anything twice: after 429 (too many requests) whatever the method,",
    "after 5xx and a connection that broke for GET and HEAD only. Waits grow, are random, and heed",
    "`Retry-After`. See [`ext::Retry`] to change that; `Retry::never()` turns it off.",
    "",
    "Redirects are not followed, and plain HTTP is refused unless it stays on this machine or",
    "[`ClientBuilder::allow_http`] says so: credentials go to the API's server only.",
];

fn testing(context: &Context<'_>, module: &str) -> Vec<String> {
    let mut lines = text(TESTING);
    let call =
        doc_example::fetching(context).and_then(|it| doc_example::start(context, module, it));
    if let Some(call) = call {
        lines.extend([
            String::new(),
            "```no_run".to_owned(),
            format!("# fn run(client: {module}::Client) -> Result<(), {module}::Error> {{"),
            format!("let request = {call}.build()?;"),
            "println!(\"{} {}\", request.method(), request.url());".to_owned(),
            "# Ok(())".to_owned(),
            "# }".to_owned(),
            "```".to_owned(),
        ]);
    }
    lines
}

const TESTING: &[&str] = &[
    "",
    "# Testing",
    "",
    "A client with a [`base_url`](ClientBuilder::base_url) never talks to any other server: point it",
    "at one of your own on this machine. An [`ext::Transport`] needs no server at all, and an",
    "[`ext::Clock`] no patience. Models have constructors and public fields, and every builder has a",
    "`build` that shows the request without sending it.",
];

const FEATURES: &[&str] = &[
    "",
    "# Features",
    "",
    "`rustls` (default) or `native-tls` for TLS; `gzip` for compressed responses; `tracing` for a span",
    "with the names of OpenTelemetry around every attempt of a call.",
];
