//! Instructions, as valgrind counts them: the same binary takes nearly the same number, whatever else the machine does, so budgets can stand
//! on them. Another compiler, libc or valgrind gives other numbers.

use std::fs;

use crate::artifacts;
use crate::subject::Subject;
use crate::{Fault, Result};

/// How many further events the cost of one is taken from.
const EVENTS: u64 = 10;

/// How often the first event is counted; hashes and keys differ from start to start by some per cent.
const STARTS: u32 = 3;

/// What a process executes.
pub(crate) struct Instructions {
    /// From its start until it asks for its first event, and from there to its end.
    pub(crate) init: u64,
    /// For its first event.
    pub(crate) first: u64,
    /// For a further one.
    pub(crate) warm: u64,
}

impl Instructions {
    /// Counts those of `subject`.
    pub(crate) fn of(subject: &Subject) -> Result<Self> {
        let least = |events| (0..STARTS).map(|_| run(subject, events)).try_fold(u64::MAX, |least, count| Ok::<_, Fault>(least.min(count?)));
        let (none, one, more) = (least(0)?, least(1)?, run(subject, 1 + EVENTS)?);
        let difference = |more: u64, less: u64| more.checked_sub(less).ok_or("more events took fewer instructions");
        Ok(Self { init: none, first: difference(one, none)?, warm: difference(more, one)? / EVENTS })
    }
}

fn run(subject: &Subject, events: u64) -> Result<u64> {
    let log = artifacts::folder().join("callgrind.log");
    let mut valgrind = subject.clone();
    valgrind.command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"].map(str::to_owned).to_vec();
    valgrind.command.push(format!("--log-file={}", log.display()));
    valgrind.command.extend(subject.command.clone());
    let mut environment = valgrind.start()?;
    for _ in 0..events {
        subject.check(&environment.invoke(&subject.event)?.answer)?;
    }
    environment.end()?;
    let log = fs::read_to_string(log)?;
    let collected = log.lines().find_map(|line| line.split_once("Collected : ")).ok_or("valgrind counted nothing")?.1;
    Ok(collected.trim().parse()?)
}
