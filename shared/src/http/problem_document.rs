//! An error as an app's page gets it: a problem document (RFC 9457).

use http::StatusCode;
use serde_json::{Map, Value};

/// The members of both objects, which are JSON; of two by one name, that of `more`. (RFC 9457, section 3.2, lets an error have members of
/// its own.)
pub(super) fn with(problem: &str, more: &str) -> String {
    let [mut members, more] = [problem, more].map(|json| serde_json::from_str::<Map<_, _>>(json).unwrap_or_default());
    members.extend(more);
    Value::Object(members).to_string()
}

/// The document, as JSON. By `word` a program knows the error; `title` is for its developer, `detail` for the person in front of it; a
/// number, with the name of its member, is what is left, or how many seconds to wait.
pub(crate) fn problem(status: StatusCode, word: &str, title: &str, detail: &str, number: Option<(&str, u32)>) -> String {
    let mut members = Map::new();
    members.insert("type".to_owned(), format!("urn:authress-passwordless:problem:{word}").into());
    members.insert("title".to_owned(), title.into());
    members.insert("status".to_owned(), status.as_u16().into());
    members.insert("detail".to_owned(), detail.into());
    members.extend(number.map(|(name, number)| (name.to_owned(), number.into())));
    Value::Object(members).to_string()
}
