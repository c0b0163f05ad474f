//! Everything that people and attackers do, played against one local run.

use aws_sdk_dynamodb::types::AttributeValue;
use reqwest::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::browser::with;
use crate::process::Process;
use crate::table::Table;
use crate::visitor::{Secrets, Visitor, encoded, field, wrong};

/// The stage of every scene.
pub(crate) struct Scenes<'a> {
    pub(crate) process: &'a Process,
    pub(crate) secrets: &'a Secrets,
}

impl<'a> Scenes<'a> {
    pub(crate) async fn play(&self) {
        self.logins().await;
        self.failures().await;
        self.limits().await;
        self.mail().await;
        self.bad_input().await;
        self.tampering().await;
        self.apps().await;
        self.odd_text().await;
        self.raw_bytes().await;
        self.no_table().await;
    }

    pub(crate) fn visitor(&self) -> Visitor<'a> {
        Visitor::new(self.process, self.secrets)
    }

    /// A login to its end at Authress, a double click, a replay, a link that somebody pasted into the query.
    async fn logins(&self) {
        let mut visitor = self.visitor();
        let (form, code) = visitor.asked("canarystate1 a b&c=\"'<>", "canary.Jane+tag@canary.example").await;
        visitor.secret("address", "canary.jane+tag@canary.example");
        let done = visitor.guess(&form, &code).await;
        assert!(done.location().starts_with(&self.process.authress), "{}", done.location());
        let _ = reqwest::get(done.location()).await.unwrap();
        assert_eq!(visitor.guess(&form, &code).await.location(), done.location());
        let (_, assertion) = done.location().split_once("code=").unwrap();
        for path in ["/login", "/login/code", "/login/verify", "/nowhere", &format!("/{assertion}")] {
            visitor.open(&format!("{path}?flow={}&code={code}&csrf={}&{assertion}", field(&form, "flow"), field(&form, "csrf"))).await;
        }
        // The double-submit window is over.
        self.table().age_the_guesses(&form, 60).await;
        assert_eq!(visitor.guess(&form, &code).await.problem(), "start-again", "used");
    }

    /// Wrong, malformed, late, for nothing, and from elsewhere.
    async fn failures(&self) {
        let mut visitor = self.visitor();
        let (form, code) = visitor.asked("canarystate2", "canarylocked@canary.example").await;
        for nth in 0..5 {
            visitor.guess(&form, &wrong(&code, nth)).await;
        }
        assert_eq!(visitor.guess(&form, &code).await.problem(), "locked");
        for input in ["", "canarycode", "12", &"9".repeat(3_000), "<script>", "12345 6789\r\n"] {
            visitor.guess(&form, input).await;
        }

        let mut visitor = self.visitor();
        let (form, code) = visitor.asked("canarystate3", "canarylate@canary.example").await;
        self.table().set(&form, "expires_at", AttributeValue::N("1000000000".to_owned())).await;
        assert_eq!(visitor.guess(&form, &code).await.problem(), "expired");
        visitor.post("/login/code", &form).await;

        let mut visitor = self.visitor();
        let form = visitor.start("canarystate4").await;
        assert_eq!(visitor.guess(&form, "1234567890").await.problem(), "start-again", "no code was ever sent");
        self.visitor().guess(&form, "1234567890").await;
    }

    /// Too soon, too often.
    async fn limits(&self) {
        let mut visitor = self.visitor();
        let form = visitor.start("canarystate5").await;
        visitor.ask(&form, "canarylimit@canary.example").await;
        visitor.code().await;
        assert_eq!(visitor.ask(&form, "canarylimit@canary.example").await.problem(), "cooldown");
        visitor.ask(&form, "canaryother@canary.example").await;
        self.table().set(&form, "sends", AttributeValue::L(vec![AttributeValue::N("1000000000".to_owned())])).await;
        assert_eq!(visitor.ask(&form, "canarylimit@canary.example").await.problem(), "", "one more, now that it is not too soon");
        visitor.code().await;
        loop {
            let mut visitor = self.visitor();
            let form = visitor.start("canarystate6").await;
            if visitor.ask(&form, "canarylimit@canary.example").await.problem() == "too-many-requests" {
                break;
            }
            visitor.code().await;
        }
    }

    /// SES fails, and says the address as it does.
    async fn mail(&self) {
        for (local_part, status) in [("rejected", 303), ("throttled", 503), ("paused", 503)] {
            let mut visitor = self.visitor();
            let form = visitor.start("canarystate7").await;
            assert_eq!(visitor.ask(&form, &format!("{local_part}@canary.example")).await.status, status);
        }
    }

    async fn bad_input(&self) {
        let mut visitor = self.visitor();
        let form = visitor.start("canarystate8").await;
        for email in [
            "canary",
            "canary@localhost",
            "canary@canary.example,canary2@canary.example",
            "canary@canary.example\r\nBcc: canary2@canary.example",
            "\u{1b}[31mcanary@canary.example",
            "{\"event\":\"authn_login_success\"}@canary.example",
            &format!("canary{}@canary.example", "a".repeat(2_000)),
        ] {
            visitor.ask(&form, email).await;
        }
        let request = visitor.request(Method::POST, "/login/code").header("sec-fetch-site", "same-origin");
        visitor.send(request.try_clone().unwrap().json(&serde_json::json!({ "email": "canary@canary.example" }))).await;
        let kind = "application/x-www-form-urlencoded";
        for body in [b"email=canary%ff%fe@canary.example".to_vec(), vec![b'a'; 100_000], b"flow=canary&flow=canary&csrf=canary".to_vec()] {
            visitor.send(request.try_clone().unwrap().header("content-type", kind).body(body)).await;
        }
    }

    /// Other sites, other forms, other targets.
    async fn tampering(&self) {
        let mut visitor = self.visitor();
        let form = visitor.start("canarystate9").await;
        visitor.post("/login/code", &with(&with(&form, "email", "canary@canary.example"), "csrf", "canarytoken")).await;
        for (header, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://canary.example"), ("origin", "null")] {
            let request = visitor.request(Method::POST, "/login/code").header(header, value);
            assert_eq!(visitor.send(request.form(&with(&form, "email", "canary@canary.example"))).await.status, 403);
        }
        for (name, value) in [("redirect_uri", "https://canary.example/login"), ("client_id", "sc_canary"), ("state", "")] {
            let query = with(&[("state".to_owned(), "canarystate10".to_owned())], name, value);
            let query: Vec<_> = query.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
            assert_eq!(visitor.open(&format!("/login?{}", query.join("&"))).await.status, 400, "{name}");
            visitor.post("/login/code", &with(&with(&form, "email", "canary@canary.example"), name, value)).await;
        }
    }

    /// Text that would break a line, colour a terminal or fill a disk, wherever text can stand.
    async fn odd_text(&self) {
        let texts = ["canary\r\n{\"event\":\"authn_login_success\"}", "canary\u{1b}[2Jcanary", "canary\u{2028}\u{0}\u{85}", "canary\"}\\"];
        for text in texts {
            let mut visitor = self.visitor();
            for name in ["state", "redirect_uri", "client_id", "problem", "canary"] {
                visitor.open(&format!("/login?state=canary&{name}={}", encoded(text))).await;
                visitor.open(&format!("/login/code?flow=canary&{name}={}", encoded(text))).await;
            }
        }
        let long = "canary".repeat(16_000);
        self.visitor().open(&format!("/login?state={}", &long[..60_000])).await;
        self.visitor().open(&format!("/login?state=canary&x={}", &long[..8_000])).await;
        for header in
            ["user-agent", "x-forwarded-for", "x-amzn-trace-id", "x-amzn-requestid", "referer", "accept-language", "authorization"]
        {
            for value in ["canary\"}{\"event\":\"authn_login_success\"}", "Bearer eyJcanary.eyJcanary.canary", &long, &long[..8_000]] {
                let request = self.visitor().request(Method::GET, "/login?state=canary").header(header, value);
                self.visitor().send(request).await;
            }
        }
        let request =
            self.visitor().request(Method::GET, "/login?state=canary").header("cookie", "__Host-flow-canary=canary.canary; =; ;;");
        self.visitor().send(request).await;
    }

    /// What no HTTP client would send.
    async fn raw_bytes(&self) {
        let address = self.process.functions.strip_prefix("http://").unwrap();
        for request in [
            "GET /login?state=<canary>\"' HTTP/1.1\r\nHost: canary canary\r\n\r\n".as_bytes(),
            b"GET /login?state=canary HTTP/1.1\r\nHost: canary\r\nX-Forwarded-Proto: http,https\r\nUser-Agent: canary\x01\x1b[31m\r\n\r\n",
            b"GET /login?state=canary HTTP/1.1\r\nHost: canary\r\nCookie: canary=\xff\xfe\r\nUser-Agent: canary\xff\r\n\r\n",
            b"canary\r\n\r\n",
        ] {
            let mut wire = tokio::net::TcpStream::connect(address).await.unwrap();
            wire.write_all(request).await.unwrap();
            wire.shutdown().await.unwrap();
            let _ = wire.read_to_end(&mut Vec::new()).await;
        }
    }

    /// The table is gone, and what DynamoDB says of it is nobody's business.
    async fn no_table(&self) {
        let mut visitor = self.visitor();
        let (form, code) = visitor.asked("canarystate11", "canarylast@canary.example").await;
        self.table().drop().await;
        assert_eq!(visitor.guess(&form, &code).await.status, 503);
        let form = visitor.start("canarystate12").await;
        assert_eq!(visitor.ask(&form, "canarynever@canary.example").await.status, 503);
    }

    fn table(&self) -> Table {
        Table::of(self.process)
    }
}
