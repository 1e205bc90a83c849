//! What came of a run, as text: a table of the documents of which there is something to say, and a
//! line for every value.

use crate::cases::Tried;
use crate::compare::Verdict;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What came of a run.
#[derive(Default)]
pub struct Table {
    documents: usize,
    sum: Row,
    /// Documents of which there is something to say.
    rows: String,
    /// What examples show that have no type.
    untyped: BTreeMap<&'static str, usize>,
    /// What is wrong: documents that cannot be tried, and valid values that do not come back.
    faults: Vec<String>,
    lines: String,
}

/// What came of a document, in numbers.
#[derive(Clone, Copy, Default)]
struct Row {
    examples: usize,
    contradicting: usize,
    untyped: usize,
    values: usize,
    equal: usize,
    one_form: usize,
    /// Those that came back though they contradict their schemas.
    though: usize,
}

impl Row {
    fn columns(self) -> String {
        let Self { examples, contradicting, untyped, values, equal, one_form, though } = self;
        [examples, contradicting, untyped, values, equal, one_form, though]
            .map(|number| number.to_string())
            .join(" | ")
    }
}

impl Table {
    /// Adds a document, with what came of each of its cases.
    pub fn add(&mut self, tried: &Tried, verdicts: Vec<Verdict>) {
        let (examples, contradicting, untyped) =
            (tried.examples, tried.contradicting, tried.untyped.len());
        for (pointer, shows) in &tried.untyped {
            *self.untyped.entry(shows).or_default() += 1;
            let line = json!({ "document": tried.name, "example": pointer, "verdict": shows });
            let _ = writeln!(self.lines, "{line}");
        }
        let mut row = Row { examples, contradicting, untyped, ..Row::default() };
        for (case, verdict) in tried.cases.iter().zip(verdicts) {
            row.values += usize::from(!case.contradicts);
            let line = json!({
                "document": tried.name, "example": case.pointer, "schema": case.schema,
                "type": tried.types[case.ty], "contradicts": case.contradicts,
                "verdict": format!("{verdict:?}"), "value": case.value,
            });
            let _ = writeln!(self.lines, "{line}");
            match (case.contradicts, verdict) {
                (false, Verdict::Equal) => row.equal += 1,
                (false, Verdict::OneForm) => row.one_form += 1,
                (false, Verdict::Different(why) | Verdict::Unread(why)) => {
                    let (name, ty) = (&tried.name, &tried.types[case.ty]);
                    self.faults.push(format!("{name} #{}: {ty}: {why}", case.pointer));
                }
                (true, verdict) => row.though += usize::from(verdict == Verdict::Equal),
            }
        }
        let total = &mut self.sum;
        total.examples += row.examples;
        total.contradicting += row.contradicting;
        total.untyped += row.untyped;
        total.values += row.values;
        total.equal += row.equal;
        total.one_form += row.one_form;
        total.though += row.though;
        self.documents += 1;
        if row.contradicting > 0 || row.equal < row.values {
            let _ = writeln!(self.rows, "| {} | {} |", tried.name, row.columns());
        }
    }

    /// Adds a document that cannot be tried.
    pub fn fail(&mut self, name: &str, why: &str) {
        self.documents += 1;
        self.faults.push(format!("{name}: {why}"));
    }

    /// What is wrong.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// All of it in a sentence.
    pub fn sum(&self) -> String {
        let Row { examples, contradicting, untyped, values, equal, one_form, though } = self.sum;
        format!(
            "{} documents, {examples} examples: {contradicting} contradict their schemas, {untyped} have \
             no type; of {values} valid values {equal} came back equal, {one_form} as one of several \
             forms; so did {though} of those that contradict",
            self.documents
        )
    }

    /// The table.
    pub fn text(&self) -> String {
        let untyped = self.untyped.iter().map(|(shows, count)| format!("{count} of {shows}"));
        let untyped: Vec<String> = untyped.collect();
        let faults: String = self.faults.iter().map(|fault| format!("* {fault}\n")).collect();
        format!(
            "{}.\n\nWithout a type: {}.\n\n\
             | document | examples | contradict | no type | valid values | equal | one form | equal though they contradict |\n\
             |---|---|---|---|---|---|---|---|\n\
             {}| all {} | {} |\n{}{faults}",
            self.sum(),
            untyped.join("; "),
            self.rows,
            self.documents,
            self.sum.columns(),
            if faults.is_empty() { "" } else { "\nWhat is wrong:\n\n" },
        )
    }

    /// A line of JSON for every value.
    pub fn lines(&self) -> &str {
        &self.lines
    }
}
