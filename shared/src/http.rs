//! The door: a payload 2.0 event comes in as a [`Request`] that cannot be wrong, an [`Answer`] goes out with every header it must have.

mod answer;
mod api;
mod cloudfront;
mod cookie;
mod event;
mod fields;
mod post;
pub(crate) mod problem_document;
mod refusal;
mod request;
mod same_origin;

use std::convert::Infallible;
use std::future::Future;
use std::process::ExitCode;

use http::Method;
use lambda_runtime::{LambdaEvent, service_fn};
use serde_json::value::RawValue;
use tracing::Instrument;

pub use answer::{Answer, Response};
pub use api::{Call, Reader};
pub use cookie::{FlowCookie, Sent, device, keep_device, make_room};
pub use fields::{Fields, Malformed};
pub use post::Post;
#[cfg(feature = "sign")]
pub(crate) use refusal::RETRY_AFTER;
pub use refusal::Refusal;
pub use request::Request;

use crate::config::{AppOrigins, Fault, Site};
use crate::language::Locale;
use crate::log;
use crate::time::Timestamp;

/// A function: a request and the time it came in, an answer out. Failure is an answer too.
pub trait Handle {
    /// The place it stands in: which way a request must come, what an answer looks like.
    fn site(&self) -> &Site;

    /// Whose pages may call its API; nobody's, where it has none.
    fn app_origins(&self) -> Option<&AppOrigins> {
        None
    }

    /// The answer to `request`, which came in at `now`.
    fn handle(&self, request: &Request, now: Timestamp) -> impl Future<Output = Answer> + Send;
}

/// One invocation: the JSON of a payload 2.0 event in, payload 2.0 response out. An event that is no HTTP request gets a 400, never a
/// function error; a request that came around CloudFront is refused before any function sees it, and `OPTIONS` of the API is answered here.
pub async fn invoke<F: Handle + Sync>(function: &F, event: &str, now: Timestamp) -> Response {
    let Ok(mut request) = Request::from_event(event) else {
        log::input_refused("event");
        return Answer::from(Refusal::Malformed).into_response(function.site(), Locale::default(), Reader::Person);
    };
    let span = log::request(&request.id);
    let origins = function.app_origins().filter(|_| request.is_call());
    let came_in = span.in_scope(|| cloudfront::let_in(&mut request, function.site()));
    let answer = match (came_in, origins) {
        (Err(refusal), _) => refusal.into(),
        (Ok(()), Some(origins)) if request.method == Method::OPTIONS => {
            span.in_scope(|| api::preflight(&request, origins)).unwrap_or_else(Answer::from)
        }
        // Boxed, because the SDK's futures nest deeper than the compiler likes to lay out in one piece.
        (Ok(()), _) => Box::pin(function.handle(&request, now)).instrument(span).await,
    };
    let reader = origins.map_or(Reader::Person, |origins| Reader::App(origins.find(request.headers.origin.as_deref())));
    answer.into_response(function.site(), request.locale, reader)
}

/// The rest of a function's `main`: serves it on Lambda until the platform stops it, or says in one line what keeps it from starting, and
/// fails. `clock` is read once an invocation.
pub async fn serve<F: Handle + Sync>(function: Result<F, Fault>, clock: fn() -> Timestamp) -> ExitCode {
    let function = match function {
        Ok(function) => function,
        Err(fault) => {
            log::configuration(&fault);
            return ExitCode::FAILURE;
        }
    };
    let function = &function;
    // Raw, since what cannot be read as an event has to be answered too, and not to fail in front of us.
    let service = service_fn(move |event: LambdaEvent<Box<RawValue>>| async move {
        Ok::<_, Infallible>(invoke(function, event.payload.get(), clock()).await)
    });
    if lambda_runtime::run(service).await.is_err() {
        log::runtime();
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

#[cfg(test)]
mod tests;
