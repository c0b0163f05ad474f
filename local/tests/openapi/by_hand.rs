//! Sign-ins as a page goes through them, each answer held against the document.

use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

use crate::support::Street;
use crate::{APP, BOTH, assert_good, python};

const CODES: &str = "/api/codes";
const RESEND: &str = "/api/codes/{flow}/resend";
const VERIFY: &str = "/api/codes/{flow}/verify";

/// A page, and all that it sent and got.
struct Page<'a> {
    street: &'a Street,
    origin: &'static str,
    content_type: &'static str,
    calls: Vec<Value>,
}

impl<'a> Page<'a> {
    fn of(street: &'a Street) -> Self {
        Self { street, origin: APP, content_type: "application/json", calls: Vec::new() }
    }

    /// Status, and what is told.
    async fn post(&mut self, path: &str, flow: &str, body: &Value) -> (u16, Value) {
        let url = format!("{}{}", self.street.running.functions, path.replace("{flow}", flow));
        let request = reqwest::Client::new().post(url).header("origin", self.origin).header(CONTENT_TYPE, self.content_type);
        let answer = request.body(body.to_string()).send().await.unwrap();
        let status = answer.status().as_u16();
        let headers: Value = answer.headers().iter().map(|(name, value)| (name.to_string(), json!(value.to_str().unwrap()))).collect();
        let text = answer.text().await.unwrap();
        let told = serde_json::from_str(&text).unwrap();
        let call =
            json!({ "path": path, "flow": flow, "origin": self.origin, "body": body, "status": status, "headers": headers, "text": text });
        self.calls.push(call);
        (status, told)
    }

    /// The word of the problem.
    async fn problem(&mut self, path: &str, flow: &str, body: &Value) -> String {
        let (status, told) = self.post(path, flow, body).await;
        assert_eq!(told["status"], status, "{told}");
        told["type"].as_str().unwrap().rsplit(':').next().unwrap().to_owned()
    }

    /// A new flow: its name and its secret.
    async fn ask(&mut self, body: &Value) -> (String, String) {
        let (status, told) = self.post(CODES, "", body).await;
        assert_eq!((status, &told["expiresIn"], &told["resendAfter"]), (201, &json!(600), &json!(30)), "{told}");
        let text = |name: &str| told[name].as_str().unwrap().to_owned();
        (text("flow"), text("browserSecret"))
    }

    /// Asserts that the document allows all of it.
    fn assert_conforms(&self) {
        assert_good(&python("python", &["local/tests/openapi/conforms.py"], &json!(self.calls).to_string()));
    }
}

fn jane() -> Value {
    json!({ "email": "jane@example.com", "authenticationRequestId": "state" })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_with_a_wrong_code_and_a_second_code_goes_as_the_document_says() {
    let street = Street::with(&BOTH).await;
    for body in [jane(), json!({ "phone": "+41 79 123 45 67", "email": "", "authenticationRequestId": "state" })] {
        let mut page = Page::of(&street);
        let (flow, secret) = page.ask(&body).await;
        let first = street.code().await;
        let guess = |code: &str| json!({ "browserSecret": secret, "code": code });
        assert_eq!(page.problem(VERIFY, &flow, &guess("12345")).await, "malformed-code");
        assert_eq!(page.problem(VERIFY, &flow, &guess(&first.wrong(0).0)).await, "wrong-code");

        let again = json!({ "browserSecret": secret });
        assert_eq!(page.problem(RESEND, &flow, &again).await, "cooldown");
        for (wait, next) in [(30, json!(60)), (60, Value::Null)] {
            street.later(wait);
            assert_eq!(page.post(RESEND, &flow, &again).await, (200, json!({ "flow": flow, "expiresIn": 600, "resendAfter": next })));
        }
        assert_eq!(page.problem(RESEND, &flow, &again).await, "too-many-requests");

        let (status, told) = page.post(VERIFY, &flow, &guess(&first.0)).await;
        let login = format!("{}/login?code=", street.running.authress);
        assert!(status == 200 && told["loginUrl"].as_str().unwrap().starts_with(&login), "{told}");
        street.later(16);
        assert_eq!(page.problem(VERIFY, &flow, &guess(&first.0)).await, "start-again");
        page.assert_conforms();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_problem_that_a_page_can_have_is_as_the_document_says() {
    let refused = ("EMAIL_DOMAINS_ALLOWED", "example.com");
    let street = Street::with(&[&BOTH[..], &[refused, ("SENDS_PER_ADDRESS", "3/h"), ("CODE_TTL_SECONDS", "600")]].concat()).await;
    let mut page = Page::of(&street);
    let to = |member: &str, text: &str| json!({ member: text, "authenticationRequestId": "state" });
    for (body, word) in [
        (to("email", "jane"), "bad-address"),
        (to("phone", "12345"), "bad-address"),
        (to("email", "jane@acme.example"), "refused-address"),
        (to("phone", "+43 664 1234567"), "refused-address"),
        (to("email", " "), "malformed"),
        (to("email", "paused@example.com"), "unavailable"),
        (to("email", &"x".repeat(4_096)), "too-large"),
        (json!({ "email": "jane@example.com", "authenticationRequestId": "x".repeat(513) }), "malformed"),
        (json!({ "email": "jane@example.com" }), "malformed"),
    ] {
        assert_eq!(page.problem(CODES, "", &body).await, word);
    }

    let (flow, secret) = page.ask(&jane()).await;
    let guess = |code: &str| json!({ "browserSecret": secret, "code": code });
    let code = street.code().await;
    for nth in 0..5 {
        assert_eq!(page.problem(VERIFY, &flow, &guess(&code.wrong(nth).0)).await, "wrong-code");
    }
    assert_eq!(page.calls.last().unwrap()["text"].as_str().map(|text| text.contains(r#""left":0"#)), Some(true));
    assert_eq!(page.problem(VERIFY, &flow, &guess(&code.0)).await, "locked");
    street.later(31);
    assert_eq!(page.problem(RESEND, &flow, &json!({ "browserSecret": secret })).await, "locked");
    assert_eq!(page.problem(RESEND, &flow, &json!({ "browserSecret": secret.replace(|_| true, "A") })).await, "start-again");

    let (flow, secret) = page.ask(&jane()).await;
    let code = street.code().await;
    street.later(600);
    assert_eq!(page.problem(VERIFY, &flow, &json!({ "browserSecret": secret, "code": code.0 })).await, "expired");
    assert_eq!(page.problem(RESEND, &flow, &json!({ "browserSecret": secret })).await, "expired");
    page.ask(&jane()).await;
    assert_eq!(page.problem(CODES, "", &jane()).await, "too-many-requests");

    page.content_type = "text/plain";
    assert_eq!(page.problem(CODES, "", &jane()).await, "unsupported-media-type");
    (page.content_type, page.origin) = ("application/json", "https://evil.example");
    assert_eq!(page.problem(CODES, "", &jane()).await, "foreign-origin");
    page.assert_conforms();
}
