//! Something that stands in front of the functions or of Authress, as a proxy or a CDN may, and changes what they answer.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use tokio::sync::Mutex;

type Change = Box<dyn Fn(&str, &mut Response<Body>) + Send + Sync>;

/// Stands at an origin of its own.
pub(crate) struct Front {
    pub(crate) origin: String,
    behind: Arc<Behind>,
}

struct Behind {
    origin: OnceLock<String>,
    change: Mutex<Change>,
}

impl Front {
    /// In front of nothing yet.
    pub(crate) async fn open(change: impl Fn(&str, &mut Response<Body>) + Send + Sync + 'static) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let behind = Arc::new(Behind { origin: OnceLock::new(), change: Mutex::new(Box::new(change)) });
        let router = Router::new().fallback(pass_on).with_state(Arc::clone(&behind));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { origin, behind }
    }

    /// In front of this origin.
    pub(crate) fn stands_before(&self, origin: &str) {
        self.behind.origin.set(origin.to_owned()).unwrap();
    }
}

async fn pass_on(State(behind): State<Arc<Behind>>, request: Request) -> Response {
    let uri = request.uri().to_string();
    let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let answer = client.get(format!("{}{uri}", behind.origin.get().unwrap())).send().await.unwrap();
    let (status, headers): (_, HeaderMap) = (answer.status(), answer.headers().clone());
    let mut response = (status, headers, answer.bytes().await.unwrap()).into_response();
    (behind.change.lock().await)(&uri, &mut response);
    response
}
