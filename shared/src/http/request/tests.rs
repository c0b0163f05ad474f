//! Which requests are read, and how long they may be.

use serde_json::json;

use super::*;

/// A posted form with this query and this body.
fn posted(query: &str, body: &str, base64: bool) -> Request {
    let event = json!({
        "rawPath": "/login/code",
        "rawQueryString": query,
        "headers": { "content-type": "application/x-www-form-urlencoded" },
        "requestContext": { "http": { "method": "POST" } },
        "body": body,
        "isBase64Encoded": base64,
    });
    Request::from_event(&event.to_string()).unwrap()
}

/// A form of this many bytes.
fn form(length: usize) -> String {
    format!("state={}", "s".repeat(length - "state=".len()))
}

#[test]
fn t14_a_query_may_have_4096_bytes_and_no_more() {
    let query = |length| posted(&form(length), "", false).query().map(|fields| fields.get("state").unwrap().unwrap().len());
    assert_eq!(query(4_096), Ok(4_090));
    assert_eq!(query(4_097), Err(Malformed));
}

/// Also as API Gateway sends a form: the base64 of 4,097 and of 4,098 bytes is as long as that of 4,096.
#[test]
fn t14_a_body_may_have_4096_bytes_and_no_more_however_it_is_sent() {
    let text = |length| posted("", &form(length), false).form().map(|fields| fields.get("state").unwrap().unwrap().len());
    let base64 = |length| posted("", &STANDARD.encode(form(length)), true).form().map(|fields| fields.get("state").unwrap().unwrap().len());
    for read in [&text as &dyn Fn(usize) -> Result<usize, Refusal>, &base64] {
        assert_eq!(read(4_096), Ok(4_090));
        for length in [4_097, 4_098, 4_099, 5_000] {
            assert_eq!(read(length), Err(Refusal::TooLarge), "{length}");
        }
    }
}
