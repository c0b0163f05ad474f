//! Which domains may sign in: exact names, no patterns, so that a look-alike or a sub-domain is simply another domain.

use shared::address::Email;
use shared::config::{Environment, Fault};

/// The operator's lists. Without any, every domain may.
#[derive(Debug)]
pub(crate) struct Domains {
    allowed: Option<Vec<String>>,
    denied: Vec<String>,
}

impl Domains {
    /// Reads `EMAIL_DOMAINS_ALLOWED` and `EMAIL_DOMAINS_DENIED`, comma-separated, into the canonical form that addresses have.
    pub(crate) fn read(environment: &Environment) -> Result<Self, Fault> {
        let allowed = list(environment, "EMAIL_DOMAINS_ALLOWED")?;
        Ok(Self { allowed, denied: list(environment, "EMAIL_DOMAINS_DENIED")?.unwrap_or_default() })
    }

    /// Whether this address may sign in.
    pub(crate) fn let_in(&self, address: &Email) -> bool {
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
