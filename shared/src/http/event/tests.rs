//! What we read and write, against AWS's own types of an event and a response.

use std::fs;
use std::path::PathBuf;

use lambda_http::aws_lambda_events::apigw::{ApiGatewayV2httpRequest, ApiGatewayV2httpResponse};
use lambda_http::aws_lambda_events::encodings::Body;

use super::*;
use crate::config::{Environment, Site};
use crate::http::{Answer, Refusal};
use crate::language::Locale;

const HEADERS: [&str; 8] = [
    "accept-language",
    "cloudfront-viewer-address",
    "content-encoding",
    "content-type",
    "origin",
    "sec-fetch-site",
    "user-agent",
    "x-origin-verify",
];

impl Headers {
    fn values(self) -> [Option<String>; 8] {
        let Self {
            accept_language,
            cloudfront_viewer_address,
            content_encoding,
            content_type,
            origin,
            sec_fetch_site,
            user_agent,
            x_origin_verify,
        } = self;
        [accept_language, cloudfront_viewer_address, content_encoding, content_type, origin, sec_fetch_site, user_agent, x_origin_verify]
    }
}

/// Every event of `events/`, and its file.
fn recorded() -> Vec<(PathBuf, String)> {
    let files = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../events")).unwrap();
    let events: Vec<_> = files.map(|file| file.unwrap().path()).map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect();
    assert!(events.len() >= 6, "{events:?}");
    events
}

/// A recorded event that has each of the headers, its own name as its value, spelled like this.
fn with_all_headers(recorded: &str, spelling: fn(&str) -> String) -> String {
    let mut event: serde_json::Value = serde_json::from_str(recorded).unwrap();
    for name in HEADERS {
        event["headers"].as_object_mut().unwrap().remove(name);
        event["headers"][spelling(name)] = name.into();
    }
    event.to_string()
}

#[test]
fn we_read_of_an_event_what_awss_types_read() {
    for (file, recorded) in recorded() {
        let recorded = &with_all_headers(&recorded, str::to_owned);
        let ours: Event = serde_json::from_str(recorded).unwrap();
        let awss: ApiGatewayV2httpRequest = serde_json::from_str(recorded).unwrap();
        assert_eq!(Some(ours.raw_path), awss.raw_path, "{}", file.display());
        assert_eq!(ours.raw_query_string, awss.raw_query_string);
        assert_eq!(ours.cookies, awss.cookies);
        assert_eq!(ours.body, awss.body);
        assert_eq!(ours.is_base64_encoded, Some(awss.is_base64_encoded));
        let (context, http) = (awss.request_context, ours.request_context.http);
        assert_eq!(http.method, context.http.method.as_str());
        assert_eq!(http.source_ip, context.http.source_ip);
        assert_eq!(ours.request_context.request_id, context.request_id);
        assert_eq!(ours.request_context.account_id, context.account_id);
        assert_eq!(ours.request_context.domain_name, context.domain_name);
        for (name, ours) in HEADERS.into_iter().zip(ours.headers.unwrap().values()) {
            assert_eq!((ours.as_deref(), awss.headers[name].to_str().unwrap()), (Some(name), name));
        }
    }
}

/// As `sam local` spells them.
#[test]
fn a_header_with_capitals_is_the_same_header() {
    let capitals =
        |name: &str| name.split('-').map(|word| format!("{}{}", word[..1].to_uppercase(), &word[1..])).collect::<Vec<_>>().join("-");
    for (_, recorded) in recorded() {
        let event: Event = serde_json::from_str(&with_all_headers(&recorded, capitals)).unwrap();
        assert_eq!(event.headers.unwrap().values(), HEADERS.map(|name| Some(name.to_owned())));
    }
}

#[test]
fn t20_what_is_odd_outside_of_what_we_read_is_passed_over_and_in_it_is_refused() {
    let event = |more: &str| format!(r#"{{"rawPath":"/login","requestContext":{{"http":{{"method":"GET"}}}}{more}}}"#);
    let deep = format!(r#","x":{}{}"#, "[".repeat(100_000), "]".repeat(100_000));
    for more in [
        "",
        r#","x":"\ud800""#,
        r#","x":1e999"#,
        r#","headers":{"x":"\ud800","x":{},"host":1}"#,
        r#","headers":null,"cookies":null"#,
        &deep,
    ] {
        assert!(serde_json::from_str::<Event>(&event(more)).is_ok(), "{more:.60}");
    }
    for more in [
        r#","rawPath":"/login""#,
        r#","headers":{"origin":"a","origin":"b"}"#,
        r#","headers":{"origin":"a","Origin":"b"}"#,
        r#","headers":{"origin":"\ud800"}"#,
        r#","headers":{"origin":["a"]}"#,
        r#","cookies":["\ud800"]"#,
        r#","cookies":"a=b""#,
        r#","body":{}"#,
        r#","isBase64Encoded":"true""#,
    ] {
        assert!(serde_json::from_str::<Event>(&event(more)).is_err(), "{more}");
    }
}

#[test]
fn awss_types_read_of_a_response_what_we_write() {
    let variables = [("AUTHRESS_DOMAIN", "https://login.example.com"), ("AUTHRESS_CLIENT_ID", "sc_demo")];
    let environment = Environment::new(variables.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    let answer = Answer::from(Refusal::Unavailable).with_cookie("a=b; Secure".to_owned());
    let ours = answer.into_response(&Site::read(&environment).unwrap(), Locale::default(), crate::http::Reader::Person);
    let awss: ApiGatewayV2httpResponse = serde_json::from_str(&serde_json::to_string(&ours).unwrap()).unwrap();
    assert_eq!((awss.status_code, awss.is_base64_encoded), (503, false));
    assert_eq!(awss.cookies, ["a=b; Secure"]);
    assert!(matches!(&awss.body, Some(Body::Text(page)) if page.starts_with("<!DOCTYPE html>")));
    assert_eq!(awss.headers.len(), ours.headers().count());
    for (name, value) in ours.headers() {
        assert_eq!(awss.headers[name], value, "{name}");
    }
    assert_eq!(awss.headers["retry-after"], "10");
}
