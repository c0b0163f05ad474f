//! A device: a browser that has logged in to an identifier. It has a lane of its own, in which no stranger can stand in its way.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest;

use crate::identifier::Identifier;
use crate::secret::Secret;

/// How long a device is known after its login: so that whoever logs in every month or two stays known.
pub(crate) const KNOWN_FOR: Duration = Duration::from_secs(90 * 86_400);

/// 256 secret bits in the device's cookie, as 43 characters of base64url.
#[derive(Clone, Debug)]
pub struct DeviceSecret(Secret<String>);

/// SHA-256 of the secret and an identifier: one device is known to each identifier by itself, and the table tells neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceHash(String);

impl DeviceSecret {
    /// The secret that was just made.
    pub(super) const fn from_text(text: String) -> Self {
        Self(Secret::new(text))
    }

    /// Reads the cookie's value; `None` when it cannot be ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == 32).then(|| Self::from_text(text.to_owned()))
    }

    /// The secret as the cookie carries it. Nothing else may.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// How the table knows this device for `identifier`.
    #[must_use]
    pub fn hash(&self, identifier: &Identifier) -> DeviceHash {
        let mut context = digest::Context::new(&digest::SHA256);
        for part in ["device", self.0.expose(), identifier.as_str()] {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part.as_bytes());
        }
        DeviceHash(URL_SAFE_NO_PAD.encode(context.finish()))
    }
}

impl DeviceHash {
    /// A hash as the table gave it back; it is not looked at.
    #[must_use]
    pub const fn from_table(text: String) -> Self {
        Self(text)
    }

    /// The hash, base64url.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(byte: u8) -> DeviceSecret {
        DeviceSecret::parse(&URL_SAFE_NO_PAD.encode([byte; 32])).unwrap()
    }

    #[test]
    fn a_device_is_known_to_each_address_by_itself() {
        let [jane, john] = ["jane@example.com", "john@example.com"].map(|text| Identifier::from_canonical(text).unwrap());
        assert_eq!(device(1).hash(&jane).as_str(), device(1).hash(&jane).as_str());
        assert_ne!(device(1).hash(&jane).as_str(), device(1).hash(&john).as_str());
        assert_ne!(device(1).hash(&jane).as_str(), device(2).hash(&jane).as_str());
    }

    #[test]
    fn a_device_is_256_bits_and_nothing_else() {
        let text = URL_SAFE_NO_PAD.encode([1; 32]);
        assert_eq!(DeviceSecret::parse(&text).unwrap().expose(), text);
        for text in ["", "device", &URL_SAFE_NO_PAD.encode([1; 31]), &URL_SAFE_NO_PAD.encode([1; 33]), &format!("{text}=")] {
            assert!(DeviceSecret::parse(text).is_none(), "{text}");
        }
        assert_eq!(format!("{:?}", device(1)), "DeviceSecret([secret])");
    }
}
