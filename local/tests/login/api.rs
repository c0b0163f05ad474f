//! The API for an app's own page: whose pages may call it, and what an app may build on. What it has in common with our own page is in `ways`.

mod origins;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{APP, Browser, Fault, Page, Person, Street, Told, Way};

const WAY: Way = Way::AppByMail;

/// Every path of it.
const PATHS: [&str; 3] = ["/api/codes", "/api/codes/AAAAAAAAAAAAAAAAAAAAAA/resend", "/api/codes/AAAAAAAAAAAAAAAAAAAAAA/verify"];

fn body(page: &Page) -> Value {
    serde_json::from_str(&page.html).unwrap()
}

async fn street() -> (Street, Person) {
    let street = WAY.street(&[("SENDS_PER_SOURCE", "1000/h")]).await;
    let person = WAY.person(&street);
    (street, person)
}

async fn from(mut browser: Browser, origin: Option<&str>, method: Method, path: &str, body: &Value) -> Page {
    let request = browser.request(method, path).json(body);
    let request = origin.into_iter().fold(request, |request, origin| request.header("origin", origin));
    browser.send(request).await
}

#[tokio::test]
async fn an_app_is_told_what_it_needs_to_go_on_and_nothing_else() {
    let (street, mut person) = street().await;
    let first = person.call("/api/codes", &json!({ "email": "jane@example.com", "authenticationRequestId": "S" })).await;
    let told = body(&first);
    assert_eq!(first.status, 201);
    let length = |name: &str| told[name].as_str().unwrap().len();
    assert_eq!((length("flow"), length("browserSecret")), (22, 43));
    assert_eq!((&told["expiresIn"], &told["resendAfter"], told.as_object().unwrap().len()), (&json!(600), &json!(30), 4));

    let path = |end: &str| format!("/api/codes/{}/{end}", told["flow"].as_str().unwrap());
    street.later(30);
    let again = person.call(&path("resend"), &json!({ "browserSecret": told["browserSecret"] })).await;
    assert_eq!((again.status.as_u16(), body(&again)), (200, json!({ "flow": told["flow"], "expiresIn": 600, "resendAfter": 60 })));
    street.later(60);
    let last = person.call(&path("resend"), &json!({ "browserSecret": told["browserSecret"] })).await;
    assert_eq!(body(&last)["resendAfter"], Value::Null, "there is no further one");

    let code = street.code().await;
    let done = person.call(&path("verify"), &json!({ "browserSecret": told["browserSecret"], "code": code.0 })).await;
    let login_url = body(&done)["loginUrl"].as_str().unwrap().to_owned();
    assert_eq!((done.status.as_u16(), body(&done)), (200, json!({ "loginUrl": login_url })));
    assert!(street.is_login_url(&login_url) && login_url.ends_with("&state=S"));
}

