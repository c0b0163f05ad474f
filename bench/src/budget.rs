//! Budgets on what does not depend on the machine: instructions, and the size of what is uploaded.

use std::collections::BTreeMap;
use std::fs;

use serde::{Deserialize, Serialize};

use crate::Result;
use crate::artifacts;
use crate::callgrind::Instructions;
use crate::subject::Subject;

/// What one function takes.
#[derive(Deserialize, Serialize)]
struct Taken {
    init: u64,
    first: u64,
    warm: u64,
    zip: u64,
}

/// How much more than it took when the file was written is still within the budget, in hundredths.
const TOLERANCE: u64 = 10;

/// Measures the functions and holds them against `budgets.toml`; with `set`, what is measured becomes the budget.
pub(crate) fn check(subjects: &[Subject], set: bool) -> Result<()> {
    let path = artifacts::root().join("bench").join("budgets.toml");
    let mut measured = BTreeMap::new();
    for subject in subjects {
        let Instructions { init, first, warm } = Instructions::of(subject)?;
        measured.insert(subject.name.to_owned(), Taken { init, first, warm, zip: subject.zip });
    }
    if set {
        let head = "# What each function took when this was written: instructions (of callgrind, on x86_64) and bytes. `bench/run budgets` allows a\n\
                    # tenth more; `bench/run budgets --set` writes this file.\n\n";
        return Ok(fs::write(path, format!("{head}{}", toml::to_string(&measured)?))?);
    }
    let budgets: BTreeMap<String, Taken> = toml::from_str(&fs::read_to_string(path)?)?;
    if !budgets.keys().eq(measured.keys()) {
        return Err("budgets.toml has other functions than are measured".into());
    }
    let mut over = Vec::new();
    for ((name, measured), budget) in measured.iter().zip(budgets.values()) {
        for (what, measured, budget) in [
            ("instructions to the end of init", measured.init, budget.init),
            ("instructions of the first event", measured.first, budget.first),
            ("instructions of a further event", measured.warm, budget.warm),
            ("bytes of zip", measured.zip, budget.zip),
        ] {
            let change = (measured as f64 / budget as f64 - 1.0) * 100.0;
            println!("{name:<12} {measured:>9} {what:<32} {change:+.1} % of what it was");
            if measured * 100 > budget * (100 + TOLERANCE) {
                over.push(format!("{name}: {measured} {what}, {TOLERANCE} % more than {budget} are allowed"));
            }
        }
    }
    if over.is_empty() { Ok(()) } else { Err(over.join("\n       ").into()) }
}
