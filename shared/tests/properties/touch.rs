//! A function that does with a request all that the three functions do before they call anybody, but for writing the mail, and answers with
//! what they would put into an answer. The fuzz target drives the same one.

use std::fmt::Write;
use std::pin::pin;
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};

use http::{HeaderValue, Method};
use maud::html;
use serde_json::Value;
use shared::address::Email;
use shared::authress::LoginRequest;
use shared::channel::Channel;
use shared::config::{AppOrigins, Environment, Site};
use shared::flow::{BrowserSecret, Code, CodeDigits, Cooldowns, FlowId};
use shared::http::{Answer, Call, Fields, FlowCookie, Handle, Post, Refusal, Request, device, invoke, keep_device, make_room};
use shared::identifier::Identifier;
use shared::page::Page;
use shared::problem::Problem;
use shared::routes;
use shared::time::Timestamp;

/// Every event of `events/`.
pub(crate) const RECORDED: [&str; 6] = [
    include_str!("../../../events/login-page.json"),
    include_str!("../../../events/login-page-code.json"),
    include_str!("../../../events/issue-code.json"),
    include_str!("../../../events/verify-code.json"),
    include_str!("../../../events/issue-code-api.json"),
    include_str!("../../../events/verify-code-api.json"),
];

/// The site that they were made for.
static TOUCH: LazyLock<Touch> = LazyLock::new(|| {
    let variables =
        [("AUTHRESS_DOMAIN", "https://login.example.com"), ("AUTHRESS_CLIENT_ID", "sc_demo"), ("APP_ORIGINS", "https://app.example.com")];
    let environment = Environment::new(variables.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    let site = Site::read(&environment).unwrap();
    let app_origins = AppOrigins::read(&environment).unwrap();
    Touch { site, app_origins, digits: environment.code_digits().unwrap(), cooldowns: environment.cooldowns().unwrap() }
});

/// Hands `event` to the function and checks what every answer must be; returns its status.
///
/// # Panics
/// When the function does, or when the answer is not one that API Gateway takes.
pub(crate) fn touch(event: &str) -> i64 {
    let answer = pin!(invoke(&*TOUCH, event, Timestamp::from_unix(1_793_610_900)));
    let Poll::Ready(answer) = answer.poll(&mut Context::from_waker(Waker::noop())) else { panic!("it waits for nobody") };
    let answer = serde_json::to_value(answer).expect("what goes out is JSON");
    let status = answer["statusCode"].as_i64().unwrap();
    assert!((200..=503).contains(&status), "{answer}");
    for (name, value) in answer["headers"].as_object().unwrap() {
        assert_header(name, value);
    }
    for cookie in answer["cookies"].as_array().unwrap() {
        assert_header("set-cookie", cookie);
        let attributes = cookie.as_str().unwrap().split(';').skip(1).map(str::trim).collect::<Vec<_>>();
        assert_eq!(attributes[..4], ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"], "{cookie}");
    }
    let location = answer["headers"]["location"].as_str();
    assert_eq!(location.is_some(), status == 303, "{answer}");
    assert!(location.is_none_or(|to| to.starts_with("/login?") || to.starts_with("/login/code?")), "{answer}");
    assert!(answer["body"].is_string() && answer["isBase64Encoded"] == false, "{answer}");
    status
}

fn assert_header(name: &str, value: &Value) {
    let value = value.as_str().unwrap();
    assert!(HeaderValue::from_str(value).is_ok() && value.is_ascii(), "{name}: {value:?}");
}

struct Touch {
    site: Site,
    app_origins: AppOrigins,
    digits: CodeDigits,
    cooldowns: Cooldowns,
}

impl Handle for Touch {
    fn site(&self) -> &Site {
        &self.site
    }

    fn app_origins(&self) -> Option<&AppOrigins> {
        Some(&self.app_origins)
    }

    async fn handle(&self, request: &Request, now: Timestamp) -> Answer {
        if request.is_call() {
            return Call::read(request, &self.app_origins).map_or_else(Answer::from, |call| self.call(&call, request));
        }
        let mut page = format!("{:?} {:?} {}", request.source, request.domain_name, request.account);
        let (query, form) = (request.query().map_err(|_| Refusal::Malformed), request.form());
        let post = Post::read(request, &request.path, &self.site).map(|post| {
            let _ = write!(page, "{:?} {:?} {}", post.flow, post.cookie.is_some(), post.origin);
            post.fields
        });
        let mut answers = Vec::new();
        for fields in [&query, &form, &post].into_iter().flatten() {
            answers.extend(self.read(fields, request, now, &mut page));
        }
        let plain = || Answer::page(Page { title: String::new(), content: html! { (page) }, locale: request.locale });
        let refused = |refusal: Refusal| Answer::from(refusal).with_retry_after(10);
        let refusal = if request.method == Method::POST { post.err() } else { query.err() };
        let answer = refusal.map(refused).or_else(|| answers.pop()).unwrap_or_else(plain);
        make_room(request).into_iter().chain(device(request).map(|device| keep_device(&device))).fold(answer, Answer::with_cookie)
    }
}

impl Touch {
    /// What an app's page is told.
    fn call(&self, call: &Call, request: &Request) -> Answer {
        let get = |name| call.members.get(name).ok().flatten();
        let flow = [routes::API_RESEND, routes::API_VERIFY].into_iter().find_map(|route| routes::flow_in(&request.path, route));
        let flow = flow.and_then(FlowId::parse).map(|flow| flow.as_str().to_owned());
        let who = get("phone").or_else(|| get("email")).and_then(|text| Identifier::from_canonical(&text));
        let code = get("code").and_then(|code| Code::parse(&code, self.digits)).map(|code| code.grouped());
        let secret = get("browserSecret").and_then(|secret| BrowserSecret::parse(&secret)).map(|secret| secret.expose());
        if let Some(problem) = get("problem").and_then(|query| Problem::read(&Fields::parse(&query))) {
            return Answer::problem(problem, Some(Channel::Sms));
        }
        Answer::ok(&(flow, who.map(|who| who.limiter_key()), code, secret, &call.origin))
    }

    /// The redirect that these fields lead to, if they do.
    fn read(&self, fields: &Fields, request: &Request, now: Timestamp, page: &mut String) -> Option<Answer> {
        let get = |name| fields.get(name).ok().flatten();
        if let Some(Ok(email)) = get("email").map(|email| Email::parse(&email)) {
            let _ = write!(page, "{} {} {}", email.as_str(), email.domain(), email.limiter_key());
        }
        if let Some(code) = get("code").and_then(|code| Code::parse(&code, self.digits)) {
            page.push_str(&code.grouped());
        }
        let problem = Problem::read(fields);
        let flow = get("flow").as_deref().and_then(FlowId::parse);
        if let Some(flow) = flow {
            let answer = Answer::see_other(routes::code_page(&flow, problem));
            let Some(cookie) = FlowCookie::of(request, &flow) else { return Some(answer) };
            if let Some(sent) = &cookie.sent {
                let wait = self.cooldowns.check(sent.sends, sent.sent_at, now);
                let again = LoginRequest::of_state(sent.state.clone(), &self.site).path();
                let _ = write!(page, "{wait:?} {again} {}", cookie.secret.csrf(&flow));
            }
            return Some(answer.with_cookie(cookie.let_go(&flow)).with_cookie(cookie.keep(&flow)));
        }
        let problem = problem.map(|problem| format!("&{}", problem.to_query())).unwrap_or_default();
        LoginRequest::read(fields, &self.site).ok().map(|login| Answer::see_other(format!("{}{problem}", login.path())))
    }
}
