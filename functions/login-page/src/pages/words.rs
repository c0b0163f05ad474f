//! What a person is told about each problem, and what to do next.

use std::time::Duration;

use shared::problem::Problem;

/// One or two sentences.
pub(crate) fn problem(problem: Problem) -> String {
    match problem {
        Problem::BadAddress => {
            "This is not an email address we can write to. Check it for typing errors; one address, like name@example.com.".to_owned()
        }
        Problem::RefusedAddress => {
            "This address cannot be used to sign in here. Use your other address, or ask whoever runs the app.".to_owned()
        }
        Problem::Cooldown(wait) => {
            format!("You can ask for another code {}. Until then the last one works, if it has reached you.", later(wait))
        }
        Problem::TooManyRequests(wait) => format!("Too many codes were asked for. You can ask again {}.", later(wait)),
        Problem::MalformedCode => "This does not look like the code from our mail. Type all its digits; spaces do not matter.".to_owned(),
        Problem::WrongCode(Some(0)) | Problem::Locked => {
            "There were too many wrong codes, so for your safety this sign-in has ended.".to_owned()
        }
        Problem::WrongCode(Some(1)) => "This is not the right code. You have one try left.".to_owned(),
        Problem::WrongCode(Some(left)) => format!("This is not the right code. You have {left} tries left."),
        Problem::WrongCode(None) => "This is not the right code.".to_owned(),
        Problem::Expired => "This code has expired. Use a newer one if we sent you one, or start again.".to_owned(),
        Problem::StartAgain => "This sign-in is over, or was started in another browser.".to_owned(),
    }
}

fn later(seconds: Option<u32>) -> String {
    seconds.map_or("later".to_owned(), |seconds| format!("in {}", duration(Duration::from_secs(seconds.into()))))
}

/// `30 seconds`, `2 minutes`, `3 hours`: rounded up, so that it is never too early.
pub(crate) fn duration(wait: Duration) -> String {
    let (number, unit) = match wait.as_secs() {
        seconds @ ..120 => (seconds, "second"),
        seconds @ ..7_200 => (seconds.div_ceil(60), "minute"),
        seconds => (seconds.div_ceil(3_600), "hour"),
    };
    if number == 1 { format!("1 {unit}") } else { format!("{number} {unit}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_told_in_round_words_and_never_too_short() {
        for (seconds, words) in [
            (1, "1 second"),
            (30, "30 seconds"),
            (119, "119 seconds"),
            (121, "3 minutes"),
            (900, "15 minutes"),
            (7_201, "3 hours"),
            (86_400, "24 hours"),
        ] {
            assert_eq!(duration(Duration::from_secs(seconds)), words);
        }
    }
}
