//! The key in KMS: what the stack tells of it. It is compared with what Authress publishes, as an access key is; KMS itself is not asked.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::deployment::{InKms, Slot};
use crate::finding::Finding;
use crate::stack;

const SUBJECT: &str = "key in KMS";

/// What comes before the 32 bytes of an Ed25519 public key in `SubjectPublicKeyInfo` (RFC 8410, section 4).
const PREFIX: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// A key in KMS that can be compared.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct KmsKey {
    /// Which of the stack's keys it is.
    pub(crate) slot: Slot,
    /// What Authress is to call it.
    pub(crate) id: String,
    /// Its public half.
    pub(crate) public: [u8; 32],
}

/// Reads what the stack tells; the key, if that is enough to compare it.
pub(crate) fn check(told: &InKms, region: &str) -> (Finding, Option<KmsKey>) {
    let (slot, output) = (told.slot, told.slot.output());
    let Some(arn) = &told.arn else { return (stack::no_output(SUBJECT, "SigningKeyArn"), None) };
    let Some(public_key) = &told.public_key else { return (stack::no_output(SUBJECT, output), None) };
    let Some(id) = &told.id else {
        let sentence = format!("The stack does not say what Authress calls the key {} in KMS, so nobody can sign in.", slot.name());
        return (Finding::failure(SUBJECT, sentence, format!("Deploy with AuthressKeyId=<the key id that Authress gave {output}>.")), None);
    };
    let Some(public) = read(public_key) else {
        let sentence = format!("Could not be checked: the output {output} is no public key of Ed25519.");
        let advice = format!(
            "See what KMS says: aws kms get-public-key --region {region} --key-id {arn} --query PublicKey --output text; its KeySpec must be ECC_NIST_EDWARDS25519."
        );
        return (Finding::warning(SUBJECT, sentence, advice), None);
    };
    let sentence = format!("The key {} in KMS signs; whether it is enabled was not looked at.", slot.name());
    let advice = format!("aws kms describe-key --region {region} --key-id {arn} --query KeyMetadata.KeyState must say Enabled.");
    (Finding::skipped(SUBJECT, sentence, advice), Some(KmsKey { slot, id: id.clone(), public }))
}

fn read(public_key: &str) -> Option<[u8; 32]> {
    STANDARD.decode(public_key).ok()?.strip_prefix(&PREFIX)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_key_is_twelve_bytes_that_say_what_it_is_and_thirty_two_more() {
        let of = |prefix: &[u8], key: &[u8]| read(&STANDARD.encode([prefix, key].concat()));
        assert_eq!(of(&PREFIX, &[7; 32]), Some([7; 32]));
        assert_eq!(of(&PREFIX, &[7; 31]), None);
        assert_eq!(of(&PREFIX, &[7; 33]), None);
        assert_eq!(of(&[], &[7; 32]), None);
        // X25519, of the same length.
        assert_eq!(of(&[0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x03, 0x21, 0x00], &[7; 32]), None);
        assert_eq!(read("no base64"), None);
    }
}
