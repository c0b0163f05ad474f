//! What is asked for: a first code for an address, or one more in a flow that has one.

use shared::address::{BadAddress, Email};
use shared::authress::LoginRequest;
use shared::config::Site;
use shared::flow::{BrowserSecret, FlowId, State};
use shared::http::{Answer, FlowCookie, Malformed, Post, Refusal, Sent};
use shared::problem::Problem;
use shared::time::Timestamp;
use shared::{log, routes};

use crate::domains::Domains;

/// A request for a code, read into types that cannot be wrong. Whether the flow agrees is for the table's condition to say.
pub(crate) struct CodeRequest {
    pub(crate) flow: FlowId,
    pub(crate) secret: BrowserSecret,
    pub(crate) address: Email,
    pub(crate) state: State,
    pub(crate) kind: Kind,
}

/// Which of the two it is.
pub(crate) enum Kind {
    /// The first of its flow, from the page of this login request.
    First(LoginRequest),
    /// One more, after this many.
    Resend { sends: u32 },
}

impl CodeRequest {
    /// Reads the form. The error is the answer to a form that asks for no code: back to the page, or a refusal.
    pub(crate) fn read(post: Post, site: &Site, domains: &Domains) -> Result<Self, Answer> {
        let (Some(flow), Some(cookie)) = (post.flow, post.cookie) else {
            log::csrf("no cookie of this flow");
            return Err(Refusal::CrossSite.into());
        };
        let email = post.fields.get("email").map_err(|Malformed| Refusal::Malformed)?;
        if let Some(sent) = cookie.sent {
            let wanted =
                Self { flow, secret: cookie.secret, address: sent.address, state: sent.state, kind: Kind::Resend { sends: sent.sends } };
            // The address of a flow never changes; a form that names another one belongs to a new flow.
            let other = email.is_some_and(|email| Email::parse(&email).as_ref() != Ok(&wanted.address));
            return if other { Err(wanted.back(Problem::StartAgain, wanted.sends())) } else { Ok(wanted) };
        }
        let login =
            LoginRequest::read(&post.fields, site).inspect_err(|fault| log::login_request_refused(*fault)).map_err(Refusal::from)?;
        let refused = |problem: Problem| {
            log::input_refused(problem.word());
            Err(to_the_start(&login, problem))
        };
        match Email::parse(&email.unwrap_or_default()) {
            Err(BadAddress) => refused(Problem::BadAddress),
            Ok(address) if !domains.let_in(&address) => refused(Problem::RefusedAddress),
            Ok(address) => Ok(Self { flow, secret: cookie.secret, address, state: login.state.clone(), kind: Kind::First(login) }),
        }
    }

    /// How many codes the flow has, as far as its browser knows.
    pub(crate) const fn sends(&self) -> u32 {
        match self.kind {
            Kind::First(_) => 0,
            Kind::Resend { sends } => sends,
        }
    }

    /// Back to the first page while no code was sent in the flow, to the code's afterwards.
    pub(crate) fn back(&self, problem: Problem, sends: u32) -> Answer {
        match &self.kind {
            Kind::First(login) if sends == 0 => to_the_start(login, problem),
            _ => Answer::see_other(routes::code_page(&self.flow, Some(problem))),
        }
    }

    /// The cookie that lets the code's page be shown without a look into the table.
    pub(crate) fn cookie(&self, sent_at: Timestamp, sends: u32) -> String {
        let sent = Sent { address: self.address.clone(), state: self.state.clone(), sent_at, sends, done: false };
        FlowCookie { secret: self.secret.clone(), sent: Some(sent) }.keep(&self.flow)
    }
}

fn to_the_start(login: &LoginRequest, problem: Problem) -> Answer {
    Answer::see_other(format!("{}&{}", login.path(), problem.to_query()))
}
