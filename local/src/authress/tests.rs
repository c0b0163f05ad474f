//! The stand-in over HTTP, called as the SDK of an app calls it.

use std::collections::HashMap;

use ed25519_dalek::SigningKey;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response};
use shared::authress::{anti_abuse, pkce};
use tokio::net::TcpListener;
use url::Url;

use super::*;

const NOW: Timestamp = Timestamp::from_unix(1_700_000_000);
const CLIENT: &str = "sc_demo";
const VERIFIER: &str = "a verifier";

struct Harness {
    origin: String,
    http: Client,
}

impl Harness {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://127.0.0.1:{}", listener.local_addr().expect("an address").port());
        let client_key = ClientKey {
            client_id: CLIENT.to_owned(),
            key_id: "local1".to_owned(),
            account_id: "acc-local-demo".to_owned(),
            public: signer().verifying_key(),
        };
        let settings = Settings {
            origin: origin.clone(),
            login_page: "http://127.0.0.1:3001".to_owned(),
            client_id: CLIENT.to_owned(),
            client_key: Some(client_key),
        };
        let router = router(settings, Arc::new(|| NOW)).expect("randomness");
        tokio::spawn(async move { axum::serve(listener, router).await });
        let http = Client::builder().no_proxy().redirect(Policy::none()).build().expect("a client");
        Self { origin, http }
    }

    fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        self.http.post(format!("{}{path}", self.origin)).header("Origin", "http://localhost:3000").json(body)
    }

    /// Starts a login after `change` to a body that is right.
    async fn authenticate(&self, change: Value) -> Response {
        let mut body = json!({
            "antiAbuseHash": anti_abuse::prove(&[CLIENT, APPLICATION_ID], NOW),
            "redirectUrl": "http://localhost:3000/after?x=1",
            "codeChallengeMethod": "S256",
            "codeChallenge": pkce::challenge(VERIFIER),
            "connectionId": CLIENT,
            "applicationId": APPLICATION_ID,
        });
        let members = body.as_object_mut().expect("an object");
        members.extend(change.as_object().expect("an object").clone());
        self.post("/api/authentication", &body).send().await.expect("an answer")
    }

    async fn started(&self, change: Value) -> String {
        let answer: Value = self.authenticate(change).await.json().await.expect("JSON");
        answer["authenticationRequestId"].as_str().expect("an id").to_owned()
    }

    /// Comes back with a good assertion for the login `state`.
    async fn come_back(&self, state: &str) -> Response {
        let iss = assertion::issuer(&self.origin, CLIENT);
        let header = json!({"alg": "EdDSA", "kid": "local1", "typ": "oauth-authz-req+jwt"});
        let claims = json!({
            "aud": "acc-local-demo.accounts.authress.io", "iss": iss, "sub": "jane@example.com", "client_id": CLIENT,
            "jti": state, "iat": NOW.unix(), "exp": NOW.unix() + 120, "max_age": 120, "email": "jane@example.com",
        });
        let code = jws::sign(&header, &claims, &signer());
        let query = [("code", code.as_str()), ("iss", &iss), ("state", state)];
        let url = Url::parse_with_params(&format!("{}/login", self.origin), query).expect("a URL");
        self.http.get(url).send().await.expect("an answer")
    }
}

fn signer() -> SigningKey {
    SigningKey::from_bytes(&[1; 32])
}

fn query(response: &Response) -> HashMap<String, String> {
    let location = response.headers()["location"].to_str().expect("text");
    Url::parse(location).expect("a URL").query_pairs().into_owned().collect()
}

#[tokio::test]
async fn a_login_starts_at_our_page_with_what_it_must_know() {
    let harness = Harness::start().await;
    let answer: Value = harness.authenticate(json!({})).await.json().await.expect("JSON");
    let url = Url::parse(answer["authenticationUrl"].as_str().expect("a URL")).expect("a URL");
    let query: HashMap<String, String> = url.query_pairs().into_owned().collect();
    assert_eq!((url.origin().ascii_serialization().as_str(), url.path()), ("http://127.0.0.1:3001", "/login"));
    assert_eq!(query["state"], answer["authenticationRequestId"]);
    assert_eq!(query["redirect_uri"], format!("{}/login", harness.origin));
    assert_eq!(query["client_id"], CLIENT);
}

#[tokio::test]
async fn a_login_started_for_a_one_time_code_is_the_same() {
    let harness = Harness::start().await;
    let change = json!({"connectionId": null, "serviceClientId": CLIENT});
    assert_eq!(harness.authenticate(change).await.status(), 200);
}

