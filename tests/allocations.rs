//! How often a call of the generated client asks for memory, beside the same call by hand: at most
//! 1.2 times as often. Counted is the thread that calls, on which all of a client happens; the
//! server has a thread of its own.

#[path = "cost/mod.rs"]
mod cost;

use allocation_counter::{AllocationInfo, measure};
use cost::{Operation, Server, Side};
use tokio::runtime::Runtime;

const WARM_UP: usize = 20;
const CALLS: usize = 101;

/// Blocks and bytes of a call: medians.
struct Count {
    blocks: u64,
    bytes: u64,
}

fn median(counts: &[AllocationInfo], of: fn(&AllocationInfo) -> u64) -> u64 {
    let mut counts: Vec<u64> = counts.iter().map(of).collect();
    counts.sort_unstable();
    counts[counts.len() / 2]
}

fn count(runtime: &Runtime, side: &Side, operation: Operation) -> Count {
    let expected = if operation == Operation::List { 50 } else { 1 };
    let call = || {
        let rooms = runtime.block_on(side.call(operation));
        assert_eq!(rooms, expected, "{}", operation.name());
    };
    (0..WARM_UP).for_each(|_| call());
    let counts: Vec<AllocationInfo> = (0..CALLS).map(|_| measure(call)).collect();
    Count {
        blocks: median(&counts, |info| info.count_total),
        bytes: median(&counts, |info| info.bytes_total),
    }
}

#[test]
fn a_call_allocates_at_most_a_fifth_more_than_by_hand() {
    let server = Server::start();
    let runtime = cost::runtime();
    let sides = [0, 1].map(|which| Side::new(which, server.origin()));
    let mut worst = 0.0_f64;
    println!("operation  allocations ({})  bytes", Side::NAMES.join(" / "));
    for operation in Operation::ALL {
        let [ours, hand] = sides.each_ref().map(|side| count(&runtime, side, operation));
        let ratio = |ours: u64, hand: u64| ours as f64 / hand as f64;
        let (blocks, bytes) = (ratio(ours.blocks, hand.blocks), ratio(ours.bytes, hand.bytes));
        println!(
            "{:8} {:6} / {:6} = {blocks:.3}  {:7} / {:7} = {bytes:.3}",
            operation.name(),
            ours.blocks,
            hand.blocks,
            ours.bytes,
            hand.bytes,
        );
        worst = worst.max(blocks);
    }
    assert!(worst <= 1.2, "{worst:.3} times as many allocations as by hand");
}
