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
    pub title: String,
    /// The version of what the document describes.
    pub version: String,
    /// Operations that are in the output: HTTP method and path, pointer.
    pub operations: Vec<(String, String)>,
    /// How many types are in the output.
    pub types: usize,
    /// Operations that are not: pointer and reason.
    pub skipped: Vec<(String, String)>,
    /// Places that became untyped JSON: pointer and reason.
    pub untyped: Vec<(String, String)>,
    /// Examples that contradict their schemas: pointer, the place in its file, reason.
    pub contradictions: Vec<(String, String, String)>,
    /// Stages and the time that each took.
    pub stages: Vec<(&'static str, Duration)>,
}

impl Report {
    /// Takes the counts of a lowered API.
    pub fn count(&mut self, api: &Api, coverage: Coverage) {
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
    pub fn take_contradictions(&mut self, problems: &[Diagnostic]) {
        let examples = problems.iter().filter(|problem| problem.topic == Topic::Example);
        let listed = examples.map(|problem| {
            let place = problem.place.as_deref().map(ToString::to_string).unwrap_or_default();
            (problem.pointer.clone().unwrap_or_default(), place, problem.message.clone())
        });
        self.contradictions = listed.collect();
    }

    /// The report as JSON: counts first, then every place with its reason.
    pub fn to_json(&self) -> Value {
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
