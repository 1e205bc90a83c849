//! Credentials from the environment.

use crate::fixture::operation;
use crate::support::description::{ErrorShape, Operation, Scheme, SchemeKind, Service};
use crate::support::{Client, ClientBuilder, Credential};

fn built(builder: ClientBuilder) -> Client {
    builder.build().expect("the client can be set up")
}

/// `PATH` is the one variable that is set wherever tests run.
static FROM_PATH: Service = Service {
    schemes: &[
        Scheme { name: "given", kind: SchemeKind::Header("X-Given"), env: &["PATH"] },
        Scheme { name: "read", kind: SchemeKind::Header("X-Read"), env: &["PATH"] },
        Scheme { name: "unset", kind: SchemeKind::Bearer, env: &["SPECWRIGHT_IS_NEVER_SET"] },
    ],
    ..NO_SCHEMES
};

const NO_SCHEMES: Service = Service {
    agent: "sample/1.2.3",
    servers: &[],
    schemes: &[],
    variables: &[],
    errors: ErrorShape { code: &[], message: &[], more_info: &[], details: &[], request_id: &[] },
};

static BOTH: Operation = Operation { security: &[&[0, 1]], ..operation("GET", "/v1/Things") };

#[test]
fn the_environment_does_not_replace_what_is_given() {
    let path = std::env::var("PATH").expect("it is set");
    let builder = ClientBuilder::new(&FROM_PATH).credential(0, Credential::token("given-word"));
    let builder = builder.credentials_from_env().expect("both are known");
    let request = built(builder).call(&BOTH).build().expect("it can be built");
    assert_eq!(request.headers()["x-given"], "given-word");
    assert_eq!(request.headers()["x-read"], path.as_str());
}

static UNSET: Service = Service {
    schemes: &[
        Scheme { name: "given", kind: SchemeKind::Bearer, env: &[] },
        Scheme { name: "unset", kind: SchemeKind::Bearer, env: &["SPECWRIGHT_IS_NEVER_SET"] },
    ],
    ..NO_SCHEMES
};

#[test]
fn credentials_that_are_given_are_enough() {
    let error = ClientBuilder::new(&UNSET).credentials_from_env().expect_err("none are known");
    assert!(error.to_string().contains("SPECWRIGHT_IS_NEVER_SET"), "{error}");
    let given = ClientBuilder::new(&UNSET).credential(0, Credential::token("given-word"));
    built(given.credentials_from_env().expect("they are given"));
}
