//! Operations: the client's methods and their builders.

use super::body;
use super::docs;
use super::model;
use super::parameter;
use super::types::ident;
use super::{Context, Home, Pieces};
use crate::ir::{Body, Docs, Group, Operation, Param, Response, Server, Ty, TypeId};
use crate::prose;
use proc_macro2::TokenStream;
use quote::quote;

/// The file of the operations of one resource.
pub(super) fn group<'c>(context: &'c Context<'_>, at: usize, group: &'c Group) -> Pieces<'c> {
    let home = Home::Operation(at);
    let operation = move |operation| self::operation(context, operation, home);
    let definition = move |id: &TypeId| model::definition(context, &context.api.types[id.0], home);
    let operations = group.operations.iter().map(operation);
    let body = operations.chain(group.types.iter().map(definition));
    Pieces::new(move || imports(context, group), body)
}

/// What a file of operations brings in.
fn imports(context: &Context<'_>, group: &Group) -> TokenStream {
    let params = || group.operations.iter().flat_map(|operation| &operation.params);
    let description =
        match (params().next(), params().any(|param| !parameter::has_usual_style(param))) {
            (None, _) => TokenStream::new(),
            (Some(_), false) => quote!(
                use super::super::support::description::Param;
            ),
            (Some(_), true) => quote!(
                use super::super::support::description::{Param, Style};
            ),
        };
    let models = context.uses_models.take().then(|| {
        quote!(
            use super::super::models;
        )
    });
    let client = group.operations.iter().any(|operation| own_servers(context, operation).is_none());
    let client = client.then(|| {
        quote!(
            use super::super::client;
        )
    });
    quote! {
        #client
        #models
        use super::super::support::{self, Client, Error, Request, Response};
        #description
    }
}

/// A value that has to be given: a parameter or the body.
pub(super) enum Needed<'a> {
    Param(&'a Param),
    Body(&'a Body),
}

impl Needed<'_> {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Param(param) => &param.name,
            Self::Body(body) => &body.name,
        }
    }

    fn docs(&self) -> &Docs {
        match self {
            Self::Param(param) => &param.docs,
            Self::Body(body) => &body.docs,
        }
    }

    fn about(&self) -> TokenStream {
        docs::of(self.docs(), &format!("The value of `{}`.", self.name()))
    }

    /// A line about it in the documentation of the method.
    fn line(&self) -> Option<String> {
        let said = prose::summary(&self.docs().description)
            .or_else(|| prose::summary(&self.docs().summary));
        let notes = self.docs().notes.join(" ");
        let words: Vec<String> =
            said.into_iter().chain((!notes.is_empty()).then_some(notes)).collect();
        (!words.is_empty()).then(|| format!("* `{}`: {}", self.name(), words.join(" ")))
    }
}

/// What has to be given: parameters in the order of the path, then the others, then the body.
pub(super) fn needed(operation: &Operation) -> Vec<Needed<'_>> {
    let params = operation.params.iter().filter(|param| param.required).map(Needed::Param);
    let body = operation.body.iter().filter(|body| body.required);
    params.chain(body.map(Needed::Body)).collect()
}

