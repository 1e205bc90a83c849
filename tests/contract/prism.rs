//! Prism, the mock server that answers for a description and checks requests against it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{OnceLock, mpsc};
use std::time::Duration;

const VERSION: &str = "5.16.0";

/// Prism's program, brought once by npm into the target folder. `None`, and a line that says so,
/// where there is no npm or no network.
fn program() -> Option<&'static Path> {
    static PROGRAM: OnceLock<Option<PathBuf>> = OnceLock::new();
    let program = PROGRAM.get_or_init(|| {
        let program = install();
        if program.is_none() {
            test_support::skip("contract", "Prism is not installed, and npm cannot install it");
        }
        program
    });
    program.as_deref()
}

fn install() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("prism-{VERSION}"));
    let program = folder.join("node_modules/@stoplight/prism-cli/dist/index.js");
    if !program.is_file() {
        // Installed beside first, so that half of it is never taken for all.
        let fresh = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).ok()?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]);
        npm.arg("--prefix").arg(fresh.path()).arg(format!("@stoplight/prism-cli@{VERSION}"));
        if !npm.output().ok()?.status.success() {
            return None;
        }
        std::fs::rename(fresh.path(), &folder).ok()?;
    }
    Some(program)
}

/// A running Prism; it ends when it is dropped, so also where a test panics.
#[derive(Debug)]
pub(crate) struct Prism {
    child: Child,
    origin: String,
}

impl Prism {
    /// Starts it on a free port of the loopback interface; `None` where it is not to be had.
    pub(crate) fn start(document: &Path, more: &[&str]) -> Option<Self> {
        let mut node = Command::new("node");
        node.arg(program()?).args(["mock", "--errors", "--host", "127.0.0.1", "--port", "0"]);
        node.args(["--multiprocess", "false"]).args(more).arg(document);
        node.env("NO_COLOR", "1").stdin(Stdio::null()).stdout(Stdio::piped());
        let child = node.spawn().expect("what npm has installed can be started");
        // From here on it is ended whatever happens.
        let mut prism = Self { child, origin: String::new() };
        let said = prism.child.stdout.take().expect("it was piped");
        let (tell, told) = mpsc::channel();
        // Read to the end, or else Prism would wait for a reader at some point.
        std::thread::spawn(move || {
            for line in BufReader::new(said).lines().map_while(Result::ok) {
                let _ = tell.send(line);
            }
        });
        while prism.origin.is_empty() {
            let line = told.recv_timeout(Duration::from_secs(60));
            let line = line.expect("Prism says that it is listening");
            if let Some((_, origin)) = line.split_once("listening on ") {
                prism.origin = origin.trim().to_owned();
            }
        }
        Some(prism)
    }

    /// The origin, `http://127.0.0.1:…`.
    pub(crate) fn url(&self) -> &str {
        &self.origin
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
