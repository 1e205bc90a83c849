//! A call under construction: what every builder collects its values in.

use super::attempt::Attempt;
use super::attempts;
use super::client::Client;
use super::description::{Follow, Location, Operation, Paging, Param};
use super::encode;
use super::error::Error;
use super::error_kind::ErrorKind;
use super::multipart::{Multipart, Part};
use super::page;
use super::request::{Repeat, Request};
use super::response::RawResponse;
use super::response_future::ResponseFuture;
use super::secrets::Secrets;
use super::text::json_bytes;
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderName, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use serde::Serialize;
use serde_json::Value;
use std::any::TypeId;
use std::fmt;
use std::time::Duration;
use url::Url;

/// The values given so far. What is wrong with one is kept until the request is built.
#[derive(Clone)]
pub(crate) struct Call {
    client: Client,
    operation: &'static Operation,
    values: Vec<(Param, Value)>,
    body: Option<(&'static str, Bytes)>,
    files: Vec<(Param, Vec<Part>)>,
    timeout: Option<Duration>,
    /// The URL of the page that a list goes on with.
    resumed: Option<String>,
    /// Of a parameter, or of the body.
    problems: Vec<(Option<Param>, String)>,
}

impl Call {
    /// A call with nothing in it yet; in a box, since every setter of a builder moves it.
    pub(crate) fn new(client: &Client, operation: &'static Operation) -> Box<Self> {
        Box::new(Self {
            client: client.clone(),
            operation,
            values: Vec::new(),
            body: None,
            files: Vec::new(),
            timeout: None,
            resumed: None,
            problems: Vec::new(),
        })
    }

    /// Sets a parameter; the last value given counts.
    pub(crate) fn set<T: Into<Value> + 'static>(&mut self, param: Param, value: impl Into<T>) {
        let value = value.into().into();
        if is_lost::<T>(&value) {
            return self.refuse(Some(param), NO_WORD);
        }
        self.put(param, value);
    }

    /// Sets a parameter that is an integer, from one of any type.
    pub(crate) fn integer<T: Into<Value>>(&mut self, param: Param, value: impl TryInto<T>) {
        match value.try_into() {
            Ok(value) => self.put(param, value.into()),
            Err(_) => self.refuse(Some(param), "is out of the range of such numbers"),
        }
    }

