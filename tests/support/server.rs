//! A small HTTP/1.1 server on a free port of the loopback interface. It records every request as
//! it came and answers what a closure says; it ends when it is dropped.
//!
//! It knows only what clients under test send: one request at a time on a connection, bodies with
//! a `Content-Length`.

use serde_json::Value;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// A request as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The method, in capitals.
    pub method: String,
    /// The path and the query, as they were sent.
    pub target: String,
    /// The headers in the order sent, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Recorded {
    /// The first header of a name, which is given in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The path as it was sent, not decoded.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The query as it was sent, not decoded; empty where there is none.
    #[must_use]
    pub fn raw_query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The decoded pairs of the query.
    #[must_use]
    pub fn query(&self) -> Vec<(String, String)> {
        pairs(self.raw_query())
    }

    /// The decoded pairs of a form in the body.
    #[must_use]
    pub fn form(&self) -> Vec<(String, String)> {
        pairs(&self.text())
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Decodes the pairs of a query or a form.
#[must_use]
pub fn pairs(text: &str) -> Vec<(String, String)> {
    let parts = text.split('&').filter(|part| !part.is_empty());
    let pair = |part: &str| {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        (decode(key), decode(value))
    };
    parts.map(pair).collect()
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3);
        let hex = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (bytes[at], hex) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 2;
            }
            (b'+', _) => out.push(b' '),
            (byte, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// What the server does with a request.
#[derive(Clone, Debug)]
pub struct Reply(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Answer { status: u16, headers: Vec<(String, String)>, body: Vec<u8> },
    Raw(Vec<u8>),
    Pieces { media_type: String, pieces: Vec<Vec<u8>>, end: End },
    Reset,
    Hang,
}

/// How an answer that comes in pieces ends.
#[derive(Clone, Copy, Debug)]
enum End {
    Whole,
    Reset,
    Hang,
}

impl Reply {
    /// A status and a body, without headers but `Content-Length`.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        let (headers, body) = (Vec::new(), body.into());
        Self(Kind::Answer { status, headers, body })
    }

    /// A status without a body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self::new(status, "")
    }

    /// A JSON body.
    #[must_use]
    pub fn json(status: u16, value: &Value) -> Self {
        Self::new(status, value.to_string()).header("Content-Type", "application/json")
    }

    /// One more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        if let Kind::Answer { headers, .. } = &mut self.0 {
            headers.push((name.to_owned(), value.into()));
        }
        self
    }

    /// These bytes, after which the connection is closed.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self(Kind::Raw(bytes.into()))
    }

    /// A success whose body comes in these pieces, with a moment between them.
    pub fn pieces<P: Into<Vec<u8>>>(media_type: &str, pieces: impl IntoIterator<Item = P>) -> Self {
        let (media_type, end) = (media_type.to_owned(), End::Whole);
        let pieces = pieces.into_iter().map(Into::into).collect();
        Self(Kind::Pieces { media_type, pieces, end })
    }

    /// Behind the last piece the connection is closed, so that it is seen not to be the last.
    #[must_use]
    pub fn broken(mut self) -> Self {
        if let Kind::Pieces { end, .. } = &mut self.0 {
            *end = End::Reset;
        }
        self
    }

    /// Behind the last piece the connection stays open.
    #[must_use]
    pub fn silent(mut self) -> Self {
        if let Kind::Pieces { end, .. } = &mut self.0 {
            *end = End::Hang;
        }
        self
    }

    /// The connection is closed without an answer.
    #[must_use]
    pub fn reset() -> Self {
        Self(Kind::Reset)
    }

    /// The connection stays open without an answer.
    #[must_use]
    pub fn hang() -> Self {
        Self(Kind::Hang)
    }
}

type Script = Arc<dyn Fn(&Recorded, usize, &str) -> Reply + Send + Sync>;
type Log = Arc<Mutex<Vec<Recorded>>>;

