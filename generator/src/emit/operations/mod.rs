//! Operations: the client's methods and their builders.

mod body;
mod headers;
mod paging;
mod params;
mod response;

use super::docs;
use super::models;
use super::types::ident;
use super::{Context, Home, Pieces};
use crate::ir::{
    Argument, Arguments, Body, BodyContent, EventData, InputRef, Module, Operation, Part, Resource,
    Status, Stream, StreamKind, TypeId,
};
use crate::prose;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The file of the operations of one resource.
pub(super) fn file<'c>(context: &'c Context<'_>, at: usize, resource: &'c Resource) -> Pieces<'c> {
    let home = Home::Module(Module::Operations(at));
    let operation = move |operation| self::operation(context, operation, home);
    let definition = move |id: &TypeId| models::definition(context, context.api.ty(*id), home);
    let operations = resource.operations.iter().map(operation);
    let body = operations.chain(resource.types.iter().map(definition));
    Pieces::new(move || imports(context, resource), body)
}

/// The imports of a file of operations. It is printed last: `uses_models` is known by then.
fn imports(context: &Context<'_>, resource: &Resource) -> TokenStream {
    let params = || resource.operations.iter().flat_map(|operation| &operation.params);
    let description = match (params().next(), params().any(|param| param.style.is_some())) {
        (None, _) => None,
        (Some(_), false) => Some(quote!(
            use super::super::support::description::Param;
        )),
        (Some(_), true) => Some(quote!(
            use super::super::support::description::{Param, Style};
        )),
    };
    let models = context.uses_models.take().then(|| {
        quote!(
            use super::super::models;
        )
    });
    let client = resource.operations.iter().any(|operation| operation.servers.is_none());
    let client = client.then(|| {
        quote!(
            use super::super::client;
        )
    });
    quote! {
        #client
        #models
        use super::super::support::{self, Client};
        #description
    }
}

fn operation(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    let builder = ident(&operation.builder);
    let method = method(context, operation, home);
    let about = docs::lines([format!(
        "The request of [`Client::{}`]: {}.",
        operation.method,
        title(operation)
    )]);
    let deprecated = docs::deprecated(&operation.docs);
    let send = if operation.response.is_some() { "send" } else { "stream" };
    let unsent = format!("nothing is sent before `{send}` is called");
    let constant = constant(context, operation);
    let paging =
        operation.paging.as_ref().map(|paging| paging::constant(context, operation, paging));
    let setters =
        operation.setters.iter().map(|setter| self::setter(context, operation, setter, home));
    let read_error =
        operation.errors.as_ref().map(|errors| response::read_error(context, errors, home));
    let read_headers = operation.headers.as_ref().map(headers::method);
    let table = table(context, operation, home);
    let body = body::definition(context, operation, home);
    let responses = (!operation.is_additional).then(|| responses(context, operation, home));
    let paged = operation.paging.iter().filter(|paging| paging.implements_page);
    let paged = paged.map(|paging| paging::implementation(context, paging, home));
    quote! {
        #method

        #about
        #deprecated
        #[derive(Clone, Debug)]
        #[must_use = #unsent]
        pub struct #builder { call: Box<support::Call> }

        impl #builder {
            #constant
            #paging
            #(#setters)*
            #read_error
            #read_headers
        }

        support::builder! { #builder { #table } }

        #body
        #responses
        #(#paged)*
    }
}

