//! The proof of work that Authress wants with its calls: `v2;<ms>;<n>;<h>`, where `ms` is the time in milliseconds, and `h` the SHA-256 of
//! time, counter and values in base64url, which must begin with `00`. The counter is what has to be searched for.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};

use crate::time::Timestamp;

/// How far a proof's time may be from ours, either way, in seconds: our choice, since Authress does not say what it allows.
const LEEWAY: u64 = 300;

/// What is wrong with a proof.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not of the form.
    #[error("antiAbuseHash is not of the form v2;<ms>;<n>;<hash>")]
    Malformed,
    /// Made too long ago, or in the future.
    #[error("antiAbuseHash was made more than five minutes ago, or in the future")]
    Old,
    /// Made for other values, or for these in another order.
    #[error("antiAbuseHash is not the hash of these values in their order")]
    Mismatch,
    /// No work was done for it.
    #[error("antiAbuseHash does not begin with 00")]
    NoWork,
}

/// A proof for `values` in their order; empty ones do not count. Takes some 4,096 hashes: two characters of base64url are twelve bits.
#[must_use]
pub fn prove(values: &[&str], now: Timestamp) -> String {
    let milliseconds = now.unix().saturating_mul(1000);
    let mut counter = 1;
    loop {
        let hash = hash(milliseconds, counter, values);
        if hash.starts_with("00") {
            return format!("v2;{milliseconds};{counter};{hash}");
        }
        counter += 1;
    }
}

/// Checks a proof for `values` in their order, as the stand-in for Authress does.
///
/// # Errors
/// [`Fault`] says what is wrong with it; of several faults, the first in the order of its variants.
pub fn check(proof: &str, values: &[&str], now: Timestamp) -> Result<(), Fault> {
    let parts: Vec<&str> = proof.split(';').collect();
    let ["v2", milliseconds, counter, claimed] = parts.as_slice() else {
        return Err(Fault::Malformed);
    };
    let milliseconds: u64 = milliseconds.parse().map_err(|_| Fault::Malformed)?;
    let counter: u64 = counter.parse().map_err(|_| Fault::Malformed)?;
    if (milliseconds / 1000).abs_diff(now.unix()) > LEEWAY {
        return Err(Fault::Old);
    }
    if hash(milliseconds, counter, values) != *claimed {
        return Err(Fault::Mismatch);
    }
    if !claimed.starts_with("00") {
        return Err(Fault::NoWork);
    }
    Ok(())
}

fn hash(milliseconds: u64, counter: u64, values: &[&str]) -> String {
    let values: Vec<&str> = values.iter().copied().filter(|value| !value.is_empty()).collect();
    let input = format!("{milliseconds};{counter};{}", values.join("|"));
    URL_SAFE_NO_PAD.encode(digest(&SHA256, input.as_bytes()))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix(1_700_000_000);

    fn vectors() -> Vec<(Vec<String>, String)> {
        let vectors: Value = serde_json::from_str(include_str!("../../tests/vectors/authress_login.json")).expect("JSON");
        let vectors = vectors["antiAbuseHash"].as_array().expect("a list").clone();
        let read = |vector: &Value| {
            let values = vector["valueString"].as_str().expect("text").split('|').map(str::to_owned).collect();
            (values, vector["antiAbuseHash"].as_str().expect("text").to_owned())
        };
        vectors.iter().map(read).collect()
    }

    #[test]
    fn the_proofs_of_the_real_sdk_are_made_and_pass() {
        let vectors = vectors();
        assert!(!vectors.is_empty());
        for (values, expected) in vectors {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            assert_eq!(prove(&values, NOW), expected);
            assert_eq!(check(&expected, &values, NOW), Ok(()));
        }
    }

    #[test]
    fn another_order_of_the_values_does_not_pass() {
        let proof = prove(&["one", "two"], NOW);
        assert_eq!(check(&proof, &["two", "one"], NOW), Err(Fault::Mismatch));
    }

    #[test]
    fn empty_values_do_not_count() {
        assert_eq!(prove(&["one", "", "two"], NOW), prove(&["one", "two"], NOW));
    }

    #[test]
    fn a_proof_passes_for_five_minutes_either_way() {
        let proof = prove(&["one"], NOW);
        for (now, expected) in [
            (NOW.unix() + 300, Ok(())),
            (NOW.unix() - 300, Ok(())),
            (NOW.unix() + 301, Err(Fault::Old)),
            (NOW.unix() - 301, Err(Fault::Old)),
        ] {
            assert_eq!(check(&proof, &["one"], Timestamp::from_unix(now)), expected);
        }
    }

    #[test]
    fn a_true_hash_without_work_does_not_pass() {
        let lazy = (1..100).map(|n| (n, hash(1_700_000_000_000, n, &["one"]))).find(|(_, hash)| !hash.starts_with("00"));
        let (counter, hash) = lazy.expect("most of them");
        assert_eq!(check(&format!("v2;1700000000000;{counter};{hash}"), &["one"], NOW), Err(Fault::NoWork));
    }

    #[test]
    fn other_forms_do_not_pass() {
        for bad in ["", "v2", "v1;1700000000000;1;00", "v2;x;1;00", "v2;1;x;00", "v2;1;1;00;more"] {
            assert_eq!(check(bad, &["one"], NOW), Err(Fault::Malformed), "{bad}");
        }
    }
}