#[tokio::test]
async fn every_fault_of_the_call_is_refused_in_words_the_page_may_read() {
    let harness = Harness::start().await;
    for change in [
        json!({"antiAbuseHash": null}),
        json!({"antiAbuseHash": anti_abuse::prove(&[APPLICATION_ID, CLIENT], NOW)}),
        json!({"audiences": ["not", "hashed"]}),
        json!({"codeChallengeMethod": "plain"}),
        json!({"codeChallenge": "short"}),
        json!({"redirectUrl": "http://app.example.com/"}),
        json!({"responseLocation": "header"}),
        json!({"connectionId": "sc_x", "antiAbuseHash": anti_abuse::prove(&["sc_x", APPLICATION_ID], NOW)}),
        json!({"applicationId": "app_x", "antiAbuseHash": anti_abuse::prove(&[CLIENT, "app_x"], NOW)}),
    ] {
        let response = harness.authenticate(change.clone()).await;
        assert_eq!(response.status(), 400, "{change}");
        assert_eq!(response.headers()["access-control-allow-origin"], "http://localhost:3000");
        assert_eq!(response.headers()["access-control-allow-credentials"], "true");
        let body: Value = response.json().await.expect("JSON");
        assert!(body["title"].is_string() && body["errorCode"].is_string(), "{body}");
    }
}

#[tokio::test]
async fn a_call_without_an_origin_is_refused_and_a_preflight_is_answered() {
    let harness = Harness::start().await;
    let url = format!("{}/api/session", harness.origin);
    let response = harness.http.patch(&url).json(&json!({})).send().await.expect("an answer");
    assert_eq!(response.status(), 403);
    let preflight = harness.http.request(reqwest::Method::OPTIONS, &url).header("Origin", "https://app.example.com");
    let response = preflight.send().await.expect("an answer");
    assert_eq!(response.status(), 204);
    assert_eq!(response.headers()["access-control-allow-origin"], "https://app.example.com");
    assert_eq!(response.headers()["access-control-allow-headers"], "content-type,x-powered-by,authorization");
}

#[tokio::test]
async fn a_good_assertion_brings_the_browser_back_with_tokens_the_published_key_verifies() {
    let harness = Harness::start().await;
    let state = harness.started(json!({})).await;
    let response = harness.come_back(&state).await;
    let query = query(&response);
    assert_eq!(response.status(), 302);
    assert_eq!((query["x"].as_str(), query["nonce"].as_str(), query["iss"].as_str()), ("1", &*state, &*harness.origin));
    assert_eq!(query["expires_in"], "3600");

    let url = format!("{}/.well-known/openid-configuration/jwks", harness.origin);
    let keys: Value = harness.http.get(url).send().await.expect("an answer").json().await.expect("JSON");
    for name in ["access_token", "id_token"] {
        let token = jws::Jws::read(&query[name]).expect("a token");
        let key = jws::find(&keys, token.header("kid").expect("a kid")).expect("a key");
        assert!(token.is_signed_by(&key));
        assert_eq!((token.text("sub"), token.text("nonce")), (Some("jane@example.com"), Some(&*state)));
    }
}

#[tokio::test]
async fn a_login_is_finished_once_and_a_refusal_redirects_nowhere() {
    let harness = Harness::start().await;
    let state = harness.started(json!({})).await;
    assert_eq!(harness.come_back(&state).await.status(), 302);
    let response = harness.come_back(&state).await;
    assert_eq!(response.status(), 400);
    assert_eq!(response.headers().get("location"), None);
    assert!(response.text().await.expect("a page").contains("state: the login was finished before"));
}

#[tokio::test]
async fn a_code_is_exchanged_once_by_whoever_holds_the_verifier() {
    let harness = Harness::start().await;
    let state = harness.started(json!({"flowType": "code"})).await;
    let query = query(&harness.come_back(&state).await);
    assert!(!query.contains_key("access_token"));
    let (path, code) = (format!("/api/authentication/{state}/tokens"), &query["code"]);
    for (verifier, expected) in [("another", 400), (VERIFIER, 200), (VERIFIER, 400)] {
        let body = json!({
            "grant_type": "authorization_code",
            "redirect_uri": "http://localhost:3000/after?x=1",
            "client_id": APPLICATION_ID,
            "code": code,
            "code_verifier": verifier,
            "antiAbuseHash": anti_abuse::prove(&[APPLICATION_ID, &state, code], NOW),
        });
        let response = harness.post(&path, &body).send().await.expect("an answer");
        assert_eq!(response.status(), expected, "{verifier}");
    }
}

#[tokio::test]
async fn a_session_gives_tokens_until_it_ends() {
    let harness = Harness::start().await;
    let state = harness.started(json!({})).await;
    let cookie = harness.come_back(&state).await.headers()["set-cookie"].clone();
    let call = |method| {
        let request = harness.http.request(method, format!("{}/api/session", harness.origin));
        request.header("Origin", "http://localhost:3000").header("Cookie", cookie.clone()).json(&json!({})).send()
    };
    assert_eq!(call(reqwest::Method::PATCH).await.expect("an answer").status(), 200);
    assert_eq!(call(reqwest::Method::DELETE).await.expect("an answer").status(), 204);
    assert_eq!(call(reqwest::Method::PATCH).await.expect("an answer").status(), 404);
}

#[tokio::test]
async fn logging_out_goes_back_to_the_app_and_nowhere_else() {
    let harness = Harness::start().await;
    for (target, status) in [("http://localhost:3000/", 302), ("http://app.example.com/", 400)] {
        let url = format!("{}/logout?client_id=app_demo&redirect_uri={target}", harness.origin);
        assert_eq!(harness.http.get(url).send().await.expect("an answer").status(), status);
    }
}
