//! A call under construction: what every builder collects its values in.

use super::attempt::Attempt;
#[cfg(part = "send")]
use super::attempts;
#[cfg(part = "credentials")]
use super::authorize;
use super::client::Client;
#[cfg(part = "located")]
use super::description::Location;
use super::description::Operation;
#[cfg(part = "params")]
use super::description::Param;
#[cfg(part = "pages")]
use super::description::{Follow, Paging};
#[cfg(any(part = "pairs", part = "header", part = "cookie"))]
use super::encode;
use super::error::Error;
use super::error_kind::ErrorKind;
#[cfg(part = "multipart")]
use super::multipart::Multipart;
#[cfg(part = "page-url")]
use super::page;
#[cfg(part = "path")]
use super::path;
use super::request::{Repeat, Request};
#[cfg(part = "send")]
use super::response::RawResponse;
#[cfg(part = "send")]
use super::response_future::ResponseFuture;
use super::secrets::Secrets;
#[cfg(part = "json-body")]
use super::text::json_bytes;
#[cfg(part = "files")]
use super::upload::Part;
use bytes::Bytes;
#[cfg(part = "redirects")]
use http::StatusCode;
#[cfg(any(part = "body", part = "fields-body"))]
use http::header::CONTENT_TYPE;
#[cfg(part = "cookie")]
use http::header::COOKIE;
#[cfg(part = "header")]
use http::header::HeaderName;
use http::header::{ACCEPT, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method};
#[cfg(any(part = "serialize", part = "json-body"))]
use serde::Serialize;
#[cfg(part = "values")]
use serde_json::Value;
#[cfg(part = "lost")]
use std::any::TypeId;
use std::fmt;
use std::time::Duration;
use url::Url;

/// The values given so far. What is wrong with one is kept until the request is built.
#[derive(Clone)]
pub(crate) struct Call {
    client: Client,
    operation: &'static Operation,
    #[cfg(part = "values")]
    values: Vec<(Param, Value)>,
    #[cfg(part = "values")]
    /// Invalid parameters, with the reasons.
    problems: Vec<(Param, String)>,
    #[cfg(part = "body")]
    body: Option<(&'static str, Bytes)>,
    #[cfg(part = "json-body")]
    /// The reason why the body is invalid.
    body_problem: Option<String>,
    #[cfg(part = "files")]
    files: Vec<(Param, Vec<Part>)>,
    timeout: Option<Duration>,
    #[cfg(part = "page-url")]
    /// The URL of the page that a list goes on with.
    resumed: Option<String>,
}

impl Call {
    /// A call with nothing in it yet; in a box, since every setter of a builder moves it.
    pub(crate) fn new(client: &Client, operation: &'static Operation) -> Box<Self> {
        Box::new(Self {
            client: client.clone(),
            operation,
            #[cfg(part = "values")]
            values: Vec::new(),
            #[cfg(part = "values")]
            problems: Vec::new(),
            #[cfg(part = "body")]
            body: None,
            #[cfg(part = "json-body")]
            body_problem: None,
            #[cfg(part = "files")]
            files: Vec::new(),
            timeout: None,
            #[cfg(part = "page-url")]
            resumed: None,
        })
    }

    #[cfg(part = "value")]
    /// Sets a parameter; the last value given counts.
    pub(crate) fn set<T: Into<Value> + 'static>(&mut self, param: Param, value: impl Into<T>) {
        let value = value.into().into();
        if is_lost::<T>(&value) {
            return self.refuse(param, NO_WORD);
        }
        self.put(param, value);
    }

    #[cfg(part = "integer")]
    /// Sets a parameter that is an integer, from one of any type.
    pub(crate) fn integer<T: Into<Value>>(&mut self, param: Param, value: impl TryInto<T>) {
        match value.try_into() {
            Ok(value) => self.put(param, value.into()),
            Err(_) => self.refuse(param, "is out of range for its integer type"),
        }
    }

