//! Tries inputs, and makes the one that goes wrong smaller.

use super::random::Random;
use super::{checks, minimise};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// An input: a tree where it is one, so that it can be made smaller as such.
#[derive(Clone)]
pub enum Form {
    Bytes(Vec<u8>),
    Json(Value),
    Yaml(Value),
}

#[derive(Clone)]
pub struct Input {
    pub form: Form,
    /// The pointer of what something has to be said of.
    pub wrong: Option<String>,
}

impl Input {
    pub fn bytes(bytes: Vec<u8>) -> Self {
        Self { form: Form::Bytes(bytes), wrong: None }
    }

    /// A tree, as JSON or as YAML.
    pub fn tree(random: &mut Random, value: Value) -> Self {
        let form = if random.percent(70) { Form::Json(value) } else { Form::Yaml(value) };
        Self { form, wrong: None }
    }

    /// Whether the node that a diagnostic has to name still exists.
    fn has_wrong_node(&self) -> bool {
        let Some(pointer) = &self.wrong else { return true };
        match &self.form {
            Form::Bytes(_) => true,
            Form::Json(value) | Form::Yaml(value) => value.pointer(pointer).is_some(),
        }
    }

    fn text(&self) -> Vec<u8> {
        match &self.form {
            Form::Bytes(bytes) => bytes.clone(),
            Form::Json(value) => value.to_string().into_bytes(),
            Form::Yaml(value) => serde_yaml::to_string(value).unwrap_or_default().into_bytes(),
        }
    }

    /// The smallest like this that `fails` too.
    fn smallest(&self, fails: impl Fn(&Self) -> bool) -> Self {
        let with = |form: Form| Self { form, wrong: self.wrong.clone() };
        with(match &self.form {
            Form::Bytes(text) => {
                Form::Bytes(minimise::bytes(text, |text| fails(&with(Form::Bytes(text.to_vec())))))
            }
            Form::Json(value) => {
                Form::Json(minimise::tree(value, |value| fails(&with(Form::Json(value.clone())))))
            }
            Form::Yaml(value) => {
                Form::Yaml(minimise::tree(value, |value| fails(&with(Form::Yaml(value.clone())))))
            }
        })
    }
}

/// A number of the environment.
pub fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Tries inputs until there have been `cases`, or for as long as the environment says.
pub fn try_all(kind: &str, cases: u64, make: impl Fn(&mut Random) -> Input) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz").join(kind);
    std::fs::create_dir_all(&folder).expect("a folder in the target folder");
    let seconds = number("SPECWRIGHT_FUZZ_SECONDS").map(Duration::from_secs);
    let now = std::time::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_nanos() as u64);
    let seed = number("SPECWRIGHT_FUZZ_SEED");
    let seed = seed.unwrap_or(if seconds.is_some() { now } else { 0 });
    let cases = number("SPECWRIGHT_FUZZ_CASES").unwrap_or(cases);
    let start = Instant::now();
    let mut tried = 0;
    let go_on = |tried| seconds.map_or(tried < cases, |limit| start.elapsed() < limit);
    while go_on(tried) {
        let seed = seed.wrapping_add(tried);
        let input = make(&mut Random::new(seed));
        if let Err(why) = try_one(&folder, &input, tried % 4 == 0) {
            let (small, why) = smaller(&folder, &input, why);
            panic!(
                "{why}\n\nafter {tried} inputs; the smallest is {}\n\
                 again: SPECWRIGHT_FUZZ_SEED={seed} SPECWRIGHT_FUZZ_CASES=1 \
                 cargo test -p specwright --test fuzz {kind}",
                small.display()
            );
        }
        tried += 1;
    }
    println!("{kind}: {tried} inputs from seed {seed}, in {:.1?}", start.elapsed());
}

/// What is wrong with what comes of an input. It is on disk by then, should the process be gone.
fn try_one(folder: &Path, input: &Input, twice: bool) -> Result<(), String> {
    /// No input here is larger than some hundred kilobytes.
    const LONGEST: Duration = Duration::from_secs(30);
    let spec = folder.join("spec");
    std::fs::write(&spec, input.text()).map_err(|error| error.to_string())?;
    let start = Instant::now();
    let check = || checks::ends_well(&spec, input.wrong.as_deref(), twice);
    let checked = catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Err(format!("a panic: {}", text.unwrap_or_default()))
    });
    match start.elapsed() > LONGEST {
        true => Err(format!("it took {:.1?}", start.elapsed())),
        false => checked,
    }
}

/// The words of a failure without pointers, names and numbers. A smaller input has to fail in the
/// same category, or it shows another fault.
fn category(why: &str) -> String {
    let line = why.lines().next().unwrap_or_default();
    let is_plain = |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, ',' | ':'));
    line.split_whitespace().filter(is_plain).collect::<Vec<_>>().join(" ")
}

/// The smallest input like this one, in a file, and what is wrong with it.
fn smaller(folder: &Path, input: &Input, why: String) -> (PathBuf, String) {
    let trial = folder.join("smaller");
    std::fs::create_dir_all(&trial).expect("a folder in the target folder");
    let first = category(&why);
    let small = input.smallest(|input| {
        input.has_wrong_node()
            && try_one(&trial, input, true).is_err_and(|why| category(&why) == first)
    });
    let why = try_one(&trial, &small, true).err().unwrap_or(why);
    let path = folder.join("failed");
    std::fs::write(&path, small.text()).expect("a file in the target folder");
    (path, why)
}
