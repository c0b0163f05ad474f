//! The scenes on an app's own page and by text.

use reqwest::Method;
use serde_json::{Value, json};

use crate::page::Page;
use crate::scenes::Scenes;
use crate::visitor::{Visitor, wrong};

impl Scenes<'_> {
    /// An app's page: a login, wrong guesses, what is no call, and a page that is none of ours; by mail, then by text to its limits.
    pub(crate) async fn apps(&self) {
        let mut visitor = self.visitor();
        for (field, who, sent) in
            [("email", "canaryapp@canary.example", "canaryapp@canary.example"), ("phone", "079 123 45 67", "+41791234567")]
        {
            visitor.secret("address", if field == "email" { sent } else { "" });
            visitor.secret("number", if field == "phone" { sent } else { "" });
            let told = self.call(&mut visitor, "/api/codes", &json!({ field: who, "authenticationRequestId": "canarystate13" })).await;
            let told: Value = serde_json::from_str(&told.html).unwrap();
            let (flow, secret) = (told["flow"].as_str().unwrap(), told["browserSecret"].as_str().unwrap());
            visitor.secret("browser secret", secret);
            let code = visitor.code().await;
            let verify = format!("/api/codes/{flow}/verify");
            self.call(&mut visitor, &verify, &json!({ "browserSecret": secret, "code": wrong(&code, 0) })).await;
            self.call(&mut visitor, &format!("/api/codes/{flow}/resend"), &json!({ "browserSecret": secret })).await;
            self.call(&mut visitor, &format!("/api/codes/{flow}/resend"), &json!({ "browserSecret": "canary" })).await;
            self.call(
                &mut visitor,
                &format!("{verify}?code={code}&browserSecret={secret}"),
                &json!({ "browserSecret": secret, "code": "canary" }),
            )
            .await;
            let done = self.call(&mut visitor, &verify, &json!({ "browserSecret": secret, "code": code })).await;
            let done: Value = serde_json::from_str(&done.html).unwrap();
            let (_, assertion) = done["loginUrl"].as_str().unwrap().split_once("?code=").unwrap();
            visitor.secret("assertion", assertion.split('&').next().unwrap());
        }
        for body in [
            json!({ "email": ["canary"] }),
            json!({ "phone": "+41791234567", "email": "canary" }),
            json!({ "canary\r\n{\"event\":\"authn_login_success\"}": "canary" }),
        ] {
            self.call(&mut visitor, "/api/codes", &body).await;
        }
        for number in ["+447400123456", "+41 canary", "+41790066601", "+41790066602"] {
            visitor.secret("number", number);
            self.call(&mut visitor, "/api/codes", &json!({ "phone": number, "authenticationRequestId": "canarystate14" })).await;
        }
        for nth in 0..10 {
            let number = format!("+4179000000{nth}");
            visitor.secret("number", &number);
            self.call(&mut visitor, "/api/codes", &json!({ "phone": number, "authenticationRequestId": "canarystate15" })).await;
        }
        let request =
            visitor.request(Method::POST, "/api/codes").header("origin", "https://canary.example").json(&json!({ "email": "canary" }));
        assert_eq!(visitor.send(request).await.status, 403);
    }

    async fn call(&self, visitor: &mut Visitor<'_>, path: &str, body: &Value) -> Page {
        let request = visitor.request(Method::POST, path).header("origin", self.process.app.clone()).json(body);
        visitor.send(request).await
    }
}
