//! The flow's name: 128 random bits.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// 128 random bits as 22 characters of base64url. Names a flow; being known gives no power over it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FlowId(String);

impl FlowId {
    /// The id made of these random bits.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Reads the 22 characters; `None` for anything that [`Self::from_bytes`] could not have made.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == 16).then(|| Self(text.to_owned()))
    }

    /// The 22 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FlowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_spelling() {
        let id = FlowId::from_bytes([0xff; 16]);
        assert_eq!((id.as_str(), &*id.to_string()), ("_____________________w", "_____________________w"));
        assert_eq!(FlowId::parse(id.as_str()), Some(id));
        for text in [
            "",
            "_____________________w==",
            "_____________________x",
            "____________________w",
            "/////////////////////w",
            "flow",
            "______________________w",
        ] {
            assert_eq!(FlowId::parse(text), None, "{text}");
        }
    }
}