/// The enums and the struct of the responses, which all methods of an operation share.
fn responses(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    let response = response::definition(context, operation, home);
    let errors = response::errors(context, operation, home);
    let headers = operation
        .headers
        .as_ref()
        .map(|headers| headers::definition(context, operation, headers, home));
    quote!(#response #errors #headers)
}

/// The table of what an operation returns, from which the run-time support makes the methods.
fn table(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    let send = operation.response.as_ref().map(|response| {
        let how = response::sent(context, response, home);
        quote!(send: #how,)
    });
    let pages = operation.paging.as_ref().map(|paging| {
        let page = context.ty(&paging.page, home);
        quote!(pages: of(#page),)
    });
    let stream = operation.stream.as_ref().map(|stream| {
        let how = self::stream(context, stream, home);
        quote!(stream: #how,)
    });
    quote!(#send #pages #stream)
}

fn stream(context: &Context<'_>, stream: &Stream, home: Home) -> TokenStream {
    let accept = &stream.accept;
    match &stream.kind {
        StreamKind::Events(EventData::Text) => quote!(events(#accept, event_text, String)),
        StreamKind::Events(EventData::Json(ty)) => {
            let ty = context.ty(ty, home);
            quote!(events(#accept, event_json, #ty))
        }
        StreamKind::Events(EventData::Object(ty)) => {
            let ty = context.ty(ty, home);
            quote!(events(#accept, event_object, #ty))
        }
        StreamKind::Lines(ty) => {
            let ty = context.ty(ty, home);
            quote!(lines(#accept, Line, #ty))
        }
        StreamKind::Records(ty) => {
            let ty = context.ty(ty, home);
            quote!(lines(#accept, Record, #ty))
        }
        StreamKind::Chunks => quote!(chunks(#accept)),
    }
}

/// HTTP method and path, as code.
fn title(operation: &Operation) -> String {
    prose::code(&format!("{} {}", operation.http_method, operation.path))
}

/// The client's method, which takes the required values.
fn method(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    let (name, builder) = (ident(&operation.method), ident(&operation.builder));
    let about = method_docs(context, operation);
    let deprecated = docs::deprecated(&operation.docs);
    let start = quote!(support::Call::new(self, #builder::OPERATION));
    if operation.arguments.all().is_empty() {
        return quote! {
            impl Client {
                #about
                #deprecated
                pub fn #name(&self) -> #builder { #builder { call: #start } }
            }
        };
    }
    let (params, definition) = match &operation.arguments {
        Arguments::Positional(all) => {
            let param = |argument: &Argument| {
                let name = ident(&argument.name);
                let ty = argument_type(context, operation, argument, home);
                quote!(#name: #ty)
            };
            let params = all.iter().map(param);
            (quote!(#(#params),*), None)
        }
        Arguments::Struct { name, fields } => {
            let definition = arguments_struct(context, operation, name, fields, home);
            let name = ident(name);
            (quote!(args: #name), Some(definition))
        }
    };
    let is_struct = definition.is_some();
    let sets = operation.arguments.all().iter().map(|argument| {
        let name = ident(&argument.name);
        let value = if is_struct { quote!(args.#name) } else { quote!(#name) };
        set(context, operation, argument, &value, &quote!(call), home)
    });
    quote! {
        impl Client {
            #about
            #deprecated
            pub fn #name(&self, #params) -> #builder {
                let mut call = #start;
                #(#sets)*
                #builder { call }
            }
        }
        #definition
    }
}

/// The type of an argument or a setter.
fn argument_type(
    context: &Context<'_>,
    operation: &Operation,
    argument: &Argument,
    home: Home,
) -> TokenStream {
    match operation.input(argument.input) {
        InputRef::Param(param) => context.argument(&param.ty, argument.passing, home),
        InputRef::Body(value) => match &value.content {
            BodyContent::One(content) => context.argument(&content.ty, argument.passing, home),
            BodyContent::Choice { name, .. } => {
                let name = ident(name);
                quote!(impl Into<#name>)
            }
        },
    }
}

/// Sets a value of the call.
fn set(
    context: &Context<'_>,
    operation: &Operation,
    argument: &Argument,
    value: &TokenStream,
    call: &TokenStream,
    home: Home,
) -> TokenStream {
    match operation.input(argument.input) {
        InputRef::Param(param) => {
            let set = params::set(context, param, value, home);
            quote!(#call.#set;)
        }
        InputRef::Body(body) => {
            let exact = matches!(operation.arguments, Arguments::Struct { .. })
                && operation.arguments.all().contains(argument);
            body::set(context, body, argument, exact, value, call, home)
        }
    }
}

/// The struct of required values, if there are many of them.
fn arguments_struct(
    context: &Context<'_>,
    operation: &Operation,
    name: &str,
    fields: &[Argument],
    home: Home,
) -> TokenStream {
    let name = ident(name);
    let about = docs::lines([format!("The arguments of [`Client::{}`].", operation.method)]);
    let fields = fields.iter().map(|field| {
        let input = operation.input(field.input);
        let about = docs::of(input.docs(), &format!("The value of `{}`.", field.name));
        let ty = match input {
            InputRef::Param(param) => context.ty(&param.ty, home),
            InputRef::Body(body) => match &body.content {
                BodyContent::One(content) => context.ty(&content.ty, home),
                BodyContent::Choice { name, .. } => {
                    let name = ident(name);
                    quote!(#name)
                }
            },
        };
        let name = ident(&field.name);
        quote! { #about pub #name: #ty, }
    });
    quote! {
        #about
        #[derive(Clone, Debug)]
        pub struct #name { #(#fields)* }
    }
}

fn setter(
    context: &Context<'_>,
    operation: &Operation,
    setter: &Argument,
    home: Home,
) -> TokenStream {
    let name = ident(&setter.name);
    let ty = argument_type(context, operation, setter, home);
    let set = set(context, operation, setter, &quote!(value), &quote!(self.call), home);
    let (about, deprecated) = match operation.input(setter.input) {
        InputRef::Param(param) => {
            let fallback = format!("Sets the parameter {}.", prose::code(&param.wire));
            (docs::of(&param.docs, &fallback), docs::deprecated(&param.docs))
        }
        InputRef::Body(body) => (docs::of(&body.docs, "Sets the body."), TokenStream::new()),
    };
    quote! {
        #about
        #deprecated
        pub fn #name(mut self, value: #ty) -> Self { #set self }
    }
}

/// The documentation of the client's method: description, arguments, responses, origin, example.
fn method_docs(context: &Context<'_>, operation: &Operation) -> TokenStream {
    let title = title(operation);
    let mut sections = vec![docs::paragraphs(&operation.docs, &format!("Sends {title}."))];
    if let Arguments::Positional(all) = &operation.arguments {
        let lines = all.iter().flat_map(|argument| {
            docs::item(&format!("`{}`", argument.name), operation.input(argument.input).docs())
        });
        sections.push(lines.collect());
    }
    let responses = operation.responses.iter().map(|response| {
        let description = prose::summary(&response.description).unwrap_or_default();
        format!("* `{}`: {description}", response.status).trim_end_matches([':', ' ']).to_owned()
    });
    let responses: Vec<String> = responses.collect();
    if !responses.is_empty() {
        sections.push(
            vec!["Responses:".to_owned(), String::new()].into_iter().chain(responses).collect(),
        );
    }
    let origin = prose::code(&format!("#{}", operation.origin));
    sections.push(vec![format!("{title}, from {origin}.")]);
    if !operation.setters.is_empty() {
        sections
            .push(vec![format!("Optional parameters are methods of [`{}`].", operation.builder)]);
    }
    sections.push(super::doc_example::operation_example(context, operation));
    sections.retain(|section| !section.is_empty());
    docs::lines(sections.join(&String::new()))
}

/// What the run-time support needs to know about the operation.
fn constant(context: &Context<'_>, operation: &Operation) -> TokenStream {
    let Operation { id, http_method, template, .. } = operation;
    let servers = match &operation.servers {
        Some(servers) => super::client::servers(context, servers, &quote!(support::description::)),
        None => quote!(client::SERVERS),
    };
    let security = context.api.needs(Part::Credentials).then(|| {
        let alternatives = operation.security.iter().map(|schemes| {
            let schemes = schemes.iter().map(|scheme| Literal::usize_unsuffixed(*scheme));
            quote!(&[#(#schemes),*])
        });
        quote!(security: &[#(#alternatives),*],)
    });
    let content_type = match &operation.body {
        Some(Body::Fields { media_type, .. }) => media_type.as_str(),
        Some(Body::Value(_)) | None => "",
    };
    let content_type =
        context.api.needs(Part::FieldsBody).then(|| quote!(content_type: #content_type,));
    let accept = operation.accept.as_deref().unwrap_or_default();
    let redirects = operation.redirects.iter().map(|status| match status {
        Status::Code(status) => Literal::u16_unsuffixed(*status),
        Status::Range(first) => Literal::u16_unsuffixed(*first),
        Status::Default => Literal::u16_unsuffixed(0),
    });
    let redirects =
        context.api.needs(Part::Redirects).then(|| quote!(redirects: &[#(#redirects),*],));
    quote! {
        const OPERATION: &'static support::description::Operation = &support::description::Operation {
            id: #id,
            method: #http_method,
            path: #template,
            servers: #servers,
            #security
            accept: #accept,
            #content_type
            #redirects
        };
    }
}
