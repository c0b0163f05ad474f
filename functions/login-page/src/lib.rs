//! `GET /login` and `GET /login/code`: which page, and nothing else. No AWS call, no write: everything shown comes from the query, the
//! flow's cookie and the configuration.

#![deny(missing_docs)]

mod pages;

use std::time::Duration;

use http::Method;
use shared::authress::LoginRequest;
use shared::channel::{Channel, Channels};
use shared::config::{Environment, Fault, Site};
use shared::flow::{CodeDigits, Cooldowns, FlowId};
use shared::http::{Answer, Fields, FlowCookie, Handle, Malformed, Refusal, Request, make_room};
use shared::identifier::Kind;
use shared::problem::Problem;
use shared::time::Timestamp;
use shared::{log, random, routes};

use pages::{CodePage, StartPage};

/// login-page, ready to answer: for [`shared::http::serve`].
#[derive(Debug)]
pub struct Function {
    site: Site,
    digits: CodeDigits,
    lifetime: Duration,
    cooldowns: Cooldowns,
    channels: Channels,
}

/// Reads the settings. A brand's colour that cannot be read is told here, once a start, since the pages are where it shows.
///
/// # Errors
/// [`Fault`] for the first variable that is missing or out of its bounds.
pub fn start(environment: &Environment) -> Result<Function, Fault> {
    let site = Site::read(environment)?;
    if let Some(color) = site.brand.color.filter(|color| *color != site.brand.accent) {
        log::brand_color(color, site.brand.accent);
    }
    Ok(Function {
        digits: environment.code_digits()?,
        lifetime: environment.code_lifetime()?,
        cooldowns: environment.cooldowns()?,
        channels: environment.channels()?,
        site,
    })
}

impl Handle for Function {
    fn site(&self) -> &Site {
        &self.site
    }

    async fn handle(&self, request: &Request, now: Timestamp) -> Answer {
        self.show(request, now).unwrap_or_else(Answer::from)
    }
}

impl Function {
    fn show(&self, request: &Request, now: Timestamp) -> Result<Answer, Refusal> {
        let show = match request.path.as_str() {
            routes::LOGIN => Self::show_start,
            routes::CODE => Self::show_code,
            _ => return Err(Refusal::NotFound),
        };
        if request.method != Method::GET {
            return Err(Refusal::MethodNotAllowed("GET"));
        }
        let query = request.query().map_err(|Malformed| Refusal::LoginRequestMalformed)?;
        show(self, request, &query, now)
    }

    /// The form for the address, in a flow of its own.
    fn show_start(&self, request: &Request, query: &Fields, _now: Timestamp) -> Result<Answer, Refusal> {
        let login = LoginRequest::read(query, &self.site).inspect_err(|fault| log::login_request_refused(*fault))?;
        let (flow, secret) = random::flow().map_err(Refusal::no_randomness)?;
        let problem = Problem::read(query).map(|problem| (problem, self.channel_of(query)));
        let channels = self.channels.as_slice();
        let page = StartPage { csrf: &secret.csrf(&flow), flow: &flow, login: &login, channels, problem, locale: request.locale };
        let answer = make_room(request).into_iter().fold(page.answer(), Answer::with_cookie);
        Ok(answer.with_cookie(FlowCookie { secret, sent: None }.keep(&flow)))
    }

    /// Whose form a problem was in. Like the problem itself, anyone can write it.
    fn channel_of(&self, query: &Fields) -> Option<Channel> {
        let named = query.get("field").ok().flatten();
        let kind = Kind::ALL.into_iter().find(|kind| Some(kind.field()) == named.as_deref()).unwrap_or(Kind::Email);
        let first = self.channels.as_slice().first().copied();
        self.channels.reaching(kind).or(first)
    }

    /// The form for the code, in the browser that started; any other is told to go there.
    fn show_code(&self, request: &Request, query: &Fields, now: Timestamp) -> Result<Answer, Refusal> {
        let (problem, locale) = (Problem::read(query), request.locale);
        let flow = query.get("flow").map_err(|Malformed| Refusal::Malformed)?.as_deref().and_then(FlowId::parse);
        let cookie = flow.as_ref().and_then(|flow| FlowCookie::of(request, flow));
        let (Some(flow), Some(FlowCookie { secret, sent: Some(sent) })) = (&flow, cookie) else {
            return Ok(pages::elsewhere(problem, locale));
        };
        // What the address tells was before the flow was won; but for a guess that came after its window, which is told so.
        if sent.done && problem != Some(Problem::StartAgain) {
            return Ok(pages::done(locale));
        }
        let page = CodePage {
            flow,
            csrf: &secret.csrf(flow),
            identifier: &sent.identifier,
            // It may have been taken out of the configuration since; the page needs words all the same.
            channel: self.channels.reaching(sent.identifier.kind()).unwrap_or(Channel::Email),
            digits: self.digits,
            resend: self.cooldowns.check(sent.sends, sent.sent_at, now),
            start_again: &locale.keep(&LoginRequest::of_state(sent.state, &self.site).path()),
            sends: sent.sends,
            expired: sent.sent_at.plus(self.lifetime) <= now,
            problem,
            locale,
        };
        Ok(page.answer())
    }
}
