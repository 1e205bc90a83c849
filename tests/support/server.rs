//! A small HTTP/1.1 server on a free port of the loopback interface. It records every request as
//! it came and answers what a closure says, well or badly; it ends when it is dropped.
//!
//! It knows only what clients under test send: one request at a time on a connection, bodies with
//! a `Content-Length`.

pub use crate::reply::{Reply, Step};

use crate::reply::Kind;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

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

type Script = Arc<dyn Fn(&Recorded, usize, &str) -> Reply + Send + Sync>;

/// What the connections of a server have in common.
#[derive(Debug, Default)]
struct Shared {
    log: Mutex<Vec<Recorded>>,
    accepted: AtomicUsize,
    open: AtomicUsize,
    /// Bytes that came while no request was expected.
    stray: AtomicUsize,
}

impl Shared {
    fn log(&self) -> MutexGuard<'_, Vec<Recorded>> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The running server.
#[derive(Debug)]
pub struct Server {
    origin: String,
    shared: Arc<Shared>,
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
        Self::listen(Arc::new(script), None).await
    }

    /// Starts a server that speaks TLS; its origin is `https://127.0.0.1:…`.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn start_tls(
        tls: TlsAcceptor,
        script: impl Fn(&Recorded, usize, &str) -> Reply + Send + Sync + 'static,
    ) -> io::Result<Self> {
        Self::listen(Arc::new(script), Some(tls)).await
    }

    /// Starts a server that always gives the same answer.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn always(reply: Reply) -> io::Result<Self> {
        Self::start(move |_, _, _| reply.clone()).await
    }

    async fn listen(script: Script, tls: Option<TlsAcceptor>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        let origin = format!("{scheme}://{}", listener.local_addr()?);
        let shared = Arc::<Shared>::default();
        let connection = Connection { origin: origin.clone(), shared: shared.clone(), script };
        let accepting = tokio::spawn(accept(listener, connection, tls));
        Ok(Self { origin, shared, accepting })
    }

    /// The origin, `http://127.0.0.1:…`, without a closing slash.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.origin
    }

    /// The requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.shared.log().clone()
    }

    /// How many requests there were.
    #[must_use]
    pub fn count(&self) -> usize {
        self.shared.log().len()
    }

    /// How many connections there were.
    #[must_use]
    pub fn accepted(&self) -> usize {
        self.shared.accepted.load(Ordering::SeqCst)
    }

    /// How many connections are open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.shared.open.load(Ordering::SeqCst)
    }

    /// How many bytes came on connections that were busy with an answer.
    #[must_use]
    pub fn stray(&self) -> usize {
        self.shared.stray.load(Ordering::SeqCst)
    }

    /// Waits until no more than so many connections are open; whether that came to pass.
    pub async fn settles(&self, most: usize) -> bool {
        for _ in 0..1000 {
            if self.open() <= most {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        false
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The connections are tasks of this task's set, and end with it.
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, connection: Connection, tls: Option<TlsAcceptor>) {
    let mut open = JoinSet::new();
    loop {
        // There may be too many files open for another connection, for now.
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let (connection, tls) = (connection.clone(), tls.clone());
        let counted = Counted::new(connection.shared.clone());
        open.spawn(async move {
            let ended = match tls {
                None => connection.serve(stream).await,
                Some(tls) => match tls.accept(stream).await {
                    Ok(stream) => connection.serve(stream).await,
                    Err(error) => Err(error),
                },
            };
            drop(counted);
            ended
        });
        while open.try_join_next().is_some() {}
    }
}

/// An open connection.
struct Counted(Arc<Shared>);

impl Counted {
    fn new(shared: Arc<Shared>) -> Self {
        shared.accepted.fetch_add(1, Ordering::SeqCst);
        shared.open.fetch_add(1, Ordering::SeqCst);
        Self(shared)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A connection, encrypted or not.
trait Socket: AsyncRead + AsyncWrite + Send + Unpin {
    fn tcp(&self) -> &TcpStream;
}

impl Socket for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

impl Socket for TlsStream<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}

#[derive(Clone)]
struct Connection {
    origin: String,
    shared: Arc<Shared>,
    script: Script,
}

impl Connection {
    /// Serves a connection until either side ends it.
    async fn serve(self, stream: impl Socket) -> io::Result<()> {
        let mut stream = BufReader::new(stream);
        while let Some(request) = receive(&mut stream).await? {
            let before = {
                let mut log = self.shared.log();
                log.push(request.clone());
                log.len() - 1
            };
            match (self.script)(&request, before, &self.origin).kind() {
                Kind::Answer { status, headers, body } => {
                    let bytes = answer(&request.method, *status, headers, body);
                    stream.get_mut().write_all(&bytes).await?;
                }
                Kind::Steps(steps) => {
                    for step in steps {
                        self.take(step, &mut stream).await?;
                    }
                    if !matches!(steps.last(), Some(Step::Next)) {
                        return stream.get_mut().shutdown().await;
                    }
                }
            }
        }
        Ok(())
    }

    async fn take(&self, step: &Step, stream: &mut BufReader<impl Socket>) -> io::Result<()> {
        match step {
            Step::Send(bytes) => stream.get_mut().write_all(bytes).await,
            Step::Drip(bytes, pause) => {
                for byte in bytes {
                    stream.get_mut().write_all(&[*byte]).await?;
                    self.wait(*pause, stream).await?;
                }
                Ok(())
            }
            Step::Forever(bytes) => loop {
                stream.get_mut().write_all(bytes).await?;
            },
            Step::Wait(time) => self.wait(*time, stream).await,
            Step::Next => Ok(()),
            Step::Reset => {
                // What is closed now is not said goodbye to: the client sees RST.
                stream.get_ref().tcp().set_zero_linger()?;
                Err(io::ErrorKind::ConnectionReset.into())
            }
        }
    }

    /// Waits, or until the client ends the connection.
    async fn wait(&self, time: Duration, stream: &mut BufReader<impl Socket>) -> io::Result<()> {
        let read = async {
            loop {
                let came = stream.fill_buf().await?.len();
                if came == 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                self.shared.stray.fetch_add(came, Ordering::SeqCst);
                stream.consume(came);
            }
        };
        tokio::time::timeout(time, read).await.unwrap_or(Ok(()))
    }
}

/// Reads one request; `None` at the end of the connection.
async fn receive(stream: &mut BufReader<impl Socket>) -> io::Result<Option<Recorded>> {
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
