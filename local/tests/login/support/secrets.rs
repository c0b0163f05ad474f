//! Secrets Manager with one secret in it, which a test may change.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

/// The endpoint, and what it holds.
pub(crate) struct Secrets {
    pub(crate) url: String,
    value: Arc<Mutex<String>>,
}

impl Secrets {
    pub(crate) async fn holding(value: &str) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let value = Arc::new(Mutex::new(value.to_owned()));
        let router = Router::new().fallback(get_secret_value).with_state(Arc::clone(&value));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, value }
    }

    /// Puts another value in.
    pub(crate) fn put(&self, value: &str) {
        value.clone_into(&mut self.value.lock().unwrap());
    }
}

async fn get_secret_value(State(value): State<Arc<Mutex<String>>>, headers: HeaderMap) -> Response {
    assert_eq!(headers["x-amz-target"], "secretsmanager.GetSecretValue", "verify-code may do nothing else");
    let secret =
        json!({ "ARN": "arn:aws:secretsmanager:eu-west-1:000000000000:secret:key", "Name": "key", "SecretString": *value.lock().unwrap() });
    ([("content-type", "application/x-amz-json-1.1")], secret.to_string()).into_response()
}

/// A usable access key of this service client.
pub(crate) fn access_key(client_id: &str) -> String {
    access_key_of(client_id, "kid1", 7)
}

/// One with this id. Nobody's: its seed is 32 times the same byte.
pub(crate) fn access_key_of(client_id: &str, key_id: &str, seed: u8) -> String {
    let prefix = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    format!("{client_id}.{key_id}.acc-1.{}", STANDARD.encode([prefix.as_slice(), &[seed; 32]].concat()))
}
