//! One HTTP request as the event that API Gateway's HTTP API hands to a function (payload 2.0), to the letter: what
//! holds against this event must hold against the real one. Checked against recorded events.

use std::net::IpAddr;

use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use shared::time::Timestamp;
use time::OffsetDateTime;
use url::form_urlencoded;

/// The account every event comes from.
const ACCOUNT_ID: &str = "123456789012";
/// The API every event comes from.
const API_ID: &str = "local";

/// Headers about one connection, which end at the gateway.
const HOP_BY_HOP: [&str; 8] =
    ["connection", "keep-alive", "proxy-authenticate", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"];

/// What the gateway knows of a request besides the request.
pub(crate) struct Circumstances<'a> {
    /// The route that matched, `GET /login`.
    pub(crate) route_key: &'a str,
    /// What `{flow}` of the route stands for, if it has one.
    pub(crate) flow: Option<&'a str>,
    /// The other end of the socket.
    pub(crate) source: IpAddr,
    /// The host the API is served under, without a port.
    pub(crate) domain: &'a str,
    /// The port the API is served on.
    pub(crate) port: u16,
    /// When the request came.
    pub(crate) now: Timestamp,
    /// The id the gateway gives the request.
    pub(crate) request_id: &'a str,
    /// The id under which X-Ray would trace it.
    pub(crate) trace_id: &'a str,
}

/// The event for the request with this head and `body`.
pub(crate) fn make(head: &Parts, body: &[u8], about: &Circumstances<'_>) -> Value {
    let path = head.uri.path();
    let query = head.uri.query().unwrap_or_default();
    let text = is_text(&head.headers);
    let mut event = json!({
        "version": "2.0",
        "routeKey": about.route_key,
        "rawPath": path,
        "rawQueryString": query,
        "headers": headers(head, body.len(), about),
        "requestContext": {
            "accountId": ACCOUNT_ID,
            "apiId": API_ID,
            "domainName": about.domain,
            "domainPrefix": about.domain.split('.').next(),
            "http": {
                "method": head.method.as_str(),
                "path": path,
                "protocol": format!("{:?}", head.version),
                "sourceIp": about.source.to_string(),
                "userAgent": joined(&head.headers, &USER_AGENT),
            },
            "requestId": about.request_id,
            "routeKey": about.route_key,
            "stage": "$default",
            "time": clf(about.now),
            "timeEpoch": about.now.unix().saturating_mul(1000),
        },
        "isBase64Encoded": !body.is_empty() && !text,
    });
    let optional = [
        ("cookies", cookies(&head.headers)),
        ("pathParameters", about.flow.map(|flow| json!({ "flow": flow }))),
        ("queryStringParameters", parameters(query)),
        ("body", (!body.is_empty()).then(|| if text { String::from_utf8_lossy(body).into() } else { STANDARD.encode(body).into() })),
    ];
    if let Some(event) = event.as_object_mut() {
        event.extend(optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    }
    event
}

/// Lower-case names, duplicates joined by commas, and what the gateway adds. Cookies travel apart.
fn headers(head: &Parts, body_length: usize, about: &Circumstances<'_>) -> Map<String, Value> {
    let mut headers = Map::new();
    for name in head.headers.keys() {
        if name != COOKIE && !HOP_BY_HOP.contains(&name.as_str()) {
            headers.insert(name.as_str().to_owned(), joined(&head.headers, name).into());
        }
    }
    let mut set = |name: &str, value: String| headers.insert(name.to_owned(), value.into());
    // Recorded events have a content length even on a GET that came without.
    set(CONTENT_LENGTH.as_str(), body_length.to_string());
    if !head.headers.contains_key(HOST) {
        set(HOST.as_str(), format!("{}:{}", about.domain, about.port));
    }
    // Whoever came before is kept, and proves nothing: only `sourceIp` does.
    let before = joined(&head.headers, &HeaderName::from_static("x-forwarded-for"));
    let separator = if before.is_empty() { "" } else { ", " };
    set("x-forwarded-for", format!("{before}{separator}{}", about.source));
    set("x-forwarded-port", about.port.to_string());
    set("x-forwarded-proto", "http".to_owned());
    set("x-amzn-trace-id", about.trace_id.to_owned());
    headers
}

fn joined(headers: &HeaderMap, name: &HeaderName) -> String {
    let values: Vec<_> = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
    values.join(",")
}

fn cookies(headers: &HeaderMap) -> Option<Value> {
    let mut cookies: Vec<String> = Vec::new();
    for line in headers.get_all(COOKIE) {
        let line = String::from_utf8_lossy(line.as_bytes());
        cookies.extend(line.split(';').map(|cookie| cookie.trim_matches(' ')).filter(|cookie| !cookie.is_empty()).map(str::to_owned));
    }
    (!cookies.is_empty()).then(|| cookies.into())
}

fn parameters(query: &str) -> Option<Value> {
    let mut parameters: Map<String, Value> = Map::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let joined = match parameters.get(name.as_ref()).and_then(Value::as_str) {
            Some(earlier) => format!("{earlier},{value}"),
            None => value.into_owned(),
        };
        parameters.insert(name.into_owned(), joined.into());
    }
    (!parameters.is_empty()).then(|| parameters.into())
}

/// Whether a body of this type travels as text. All others are base64, an HTML form's and one without a type included.
fn is_text(headers: &HeaderMap) -> bool {
    let content_type = joined(headers, &CONTENT_TYPE).to_ascii_lowercase();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.starts_with("text/") || matches!(essence, "application/json" | "application/xml" | "application/javascript")
}

/// `06/May/2020:22:36:55 +0000`.
fn clf(now: Timestamp) -> String {
    let seconds = i64::try_from(now.unix()).unwrap_or(i64::MAX);
    let time = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let month: String = time.month().to_string().chars().take(3).collect();
    format!("{:02}/{month}/{:04}:{:02}:{:02}:{:02} +0000", time.day(), time.year(), time.hour(), time.minute(), time.second())
}

#[cfg(test)]
mod tests;
