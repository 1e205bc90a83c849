//! Whether two schemas say the same.

use super::Lowering;
use crate::document::pointer::Node;

/// What a schema says of itself beside what its values are.
const PROSE: &[&str] = &["description", "title", "example", "examples", "xml"];

impl<'a> Lowering<'a> {
    /// Whether two schemas say the same, but for prose.
    pub(super) fn is_same(&self, a: Option<&Node<'a>>, b: Option<&Node<'a>>) -> bool {
        /// Schemas that are not told apart after so many steps are taken for different.
        const STEPS: usize = 4096;
        let mut steps = STEPS;
        self.is_same_within(a, b, &mut steps)
    }

    fn is_same_within(
        &self,
        a: Option<&Node<'a>>,
        b: Option<&Node<'a>>,
        steps: &mut usize,
    ) -> bool {
        let (Some(a), Some(b)) = (a, b) else { return a.is_none() && b.is_none() };
        if *steps == 0 {
            return false;
        }
        *steps -= 1;
        let (a, b) = (self.followed(a), self.followed(b));
        if a.pointer == b.pointer || a.value == b.value {
            return true;
        }
        if a.value.is_array() && b.value.is_array() {
            let (a, b) = (a.elements(), b.elements());
            return a.len() == b.len()
                && a.iter().zip(&b).all(|(a, b)| self.is_same_within(Some(a), Some(b), steps));
        }
        let (of_a, of_b) = (keywords(&a), keywords(&b));
        a.value.is_object()
            && b.value.is_object()
            && of_a.len() == of_b.len()
            && of_a
                .iter()
                .all(|(key, value)| self.is_same_within(Some(value), b.get(key).as_ref(), steps))
    }

    /// What a reference names; anything else is itself.
    pub(super) fn followed(&self, node: &Node<'a>) -> Node<'a> {
        let target = node.text("$ref").and_then(|target| self.resolve(target));
        target.unwrap_or_else(|| node.clone())
    }

    /// The media types of a body or an answer; since 3.2, what is said of one may stand elsewhere.
    pub(super) fn contents(&self, node: &Node<'a>) -> Vec<(&'a str, Node<'a>)> {
        let content = node.get("content").map(|content| content.plain_members());
        let followed =
            |(media_type, media): (&'a str, Node<'a>)| (media_type, self.followed(&media));
        content.unwrap_or_default().into_iter().map(followed).collect()
    }
}

/// The members of a schema that say what its values are.
fn keywords<'a>(node: &Node<'a>) -> Vec<(&'a str, Node<'a>)> {
    // Below `properties`, keys are names.
    let named = node.pointer.ends_with("/properties");
    let counts = |key: &str| named || !(PROSE.contains(&key) || key.starts_with("x-"));
    node.members().into_iter().filter(|(key, _)| counts(key)).collect()
}
