//! Large and deep documents end: in a crate or in a diagnostic, in bounded time and memory, and
//! without a stack overflow.
//!
//! Every run takes small ones; `SPECWRIGHT_LARGE=1 cargo test --release -p specwright --test large
//! -- --nocapture` takes 50 MB and 100,000 of everything, and prints what each took.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Whether everything is as large as it gets.
fn in_full() -> bool {
    std::env::var_os("SPECWRIGHT_LARGE").is_some()
}

/// How many of everything.
fn many() -> usize {
    if in_full() { 100_000 } else { 300 }
}

/// Runs the command on a document, in as much memory as is fair: it ends by itself, and says how.
/// The memory that it took, in megabytes; 0 where the system does not tell.
fn ends(name: &str, text: &str) -> u64 {
    // What a large crate in memory takes (100,000 operations of little text make 200 MB of code),
    // and what it takes to start.
    let megabytes = 1_100 + 45 * (text.len() as u64 >> 20);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("large").join(name);
    std::fs::create_dir_all(&folder).expect("a folder in the target folder");
    let spec = folder.join("spec");
    std::fs::write(&spec, text).expect("a file in the target folder");
    let said = |file: &str| std::fs::File::create(folder.join(file)).expect("a file");
    let start = Instant::now();
    let mut child = Command::new("sh")
        .args(["-c", "ulimit -v $1 2>/dev/null; shift; exec \"$@\"", "sh"])
        .arg((megabytes * 1024).to_string())
        .arg(env!("CARGO_BIN_EXE_specwright"))
        .args(["generate", "spec", "--out", "out", "--name", "large"])
        .current_dir(&folder)
        .stdout(said("stdout"))
        .stderr(said("stderr"))
        .stdin(Stdio::null())
        .spawn()
        .expect("the command runs");
    let (code, memory) = wait(&mut child, start);
    let time = start.elapsed();
    let read = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap_or_default();
    let (out, err) = (read("stdout"), read("stderr"));
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
    let size = text.len() as f64 / 1e6;
    println!("{name}: {size:.1} MB, {time:.1?}, {memory} MB, exit code {code:?}");
    let shown: String = err.chars().take(2_000).collect();
    match code {
        Some(0) => assert!(out.contains("Done "), "{name} says nothing:\n{shown}"),
        Some(1) => assert!(err.contains("error: "), "{name} says nothing:\n{shown}"),
        code => panic!("{name} ends with {code:?}:\n{shown}"),
    }
    memory
}

