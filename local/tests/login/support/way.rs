//! The four ways to a login: our page or an app's own, by mail or by text. A person goes them with the same steps and is told the same, so a
//! case is written once and holds for all.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Browser, Code, CodeForm, EmailForm, Page, Street, opened, with};

/// The app whose page may call.
pub(crate) const APP: &str = "https://app.example.com";

/// A way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    PageByMail,
    PageByText,
    AppByMail,
    AppByText,
}

/// Somebody who goes it.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) way: Way,
    pub(crate) browser: Browser,
}

/// A flow, as whoever started it holds it.
#[derive(Clone)]
pub(crate) struct Flow {
    pub(crate) id: String,
    /// What an app's page keeps; our own page has a cookie.
    pub(crate) secret: String,
    form: CodeForm,
}

/// What a person is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// Nothing went wrong when it is blank.
    pub(crate) problem: String,
    /// Guesses left, or seconds to wait.
    pub(crate) number: Option<u64>,
    /// Where to go, when it is over.
    pub(crate) login_url: String,
    /// Something is down.
    pub(crate) is_unavailable: bool,
}

impl Way {
    pub(crate) const fn is_app(self) -> bool {
        matches!(self, Self::AppByMail | Self::AppByText)
    }

    pub(crate) const fn is_text(self) -> bool {
        matches!(self, Self::PageByText | Self::AppByText)
    }

    /// The `nth` identifier.
    pub(crate) fn who(self, nth: u64) -> String {
        if self.is_text() { format!("+41790{nth:06}") } else { format!("person{nth}@example.com") }
    }

    /// The field that holds it.
    pub(crate) const fn field(self) -> &'static str {
        if self.is_text() { "phone" } else { "email" }
    }

    /// The variable of this limit, one of each channel's own.
    pub(crate) const fn limit(self, mails: &'static str, texts: &'static str) -> &'static str {
        if self.is_text() { texts } else { mails }
    }

    /// A street that has all four ways.
    pub(crate) async fn street(self, variables: &[(&str, &str)]) -> Street {
        let all = [("CHANNELS", "email,sms"), ("SMS_COUNTRIES", "CH,DE,US"), ("APP_ORIGINS", APP)];
        Street::with(&[&all, variables].concat()).await
    }

    /// Somebody new.
    pub(crate) fn person(self, street: &Street) -> Person {
        Person { way: self, browser: street.browser() }
    }

    /// Somebody new, at another address of the loopback network.
    pub(crate) fn person_at(self, street: &Street, host: u8) -> Person {
        Person { way: self, browser: street.browser_at(host) }
    }
}

impl Person {
    /// Asks for a first code.
    pub(crate) async fn ask(&mut self, state: &str, who: &str) -> Result<Flow, Told> {
        self.ask_with(state, who, &[]).await
    }

    /// With something besides that nobody asked for.
    pub(crate) async fn ask_with(&mut self, state: &str, who: &str, besides: &[(&str, &str)]) -> Result<Flow, Told> {
        if self.way.is_app() {
            let mut body = json!({ self.way.field(): who, "authenticationRequestId": state });
            body.as_object_mut().unwrap().extend(besides.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())));
            let answer = self.call("/api/codes", &body).await;
            let told = Told::by_call(&answer, 201);
            if !told.problem.is_empty() || told.is_unavailable {
                return Err(told);
            }
            let body: Value = serde_json::from_str(&answer.html).unwrap();
            let text = |name: &str| body[name].as_str().unwrap().to_owned();
            return Ok(Flow { id: text("flow"), secret: text("browserSecret"), form: CodeForm { fields: Vec::new(), flow: text("flow") } });
        }
        let form = self.browser.start(state).await;
        let answer = self.submit(&form, who, besides).await;
        let told = Told::by_page(&answer);
        if !told.problem.is_empty() || told.is_unavailable {
            return Err(told);
        }
        assert_eq!(answer.location(), format!("/login/code?flow={}", form.flow));
        Ok(Flow { id: form.flow.clone(), secret: String::new(), form: self.browser.code_form(&form.flow).await })
    }

    async fn submit(&mut self, form: &EmailForm, who: &str, besides: &[(&str, &str)]) -> Page {
        let mut fields = form.hidden();
        fields.extend(besides.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.browser.post("/login/code", &with(&fields, self.way.field(), who)).await
    }

    /// Asks for another.
    pub(crate) async fn resend(&mut self, flow: &Flow) -> Told {
        if self.way.is_app() {
            let answer = self.call(&format!("/api/codes/{}/resend", flow.id), &json!({ "browserSecret": flow.secret })).await;
            return Told::by_call(&answer, 200);
        }
        Told::by_page(&self.browser.resend(&flow.id).await)
    }

    /// Types a code.
    pub(crate) async fn guess(&mut self, flow: &Flow, code: &Code) -> Told {
        self.type_in(flow, &code.0, &[]).await
    }

    /// Types something, and sends something besides that nobody asked for.
    pub(crate) async fn type_in(&mut self, flow: &Flow, text: &str, besides: &[(&str, &str)]) -> Told {
        self.type_in_at(flow, "", text, besides).await
    }

    /// The same with this query.
    pub(crate) async fn type_in_at(&mut self, flow: &Flow, query: &str, text: &str, besides: &[(&str, &str)]) -> Told {
        if self.way.is_app() {
            let mut body = json!({ "browserSecret": flow.secret, "code": text });
            body.as_object_mut().unwrap().extend(besides.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())));
            return Told::by_call(&self.call(&format!("/api/codes/{}/verify{query}", flow.id), &body).await, 200);
        }
        let mut fields = with(&flow.form.fields, "code", text);
        fields.extend(besides.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        Told::by_page(&self.browser.post(&format!("/login/verify{query}"), &fields).await)
    }

    /// Posts JSON as the app's page does.
    pub(crate) async fn call(&mut self, path: &str, body: &Value) -> Page {
        let request = self.browser.request(Method::POST, path).header("origin", APP).header("sec-fetch-site", "cross-site");
        self.browser.send(request.json(body)).await
    }
}

