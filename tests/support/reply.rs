//! What the test server does with a request.

use serde_json::Value;
use std::time::Duration;

/// What the server does with a request.
#[derive(Clone, Debug)]
pub struct Reply(Kind);

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Answer { status: u16, headers: Vec<(String, String)>, body: Vec<u8> },
    Steps(Vec<Step>),
}

/// A piece of an answer that is written by hand.
#[derive(Clone, Debug)]
pub enum Step {
    /// These bytes.
    Send(Vec<u8>),
    /// These bytes one by one, with a pause behind each.
    Drip(Vec<u8>, Duration),
    /// These bytes again and again, for as long as the client takes them.
    Forever(Vec<u8>),
    /// Nothing for this time, or until the client ends the connection.
    Wait(Duration),
    /// The connection is reset.
    Reset,
    /// The connection stays as it is, for the next request.
    Next,
}

impl Step {
    /// These bytes.
    pub fn send(bytes: impl Into<Vec<u8>>) -> Self {
        Self::Send(bytes.into())
    }

    /// Nothing, until the client ends the connection.
    #[must_use]
    pub fn hang() -> Self {
        Self::Wait(Duration::MAX)
    }
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

    /// One step after the other; then the connection is closed, unless the last is [`Step::Next`].
    pub fn steps(steps: impl IntoIterator<Item = Step>) -> Self {
        Self(Kind::Steps(steps.into_iter().collect()))
    }

    /// These bytes, after which the connection is closed.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self::steps([Step::send(bytes)])
    }

    /// A success whose body comes in these pieces, with a moment between them.
    pub fn pieces<P: Into<Vec<u8>>>(media_type: &str, pieces: impl IntoIterator<Item = P>) -> Self {
        let head = format!("HTTP/1.1 200 \r\nContent-Type: {media_type}\r\n");
        let mut steps = vec![Step::send(head + "Transfer-Encoding: chunked\r\n\r\n")];
        for piece in pieces {
            let piece = piece.into();
            let length = format!("{:x}\r\n", piece.len()).into_bytes();
            steps.push(Step::Send([length, piece, b"\r\n".to_vec()].concat()));
            steps.push(Step::Wait(Duration::from_millis(2)));
        }
        steps.extend([Step::send("0\r\n\r\n"), Step::Next]);
        Self::steps(steps)
    }

    /// Behind the last piece the connection is closed, so that it is seen not to be the last.
    #[must_use]
    pub fn broken(self) -> Self {
        self.ending([])
    }

    /// Behind the last piece the connection stays open.
    #[must_use]
    pub fn silent(self) -> Self {
        self.ending([Step::hang()])
    }

    /// Pieces with another end.
    fn ending(mut self, steps: impl IntoIterator<Item = Step>) -> Self {
        if let Kind::Steps(all) = &mut self.0 {
            all.truncate(all.len().saturating_sub(2));
            all.extend(steps);
        }
        self
    }

    /// The connection is closed without an answer.
    #[must_use]
    pub fn close() -> Self {
        Self::steps([])
    }

    /// The connection is reset without an answer.
    #[must_use]
    pub fn reset() -> Self {
        Self::steps([Step::Reset])
    }

    /// The connection stays open without an answer.
    #[must_use]
    pub fn hang() -> Self {
        Self::steps([Step::hang()])
    }

    pub(crate) fn kind(&self) -> &Kind {
        &self.0
    }
}