/// The running server.
#[derive(Debug)]
pub struct Server {
    origin: String,
    log: Log,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Starts a server. The script is given the request, how many came before it, and the
    /// server's own origin, to put in the place of a vendor's host in the URLs of an answer.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn start(
        script: impl Fn(&Recorded, usize, &str) -> Reply + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let log = Log::default();
        let connection =
            Connection { origin: origin.clone(), log: log.clone(), script: Arc::new(script) };
        let accepting = tokio::spawn(accept(listener, connection));
        Ok(Self { origin, log, accepting })
    }

    /// Starts a server that always gives the same answer.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn always(reply: Reply) -> io::Result<Self> {
        Self::start(move |_, _, _| reply.clone()).await
    }

    /// The origin, `http://127.0.0.1:…`, without a closing slash.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.origin
    }

    /// The requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        lock(&self.log).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The connections are tasks of this task's set, and end with it.
        self.accepting.abort();
    }
}

fn lock(log: &Log) -> MutexGuard<'_, Vec<Recorded>> {
    log.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn accept(listener: TcpListener, connection: Connection) {
    let mut open = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let connection = connection.clone();
        open.spawn(async move { connection.serve(stream).await });
        while open.try_join_next().is_some() {}
    }
}

#[derive(Clone)]
struct Connection {
    origin: String,
    log: Log,
    script: Script,
}

impl Connection {
    /// Serves a connection until either side ends it.
    async fn serve(self, stream: TcpStream) -> io::Result<()> {
        let mut stream = BufReader::new(stream);
        while let Some(request) = receive(&mut stream).await? {
            let before = {
                let mut log = lock(&self.log);
                log.push(request.clone());
                log.len() - 1
            };
            match (self.script)(&request, before, &self.origin).0 {
                Kind::Answer { status, headers, body } => {
                    let bytes = answer(&request.method, status, &headers, &body);
                    stream.get_mut().write_all(&bytes).await?;
                }
                Kind::Raw(bytes) => {
                    stream.get_mut().write_all(&bytes).await?;
                    return stream.get_mut().shutdown().await;
                }
                Kind::Pieces { media_type, pieces, end } => {
                    send_pieces(stream.get_mut(), &media_type, &pieces).await?;
                    match end {
                        End::Whole => stream.get_mut().write_all(b"0\r\n\r\n").await?,
                        End::Reset => return Ok(()),
                        End::Hang => std::future::pending().await,
                    }
                }
                Kind::Reset => return Ok(()),
                Kind::Hang => std::future::pending().await,
            }
        }
        Ok(())
    }
}

async fn send_pieces(
    stream: &mut TcpStream,
    media_type: &str,
    pieces: &[Vec<u8>],
) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 200 \r\nContent-Type: {media_type}\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await?;
    for piece in pieces {
        let mut chunk = format!("{:x}\r\n", piece.len()).into_bytes();
        chunk.extend_from_slice(piece);
        chunk.extend_from_slice(b"\r\n");
        stream.write_all(&chunk).await?;
        stream.flush().await?;
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    Ok(())
}

/// Reads one request; `None` at the end of the connection.
async fn receive(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Recorded>> {
    let mut line = String::new();
    if stream.read_line(&mut line).await? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next(), words.next());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut request = Recorded {
        method: method.unwrap_or_default(),
        target: target.unwrap_or_default(),
        headers,
        body: Vec::new(),
    };
    let length = request.header("content-length");
    request.body = vec![0; length.and_then(|text| text.parse().ok()).unwrap_or(0)];
    stream.read_exact(&mut request.body).await?;
    Ok(Some(request))
}

fn answer(method: &str, status: u16, headers: &[(String, String)], body: &[u8]) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} \r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if status != 204 && status != 304 {
        text.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    let mut bytes = text.into_bytes();
    if method != "HEAD" {
        bytes.extend_from_slice(body);
    }
    bytes
}
