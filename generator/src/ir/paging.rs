//! How the pages of a list follow each other.

use super::Ty;
use serde::Serialize;

/// How the pages of a list follow each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paging {
    /// The type of a page: a struct that contains the items, or the list itself.
    pub page: Ty,
    /// Whether this operation implements `Paged` for the type of the page. Of several operations
    /// with the same type, the first one does.
    pub implements_page: bool,
    /// What requests the next page.
    pub follow: Follow,
    /// Where a page contains the value for the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Next>,
    /// The fields that lead to a boolean: whether there are more pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<Vec<Step>>,
    /// The fields that lead to the items; empty if the page is the list.
    pub items: Vec<Step>,
    /// The type of an item.
    pub item: Ty,
    /// The parameter for the number of items in a page, and its maximum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<(usize, u64)>,
}

impl Paging {
    /// Whether another operation reads its pages in the same way.
    pub fn reads_like(&self, other: &Self) -> bool {
        (&self.next, &self.more, &self.items) == (&other.next, &other.more, &other.items)
    }
}

/// What requests the next page. Parameters are indexes into [`super::Operation::params`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Follow {
    /// A URL in the page.
    Url,
    /// A URL in the header `Link`.
    Link,
    /// A value from the page, for this parameter.
    Cursor(usize),
    /// A page number for this parameter, beginning with a number.
    Page(usize, u64),
    /// The number of items so far, for this parameter.
    Offset(usize),
}

/// Where a page contains the value for the next page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Next {
    /// In a field.
    Field(Vec<Step>),
    /// In a field of the last item.
    LastItem(Vec<Step>),
}

/// A field on the path to a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The name of the field.
    pub field: String,
    /// The number of `Option`s around its type.
    pub options: usize,
}
