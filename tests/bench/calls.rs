//! The time that a call takes, and how many calls come through: generated and by hand.
//!
//! First in pairs, one call (or round of calls) of either side after the other, in turns, so that
//! whatever else the machine does meets both: medians of both sides, and of the ratio within a
//! pair. Then each by itself, with criterion.
//!
//! `cargo bench -p specwright-bench`

#[path = "../cost/mod.rs"]
mod cost;

use cost::{Operation, Server, Side};
use criterion::Criterion;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tokio::task::LocalSet;

/// Pairs of single calls.
const PAIRS: usize = 4000;
/// Pairs of rounds: so many calls, so many of them under way at a time.
const ROUNDS: usize = 600;
const ROUND: usize = 64;
const AT_A_TIME: usize = 16;

type Sides = [Rc<Side>; 2];

/// Seconds of one call.
fn one(runtime: &Runtime, side: &Side, operation: Operation) -> f64 {
    let began = Instant::now();
    assert_ne!(runtime.block_on(side.call(operation)), 0);
    began.elapsed().as_secs_f64()
}

/// Seconds of a round, for each of its calls.
fn round(runtime: &Runtime, side: &Rc<Side>, operation: Operation) -> f64 {
    let began = Instant::now();
    let tasks = LocalSet::new();
    for _ in 0..AT_A_TIME {
        let side = side.clone();
        tasks.spawn_local(async move {
            for _ in 0..ROUND / AT_A_TIME {
                assert_ne!(side.call(operation).await, 0);
            }
        });
    }
    runtime.block_on(tasks);
    began.elapsed().as_secs_f64() / ROUND as f64
}

/// The medians of both sides, and of the ratio within a pair.
fn paired(pairs: usize, mut measure: impl FnMut(usize) -> f64) -> [f64; 3] {
    let mut columns = [Vec::new(), Vec::new(), Vec::new()];
    for pair in 0..pairs + pairs / 10 {
        let mut times = [0.0; 2];
        for side in [pair % 2, 1 - pair % 2] {
            times[side] = measure(side);
        }
        // The first ones warm up.
        if pair >= pairs / 10 {
            let [ours, hand] = times;
            columns.iter_mut().zip([ours, hand, ours / hand]).for_each(|(all, it)| all.push(it));
        }
    }
    columns.map(|mut column| {
        column.sort_unstable_by(f64::total_cmp);
        column[column.len() / 2]
    })
}

fn in_pairs(runtime: &Runtime, sides: &Sides) {
    let names = Side::NAMES.join(" / ");
    println!("latency, microseconds a call ({names} = median of the pairs' ratios)");
    for operation in Operation::ALL {
        let [ours, hand, ratio] = paired(PAIRS, |side| one(runtime, &sides[side], operation));
        let name = operation.name();
        println!("  {name:8} {:8.1} / {:8.1} = {ratio:.3}", ours * 1e6, hand * 1e6);
    }
    println!("throughput, calls a second, {AT_A_TIME} at a time (ratios as before)");
    for operation in Operation::ALL {
        let [ours, hand, ratio] = paired(ROUNDS, |side| round(runtime, &sides[side], operation));
        let name = operation.name();
        println!("  {name:8} {:8.0} / {:8.0} = {:.3}", ours.recip(), hand.recip(), ratio.recip());
    }
}

fn one_by_one(criterion: &mut Criterion, runtime: &Runtime, sides: &Sides) {
    for operation in Operation::ALL {
        let mut group = criterion.benchmark_group(operation.name());
        group.measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_secs(1));
        for (name, side) in Side::NAMES.into_iter().zip(sides) {
            group.bench_function(name, |bencher| {
                bencher.iter(|| runtime.block_on(side.call(operation)));
            });
        }
        group.finish();
    }
}

fn main() {
    let server = Server::start();
    let runtime = cost::runtime();
    let sides = [0, 1].map(|which| Rc::new(Side::new(which, server.origin())));
    // `cargo test --benches` only asks whether it runs.
    if !std::env::args().any(|argument| argument == "--test") {
        in_pairs(&runtime, &sides);
    }
    let mut criterion = Criterion::default().configure_from_args();
    one_by_one(&mut criterion, &runtime, &sides);
    criterion.final_summary();
}
