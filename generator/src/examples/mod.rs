//! The examples of a document, and whether they are what their own schemas say.
//!
//! People read a document by its examples, programs by its schemas. Where the two contradict each
//! other, one of them is wrong about the API, and only the author knows which: so every such
//! example is named, and nothing is generated otherwise because of it.

mod walk;

pub use walk::find;

use crate::diagnostic::{Diagnostic, Topic};
use crate::load::Document;
use crate::validate::{Contradicted, Fault, FaultKind, Validator};
use serde_json::Value;

/// An example, and the schema that it is an example of.
#[derive(Clone, Debug)]
pub struct Example<'a> {
    /// The example.
    pub value: &'a Value,
    /// Its JSON pointer.
    pub pointer: String,
    /// The schema that stands next to it.
    pub schema: &'a Value,
    /// The JSON pointer of that.
    #[cfg_attr(not(feature = "internals"), expect(dead_code, reason = "read by tests"))]
    pub schema_pointer: String,
    /// What it shows.
    pub shows: Shows<'a>,
}

/// What an example is an example of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows<'a> {
    /// A value of a schema.
    Value,
    /// A body of this media type.
    Body(&'a str),
    /// A parameter, or a header of an answer.
    Parameter,
}

impl<'a> Example<'a> {
    /// Everything in which the example contradicts its schema.
    pub fn faults(&self, validator: &mut Validator<'a>) -> Vec<Fault> {
        let faults = validator.faults(self.schema, self.value);
        let other = |fault: &Fault| !matches!(fault.kind, FaultKind::Format | FaultKind::Other);
        let is_other_type = faults.iter().any(other);
        match is_other_type && self.is_as_it_travels(validator) {
            true => Vec::new(),
            false => faults,
        }
    }

    /// The value that the example stands for, where it is shown as the text that travels: what a
    /// parameter takes may be shown so.
    pub fn read(&self, validator: &mut Validator<'a>) -> Option<Value> {
        let text = self.value.as_str().filter(|_| self.shows == Shows::Parameter)?;
        if validator.fits(self.schema, self.value) {
            return None;
        }
        let scalar = |text: &str| serde_json::from_str(text).unwrap_or_else(|_| text.into());
        let parts = || text.split([',', '|', ' ']).map(str::trim);
        [scalar(text), parts().map(Value::from).collect(), parts().map(scalar).collect()]
            .into_iter()
            .find(|read| validator.fits(self.schema, read))
    }

    fn is_as_it_travels(&self, validator: &mut Validator<'a>) -> bool {
        match self.shows {
            Shows::Value => false,
            Shows::Parameter => self.read(validator).is_some(),
            // Nobody here reads XML and the like.
            Shows::Body(media_type) => self.value.is_string() && !crate::lower::is_json(media_type),
        }
    }
}

/// A warning for every example that contradicts its schema, at the place inside of the example; and
/// the schemas that can be read in a way which suits their examples too.
pub fn contradictions(document: &Document) -> (Vec<Diagnostic>, Contradicted) {
    let mut validator = Validator::new(&document.root);
    let mut warnings = Vec::new();
    for example in find(&document.root) {
        if let Some((first, others)) = example.faults(&mut validator).split_first() {
            let pointer = format!("{}{}", example.pointer, first.pointer);
            warnings.push(warning(first, others).at(pointer));
        }
    }
    (warnings, validator.into_contradicted())
}

fn warning(fault: &Fault, others: &[Fault]) -> Diagnostic {
    const MOST: usize = 3;
    let at = match fault.place.as_str() {
        "" => String::new(),
        place => format!(" at {place}"),
    };
    let mut places: Vec<String> =
        others.iter().take(MOST).map(|other| other.place.clone()).collect();
    if others.len() > MOST {
        places.push(format!("{} more places", others.len() - MOST));
    }
    let more = match places.is_empty() {
        true => String::new(),
        false => format!("; also at {}", places.join(", ")),
    };
    let message = format!("the example does not match its schema{at}: {}{more}", fault.what);
    Diagnostic::warning(message).on(Topic::Example).help(match fault.kind {
        FaultKind::Null => {
            "to allow null, add `nullable: true`, or since 3.1 `type: [string, 'null']`"
        }
        FaultKind::Format => {
            "correct the example, or take the format out; until then both are read here"
        }
        _ => "correct the example, or the schema, whichever is wrong about the API",
    })
}