#[tokio::test]
async fn t14_t15_t17_t18_what_is_no_call_is_refused_on_the_spot() {
    let (street, person) = street().await;
    let right = json!({ "email": "jane@example.com", "authenticationRequestId": "S", "browserSecret": "A".repeat(43), "code": "123456" })
        .to_string();
    let post = async |path: &str, kind: &str, encoding: &str, body: Vec<u8>| {
        let mut browser = person.browser.clone();
        let request = browser.request(Method::POST, path).header("origin", APP).header("content-type", kind).body(body);
        let answer = browser.send(if encoding.is_empty() { request } else { request.header("content-encoding", encoding) }).await;
        let word = self::body(&answer)["type"].as_str().unwrap().rsplit(':').next().unwrap().to_owned();
        (answer.status.as_u16(), word, answer.header("access-control-allow-origin").to_owned())
    };
    let refused = |status: u16, word: &str| (status, word.to_owned(), APP.to_owned());
    street
        .stays_clean(async {
            for path in PATHS {
                for kind in [
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/json; charset=utf-16",
                    "",
                ] {
                    let answer = post(path, kind, "", right.clone().into_bytes()).await;
                    assert_eq!(answer, refused(415, "unsupported-media-type"), "{path} {kind}");
                }
                assert_eq!(
                    post(path, "application/json", "gzip", right.clone().into_bytes()).await,
                    refused(415, "unsupported-media-type")
                );
                let large = right.replace('{', &format!("{{\"x\":\"{}\",", "a".repeat(4_096)));
                assert_eq!(post(path, "application/json", "", large.into_bytes()).await, refused(413, "too-large"), "{path}");
                for text in [
                    "",
                    "null",
                    "[]",
                    "\"x\"",
                    "{",
                    "{}x",
                    "{}",
                    r#"{"email":null}"#,
                    r#"{"browserSecret":1,"code":2}"#,
                    "{\"email\":\"\u{fffd}",
                ] {
                    assert_eq!(
                        post(path, "application/json", "", text.as_bytes().to_vec()).await,
                        refused(400, "malformed"),
                        "{path} {text}"
                    );
                }
                assert_eq!(post(path, "application/json", "", b"{\"email\":\"\xff\xfe@x.com\"}".to_vec()).await.0, 400, "{path}");
            }
            for text in [
                r#"{"email":["a@x.com","b@y.com"],"authenticationRequestId":"S"}"#,
                r#"{"email":{"$ne":1},"authenticationRequestId":"S"}"#,
                r#"{"email":null,"authenticationRequestId":"S"}"#,
                r#"{"email":1,"authenticationRequestId":"S"}"#,
                r#"{"email":"a@x.com","email":"b@y.com","authenticationRequestId":"S"}"#,
                r#"{"email":"a@x.com","phone":"+41790000001","authenticationRequestId":"S"}"#,
                r#"{"email":"a@x.com"}"#,
                r#"{"email":"a@x.com","authenticationRequestId":""}"#,
                r#"{"email":"a@x.com","authenticationRequestId":"S\r\nx: y"}"#,
                r#"{"email":"a@x.com","authenticationRequestId":["S"]}"#,
                r#"{"authenticationRequestId":"S"}"#,
                &format!(r#"{{"email":"a@x.com","authenticationRequestId":"{}"}}"#, "S".repeat(513)),
            ] {
                assert_eq!(post("/api/codes", "application/json", "", text.as_bytes().to_vec()).await, refused(400, "malformed"), "{text}");
            }
        })
        .await;
    assert_eq!(Told::by_call(&person.clone().call("/api/codes", &serde_json::from_str(&right).unwrap()).await, 201), Told::default());
}

#[tokio::test]
async fn t19_other_methods_and_paths_are_not_found() {
    let (_street, person) = street().await;
    for method in ["GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "FOO"] {
        for path in PATHS {
            let answer = from(person.browser.clone(), Some(APP), Method::from_bytes(method.as_bytes()).unwrap(), path, &json!({})).await;
            assert_eq!(answer.status, 404, "{method} {path}");
        }
    }
    for path in [
        "/api",
        "/api/",
        "/api/codes/",
        "/api/codes/x",
        "/api/codes//verify",
        "/api/codes/a/b/verify",
        "/API/codes",
        "/api/codes/x/verify/",
    ] {
        assert_eq!(from(person.browser.clone(), Some(APP), Method::POST, path, &json!({})).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_problem_is_told_in_the_readers_language_and_known_by_a_word_that_never_changes() {
    let (street, mut person) = street().await;
    let flow = person.ask("S", "jane@example.com").await.unwrap();
    let wrong = street.code().await.wrong(0);
    let path = format!("/api/codes/{}/verify", flow.id);
    let request = person.browser.request(Method::POST, &path).header("origin", APP).header("accept-language", "de-CH, de;q=0.9");
    let answer = person.browser.send(request.json(&json!({ "browserSecret": flow.secret, "code": wrong.0 }))).await;
    assert_eq!(
        body(&answer),
        json!({
            "type": "urn:authress-passwordless:problem:wrong-code", "title": "Wrong code", "status": 400, "left": 4,
            "detail": "Der Code stimmt nicht. Sie haben noch 4 Versuche.",
        })
    );
}

/// Its secret was never in a cookie of ours.
#[tokio::test]
async fn a_flow_that_was_started_on_an_apps_page_is_nothing_to_a_browser_of_ours() {
    let (street, mut person) = street().await;
    let flow = person.ask("S", "jane@example.com").await.unwrap();
    let code = street.code().await;
    let mut browser = street.browser();
    let fields = [("flow", flow.id.as_str()), ("csrf", ""), ("code", &code.0)].map(|(name, value)| (name.to_owned(), value.to_owned()));
    street.stays_clean(async { browser.post("/login/verify", &fields).await.assert_generic() }).await;
    assert!(!person.guess(&flow, &code).await.login_url.is_empty());
}

/// T63: nothing that was accepted is lost: the mail may be out, and the page can take its code.
#[tokio::test]
async fn t63_a_page_whose_mail_may_be_out_gets_what_it_needs_to_take_the_code() {
    let (street, mut person) = street().await;
    street.ses.fails(Fault::LostAnswer);
    let answer = person.call("/api/codes", &json!({ "email": "jane@example.com", "authenticationRequestId": "S" })).await;
    let told = body(&answer);
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "10"));
    assert_eq!(
        (answer.header("content-type"), &told["type"]),
        ("application/problem+json", &json!("urn:authress-passwordless:problem:unavailable"))
    );
    let path = format!("/api/codes/{}/verify", told["flow"].as_str().unwrap());
    let call = json!({ "browserSecret": told["browserSecret"], "code": street.code().await.0 });
    assert_eq!(person.call(&path, &call).await.status, 200);

    // When nothing is out there is nothing to take.
    street.ses.recovers();
    street.ses.fails(Fault::Error(400, "SendingPausedException"));
    let answer = person.call("/api/codes", &json!({ "email": "joe@example.com", "authenticationRequestId": "S" })).await;
    assert_eq!((answer.status.as_u16(), body(&answer).get("flow")), (503, None));
}

/// Every part of a resend shares the eight seconds of a request.
#[tokio::test]
async fn t63_a_resend_is_answered_in_time_however_slow_all_are() {
    let (street, mut person) = street().await;
    let flow = person.ask("S", "jane@example.com").await.unwrap();
    street.later(30);
    street.dynamodb.fails(Fault::Slow).of("UpdateItem").times(2);
    street.dynamodb.fails(Fault::Slow).of("TransactWriteItems").times(2);
    street.ses.fails(Fault::Slow);
    assert!(crate::faults::in_time(person.resend(&flow)).await.is_unavailable);
}

/// Nothing tells one page of an app from another, so there is no device; the code is asked for where it is typed.
#[tokio::test]
async fn an_apps_login_costs_one_call_each_and_enrols_no_device() {
    let (street, mut person) = street().await;
    street.dynamodb.forget();
    let flow = person.ask("S", "jane@example.com").await.unwrap();
    assert_eq!((street.dynamodb.calls(), street.ses.calls().len()), (vec!["TransactWriteItems".to_owned()], 1));
    street.later(30);
    street.dynamodb.forget();
    person.resend(&flow).await;
    assert_eq!(street.dynamodb.calls(), ["UpdateItem", "TransactWriteItems"], "what the flow is for, and the code");
    let mail = street.mails().await[0].clone();
    let code = street.code().await;
    street.dynamodb.forget();
    person.guess(&flow, &code.wrong(0)).await;
    assert_eq!(street.dynamodb.calls(), ["UpdateItem", "UpdateItem"], "the guess, and its failure against the address");
    street.dynamodb.forget();
    assert!(!person.guess(&flow, &code).await.login_url.is_empty());
    assert_eq!(street.dynamodb.calls(), ["UpdateItem"]);
    assert!(street.items_of("device").await.is_empty());

    let text = mail["text"].as_str().unwrap();
    assert!(text.ends_with(&format!("\n@app.example.com #{}", code.0)), "{text}");
    assert!(!text.contains("/login/code") && text.contains(&format!("anywhere but on {APP}.")), "{text}");
}
