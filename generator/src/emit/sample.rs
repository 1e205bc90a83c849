//! Examples in the documentation of a generated crate; they are compiled as its doc tests.

use super::Context;
use super::docs;
use super::library::CrateInfo;
use super::operation::{MOST_ARGUMENTS, Needed, needed};
use crate::ir::{BodyKind, Number, Operation, Shape, Ty};
use proc_macro2::TokenStream;

/// How a client is made, as code.
pub(super) fn make_client(context: &Context<'_>) -> String {
    let env = super::service::env_names(context);
    match (env.is_empty(), context.api.schemes.as_slice()) {
        (false, _) => "Client::from_env()?".to_owned(),
        (true, [only]) => {
            let args: Vec<String> =
                only.parts.iter().map(|part| format!("{:?}", part.name)).collect();
            format!("Client::new({})?", args.join(", "))
        }
        (true, _) => "Client::builder().build()?".to_owned(),
    }
}

/// The example of the builder.
pub(super) fn client_example(context: &Context<'_>, info: &CrateInfo) -> TokenStream {
    let module = info.module();
    let mut lines = vec![
        String::new(),
        "```no_run".to_owned(),
        format!("use {module}::Client;"),
        "use std::time::Duration;".to_owned(),
        String::new(),
        "let client = Client::builder()".to_owned(),
    ];
    if let [only] = context.api.schemes.as_slice() {
        let args: Vec<String> = only.parts.iter().map(|part| format!("{:?}", part.name)).collect();
        lines.push(format!("    .{}({})", only.method, args.join(", ")));
    }
    lines.extend([
        "    .timeout(Duration::from_secs(10))".to_owned(),
        "    .user_agent(\"my-service/1.0\")".to_owned(),
        "    .build()?;".to_owned(),
        format!("# Ok::<(), {module}::Error>(())"),
        "```".to_owned(),
    ]);
    docs::lines(lines)
}

/// The example of the crate: a client, and one call of up to three operations.
pub(super) fn crate_example(context: &Context<'_>, info: &CrateInfo) -> Vec<String> {
    let module = info.module();
    let mut lines = vec![
        "```no_run".to_owned(),
        format!("use {module}::Client;"),
        String::new(),
        format!("# async fn run() -> Result<(), {module}::Error> {{"),
        format!("let client = {};", make_client(context)),
    ];
    for operation in samples(context) {
        if let Some(call) = call(context, operation) {
            lines.push(call);
        }
    }
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines
}

/// The operations that show best what the API is like: few arguments, of different verbs, and of
/// what stands on its own, whose path is short.
fn samples<'a>(context: &Context<'a>) -> Vec<&'a Operation> {
    let groups = context.api.groups.iter();
    let mut all: Vec<&Operation> = groups.flat_map(|group| &group.operations).collect();
    all.sort_by_key(|operation| (operation.path.matches('/').count(), operation.path.len()));
    let mut chosen: Vec<&Operation> = Vec::new();
    for operation in all {
        let same_verb = chosen.iter().any(|known| {
            known.verb == operation.verb && known.paging.is_some() == operation.paging.is_some()
        });
        if chosen.len() < 3
            && !same_verb
            && !operation.docs.deprecated
            && call(context, operation).is_some()
        {
            chosen.push(operation);
        }
    }
    chosen
}

/// A call of an operation with made up arguments, where they can be made up in a word.
fn call(context: &Context<'_>, operation: &Operation) -> Option<String> {
    let needed = needed(operation);
    if needed.len() > MOST_ARGUMENTS.min(2) {
        return None;
    }
    let args: Option<Vec<String>> = needed.iter().map(|needed| argument(context, needed)).collect();
    let method = &operation.method_name;
    let start = format!("client.{method}({})", args?.join(", "));
    Some(match operation.paging {
        Some(_) => format!(
            "let mut found = {start}.items().limit(20);\nwhile let Some(item) = found.try_next().await? {{\n    println!(\"{{item:?}}\");\n}}"
        ),
        None => match operation.answer {
            crate::ir::Answer::Empty => format!("{start}.send().await?;"),
            _ => format!("let answer = {start}.send().await?;\nprintln!(\"{{answer:?}}\");"),
        },
    })
}

fn argument(context: &Context<'_>, needed: &Needed<'_>) -> Option<String> {
    match needed {
        Needed::Param(param) => value(context, &param.ty, &param.name),
        Needed::Body(body) => match &body.kind {
            BodyKind::Text => Some(format!("{:?}", body.name)),
            BodyKind::Bytes => Some("&b\"...\"[..]".to_owned()),
            BodyKind::Json(ty) => value(context, ty, &body.name),
        },
    }
}

fn value(context: &Context<'_>, ty: &Ty, name: &str) -> Option<String> {
    match ty {
        Ty::Bool => Some("true".to_owned()),
        Ty::Number(Number::F32 | Number::F64) => Some("1.0".to_owned()),
        Ty::Number(_) => Some("1".to_owned()),
        Ty::String => Some(format!("{name:?}")),
        // From text: the name of the type need not be brought in.
        Ty::Named(id) => match &context.api.types[id.0].shape {
            Shape::Words(words) => words.first().map(|word| format!("{:?}", word.wire)),
            _ => None,
        },
        _ => None,
    }
}
