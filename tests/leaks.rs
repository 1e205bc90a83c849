//! What a process has open and running after faults: no more than before. It is a process of its
//! own, since files and threads are counted for the whole of one.

#[path = "wire/scenario.rs"]
#[allow(dead_code)]
mod scenario;

#[path = "faults/cases.rs"]
#[allow(dead_code)]
mod cases;

use scenario::Op;
use std::time::Duration;

/// Open files and threads of this process; nothing where the system does not tell.
fn open() -> (usize, usize) {
    let entries = |folder: &str| std::fs::read_dir(folder).map_or(0, Iterator::count);
    (entries("/proc/self/fd"), entries("/proc/self/task"))
}

/// Every fault once, on one client of one server.
async fn round() {
    for case in cases::all() {
        let server = scenario::always(case.reply).await;
        let builder = scenario::of(&server).timeout(Duration::from_millis(100));
        let client = scenario::built(builder.max_body_size(1 << 16));
        for op in [Op::Create, Op::Fetch] {
            op.call(&client).await.expect_err(case.name);
        }
        drop(client);
        assert!(server.settles(0).await, "{}", case.name);
    }
}

#[tokio::test]
async fn faults_leave_neither_files_nor_threads_behind() {
    // What is opened and started once and for all.
    round().await;
    let before = open();
    round().await;
    assert_eq!(open(), before, "files and threads");
    assert!(!cfg!(target_os = "linux") || before.0 > 0 && before.1 > 0, "they are counted");
}
