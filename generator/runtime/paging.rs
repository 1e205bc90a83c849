//! Pages and the items on them.

use super::call::Call;
use super::client::Client;
use super::description::Param;
use super::error::{Error, ErrorKind};
use super::request::Request;
use serde::de::DeserializeOwned;
use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use url::Url;

/// The envelope of a list: what is on the page, and where the next one is.
///
/// Public since [`Items`] speaks of its item, but nothing outside can name it.
pub trait Paged: DeserializeOwned + Send + Unpin + 'static {
    /// What the list is a list of.
    type Item: Send + Unpin + 'static;

    /// The URL of the next page; none on the last.
    fn next(&self) -> Option<&str>;

    /// What is on the page.
    fn into_items(self) -> Vec<Self::Item>;
}

/// The parameter that sets how many items a page has.
pub(crate) struct PageSize {
    pub(crate) param: Param,
    /// The most that the API allows.
    pub(crate) most: u64,
}

/// One page, with the fields of its envelope.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Page<P> {
    /// The envelope as the API sent it.
    pub value: P,
    /// The URL of the next page; none on the last.
    pub next_url: Option<String>,
}

type Fetch<P> = Pin<Box<dyn Future<Output = Result<Page<P>, Error>> + Send>>;

enum State<P> {
    First(Box<Call>),
    Fetching { request: Request, fetch: Fetch<P> },
    Next { request: Request, url: String },
    Done,
}

/// The pages of a list, fetched one at a time as they are asked for.
#[must_use = "nothing is fetched until a page is asked for"]
pub struct Pages<P> {
    client: Client,
    state: State<P>,
}

impl<P: Paged> Pages<P> {
    pub(crate) fn new(client: Client, call: Call) -> Self {
        Self { client, state: State::First(Box::new(call)) }
    }

    /// The next page, or `None` behind the last one.
    ///
    /// # Errors
    ///
    /// What [`send`](crate) of one request returns; and a next page whose URL is on another
    /// server, where credentials must not go. The pages end with their first error.
    pub async fn try_next(&mut self) -> Result<Option<Page<P>>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<P>, Error>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Poll::Ready(None),
                State::First(call) => match call.build() {
                    Ok(request) => self.fetch(request),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
                State::Next { request, url } => match follow(&request, &url) {
                    Ok(request) => self.fetch(request),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
                State::Fetching { request, mut fetch } => {
                    let Poll::Ready(page) = fetch.as_mut().poll(context) else {
                        self.state = State::Fetching { request, fetch };
                        return Poll::Pending;
                    };
                    if let Ok(Page { next_url: Some(url), .. }) = &page {
                        self.state = State::Next { request, url: url.clone() };
                    }
                    return Poll::Ready(Some(page));
                }
            }
        }
    }

    fn fetch(&mut self, request: Request) {
        let (client, sent) = (self.client.clone(), request.clone());
        let fetch = Box::pin(async move {
            let value: P = client.execute(sent).await?.json()?.value;
            let next_url = value.next().filter(|url| !url.is_empty()).map(str::to_owned);
            Ok(Page { value, next_url })
        });
        self.state = State::Fetching { request, fetch };
    }
}

/// The request for the next page: its URL as it stands, on the same server only.
fn follow(last: &Request, url: &str) -> Result<Request, Error> {
    let bad = |why: String| {
        Error::new(ErrorKind::ForeignPage, why).of(last.operation).hiding(&last.secrets)
    };
    let next = last.url.join(url);
    let next =
        next.map_err(|error| bad(format!("the next page's URL {url:?} is not one: {error}")))?;
    if next.origin() != last.url.origin() || names_user(&next) {
        let (theirs, ours) = (origin(&next), origin(&last.url));
        return Err(bad(format!(
            "the next page is on {theirs}, and credentials go to {ours} only"
        )));
    }
    let mut request = Request { url: next, ..last.clone() };
    for name in &last.secret_query {
        let absent = !request.url.query_pairs().any(|(key, _)| key == *name);
        let key = last.url.query_pairs().find(|(key, _)| key == *name);
        if let (true, Some((_, secret))) = (absent, key) {
            request.url.query_pairs_mut().append_pair(name, &secret);
        }
    }
    Ok(request)
}

fn names_user(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
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

/// The items of a list, page after page; pages are fetched as they are needed.
#[must_use = "nothing is fetched until an item is asked for"]
pub struct Items<P: Paged> {
    pages: Pages<P>,
    ready: VecDeque<P::Item>,
    size: Option<PageSize>,
    left: Option<u64>,
}

impl<P: Paged> Items<P> {
    pub(crate) fn new(pages: Pages<P>, size: Option<PageSize>) -> Self {
        Self { pages, ready: VecDeque::new(), size, left: None }
    }

    /// Ends after this many items, without a request for more. Where the API lets the caller set
    /// the size of a page and the builder has not, pages are asked for no larger than needed.
    pub fn limit(mut self, items: u64) -> Self {
        self.left = Some(items);
        self
    }

    /// Before the first request: pages are asked for no larger than the limit needs.
    fn size_page(&mut self) {
        if let (Some(size), Some(left)) = (self.size.take(), self.left)
            && let State::First(call) = &mut self.pages.state
            && !call.has(&size.param)
        {
            call.set::<u64>(size.param, left.min(size.most));
        }
    }

    /// The next item, or `None` behind the last one.
    ///
    /// # Errors
    ///
    /// As [`Pages::try_next`].
    pub async fn try_next(&mut self) -> Result<Option<P::Item>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P::Item, Error>>> {
        if self.left == Some(0) {
            return Poll::Ready(None);
        }
        self.size_page();
        loop {
            if let Some(item) = self.ready.pop_front() {
                self.left = self.left.map(|left| left - 1);
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
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
