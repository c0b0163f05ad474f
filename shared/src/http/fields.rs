//! Queries, form bodies and JSON bodies: decoded once, strictly, and only where somebody asks for the value.

use std::fmt;

use percent_encoding::percent_decode_str;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The input is malformed in a way that no honest browser produces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("malformed")]
pub struct Malformed;

/// Names and values that somebody sent.
pub struct Fields(Vec<(String, Value)>);

enum Value {
    /// As a query has it.
    Encoded(String),
    /// As JSON has it.
    Json(Box<RawValue>),
}

impl Fields {
    /// Splits an `application/x-www-form-urlencoded` text. What nobody asks for is never decoded, so unknown parameters may be as odd as
    /// they like; one whose name does not decode is left out.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(name).ok()?, Value::Encoded(value.to_owned())))
        };
        Self(text.split('&').filter(|text| !text.is_empty()).filter_map(pair).collect())
    }

    /// Reads a JSON object. What nobody asks for may be of any kind.
    ///
    /// # Errors
    /// [`Malformed`] when it is no object.
    pub(super) fn of_json(text: &str) -> Result<Self, Malformed> {
        serde_json::from_str(text).map_err(|_| Malformed)
    }

    /// The value of the field `name`, decoded, possibly empty; `None` when it is absent.
    ///
    /// # Errors
    /// [`Malformed`] when it came more than once, holds a broken percent sequence, is not UTF-8, or is JSON but no string.
    pub fn get(&self, name: &str) -> Result<Option<String>, Malformed> {
        let mut values = self.0.iter().filter(|(field, _)| field == name).map(|(_, value)| value);
        match (values.next(), values.next()) {
            (None, _) => Ok(None),
            (Some(Value::Encoded(value)), None) => decode(value).map(Some),
            (Some(Value::Json(json)), None) => serde_json::from_str(json.get()).map(Some).map_err(|_| Malformed),
            (Some(_), _) => Err(Malformed),
        }
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

/// Reads an object as a list: a map would keep the last of two members of one name, and nobody would know that there were two.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            let (name, value) = member;
            members.push((name, Value::Json(value)));
        }
        Ok(Fields(members))
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
    fn t15_a_json_member_is_one_string_or_none() {
        let get = |text: &str| Fields::of_json(text).and_then(|fields| fields.get("email"));
        assert_eq!(get(r#"{"email":"a@x.com","x":[{"email":"b@x.com"}],"y":null,"z":-1.5}"#).unwrap().as_deref(), Some("a@x.com"));
        assert_eq!(get(r#"{"email":"\u0061@x.com"}"#).unwrap().as_deref(), Some("a@x.com"));
        assert_eq!(get(r#"{"Email":"a@x.com"}"#), Ok(None));
        let deep = format!(r#"{{"x":{}{},"email":"a@x.com"}}"#, "[".repeat(2_000), "]".repeat(2_000));
        assert_eq!(get(&deep).unwrap().as_deref(), Some("a@x.com"), "what is passed over costs no stack");
        for text in [
            "",
            "null",
            "[]",
            "\"email\"",
            "{",
            "{}x",
            r#"{"email":["a@x.com","b@y.com"]}"#,
            r#"{"email":{"$ne":1}}"#,
            r#"{"email":null}"#,
            r#"{"email":1}"#,
            r#"{"email":true}"#,
            r#"{"email":"a@x.com","email":"a@x.com"}"#,
            r#"{"email":"a@x.com","\u0065mail":"b@x.com"}"#,
            r#"{"email":"\ud800"}"#,
            "{\"email\":\"a\n@x.com\"}",
            r#"{"email":"a@x.com",}"#,
            r"{'email':'a@x.com'}",
            "\u{feff}{}",
        ] {
            assert_eq!(get(text), Err(Malformed), "{text}");
        }
    }

    #[test]
    fn t21_what_nobody_asks_for_is_left_alone() {
        assert_eq!(get("utm=%zz&%ff=1&state=s&utm=2", "state").unwrap().as_deref(), Some("s"));
    }
}
