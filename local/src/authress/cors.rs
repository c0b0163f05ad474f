//! Cross-origin rules of Authress's API: every origin may call it, with credentials, and reads error answers too; a
//! call without an `Origin` is refused.

use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN, VARY,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::api::Problem;

/// Answers preflights, and puts the headers on every answer to another origin.
pub(super) async fn answer(request: Request, next: Next) -> Response {
    let origin = request.headers().get(ORIGIN).cloned();
    let mut response = if request.method() == Method::OPTIONS { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = origin {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        let names = HeaderValue::from_static("content-type,x-powered-by,authorization");
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, names);
        let methods = HeaderValue::from_static("GET,POST,PATCH,DELETE,OPTIONS");
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
    }
    response
}

/// Lets only calls through that say which page makes them.
pub(super) async fn require_origin(request: Request, next: Next) -> Response {
    if request.headers().contains_key(ORIGIN) {
        return next.run(request).await;
    }
    Problem::new(StatusCode::FORBIDDEN, "OriginRequired", "A call must have an Origin header").into_response()
}
