//! The tables, as Markdown: what is printed can be pasted into `docs/speed.md`.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::time::Duration;

use crate::callgrind::Instructions;
use crate::speed::Measured;
use crate::subject::Subject;

/// Prints a table.
pub(crate) fn print(title: &str, head: &[&str], rows: &[Vec<String>]) {
    println!("\n{title}\n");
    println!("| {} |", head.join(" | "));
    println!("|{}", " --- |".repeat(head.len()));
    for row in rows {
        println!("| {} |", row.join(" | "));
    }
}

/// Prints what it was measured on.
pub(crate) fn machine() {
    let said = |program: &str| {
        let output = Command::new(program).arg("--version").output().ok();
        output.map(|output| String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned()).unwrap_or_default()
    };
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("unknown", |(_, model)| model);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    // The rest of it names a machine.
    let kernel = kernel.split('.').take(2).collect::<Vec<_>>().join(".");
    println!("\n{model}, Linux {kernel}, {}, {}, Node {}", said("rustc"), said("valgrind"), said("node"));
}

/// Time, processor, memory and size of everybody, and how many times the hello world's each is.
pub(crate) fn speed(subjects: &[Subject], measured: &[Measured], counted: &[Instructions]) {
    let Some(floor) = measured.first() else { return };
    let rows: Vec<_> = subjects
        .iter()
        .zip(measured)
        .map(|(subject, measured)| {
            let time = |of: fn(&Measured) -> Duration| times(of(measured), of(floor));
            vec![
                subject.name.to_owned(),
                time(|measured| measured.init),
                time(|measured| measured.first),
                time(|measured| measured.cold),
                time(|measured| measured.warm),
                format!("{} / {}", milliseconds(measured.warm_p90), milliseconds(measured.warm_p99)),
                time(|measured| measured.cold_cpu),
                time(|measured| measured.warm_cpu),
                format!("{} MB ({})", megabytes(measured.memory), ratio(measured.memory as f64, floor.memory as f64)),
                format!("{} MB", megabytes(subject.zip)),
            ]
        })
        .collect();
    let head = ["", "init", "first event", "cold (both)", "warm p50", "p90 / p99", "cold CPU", "warm CPU", "peak memory", "zip"];
    print("Milliseconds, and in brackets how many times the hello world's", &head, &rows);

    let calls = |calls: &BTreeMap<String, u64>| {
        let calls: Vec<_> = calls.iter().map(|(call, count)| format!("{count} {call}")).collect();
        if calls.is_empty() { "none".to_owned() } else { calls.join(", ") }
    };
    let rows: Vec<_> = subjects
        .iter()
        .zip(measured)
        .enumerate()
        .map(|(nth, (subject, measured))| {
            let count = |of: fn(&Instructions) -> u64| counted.get(nth).map_or_else(|| "not counted".to_owned(), |all| thousands(of(all)));
            vec![
                subject.name.to_owned(),
                calls(&measured.init_calls),
                calls(&measured.warm_calls),
                count(|all| all.init),
                count(|all| all.first),
                count(|all| all.warm),
            ]
        })
        .collect();
    let head = ["", "calls in init", "calls, warm", "instructions, init", "first event", "further event"];
    print("Calls to AWS, and thousands of instructions", &head, &rows);
}

/// What the rival takes of each, by what ours takes.
pub(crate) fn rivals(subjects: &[Subject], measured: &[Measured]) {
    let of = |name: &str| subjects.iter().zip(measured).find(|(subject, _)| subject.name == name).map(|(_, measured)| measured);
    let rows: Vec<_> = [("issue-code", "Node: issue"), ("verify-code", "Node: verify")]
        .into_iter()
        .filter_map(|(ours, theirs)| {
            let (mine, rival) = (of(ours)?, of(theirs)?);
            let time = |of: fn(&Measured) -> Duration| ratio(of(rival).as_secs_f64(), of(mine).as_secs_f64());
            Some(vec![
                ours.to_owned(),
                time(|measured| measured.cold),
                time(|measured| measured.warm),
                time(|measured| measured.warm_cpu),
                ratio(rival.memory as f64, mine.memory as f64),
            ])
        })
        .collect();
    print("Node by ours: how many times as much", &["", "cold", "warm", "warm CPU", "peak memory"], &rows);
}

fn times(time: Duration, floor: Duration) -> String {
    format!("{} ({})", milliseconds(time), ratio(time.as_secs_f64(), floor.as_secs_f64()))
}

/// With three significant digits or so.
pub(crate) fn milliseconds(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1_000.0;
    if milliseconds < 1.0 { format!("{milliseconds:.3}") } else { format!("{milliseconds:.2}") }
}

pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{:.2}", bytes as f64 / 1_000_000.0)
}

fn ratio(one: f64, other: f64) -> String {
    let ratio = one / other;
    if ratio < 10.0 { format!("{ratio:.2}") } else { format!("{ratio:.0}") }
}

/// For numbers of which nobody reads the rest.
pub(crate) fn thousands(count: u64) -> String {
    (count / 1_000).to_string()
}
