//! A table of fields that is searched by the length of a name first: no hashing, no allocation.

use super::Shape;

/// The fields of an object.
pub struct Table {
    fields: &'static [(&'static str, Shape)],
    /// The fields with names that the document chooses.
    others: Option<&'static Shape>,
    /// The positions of the fields, by the lengths of their names.
    order: [u8; MOST_FIELDS],
    /// The first position in `order` for each length.
    starts: [u8; LONGEST + 2],
}

/// The largest number of fields, and the length of the longest name. Const evaluation fails where
/// a table has more.
const MOST_FIELDS: usize = 80;
const LONGEST: usize = 24;

impl Table {
    /// A table of these fields.
    pub const fn of(fields: &'static [(&'static str, Shape)]) -> Self {
        let mut order = [0; MOST_FIELDS];
        let mut starts = [0; LONGEST + 2];
        let (mut length, mut filled) = (0, 0);
        while length <= LONGEST {
            starts[length] = filled as u8;
            let mut at = 0;
            while at < fields.len() {
                assert!(fields[at].0.len() <= LONGEST);
                if fields[at].0.len() == length {
                    order[filled] = at as u8;
                    filled += 1;
                }
                at += 1;
            }
            length += 1;
        }
        starts[LONGEST + 1] = filled as u8;
        Self { fields, others: None, order, starts }
    }

    /// A table of these fields, and others with names that the document chooses.
    pub const fn open(fields: &'static [(&'static str, Shape)], others: &'static Shape) -> Self {
        let mut table = Self::of(fields);
        table.others = Some(others);
        table
    }

    pub fn fields(&self) -> &'static [(&'static str, Shape)] {
        self.fields
    }

    pub fn others(&self) -> Option<&'static Shape> {
        self.others
    }

    #[inline]
    pub fn field(&self, key: &str) -> Option<(&'static str, &'static Shape)> {
        if key.len() > LONGEST {
            return None;
        }
        let range = self.starts[key.len()] as usize..self.starts[key.len() + 1] as usize;
        let fields = self.fields;
        let mut candidates = self.order[range].iter().map(|at| &fields[*at as usize]);
        candidates.find(|(name, _)| *name == key).map(|(name, shape)| (*name, shape))
    }
}
