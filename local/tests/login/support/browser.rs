//! A browser: a cookie jar, forms, no redirects that nobody asked to follow.

use reqwest::{Method, RequestBuilder};
use serde_json::Value;

use super::Page;

/// A browser with its cookies.
#[derive(Clone)]
pub(crate) struct Browser {
    pub(crate) cookies: Vec<(String, String)>,
    /// What whoever stands between adds to each request.
    pub(crate) headers: Vec<(&'static str, String)>,
    functions: String,
    authress: String,
    http: reqwest::Client,
}

/// The form of the first page, as it was served.
#[derive(Clone, Debug)]
pub(crate) struct EmailForm {
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) flow: String,
}

/// The form of the code's page.
#[derive(Clone, Debug)]
pub(crate) struct CodeForm {
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) flow: String,
}

/// A code as it stood in a mail.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Code(pub(crate) String);

impl Code {
    pub(crate) fn of(mail: &Value) -> Self {
        let text = mail["text"].as_str().unwrap();
        let digits = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let end = digits.find(|letter: char| !letter.is_ascii_digit() && letter != ' ').unwrap_or(digits.len());
        Self(digits[..end].replace(' ', ""))
    }

    /// A code that is not this one.
    pub(crate) fn wrong(&self, nth: u64) -> Self {
        let digits = self.0.len();
        let modulus = 10_u64.pow(u32::try_from(digits).unwrap());
        Self(format!("{:0digits$}", (self.0.parse::<u64>().unwrap() + 1 + nth) % modulus))
    }
}

impl Browser {
    pub(crate) fn new(running: &local::Running) -> Self {
        Self::at(running, std::net::Ipv4Addr::LOCALHOST.into())
    }

    /// A browser whose requests come from `source`.
    pub(crate) fn at(running: &local::Running, source: std::net::IpAddr) -> Self {
        Self::of(&running.functions, &running.authress, source)
    }

    /// A browser at `source`, where the functions and Authress are at these origins.
    pub(crate) fn of(functions: &str, authress: &str, source: std::net::IpAddr) -> Self {
        let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
        let http = client.local_address(source).build().unwrap();
        Self { cookies: Vec::new(), headers: Vec::new(), functions: functions.to_owned(), authress: authress.to_owned(), http }
    }

    /// Our login page for this request.
    pub(crate) fn login_path(&self, state: &str) -> String {
        format!("/login?state={}&redirect_uri={}&client_id=sc_demo", encode(state), encode(&format!("{}/login", self.authress)))
    }

    /// A request with this browser's cookies; a path alone is of our functions.
    pub(crate) fn request(&self, method: Method, url: &str) -> RequestBuilder {
        let url = if url.starts_with('/') { format!("{}{url}", self.functions) } else { url.to_owned() };
        let request = self.headers.iter().fold(self.http.request(method, &url), |request, (name, value)| request.header(*name, value));
        let ours: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if ours.is_empty() { request } else { request.header("cookie", ours.join("; ")) }
    }

    /// Sends, and keeps the cookies that come back.
    pub(crate) async fn send(&mut self, request: RequestBuilder) -> Page {
        let page = Page::of(request.send().await.unwrap()).await;
        for (name, value) in page.set_cookies() {
            let kept = self.cookies.iter().position(|(kept, _)| *kept == name);
            match (kept, value) {
                (_, None) => self.cookies.retain(|(kept, _)| *kept != name),
                (Some(index), Some(value)) => self.cookies[index].1 = value,
                (None, Some(value)) => self.cookies.push((name, value)),
            }
        }
        page
    }

    pub(crate) async fn open(&mut self, url: &str) -> Page {
        let request = self.request(Method::GET, url);
        self.send(request).await
    }

    /// Posts a form as a browser does from a page of our own.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        let request = self.request(Method::POST, path).header("sec-fetch-site", "same-origin").header("origin", self.functions.clone());
        self.send(request.form(fields)).await
    }

    /// Comes from the demo app, by its *Sign in*: where Authress sends the browser.
    pub(crate) async fn sign_in_at(&mut self, app: &str) -> Page {
        let home = self.open(app).await;
        let request = self.request(Method::POST, &format!("{app}/sign-in")).form(&home.form("/sign-in"));
        self.send(request).await
    }

    /// Opens the login page of a request.
    pub(crate) async fn start(&mut self, state: &str) -> EmailForm {
        let page = self.open(&self.login_path(state)).await;
        assert_eq!(page.status, 200, "{}", page.html);
        EmailForm::of(&page)
    }

    /// Enters an address.
    pub(crate) async fn submit_email(&mut self, form: &EmailForm, email: &str) -> Page {
        self.post("/login/code", &with(&form.fields, "email", email)).await
    }

    /// Asks for a code in a new flow: what comes of it.
    pub(crate) async fn ask(&mut self, email: &str) -> Page {
        let form = self.start("state").await;
        self.submit_email(&form, email).await
    }

    /// Opens the login page and has a code sent: the code's form.
    pub(crate) async fn ask_for_code(&mut self, state: &str, email: &str) -> CodeForm {
        let form = self.start(state).await;
        let sent = self.submit_email(&form, email).await;
        assert_eq!(sent.location(), format!("/login/code?flow={}", form.flow), "{}", sent.html);
        self.code_form(&form.flow).await
    }

    pub(crate) async fn code_form(&mut self, flow: &str) -> CodeForm {
        let page = self.open(&format!("/login/code?flow={flow}")).await;
        assert_eq!(page.status, 200);
        CodeForm { fields: page.form("/login/verify"), flow: flow.to_owned() }
    }

    /// Types a code.
    pub(crate) async fn submit_code(&mut self, form: &CodeForm, code: &Code) -> Page {
        self.post("/login/verify", &with(&form.fields, "code", &code.0)).await
    }

    /// Asks for another code in the same flow.
    pub(crate) async fn resend(&mut self, flow: &str) -> Page {
        // The page offers no resend once there were as many as there may be; an impatient script does not mind.
        let form = self.code_form(flow).await;
        let fields: Vec<_> = form.fields.into_iter().filter(|(name, _)| name != "code").collect();
        self.post("/login/code", &fields).await
    }
}

impl EmailForm {
    pub(crate) fn of(page: &Page) -> Self {
        let fields = page.form("/login/code");
        let flow = fields.iter().find(|(name, _)| name == "flow").unwrap().1.clone();
        Self { fields, flow }
    }

    /// Its fields but the one that a person fills in: the forms of all channels share them.
    pub(crate) fn hidden(&self) -> Vec<(String, String)> {
        self.fields.iter().filter(|(name, _)| !["email", "phone"].contains(&name.as_str())).cloned().collect()
    }
}

/// Everything but letters and digits percent-encoded.
pub(crate) fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// The fields with one set to another value, or added.
pub(crate) fn with(fields: &[(String, String)], name: &str, value: &str) -> Vec<(String, String)> {
    let mut fields: Vec<_> = fields.iter().filter(|(field, _)| field != name).cloned().collect();
    fields.push((name.to_owned(), value.to_owned()));
    fields
}
