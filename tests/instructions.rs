//! How many instructions a call of the generated client takes, beside the same call by hand: at
//! most 1.1 times as many. They are counted by valgrind; where it is not installed, the test says
//! so in one line. What the kernel does for a call is not among them.
//!
//! The test runs itself a second time, under valgrind, for the calls alone: the server stays here.

#[path = "cost/mod.rs"]
mod cost;

use cost::{Operation, Server, Side};
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

const ORIGIN: &str = "SPECWRIGHT_COST_ORIGIN";
const WARM_UP: u64 = 5;

/// A list takes many times as long as the others.
fn calls(operation: Operation) -> u64 {
    if operation == Operation::List { 10 } else { 40 }
}

/// Where valgrind writes down what it has counted and counts anew.
#[inline(never)]
fn count_anew(step: usize) {
    std::hint::black_box(step);
}

#[test]
#[ignore = "run by the other test, under valgrind"]
fn both_sides_call() {
    let Some(origin) = std::env::var(ORIGIN).ok() else { return };
    let runtime = cost::runtime();
    let mut step = 0;
    for side in [0, 1].map(|which| Side::new(which, &origin)) {
        for operation in Operation::ALL {
            for times in [WARM_UP, calls(operation)] {
                for _ in 0..times {
                    assert_ne!(runtime.block_on(side.call(operation)), 0);
                }
                count_anew(step);
                step += 1;
            }
        }
    }
}

/// The counts between the calls of `count_anew`, in their order.
fn counts(folder: &Path, origin: &str) -> Vec<u64> {
    let program = std::env::current_exe().expect("the test is a program");
    let mut out = OsStr::new("--callgrind-out-file=").to_owned();
    out.push(folder.join("counts"));
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--dump-before=*count_anew*"])
        .arg(out)
        .arg(program)
        .args(["--exact", "both_sides_call", "--ignored"])
        .env(ORIGIN, origin)
        .output()
        .expect("valgrind runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let steps = Operation::ALL.len() * 2 * Side::NAMES.len();
    (1..=steps).map(|step| total(&folder.join(format!("counts.{step}")))).collect()
}

fn total(file: &Path) -> u64 {
    let text = std::fs::read_to_string(file).expect("valgrind has written its counts");
    let line = text.lines().find_map(|line| line.strip_prefix("totals:"));
    line.and_then(|count| count.trim().parse().ok()).expect("there is a total")
}

#[test]
fn a_call_takes_at_most_a_tenth_more_than_by_hand() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        // Not through `println!`, which the test harness swallows.
        let line = b"skipped: valgrind, which counts instructions, is not installed\n";
        return std::io::stderr().write_all(line).expect("there is a standard error");
    }
    let server = Server::start();
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let counts = counts(folder.path(), server.origin());
    // Every other count is that of a warm-up.
    let measured: Vec<u64> = counts.into_iter().skip(1).step_by(2).collect();
    let (ours, hand) = measured.split_at(Operation::ALL.len());
    let mut worst = 0.0_f64;
    println!("operation  instructions ({})", Side::NAMES.join(" / "));
    for ((operation, ours), hand) in Operation::ALL.into_iter().zip(ours).zip(hand) {
        let [ours, hand] = [ours, hand].map(|count| count / calls(operation));
        let ratio = ours as f64 / hand as f64;
        println!("{:8} {ours:9} / {hand:9} = {ratio:.3}", operation.name());
        worst = worst.max(ratio);
    }
    assert!(worst <= 1.1, "{worst:.3} times as many instructions as by hand");
}
