//! Answers that are read while they come.

use super::{Context, Home};
use crate::ir::{EventData, Operation, StreamKind};
use crate::prose;
use proc_macro2::TokenStream;
use quote::quote;

/// The methods of a builder whose answer can be read as a stream.
pub(super) fn methods(context: &Context<'_>, operation: &Operation, home: Home) -> TokenStream {
    let Some(stream) = &operation.stream else { return TokenStream::new() };
    let accept = &stream.accept;
    let (ty, open, what) = match &stream.kind {
        StreamKind::Events(data) => {
            let (ty, read) = match data {
                EventData::Text => (quote!(String), quote!(event_text)),
                EventData::Json(ty) => (context.ty(ty, home), quote!(event_json)),
                EventData::Object(ty) => (context.ty(ty, home), quote!(event_object)),
            };
            let open = quote!(open_events(#accept, support::#read));
            (quote!(support::Events<#ty>), open, "events")
        }
        StreamKind::Lines(ty) => {
            let ty = context.ty(ty, home);
            let open = quote!(open_lines(#accept, support::Separator::Line));
            (quote!(support::Lines<#ty>), open, "values")
        }
        StreamKind::Records(ty) => {
            let ty = context.ty(ty, home);
            let open = quote!(open_lines(#accept, support::Separator::Record));
            (quote!(support::Lines<#ty>), open, "values")
        }
        StreamKind::Chunks => (quote!(support::Chunks), quote!(open_chunks(#accept)), "bytes"),
    };
    let about = super::docs::lines([format!(
        "Sends the request, which asks for {}, and reads the {what} of the response as they come.",
        prose::code(accept)
    )]);
    quote! {
        #about
        ///
        /// # Errors
        ///
        /// See [`Error::kind`].
        pub async fn stream(self) -> Result<#ty, Error> {
            Ok(self.stream_with_response().await?.value)
        }

        /// The stream, with status and headers.
        ///
        /// # Errors
        ///
        /// See [`Error::kind`].
        pub async fn stream_with_response(self) -> Result<Response<#ty>, Error> {
            self.call.#open.await
        }
    }
}
