//! Which credentials a request is sent with.

use super::client::Client;
use super::description::{Operation, Scheme};
use super::error::Error;
use super::error_kind::ErrorKind;
use super::request::Request;

/// Attaches the credentials of the first alternative that the client has them for. One that
/// needs none comes last: who gave credentials wants them used.
pub(crate) fn authorize(
    client: &Client,
    operation: &Operation,
    request: &mut Request,
) -> Result<(), Error> {
    let client = &*client.0;
    let alternatives = operation.security;
    let usable = |scheme: &usize| {
        let credential = client.credential(*scheme);
        credential.is_some_and(|credential| !credential.is_blank())
    };
    let full = |schemes: &&&[usize]| !schemes.is_empty() && schemes.iter().all(usable);
    let Some(chosen) = alternatives.iter().find(full) else {
        let none = alternatives.is_empty() || alternatives.iter().any(|it| it.is_empty());
        return if none { Ok(()) } else { Err(missing(client.service.schemes, operation)) };
    };
    for scheme in *chosen {
        let Some(credential) = client.credential(*scheme) else { continue };
        #[cfg(part = "bearer")]
        if credential.as_source().is_some() {
            request.deferred.push(*scheme);
        }
        if let Some(known) = credential.as_known() {
            client.attach(known, *scheme, request)?;
        }
    }
    Ok(())
}

fn missing(schemes: &[Scheme], operation: &Operation) -> Error {
    let names = |indexes: &&[usize]| {
        let names = indexes.iter().map(|index| format!("`{}`", schemes[*index].name));
        names.collect::<Vec<_>>().join(" with ")
    };
    let names: Vec<String> = operation.security.iter().map(names).collect();
    let text = format!("needs credentials: {}", names.join(", or "));
    Error::new(ErrorKind::Credentials, text)
}
