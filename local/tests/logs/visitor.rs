//! Somebody with a browser, who remembers everything that must not be logged.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use crate::browser::{Browser, Code, with};
use crate::page::Page;
use crate::process::Process;

/// Secrets, and what each is.
pub(crate) type Secrets = Arc<Mutex<BTreeMap<String, String>>>;

/// A browser of its own.
pub(crate) struct Visitor<'a> {
    process: &'a Process,
    secrets: Secrets,
    browser: Browser,
}

/// The fields of a form.
pub(crate) type Form = Vec<(String, String)>;

impl<'a> Visitor<'a> {
    pub(crate) fn new(process: &'a Process, secrets: &Secrets) -> Self {
        let browser = Browser::of(&process.functions, &process.authress, Ipv4Addr::LOCALHOST.into());
        Self { process, secrets: Arc::clone(secrets), browser }
    }

    /// Remembers something that must not be logged.
    pub(crate) fn secret(&self, what: &str, secret: &str) {
        if !secret.is_empty() {
            self.secrets.lock().unwrap().insert(secret.to_owned(), what.to_owned());
        }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.browser.request(method, path)
    }

    pub(crate) async fn send(&mut self, request: RequestBuilder) -> Page {
        let page = self.browser.send(request).await;
        self.remember(page)
    }

    pub(crate) async fn open(&mut self, path: &str) -> Page {
        let page = self.browser.open(path).await;
        self.remember(page)
    }

    pub(crate) async fn post(&mut self, path: &str, form: &[(String, String)]) -> Page {
        let page = self.browser.post(path, form).await;
        self.remember(page)
    }

    /// The login page of a request: its form.
    pub(crate) async fn start(&mut self, state: &str) -> Form {
        self.secret("state", state);
        let page = self.open(&self.browser.login_path(state)).await;
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
        let mails = reqwest::get(format!("{}/mailbox.json", self.process.app)).await.unwrap();
        let mails: Vec<Value> = mails.json().await.unwrap();
        let text = mails[0]["text"].as_str().unwrap();
        let grouped = text.split(|letter: char| !letter.is_ascii_digit() && letter != ' ').next().unwrap();
        self.secret("code as in the mail", grouped.trim());
        let code = Code::of(&mails[0]).0;
        self.secret("code", &code);
        code
    }

    /// Keeps of an answer what must not be logged.
    fn remember(&self, page: Page) -> Page {
        for value in page.set_cookies().into_iter().filter_map(|(_, value)| value) {
            value.split('.').for_each(|part| self.secret("cookie", part));
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
}

/// What the form says of a field.
pub(crate) fn field(form: &Form, name: &str) -> String {
    form.iter().find(|(field, _)| field == name).unwrap().1.clone()
}

/// Another code of the same length.
pub(crate) fn wrong(code: &str, nth: u64) -> String {
    Code(code.to_owned()).wrong(nth).0
}

pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
