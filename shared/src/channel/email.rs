//! Email, by SES.

use crate::channel::{About, Input, LimitSettings, Messages};
use crate::identifier::Kind;

/// What it is. Fifteen mails a day times five guesses leave a blind guesser 75 codes in a million; a test holds it below one in 10,000.
pub(super) const ABOUT: About = About {
    name: "email",
    reaches: Kind::Email,
    input: Input { kind: "email", autocomplete: "email" },
    words: Messages {
        field: "start-email",
        hint: "start-hint",
        send: "start-send",
        code: "code-field",
        nothing: "code-no-mail",
        other: "code-other-address",
        label: Some("code-label"),
        bad: "problem-bad-address",
        refused: "problem-refused-address",
    },
    limits: LimitSettings {
        per_address: ("SENDS_PER_ADDRESS", "5/15m,8/h,15/d"),
        per_device: ("SENDS_PER_DEVICE", "5/15m,8/h,15/d"),
        per_deployment: ("SENDS_PER_DEPLOYMENT", "1000/h"),
    },
    lanes: ["shared", "device"],
    breaker: "deployment",
    service: "ses",
};

#[cfg(feature = "send")]
pub(super) use sending::courier;

#[cfg(feature = "send")]
mod sending {
    use crate::address::Email;
    use crate::aws::Aws;
    use crate::channel::courier::{Courier, Doing, Letter, Message, NotSent, Unreadable};
    use crate::config::{Environment, Fault};
    use crate::deadline::Deadline;
    use crate::identifier::Identifier;
    use crate::mail::Mailer;

    /// SES, and which domains may sign in.
    #[derive(Debug)]
    struct ByEmail {
        domains: Domains,
        mailer: Mailer,
        code_in_subject: bool,
    }

    /// Reads `EMAIL_…`, `SES_CONFIGURATION_SET` and `CODE_IN_SUBJECT`.
    pub(in crate::channel) fn courier(environment: &Environment, aws: &Aws) -> Result<Box<dyn Courier>, Fault> {
        let (domains, mailer) = (Domains::read(environment)?, Mailer::new(environment, aws)?);
        Ok(Box::new(ByEmail { domains, mailer, code_in_subject: environment.flag("CODE_IN_SUBJECT")? }))
    }

    impl Courier for ByEmail {
        fn read(&self, input: &str) -> Result<Identifier, Unreadable> {
            let address = Email::parse(input).map_err(|_| Unreadable::Bad)?;
            if self.domains.let_in(&address) { Ok(Identifier::Email(address)) } else { Err(Unreadable::Refused) }
        }

        fn write(&self, letter: &Letter<'_>) -> Message {
            letter.mail(self.code_in_subject)
        }

        fn connect<'a>(&'a self, aws: &'a Aws) -> Doing<'a, ()> {
            Box::pin(crate::mail::connect(aws))
        }

        /// Two mails with one code are better than none.
        fn may_repeat_unanswered(&self) -> bool {
            true
        }

        fn hand_over<'a>(&'a self, recipient: &'a Identifier, message: &'a Message, deadline: Deadline) -> Doing<'a, Result<(), NotSent>> {
            Box::pin(self.mailer.hand_over(recipient, message, deadline))
        }
    }

    /// Which domains may sign in, by exact names and no patterns, so that a look-alike or a sub-domain is simply another domain. Without
    /// any, every domain may.
    #[derive(Debug)]
    struct Domains {
        allowed: Option<Vec<String>>,
        denied: Vec<String>,
    }

    impl Domains {
        /// Reads `EMAIL_DOMAINS_ALLOWED` and `EMAIL_DOMAINS_DENIED`, comma-separated, into the canonical form that addresses have.
        fn read(environment: &Environment) -> Result<Self, Fault> {
            let allowed = list(environment, "EMAIL_DOMAINS_ALLOWED")?;
            Ok(Self { allowed, denied: list(environment, "EMAIL_DOMAINS_DENIED")?.unwrap_or_default() })
        }

        fn let_in(&self, address: &Email) -> bool {
            let is = |domain: &String| domain == address.domain();
            self.allowed.as_ref().is_none_or(|allowed| allowed.iter().any(is)) && !self.denied.iter().any(is)
        }
    }

    fn list(environment: &Environment, variable: &'static str) -> Result<Option<Vec<String>>, Fault> {
        let Some(text) = environment.get(variable) else { return Ok(None) };
        let domain = |domain: &str| Email::parse(&format!("x@{domain}")).map(|address| address.domain().to_owned());
        text.split(',')
            .map(|name| domain(name.trim()))
            .collect::<Result<_, _>>()
            .map(Some)
            .map_err(|_| Fault::new(variable, "must be a comma-separated list of domains such as example.com"))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        fn let_in(variable: &str, value: &str, address: &str) -> bool {
            let environment = Environment::new([(variable.to_owned(), value.to_owned())].into());
            Domains::read(&environment).unwrap().let_in(&Email::parse(address).unwrap())
        }

        #[test]
        fn t35_names_are_exact() {
            for address in ["u@allowed.com", "u@ALLOWED.com", "u@bücher.example"] {
                assert!(let_in("EMAIL_DOMAINS_ALLOWED", "Allowed.com, bücher.example", address), "{address}");
            }
            for address in ["u@allowed.com.evil.tld", "u@evilallowed.com", "allowed.com@evil.tld", "u@sub.allowed.com"] {
                assert!(!let_in("EMAIL_DOMAINS_ALLOWED", "allowed.com", address), "{address}");
            }
            assert!(!let_in("EMAIL_DOMAINS_DENIED", "denied.com", "u@Denied.com"));
            assert!(let_in("EMAIL_DOMAINS_DENIED", "denied.com", "u@sub.denied.com"));
            assert!(let_in("OTHER", "x", "u@any.com"));
        }

        #[test]
        fn a_list_that_is_none_stops_the_start() {
            let environment = Environment::new([("EMAIL_DOMAINS_DENIED".to_owned(), "denied.com,*.evil.tld".to_owned())].into());
            assert_eq!(Domains::read(&environment).unwrap_err().variable, "EMAIL_DOMAINS_DENIED");
        }
    }
}
