//! What is asked for: a first code for an address, or one more in a flow that has one.

use shared::address::{BadAddress, Email};
use shared::authress::LoginRequest;
use shared::config::Site;
use shared::flow::{BrowserSecret, FlowId, State};
use shared::http::{Answer, Malformed, Post, Refusal};
use shared::problem::Problem;
use shared::{log, routes};

use crate::domains::Domains;

/// A request for a code, read into types that cannot be wrong. Whether the flow agrees is for the table's condition to say.
#[derive(Clone, Debug)]
pub(crate) struct CodeRequest {
    pub(crate) flow: FlowId,
    pub(crate) secret: BrowserSecret,
    pub(crate) address: Email,
    pub(crate) state: State,
    pub(crate) kind: Kind,
}

/// Which of the two it is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// The first of its flow, from the page of this login request.
    First(LoginRequest),
    /// One more, after this many.
    Resend { sends: u32 },
}

impl CodeRequest {
    /// Reads the form. The inner error is an answer that takes the person back to the form.
    pub(crate) fn read(post: Post, site: &Site, domains: &Domains) -> Result<Result<Self, Answer>, Refusal> {
        let (Some(flow), Some(cookie)) = (post.flow, post.cookie) else {
            log::csrf("no cookie of this flow");
            return Err(Refusal::CrossSite);
        };
        let email = post.fields.get("email").map_err(|Malformed| Refusal::Malformed)?;
        if let Some(sent) = cookie.sent {
            let wanted =
                Self { flow, secret: cookie.secret, address: sent.address, state: sent.state, kind: Kind::Resend { sends: sent.sends } };
            // The address of a flow never changes; a form that names another one belongs to a new flow.
            let other = email.is_some_and(|email| Email::parse(&email).as_ref() != Ok(&wanted.address));
            return Ok(if other { Err(wanted.back(Problem::StartAgain)) } else { Ok(wanted) });
        }
        let login = LoginRequest::read(&post.fields, site).inspect_err(|fault| log::login_request_refused(*fault))?;
        let refused = |problem: Problem| {
            log::input_refused(problem.word());
            Ok(Err(to_the_start(&login, problem)))
        };
        match Email::parse(&email.unwrap_or_default()) {
            Err(BadAddress) => refused(Problem::BadAddress),
            Ok(address) if !domains.let_in(&address) => refused(Problem::RefusedAddress),
            Ok(address) => Ok(Ok(Self { flow, secret: cookie.secret, address, state: login.state.clone(), kind: Kind::First(login) })),
        }
    }

    /// Back to where the person came from: the first page before a code was sent, the code's afterwards.
    pub(crate) fn back(&self, problem: Problem) -> Answer {
        match &self.kind {
            Kind::First(login) => to_the_start(login, problem),
            Kind::Resend { .. } => Answer::see_other(format!("{}?flow={}&{}", routes::CODE, self.flow, problem.to_query())),
        }
    }
}

fn to_the_start(login: &LoginRequest, problem: Problem) -> Answer {
    Answer::see_other(format!("{}&{}", login.path(), problem.to_query()))
}
