//! The attempt that a request belongs to.

/// Describes the attempt that a request belongs to. Every request that a transport or a middleware
/// receives has it as an extension.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// The id of the operation.
    pub operation: &'static str,
    /// The path with the names of its parameters, suitable as the label of a metric.
    pub path: &'static str,
    /// The number of earlier attempts of the same call.
    pub before: u32,
}
