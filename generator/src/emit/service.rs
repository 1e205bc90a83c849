//! The client file: the API's constants, and how a client is made.

use super::Context;
use super::docs;
use super::scaffold::{CrateInfo, Form};
use super::types::ident;
use crate::ir::{Scheme, SchemeKind, Server, Variable};
use crate::names::Kind;
use crate::{names, prose};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// The file `client.rs`.
pub(super) fn client(context: &Context<'_>, info: &CrateInfo, form: Form) -> TokenStream {
    let api = context.api;
    let agent = format!("{}/{}", info.name, info.version);
    let schemes: TokenStream = api.schemes.iter().map(scheme).collect();
    let errors = errors(context);
    let env = variables_env(context);
    let servers = servers(&api.servers, &TokenStream::new());
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

        /// What the run-time support knows of the API.
        static SERVICE: Service = Service {
            agent: #agent,
            servers: SERVERS,
            schemes: &[#schemes],
            variables: &[#env],
            errors: #errors,
        };

        /// The servers that the description names.
        #[allow(dead_code)]
        pub(crate) const SERVERS: &[Server] = #servers;

        #constructors
        #builder
    }
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let name = &scheme.name;
    let kind = match &scheme.kind {
        SchemeKind::Basic => quote!(Basic),
        SchemeKind::Bearer => quote!(Bearer),
        SchemeKind::Header(name) => quote!(Header(#name)),
        SchemeKind::Query(name) => quote!(Query(#name)),
        SchemeKind::Cookie(name) => quote!(Cookie(#name)),
    };
    // Half a credential in the environment is none.
    let env: Option<Vec<&String>> = scheme.parts.iter().map(|part| part.env.as_ref()).collect();
    let env = env.unwrap_or_default();
    quote! { Scheme { name: #name, kind: SchemeKind::#kind, env: &[#(#env),*] }, }
}

fn errors(context: &Context<'_>) -> TokenStream {
    let crate::ir::ErrorShape { code, message, more_info, details, request_id } =
        &context.api.errors;
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
pub(super) fn servers(servers: &[Server], path: &TokenStream) -> TokenStream {
    let server = |server: &Server| {
        let url = &server.url;
        let variables = server.variables.iter().map(|variable| {
            let Variable { name, default, from_url, .. } = variable;
            quote!(#path Variable { name: #name, default: #default, from_url: #from_url })
        });
        quote! { #path Server { url: #url, variables: &[#(#variables),*] } }
    };
    let servers = servers.iter().map(server);
    quote!(&[#(#servers),*])
}

/// All variables of all servers, those of single operations included, by name.
fn variables<'a>(context: &Context<'a>) -> BTreeMap<&'a str, &'a Variable> {
    let api = context.api;
    let own = api
        .groups
        .iter()
        .flat_map(|group| &group.operations)
        .filter_map(|operation| operation.servers.as_ref());
    let servers = api.servers.iter().chain(own.flatten());
    let variables = servers.flat_map(|server| &server.variables);
    let mut found = BTreeMap::new();
    for variable in variables {
        found.entry(variable.name.as_str()).or_insert(variable);
    }
    found
}

fn variables_env(context: &Context<'_>) -> TokenStream {
    let found = variables(context).into_values().filter_map(|variable| {
        let (name, env) = (&variable.name, variable.env.as_ref()?);
        Some(quote!((#name, #env),))
    });
    found.collect()
}

fn variable_setters(context: &Context<'_>) -> TokenStream {
    let mut taken = names::CLIENT_BUILDER_METHODS.to_vec();
    let schemes = context.api.schemes.iter();
    taken.extend(schemes.flat_map(|scheme| [scheme.method.as_str(), scheme.source.as_str()]));
    let mut scope = names::Scope::new(&taken);
    let setter = |variable: &Variable| {
        let name = ident(&scope.name(&variable.name, Kind::Value));
        let (wire, default) = (&variable.name, prose::code(&variable.default));
        let mut lines = prose::lines(&variable.docs);
        if lines.is_empty() {
            lines.push(format!("Sets {} in the server's URL.", prose::code(wire)));
        }
        lines.extend([
            String::new(),
            format!("{default} where a server needs it and it is not set."),
        ]);
        let about = docs::lines(lines);
        quote! {
            #about
            #[must_use]
            pub fn #name(self, value: impl Into<String>) -> Self { self.variable(#wire, value.into()) }
        }
    };
    variables(context).into_values().map(setter).collect()
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
    let source = (scheme.kind == SchemeKind::Bearer).then(|| {
        let method = ident(&scheme.source);
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

/// The environment variables that a client can be made from, in words.
pub(super) fn env_names<'a>(context: &Context<'a>) -> Vec<&'a str> {
    let parts = context.api.schemes.iter().flat_map(|scheme| &scheme.parts);
    parts.filter_map(|part| part.env.as_deref()).collect()
}

fn from_env(context: &Context<'_>) -> TokenStream {
    let names = env_names(context);
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
    let only = match context.api.schemes.as_slice() {
        [only] => Some(only_scheme(only)),
        _ => None,
    };
    let env = env_names(context);
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
