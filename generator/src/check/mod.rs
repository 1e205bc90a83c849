//! Stage five: verifies the API before it is printed.
//!
//! A problem found here is a defect of the generator, not of the document: the passes of
//! [`resolve`](mod@crate::resolve) have to prevent it. Without the check it would show as a crate
//! that does not compile.

mod names;
mod pages;
mod types;

use crate::ir::Api;

/// Returns everything that is wrong with an API, one sentence each; nothing if it can be printed.
pub fn check(api: &Api) -> Vec<String> {
    let mut problems = Problems::default();
    types::check(api, &mut problems);
    // The other checks look up types.
    if problems.0.is_empty() {
        names::check(api, &mut problems);
        pages::check(api, &mut problems);
    }
    problems.0
}

/// What is wrong with an API.
#[derive(Debug, Default)]
struct Problems(Vec<String>);

impl Problems {
    fn add(&mut self, problem: impl Into<String>) {
        self.0.push(problem.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Additional, Derive, ModelFile, Module, Shape, Struct, Ty, TypeDef, TypeId};

    fn api(additional: Option<Ty>, name: &str) -> Api {
        let additional = additional.map(|ty| Additional { name: "rest".to_owned(), ty });
        let shape = Shape::Struct(Struct {
            fields: Vec::new(),
            additional,
            constructor: None,
            default_is_new: false,
        });
        let def = TypeDef {
            name: name.to_owned(),
            module: Some(Module::Models(0)),
            origin: String::new(),
            also: Vec::new(),
            docs: Default::default(),
            derives: vec![Derive::Clone],
            shape,
        };
        let file = ModelFile { module: "pet".to_owned(), types: vec![TypeId(0)] };
        Api {
            title: String::new(),
            version: String::new(),
            description: String::new(),
            client: crate::ir::Client {
                servers: Vec::new(),
                schemes: Vec::new(),
                variables: Vec::new(),
                env: Vec::new(),
                errors: Default::default(),
            },
            exports: crate::ir::Exports {
                root: Vec::new(),
                streams: Vec::new(),
                extensions: Vec::new(),
                crates: Vec::new(),
            },
            dependencies: Default::default(),
            resources: Vec::new(),
            model_files: vec![file],
            types: vec![def],
            parts: Default::default(),
        }
    }

    #[test]
    fn a_valid_api_has_no_problems() {
        assert_eq!(check(&api(None, "Pet")), [""; 0]);
    }

    #[test]
    fn a_type_out_of_range_is_found() {
        let problems = check(&api(Some(Ty::Named(TypeId(7))), "Pet"));
        assert_eq!(problems, ["`Pet` mentions type 7, and there are 1"]);
    }

    #[test]
    fn a_type_in_two_files_is_found() {
        let mut api = api(None, "Pet");
        api.model_files[0].types.push(TypeId(0));
        assert_eq!(check(&api), ["`Pet` is in 2 files"]);
    }

    #[test]
    fn a_name_that_is_no_identifier_is_found() {
        let problems = check(&api(None, "type"));
        assert_eq!(problems, ["`type` (a type) is not an identifier"]);
    }

    #[test]
    fn two_types_with_one_name_are_found() {
        let mut api = api(None, "Pet");
        api.types.push(api.types[0].clone());
        api.model_files[0].types.push(TypeId(1));
        assert_eq!(check(&api), ["`Pet` is twice among the models"]);
    }
}
