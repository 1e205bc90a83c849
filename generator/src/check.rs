//! Stage three: what has to hold before anything is emitted.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Api;
use crate::lower::Coverage;

/// Checks a lowered API. A document of which nothing is left is an error; one that never had
/// anything makes an empty client, with a warning.
pub fn check(api: &Api, coverage: &Coverage, problems: &mut Diagnostics) {
    if !api.resources.is_empty() || !api.types.is_empty() {
        return;
    }
    problems.push(match coverage.skipped.is_empty() && coverage.skipped_parts.is_empty() {
        false => {
            Diagnostic::error("nothing is left of this document: all of it had to be left out")
                .help("the warnings say why")
        }
        true => {
            Diagnostic::warning("this document has no operations, and no schemas that need a type")
                .help("a client without methods is generated")
        }
    });
}
