//! A tap on a wire to AWS: passes every call on and remembers which it was.

use std::sync::{Arc, Mutex, OnceLock};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::{IntoResponse, Response};

/// One wire.
#[derive(Clone)]
pub(crate) struct Tap {
    pub(crate) url: String,
    wire: Arc<Wire>,
}

struct Wire {
    to: OnceLock<String>,
    calls: Mutex<Vec<String>>,
    client: reqwest::Client,
}

impl Tap {
    /// A tap on a port of its own, leading nowhere yet.
    pub(crate) async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let wire = Arc::new(Wire {
            to: OnceLock::new(),
            calls: Mutex::new(Vec::new()),
            client: reqwest::Client::builder().no_proxy().build().unwrap(),
        });
        let router = Router::new().fallback(pass_on).with_state(Arc::clone(&wire));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, wire }
    }

    pub(crate) fn leads_to(&self, endpoint: &str) {
        self.wire.to.set(endpoint.to_owned()).unwrap();
    }

    /// The calls since the last time they were forgotten: DynamoDB's operations by name, others as method and path.
    pub(crate) fn calls(&self) -> Vec<String> {
        self.wire.calls.lock().unwrap().clone()
    }

    pub(crate) fn forget(&self) {
        self.wire.calls.lock().unwrap().clear();
    }
}

async fn pass_on(State(wire): State<Arc<Wire>>, method: Method, uri: Uri, mut headers: HeaderMap, body: Bytes) -> Response {
    let operation = headers.get("x-amz-target").and_then(|target| target.to_str().ok()).and_then(|target| target.rsplit('.').next());
    let call = operation.map_or_else(|| format!("{method} {uri}"), str::to_owned);
    wire.calls.lock().unwrap().push(call);
    headers.remove("host");
    let to = format!("{}{uri}", wire.to.get().expect("the tap leads somewhere"));
    let answer = wire.client.request(method, to).headers(headers).body(body).send().await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    (status, headers, answer.bytes().await.unwrap()).into_response()
}
