//! What the snapshots of pairs hold is Rust: all of it compiles, without a warning.

/// The names of pairs are of use to snapshots alone.
macro_rules! each {
    ($($names:tt)*) => {};
}

mod cargo;
#[path = "pairs/mod.rs"]
mod snippets;

#[test]
fn every_pair_compiles_without_a_warning() -> std::io::Result<()> {
    let module = |pair: &snippets::Pair| {
        let file = pair.module().files.and_then(|mut files| files.pop());
        let file = file.unwrap_or_else(|| panic!("{} gives code", pair.name));
        (pair.name.to_owned(), file.text)
    };
    let modules: Vec<(String, String)> = snippets::all().map(module).collect();
    // Every module has run-time support of its own: all in one crate would take gigabytes, and a
    // crate of many takes longer than as many of few.
    for (part, modules) in modules.chunks(8).enumerate() {
        let (compiles, said) = cargo::compile(&format!("pairs/{part}"), modules)?;
        assert!(compiles, "the code for the pairs does not compile:\n{said}");
        assert!(said.is_empty(), "the code for the pairs makes warnings:\n{said}");
    }
    Ok(())
}
