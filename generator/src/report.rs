//! What a run generated, what it did not, and how long each stage took.

use crate::diagnostic::{Diagnostic, Topic};
use crate::ir::Api;
use crate::lower::Coverage;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// The account of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// The document's title.
    pub(crate) title: String,
    /// The version of what the document describes.
    pub(crate) version: String,
    /// Operations that are in the output: HTTP method and path, pointer.
    pub(crate) operations: Vec<(String, String)>,
    /// How many types are in the output.
    pub(crate) types: usize,
    /// Operations that are not: pointer and reason.
    pub(crate) skipped: Vec<(String, String)>,
    /// Places that became untyped JSON: pointer and reason.
    pub(crate) untyped: Vec<(String, String)>,
    /// Examples that contradict their schemas: pointer, the place in its file, reason.
    pub(crate) contradictions: Vec<(String, String, String)>,
    /// Stages and the time that each took.
    pub(crate) stages: Vec<(&'static str, Duration)>,
}

impl Report {
    /// The title of the document.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The version of the API.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The operations that are generated: HTTP method and path, and JSON pointer.
    pub fn operations(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        pairs(&self.operations)
    }

    /// The number of generated types.
    pub fn types(&self) -> usize {
        self.types
    }

    /// The operations that are not generated: JSON pointer and reason.
    pub fn skipped(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        pairs(&self.skipped)
    }

    /// The values that are untyped JSON: JSON pointer and reason.
    pub fn untyped(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        pairs(&self.untyped)
    }

    /// Takes the counts of a lowered API.
    pub(crate) fn count(&mut self, api: &Api, coverage: Coverage) {
        let operations = api.operations();
        let named = |operation: &crate::ir::Operation| {
            (format!("{} {}", operation.http_method, operation.path), operation.origin.clone())
        };
        // An operation of several methods counts once.
        self.operations =
            operations.filter(|operation| !operation.is_additional).map(named).collect();
        self.title.clone_from(&api.title);
        self.version.clone_from(&api.version);
        let models = api.model_files.iter().map(|group| group.types.len());
        let others = api.resources.iter().map(|group| group.types.len());
        self.types = models.chain(others).sum();
        self.skipped = coverage.skipped;
        self.untyped = coverage.untyped;
        self.untyped.sort();
        self.untyped.dedup();
    }

    /// Takes the warnings of examples, once they are located.
    pub(crate) fn take_contradictions(&mut self, problems: &[Diagnostic]) {
        let examples = problems.iter().filter(|problem| problem.topic == Topic::Example);
        let listed = examples.map(|problem| {
            let place = problem.place.as_deref().map(ToString::to_string).unwrap_or_default();
            (problem.pointer.clone().unwrap_or_default(), place, problem.message.clone())
        });
        self.contradictions = listed.collect();
    }

    /// The report as JSON: counts first, then every place with its reason.
    pub fn to_json(&self) -> String {
        format!("{:#}\n", self.json())
    }

    fn json(&self) -> Value {
        let places = |places: &[(String, String)]| -> Vec<Value> {
            let place = |(pointer, reason): &(String, String)| json!({ "pointer": format!("#{pointer}"), "reason": reason });
            places.iter().map(place).collect()
        };
        let contradiction = |(pointer, place, reason): &(String, String, String)| json!({ "pointer": format!("#{pointer}"), "place": place, "reason": reason });
        let contradictions: Vec<Value> = self.contradictions.iter().map(contradiction).collect();
        json!({
            "operations": { "emitted": self.operations.len(), "left_out": self.skipped.len() },
            "types": self.types,
            "untyped": self.untyped.len(),
            "contradictions": contradictions.len(),
            "left_out_operations": places(&self.skipped),
            "untyped_places": places(&self.untyped),
            "contradicting_examples": contradictions,
        })
    }
}

fn pairs(list: &[(String, String)]) -> impl ExactSizeIterator<Item = (&str, &str)> {
    list.iter().map(|(one, other)| (one.as_str(), other.as_str()))
}

/// Measures stages one after another.
pub(crate) struct Clock(Instant);

impl Clock {
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since the last lap.
    pub(crate) fn lap(&mut self) -> Duration {
        let now = Instant::now();
        now.duration_since(std::mem::replace(&mut self.0, now))
    }
}
