//! How the pages of a list follow one another.

use super::Ty;

/// How the pages of a list follow one another.
#[derive(Clone, Debug)]
pub struct Paging {
    /// The type of a page: an envelope, or the list itself.
    pub page: Ty,
    /// What leads to the next page.
    pub follow: Follow,
    /// Where a page says what leads there.
    pub next: Option<Next>,
    /// The fields that lead to whether there is more.
    pub more: Option<Vec<Step>>,
    /// The fields that lead to the items; none where the page is a list.
    pub items: Vec<Step>,
    /// The type of an item.
    pub item: Ty,
    /// The parameter that sets the size of a page, and the most that it may be.
    pub page_size: Option<(usize, u64)>,
}

impl Paging {
    /// Whether a page says the same of itself.
    pub fn reads_like(&self, other: &Self) -> bool {
        (&self.next, &self.more, &self.items) == (&other.next, &other.more, &other.items)
    }
}

/// What leads to the next page; parameters by their place in [`super::Operation::params`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follow {
    /// A URL in the page.
    Url,
    /// A URL in the header `Link`.
    Link,
    /// A value in the page, for this parameter.
    Cursor(usize),
    /// This parameter counts the pages from a number on.
    Page(usize, u64),
    /// This parameter counts the items.
    Offset(usize),
}

/// Where a page says what leads to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// In a member of its own.
    Member(Vec<Step>),
    /// In a member of its last item.
    LastItem(Vec<Step>),
}

/// A field on the way to a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its Rust name.
    pub field: String,
    /// Whether it may be absent.
    pub absent: bool,
}
