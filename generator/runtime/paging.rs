//! Pages and the items on them.

use super::attempts;
use super::call::Call;
#[cfg(part = "page-count")]
use super::description::Param;
use super::description::{Follow, Paging};
use super::error::Error;
use super::error_kind::ErrorKind;
#[cfg(part = "page-link")]
use super::links;
use super::request::Request;
use super::response::{RawResponse, Response};
use super::response_future::ResponseFuture;
use serde::de::DeserializeOwned;
#[cfg(part = "page-count")]
use serde_json::Value;
use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

/// The methods of a paginated operation.
macro_rules! pages {
    (of $ty:ty) => {
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
}
pub(crate) use pages;

/// The response of a paginated operation: the items and the reference to the next page.
///
/// It is public because [`Items`] mentions its item, but it cannot be named outside.
pub trait Paged: DeserializeOwned + Send + Unpin + 'static {
    /// The type of an item.
    type Item: Send + Unpin + 'static;

    /// Returns the URL of the next page, or the value of the parameter for it. `None` on the last
    /// page.
    fn next(&self) -> Option<String> {
        None
    }

    /// Returns whether there are more pages, if the response says so.
    fn more(&self) -> Option<bool> {
        None
    }

    /// Returns the number of items.
    fn count(&self) -> usize;

    /// Returns the items.
    fn into_items(self) -> Vec<Self::Item>;
}

/// A list without an envelope.
impl<T: DeserializeOwned + Send + Unpin + 'static> Paged for Vec<T> {
    type Item = T;

    fn count(&self) -> usize {
        self.len()
    }

    fn into_items(self) -> Vec<T> {
        self
    }
}

impl Call {
    /// Returns the items of all pages.
    pub(crate) fn items<P: Paged>(self: Box<Self>, paging: &'static Paging) -> Items<P> {
        Items::new(self.pages(paging))
    }

    /// Returns the pages.
    pub(crate) fn pages<P: Paged>(self: Box<Self>, paging: &'static Paging) -> Pages<P> {
        Pages::new(self, paging)
    }
}

/// A page, which dereferences to the response.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Page<P> {
    /// The response.
    pub value: P,
    /// Where the list continues: the URL of the next page, or the value of the parameter for it.
    /// Pass it to the builder's `resume`. `None` on the last page.
    pub next: Option<String>,
}

enum State<P> {
    First,
    Fetching { request: Request, fetch: ResponseFuture<Response<P>>, ahead: Ahead },
    Fetched { request: Option<Request>, page: Result<Response<P>, Error> },
    Next { request: Request, next: String },
    Done,
}

/// Since when a page is being fetched that nobody has asked for yet.
type Ahead = Option<Instant>;

/// The pages of a list. Each is fetched when it is needed.
#[must_use = "nothing is fetched until a page is asked for"]
pub struct Pages<P> {
    call: Box<Call>,
    paging: &'static Paging,
    state: State<P>,
    /// What has led to a page, as hashes: a list that comes back to one would never end.
    seen: HashSet<u64>,
    prefetch: bool,
}

impl<P: Paged> Pages<P> {
    pub(crate) fn new(call: Box<Call>, paging: &'static Paging) -> Self {
        Self { call, paging, state: State::First, seen: HashSet::new(), prefetch: false }
    }

    /// Fetches the next page in advance. This is faster, but the last request may be wasted. A
    /// request that times out before it is needed is repeated.
    pub fn prefetch(mut self) -> Self {
        self.prefetch = true;
        self
    }

    /// Returns the next page, or `None` after the last one.
    ///
    /// # Errors
    ///
    /// The errors of [`send`](crate), a next page on another server, to which credentials must not
    /// be sent, and a page that was already visited. There are no further pages after an error.
    pub async fn try_next(&mut self) -> Result<Option<Page<P>>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<P>, Error>>> {
        let page = ready!(self.take(context));
        self.go_ahead(context);
        Poll::Ready(page)
    }