impl Flow {
    /// What a stranger knows of it, who has another secret.
    pub(crate) fn without_its_secret(&self) -> Self {
        Self { secret: "A".repeat(43), ..self.clone() }
    }
}

impl Told {
    #[track_caller]
    fn by_page(page: &Page) -> Self {
        if page.status == 503 {
            assert_eq!((page.location(), page.header("retry-after")), ("", "10"));
            return Self { is_unavailable: true, ..Self::default() };
        }
        assert_eq!(page.status, 303, "{}", page.html);
        let number = if page.problem() == "wrong-code" { page.parameter("left") } else { page.parameter("retry_after") };
        let login_url = if page.location().starts_with('/') { "" } else { page.location() };
        Self { problem: page.problem().to_owned(), number: number.parse().ok(), login_url: login_url.to_owned(), is_unavailable: false }
    }

    /// Everything that such an answer promises is looked at, each time.
    #[track_caller]
    pub(crate) fn by_call(page: &Page, good: u16) -> Self {
        assert_eq!(page.header("access-control-allow-origin"), APP, "errors too: {}", page.html);
        assert_eq!((page.header("vary"), page.header("cache-control"), page.location()), ("origin", "no-store", ""));
        assert!(page.cookies().is_empty() && page.header("access-control-allow-credentials").is_empty());
        let body: Value = serde_json::from_str(&page.html).unwrap();
        if page.status == good {
            assert_eq!(page.header("content-type"), "application/json");
            return Self { login_url: body["loginUrl"].as_str().unwrap_or_default().to_owned(), ..Self::default() };
        }
        assert_eq!(page.header("content-type"), "application/problem+json", "{}", page.html);
        assert_eq!(body["status"], page.status.as_u16());
        assert!(["title", "detail"].iter().all(|name| body[*name].as_str().is_some_and(|text| !text.is_empty())), "{body}");
        let problem = body["type"].as_str().unwrap().strip_prefix("urn:authress-passwordless:problem:").unwrap();
        if page.status == 503 {
            assert_eq!((problem, page.header("retry-after")), ("unavailable", "10"));
            return Self { is_unavailable: true, ..Self::default() };
        }
        let is_limit = ["cooldown", "too-many-requests"].contains(&problem);
        assert_eq!(page.status, if is_limit { 429 } else { 400 }, "{body}");
        let number = if is_limit { body["retryAfter"].as_u64() } else { body["left"].as_u64() };
        assert_eq!(page.header("retry-after"), if is_limit { number.unwrap().to_string() } else { String::new() });
        Self { problem: problem.to_owned(), number, ..Self::default() }
    }

    pub(crate) fn problem(problem: &str) -> Self {
        Self { problem: problem.to_owned(), ..Self::default() }
    }

    pub(crate) fn with(problem: &str, number: u64) -> Self {
        Self { number: Some(number), ..Self::problem(problem) }
    }

    /// The one answer that everybody but the flow's own browser gets.
    #[track_caller]
    pub(crate) fn assert_generic(&self) {
        assert_eq!(*self, Self::problem("start-again"));
    }

    /// Asserts that it is a login, and gives its claims.
    #[track_caller]
    pub(crate) fn claims(&self, street: &Street) -> Value {
        assert!(street.is_login_url(&self.login_url), "{self:?}");
        let [_, claims] = opened(self.login_url.split(['=', '&']).nth(1).unwrap());
        claims
    }

    /// The `state` of the login URL, as it is written there.
    pub(crate) fn state(&self) -> &str {
        self.login_url.rsplit_once("&state=").map_or("", |(_, state)| state)
    }
}
