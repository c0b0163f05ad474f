//! The command line.

use std::time::Duration;

use shared::address::Email;

/// What `--help` says.
pub(crate) const HELP: &str = "\
Looks at a deployed stack from here, and says what is wrong with it and what to do.

Usage: cargo run -p doctor -- --stack NAME [--region R] [--profile P] [--try-mail ADDRESS] [--application APP] [--wait SECONDS]
       cargo run -p doctor -- --local [--port N] [--try-mail ADDRESS] [--application APP] [--wait SECONDS]

  --stack NAME         the CloudFormation stack, examined with your own AWS credentials; nothing is changed
  --region R           where it is, unless your profile or AWS_REGION says so
  --profile P          the profile of your AWS configuration to use, unless AWS_PROFILE says so
  --try-mail ADDRESS   the address you want to sign in with: whether SES would send to it
  --application APP    an application of yours at Authress (app_…): the examination then ends with a login by mail in your browser
  --wait SECONDS       how long to wait for that login, 300 unless given; 0 leaves it out
  --local              the local run (cargo run) instead of a stack
  --port N             the first port of the local run, 3000 unless given
  --help               this text

The exit status is 0 when nothing failed, 1 when something did, and 2 for a command line that is not understood.";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// To examine something.
    Examine(Options),
    /// To be told how.
    Help,
}

/// What to examine, and how far.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// What.
    pub(crate) place: Place,
    /// The address somebody wants to sign in with.
    pub(crate) try_mail: Option<Email>,
    /// The application that the login at the end is for.
    pub(crate) application: Option<String>,
    /// How long the login at the end may take; zero is no login.
    pub(crate) wait: Duration,
}

/// Where the functions run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In AWS.
    Stack {
        /// The stack's name.
        name: String,
        /// Its region, if it is not the profile's.
        region: Option<String>,
        /// The profile, if it is not the environment's.
        profile: Option<String>,
    },
    /// On this machine.
    Local {
        /// The first of its ports.
        port: u16,
    },
}

/// The highest first port, so that the third one exists, as the local run has it.
const HIGHEST_PORT: u16 = u16::MAX - 2;

/// Reads the arguments; the error is a sentence.
pub(crate) fn read(mut arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let (mut stack, mut region, mut profile, mut application, mut port, mut try_mail) = (None, None, None, None, None, None);
    let (mut local, mut wait) = (false, Duration::from_secs(300));
    while let Some(argument) = arguments.next() {
        let (name, given) = argument.split_once('=').map_or((argument.as_str(), None), |(name, value)| (name, Some(value.to_owned())));
        match name {
            "--help" | "-h" => return Ok(Command::Help),
            "--local" if given.is_none() => {
                local = true;
                continue;
            }
            "--stack" | "--region" | "--profile" | "--try-mail" | "--application" | "--wait" | "--port" => {}
            _ => return Err(format!("There is no option {argument}.")),
        }
        let value = given.or_else(|| arguments.next()).filter(|value| !value.is_empty() && !value.starts_with("--"));
        let value = value.ok_or_else(|| format!("{name} wants a value."))?;
        match name {
            "--stack" => stack = Some(value),
            "--region" => region = Some(value),
            "--profile" => profile = Some(value),
            "--application" => application = Some(value),
            "--try-mail" => try_mail = Some(Email::parse(&value).map_err(|_| "--try-mail wants an address that mail can be sent to.")?),
            "--wait" => wait = Duration::from_secs(value.parse().map_err(|_| "--wait wants a whole number of seconds.")?),
            _ => port = Some(value.parse().ok().filter(|port| (1..=HIGHEST_PORT).contains(port)).ok_or("--port wants a port's number.")?),
        }
    }
    let place = match (stack, local, port) {
        (Some(name), false, None) => Place::Stack { name, region, profile },
        (None, true, port) if region.is_none() && profile.is_none() => Place::Local { port: port.unwrap_or(3000) },
        (None, true, _) => return Err("--region and --profile are for a --stack; --local needs neither.".to_owned()),
        (Some(_), false, Some(_)) => return Err("--port is for --local.".to_owned()),
        _ => return Err("Say what to examine: --stack NAME, or --local.".to_owned()),
    };
    Ok(Command::Examine(Options { place, try_mail, application, wait }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_line(line: &str) -> Result<Command, String> {
        read(line.split_whitespace().map(str::to_owned))
    }

    fn options(line: &str) -> Options {
        match read_line(line) {
            Ok(Command::Examine(options)) => options,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn a_stack_is_named_and_the_rest_is_optional() {
        let (region, profile) = (Some("eu-west-1".to_owned()), Some("acme".to_owned()));
        let found = options("--stack login --region eu-west-1 --profile=acme --try-mail Jane@Example.com --application app_1 --wait 5");
        assert_eq!(found.place, Place::Stack { name: "login".to_owned(), region, profile });
        assert_eq!(found.try_mail, Email::parse("jane@example.com").ok());
        assert_eq!((found.application.as_deref(), found.wait.as_secs()), (Some("app_1"), 5));
        assert_eq!(options("--stack login").wait.as_secs(), 300);
    }

    #[test]
    fn the_local_run_is_on_port_3000_unless_it_is_not() {
        assert_eq!(HIGHEST_PORT, local::HIGHEST_PORT);
        assert_eq!(options("--local").place, Place::Local { port: 3000 });
        assert_eq!(options("--local --port 4000").place, Place::Local { port: 4000 });
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for (line, reason) in [
            ("", "Say what to examine: --stack NAME, or --local."),
            ("--stack login --local", "Say what to examine: --stack NAME, or --local."),
            ("--stack", "--stack wants a value."),
            ("--stack --local", "--stack wants a value."),
            ("--stack login --port 3000", "--port is for --local."),
            ("--local --profile acme", "--region and --profile are for a --stack; --local needs neither."),
            ("--local --port 0", "--port wants a port's number."),
            ("--local --wait soon", "--wait wants a whole number of seconds."),
            ("--local --try-mail nobody", "--try-mail wants an address that mail can be sent to."),
            ("--local --fix", "There is no option --fix."),
        ] {
            assert_eq!(read_line(line).unwrap_err(), reason, "{line}");
        }
        assert_eq!(read_line("--stack login --help"), Ok(Command::Help));
    }
}