    #[cfg(part = "value-list")]
    /// Sets a parameter that is an array.
    pub(crate) fn set_list<T: Into<Value> + 'static>(
        &mut self,
        param: Param,
        items: impl IntoIterator<Item = impl Into<T>>,
    ) {
        let items: Vec<Value> = items.into_iter().map(|item| item.into().into()).collect();
        if items.iter().any(is_lost::<T>) {
            return self.refuse(param, NO_WORD);
        }
        self.put(param, items.into());
    }

    #[cfg(part = "serialize")]
    /// Sets a parameter of a type that is only known to serialise.
    pub(crate) fn encode<T: Serialize>(&mut self, param: Param, value: impl Into<T>) {
        match serde_json::to_value(value.into()) {
            Ok(value) => self.put(param, value),
            Err(error) => self.refuse(param, error),
        }
    }

    #[cfg(part = "serialize-list")]
    /// Sets a parameter that is an array of such a type.
    pub(crate) fn encode_list<T: Serialize>(
        &mut self,
        param: Param,
        items: impl IntoIterator<Item = impl Into<T>>,
    ) {
        self.encode::<Vec<T>>(param, items.into_iter().map(Into::into).collect::<Vec<T>>());
    }

    #[cfg(part = "json-body")]
    /// Sets a JSON body.
    pub(crate) fn json<T: Serialize>(&mut self, media_type: &'static str, value: &T) {
        match json_bytes(value) {
            Ok(text) => self.bytes(media_type, text),
            Err(error) => self.body_problem = Some(error.to_string()),
        }
    }

    #[cfg(part = "file")]
    /// Sets a file in a body of several parts.
    pub(crate) fn file(&mut self, param: Param, part: impl Into<Part>) {
        self.files(param, [part]);
    }

    #[cfg(part = "files")]
    /// Sets several files under one name.
    pub(crate) fn files(&mut self, param: Param, parts: impl IntoIterator<Item = impl Into<Part>>) {
        self.files.retain(|(other, _)| other.name != param.name);
        self.files.push((param, parts.into_iter().map(Into::into).collect()));
    }

    #[cfg(part = "body")]
    /// Sets a body of bytes.
    pub(crate) fn bytes(&mut self, media_type: &'static str, body: impl Into<Bytes>) {
        #[cfg(part = "json-body")]
        self.body_problem.take();
        self.body = Some((media_type, body.into()));
    }

    /// The time that the exchange may take, instead of the client's.
    pub(crate) fn timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    #[cfg(any(part = "page-count", part = "page-size"))]
    /// What a parameter has been set to.
    pub(crate) fn value(&self, param: &Param) -> Option<&Value> {
        self.values.iter().find(|(other, _)| other.is(param)).map(|(_, value)| value)
    }

    #[cfg(any(part = "pages", part = "streams"))]
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    #[cfg(any(part = "pages", part = "streams"))]
    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    #[cfg(part = "values")]
    pub(crate) fn put(&mut self, param: Param, value: Value) {
        self.problems.retain(|(other, _)| !other.is(&param));
        match self.values.iter_mut().find(|(other, _)| other.is(&param)) {
            Some(entry) => *entry = (param, value),
            None => {
                // Room for as many as most calls have is taken once.
                if self.values.is_empty() {
                    self.values.reserve_exact(FEW);
                }
                self.values.push((param, value));
            }
        }
    }

    #[cfg(any(part = "lost", part = "integer", part = "serialize"))]
    fn refuse(&mut self, param: Param, why: impl fmt::Display) {
        self.problems.push((param, why.to_string()));
    }

    /// The request, without sending it.
    pub(crate) fn build(&self) -> Result<Request, Error> {
        self.request().map(|request| *request)
    }

    fn assemble(&self) -> Result<Box<Request>, Error> {
        #[cfg(part = "values")]
        self.check_values()?;
        #[cfg(part = "json-body")]
        if let Some(why) = &self.body_problem {
            return Err(Error::argument("body", why));
        }
        let mut request = Box::new(Request {
            operation: self.operation.id,
            path: self.operation.path,
            method: Method::from_bytes(self.operation.method.as_bytes()).map_err(impossible)?,
            url: self.url()?,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            #[cfg(part = "files")]
            parts: None,
            timeout: self.time_limit(),
            #[cfg(part = "query-key")]
            secret_query: Vec::new(),
            secrets: Secrets::default(),
            #[cfg(part = "bearer")]
            deferred: Vec::new(),
        });
        self.headers(&mut request.headers)?;
        #[cfg(part = "body")]
        self.body(&mut request);
        #[cfg(part = "fields-body")]
        self.fields_body(&mut request);
        #[cfg(part = "credentials")]
        authorize::authorize(&self.client, self.operation, &mut request)?;
        #[cfg(part = "page-url")]
        if let Some(url) = &self.resumed {
            return self.follow(&request, url).map(Box::new);
        }
        Ok(request)
    }

    #[cfg(part = "values")]
    fn check_values(&self) -> Result<(), Error> {
        if let Some((param, why)) = self.problems.first() {
            return Err(Error::argument(param.name, why));
        }
        #[cfg(part = "bounds")]
        for (param, value) in &self.values {
            param.bounds.check(value).map_err(|why| Error::argument(param.name, why))?;
        }
        Ok(())
    }

    fn url(&self) -> Result<Url, Error> {
        let mut url = self.client.0.base(self.operation.servers)?;
        let base = url.path().trim_end_matches('/');
        #[cfg(part = "path")]
        let path = path::path(base, self.operation.path, &self.values)?;
        #[cfg(not(part = "path"))]
        let path = format!("{base}{}", self.operation.path);
        let (path, fixed) = self.without_query(&path);
        url.set_path(path);
        let mut query = url.query().unwrap_or_default().to_owned();
        if !query.is_empty() && !fixed.is_empty() {
            query.push('&');
        }
        query.push_str(fixed);
        #[cfg(part = "query")]
        for (param, value) in self.at(Location::Query) {
            encode::query(&mut query, param, value);
        }
        if !query.is_empty() {
            url.set_query(Some(&query));
        }
        Ok(url)
    }

    /// A path, and the query that the description may have in it. A fragment is never sent. What
    /// is put into a path has neither.
    fn without_query<'p>(&self, path: &'p str) -> (&'p str, &'p str) {
        if !self.operation.path.bytes().any(|byte| matches!(byte, b'?' | b'#')) {
            return (path, "");
        }
        let path = path.split('#').next().unwrap_or_default();
        path.split_once('?').unwrap_or((path, ""))
    }

    fn headers(&self, headers: &mut HeaderMap) -> Result<(), Error> {
        if !self.operation.accept.is_empty() {
            headers.insert(ACCEPT, HeaderValue::from_static(self.operation.accept));
        }
        headers.insert(USER_AGENT, self.client.0.agent.clone());
        #[cfg(part = "header")]
        for (param, value) in self.at(Location::Header) {
            let Some(text) = encode::header(param, value) else {
                continue;
            };
            let name = HeaderName::from_bytes(param.name.as_bytes()).map_err(impossible)?;
            let value = HeaderValue::from_str(&text);
            let value = value.map_err(|_| Error::argument(param.name, "cannot be in a header"))?;
            headers.insert(name, value);
        }
        #[cfg(part = "cookie")]
        self.cookies(headers)?;
        Ok(())
    }

    #[cfg(part = "cookie")]
    fn cookies(&self, headers: &mut HeaderMap) -> Result<(), Error> {
        let mut cookies = String::new();
        for (param, value) in self.at(Location::Cookie) {
            let encoded = encode::cookie(&mut cookies, param, value);
            encoded.map_err(|why| Error::argument(param.name, why))?;
        }
        if !cookies.is_empty() {
            let cookies = HeaderValue::from_str(&cookies).map_err(impossible)?;
            headers.insert(COOKIE, cookies);
        }
        Ok(())
    }

    #[cfg(part = "body")]
    fn body(&self, request: &mut Request) {
        if let Some((media_type, body)) = &self.body {
            // Where the description leaves it open, it has been said.
            let named = request.headers.entry(CONTENT_TYPE);
            named.or_insert(HeaderValue::from_static(media_type));
            request.body = body.clone();
        }
    }

    #[cfg(part = "fields-body")]
    fn fields_body(&self, request: &mut Request) {
        #[cfg(part = "body")]
        if self.body.is_some() {
            return;
        }
        #[cfg(part = "form")]
        if self.operation.content_type == FORM {
            request.headers.insert(CONTENT_TYPE, HeaderValue::from_static(FORM));
            #[cfg(part = "form-fields")]
            self.fields(request);
        }
        #[cfg(part = "multipart")]
        if self.operation.content_type == MULTIPART {
            self.parts(request);
        }
    }

    #[cfg(part = "form-fields")]
    fn fields(&self, request: &mut Request) {
        let mut text = String::with_capacity(self.values.len() * FIELD);
        for (param, value) in self.at(Location::Form) {
            encode::query(&mut text, param, value);
        }
        request.body = text.into();
    }

    #[cfg(part = "multipart")]
    fn parts(&self, request: &mut Request) {
        #[cfg(part = "part-fields")]
        let mut parts = Multipart::new();
        #[cfg(not(part = "part-fields"))]
        let parts = Multipart::new();
        #[cfg(part = "part-values")]
        self.at(Location::Part).for_each(|(param, value)| parts.value(param, value));
        #[cfg(part = "files")]
        for (param, files) in &self.files {
            files.iter().for_each(|file| parts.file(param, file));
        }
        // What it is made of is plain ASCII.
        if let Ok(media_type) = HeaderValue::from_str(&parts.media_type()) {
            request.headers.insert(CONTENT_TYPE, media_type);
        }
        set_parts(request, parts);
    }

    #[cfg(part = "located")]
    fn at(&self, place: Location) -> impl Iterator<Item = &(Param, Value)> {
        self.values.iter().filter(move |(param, _)| param.place == place)
    }

    #[cfg(part = "send")]
    /// Sends the call; what its answer says is read with `read`.
    pub(crate) fn send<T>(
        self: Box<Self>,
        read: fn(RawResponse) -> Result<T, Error>,
    ) -> ResponseFuture<T> {
        let client = self.client.clone();
        #[cfg(part = "multipart")]
        if self.operation.content_type == MULTIPART {
            // What divides the parts is drawn at random, and every attempt is to be the same.
            let request = self.request();
            return ResponseFuture::new(async { attempts::whole(client, request?).await }, read);
        }
        ResponseFuture::new(attempts::whole(client, self), read)
    }

    #[cfg(part = "pages")]
    /// Begins a list at another page than the first: what `Page::next` says.
    pub(crate) fn resume(&mut self, paging: &Paging, next: impl Into<String>) {
        let next = next.into();
        match paging.follow {
            #[cfg(part = "page-field")]
            Follow::Url => self.resumed = Some(next),
            #[cfg(part = "page-link")]
            Follow::Link => self.resumed = Some(next),
            #[cfg(part = "page-cursor")]
            Follow::Cursor(param) => self.put(param, next.into()),
            #[cfg(part = "page-number")]
            Follow::Page(param, _) => self.put_number(param, next),
            #[cfg(part = "page-offset")]
            Follow::Offset(param) => self.put_number(param, next),
        }
    }

    #[cfg(part = "page-count")]
    /// Sets a parameter that is a number. What is no number is for the server to refuse.
    fn put_number(&mut self, param: Param, text: String) {
        self.put(param, text.parse::<u64>().map_or_else(|_| text.into(), Value::from));
    }

    #[cfg(all(part = "page-url", part = "moved"))]
    /// The request for the page of a URL.
    pub(crate) fn follow(&self, last: &Request, url: &str) -> Result<Request, Error> {
        page::follow_moved(&self.client, self.operation.servers, last, url)
    }

    #[cfg(all(part = "page-url", not(part = "moved")))]
    /// The request for the page of a URL.
    pub(crate) fn follow(&self, last: &Request, url: &str) -> Result<Request, Error> {
        page::follow(last, url)
    }
}

