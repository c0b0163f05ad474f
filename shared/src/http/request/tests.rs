//! Which requests are read, and how long they may be.

use serde_json::{Value, json};

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

#[test]
fn t18_a_form_says_that_it_is_one_in_utf_8_and_not_compressed() {
    let read = |headers: Value| {
        let event = json!({ "rawPath": "/", "headers": headers, "requestContext": { "http": { "method": "POST" } }, "body": "a=b" });
        Request::from_event(&event.to_string()).unwrap().form().map(|_| ())
    };
    let kind = "application/x-www-form-urlencoded";
    for kind in [kind, "Application/X-WWW-Form-Urlencoded", &format!("{kind}; charset=utf-8"), &format!("{kind};charset=\"UTF-8\";")] {
        assert_eq!(read(json!({ "content-type": kind })), Ok(()), "{kind}");
    }
    for kind in ["", "text/plain", "application/json", &format!("{kind}; charset=utf-16"), &format!("{kind}, text/html")] {
        assert_eq!(read(json!({ "content-type": kind })), Err(Refusal::UnsupportedMediaType), "{kind}");
    }
    assert_eq!(read(json!({ "content-type": kind, "content-encoding": "gzip" })), Err(Refusal::UnsupportedMediaType));
}

/// API Gateway names its own; whoever invokes the function himself may name anything, and a link would lead there.
#[test]
fn t81_a_domain_is_a_name_or_none() {
    let domain = |name: &str| {
        let event = json!({ "rawPath": "/", "requestContext": { "domainName": name, "http": { "method": "GET" } } });
        Request::from_event(&event.to_string()).unwrap().domain_name
    };
    for name in ["abc123.execute-api.eu-west-1.amazonaws.com", "Sign-In.acme.example", &"a".repeat(253)] {
        assert_eq!(domain(name).as_deref(), Some(name));
    }
    for name in ["", "evil.example/", "a b", "a:1", "é.example", "a@b", &"a".repeat(254)] {
        assert_eq!(domain(name), None, "{name}");
    }
}

#[test]
fn a_path_of_the_api_is_a_call() {
    let is_call = |path: &str| {
        let event = json!({ "rawPath": path, "requestContext": { "http": { "method": "POST" } } });
        Request::from_event(&event.to_string()).unwrap().is_call()
    };
    assert!(is_call("/api/codes") && !is_call("/login/code") && !is_call("/login/api/codes"));
}