/// How the command ends, and the most memory that it was seen to hold, in megabytes.
fn wait(child: &mut Child, start: Instant) -> (Option<i32>, u64) {
    const LONGEST: Duration = Duration::from_secs(300);
    let mut memory = 0;
    loop {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
        let status = status.unwrap_or_default();
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let most = most.and_then(|most| most.split_whitespace().next()?.parse().ok());
        memory = most.unwrap_or(0).max(memory);
        if let Some(status) = child.try_wait().expect("the command can be waited for") {
            return (status.code(), memory / 1024);
        }
        if start.elapsed() > LONGEST {
            child.kill().expect("the command can be ended");
            panic!("it takes longer than {LONGEST:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A document of schemas, as JSON on one line.
fn schemas(schemas: impl IntoIterator<Item = String>) -> String {
    let mut text = String::from(r#"{"openapi":"3.0.3","components":{"schemas":{"#);
    join(&mut text, schemas);
    text + "}}}"
}

/// A document of paths.
fn paths(paths: impl IntoIterator<Item = String>) -> String {
    let mut text = String::from(r#"{"openapi":"3.0.3","paths":{"#);
    join(&mut text, paths);
    text + "}}"
}

fn join(text: &mut String, parts: impl IntoIterator<Item = String>) {
    for (i, part) in parts.into_iter().enumerate() {
        let comma = if i > 0 { "," } else { "" };
        write!(text, "{comma}{part}").expect("memory takes any text");
    }
}

/// The numbers, each in the place of `#` in a text.
fn each(count: usize, text: &'static str) -> impl Iterator<Item = String> {
    (0..count).map(move |i| {
        let before = (i + count - 1) % count;
        text.replace("##", &before.to_string()).replace('#', &i.to_string()).replace('§', "#")
    })
}

/// Models and operations like those of real documents, of so many bytes.
fn ordinary(bytes: usize) -> Vec<String> {
    let mut models = Vec::new();
    let mut size = 0;
    while size < bytes {
        let i = models.len();
        let mut model = format!(
            r#""Model{i}":{{"type":"object","required":["id"],"properties":{{"id":{{"type":"string"}}"#
        );
        for field in 0..8 {
            let other = (i * 7 + field * 13) % (i + 1);
            write!(
                model,
                r##","text_{field}":{{"type":"string","description":"What it is, in a few words."}},
                "model_{field}":{{"$ref":"#/components/schemas/Model{other}"}},
                "kind_{field}":{{"type":"string","enum":["a","b","c"],"nullable":true}}"##
            )
            .expect("memory takes any text");
        }
        model.push_str("}}");
        size += model.len();
        models.push(model);
    }
    models
}

#[test]
fn many_megabytes_of_json_and_yaml() {
    let megabytes = if in_full() { 50 } else { 1 };
    let json = schemas(ordinary(megabytes << 20));
    let memory = ends("json", &json);
    assert!(memory < 100 + 25 * megabytes as u64, "{memory} MB");
    let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let yaml = serde_yaml::to_string(&value).expect("it can be YAML");
    let memory = ends("yaml", &yaml);
    assert!(memory < 100 + 35 * megabytes as u64, "{memory} MB");
}

#[test]
fn many_of_everything() {
    let n = many();
    let object = |inside: &str| format!(r#""A":{{"type":"object",{inside}}}"#);
    let list = |text: &'static str| {
        let mut out = String::new();
        join(&mut out, each(n, text));
        out
    };
    let documents = [
        (
            "properties",
            schemas([object(&format!(
                r#""properties":{{{}}},"required":[{}]"#,
                list(r#""a#":{"type":"string"}"#),
                list(r#""a#""#)
            ))]),
        ),
        ("enum", schemas([format!(r#""A":{{"enum":[{}]}}"#, list(r#""a#""#))])),
        (
            "one_of",
            schemas([format!(
                r#""A":{{"oneOf":[{}]}}"#,
                list(r#"{"type":"object","properties":{"a#":{"type":"string"}}}"#)
            )]),
        ),
        (
            "all_of",
            schemas([format!(
                r#""A":{{"allOf":[{}]}}"#,
                list(r#"{"type":"object","properties":{"a#":{"type":"string"}}}"#)
            )]),
        ),
        // Names that differ only in signs, which no name in Rust can have.
        (
            "same_names",
            schemas((0..n).map(|i| {
                let signs: String = format!("{i:b}").replace('0', "-").replace('1', "+");
                format!(r#""a{signs}":{{"type":"object","properties":{{"a":{{"enum":["x"]}}}}}}"#)
            })),
        ),
        ("same_operations", paths(each(n, r#""/#":{"get":{"operationId":"a","responses":{}}}"#))),
        (
            "parameters",
            paths([format!(
                r#""/":{{"get":{{"parameters":[{}]}}}}"#,
                list(r#"{"name":"a#","in":"query","schema":{"type":"string"}}"#)
            )]),
        ),
        ("slots", paths([format!(r#""/{}":{{"get":{{}}}}"#, list("{a#}"))])),
        ("tags", paths(each(n / 10, r#""/#":{"get":{"tags":["t#"],"responses":{}}}"#))),
        ("warnings", paths(each(n, r#""/a#":{"get":{"parameters":7,"responses":[]}}"#))),
        ("dangling", schemas(each(n, r#""A#":{"properties":{"a":{"$ref":"§/nobody"}}}"#))),
    ];
    for (name, text) in documents {
        ends(name, &text);
    }
}

#[test]
fn chains_and_circles() {
    // A chain in which each takes over all members of the one before is long soon enough.
    let n = if in_full() { many() } else { 100 };
    let documents = [
        ("references", r#""A#":{"$ref":"§/components/schemas/A##"}"#),
        ("all_of_one", r#""A#":{"allOf":[{"$ref":"§/components/schemas/A##"}]}"#),
        (
            "all_of_chain",
            r#""A#":{"allOf":[{"$ref":"§/components/schemas/A##"},{"type":"object","properties":{"a#":{}}}]}"#,
        ),
        (
            "all_of_twice",
            r#""A#":{"allOf":[{"$ref":"§/components/schemas/A##"},{"$ref":"§/components/schemas/A##"},{"properties":{"a#":{}}}]}"#,
        ),
        ("lists", r#""A#":{"type":"array","items":{"$ref":"§/components/schemas/A##"}}"#),
        (
            "required",
            r#""A#":{"required":["a"],"properties":{"a":{"$ref":"§/components/schemas/A##"}}}"#,
        ),
        ("unions", r#""A#":{"oneOf":[{"type":"string"},{"$ref":"§/components/schemas/A##"}]}"#),
        (
            "hierarchies",
            r#""A#":{"allOf":[{"$ref":"§/components/schemas/A##"}],"properties":{"a":{}},"discriminator":{"propertyName":"a"}}"#,
        ),
    ];
    for (name, text) in documents {
        ends(&format!("{name}_in_a_circle"), &schemas(each(n, text)));
        let first = r#""A0":{"type":"object","properties":{"z":{"type":"string"}}}"#.to_owned();
        ends(
            &format!("{name}_in_a_chain"),
            &schemas([first].into_iter().chain(each(n, text).skip(1))),
        );
    }
    let items = each(n, r#""/#":{"$ref":"§/paths/~1##"}"#);
    ends("path_items", &paths(items));
}

#[test]
fn deep_nesting() {
    // Nothing is closed, or everything is.
    for (name, start, open, close) in [
        ("lists", "", "[", "]"),
        ("objects", "", "{\"a\":", "}"),
        ("flow_lists", "openapi: ", "[", "]"),
        ("flow_objects", "openapi: ", "{a: ", "}"),
    ] {
        let opened = format!("{start}{}", open.repeat(100_000));
        ends(&format!("open_{name}"), &opened);
        ends(&format!("closed_{name}"), &format!("{opened}1{}", close.repeat(100_000)));
    }
    ends("dashes", &format!("{}a", "- ".repeat(20_000)));
    // So deep is allowed.
    let schema = format!("{}{{}}{}", r#"{"items":"#.repeat(100), "}".repeat(100));
    ends("items", &schemas([format!(r#""A":{schema}"#)]));
}

#[test]
fn yaml_that_multiplies() {
    // Each line is nine times the one before.
    let mut laughs = String::from("a0: &a0 [x]\n");
    let mut merges = String::from("a0: &a0 { k: x }\n");
    for i in 1..30 {
        let nine = vec![format!("*a{}", i - 1); 9].join(", ");
        writeln!(laughs, "a{i}: &a{i} [{nine}]").expect("memory takes any text");
        writeln!(merges, "a{i}: &a{i} {{ <<: [{nine}], k{i}: [{nine}] }}")
            .expect("memory takes any text");
    }
    ends("laughs", &format!("{laughs}openapi: 3.0.3\n"));
    ends("merges", &format!("{merges}openapi: 3.0.3\n"));
    let lines: String =
        (0..many() / 10).map(|i| format!("a{i}: &a{i} {{ b: *a{} }}\n", i.max(1) - 1)).collect();
    ends("anchors", &format!("a0: &a0 x\n{lines}openapi: 3.0.3\n"));
}

#[test]
fn prose_of_nothing_but_signs() {
    for (i, sign) in [
        "[", "<", "*", "_", "`", "> ", "- ", "|", "&", "\\n", "http://", "<p>", "</p>", "<ul>",
        "![", "](", "~~~", "\\n    ", "* * ", "&#10;", "(", "<!--", "#", "1. ",
    ]
    .iter()
    .enumerate()
    {
        let text = sign.repeat(many());
        ends(
            &format!("prose_{i}"),
            &schemas([format!(
                r#""A":{{"type":"object","description":"{text}","properties":{{"a":{{}}}}}}"#
            )]),
        );
    }
}
