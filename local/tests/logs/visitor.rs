//! Somebody with a browser, who remembers everything that must not be logged.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;

use crate::page::Page;
use crate::process::Process;

/// Secrets, and what each is.
pub(crate) type Secrets = Arc<Mutex<BTreeMap<String, String>>>;

/// A browser of its own.
pub(crate) struct Visitor<'a> {
    process: &'a Process,
    secrets: Secrets,
    cookies: BTreeMap<String, String>,
    http: Client,
}

/// The fields of a form.
pub(crate) type Form = Vec<(String, String)>;

impl<'a> Visitor<'a> {
    pub(crate) fn new(process: &'a Process, secrets: &Secrets) -> Self {
        let http = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { process, secrets: Arc::clone(secrets), cookies: BTreeMap::new(), http }
    }

    /// Remembers something that must not be logged.
    pub(crate) fn secret(&self, what: &str, secret: &str) {
        if !secret.is_empty() {
            self.secrets.lock().unwrap().insert(secret.to_owned(), what.to_owned());
        }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.process.functions));
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if cookies.is_empty() { request } else { request.header("cookie", cookies.join("; ")) }
    }

    pub(crate) async fn send(&mut self, request: RequestBuilder) -> Page {
        let page = Page::of(request.send().await.unwrap()).await;
        for (name, value) in page.set_cookies() {
            let value = value.unwrap_or_default();
            value.split('.').for_each(|part| self.secret("cookie", part));
            self.cookies.insert(name, value);
        }
        for (name, value) in ["/login/code", "/login/verify"].into_iter().flat_map(|action| page.form(action)) {
            if name == "csrf" {
                self.secret("form token", &value);
            }
        }
        if let Some((_, assertion)) = page.location().split_once("login?code=") {
            self.secret("assertion", assertion.split('&').next().unwrap());
        }
        page
    }

    pub(crate) async fn open(&mut self, path: &str) -> Page {
        let request = self.request(Method::GET, path);
        self.send(request).await
    }

    pub(crate) async fn post(&mut self, path: &str, form: &[(String, String)]) -> Page {
        let request = self.request(Method::POST, path).header("sec-fetch-site", "same-origin").form(form);
        self.send(request).await
    }

    /// The login page of a request: its form.
    pub(crate) async fn start(&mut self, state: &str) -> Form {
        self.secret("state", state);
        let page = self.open(&format!("/login?state={}&client_id=sc_demo", encoded(state))).await;
        assert_eq!(page.status, 200, "{}", page.text());
        page.form("/login/code")
    }

    /// Has a code sent.
    pub(crate) async fn ask(&mut self, form: &Form, email: &str) -> Page {
        self.secret("address", email.trim());
        self.post("/login/code", &with(form, "email", email)).await
    }

    /// Starts, has a code sent, and reads the mail: the form for the code, and the code.
    pub(crate) async fn asked(&mut self, state: &str, email: &str) -> (Form, String) {
        let form = self.start(state).await;
        let answer = self.ask(&form, email).await;
        assert_eq!((answer.status.as_u16(), answer.problem()), (303, ""), "{} {}", answer.location(), answer.text());
        (form, self.code().await)
    }

    pub(crate) async fn guess(&mut self, form: &Form, code: &str) -> Page {
        self.post("/login/verify", &with(form, "code", code)).await
    }

    /// The code of the newest mail.
    pub(crate) async fn code(&self) -> String {
        let mails: Vec<Value> = self.http.get(format!("{}/mailbox.json", self.process.app)).send().await.unwrap().json().await.unwrap();
        let text = mails[0]["text"].as_str().unwrap();
        let grouped: String = text.chars().take_while(|letter| letter.is_ascii_digit() || *letter == ' ').collect();
        let grouped = grouped.trim();
        self.secret("code as in the mail", grouped);
        let code = grouped.replace(' ', "");
        self.secret("code", &code);
        code
    }
}

/// The form with one field set.
pub(crate) fn with(form: &[(String, String)], name: &str, value: &str) -> Form {
    let mut fields: Form = form.iter().filter(|(field, _)| field != name).cloned().collect();
    fields.push((name.to_owned(), value.to_owned()));
    fields
}

/// What the form says of a field.
pub(crate) fn field(form: &Form, name: &str) -> String {
    form.iter().find(|(field, _)| field == name).unwrap().1.clone()
}

/// Another code of the same length.
pub(crate) fn wrong(code: &str, nth: u64) -> String {
    let digits = code.len();
    format!("{:0digits$}", (code.parse::<u64>().unwrap() + 1 + nth) % 10_u64.pow(u32::try_from(digits).unwrap()))
}

pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