    /// Sets a parameter that is an array.
    pub(crate) fn set_list<T: Into<Value> + 'static>(
        &mut self,
        param: Param,
        items: impl IntoIterator<Item = impl Into<T>>,
    ) {
        let items: Vec<Value> = items.into_iter().map(|item| item.into().into()).collect();
        if items.iter().any(is_lost::<T>) {
            return self.refuse(Some(param), NO_WORD);
        }
        self.put(param, items.into());
    }

    /// Sets a parameter of a type that is only known to serialise.
    pub(crate) fn encode<T: Serialize>(&mut self, param: Param, value: impl Into<T>) {
        match serde_json::to_value(value.into()) {
            Ok(value) => self.put(param, value),
            Err(error) => self.refuse(Some(param), error),
        }
    }

    /// Sets a parameter that is an array of such a type.
    pub(crate) fn encode_list<T: Serialize>(
        &mut self,
        param: Param,
        items: impl IntoIterator<Item = impl Into<T>>,
    ) {
        self.encode::<Vec<T>>(param, items.into_iter().map(Into::into).collect::<Vec<T>>());
    }

    /// Sets a JSON body.
    pub(crate) fn json<T: Serialize>(&mut self, media_type: &'static str, value: &T) {
        match json_bytes(value) {
            Ok(text) => self.bytes(media_type, text),
            Err(error) => self.refuse(None, error),
        }
    }

    /// Sets a file in a body of several parts.
    pub(crate) fn file(&mut self, param: Param, part: impl Into<Part>) {
        self.files(param, [part]);
    }

    /// Sets several files under one name.
    pub(crate) fn files(&mut self, param: Param, parts: impl IntoIterator<Item = impl Into<Part>>) {
        self.files.retain(|(other, _)| other.name != param.name);
        self.files.push((param, parts.into_iter().map(Into::into).collect()));
    }

    /// Sets a body of bytes.
    pub(crate) fn bytes(&mut self, media_type: &'static str, body: impl Into<Bytes>) {
        self.problems.retain(|(param, _)| param.is_some());
        self.body = Some((media_type, body.into()));
    }

    /// The time that the exchange may take, instead of the client's.
    pub(crate) fn timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// What a parameter has been set to.
    pub(crate) fn value(&self, param: &Param) -> Option<&Value> {
        self.values.iter().find(|(other, _)| other.is(param)).map(|(_, value)| value)
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    pub(crate) fn put(&mut self, param: Param, value: Value) {
        self.problems.retain(|(other, _)| other.is_none_or(|other| !other.is(&param)));
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

    fn refuse(&mut self, param: Option<Param>, why: impl fmt::Display) {
        self.problems.push((param, why.to_string()));
    }

    /// The request, without sending it.
    pub(crate) fn build(&self) -> Result<Request, Error> {
        self.request().map(|request| *request)
    }

    fn assemble(&self) -> Result<Box<Request>, Error> {
        if let Some((param, why)) = self.problems.first() {
            return Err(Error::argument(param.map_or("body", |param| param.name), why));
        }
        for (param, value) in &self.values {
            param.check(value).map_err(|why| Error::argument(param.name, why))?;
        }
        let mut request = Box::new(Request {
            operation: self.operation.id,
            path: self.operation.path,
            method: Method::from_bytes(self.operation.method.as_bytes()).map_err(impossible)?,
            url: self.url()?,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            parts: None,
            timeout: self.time_limit(),
            secret_query: Vec::new(),
            secrets: Secrets::default(),
            deferred: Vec::new(),
        });
        self.headers(&mut request.headers)?;
        self.body(&mut request);
        self.authorize(&mut request)?;
        match &self.resumed {
            Some(url) => {
                page::follow(&self.client, self.operation.servers, &request, url).map(Box::new)
            }
            None => Ok(request),
        }
    }

    fn url(&self) -> Result<Url, Error> {
        let mut url = self.client.0.base(self.operation.servers)?;
        let path = self.path(url.path().trim_end_matches('/'))?;
        let (path, fixed) = self.without_query(&path);
        url.set_path(path);
        let mut query = url.query().unwrap_or_default().to_owned();
        if !query.is_empty() && !fixed.is_empty() {
            query.push('&');
        }
        query.push_str(fixed);
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

    /// The path with its parameters put in.
    fn path(&self, base: &str) -> Result<String, Error> {
        let template = self.operation.path;
        // Most values are about as long as their names, or an id.
        let mut path = String::with_capacity(base.len() + template.len() + 48);
        path.push_str(base);
        // Most segments are as they stand; the first that has a slot begins behind a slash.
        let Some(slot) = template.find('{') else {
            path.push_str(template);
            return Ok(path);
        };
        let start = template[..slot].rfind('/').map_or(0, |slash| slash + 1);
        path.push_str(&template[..start]);
        for (index, segment) in template[start..].split('/').enumerate() {
            if index > 0 {
                path.push('/');
            }
            self.segment(&mut path, segment)?;
        }
        Ok(path)
    }

    /// Appends a segment of the path. One that ends up as `.` or `..`, and a value that ends up
    /// empty, would name another resource, so they are refused.
    fn segment(&self, path: &mut String, template: &str) -> Result<(), Error> {
        let start = path.len();
        let mut last = None;
        let mut rest = template;
        while let Some((before, behind)) = rest.split_once('{') {
            path.push_str(before);
            let slot = behind.split_once('}').and_then(|(name, behind)| {
                let mut values = self.at(Location::Path);
                Some((values.find(|(param, _)| param.name == name)?, behind))
            });
            let Some(((param, value), behind)) = slot else {
                path.push('{');
                rest = behind;
                continue;
            };
            let from = path.len();
            encode::path(path, param, value);
            if path.len() == from {
                return Err(elsewhere(param, ""));
            }
            (last, rest) = (Some((param, from..path.len())), behind);
        }
        path.push_str(rest);
        match last {
            Some((param, value)) if matches!(&path[start..], "." | "..") => {
                Err(elsewhere(param, &path[value]))
            }
            _ => Ok(()),
        }
    }

    fn headers(&self, headers: &mut HeaderMap) -> Result<(), Error> {
        if !self.operation.accept.is_empty() {
            headers.insert(ACCEPT, HeaderValue::from_static(self.operation.accept));
        }
        headers.insert(USER_AGENT, self.client.0.agent.clone());
        for (param, value) in self.at(Location::Header) {
            let Some(text) = encode::header(param, value) else {
                continue;
            };
            let name = HeaderName::from_bytes(param.name.as_bytes()).map_err(impossible)?;
            let value = HeaderValue::from_str(&text);
            let value = value.map_err(|_| Error::argument(param.name, "cannot be in a header"))?;
            headers.insert(name, value);
        }
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

    fn body(&self, request: &mut Request) {
        let form = "application/x-www-form-urlencoded";
        if let Some((media_type, body)) = &self.body {
            // Where the description leaves it open, it has been said.
            let named = request.headers.entry(CONTENT_TYPE);
            named.or_insert(HeaderValue::from_static(media_type));
            request.body = body.clone();
        } else if self.operation.content_type == form {
            let mut text = String::with_capacity(self.values.len() * FIELD);
            for (param, value) in self.at(Location::Form) {
                encode::query(&mut text, param, value);
            }
            request.headers.insert(CONTENT_TYPE, HeaderValue::from_static(form));
            request.body = text.into();
        } else if self.operation.content_type == MULTIPART {
            let mut parts = Multipart::new();
            self.at(Location::Part).for_each(|(param, value)| parts.value(param, value));
            for (param, files) in &self.files {
                files.iter().for_each(|file| parts.file(param, file));
            }
            // What it is made of is plain ASCII.
            if let Ok(media_type) = HeaderValue::from_str(&parts.media_type()) {
                request.headers.insert(CONTENT_TYPE, media_type);
            }
            request.parts = Some(parts);
        }
    }

    /// Attaches the credentials of the first alternative that the client has them for. One that
    /// needs none comes last: who gave credentials wants them used.
    fn authorize(&self, request: &mut Request) -> Result<(), Error> {
        let client = &*self.client.0;
        let alternatives = self.operation.security;
        let usable = |scheme: &usize| {
            let credential = client.credential(*scheme);
            credential.is_some_and(|credential| !credential.is_blank())
        };
        let full = |schemes: &&&[usize]| !schemes.is_empty() && schemes.iter().all(usable);
        let Some(chosen) = alternatives.iter().find(full) else {
            let none = alternatives.is_empty() || alternatives.iter().any(|it| it.is_empty());
            return if none { Ok(()) } else { Err(self.no_credentials()) };
        };
        for scheme in *chosen {
            match client.credential(*scheme) {
                None => {}
                Some(credential) => match credential.as_known() {
                    Some(known) => client.attach(known, *scheme, request)?,
                    None => request.deferred.push(*scheme),
                },
            }
        }
        Ok(())
    }

    fn no_credentials(&self) -> Error {
        let schemes = self.client.0.service.schemes;
        let names = |indexes: &&[usize]| {
            let names = indexes.iter().map(|index| format!("`{}`", schemes[*index].name));
            names.collect::<Vec<_>>().join(" with ")
        };
        let names: Vec<String> = self.operation.security.iter().map(names).collect();
        let text = format!("needs credentials: {}", names.join(", or "));
        Error::new(ErrorKind::Credentials, text)
    }

    fn at(&self, place: Location) -> impl Iterator<Item = &(Param, Value)> {
        self.values.iter().filter(move |(param, _)| param.place == place)
    }

    /// Sends the call; what its answer says is read with `read`.
    pub(crate) fn send<T>(
        self: Box<Self>,
        read: fn(RawResponse) -> Result<T, Error>,
    ) -> ResponseFuture<T> {
        let client = self.client.clone();
        if self.operation.content_type != MULTIPART {
            return ResponseFuture::new(attempts::whole(client, self), read);
        }
        // What divides the parts is drawn at random, and every attempt is to be the same.
        let request = self.request();
        ResponseFuture::new(async { attempts::whole(client, request?).await }, read)
    }

    /// Begins a list at another page than the first: what `Page::next` says.
    pub(crate) fn resume(&mut self, paging: &Paging, next: impl Into<String>) {
        let next = next.into();
        match paging.follow {
            Follow::Url | Follow::Link => self.resumed = Some(next),
            Follow::Cursor(param) => self.put(param, next.into()),
            // What is no number is for the server to refuse.
            Follow::Page(param, _) | Follow::Offset(param) => {
                self.put(param, next.parse::<u64>().map_or_else(|_| next.into(), Value::from));
            }
        }
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

    fn is_success(&self, status: StatusCode) -> bool {
        let code = status.as_u16();
        let is_documented = |redirect: &u16| *redirect == code || *redirect == code / 100;
        status.is_success() || self.operation.redirects.iter().any(is_documented)
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct(self.operation.id);
        for (param, value) in &self.values {
            out.field(param.name, &format_args!("{value}"));
        }
        for (param, parts) in &self.files {
            out.field(param.name, parts);
        }
        if let Some((media_type, body)) = &self.body {
            out.field(media_type, &format_args!("{} bytes", body.len()));
        }
        out.finish()
    }
}

/// As many values as a kilobyte holds: a larger block takes longer to get.
const FEW: usize = 1024 / size_of::<(Param, Value)>();

/// About as many bytes as a field of a form takes, with its name.
const FIELD: usize = 32;

const MULTIPART: &str = "multipart/form-data";
const NO_WORD: &str = "cannot be written: it is not finite, or its year does not have four digits";

/// Whether a number or a date has become null on its way, since there is no word for it: null is not
/// sent, and nobody would notice. A value that is JSON already may be null.
fn is_lost<T: 'static>(value: &Value) -> bool {
    value.is_null() && TypeId::of::<T>() != TypeId::of::<Value>()
}

fn elsewhere(param: &Param, text: &str) -> Error {
    let why = format!("must not be {text:?}: it would address another resource");
    Error::argument(param.name, why)
}

fn impossible(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::Configuration, "the request cannot be made").because(error)
}
