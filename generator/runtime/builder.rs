//! The methods that the builders of operations have in common.

/// Implements the methods of a builder: a struct with a field `call`, which is a boxed
/// [`Call`](super::Call). The table lists what the operation returns.
macro_rules! builder {
    ($name:ident { $($method:ident: $kind:ident($($args:tt)*),)* }) => {
        impl $name {
            $(support::$method! { $kind $($args)* })*

            /// Sets the timeout of this call, retries included, instead of the client's.
            pub fn with_timeout(mut self, timeout: std::time::Duration) -> Self {
                self.call.timeout(timeout);
                self
            }

            /// Builds the request without sending it.
            ///
            /// # Errors
            ///
            /// An argument is invalid, or required credentials are missing.
            pub fn build(&self) -> Result<support::Request, support::Error> {
                self.call.build()
            }
        }
    };
}
pub(crate) use builder;

#[cfg(part = "send")]
/// The methods that send a request and read the whole response.
macro_rules! send {
    (json $ty:ty) => {
        support::send! { @read $ty, support::RawResponse::json }
    };
    (text $ty:ty) => {
        support::send! { @read $ty, support::RawResponse::text }
    };
    (bytes $ty:ty) => {
        support::send! { @read $ty, support::RawResponse::bytes }
    };
    (empty) => {
        support::send! { @read (), support::RawResponse::empty }
    };
    (by_status $ty:ty) => {
        support::send! { @read $ty, <$ty>::read }
    };
    (@read $ty:ty, $read:expr) => {
        /// Sends the request.
        ///
        /// # Errors
        ///
        /// See [`Error::kind`](support::Error::kind).
        pub fn send(self) -> support::ResponseFuture<$ty> {
            self.call.send(|response| Ok($read(response)?.value))
        }

        /// Sends the request. The response includes the status and the headers.
        ///
        /// # Errors
        ///
        /// See [`Error::kind`](support::Error::kind).
        pub fn send_with_response(self) -> support::ResponseFuture<support::Response<$ty>> {
            self.call.send($read)
        }
    };
}
#[cfg(part = "send")]
pub(crate) use send;
