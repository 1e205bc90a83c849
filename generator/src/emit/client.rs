//! The client file: the API's constants, and how a client is made.

use super::Context;
use super::docs;
use super::scaffold::{CrateInfo, Form};
use super::types::ident;
use crate::ir::{Part, Scheme, SchemeKind, Server, Variable, VariableSetter};
use crate::prose;
use proc_macro2::TokenStream;
use quote::quote;

/// The file `client.rs`.
pub(super) fn file(context: &Context<'_>, info: &CrateInfo, form: Form) -> TokenStream {
    let api = &context.api.client;
    let agent = format!("{}/{}", info.name, info.version);
    let schemes = context.api.needs(Part::Credentials).then(|| {
        let schemes = api.schemes.iter().map(|it| scheme(context, it));
        quote!(schemes: &[#(#schemes)*],)
    });
    let errors = errors(context);
    let env = context.api.needs(Part::Environment).then(|| {
        let variables = variables_env(context);
        quote!(variables: &[#variables],)
    });
    let servers = servers(context, &api.servers, &TokenStream::new());
    let constructors = constructors(context, info, form);
    let setters: TokenStream =
        api.schemes.iter().enumerate().map(|(at, scheme)| setter(at, scheme)).collect();
    let variables = variable_setters(context);
    let from_env = from_env(context);
    let has_setters = !(api.schemes.is_empty() && variables.is_empty());
    let builder = has_setters.then(|| quote!(impl ClientBuilder { #setters #variables #from_env }));
    let credential = (!api.schemes.is_empty()).then(|| quote!(Credential,));
    let is_bearer = |scheme: &Scheme| scheme.kind == SchemeKind::Bearer;
    let source = api.schemes.iter().any(is_bearer).then(|| quote!(TokenSource,));
    let fallible = api.schemes.len() == 1 || !from_env.is_empty();
    let error = fallible.then(|| quote!(Error,));
    let scheme = (!api.schemes.is_empty()).then(|| quote!(Scheme, SchemeKind,));
    let named = |server: &Server| !server.variables.is_empty();
    let variable = api.servers.iter().any(named).then(|| quote!(Variable,));
    quote! {
        use super::support::{Client, ClientBuilder, #credential #error #source};
        use super::support::description::{ErrorShape, #scheme Server, Service, #variable};

        /// What the run-time support knows about the API.
        static SERVICE: Service = Service {
            agent: #agent,
            servers: SERVERS,
            #schemes
            #env
            errors: #errors,
        };

        /// The servers of the document.
        pub(crate) const SERVERS: &[Server] = #servers;

        #constructors
        #builder
    }
}

fn scheme(context: &Context<'_>, scheme: &Scheme) -> TokenStream {
    let name = &scheme.name;
    let kind = match &scheme.kind {
        SchemeKind::Basic => quote!(Basic),
        SchemeKind::Bearer => quote!(Bearer),
        SchemeKind::Header(name) => quote!(Header(#name)),
        SchemeKind::Query(name) => quote!(Query(#name)),
        SchemeKind::Cookie(name) => quote!(Cookie(#name)),
    };
    let env = context.api.needs(Part::Environment).then(|| {
        let env = scheme.env();
        quote!(env: &[#(#env),*])
    });
    quote! { Scheme { name: #name, kind: SchemeKind::#kind, #env }, }
}

fn errors(context: &Context<'_>) -> TokenStream {
    let crate::ir::ErrorShape { code, message, more_info, details, request_id } =
        &context.api.client.errors;
    quote! {
        ErrorShape {
            code: &[#(#code),*],
            message: &[#(#message),*],
            more_info: &[#(#more_info),*],
            details: &[#(#details),*],
            request_id: &[#(#request_id),*],
        }
    }
}

/// A list of servers; `path` leads to what it is made of.
pub(super) fn servers(
    context: &Context<'_>,
    servers: &[Server],
    path: &TokenStream,
) -> TokenStream {
    let server = |server: &Server| {
        let url = &server.url;
        let variables = context.api.needs(Part::ServerVariables).then(|| {
            let variables = server.variables.iter().map(|it| variable(context, it, path));
            quote!(variables: &[#(#variables),*])
        });
        quote! { #path Server { url: #url, #variables } }
    };
    let servers = servers.iter().map(server);
    quote!(&[#(#servers),*])
}

fn variable(context: &Context<'_>, variable: &Variable, path: &TokenStream) -> TokenStream {
    let Variable { name, default, from_url, .. } = variable;
    let from_url = context.api.needs(Part::Moved).then(|| quote!(from_url: #from_url));
    quote!(#path Variable { name: #name, default: #default, #from_url })
}

fn variables_env(context: &Context<'_>) -> TokenStream {
    let variables = context.api.client.variables.iter().filter_map(|setter| {
        let (name, env) = (&setter.variable.name, setter.variable.env.as_ref()?);
        Some(quote!((#name, #env),))
    });
    variables.collect()
}

fn variable_setters(context: &Context<'_>) -> TokenStream {
    let setter = |VariableSetter { method, variable }: &VariableSetter| {
        let (method, wire) = (ident(method), &variable.name);
        let mut lines = prose::lines(&variable.docs);
        if lines.is_empty() {
            lines.push(format!("Sets {} in the server's URL.", prose::code(wire)));
        }
        lines.extend([String::new(), format!("Default: {}", prose::code(&variable.default))]);
        let about = docs::lines(lines);
        quote! {
            #about
            #[must_use]
            pub fn #method(self, value: impl Into<String>) -> Self { self.variable(#wire, value.into()) }
        }
    };
    context.api.client.variables.iter().map(setter).collect()
}

fn setter(at: usize, scheme: &Scheme) -> TokenStream {
    let method = ident(&scheme.method);
    let origin = prose::code(&format!("#{}", scheme.origin));
    let how = match &scheme.kind {
        SchemeKind::Basic => "sent as HTTP Basic authentication".to_owned(),
        SchemeKind::Bearer => "sent as a bearer token".to_owned(),
        SchemeKind::Header(name) => format!("sent in the header {}", prose::code(name)),
        SchemeKind::Query(name) => format!("sent in the query parameter {}", prose::code(name)),
        SchemeKind::Cookie(name) => format!("sent in the cookie {}", prose::code(name)),
    };
    let mut lines = vec![
        format!("Credentials of the scheme {}, {how}.", prose::code(&scheme.name)),
        String::new(),
    ];
    let said = prose::lines(&scheme.docs);
    if !said.is_empty() {
        lines.extend(said);
        lines.push(String::new());
    }
    lines.push(format!("From {origin}."));
    let about = docs::lines(lines);
    let params = scheme.parts.iter().map(|part| {
        let name = ident(&part.name);
        quote!(#name: impl Into<String>)
    });
    let args = scheme.parts.iter().map(|part| ident(&part.name));
    let make = ident(if scheme.kind == SchemeKind::Basic { "basic" } else { "token" });
    let at = proc_macro2::Literal::usize_unsuffixed(at);
    let source = scheme.source_method.as_ref().map(|method| {
        let method = ident(method);
        let about = docs::lines([format!(
            "A source of tokens for the scheme {}: asked when one is needed, and once for however many calls wait.",
            prose::code(&scheme.name)
        )]);
        quote! {
            #about
            #[must_use]
            pub fn #method(self, source: impl TokenSource) -> Self {
                self.credential(#at, Credential::source(source))
            }
        }
    });
    quote! {
        #about
        #[must_use]
        pub fn #method(self, #(#params),*) -> Self { self.credential(#at, Credential::#make(#(#args),*)) }
        #source
    }
}

fn from_env(context: &Context<'_>) -> TokenStream {
    let names = &context.api.client.env;
    if names.is_empty() {
        return TokenStream::new();
    }
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let about = docs::lines([
        format!("Takes credentials from the environment: {}.", names.join(", ")),
        String::new(),
        "# Errors".to_owned(),
        String::new(),
        "When they are not set.".to_owned(),
    ]);
    quote! {
        #about
        pub fn read_env(self) -> Result<Self, Error> { self.credentials_from_env() }
    }
}

fn constructors(context: &Context<'_>, info: &CrateInfo, form: Form) -> TokenStream {
    let example = match form {
        Form::Crate => super::doc_example::client_example(context, info),
        Form::Module => TokenStream::new(),
    };
    let only = context.api.client.only_scheme().map(only_scheme);
    let env = &context.api.client.env;
    let from_env = (!env.is_empty()).then(|| {
        let names: Vec<String> = env.iter().map(|name| format!("`{name}`")).collect();
        let about = docs::lines([
            format!("A client with credentials from the environment: {}.", names.join(", ")),
            String::new(),
            "# Errors".to_owned(),
            String::new(),
            "When they are not set, or the HTTP client cannot be set up.".to_owned(),
        ]);
        quote! {
            #about
            pub fn from_env() -> Result<Self, Error> { Self::builder().read_env()?.build() }
        }
    });
    quote! {
        impl Client {
            /// Sets up a client.
            #example
            #[must_use]
            pub fn builder() -> ClientBuilder { ClientBuilder::new(&SERVICE) }

            #only
            #from_env
        }
    }
}

/// `new`, where there is only one way to sign.
fn only_scheme(scheme: &Scheme) -> TokenStream {
    let method = ident(&scheme.method);
    let params = scheme.parts.iter().map(|part| {
        let name = ident(&part.name);
        quote!(#name: impl Into<String>)
    });
    let args = scheme.parts.iter().map(|part| ident(&part.name));
    quote! {
        /// A client with these credentials.
        ///
        /// # Errors
        ///
        /// When the HTTP client cannot be set up.
        pub fn new(#(#params),*) -> Result<Self, Error> { Self::builder().#method(#(#args),*).build() }
    }
}
