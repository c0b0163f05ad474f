//! What an app's own page calls: a first code in a new flow, or one more.

use serde::Serialize;
use shared::channel::Channel;
use shared::deadline::Deadline;
use shared::flow::State;
use shared::http::{Answer, Call, Refusal, Request};
use shared::identifier::Kind;
use shared::time::Timestamp;
use shared::{random, routes};

use crate::send::{Known, Unsent, Wanted, named};
use crate::settings::Settings;

/// What the page needs to go on. The secret binds the flow to it, and is told once.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Issued<'a> {
    flow: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    browser_secret: Option<String>,
    /// Seconds until the code dies.
    expires_in: u64,
    /// Seconds until another may be asked for; `null` when none may.
    resend_after: Option<u64>,
}

impl Settings {
    /// JSON → code → JSON.
    pub(crate) async fn call(&self, request: &Request, now: Timestamp) -> Result<Answer, Answer> {
        let deadline = Deadline::of_request();
        let resend = match request.path.as_str() {
            routes::API_CODES => None,
            path => Some(routes::flow_in(path, routes::API_RESEND).ok_or_else(|| Refusal::NotFound.logged("path"))?),
        };
        let call = Call::read(request, &self.app_origins)?;
        let wanted = match resend {
            None => self.first(call)?,
            Some(flow) => self.another(flow, call, deadline).await?,
        };
        let channel = self.channel(wanted.to.kind());
        match self.send(&wanted, request, now, deadline).await {
            Ok(sends) => {
                let issued = self.issued(&wanted, sends);
                Ok(if resend.is_none() { Answer::created(&issued) } else { Answer::ok(&issued) })
            }
            Err(Unsent::Problem { problem, .. }) => Err(Answer::problem(problem, channel)),
            Err(Unsent::Unavailable) => Err(Refusal::Unavailable.into()),
            Err(Unsent::Unknown { sends }) => Err(Answer::unavailable_but(&self.issued(&wanted, sends))),
        }
    }

    /// A first code, in a flow made for it.
    fn first(&self, call: Call) -> Result<Wanted, Answer> {
        let (kind, input) = named(&call.members)?.ok_or_else(Call::malformed)?;
        let state = State::parse(&call.member("authenticationRequestId")?).ok_or_else(Call::malformed)?;
        let to = self.identifier(kind, &input).map_err(|problem| Answer::problem(problem, self.channel(kind)))?;
        let (flow, secret) = random::flow().map_err(Refusal::no_randomness)?;
        Ok(Wanted { flow, secret, to, state, known: None, device: None, origin: call.origin, on_our_page: false })
    }

    /// One more. Whom it goes to the flow knows, if it is this page's.
    async fn another(&self, flow: &str, call: Call, deadline: Deadline) -> Result<Wanted, Answer> {
        let (flow, secret) = call.flow(flow)?;
        let found = self.store.recall(&flow, &secret.hash(), deadline).await.map_err(|fault| {
            fault.log();
            Refusal::Unavailable
        })?;
        let found = found.filter(|found| !found.is_won()).ok_or_else(Call::no_such_flow)?;
        let known = Some(Known::of(&found));
        Ok(Wanted { flow, secret, to: found.identifier, state: found.state, known, device: None, origin: call.origin, on_our_page: false })
    }

    /// By what such identifiers are reached, for the words about it.
    fn channel(&self, kind: Kind) -> Option<Channel> {
        self.couriers.reaching(kind).map(|(channel, _)| channel)
    }

    fn issued<'a>(&self, wanted: &'a Wanted, sends: u32) -> Issued<'a> {
        Issued {
            flow: wanted.flow.as_str(),
            browser_secret: wanted.known.is_none().then(|| wanted.secret.expose()),
            expires_in: self.lifetime.as_secs(),
            resend_after: self.store.rules().cooldowns.after(sends).map(|wait| wait.as_secs()),
        }
    }
}
