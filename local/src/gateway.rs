//! API Gateway's HTTP API in miniature: our routes and no default, one event per request, and the function's answer
//! turned back into HTTP. A function that fails costs its caller a 500 and nobody else anything.

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::body::{self, Body};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use shared::random::{self, NoRandomness};
use shared::routes;

use crate::Clock;
use crate::event::{self, Circumstances};

/// A function as Lambda sees it: a payload 2.0 event in, a payload 2.0 response out, both as JSON. A panic is its error, and so is whatever
/// is no response.
pub type Function = Arc<dyn Fn(Value) -> Pin<Box<dyn Future<Output = Value> + Send>> + Send + Sync>;

/// The largest body an HTTP API takes, in bytes (API Gateway, HTTP API quotas: 10 MB).
const BODY_LIMIT: usize = 10 * 1024 * 1024;
/// The most an HTTP API takes of request line and headers together, in bytes (API Gateway, HTTP API quotas).
const HEAD_LIMIT: usize = 10_240;

/// The three functions behind the gateway.
pub(crate) struct Functions {
    /// Shows the two pages.
    pub(crate) login_page: Function,
    /// Sends a code.
    pub(crate) issue_code: Function,
    /// Takes a guess.
    pub(crate) verify_code: Function,
}

struct Gateway {
    functions: Functions,
    clock: Clock,
    domain: String,
    port: u16,
}

/// The gateway for `functions`, served under `domain` and `port`.
pub(crate) fn router(functions: Functions, clock: Clock, domain: &str, port: u16) -> Router {
    let gateway = Gateway { functions, clock, domain: domain.to_owned(), port };
    // Not axum's own routes: those would answer HEAD with GET's handler, which an HTTP API does not.
    Router::new().fallback(serve).with_state(Arc::new(gateway))
}

async fn serve(State(gateway): State<Arc<Gateway>>, ConnectInfo(peer): ConnectInfo<SocketAddr>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    if head_size(&head.uri.to_string(), &head.headers) > HEAD_LIMIT {
        return message(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "Request Header Fields Too Large");
    }
    let Some((route_key, flow, function)) = gateway.route(&head.method, head.uri.path()) else {
        return message(StatusCode::NOT_FOUND, "Not Found");
    };
    let Ok(body) = body::to_bytes(body, BODY_LIMIT).await else {
        return message(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large");
    };
    let now = (gateway.clock)();
    let Ok((request_id, trace_id)) = ids(now.unix()) else {
        return failed();
    };
    let event = event::make(
        &head,
        &body,
        &Circumstances {
            route_key: &route_key,
            flow: flow.as_deref(),
            source: peer.ip(),
            domain: &gateway.domain,
            port: gateway.port,
            now,
            request_id: &request_id,
            trace_id: &trace_id,
        },
    );
    // In a task of its own: a panic ends the task and not the connection, and a caller who hangs up stops no function.
    let function = Arc::clone(function);
    let answer = tokio::spawn(async move { function(event).await }).await;
    let mut response = answer.ok().and_then(|answer| response(&answer)).unwrap_or_else(failed);
    if let Ok(id) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert("apigw-requestid", id);
    }
    response
}

impl Gateway {
    /// The route's key, what its one variable stands for if it has one, and whose it is.
    fn route(&self, method: &Method, path: &str) -> Option<(String, Option<String>, &Function)> {
        let flow = |route| routes::flow_in(path, route).map(str::to_owned);
        let (method, route, function) =
            routes::ALL.into_iter().find(|route| method.as_str() == route.0 && (path == route.1 || flow(route.1).is_some()))?;
        let function = match function {
            "login-page" => &self.functions.login_page,
            "issue-code" => &self.functions.issue_code,
            _ => &self.functions.verify_code,
        };
        Some((format!("{method} {route}"), flow(route), function))
    }
}

/// A request id and a trace id of the shapes that AWS gives.
fn ids(now: u64) -> Result<(String, String), NoRandomness> {
    let trace = u128::from_be_bytes(random::bytes()?) >> 32;
    Ok((STANDARD.encode(random::bytes::<11>()?), format!("Root=1-{now:08x}-{trace:024x}")))
}

fn head_size(uri: &str, headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum::<usize>() + uri.len()
}

/// A function's answer as HTTP; `None` when it is none.
fn response(answer: &Value) -> Option<Response> {
    let status = u16::try_from(answer.get("statusCode")?.as_u64()?).ok()?;
    let body = answer.get("body").and_then(Value::as_str).unwrap_or_default();
    let body = match answer.get("isBase64Encoded").and_then(Value::as_bool) {
        Some(true) => Body::from(STANDARD.decode(body).ok()?),
        _ => Body::from(body.to_owned()),
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).ok()?;
    for (name, value) in answer.get("headers").and_then(Value::as_object).into_iter().flatten() {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        response.headers_mut().insert(HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?);
    }
    for cookie in answer.get("cookies").and_then(Value::as_array).into_iter().flatten() {
        response.headers_mut().append(SET_COOKIE, HeaderValue::try_from(cookie.as_str()?).ok()?);
    }
    Some(response)
}

fn failed() -> Response {
    message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
}

/// The gateway's own words.
fn message(status: StatusCode, text: &str) -> Response {
    let body = json!({ "message": text }).to_string();
    (status, [(CONTENT_TYPE, HeaderValue::from_static("application/json"))], body).into_response()
}

#[cfg(test)]
mod tests;
