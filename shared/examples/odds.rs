//! The odds of who guesses blindly at one address or number for a day: of the defaults, or of the variables of this process.
//!
//! `cargo run -p shared --example odds`, `CHANNELS=email,sms CODE_DIGITS=8 cargo run -p shared --example odds`

use std::process::ExitCode;

use shared::config::{Environment, Fault, Rules};

fn main() -> ExitCode {
    match odds(&Environment::of_process()) {
        Ok(lines) => {
            println!("{lines}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn odds(environment: &Environment) -> Result<String, Fault> {
    let (rules, digits) = (Rules::read(environment)?, environment.code_digits()?);
    let mut lines = vec!["In 24 hours, against one address or number:".to_owned()];
    for channel in environment.channels()?.as_slice() {
        let Some(sends) = rules.sends(*channel) else { continue };
        let one_in = |guesses: u64| digits.combinations() / guesses;
        let (stranger, known) = (rules.guesses_a_day(&sends.per_address), rules.guesses_a_day(&sends.per_device));
        lines.push(format!(
            "{:>7}: {stranger} guesses of {} codes: less than one in {}; who has logged in there before, {} guesses: one in {}",
            channel.about().name,
            digits.combinations(),
            one_in(stranger),
            stranger + known,
            one_in(stranger + known),
        ));
    }
    Ok(lines.join("\n"))
}
