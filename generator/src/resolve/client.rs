//! The settings of the client: names of the setters of credentials and variables.

use crate::draft::{self, DraftOperation};
use crate::ir::{Client, ErrorShape, Scheme, SchemeKind, Server, Variable, VariableSetter};
use crate::names::{Kind, Scope, reserved};
use std::collections::BTreeMap;

/// Names all setters of the client's builder in one scope.
pub(super) fn settings(
    servers: Vec<Server>,
    schemes: Vec<draft::Scheme>,
    errors: ErrorShape,
    operations: &[DraftOperation],
) -> Client {
    let mut scope = Scope::new(&reserved::IN_CLIENT_BUILDER);
    let schemes: Vec<Scheme> = schemes.into_iter().map(|draft| scheme(draft, &mut scope)).collect();
    let setter = |variable: &Variable| VariableSetter {
        method: scope.name(&variable.name, Kind::Value),
        variable: variable.clone(),
    };
    let variables = variables(&servers, operations).into_values().map(setter).collect();
    let parts = schemes.iter().flat_map(|scheme| &scheme.parts);
    let env = parts.filter_map(|part| part.env.clone()).collect();
    Client { servers, schemes, variables, env, errors }
}

fn scheme(draft: draft::Scheme, scope: &mut Scope) -> Scheme {
    let draft::Scheme { name, kind, parts, docs, origin } = draft;
    let method = scope.name(&name, Kind::Value);
    let source_method =
        (kind == SchemeKind::Bearer).then(|| scope.name(&format!("{name}_source"), Kind::Value));
    Scheme { name, origin, method, source_method, kind, parts, docs }
}

/// The variables of all servers by name, those of single operations included.
fn variables<'a>(
    servers: &'a [Server],
    operations: &'a [DraftOperation],
) -> BTreeMap<&'a str, &'a Variable> {
    let own = operations.iter().filter_map(|draft| draft.operation.servers.as_ref());
    let mut found = BTreeMap::new();
    for variable in servers.iter().chain(own.flatten()).flat_map(|server| &server.variables) {
        found.entry(variable.name.as_str()).or_insert(variable);
    }
    found
}
