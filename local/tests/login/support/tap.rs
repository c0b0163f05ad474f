//! A tap on a wire to AWS: passes every call on and remembers which it was, and fails the way a network or a service fails when it is told to.

use std::sync::{Arc, Mutex, OnceLock};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// What every role's credentials come with, and AWS refuses a call without.
pub(crate) const SESSION_TOKEN: &str = "session";

/// One wire.
#[derive(Clone)]
pub(crate) struct Tap {
    pub(crate) url: String,
    wire: Arc<Wire>,
}

/// A way to fail.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// The connection ends without an answer; the call goes nowhere.
    Refused,
    /// No answer within anybody's patience; the call goes nowhere.
    Slow,
    /// The call arrives, but the connection ends before its answer is back.
    LostAnswer,
    /// The call arrives, but its answer comes too late for anybody.
    LateAnswer,
    /// The service says no: a status, and its name for the error.
    Error(u16, &'static str),
    /// The service says no, and wishes to be asked again after so many milliseconds.
    Later(&'static str),
    /// A transaction is cancelled for this reason of one of its items; a single write fails for the same.
    Cancelled(&'static str),
}

impl Fault {
    /// Somebody else is writing the same item.
    pub(crate) const CONFLICT: Self = Self::Cancelled("TransactionConflict");
}

/// A fault that is to come.
struct Planned {
    fault: Fault,
    operation: Option<&'static str>,
    spared: usize,
    times: usize,
}

/// A fault being planned; as it stands it befalls every call from now on.
pub(crate) struct Plan<'a> {
    wire: &'a Wire,
    index: usize,
}

struct Wire {
    to: OnceLock<String>,
    calls: Mutex<Vec<String>>,
    opened: Mutex<usize>,
    actions: Mutex<Vec<String>>,
    bodies: Mutex<Vec<Value>>,
    faults: Mutex<Vec<Planned>>,
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
            opened: Mutex::new(0),
            actions: Mutex::new(Vec::new()),
            bodies: Mutex::new(Vec::new()),
            faults: Mutex::new(Vec::new()),
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

    /// How often somebody asked for nothing but a connection.
    pub(crate) fn opened(&self) -> usize {
        *self.wire.opened.lock().unwrap()
    }

    /// What those calls need to be allowed, in the words of IAM.
    pub(crate) fn actions(&self) -> Vec<String> {
        self.wire.actions.lock().unwrap().clone()
    }

    /// What those calls said.
    pub(crate) fn bodies(&self) -> Vec<Value> {
        self.wire.bodies.lock().unwrap().clone()
    }

    pub(crate) fn forget(&self) {
        self.wire.bodies.lock().unwrap().clear();
        self.wire.calls.lock().unwrap().clear();
        self.wire.actions.lock().unwrap().clear();
    }

    /// Fails like this until it recovers; [`Plan`] narrows it down.
    pub(crate) fn fails(&self, fault: Fault) -> Plan<'_> {
        let mut faults = self.wire.faults.lock().unwrap();
        faults.push(Planned { fault, operation: None, spared: 0, times: usize::MAX });
        Plan { wire: &self.wire, index: faults.len() - 1 }
    }

    /// Passes everything on again.
    pub(crate) fn recovers(&self) {
        self.wire.faults.lock().unwrap().clear();
    }
}

impl Plan<'_> {
    /// Only so many calls fail.
    pub(crate) fn times(self, times: usize) -> Self {
        self.change(|planned| planned.times = times)
    }

    /// Only calls of this name fail.
    pub(crate) fn of(self, operation: &'static str) -> Self {
        self.change(|planned| planned.operation = Some(operation))
    }

    /// So many calls go well before.
    pub(crate) fn after(self, spared: usize) -> Self {
        self.change(|planned| planned.spared = spared)
    }

    fn change(self, change: impl FnOnce(&mut Planned)) -> Self {
        change(&mut self.wire.faults.lock().unwrap()[self.index]);
        self
    }
}

impl Wire {
    /// What befalls this call.
    fn fault(&self, call: &str) -> Option<Fault> {
        let mut faults = self.faults.lock().unwrap();
        let planned = faults.iter_mut().find(|planned| planned.times > 0 && planned.operation.is_none_or(|operation| operation == call))?;
        if planned.spared > 0 {
            planned.spared -= 1;
            return None;
        }
        planned.times -= 1;
        Some(planned.fault)
    }

