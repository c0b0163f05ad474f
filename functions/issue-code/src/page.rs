//! What our own pages post: a first code from the login page's form, or one more from the code page's.

use shared::authress::LoginRequest;
use shared::deadline::Deadline;
use shared::http::{Answer, FlowCookie, Post, Refusal, Request, Sent, device};
use shared::identifier::Kind;
use shared::problem::Problem;
use shared::time::Timestamp;
use shared::{log, routes};

use crate::send::{Known, Unsent, Wanted, named};
use crate::settings::Settings;

impl Settings {
    /// Form → code → redirect.
    pub(crate) async fn page(&self, request: &Request, now: Timestamp) -> Result<Answer, Answer> {
        let deadline = Deadline::of_request();
        let post = Post::read(request, routes::CODE, &self.site)?;
        let (wanted, login) = self.read_form(post, request)?;
        match self.send(&wanted, request, now, deadline).await {
            Ok(sends) => Ok(Answer::see_other(routes::code_page(&wanted.flow, None)).with_cookie(cookie(&wanted, now, sends))),
            Err(Unsent::Problem { problem, sends, last: Some(last) }) => {
                let page = routes::code_page(&wanted.flow, Some(problem));
                Err(Answer::see_other(page).with_cookie(cookie(&wanted, last, sends)))
            }
            Err(Unsent::Problem { problem, sends: 0, .. }) if let Some(login) = login => Err(to_the_start(&login, problem, None)),
            Err(Unsent::Problem { problem, .. }) => Err(Answer::see_other(routes::code_page(&wanted.flow, Some(problem)))),
            Err(Unsent::Unavailable) => Err(Refusal::Unavailable.into()),
            Err(Unsent::Unknown { sends }) => Err(Answer::from(Refusal::Unavailable).with_cookie(cookie(&wanted, now, sends))),
        }
    }

    /// Reads the form; for a first code, with its login request. The error is the answer to a form that asks for no code: back to the page,
    /// or a refusal.
    fn read_form(&self, post: Post, request: &Request) -> Result<(Wanted, Option<LoginRequest>), Answer> {
        let (Some(flow), Some(cookie)) = (post.flow, post.cookie) else {
            log::csrf("no cookie of this flow");
            return Err(Refusal::CrossSite.into());
        };
        let named = named(&post.fields)?;
        let wanted = |to, state, known| {
            let device = device(request).map(|secret| secret.hash(&to));
            Wanted {
                flow: flow.clone(),
                secret: cookie.secret.clone(),
                to,
                state,
                known,
                device,
                origin: post.origin.clone(),
                on_our_page: true,
            }
        };
        if let Some(sent) = cookie.sent {
            // The identifier of a flow never changes; a form that names another one belongs to a new flow.
            let other = named.is_some_and(|(kind, input)| self.identifier(kind, &input).as_ref() != Ok(&sent.identifier));
            if other {
                return Err(Answer::see_other(routes::code_page(&flow, Some(Problem::StartAgain))));
            }
            // Of guesses the cookie does not tell; if there were any, the table does.
            let known = Known { sends: sent.sends, attempts: 0 };
            return Ok((wanted(sent.identifier, sent.state, Some(known)), None));
        }
        let login =
            LoginRequest::read(&post.fields, &self.site).inspect_err(|fault| log::login_request_refused(*fault)).map_err(Refusal::from)?;
        let (kind, input) = named.unwrap_or_else(|| (self.couriers.first_kind().unwrap_or(Kind::Email), String::new()));
        match self.identifier(kind, &input) {
            Ok(to) => Ok((wanted(to, login.state.clone(), None), Some(login))),
            Err(problem) => Err(to_the_start(&login, problem, Some(kind))),
        }
    }
}

/// The cookie that lets the code's page be shown without a look into the table.
fn cookie(wanted: &Wanted, sent_at: Timestamp, sends: u32) -> String {
    let sent = Sent { identifier: wanted.to.clone(), state: wanted.state.clone(), sent_at, sends, done: false };
    FlowCookie { secret: wanted.secret.clone(), sent: Some(sent) }.keep(&wanted.flow)
}

/// Back to the first page; where what was typed is at fault, to the field it was typed into.
fn to_the_start(login: &LoginRequest, problem: Problem, kind: Option<Kind>) -> Answer {
    // The first page takes it for an address unless told otherwise.
    let field = kind.filter(|kind| *kind != Kind::Email).map(|kind| format!("&field={}", kind.field()));
    Answer::see_other(format!("{}&{}{}", login.path(), problem.to_query(), field.unwrap_or_default()))
}
