//! Errors of `reqwest`.

use super::error::Error;
use super::error_kind::ErrorKind;

/// The URL is taken out of the error: a query may carry a key.
pub(crate) fn failure(error: reqwest::Error) -> Error {
    let error = error.without_url();
    if error.is_timeout() {
        Error::timed_out(error)
    } else if error.is_connect() {
        Error::connect(error)
    } else if error.is_builder() {
        Error::new(ErrorKind::Configuration, "the request cannot be made").because(error)
    } else {
        Error::broken(error)
    }
}
