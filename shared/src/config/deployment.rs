//! The name of this deployment, which all its metrics carry.

use crate::config::{Environment, Fault};

/// The name of a stack, as `CloudFormation` takes it: a letter, then letters, digits and hyphens, at most 128 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployment(String);

impl Deployment {
    /// Reads `DEPLOYMENT`. Without it nothing is counted.
    ///
    /// # Errors
    /// [`Fault`] when it is no name that a stack can have.
    pub fn read(environment: &Environment) -> Result<Option<Self>, Fault> {
        let Some(name) = environment.get("DEPLOYMENT") else { return Ok(None) };
        let letters = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if letters && name.len() <= 128 && name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return Ok(Some(Self(name.to_owned())));
        }
        Err(Fault::new("DEPLOYMENT", "must be the name of a stack: a letter, then letters, digits and hyphens, at most 128 in all"))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str) -> Result<Option<Deployment>, Fault> {
        Deployment::read(&Environment::new([("DEPLOYMENT".to_owned(), name.to_owned())].into()))
    }

    #[test]
    fn a_deployment_is_named_like_its_stack() {
        for name in ["a", "Acme-login-2", &"a".repeat(128)] {
            assert_eq!(read(name).unwrap().unwrap().as_str(), name);
        }
        for name in ["", " "] {
            assert_eq!(read(name), Ok(None), "blank means absent");
        }
        for name in ["2acme", "-acme", "acme_login", "acme login", "acmé", "acme\"}", &"a".repeat(129)] {
            assert_eq!(read(name).unwrap_err().variable, "DEPLOYMENT", "{name}");
        }
    }
}
