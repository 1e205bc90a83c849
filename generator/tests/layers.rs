//! The files of the run-time support are layers: none of them needs, directly or through others,
//! a file that needs it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The files by module, without comments.
fn sources() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
    let files = std::fs::read_dir(folder).expect("the folder of the run-time support");
    let files = files.map(|entry| {
        let path = entry.expect("an entry of the folder").path();
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
        let name = path.file_stem().expect("a file name").to_string_lossy().into_owned();
        (name, code.collect::<Vec<_>>().join("\n"))
    });
    files.collect()
}

/// The files that each file names, by `super::` or `crate::`. A path to something that is not a
/// file leads to `mod.rs`, which names all files.
fn graph(sources: &BTreeMap<String, String>) -> BTreeMap<&str, BTreeSet<&str>> {
    let target = |rest: &str| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        sources.keys().find(|name| **name == rest[..end]).map_or("mod", String::as_str)
    };
    let edges = |(name, text): (&'_ String, &'_ String)| -> BTreeSet<&str> {
        if name == "mod" {
            return sources.keys().map(String::as_str).filter(|name| *name != "mod").collect();
        }
        let paths = ["super::", "crate::"].into_iter().flat_map(|start| text.split(start).skip(1));
        paths.map(target).collect()
    };
    sources.iter().map(|(name, text)| (name.as_str(), edges((name, text)))).collect()
}

/// A cycle, if there is one: its files in order.
fn cycle<'a>(graph: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<Vec<&'a str>> {
    fn visit<'a>(
        file: &'a str,
        graph: &BTreeMap<&'a str, BTreeSet<&'a str>>,
        path: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
    ) -> bool {
        if let Some(start) = path.iter().position(|on_path| *on_path == file) {
            path.drain(..start);
            return true;
        }
        if !done.insert(file) {
            return false;
        }
        path.push(file);
        if graph[file].iter().any(|next| visit(next, graph, path, done)) {
            return true;
        }
        path.pop();
        false
    }
    let (mut path, mut done) = (Vec::new(), BTreeSet::new());
    graph.keys().any(|file| visit(file, graph, &mut path, &mut done)).then_some(path)
}

#[test]
fn the_run_time_support_has_no_cycles() {
    let sources = sources();
    let graph = graph(&sources);
    assert!(graph["call"].contains("client") && graph["client"].contains("error"));
    assert_eq!(cycle(&graph), None, "these files need each other");
}

#[test]
fn a_cycle_is_found() {
    let edges = |names: &[&'static str]| names.iter().copied().collect::<BTreeSet<_>>();
    let mut graph = BTreeMap::from([("a", edges(&["b"])), ("b", edges(&["c"]))]);
    graph.extend([("c", edges(&["d"])), ("d", edges(&[]))]);
    assert_eq!(cycle(&graph), None);
    graph.insert("d", edges(&["b"]));
    assert_eq!(cycle(&graph), Some(vec!["b", "c", "d"]));
}
