//! AWS as the operator's machine sees it: what the local run embeds answers for itself, what it does not (stacks, secrets,
//! backups) is answered here in the real form, and any call can be made to say something else.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// The secret's id, as the stack's output names it.
pub(crate) const SECRET: &str = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:AuthressAccessKey-AbCdEf";

/// All of AWS behind one endpoint.
pub(crate) struct Aws {
    pub(crate) url: String,
    state: Arc<Mutex<Account>>,
}

struct Account {
    ses: String,
    dynamodb: String,
    secret: String,
    status: String,
    parameters: HashMap<String, String>,
    outputs: HashMap<String, String>,
    answers: HashMap<String, (u16, String)>,
}

impl Aws {
    /// An account with one stack in it, which is this local run.
    pub(crate) async fn before(running: &local::Running) -> Self {
        let owned = |pairs: &[(&str, &str)]| pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let account = Account {
            ses: running.services.clone(),
            dynamodb: running.dynamodb.clone(),
            secret: String::new(),
            status: "UPDATE_COMPLETE".to_owned(),
            parameters: owned(&[
                ("AuthressDomain", &running.authress),
                ("AuthressClientId", "sc_demo"),
                ("EmailFromAddress", "login@acme.example"),
                ("EmailIdentity", ""),
                ("PublicUrl", ""),
                ("BrandName", "Demo app"),
            ]),
            outputs: owned(&[
                ("AuthorizationUrl", &format!("{}/login", running.functions)),
                ("TableName", "authress-passwordless"),
                ("AccessKeySecretArn", SECRET),
                ("ConfigurationSet", "login-mail"),
            ]),
            answers: HashMap::new(),
        };
        let state = Arc::new(Mutex::new(account));
        let router = Router::new().fallback(answer).with_state(Arc::clone(&state));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, state }
    }

    pub(crate) fn put_secret(&self, secret: &str) {
        secret.clone_into(&mut self.state.lock().unwrap().secret);
    }

    /// Sets a parameter of the stack.
    pub(crate) fn parameter(&self, name: &str, value: &str) {
        self.state.lock().unwrap().parameters.insert(name.to_owned(), value.to_owned());
    }

    /// Sets an output of the stack.
    pub(crate) fn output(&self, name: &str, value: &str) {
        self.state.lock().unwrap().outputs.insert(name.to_owned(), value.to_owned());
    }

    /// Takes an output away.
    pub(crate) fn no_output(&self, name: &str) {
        self.state.lock().unwrap().outputs.remove(name);
    }

    pub(crate) fn status(&self, status: &str) {
        status.clone_into(&mut self.state.lock().unwrap().status);
    }

    /// Answers a call (an operation's name, or method and path) with this from now on.
    pub(crate) fn says(&self, call: &str, status: u16, body: &Value) {
        self.state.lock().unwrap().answers.insert(call.to_owned(), (status, body.to_string()));
    }

    /// Forbids a call.
    pub(crate) fn denies(&self, call: &str) {
        let message = "User: arn:aws:iam::111122223333:user/operator is not authorized to perform this";
        self.says(call, 403, &json!({ "__type": "AccessDeniedException", "message": message }));
    }
}

async fn answer(State(state): State<Arc<Mutex<Account>>>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let target = headers.get("x-amz-target").map(|target| target.to_str().unwrap().to_owned());
    let operation = target.as_deref().and_then(|target| target.rsplit('.').next()).map(str::to_owned);
    let call = operation.unwrap_or_else(|| {
        if uri.path() == "/" { "DescribeStacks".to_owned() } else { format!("{method} {}", uri.path().replace("%40", "@")) }
    });
    let (forward, known) = {
        let account = state.lock().unwrap();
        let known =
            account.answers.get(&call).map_or_else(|| account.know(&call, &body), |(status, body)| Some(reply(*status, body.clone())));
        (if target.is_some() { account.dynamodb.clone() } else { account.ses.clone() }, known)
    };
    match known {
        Some(answer) => answer,
        None => pass_on(&format!("{forward}{uri}"), method, headers, body).await,
    }
}

/// JSON names an error in its body or in a header, by protocol; XML does neither.
fn reply(status: u16, body: String) -> Response {
    let kind = serde_json::from_str::<Value>(&body).ok().and_then(|body| Some(body.get("__type")?.as_str()?.to_owned()));
    let headers = [("content-type", "application/json".to_owned()), ("x-amzn-errortype", kind.unwrap_or_default())];
    (StatusCode::from_u16(status).unwrap(), headers, body).into_response()
}

impl Account {
    fn know(&self, call: &str, body: &Bytes) -> Option<Response> {
        Some(match call {
            "DescribeStacks" => self.describe_stacks(&String::from_utf8_lossy(body)),
            "GetSecretValue" => {
                let asked: Value = serde_json::from_slice(body).unwrap();
                assert_eq!(asked["SecretId"], SECRET);
                reply(200, json!({ "ARN": SECRET, "Name": "AuthressAccessKey", "SecretString": self.secret }).to_string())
            }
            "DescribeContinuousBackups" => {
                let recovery = json!({ "PointInTimeRecoveryStatus": "ENABLED" });
                let backups = json!({ "ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription": recovery });
                reply(200, json!({ "ContinuousBackupsDescription": backups }).to_string())
            }
            _ => return None,
        })
    }

    fn describe_stacks(&self, form: &str) -> Response {
        if !form.split('&').any(|field| field == "StackName=login") {
            let error = "<Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id other does not exist</Message>";
            let xml = format!(
                "<ErrorResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><Error>{error}</Error></ErrorResponse>"
            );
            return (StatusCode::BAD_REQUEST, [("content-type", "text/xml")], xml).into_response();
        }
        let member = |(name, value): (&String, &String), kind: &str| {
            let value = value.replace('&', "&amp;");
            format!("<member><{kind}Key>{name}</{kind}Key><{kind}Value>{value}</{kind}Value></member>")
        };
        let parameters: String = self.parameters.iter().map(|parameter| member(parameter, "Parameter")).collect();
        let outputs: String = self.outputs.iter().map(|output| member(output, "Output")).collect();
        let stack = format!(
            "<StackName>login</StackName><StackId>arn:aws:cloudformation:eu-west-1:111122223333:stack/login/1</StackId>\
             <CreationTime>2026-01-01T00:00:00.000Z</CreationTime><StackStatus>{}</StackStatus>\
             <Parameters>{parameters}</Parameters><Outputs>{outputs}</Outputs>",
            self.status
        );
        let xml = format!(
            "<DescribeStacksResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><DescribeStacksResult>\
             <Stacks><member>{stack}</member></Stacks></DescribeStacksResult></DescribeStacksResponse>"
        );
        (StatusCode::OK, [("content-type", "text/xml")], xml).into_response()
    }
}

async fn pass_on(url: &str, method: Method, mut headers: HeaderMap, body: Bytes) -> Response {
    headers.remove("host");
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = client.request(method, url).headers(headers).body(body).send().await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    (status, headers, answer.bytes().await.unwrap()).into_response()
}
