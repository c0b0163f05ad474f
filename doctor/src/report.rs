//! What the operator reads: a line for each finding as it comes in, what to do below it, and a sum at the end.

use std::io::Write;
use std::process::ExitCode;

use crate::finding::{Finding, Verdict};

/// The findings so far, on their way out.
pub(crate) struct Report<W> {
    out: W,
    colour: bool,
    verdicts: Vec<Verdict>,
}

impl<W: Write> Report<W> {
    /// An empty one; `colour` is for terminals only.
    pub(crate) const fn new(out: W, colour: bool) -> Self {
        Self { out, colour, verdicts: Vec::new() }
    }

    /// Says something that is no finding.
    pub(crate) fn say(&mut self, text: &str) {
        self.write(&plain(text));
    }

    /// Adds several.
    pub(crate) fn add_all(&mut self, findings: Vec<Finding>) {
        for finding in findings {
            self.add(finding);
        }
    }

    /// Adds a finding.
    pub(crate) fn add(&mut self, finding: Finding) {
        let Finding { verdict, subject, sentence, advice } = finding;
        let (word, colour) = match verdict {
            Verdict::Good => ("ok  ", "32"),
            Verdict::Skipped => ("skip", "2"),
            Verdict::Warning => ("warn", "33"),
            Verdict::Failure => ("FAIL", "1;31"),
        };
        let word = if self.colour { format!("\x1b[{colour}m{word}\x1b[0m") } else { word.to_owned() };
        self.write(&format!("{word}  {subject:<18} {}", plain(&sentence)));
        if let Some(advice) = advice {
            self.write(&format!("{:24} → {}", "", plain(&advice)));
        }
        self.verdicts.push(verdict);
    }

    /// Whether something is broken.
    pub(crate) fn has_failed(&self) -> bool {
        self.count(Verdict::Failure) > 0
    }

    /// The sum, and the exit status that goes with it.
    pub(crate) fn end(mut self) -> ExitCode {
        let [good, skipped, warnings, failures] =
            [Verdict::Good, Verdict::Skipped, Verdict::Warning, Verdict::Failure].map(|verdict| self.count(verdict));
        self.say(&format!("\n{good} ok, {skipped} skipped, {warnings} to look at, {failures} failed."));
        if failures > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }

    fn write(&mut self, text: &str) {
        // Nobody reads on: then there is nobody to tell.
        let _ = writeln!(self.out, "{text}");
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.verdicts.iter().filter(|found| **found == verdict).count()
    }
}

/// What others said is in it, and must not steer the terminal.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() && letter != '\n' { '?' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(colour: bool) -> String {
        let mut out = Vec::new();
        let mut report = Report::new(&mut out, colour);
        report.add(Finding::good("table", "It is there\x1b[2J."));
        report.add(Finding::failure("sender", "It is not verified.", "Verify it."));
        assert!(report.has_failed());
        report.end();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_finding_is_a_line_and_what_to_do_stands_below() {
        let expected = "ok    table              It is there?[2J.
FAIL  sender             It is not verified.
                         → Verify it.

1 ok, 0 skipped, 0 to look at, 1 failed.
";
        assert_eq!(printed(false), expected);
    }

    #[test]
    fn colours_are_for_terminals() {
        assert!(!printed(false).contains('\x1b') && printed(true).contains("\x1b[1;31mFAIL\x1b[0m"));
    }
}
