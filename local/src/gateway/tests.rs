//! Answers turned into HTTP, and the gateway over a real socket.

use std::future::{self, Future};

use shared::time::Timestamp;
use tokio::net::TcpListener;

use super::*;

fn function<A: Future<Output = Value> + Send + 'static>(answer: fn(Value) -> A) -> Function {
    Arc::new(move |event| Box::pin(answer(event)))
}

/// A gateway whose login page echoes its event and whose other functions fail; gives its origin.
async fn start() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let functions = Functions {
        login_page: function(|event| future::ready(json!({"statusCode": 200, "body": event.to_string()}))),
        issue_code: function(|_| async { panic!("a function's error") }),
        verify_code: function(|_| future::ready(json!({"errorMessage": "no answer"}))),
    };
    let clock: Clock = Arc::new(|| Timestamp::from_unix(1_700_000_000));
    let service = router(functions, clock, "127.0.0.1", port).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    format!("http://127.0.0.1:{port}")
}

async fn send(request: reqwest::RequestBuilder) -> (u16, String) {
    let response = request.send().await.expect("an answer");
    (response.status().as_u16(), response.text().await.expect("a body"))
}

#[tokio::test]
async fn a_request_reaches_its_function_as_an_event() {
    let origin = start().await;
    let (status, body) = send(reqwest::Client::new().get(format!("{origin}/login/code?flow=a%20b"))).await;
    let event: Value = serde_json::from_str(&body).expect("an event");
    assert_eq!(status, 200);
    assert_eq!((&event["routeKey"], &event["rawQueryString"]), (&json!("GET /login/code"), &json!("flow=a%20b")));
    assert_eq!(event["requestContext"]["domainName"], "127.0.0.1");
    assert_eq!(event["requestContext"]["http"]["sourceIp"], "127.0.0.1");
}

#[tokio::test]
async fn what_has_no_route_is_not_found_and_head_has_none() {
    let (origin, client) = (start().await, reqwest::Client::new());
    assert_eq!(send(client.head(format!("{origin}/login"))).await.0, 404);
    for request in [client.post(format!("{origin}/login")), client.get(format!("{origin}/login/")), client.get(&origin)] {
        assert_eq!(send(request).await, (404, r#"{"message":"Not Found"}"#.to_owned()));
    }
}

#[tokio::test]
async fn a_function_that_panics_or_gives_no_answer_costs_a_500_and_nothing_more() {
    let (origin, client) = (start().await, reqwest::Client::new());
    for path in ["/login/code", "/login/verify"] {
        let answer = send(client.post(format!("{origin}{path}"))).await;
        assert_eq!(answer, (500, r#"{"message":"Internal Server Error"}"#.to_owned()));
    }
    assert_eq!(send(client.get(format!("{origin}/login"))).await.0, 200);
}

#[tokio::test]
async fn what_is_too_large_never_reaches_a_function() {
    let (origin, client) = (start().await, reqwest::Client::new());
    let body = vec![0; BODY_LIMIT + 1];
    assert_eq!(send(client.post(format!("{origin}/login/code")).body(body)).await.0, 413);
    let header = "x".repeat(HEAD_LIMIT);
    assert_eq!(send(client.get(format!("{origin}/login")).header("x-long", header)).await.0, 431);
}

#[test]
fn an_answer_becomes_http_with_every_cookie_on_a_line_of_its_own() {
    let answer = json!({
        "statusCode": 303,
        "headers": {"location": "/login/code"},
        "cookies": ["a=1", "b=2"],
        "body": "aGk=",
        "isBase64Encoded": true,
    });
    let response = response(&answer).expect("an answer");
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()["location"], "/login/code");
    assert_eq!(response.headers().get_all(SET_COOKIE).iter().collect::<Vec<_>>(), ["a=1", "b=2"]);
}

#[test]
fn what_is_no_answer_becomes_none() {
    for answer in [json!(null), json!({"body": "x"}), json!({"statusCode": 200, "headers": {"a": "b\nc"}})] {
        assert!(response(&answer).is_none(), "{answer}");
    }
}

#[test]
fn ids_have_the_shapes_of_recorded_ones() {
    let (request, trace) = ids(0x5eb3_3c07).expect("randomness");
    assert_eq!(request.len(), "MIZRNhJtIAMEMDw=".len());
    assert_eq!(trace.len(), "Root=1-5eb33c07-de25b420912dee103a5db434".len());
    assert!(trace.starts_with("Root=1-5eb33c07-"));
}
