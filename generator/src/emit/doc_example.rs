//! Examples in the documentation of a generated crate; they are compiled as its doc tests.

use super::Context;
use super::docs;
use super::scaffold::CrateInfo;
use super::value::Values;
use crate::ir::{Arguments, Input, InputRef, Operation, Response, Ty};
use proc_macro2::TokenStream;

/// How a client is made, as code.
pub(super) fn make_client(context: &Context<'_>) -> String {
    let env = &context.api.client.env;
    match (env.is_empty(), context.api.client.schemes.as_slice()) {
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
    if let [only] = context.api.client.schemes.as_slice() {
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
        lines.extend(call(context, &module, operation).into_iter().flatten());
    }
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines
}

/// The operations that show best what the API is like: few arguments, of different HTTP methods, with
/// short paths.
fn samples<'a>(context: &Context<'a>) -> Vec<&'a Operation> {
    let mut all: Vec<&Operation> = context.api.operations().collect();
    all.sort_by_key(|operation| (operation.path.matches('/').count(), operation.path.len()));
    let mut chosen: Vec<&Operation> = Vec::new();
    for operation in all {
        let same_verb = chosen.iter().any(|known| {
            known.http_method == operation.http_method
                && known.paging.is_some() == operation.paging.is_some()
        });
        if chosen.len() < 3
            && !same_verb
            && !operation.docs.deprecated
            && !operation.is_additional
            && operation.arguments.all().len() <= 2
            && call(context, "", operation).is_some()
        {
            chosen.push(operation);
        }
    }
    chosen
}

/// The operation that fetches one thing, to show what can go wrong; else any.
pub(super) fn fetching<'a>(context: &Context<'a>) -> Option<&'a Operation> {
    let mut chosen = samples(context);
    chosen.retain(|operation| operation.response.is_some());
    let fetches = |it: &&&Operation| it.http_method == "GET" && it.paging.is_none();
    chosen.iter().find(fetches).or(chosen.first()).copied()
}

/// The operation that lists things in pages.
pub(super) fn listing<'a>(context: &Context<'a>) -> Option<&'a Operation> {
    samples(context).into_iter().find(|operation| operation.paging.is_some())
}

/// The example of an operation, as lines of its documentation; none where an argument cannot be
/// made up.
pub(super) fn operation_example(context: &Context<'_>, operation: &Operation) -> Vec<String> {
    let Some(module) = &context.module else { return Vec::new() };
    let Some(call) = call(context, module, operation) else { return Vec::new() };
    let mut lines = vec![
        "```no_run".to_owned(),
        format!("# async fn run(client: {module}::Client) -> Result<(), {module}::Error> {{"),
    ];
    lines.extend(call);
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines
}

/// A call of an operation with made up arguments.
fn call(context: &Context<'_>, module: &str, operation: &Operation) -> Option<Vec<String>> {
    let start = start(context, module, operation)?;
    let lines = |text: String| text.lines().map(str::to_owned).collect();
    Some(lines(match (&operation.paging, &operation.response) {
        (Some(_), _) => each(&format!("{start}.items().limit(20)")),
        (None, None) => each(&format!("{start}.stream().await?")),
        (None, Some(Response::One(None))) => format!("{start}.send().await?;"),
        _ => format!("let response = {start}.send().await?;\nprintln!(\"{{response:?}}\");"),
    }))
}

/// Prints what comes one by one.
fn each(found: &str) -> String {
    format!(
        "let mut found = {found};\n\
         while let Some(item) = found.try_next().await? {{\n    println!(\"{{item:?}}\");\n}}"
    )
}

/// The builder of an operation, as code. Where nothing has to be given, one thing is set, to show
/// how; of a list that would be a filter, which few want.
pub(super) fn start(context: &Context<'_>, module: &str, operation: &Operation) -> Option<String> {
    let values = Values { context, module };
    let method = &operation.method;
    let input = |at: Input| operation.input(at);
    match &operation.arguments {
        Arguments::Struct { name, fields } => {
            let field = |field: &crate::ir::Argument| {
                let value = values.exact_input(input(field.input), &field.name)?;
                Some(format!("    {}: {value},", field.name))
            };
            let fields = fields.iter().map(field).collect::<Option<Vec<String>>>()?.join("\n");
            Some(format!("client.{method}({module}::operations::{name} {{\n{fields}\n}})"))
        }
        Arguments::Positional(all) => {
            let argument = |argument: &crate::ir::Argument| {
                values.input(input(argument.input), &argument.name)
            };
            let args = all.iter().map(argument).collect::<Option<Vec<String>>>()?;
            let mut start = format!("client.{method}({})", args.join(", "));
            if all.is_empty() && operation.paging.is_none() {
                start.push_str(&setter(&values, operation).unwrap_or_default());
            }
            Some(start)
        }
    }
}

/// The call of a setter that takes a scalar, preferably a string.
fn setter(values: &Values<'_>, operation: &Operation) -> Option<String> {
    let scalars =
        operation.setters.iter().filter_map(|setter| match operation.input(setter.input) {
            InputRef::Param(param) if !param.docs.deprecated && values.is_plain(&param.ty) => {
                Some((setter, param))
            }
            _ => None,
        });
    let (setter, _) = scalars.min_by_key(|(_, param)| param.ty != Ty::String)?;
    let value = values.input(operation.input(setter.input), &setter.name)?;
    Some(format!(".{}({value})", setter.name))
}