    async fn forward(&self, method: Method, uri: Uri, mut headers: HeaderMap, body: Bytes) -> Response {
        headers.remove("host");
        let to = format!("{}{uri}", self.to.get().expect("the tap leads somewhere"));
        let answer = self.client.request(method, to).headers(headers).body(body).send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        (status, headers, answer.bytes().await.unwrap()).into_response()
    }
}

async fn pass_on(State(wire): State<Arc<Wire>>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    if method == Method::GET && uri.path() == "/" {
        // As AWS's endpoints answer it to anybody: it is no call of an API.
        assert!(headers.get("authorization").is_none() && body.is_empty(), "{headers:?}");
        *wire.opened.lock().unwrap() += 1;
        return "healthy".into_response();
    }
    assert_eq!(headers.get("x-amz-security-token").map(|token| token.to_str().unwrap()), Some(SESSION_TOKEN), "{method} {uri}");
    let operation = headers.get("x-amz-target").and_then(|target| target.to_str().ok()).and_then(|target| target.rsplit('.').next());
    let call = operation.map_or_else(|| format!("{method} {uri}"), str::to_owned);
    wire.calls.lock().unwrap().push(call.clone());
    wire.actions.lock().unwrap().extend(actions(&call, &body));
    wire.bodies.lock().unwrap().push(serde_json::from_slice(&body).unwrap_or_default());
    match wire.fault(&call) {
        None => wire.forward(method, uri, headers, body).await,
        Some(Fault::Refused) => hang_up(),
        Some(Fault::Slow) => std::future::pending().await,
        Some(Fault::LostAnswer) => {
            wire.forward(method, uri, headers, body).await;
            hang_up()
        }
        Some(Fault::LateAnswer) => {
            wire.forward(method, uri, headers, body).await;
            std::future::pending().await
        }
        Some(Fault::Error(status, code)) => error(status, code, &json!([])),
        Some(Fault::Later(wait)) => (StatusCode::INTERNAL_SERVER_ERROR, [("x-amz-retry-after", wait)]).into_response(),
        Some(Fault::Cancelled(reason)) => cancelled(&call, reason, &body),
    }
}

/// A transaction is allowed by the writes it is made of, each under the name of its own operation.
fn actions(call: &str, body: &Bytes) -> Vec<String> {
    match call {
        "TransactWriteItems" => {
            let request: Value = serde_json::from_slice(body).unwrap();
            let writes = request["TransactItems"].as_array().unwrap().iter().flat_map(|item| item.as_object().unwrap().keys());
            writes.map(|write| format!("dynamodb:{}Item", write.trim_end_matches("Item"))).collect()
        }
        "GetSecretValue" => vec![format!("secretsmanager:{call}")],
        "SendTextMessage" => vec![format!("sms-voice:{call}")],
        "Sign" => vec![format!("kms:{call}")],
        "POST /v2/email/outbound-emails" => vec!["ses:SendEmail".to_owned()],
        other => vec![format!("dynamodb:{other}")],
    }
}

/// Ends the task that serves this connection, and the connection with it; no panic is reported.
fn hang_up() -> ! {
    std::panic::resume_unwind(Box::new("hung up"))
}

/// An error as AWS words it: JSON-RPC names it in the body, REST-JSON in a header.
fn error(status: u16, code: &'static str, reasons: &Value) -> Response {
    let body = json!({ "__type": code, "message": "told to fail", "CancellationReasons": reasons });
    let headers = [("content-type", "application/x-amz-json-1.0"), ("x-amzn-errortype", code)];
    (StatusCode::from_u16(status).unwrap(), headers, body.to_string()).into_response()
}

/// The last item of a transaction has the reason: what is read by position must be read to the end.
fn cancelled(call: &str, reason: &'static str, body: &Bytes) -> Response {
    if call != "TransactWriteItems" {
        let conflict = reason == "TransactionConflict";
        return error(400, if conflict { "TransactionConflictException" } else { "ThrottlingException" }, &json!([]));
    }
    let request: Value = serde_json::from_slice(body).unwrap();
    let others = request["TransactItems"].as_array().unwrap().len() - 1;
    let mut reasons = vec![json!({ "Code": "None" }); others];
    reasons.push(json!({ "Code": reason, "Message": "told to fail" }));
    error(400, "com.amazonaws.dynamodb.v20120810#TransactionCanceledException", &json!(reasons))
}