    /// The next page, without a look at the one behind it.
    fn take(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<P>, Error>>> {
        ready!(self.advance(context, None));
        let State::Fetched { request, page } = std::mem::replace(&mut self.state, State::Done)
        else {
            return Poll::Ready(None);
        };
        let page = page.and_then(|page| {
            let next = self.next_of(&page).map(|next| self.unseen(next)).transpose()?;
            Ok(Page { value: page.value, next })
        });
        if let (Some(request), Ok(Page { next: Some(next), .. })) = (request, &page) {
            self.state = State::Next { request, next: next.clone() };
        }
        Poll::Ready(Some(page))
    }

    /// Fetches a page that nobody has asked for yet, as far as it goes without waiting. What goes
    /// wrong is the error of that page.
    fn go_ahead(&mut self, context: &mut Context<'_>) {
        if self.prefetch {
            let now = self.call.client().0.clock.now();
            let _ = self.advance(context, Some(now));
        }
    }

    /// Goes on until a page has been fetched, or until there is none.
    fn advance(&mut self, context: &mut Context<'_>, ahead: Ahead) -> Poll<()> {
        let request = match std::mem::replace(&mut self.state, State::Done) {
            State::First => self.call.build(),
            State::Next { request, next } => self.request(request, next),
            State::Fetching { request, mut fetch, ahead: since } => {
                return match Pin::new(&mut fetch).poll(context) {
                    // Its time went by while nobody waited for it.
                    Poll::Ready(Err(_)) if self.is_over(since, request.timeout) => {
                        self.fetch(request, context, ahead)
                    }
                    fetched => self.fetched(request, fetch, since, fetched),
                };
            }
            other => {
                self.state = other;
                return Poll::Ready(());
            }
        };
        match request {
            Ok(request) => self.fetch(request, context, ahead),
            Err(error) => {
                self.state = State::Fetched { request: None, page: Err(error) };
                Poll::Ready(())
            }
        }
    }

    fn is_over(&self, since: Ahead, timeout: Duration) -> bool {
        let now = self.call.client().0.clock.now();
        since.is_some_and(|since| now.saturating_duration_since(since) >= timeout)
    }

    fn fetch(&mut self, request: Request, context: &mut Context<'_>, ahead: Ahead) -> Poll<()> {
        let sent = attempts::whole(self.call.client().clone(), Box::new(request.clone()));
        let mut fetch = ResponseFuture::new(sent, RawResponse::json);
        let fetched = Pin::new(&mut fetch).poll(context);
        self.fetched(request, fetch, ahead, fetched)
    }

    fn fetched(
        &mut self,
        request: Request,
        fetch: ResponseFuture<Response<P>>,
        ahead: Ahead,
        fetched: Poll<Result<Response<P>, Error>>,
    ) -> Poll<()> {
        let (state, poll) = match fetched {
            Poll::Pending => (State::Fetching { request, fetch, ahead }, Poll::Pending),
            Poll::Ready(page) => (State::Fetched { request: Some(request), page }, Poll::Ready(())),
        };
        self.state = state;
        poll
    }

    /// The request for a further page.
    fn request(&mut self, last: Request, next: String) -> Result<Request, Error> {
        match self.paging.follow {
            #[cfg(part = "page-field")]
            Follow::Url => self.call.follow(&last, &next),
            #[cfg(part = "page-link")]
            Follow::Link => self.call.follow(&last, &next),
            #[cfg(part = "page-cursor")]
            Follow::Cursor(_) => self.resumed(last, next),
            #[cfg(part = "page-number")]
            Follow::Page(..) => self.resumed(last, next),
            #[cfg(part = "page-offset")]
            Follow::Offset(_) => self.resumed(last, next),
        }
    }

    #[cfg(part = "page-param")]
    /// The request with another value of the parameter.
    fn resumed(&mut self, last: Request, next: String) -> Result<Request, Error> {
        drop(last);
        self.call.resume(self.paging, next);
        self.call.build()
    }

    /// What leads to the page behind this one.
    fn next_of(&self, page: &Response<P>) -> Option<String> {
        if page.value.more() == Some(false) {
            return None;
        }
        let next = match &self.paging.follow {
            #[cfg(part = "page-field")]
            Follow::Url => page.value.next(),
            #[cfg(part = "page-cursor")]
            Follow::Cursor(_) => page.value.next(),
            #[cfg(part = "page-link")]
            Follow::Link => links::next(&page.headers),
            #[cfg(part = "page-number")]
            Follow::Page(param, first) => self.counted(&page.value, param, *first, 1),
            #[cfg(part = "page-offset")]
            Follow::Offset(param) => self.counted(&page.value, param, 0, page.value.count()),
        };
        next.filter(|next| !next.trim().is_empty())
    }

    #[cfg(part = "page-count")]
    /// The number after the one that led to a page.
    fn counted(&self, page: &P, param: &Param, first: u64, step: usize) -> Option<String> {
        let now = self.call.value(param).map_or(Some(first), |value| match value {
            Value::String(text) => text.parse().ok(),
            value => value.as_u64(),
        });
        let goes_on = page.count() > 0 || page.more() == Some(true);
        now.filter(|_| goes_on).map(|now| now.saturating_add(step as u64).to_string())
    }

    /// What leads to a page, unless it has done so before.
    fn unseen(&mut self, next: String) -> Result<String, Error> {
        use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
        if self.seen.insert(BuildHasherDefault::<DefaultHasher>::default().hash_one(&next)) {
            return Ok(next);
        }
        let why = "pagination loop: the next page was already visited";
        Err(Error::new(ErrorKind::RepeatedPage, why).of(self.call.operation().id))
    }
}

impl<P: Paged> futures_core::Stream for Pages<P> {
    type Item = Result<Page<P>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

/// The items of a list. Pages are fetched when they are needed.
#[must_use = "nothing is fetched until an item is asked for"]
pub struct Items<P: Paged> {
    pages: Pages<P>,
    ready: VecDeque<P::Item>,
    left: Option<u64>,
}

impl<P: Paged> Items<P> {
    pub(crate) fn new(pages: Pages<P>) -> Self {
        Self { pages, ready: VecDeque::new(), left: None }
    }

