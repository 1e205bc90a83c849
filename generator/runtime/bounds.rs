//! The bounds of parameters, checked before anything is sent.

use serde_json::Value;

/// The bounds that a schema states.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) min: f64,
    pub(crate) max: f64,
    /// The minimum is exclusive.
    pub(crate) above: bool,
    /// The maximum is exclusive.
    pub(crate) below: bool,
    pub(crate) unique: bool,
    pub(crate) shortest: u64,
    pub(crate) longest: u64,
}

impl Bounds {
    pub(crate) const NONE: Self = Self {
        min: f64::NEG_INFINITY,
        max: f64::INFINITY,
        above: false,
        below: false,
        unique: false,
        shortest: 0,
        longest: u64::MAX,
    };

    /// Checks a value against the bounds. Values of enums are not checked, because a server may know
    /// newer ones.
    ///
    /// # Errors
    ///
    /// The bound that the value exceeds.
    pub(crate) fn check(&self, value: &Value) -> Result<(), String> {
        if let Some(number) = value.as_f64() {
            return self.check_number(number, value);
        }
        if let (true, Value::Array(items)) = (self.unique, value) {
            check_unique(items)?;
        }
        let (count, unit) = match value {
            _ if self.shortest == 0 && self.longest == u64::MAX => return Ok(()),
            Value::String(text) => (text.chars().count() as u64, "characters"),
            Value::Array(items) => (items.len() as u64, "elements"),
            _ => return Ok(()),
        };
        let Self { shortest, longest, .. } = self;
        if count < *shortest {
            return Err(format!("must have at least {shortest} {unit}, and has {count}"));
        }
        if count > *longest {
            return Err(format!("must have at most {longest} {unit}, and has {count}"));
        }
        Ok(())
    }

    fn check_number(&self, number: f64, value: &Value) -> Result<(), String> {
        let Self { min, max, .. } = self;
        if self.above && number <= *min {
            return Err(format!("must be more than {min}, and is {value}"));
        }
        if self.below && number >= *max {
            return Err(format!("must be less than {max}, and is {value}"));
        }
        if number < *min {
            return Err(format!("must be at least {min}, and is {value}"));
        }
        if number > *max {
            return Err(format!("must be at most {max}, and is {value}"));
        }
        Ok(())
    }
}

fn check_unique(items: &[Value]) -> Result<(), String> {
    let mut seen = std::collections::BTreeSet::new();
    match items.iter().find(|item| !seen.insert(item.to_string())) {
        Some(twice) => Err(format!("must not have an element twice, and has {twice}")),
        None => Ok(()),
    }
}
