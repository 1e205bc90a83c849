//! Schemas that are too much for a compiler: something plain is read in their place.

use super::schema::{Lowered, View};
use super::{Lowering, hierarchy};
use crate::diagnostic::Diagnostic;
use crate::document::pointer::Node;
use crate::ir::{Number, Ty};

/// Types nested deeper than this are none that a compiler takes.
pub(super) const DEEPEST: usize = 64;

/// An enum of more values than this is none that a compiler takes.
const MOST_VALUES: usize = 10_000;

/// Nor is a union of more forms than this.
const MOST_FORMS: usize = 2_000;

/// Whether a schema has more values or forms than a compiler takes.
pub(super) fn is_too_much(view: &View<'_>) -> bool {
    match view {
        View::Strings(words) => words.len() > MOST_VALUES,
        View::Integers(codes) => codes.len() > MOST_VALUES,
        View::Mixed(scalars) => scalars.len() > MOST_VALUES,
        View::OneOf(one) => one.len() > MOST_FORMS,
        _ => false,
    }
}

/// How many lists and maps a type is inside of one another.
pub(super) fn nesting(ty: &Ty) -> usize {
    match ty {
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) | Ty::Boxed(inner) => {
            1 + nesting(inner)
        }
        Ty::Tuple(elements) => 1 + elements.iter().map(nesting).max().unwrap_or_default(),
        _ => 0,
    }
}

impl<'a> Lowering<'a> {
    /// What is read in the place of a schema that is nested too deep.
    pub(super) fn too_deep(&mut self, node: &Node<'a>) -> Lowered {
        let message =
            format!("this schema is nested more than {DEEPEST} levels deep; using untyped JSON");
        self.warn(node, message, "move one of the schemas in between to `components.schemas`");
        Lowered::plain(self.untyped(node, "it is nested too deep"))
    }

    /// What is read in the place of an enum of very many values, or of a union of very many forms.
    pub(super) fn too_much(&mut self, node: &Node<'a>, view: &View<'a>) -> Lowered {
        let (what, ty) = match view {
            View::Strings(words) => (
                format!("{} values (limit {MOST_VALUES}); using `String`", words.len()),
                Ty::String,
            ),
            View::Integers(codes) => (
                format!("{} values (limit {MOST_VALUES}); using `i64`", codes.len()),
                Ty::Number(Number::I64),
            ),
            View::Mixed(scalars) => {
                let ty = self.untyped(node, "it has too many values");
                (format!("{} values (limit {MOST_VALUES}); using untyped JSON", scalars.len()), ty)
            }
            View::OneOf(one) => {
                let ty = self.untyped(node, "it has too many variants");
                (format!("{} variants (limit {MOST_FORMS}); using untyped JSON", one.len()), ty)
            }
            _ => return Lowered::plain(self.untyped(node, "it is too much")),
        };
        let message = format!("this schema has {what}");
        self.warn(node, message, "reduce the number");
        Lowered::plain(ty)
    }

    /// Finds the hierarchies of schemas; what would be too large to be one is spoken of.
    pub(super) fn find_hierarchies(&mut self) {
        let (hierarchies, too_large) = hierarchy::find(&self.root);
        self.hierarchies = hierarchies;
        for pointer in too_large {
            let message = "too many schemas extend this one for an enum; a struct of the shared \
                           properties is generated";
            let warning = Diagnostic::warning(message).at(pointer);
            self.problems.push(warning.help("remove `discriminator`"));
        }
    }
}
