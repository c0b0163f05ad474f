//! Events made here against what API Gateway is known to send.

use std::net::Ipv4Addr;

use axum::http::Request;
use axum::http::request::Builder;

use super::*;

fn event(request: Builder, body: &[u8]) -> Value {
    let (head, ()) = request.body(()).expect("a request").into_parts();
    let about = Circumstances {
        flow: None,
        route_key: "GET /",
        source: IpAddr::V4(Ipv4Addr::new(65, 78, 31, 245)),
        domain: "xxx.execute-api.us-east-1.amazonaws.com",
        port: 443,
        now: Timestamp::from_unix(1_588_804_615),
        request_id: "MIZRNhJtIAMEMDw=",
        trace_id: "Root=1-5eb33c07-de25b420912dee103a5db434",
    };
    make(&head, body, &about)
}

fn form(content_type: &str) -> Builder {
    Request::post("/").header("Content-Type", content_type)
}

#[test]
fn a_request_by_curl_makes_the_event_that_was_recorded() {
    let request = Request::get("/")
        .header("Host", "xxx.execute-api.us-east-1.amazonaws.com")
        .header("User-Agent", "curl/7.64.1")
        .header("Accept", "*/*");
    let recorded = json!({
        "headers": {
            "accept": "*/*",
            "content-length": "0",
            "host": "xxx.execute-api.us-east-1.amazonaws.com",
            "user-agent": "curl/7.64.1",
            "x-amzn-trace-id": "Root=1-5eb33c07-de25b420912dee103a5db434",
            "x-forwarded-for": "65.78.31.245",
            "x-forwarded-port": "443",
            // The one difference: nothing speaks TLS on loopback.
            "x-forwarded-proto": "http",
        },
        "isBase64Encoded": false,
        "rawPath": "/",
        "rawQueryString": "",
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "local",
            "domainName": "xxx.execute-api.us-east-1.amazonaws.com",
            "domainPrefix": "xxx",
            "http": {
                "method": "GET",
                "path": "/",
                "protocol": "HTTP/1.1",
                "sourceIp": "65.78.31.245",
                "userAgent": "curl/7.64.1",
            },
            "requestId": "MIZRNhJtIAMEMDw=",
            "routeKey": "GET /",
            "stage": "$default",
            "time": "06/May/2020:22:36:55 +0000",
            "timeEpoch": 1_588_804_615_000_u64,
        },
        "routeKey": "GET /",
        "version": "2.0",
    });
    assert_eq!(event(request, b""), recorded);
}

#[test]
fn the_raw_query_stays_encoded_and_the_parameters_are_decoded_and_joined() {
    let event = event(Request::get("/login?a=1&b=%26+x&a=%32&c"), b"");
    assert_eq!(event["rawQueryString"], "a=1&b=%26+x&a=%32&c");
    assert_eq!(event["queryStringParameters"], json!({"a": "1,2", "b": "& x", "c": ""}));
}

#[test]
fn cookies_travel_apart_from_the_headers() {
    let event = event(Request::get("/").header("Cookie", "a=1; b=2;").header("Cookie", "c=3"), b"");
    assert_eq!(event["cookies"], json!(["a=1", "b=2", "c=3"]));
    assert_eq!(event["headers"].get("cookie"), None);
}

#[test]
fn without_cookies_there_is_no_such_member() {
    assert_eq!(event(Request::get("/"), b"").get("cookies"), None);
}

#[test]
fn duplicate_headers_are_joined_by_commas() {
    let event = event(Request::get("/").header("X-Tag", "one").header("x-tag", "two"), b"");
    assert_eq!(event["headers"]["x-tag"], "one,two");
}

#[test]
fn headers_about_the_connection_end_at_the_gateway() {
    let event = event(Request::get("/").header("Connection", "keep-alive").header("TE", "trailers"), b"");
    assert_eq!((event["headers"].get("connection"), event["headers"].get("te")), (None, None));
}

#[test]
fn a_forged_forwarded_for_is_appended_to_and_never_becomes_the_source() {
    let event = event(Request::get("/").header("X-Forwarded-For", "1.2.3.4"), b"");
    assert_eq!(event["headers"]["x-forwarded-for"], "1.2.3.4, 65.78.31.245");
    assert_eq!(event["requestContext"]["http"]["sourceIp"], "65.78.31.245");
}

#[test]
fn a_form_arrives_in_base64() {
    let event = event(form("application/x-www-form-urlencoded"), b"email=a%40example.com");
    assert_eq!(event["body"], STANDARD.encode("email=a%40example.com"));
    assert_eq!(event["isBase64Encoded"], true);
    assert_eq!(event["headers"]["content-length"], "21");
}

#[test]
fn a_body_without_a_type_arrives_in_base64() {
    assert_eq!(event(Request::post("/"), b"x")["isBase64Encoded"], true);
}

#[test]
fn json_xml_javascript_and_text_arrive_as_text() {
    for content_type in ["application/json", "Application/XML; charset=utf-8", "application/javascript", "text/plain"] {
        let event = event(form(content_type), b"{}");
        assert_eq!((&event["body"], &event["isBase64Encoded"]), (&json!("{}"), &json!(false)), "{content_type}");
    }
}

#[test]
fn an_empty_body_is_no_member_at_all() {
    let event = event(form("application/x-www-form-urlencoded"), b"");
    assert_eq!((event.get("body"), &event["isBase64Encoded"]), (None, &json!(false)));
}

#[test]
fn bytes_that_are_no_text_do_not_break_the_event() {
    let request = Request::get("/").header("Cookie", &b"a=\xff"[..]).header("X-Odd", &b"\xfe"[..]);
    let event = event(request, b"");
    assert_eq!(event["cookies"], json!(["a=\u{fffd}"]));
    assert_eq!(event["headers"]["x-odd"], "\u{fffd}");
}
