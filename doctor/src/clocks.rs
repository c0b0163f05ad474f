//! The clocks of the functions, of Authress and of this machine, by the dates on their answers: an assertion lives two minutes, so the
//! first two must agree.

use crate::finding::Finding;

const SUBJECT: &str = "clocks";

/// Seconds that a second's rounding and a slow answer explain.
const NOTICEABLE: i64 = 5;
/// Seconds after which assertions are refused for their time, some way or other: half of what one lives unless set.
const HARMFUL: i64 = 60;

/// Judges by how many seconds this machine is ahead of the functions and of Authress, where they told their time.
pub(crate) fn judge(of_functions: Option<i64>, of_authress: Option<i64>) -> Finding {
    let (Some(functions), Some(authress)) = (of_functions, of_authress) else {
        return match of_functions.or(of_authress) {
            None => Finding::warning(
                SUBJECT,
                "Nobody told the time, so no clock could be compared.",
                "Mend what is said above, and run this again.",
            ),
            Some(ahead) if ahead.abs() <= NOTICEABLE => Finding::good(SUBJECT, "This machine agrees with the one that told its time."),
            Some(ahead) => off(ahead, format!("This machine is {} the only one that told its time.", distance(ahead))),
        };
    };
    let apart = functions - authress;
    if apart.abs() > NOTICEABLE {
        let who = if functions.abs() > authress.abs() { ("The functions' clock", -functions) } else { ("Authress's clock", -authress) };
        let sentence = format!(
            "The functions and Authress are {} s apart: assertions may be refused. {} is {} this machine's.",
            apart.abs(),
            who.0,
            distance(who.1)
        );
        return off(apart, sentence);
    }
    if functions.abs() > NOTICEABLE {
        return off(functions, format!("This machine's clock is {} the functions' and Authress's, which agree.", distance(functions)));
    }
    Finding::good(SUBJECT, format!("The functions, Authress and this machine agree within {NOTICEABLE} s."))
}

fn off(seconds: i64, sentence: String) -> Finding {
    let advice = "Set this machine's clock by NTP (timedatectl set-ntp true) and run this again; if it is right, tell AWS or Authress, or whoever runs a proxy before them.";
    let finding = if seconds.abs() > HARMFUL { Finding::failure } else { Finding::warning };
    finding(SUBJECT, sentence, advice.to_owned())
}

fn distance(seconds: i64) -> String {
    format!("{} s {}", seconds.abs(), if seconds < 0 { "behind" } else { "ahead of" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Verdict;

    #[test]
    fn five_seconds_are_nothing_and_more_than_sixty_are_too_much() {
        for (functions, authress, verdict) in [
            (Some(0), Some(0), Verdict::Good),
            (Some(5), Some(1), Verdict::Good),
            (Some(6), Some(4), Verdict::Warning),
            (Some(-60), Some(-60), Verdict::Warning),
            (Some(61), Some(60), Verdict::Failure),
            (Some(0), Some(6), Verdict::Warning),
            (Some(-30), Some(31), Verdict::Failure),
            (Some(3), None, Verdict::Good),
            (None, Some(61), Verdict::Failure),
            (None, None, Verdict::Warning),
        ] {
            assert_eq!(judge(functions, authress).verdict, verdict, "{functions:?} {authress:?}");
        }
    }

    #[test]
    fn it_says_whose_clock_is_wrong() {
        assert_eq!(judge(Some(-90), Some(-90)).sentence, "This machine's clock is 90 s behind the functions' and Authress's, which agree.");
        let sentence = judge(Some(0), Some(-90)).sentence;
        assert_eq!(
            sentence,
            "The functions and Authress are 90 s apart: assertions may be refused. Authress's clock is 90 s ahead of this machine's."
        );
    }
}
