//! What a request is an attempt of.

/// What a request is an attempt of: an extension of every request that a transport or a middleware
/// is given.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// The operation's name in the description.
    pub operation: &'static str,
    /// Its path, with the parameters' names: few enough for the label of a metric.
    pub path: &'static str,
    /// How many attempts of the same call came before.
    pub before: u32,
}