fn operation(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    let builder = ident(&operation.builder);
    let about = about(operation);
    let deprecated = docs::deprecated(&operation.docs);
    let method = method(context, operation, home);
    let constant = constant(context, operation);
    let setters = operation.params.iter().filter(|param| !param.required);
    let setters = setters.map(|param| parameter::setter(context, param, home));
    let body = operation.body.iter().filter(|body| !body.required).map(|body| {
        let name = ident(&body.name);
        let ty = body::argument(context, &body.kind, home);
        let made = body::made(context, &body.kind, &name, home);
        let set =
            body::set(&body.kind, &operation.content_type, &quote!(#name), &quote!(self.call));
        let about = docs::of(&body.docs, "Sets the body.");
        quote! { #about pub fn #name(mut self, #name: #ty) -> Self { #made #set self } }
    });
    let send_methods = send_methods(context, operation, home);
    let send = if operation.response == Response::Stream { "stream" } else { "send" };
    let unsent = format!("nothing is sent before `{send}` is called");
    let paging = operation.paging.as_ref().map(|paging| {
        let envelope = match paging.page {
            Ty::Named(id) if context.pages.get(&id) == Some(&operation.method_name.as_str()) => {
                super::paging::envelope(context, paging, home)
            }
            _ => TokenStream::new(),
        };
        (super::paging::methods(context, operation, paging, home), envelope)
    });
    let (items, envelope) = paging.unwrap_or_default();
    let choice = body::choice(context, operation, home);
    let several = super::response::several(context, operation, home);
    let (read_error, error) = super::response::errors(context, operation, home);
    // A further method of an operation answers what the first does.
    let headers = super::header::definition(context, operation, home);
    let responses = (!operation.is_additional).then(|| quote!(#several #error #headers));
    let read_headers = super::header::method(context, operation);
    quote! {
        #method

        #about
        #deprecated
        #[derive(Clone, Debug)]
        #[must_use = #unsent]
        pub struct #builder { call: Box<support::Call> }

        impl #builder {
            #constant
            #(#setters)*
            #(#body)*
            #items
            #send_methods
            #read_error
            #read_headers
        }

        #choice
        #responses
        #envelope
    }
}

/// What the document says, the answers that it speaks of, and where it says so.
fn about(operation: &Operation) -> TokenStream {
    let mut documented = operation.docs.clone();
    let title = prose::code(&format!("{} {}", operation.http_method, operation.path));
    if documented.summary.trim().is_empty() && documented.description.trim().is_empty() {
        documented.summary = format!("Builds {title}.");
    }
    let mut out = docs::of(&documented, "");
    let responses = operation.responses.iter().map(|(status, description)| {
        let description = prose::summary(description).unwrap_or_default();
        format!("* `{status}`: {description}").trim_end_matches([':', ' ']).to_owned()
    });
    let responses: Vec<String> = responses.collect();
    if !responses.is_empty() {
        out.extend(docs::lines(["", "Responses:", ""]));
        out.extend(docs::lines(responses));
    }
    let origin = prose::code(&format!("#{}", operation.origin));
    out.extend(docs::lines([String::new(), format!("{title}, from {origin}.")]));
    out
}

/// The client's method, which takes what has to be given.
fn method(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    let (name, builder) = (ident(&operation.method_name), ident(&operation.builder));
    let needed = needed(operation);
    let about = method_docs(context, operation, &needed);
    let deprecated = docs::deprecated(&operation.docs);
    let start = quote!(support::Call::new(self, #builder::OPERATION));
    if needed.is_empty() {
        return quote! {
            impl Client {
                #about
                #deprecated
                pub fn #name(&self) -> #builder { #builder { call: #start } }
            }
        };
    }
    let by_name = operation.has_arguments_struct();
    let sets = needed.iter().map(|needed| set_needed(context, operation, needed, by_name, home));
    let sets: TokenStream = sets.collect();
    let (params, args) = match by_name {
        true => {
            let args = ident(&operation.types.args);
            (quote!(args: #args), Some(self::args(context, operation, &needed, home)))
        }
        false => {
            let param = |needed: &Needed<'_>| {
                let (name, ty) = (ident(needed.name()), needed_type(context, needed, home, true));
                quote!(#name: #ty)
            };
            let params = needed.iter().map(param);
            (quote!(#(#params),*), None)
        }
    };
    quote! {
        impl Client {
            #about
            #deprecated
            pub fn #name(&self, #params) -> #builder {
                let mut call = #start;
                #sets
                #builder { call }
            }
        }
        #args
    }
}

/// What is said of the client's method: a line, its arguments, an example.
fn method_docs(context: &Context<'_>, operation: &Operation, needed: &[Needed<'_>]) -> TokenStream {
    let said = prose::summary(&operation.docs.summary)
        .or_else(|| prose::summary(&operation.docs.description));
    let first = said.unwrap_or_else(|| {
        format!("Builds {}.", prose::code(&format!("{} {}", operation.http_method, operation.path)))
    });
    let mut lines = vec![first];
    let arguments: Vec<String> = needed.iter().filter_map(Needed::line).collect();
    if !arguments.is_empty() && !operation.has_arguments_struct() {
        lines.push(String::new());
        lines.extend(arguments);
    }
    lines.push(String::new());
    lines.push(format!("See [`{}`] for what can be set.", operation.builder));
    lines.extend(super::doc_example::operation_example(context, operation));
    docs::lines(lines)
}

/// Puts a value that has to be given into the call.
fn set_needed(
    context: &Context<'_>,
    operation: &Operation,
    needed: &Needed<'_>,
    by_name: bool,
    home: Home,
) -> TokenStream {
    let name = ident(needed.name());
    let value = if by_name { quote!(args.#name) } else { quote!(#name) };
    match needed {
        Needed::Param(param) => {
            let set = parameter::set(context, param, &value, home);
            quote!(call.#set;)
        }
        // A field of the struct is of the very type already.
        Needed::Body(body) if by_name => {
            body::set(&body.kind, &operation.content_type, &value, &quote!(call))
        }
        Needed::Body(body) => {
            let made = body::made(context, &body.kind, &name, home);
            let set = body::set(&body.kind, &operation.content_type, &value, &quote!(call));
            quote!(#made #set)
        }
    }
}

/// The struct by which many required values are given by name.
fn args(
    context: &Context<'_>,
    operation: &Operation,
    needed: &[Needed<'_>],
    home: Home,
) -> TokenStream {
    let name = ident(&operation.types.args);
    let about = docs::lines([format!(
        "What has to be given to [`{}`](Client::{}).",
        operation.method_name, operation.method_name
    )]);
    let fields = needed.iter().map(|needed| {
        let (name, ty) = (ident(needed.name()), needed_type(context, needed, home, false));
        let about = needed.about();
        quote! { #about pub #name: #ty, }
    });
    quote! {
        #about
        #[derive(Clone, Debug)]
        pub struct #name { #(#fields)* }
    }
}

fn needed_type(
    context: &Context<'_>,
    needed: &Needed<'_>,
    home: Home,
    argument: bool,
) -> TokenStream {
    match (needed, argument) {
        (Needed::Param(param), true) => context.parameter(&param.ty, home),
        (Needed::Param(param), false) => context.ty(&param.ty, home),
        (Needed::Body(body), true) => body::argument(context, &body.kind, home),
        (Needed::Body(body), false) => body::ty(context, &body.kind, home),
    }
}

/// The servers of an operation, where they are not those of the whole API.
fn own_servers<'o>(context: &Context<'_>, operation: &'o Operation) -> Option<&'o Vec<Server>> {
    operation.servers.as_ref().filter(|servers| **servers != context.api.servers)
}

/// What the run-time support needs to know of the operation.
fn constant(context: &Context<'_>, operation: &Operation) -> TokenStream {
    let Operation { id, http_method, template, accept, content_type, .. } = operation;
    let servers = match own_servers(context, operation) {
        Some(servers) => super::service::servers(servers, &quote!(support::description::)),
        None => quote!(client::SERVERS),
    };
    let security = operation.security.iter().map(|schemes| {
        let schemes = schemes.iter().map(|scheme| proc_macro2::Literal::usize_unsuffixed(*scheme));
        quote!(&[#(#schemes),*])
    });
    let is_form = operation.body.is_none();
    let content_type = if is_form { content_type.as_str() } else { "" };
    quote! {
        const OPERATION: &'static support::description::Operation = &support::description::Operation {
            id: #id,
            method: #http_method,
            path: #template,
            servers: #servers,
            security: &[#(#security),*],
            accept: #accept,
            content_type: #content_type,
        };
    }
}

/// `send` and its kin.
fn send_methods(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    let send = (operation.response != Response::Stream).then(|| send(context, operation, home));
    let stream = super::stream::methods(context, operation, home);
    quote! {
        #send
        #stream

        /// The time that this exchange may take, instead of the client's.
        pub fn with_timeout(mut self, timeout: std::time::Duration) -> Self {
            self.call.timeout(timeout);
            self
        }

        /// The request, without sending it.
        ///
        /// # Errors
        ///
        /// When an argument is refused, or credentials that it needs are missing.
        pub fn build(&self) -> Result<Request, Error> { self.call.build() }
    }
}

fn send(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    let ty = context.response(operation, home);
    let (read, value) = super::response::readers(operation);
    quote! {
        /// Sends the request.
        ///
        /// # Errors
        ///
        /// See [`Error::kind`].
        pub fn send(self) -> support::ResponseFuture<#ty> { self.call.send(#value) }

        /// Sends the request and returns status and headers too.
        ///
        /// # Errors
        ///
        /// See [`Error::kind`].
        pub fn send_with_response(self) -> support::ResponseFuture<Response<#ty>> {
            self.call.send(#read)
        }
    }
}
