//! Documentation of an item.

use serde::Serialize;

/// The documentation of an item, as the document has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Docs {
    /// A short line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Markdown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Sentences that the generator adds, such as bounds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The default value, as JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// Whether the document marks the item as deprecated.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
}

impl Docs {
    /// Removes notes that the description contains already, in any case.
    #[must_use]
    pub(crate) fn without_repeated_notes(mut self) -> Self {
        if self.notes.is_empty() {
            return self;
        }
        let description = self.description.to_lowercase();
        self.notes.retain(|note| {
            let words = note.trim_end_matches('.').to_lowercase();
            !description.contains(&words)
        });
        self
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}