impl Repeat for Call {
    fn request(&self) -> Result<Box<Request>, Error> {
        self.assemble().map_err(|error| error.of(self.operation.id))
    }

    fn attempt(&self) -> Attempt {
        Attempt { operation: self.operation.id, path: self.operation.path, before: 0 }
    }

    fn time_limit(&self) -> Duration {
        self.timeout.unwrap_or(self.client.0.timeout)
    }

    #[cfg(part = "redirects")]
    fn is_success(&self, status: StatusCode) -> bool {
        let code = status.as_u16();
        let is_documented = |redirect: &u16| *redirect == code || *redirect == code / 100;
        status.is_success() || self.operation.redirects.iter().any(is_documented)
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct(self.operation.id);
        #[cfg(part = "values")]
        for (param, value) in &self.values {
            out.field(param.name, &format_args!("{value}"));
        }
        #[cfg(part = "files")]
        for (param, parts) in &self.files {
            out.field(param.name, parts);
        }
        #[cfg(part = "body")]
        if let Some((media_type, body)) = &self.body {
            out.field(media_type, &format_args!("{} bytes", body.len()));
        }
        out.finish()
    }
}

#[cfg(part = "files")]
fn set_parts(request: &mut Request, parts: Multipart) {
    request.parts = Some(parts);
}

#[cfg(all(part = "multipart", not(part = "files")))]
fn set_parts(request: &mut Request, parts: Multipart) {
    request.body = parts.into_body().into();
}

#[cfg(part = "values")]
/// As many values as a kilobyte holds: a larger block takes longer to get.
const FEW: usize = 1024 / size_of::<(Param, Value)>();

#[cfg(part = "form-fields")]
/// About as many bytes as a field of a form takes, with its name.
const FIELD: usize = 32;

#[cfg(part = "form")]
const FORM: &str = "application/x-www-form-urlencoded";

#[cfg(part = "multipart")]
const MULTIPART: &str = "multipart/form-data";

#[cfg(part = "lost")]
const NO_WORD: &str = "cannot be written: it is not finite, or its year does not have four digits";

#[cfg(part = "lost")]
/// Whether a number or a date has become null on its way, since there is no word for it: null is not
/// sent, and nobody would notice. A value that is JSON already may be null.
fn is_lost<T: 'static>(value: &Value) -> bool {
    value.is_null() && TypeId::of::<T>() != TypeId::of::<Value>()
}

fn impossible(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::Configuration, "the request cannot be made").because(error)
}
