//! Queries and form bodies: decoded once, strictly, and only where somebody asks for the value.

use percent_encoding::percent_decode_str;

/// The input is malformed in a way that no honest browser produces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("malformed")]
pub struct Malformed;

/// The fields of an `application/x-www-form-urlencoded` text.
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Splits the text. What nobody asks for is never decoded, so unknown parameters may be as odd as they like.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(name).ok()?, value.to_owned()))
        };
        Self(text.split('&').filter(|text| !text.is_empty()).filter_map(pair).collect())
    }

    /// The value of the field `name`; `None` when it is absent.
    ///
    /// # Errors
    /// [`Malformed`] when it came more than once, holds a broken percent sequence or is not UTF-8.
    pub fn get(&self, name: &str) -> Result<Option<String>, Malformed> {
        let mut values = self.0.iter().filter(|(field, _)| field == name).map(|(_, value)| value);
        match (values.next(), values.next()) {
            (None, _) => Ok(None),
            (Some(value), None) => decode(value).map(Some),
            (Some(_), Some(_)) => Err(Malformed),
        }
    }
}

/// Decodes once. A broken sequence is refused rather than passed through, so that nothing downstream can decode it differently.
fn decode(text: &str) -> Result<String, Malformed> {
    let broken = text.split('%').skip(1).any(|rest| !rest.as_bytes().get(..2).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)));
    if broken {
        return Err(Malformed);
    }
    percent_decode_str(&text.replace('+', " ")).decode_utf8().map(Into::into).map_err(|_| Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(text: &str, name: &str) -> Result<Option<String>, Malformed> {
        Fields::parse(text).get(name)
    }

    #[test]
    fn values_are_decoded_once() {
        assert_eq!(get("email=a%2Bb%40x.com&state=s", "email").unwrap().as_deref(), Some("a+b@x.com"));
        assert_eq!(get("email=a+b@x.com", "email").unwrap().as_deref(), Some("a b@x.com"));
        assert_eq!(get("state=%2540", "state").unwrap().as_deref(), Some("%40"));
        assert_eq!(get("%73tate=x", "state").unwrap().as_deref(), Some("x"));
        assert_eq!(get("state", "state").unwrap().as_deref(), Some(""));
        assert_eq!(get("a=b=c", "a").unwrap().as_deref(), Some("b=c"));
        assert_eq!(get("&&a=1&", "b"), Ok(None));
        assert_eq!(get("state[]=a&state[0]=b", "state"), Ok(None));
    }

    #[test]
    fn t15_t16_t17_what_no_browser_sends_is_malformed() {
        for text in ["state=a&state=b", "state=%zz", "state=%", "state=%2", "state=%ff%fe", "state=%c0%ae", "state=a&%73tate=b", "state=%é"]
        {
            assert_eq!(get(text, "state"), Err(Malformed), "{text}");
        }
    }

    #[test]
    fn t21_what_nobody_asks_for_is_left_alone() {
        assert_eq!(get("utm=%zz&%ff=1&state=s&utm=2", "state").unwrap().as_deref(), Some("s"));
    }
}
