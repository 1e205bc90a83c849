//! The command `specwright`, as a user runs it.

use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const SPEC: &str = "\
openapi: 3.0.3
info: { title: Pet Shop, version: '1' }
servers: [{ url: https://shop.example.com }]
paths:
  /pets: { get: { operationId: listPets, responses: { '204': { description: Seen. } } } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
";

/// An operation that has to be left out.
const SPEC_WITH_WARNING: &str = "\
openapi: 3.0.3
info: { title: Pet Shop, version: '1' }
paths:
  /pets: { get: { operationId: listPets, responses: { '204': { description: Seen. } } } }
  /toys: { get: { parameters: [{ name: q, in: nowhere }], responses: { '204': { description: Seen. } } } }
";

const SCHEMAS: &str = "\
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string }, more: {} } }
";

const CONFIG: &str = "\
[package]
name = \"around\"

[package.metadata.specwright]
spec = \"spec/shop.yaml\"
out = \"client\"
name = \"configured\"
";

/// A folder to run the command in.
struct Shop(TempDir);

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Shop {
    fn new(files: &[(&str, &str)]) -> Self {
        let shop = Self(tempfile::tempdir().expect("a temporary folder"));
        files.iter().for_each(|(name, text)| shop.write(name, text));
        shop
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        let folder = path.parent().expect("a file in a folder");
        std::fs::create_dir_all(folder).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.run_in("", args)
    }

    fn run_in(&self, folder: &str, args: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_specwright"))
            .current_dir(self.path(folder))
            .args(args)
            .env_remove("CLICOLOR_FORCE")
            .env_remove("SPECWRIGHT_TIMINGS")
            .output()
            .expect("the command runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command prints text");
        Ran {
            code: output.status.code().expect("the command ends by itself"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// All files below a folder, with their texts.
    fn all(&self, folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut open = vec![self.path(folder)];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                match path.is_dir() {
                    true => open.push(path),
                    false => found.push((path.clone(), std::fs::read(path).expect("a file"))),
                }
            }
        }
        found.sort();
        found
    }
}

#[test]
fn a_crate_from_any_document_without_configuration() {
    let shop = Shop::new(&[("deep/api.yaml", SPEC)]);
    let ran = shop.run(&["generate", "deep/api.yaml", "--out", "some/folder", "--name", "my-shop"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(shop.read("some/folder/Cargo.toml").contains("name = \"my-shop\""));
    for file in ["README.md", "src/lib.rs", "src/client.rs", "src/operations/pets.rs"] {
        assert!(shop.path("some/folder").join(file).is_file(), "{file}");
    }
    let ran = shop.run_in("some", &["generate", "../deep/api.yaml", "--out", "other"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(shop.path("some/other/src/lib.rs").is_file());
}

#[test]
fn the_folder_is_named_after_the_title() {
    let shop = Shop::new(&[("api.yaml", SPEC)]);
    assert_eq!(shop.run(&["api.yaml"]).code, 0, "`generate` may be left out");
    assert!(shop.read("pet-shop/Cargo.toml").contains("name = \"pet-shop\""));
}

#[test]
fn it_says_what_it_did() {
    let shop = Shop::new(&[("api.yaml", SPEC)]);
    let ran = shop.run(&["api.yaml"]);
    for part in
        ["Pet Shop", "api.yaml", "1 operation,", "1 model,", "0 warnings", "pet-shop/", " written"]
    {
        assert!(ran.out.contains(part), "{part} is missing:\n{}", ran.out);
    }
    let again = shop.run(&["api.yaml"]);
    assert!(again.out.contains("0 files written"), "{}", again.out);
    assert_eq!(ran.err, "");
}

#[test]
fn quiet_prints_errors_only() {
    let shop = Shop::new(&[("api.yaml", SPEC_WITH_WARNING), ("bad.yaml", "swagger: '1.2'\n")]);
    let ran = shop.run(&["api.yaml", "--quiet"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let ran = shop.run(&["bad.yaml", "--quiet"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("Swagger 1.2"), "{}", ran.err);
}

#[test]
fn strict_takes_warnings_for_errors() {
    let shop = Shop::new(&[("api.yaml", SPEC_WITH_WARNING)]);
    let ran = shop.run(&["api.yaml", "--strict"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("warning: operation `GET /toys` is skipped"), "{}", ran.err);
    assert!(ran.err.contains("--strict"), "{}", ran.err);
    assert!(!shop.path("pet-shop").exists());
    let ran = shop.run(&["api.yaml"]);
    assert_eq!(ran.code, 0, "without it the rest is generated");
    assert!(ran.out.contains("1 operation skipped") && ran.out.contains("1 warning"));
    assert!(ran.err.contains("api.yaml:5:"), "{}", ran.err);
}

#[test]
fn check_writes_nothing() {
    let shop = Shop::new(&[("api.yaml", SPEC)]);
    let check = |args: &[&str]| shop.run(&[&["api.yaml", "--check"], args].concat());
    assert_eq!(check(&[]).code, 1);
    assert!(!shop.path("pet-shop").exists());
    assert_eq!(shop.run(&["api.yaml"]).code, 0);
    let fresh = check(&[]);
    assert_eq!(fresh.code, 0);
    assert!(fresh.out.contains("up to date"), "{}", fresh.out);

    shop.write("api.yaml", &SPEC.replace("name:", "nick:"));
    let before = shop.all("pet-shop");
    let stale = check(&["--command", "make client"]);
    assert_eq!(stale.code, 1);
    assert!(stale.err.contains("out of date: run `make client`"), "{}", stale.err);
    assert!(stale.out.contains("changed src/models/pet.rs"), "{}", stale.out);
    assert_eq!(shop.all("pet-shop"), before);
}

#[test]
fn the_report_counts_what_was_generated() -> Result<(), serde_json::Error> {
    let spec = format!("{SPEC_WITH_WARNING}{SCHEMAS}");
    let shop = Shop::new(&[("api.yaml", &spec)]);
    let ran = shop.run(&["api.yaml", "--report", "report.json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report: serde_json::Value = serde_json::from_str(&shop.read("report.json"))?;
    assert_eq!(report["operations"]["emitted"], 1);
    assert_eq!(report["operations"]["left_out"], 1);
    assert_eq!(report["types"], 1);
    assert_eq!(report["untyped"], 1);
    assert_eq!(report["left_out_operations"][0]["pointer"], "#/paths/~1toys/get");
    let reason = report["left_out_operations"][0]["reason"].as_str().unwrap_or_default();
    assert!(reason.contains("nowhere"), "{report}");
    let place = &report["untyped_places"][0]["pointer"];
    assert_eq!(place, "#/components/schemas/Pet/properties/more");
    Ok(())
}

#[test]
fn the_configuration_is_found_from_below() {
    let shop = Shop::new(&[("Cargo.toml", CONFIG), ("spec/shop.yaml", SPEC), ("src/deep/x", "")]);
    let ran = shop.run_in("src/deep", &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(shop.read("client/Cargo.toml").contains("name = \"configured\""));
    assert_eq!(shop.run(&["--check"]).code, 0, "it is the same from above");
}

#[test]
fn flags_win_over_the_configuration() {
    let shop = Shop::new(&[("Cargo.toml", CONFIG), ("spec/shop.yaml", SPEC)]);
    let args = ["--name", "flagged", "--out", "elsewhere", "--crate-version", "2.3.4"];
    assert_eq!(shop.run(&args).code, 0);
    let manifest = shop.read("elsewhere/Cargo.toml");
    assert!(manifest.contains("name = \"flagged\"") && manifest.contains("version = \"2.3.4\""));
    assert!(!shop.path("client").exists());
}

/// What a registry shows comes from the configuration, or from the document.
#[test]
fn the_manifest_has_what_a_registry_shows() {
    let shop = Shop::new(&[("api.yaml", SPEC)]);
    assert_eq!(shop.run(&["api.yaml", "--license", "MIT OR Apache-2.0"]).code, 0);
    let manifest = shop.read("pet-shop/Cargo.toml");
    for line in [
        "description = \"Client for Pet Shop\"",
        "license = \"MIT OR Apache-2.0\"",
        "readme = \"README.md\"",
        "keywords = [\"pet\", \"shop\", \"api\", \"client\"]",
        "categories = [\"api-bindings\"]",
        "[package.metadata.docs.rs]",
    ] {
        assert!(manifest.contains(line), "{line} is missing:\n{manifest}");
    }
    assert!(!manifest.contains("repository"), "nothing says where it is:\n{manifest}");
    for license in ["LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(shop.path("pet-shop").join(license).is_file(), "{license}");
    }
    let config = "description = 'Pets.'\nkeywords = ['pets']\ncategories = ['game-engines']\n\
                  repository = 'https://example.com/pets'\nlicense = 'MPL-2.0'\n";
    shop.write("c.toml", config);
    assert_eq!(shop.run(&["api.yaml", "--config", "c.toml", "--out", "mine"]).code, 0);
    let manifest = shop.read("mine/Cargo.toml");
    for line in config.replace('\'', "\"").lines() {
        let (key, value) = line.split_once(" = ").expect("a key and a value");
        assert!(manifest.contains(&format!("{key} = {value}\n")), "{key}:\n{manifest}");
    }
    assert!(!shop.path("mine/LICENSE-MIT").exists());
}

/// Neither the name of a document nor a command adds more than one visible line to a file.
#[cfg(unix)]
#[test]
fn headers_are_one_line() {
    let name = "a\nb\u{2028}c\u{202e}d\u{1b}[2J-->`.yaml";
    let shop = Shop::new(&[(name, SPEC)]);
    let command = "make\nclient\r\u{2066}# --> <!--\u{85}";
    let ran = shop.run(&[name, "--command", command, "--license", "MIT"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let plain = Shop::new(&[("api.yaml", SPEC)]);
    assert_eq!(plain.run(&["api.yaml", "--license", "MIT"]).code, 0);
    for (path, text) in shop.all("pet-shop") {
        let below = path.strip_prefix(shop.path("")).expect("below the folder");
        let text = String::from_utf8(text).expect("files are text");
        let expected = plain.read(&below.display().to_string());
        let rest = |text: &str| text.split_once('\n').map(|(_, rest)| rest.to_owned());
        assert_eq!(rest(&text), rest(&expected), "{}", below.display());
        let first = text.lines().next().unwrap_or_default();
        let steers = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}');
        assert!(!first.contains(steers), "{first:?}");
        if below.ends_with("README.md") {
            assert_eq!(
                (first.find("-->"), first.find('>')),
                (Some(first.len() - 3), Some(first.len() - 1))
            );
        }
    }
}

#[test]
fn another_document_has_nothing_to_do_with_the_configuration() {
    let other = SPEC.replace("Pet Shop", "Other");
    let files = [("Cargo.toml", CONFIG), ("spec/shop.yaml", SPEC), ("other.yaml", &other)];
    let shop = Shop::new(&files);
    assert_eq!(shop.run(&["other.yaml"]).code, 0);
    assert!(shop.path("other/src/lib.rs").is_file() && !shop.path("client").exists());
    let ran = shop.run(&["other.yaml", "--config", "Cargo.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(shop.read("client/Cargo.toml").contains("name = \"configured\""));
}

#[test]
fn overlays_and_rules_are_applied() {
    let overlay = "overlay: 1.0.0\nactions:\n  - target: $.components.schemas.Pet\n    \
                   update: { properties: { age: { type: integer } } }\n";
    let rules = "schema-names: [{ pattern: '^Pet$', replace: Animal }]\n";
    let files = [("api.yaml", SPEC), ("o.yaml", overlay), ("r.yaml", rules)];
    let shop = Shop::new(&files);
    let ran = shop.run(&["api.yaml", "--overlay", "o.yaml", "--rules", "r.yaml", "--out", "x"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let model = shop.read("x/src/models/animal.rs");
    assert!(model.contains("pub age: Option<i64>"), "{model}");
}

#[test]
fn wrong_usage_ends_with_two() {
    let wrong = CONFIG.replace("out =", "uot =");
    let cases: &[(&str, &[&str], &str)] = &[
        ("", &[], "no document"),
        ("", &["--nonsense"], "--nonsense"),
        ("", &["api.yaml", "--name", "1 shop"], "expected a crate name"),
        ("", &["api.yaml", "--name", "fn"], "found `fn`"),
        ("", &["api.yaml", "--crate-version", "1"], "expected a version"),
        ("", &["api.yaml", "--config", "nowhere.toml"], "nowhere.toml"),
        (&wrong, &[], "unknown key `uot`"),
        (&wrong, &[], "Cargo.toml:6:1"),
        (&wrong, &[], "did you mean `out`?"),
        ("[package\n", &[], "Cargo.toml"),
    ];
    for (config, args, says) in cases {
        let shop = Shop::new(&[("api.yaml", SPEC)]);
        if !config.is_empty() {
            shop.write("Cargo.toml", config);
        }
        let before = shop.all("");
        let ran = shop.run(args);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
        assert_eq!(shop.all(""), before, "{args:?}");
    }
}

#[test]
fn bad_input_ends_with_one_and_changes_nothing() {
    let shop = Shop::new(&[("api.yaml", SPEC)]);
    assert_eq!(shop.run(&["api.yaml", "--out", "client"]).code, 0);
    let before = shop.all("client");
    shop.write("folder/inside", "");
    let bad: &[(&str, &[u8])] = &[
        ("bad.yaml", b"a: [1\n"),
        ("bad.json", b"{\"openapi\": "),
        ("empty.yaml", b""),
        ("bytes.yaml", b"\x00\xff\xfe\x9f"),
        ("two.yaml", b"swagger: '1.2'\n"),
        ("none.yaml", b"openapi: 3.0.3\npaths: { /a: { get: 1 } }\n"),
    ];
    for (name, bytes) in bad {
        std::fs::write(shop.path(name), bytes).expect("a file");
    }
    for name in bad.iter().map(|(name, _)| *name).chain(["folder", "missing.yaml"]) {
        let ran = shop.run(&[name, "--out", "client"]);
        assert_eq!(ran.code, 1, "{name}: {}", ran.err);
        assert!(ran.err.contains("error: ") && ran.err.contains(name), "{name}: {}", ran.err);
        assert!(!ran.err.contains("panicked"), "{name}: {}", ran.err);
        assert!(shop.all("client") == before, "{name} changed something");
    }
}

#[test]
fn a_file_of_somebody_else_is_not_overwritten() {
    let shop = Shop::new(&[("api.yaml", SPEC), ("client/src/lib.rs", "// mine\n")]);
    let ran = shop.run(&["api.yaml", "--out", "client"]);
    assert_eq!(ran.code, 1);
    let name = Path::new("client").join("src/lib.rs");
    assert!(ran.err.contains(&name.display().to_string()), "{}", ran.err);
    assert_eq!(shop.all("client").len(), 1);
    assert_eq!(shop.read("client/src/lib.rs"), "// mine\n");
}

#[test]
fn the_api_is_written_as_json() {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let config = config.display().to_string();
    let shop = Shop::new(&[("mine.json", "{}\n")]);
    let ran = shop.run(&["generate", "--config", &config, "--emit", "ir", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let api: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    let names = |resource: &serde_json::Value| -> Vec<String> {
        let operations = resource["operations"].as_array().expect("a list of operations");
        operations.iter().map(|operation| operation["method"].to_string()).collect()
    };
    let resources = api["resources"].as_array().expect("a list of resources");
    let names: Vec<String> = resources.iter().flat_map(names).collect();
    assert!(names.contains(&"\"list_rooms\"".to_owned()), "{names:?}");
    let flags = ["generate", "--config", &config, "--emit", "ir", "--out"];
    let to = |out: &'static str| shop.run(&[&flags[..], &[out]].concat());
    for _ in 0..2 {
        assert_eq!(to("deep/api.json").code, 0);
        assert_eq!(shop.read("deep/api.json"), ran.out, "two runs are equal");
    }
    let check = shop.run(&[&flags[..], &["deep/api.json", "--check"]].concat());
    assert_eq!(check.code, 0, "{}", check.err);
    assert_eq!(to("mine.json").code, 1, "a file that was not generated stays");
    assert_eq!(shop.read("mine.json"), "{}\n");
    assert_eq!(to("deep").code, 2, "it is a folder");
}

/// One file neither removes others nor has to be called like the crate.
#[test]
fn a_client_is_written_as_one_file() {
    let shop = Shop::new(&[("api.yaml", SPEC)]);
    assert_eq!(shop.run(&["api.yaml", "--out", "."]).code, 0);
    let before = shop.all("src");
    let ran = shop.run(&["api.yaml", "--emit", "module", "--out", "client.rs"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(shop.all("src"), before);
    assert!(shop.read("client.rs").contains("mod operations"));
    let printed = shop.run(&["api.yaml", "--emit", "module"]);
    assert_eq!(printed.out, shop.read("client.rs"));
}

#[test]
fn help_teaches() {
    let shop = Shop::new(&[]);
    for args in [&["--help"][..], &["generate", "--help"]] {
        let ran = shop.run(args);
        assert_eq!(ran.code, 0);
        let parts = ["Examples:", "specwright generate openapi.yaml", "Exit codes:", "--overlay"];
        for part in parts.into_iter().chain(["[workspace.metadata.specwright]", "--check"]) {
            assert!(ran.out.contains(part), "{args:?}: {part} is missing:\n{}", ran.out);
        }
    }
}

#[test]
fn there_are_no_colours_where_there_is_no_terminal() {
    let shop = Shop::new(&[("api.yaml", SPEC_WITH_WARNING), ("bad.yaml", "a: [1\n")]);
    for args in [&["api.yaml"][..], &["bad.yaml"], &["--help"], &["--nonsense"]] {
        let ran = shop.run(args);
        assert!(!(ran.out + &ran.err).contains('\u{1b}'), "{args:?}");
    }
}

/// Of thousands of examples that do not match their schemas the terminal shows some, the report all.
#[test]
fn many_bad_examples_do_not_hide_the_rest() {
    let properties: String =
        (0..30).map(|i| format!("        p{i}: {{ type: integer, example: {i} }}\n")).collect();
    let spec = format!(
        "{SPEC_WITH_WARNING}components:\n  schemas:\n    Pet:\n      type: object\n      properties:\n{}",
        properties.replace("example: ", "example: number ")
    );
    let shop = Shop::new(&[("api.yaml", &spec)]);
    let ran = shop.run(&["generate", "api.yaml", "--out", "client", "--report", "report.json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.err.matches("the example does not match its schema").count(), 20, "{}", ran.err);
    assert!(ran.err.contains("10 more examples do not match their schemas"), "{}", ran.err);
    assert!(ran.err.contains("`in`"), "the warning of another kind is there: {}", ran.err);
    assert!(
        ran.out.contains("30 examples that do not match their schemas, 31 warnings"),
        "{}",
        ran.out
    );

    let report: serde_json::Value =
        serde_json::from_str(&shop.read("report.json")).expect("the report is JSON");
    assert_eq!(report["contradictions"], 30);
    let last = &report["contradicting_examples"][29];
    assert_eq!(last["pointer"], "#/components/schemas/Pet/properties/p29/example");
    assert_eq!(last["place"], "api.yaml:40:31");
    assert_eq!(
        last["reason"],
        "the example does not match its schema: \"number 29\" is not an integer"
    );
}
