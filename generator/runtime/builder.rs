//! The methods that the builders of operations have in common.

/// Implements the methods of a builder: a struct with a field `call`, which is a boxed
/// [`Call`](super::Call). The table lists what the operation returns.
macro_rules! builder {
    ($name:ident { $($method:ident: $kind:ident($($args:tt)*),)* }) => {
        impl $name {
            $(support::builder! { @$method $kind $($args)* })*

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
    (@send json $ty:ty) => {
        support::builder! { @value $ty, support::RawResponse::json_value, support::RawResponse::json }
    };
    (@send text $ty:ty) => {
        support::builder! { @value $ty, support::RawResponse::text_value, support::RawResponse::text }
    };
    (@send bytes $ty:ty) => {
        support::builder! { @value $ty, support::RawResponse::bytes_value, support::RawResponse::bytes }
    };
    (@send empty) => {
        support::builder! { @value (), support::RawResponse::empty_value, support::RawResponse::empty }
    };
    (@send by_status $ty:ty) => {
        support::builder! { @value $ty, |response| Ok(<$ty>::read(response)?.value), <$ty>::read }
    };
    (@value $ty:ty, $value:expr, $response:expr) => {
        /// Sends the request.
        ///
        /// # Errors
        ///
        /// See [`Error::kind`](support::Error::kind).
        pub fn send(self) -> support::ResponseFuture<$ty> {
            self.call.send($value)
        }

        /// Sends the request. The response includes the status and the headers.
        ///
        /// # Errors
        ///
        /// See [`Error::kind`](support::Error::kind).
        pub fn send_with_response(self) -> support::ResponseFuture<support::Response<$ty>> {
            self.call.send($response)
        }
    };
    (@pages of $ty:ty) => {
        /// Returns all items, page after page.
        pub fn items(self) -> support::Items<$ty> {
            self.call.items(Self::PAGING)
        }

        /// Returns the pages.
        pub fn pages(self) -> support::Pages<$ty> {
            self.call.pages(Self::PAGING)
        }

        /// Starts with a later page: the value of [`Page::next`](support::Page::next).
        pub fn resume(mut self, next: impl Into<String>) -> Self {
            self.call.resume(Self::PAGING, next);
            self
        }
    };
    (@stream events $accept:literal, $read:ident, $ty:ty) => {
        support::builder! { @open $accept, "events", support::Events<$ty>, open_events($accept, support::$read) }
    };
    (@stream lines $accept:literal, $separator:ident, $ty:ty) => {
        support::builder! { @open $accept, "values", support::Lines<$ty>, open_lines($accept, support::Separator::$separator) }
    };
    (@stream chunks $accept:literal) => {
        support::builder! { @open $accept, "bytes", support::Chunks, open_chunks($accept) }
    };
    (@open $accept:literal, $what:literal, $ty:ty, $open:ident($($args:expr),*)) => {
        #[doc = concat!("Sends the request, which accepts `", $accept, "`, and reads the ", $what)]
        /// of the response while they arrive.
        ///
        /// # Errors
        ///
        /// See [`Error::kind`](support::Error::kind).
        pub async fn stream(self) -> Result<$ty, support::Error> {
            Ok(self.stream_with_response().await?.value)
        }

        /// Like `stream`. The response includes the status and the headers.
        ///
        /// # Errors
        ///
        /// See [`Error::kind`](support::Error::kind).
        pub async fn stream_with_response(
            self,
        ) -> Result<support::Response<$ty>, support::Error> {
            self.call.$open($($args),*).await
        }
    };
}

pub(crate) use builder;
