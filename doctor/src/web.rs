//! Plain requests over the web, as a browser or an app makes them: redirects are answers, not followed.

use std::time::Duration;

use aws_smithy_http_client::Connector;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_runtime_api::client::http::HttpConnector;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::date_time::{DateTime, Format};
use http::{HeaderMap, Method, Request, StatusCode, header};
use serde_json::Value;
use shared::time::Timestamp;

use crate::aws::root;

/// How long an answer may take; a function that starts cold takes a second.
const PATIENCE: Duration = Duration::from_secs(10);

/// Tells the time.
pub(crate) type Clock = fn() -> Timestamp;

/// The web, as it is seen from here.
pub(crate) struct Web {
    connector: Connector,
    clock: Clock,
}

/// No answer came.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Unreachable(String);

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: StatusCode,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// The body.
    pub(crate) body: Vec<u8>,
    /// When it came.
    pub(crate) at: Timestamp,
}

/// Whether this machine has certificates to know others by. Without any, the HTTP client would panic.
pub(crate) fn has_certificates() -> bool {
    !rustls_native_certs::load_native_certs().certs.is_empty()
}

impl Web {
    /// With the system's certificates.
    pub(crate) fn new(clock: Clock) -> Self {
        Self { connector: Connector::builder().tls_provider(Provider::rustls(CryptoMode::Ring)).build(), clock }
    }

    /// The time.
    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Gets `url`; an answer of any status is an answer, and none within 10 s is [`Unreachable`].
    pub(crate) async fn get(&self, url: &str) -> Result<Answer, Unreachable> {
        self.send(Request::builder().method(Method::GET).uri(url).body(SdkBody::empty())).await
    }

    /// Posts `json` to `url`, as a page of `origin` would; else as [`Self::get`].
    pub(crate) async fn post(&self, url: &str, origin: &str, json: &Value) -> Result<Answer, Unreachable> {
        let request = Request::builder()
            .method(Method::POST)
            .uri(url)
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-powered-by", "authress-passwordless doctor");
        self.send(request.body(SdkBody::from(json.to_string()))).await
    }

    async fn send(&self, request: Result<Request<SdkBody>, http::Error>) -> Result<Answer, Unreachable> {
        let request = request.map_err(|error| Unreachable(error.to_string()))?;
        let request = HttpRequest::try_from(request).map_err(|error| Unreachable(error.to_string()))?;
        let answered = async {
            let answer = self.connector.call(request).await.map_err(|error| Unreachable(root(&error)))?;
            let answer = answer.try_into_http1x().map_err(|error| Unreachable(error.to_string()))?;
            let at = self.now();
            let (head, body) = answer.into_parts();
            let body = ByteStream::new(body).collect().await.map_err(|error| Unreachable(error.to_string()))?;
            Ok(Answer { status: head.status, headers: head.headers, body: body.to_vec(), at })
        };
        let in_vain = |_| Unreachable(format!("no answer within {} s", PATIENCE.as_secs()));
        tokio::time::timeout(PATIENCE, answered).await.map_err(in_vain)?
    }
}

impl Answer {
    /// A header's value, if it is there.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body, if it is JSON.
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// How many seconds this machine's clock is ahead of the one that dated the answer, if it has a `Date`.
    pub(crate) fn ahead(&self) -> Option<i64> {
        let dated = DateTime::from_str(self.header("date")?, Format::HttpDate).ok()?;
        Some(i64::try_from(self.at.unix()).ok()?.saturating_sub(dated.secs()))
    }
}
