//! What signs the assertions, as a stack or the environment tells it.

use shared::config::{Environment, Fault};

/// What signs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Signing {
    /// An access key, in this secret; the local run may have none.
    Secret(Option<String>),
    /// A key in KMS; of the local run's nothing is known.
    Kms(Option<InKms>),
}

/// A key in KMS, with what the stack says of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct InKms {
    /// Which of the stack's keys it is.
    pub(crate) slot: Slot,
    /// What AWS calls it.
    pub(crate) arn: Option<String>,
    /// What Authress calls it.
    pub(crate) id: Option<String>,
    /// Its public half, as the stack spells it.
    pub(crate) public_key: Option<String>,
}

/// One of the two keys that a stack can have in KMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The first.
    A,
    /// The second.
    B,
}

impl Slot {
    /// Its name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
        }
    }

    /// The output with the public half.
    pub(crate) const fn output(self) -> &'static str {
        match self {
            Self::A => "PublicKeyA",
            Self::B => "PublicKeyB",
        }
    }
}

impl Signing {
    /// By a stack. One without the output `Signing` is from before there was KMS; one that moves from one to the other has both.
    pub(super) fn of_stack(parameter: impl Fn(&str) -> Option<String>, output: impl Fn(&str) -> Option<String>) -> Self {
        if output("Signing").as_deref() != Some("kms") {
            return Self::Secret(output("AccessKeySecretArn"));
        }
        let slot = if parameter("SigningKey").as_deref() == Some("b") { Slot::B } else { Slot::A };
        Self::Kms(Some(InKms { slot, arn: output("SigningKeyArn"), id: parameter("AuthressKeyId"), public_key: output(slot.output()) }))
    }

    /// By the variables that the local run was started with.
    pub(super) fn of_local_run(environment: &Environment) -> Result<Self, Fault> {
        match environment.get("SIGNING") {
            None | Some("secret") => Ok(Self::Secret(environment.get("AUTHRESS_ACCESS_KEY_SECRET_ID").map(str::to_owned))),
            Some("kms") => Ok(Self::Kms(None)),
            Some(_) => Err(Fault::new("SIGNING", "must be secret or kms")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_stack(parameters: &[(&str, &str)], outputs: &[(&str, &str)]) -> Signing {
        let get = |pairs: &[(&str, &str)], name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Signing::of_stack(|name| get(parameters, name), |name| get(outputs, name))
    }

    #[test]
    fn a_stack_from_before_kms_and_one_that_only_has_keys_there_sign_by_the_secret() {
        let secret = ("AccessKeySecretArn", "arn:secret");
        assert_eq!(of_stack(&[], &[secret]), Signing::Secret(Some("arn:secret".to_owned())));
        assert_eq!(of_stack(&[], &[secret, ("Signing", "secret"), ("PublicKeyA", "A")]), Signing::Secret(Some("arn:secret".to_owned())));
        assert_eq!(of_stack(&[], &[]), Signing::Secret(None));
    }

    #[test]
    fn the_key_in_kms_is_the_one_that_signs_whatever_else_is_there() {
        let outputs = [
            ("Signing", "kms"),
            ("SigningKeyArn", "arn:key"),
            ("PublicKeyA", "A"),
            ("PublicKeyB", "B"),
            ("AccessKeySecretArn", "arn:secret"),
        ];
        let public_key = |parameters: &[(&str, &str)]| match of_stack(parameters, &outputs) {
            Signing::Kms(Some(key)) => (key.slot, key.id, key.public_key),
            other => panic!("{other:?}"),
        };
        assert_eq!(public_key(&[]), (Slot::A, None, Some("A".to_owned())));
        assert_eq!(public_key(&[("SigningKey", "b"), ("AuthressKeyId", "kid2")]), (Slot::B, Some("kid2".to_owned()), Some("B".to_owned())));
    }

    #[test]
    fn the_local_run_says_by_which_of_the_two_it_signs() {
        let of = |variables: &[(&str, &str)]| {
            let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            Signing::of_local_run(&Environment::new(variables)).map_err(|fault| fault.to_string())
        };
        assert_eq!(of(&[]), Ok(Signing::Secret(None)));
        assert_eq!(of(&[("AUTHRESS_ACCESS_KEY_SECRET_ID", "s")]), Ok(Signing::Secret(Some("s".to_owned()))));
        assert_eq!(of(&[("SIGNING", "kms"), ("AUTHRESS_ACCESS_KEY_SECRET_ID", "s")]), Ok(Signing::Kms(None)));
        assert_eq!(of(&[("SIGNING", "hsm")]), Err("SIGNING must be secret or kms".to_owned()));
    }
}