    /// Ends after this many items, without a request for more. If the API has a parameter for the
    /// page size and the builder has not set it, pages are requested no larger than needed.
    pub fn limit(mut self, items: u64) -> Self {
        self.left = Some(items);
        self
    }

    /// Fetches the next page in advance: see [`Pages::prefetch`].
    pub fn prefetch(mut self) -> Self {
        self.pages = self.pages.prefetch();
        self
    }

    #[cfg(part = "page-size")]
    /// Before the first request: pages are asked for no larger than the limit needs.
    fn size_page(&mut self) {
        if let (State::First, Some((param, most)), Some(left)) =
            (&self.pages.state, self.pages.paging.size, self.left)
            && self.pages.call.value(&param).is_none()
        {
            self.pages.call.put(param, left.min(most).into());
        }
    }

    /// Returns the next item, or `None` after the last one. Pages without items are skipped; each
    /// has the timeout of a call.
    ///
    /// # Errors
    ///
    /// The errors of [`Pages::try_next`].
    pub async fn try_next(&mut self) -> Result<Option<P::Item>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P::Item, Error>>> {
        if self.left == Some(0) {
            return Poll::Ready(None);
        }
        #[cfg(part = "page-size")]
        self.size_page();
        loop {
            if let Some(item) = self.ready.pop_front() {
                self.left = self.left.map(|left| left - 1);
                if self.left.is_none_or(|left| left > self.ready.len() as u64) {
                    self.pages.go_ahead(context);
                }
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.take(context)) {
                Some(Ok(page)) => self.ready = page.value.into_items().into(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<P: Paged> futures_core::Stream for Items<P> {
    type Item = Result<P::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<P: Paged> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("left", &self.left).finish_non_exhaustive()
    }
}
