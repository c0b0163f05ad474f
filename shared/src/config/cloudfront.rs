//! What proves that a request came through our CloudFront distribution. Only hashes of its secret are here, so that the secret itself is in
//! no function's environment: 256 random bits cannot be found from their SHA-256.

use subtle::{Choice, ConstantTimeEq};

use crate::config::{Environment, Fault};

/// The secrets that CloudFront may send, by their hashes: one, or two while one takes over from the other.
#[derive(Clone, Debug)]
pub struct CloudFront(Vec<[u8; 32]>);

impl CloudFront {
    /// Reads `ORIGIN_SECRET_SHA256`: 64 lower-case hexadecimal digits, or twice that with a comma between. Without it nothing stands in
    /// front of the API.
    ///
    /// # Errors
    /// [`Fault`] when it is anything but one or two SHA-256 hashes; it does not repeat the text, which may be the secret by mistake.
    pub fn read(environment: &Environment) -> Result<Option<Self>, Fault> {
        const VARIABLE: &str = "ORIGIN_SECRET_SHA256";
        let Some(text) = environment.get(VARIABLE) else { return Ok(None) };
        let hashes: Option<Vec<_>> = text.split(',').map(|hash| from_hex(hash.trim())).collect();
        hashes.filter(|hashes| hashes.len() <= 2).map(|hashes| Some(Self(hashes))).ok_or_else(|| {
            Fault::new(VARIABLE, "must be one or two SHA-256 hashes, comma-separated: 64 lower-case hexadecimal digits each")
        })
    }

    /// Whether this is the SHA-256 of one of the secrets. Looks at all of them, so that time tells nothing.
    #[must_use]
    pub fn has(&self, hash: &[u8; 32]) -> bool {
        self.0.iter().fold(Choice::from(0), |found, known| found | known.ct_eq(hash)).into()
    }
}

fn from_hex(hex: &str) -> Option<[u8; 32]> {
    let digits = hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if !digits || hex.len() != 64 {
        return None;
    }
    let mut hash = [0; 32];
    for (byte, digits) in hash.iter_mut().zip(hex.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Result<Option<CloudFront>, Fault> {
        CloudFront::read(&Environment::new([("ORIGIN_SECRET_SHA256".to_owned(), value.to_owned())].into()))
    }

    #[test]
    fn one_or_two_hashes_are_known() {
        let (one, other) = ("00".repeat(32), format!("{}ff", "0a".repeat(31)));
        let (mut first, mut second) = ([0; 32], [10; 32]);
        second[31] = 255;
        assert!(read(&one).unwrap().unwrap().has(&first));
        let both = read(&format!("{one}, {other}")).unwrap().unwrap();
        assert!(both.has(&first) && both.has(&second));
        assert!(read(&format!("{one},{one}")).unwrap().unwrap().has(&first), "the same twice is the same");
        first[0] = 1;
        second[31] = 254;
        assert!(!both.has(&first) && !both.has(&second));
        assert!(read(" ").unwrap().is_none(), "blank means absent");
    }

    #[test]
    fn anything_else_stops_the_start_and_is_not_repeated() {
        let hash = "0a".repeat(32);
        for value in [
            "my-secret",
            &hash[1..],
            &format!("{hash}0"),
            &hash.to_uppercase(),
            &format!("{hash},"),
            &format!("{hash};{hash}"),
            &format!("{hash},{hash},{hash}"),
            &"é".repeat(32),
            &format!("+{}", &hash[1..]),
        ] {
            let fault = read(value).unwrap_err();
            assert!(fault.variable == "ORIGIN_SECRET_SHA256" && !fault.to_string().contains(value), "{fault}");
        }
    }
}
