//! `POST /login/code`: form → flow → table → mail → redirect.
//!
//! | what happened | answer |
//! | --- | --- |
//! | the code is in the table and with SES | 303 to `/login/code?flow=` |
//! | SES refuses this one recipient | the same: nobody learns who can be mailed |
//! | the address is none, or its domain is not let in | 303, `bad-address`, `refused-address` |
//! | too soon after the last code of this flow | 303, `cooldown`, and when |
//! | a limit is reached | 303, `too-many-requests`, and when |
//! | the flow is over, or its guesses are spent | 303, `expired`, `locked` |
//! | no such flow, or another address or state in it | 303, `start-again` |
//! | no cookie of this flow, wrong form token, foreign login request | 403, 400 |
//! | the table is down | 503; nothing was mailed |
//! | SES sends nothing, or does not answer | 503; the send is taken back, or stays counted |

mod domains;
mod request;
mod settings;

use std::net::IpAddr;

use shared::aws::Aws;
use shared::config::{Environment, Fault, Site};
use shared::deadline::Deadline;
use shared::flow::{Code, CodeDigits, DeviceHash, Flow, ResendRefusal};
use shared::http::{Answer, Handle, Post, Refusal, Request, device};
use shared::mail::{Letter, NotSent, Requester};
use shared::problem::Problem;
use shared::random::{self, NoRandomness};
use shared::store::{Lane, Limited, NewCode, Recorded, Unavailable};
use shared::time::Timestamp;
use shared::{log, mail, routes, store};

use request::{CodeRequest, Kind};
use settings::Settings;

/// issue-code, ready to answer.
#[derive(Debug)]
pub struct Function(Settings);

/// Reads the settings, makes the clients and opens their connections, both at once.
///
/// # Errors
/// [`Fault`] for an environment it cannot run with.
pub async fn start(environment: &Environment) -> Result<Function, Fault> {
    let aws = Aws::read(environment)?;
    let settings = Settings::read(environment, &aws)?;
    tokio::join!(store::connect(&aws), mail::connect(&aws));
    Ok(Function(settings))
}

impl Handle for Function {
    fn site(&self) -> &Site {
        &self.0.site
    }

    async fn handle(&self, request: &Request, now: Timestamp) -> Answer {
        self.issue(request, now).await.unwrap_or_else(|answer| answer)
    }
}

impl Function {
    /// Every step's error is the answer that ends it.
    async fn issue(&self, request: &Request, now: Timestamp) -> Result<Answer, Answer> {
        let deadline = Deadline::of_request();
        let post = Post::read(request, routes::CODE, &self.0.site)?;
        let origin = post.origin.clone();
        let wanted = CodeRequest::read(post, &self.0.site, &self.0.domains)?;
        if matches!(wanted.kind, Kind::First(_)) {
            log::code_requested(&wanted.flow);
        }
        let code = draw(self.0.digits).map_err(|fault| no_randomness(&fault))?;
        let new = NewCode {
            flow: &wanted.flow,
            browser: &wanted.secret.hash(),
            address: &wanted.address,
            state: &wanted.state,
            mac: &wanted.secret.mac(&wanted.flow, &code),
            now,
            expires_at: now.plus(self.0.lifetime),
            account: &request.account,
            random: random::bytes().map(u32::from_be_bytes).map_err(|fault| no_randomness(&fault))?,
            deadline,
        };
        let device = device(request).map(|secret| secret.hash(&wanted.address));
        let letter = Letter {
            site: &self.0.site,
            origin: &origin,
            flow: &wanted.flow,
            code: &code,
            lifetime: self.0.lifetime,
            locale: request.locale,
            now,
            requester: Requester::of(request.user_agent.as_deref()),
            code_in_subject: self.0.code_in_subject,
        };
        // Written while the table is asked (the yield lets the request out first); sent only when it has said yes.
        let written = async {
            tokio::task::yield_now().await;
            letter.write()
        };
        let (recorded, message) = tokio::join!(biased; self.record(&wanted, &new, device.as_ref(), request.source), written);
        let (sends, lane) = recorded?;
        match self.0.mailer.send(&wanted.address, &message, deadline).await {
            Ok(()) => log::code_sent(&wanted.flow, sends),
            Err(NotSent::Refused(code)) => log::mail_refused(&wanted.flow, &code),
            Err(NotSent::Unavailable(code)) => {
                log::dependency("ses", &code);
                self.0.store.take_back(&new, lane).await.unwrap_or_else(|fault| log::dependency("dynamodb", &fault.to_string()));
                return Err(Refusal::Unavailable.into());
            }
            Err(NotSent::Unknown(code)) => {
                log::dependency("ses", &code);
                // The mail may have gone out all the same, and then its code works: the browser gets what it needs to type it.
                return Err(Answer::from(Refusal::Unavailable).with_cookie(wanted.cookie(now, sends)));
            }
        }
        Ok(Answer::see_other(routes::code_page(&wanted.flow, None)).with_cookie(wanted.cookie(now, sends)))
    }

    /// Writes the code into the table and counts it: how many the flow has then, and who paid. A device that the table does not know, or
    /// no longer, is a browser like any other, and so are all when their lane is full.
    async fn record<'a>(
        &self,
        wanted: &CodeRequest,
        new: &NewCode<'_>,
        device: Option<&'a DeviceHash>,
        source: Option<IpAddr>,
    ) -> Result<(u32, Lane<'a>), Answer> {
        let mut lane = device.map_or(Lane::Shared(source), Lane::Device);
        let mut sends = wanted.sends();
        let mut again = matches!(wanted.kind, Kind::Resend { .. });
        loop {
            let store = &self.0.store;
            let recorded = if again { store.resend(new, lane).await } else { store.open(new, lane).await };
            match recorded.map_err(|fault| unavailable(&fault))? {
                Recorded::Yes => return Ok((sends.saturating_add(1), lane)),
                Recorded::Limited(Limited::NoDeviceLane) if matches!(lane, Lane::Device(_)) => lane = Lane::Shared(source),
                Recorded::Limited(limited) => {
                    let (limit, wait) = limited.name_and_wait();
                    log::rate_limit(new.flow, limit);
                    return Err(wanted.back(Problem::too_many_requests(wait), sends));
                }
                // A double click, or a repetition after a lost answer: the flow is there, by this very request. It is then as if a resend
                // were asked for.
                Recorded::FlowRefused(Some(flow)) if !again && is_same(&flow, new) && self.check(&flow, new.now).is_ok() => {
                    sends = count(&flow);
                    again = true;
                }
                Recorded::FlowRefused(Some(flow)) if is_same(&flow, new) => return Err(self.refused_resend(wanted, &flow, new.now)),
                Recorded::FlowRefused(_) => {
                    log::input_refused("no such flow for this browser, address and state");
                    return Err(wanted.back(Problem::StartAgain, sends));
                }
            }
        }
    }

    /// Why the flow takes no further code now. The browser learns what it would know had it received every answer.
    fn refused_resend(&self, wanted: &CodeRequest, flow: &Flow, now: Timestamp) -> Answer {
        let problem = match self.check(flow, now) {
            _ if flow.expires_at <= now => Problem::Expired,
            _ if flow.attempts >= self.0.store.rules().guesses => Problem::Locked,
            Ok(()) => Problem::StartAgain,
            Err(refusal) => {
                log::rate_limit(&wanted.flow, "flow");
                match refusal {
                    ResendRefusal::Cooldown(wait) => Problem::cooldown(wait),
                    // No later time helps this flow; when its last code is over, so is it, and a new one may be started.
                    ResendRefusal::Exhausted => Problem::too_many_requests(flow.expires_at.since(now)),
                }
            }
        };
        let last = flow.sends.first().copied().unwrap_or(now);
        Answer::see_other(routes::code_page(&wanted.flow, Some(problem))).with_cookie(wanted.cookie(last, count(flow)))
    }

    fn check(&self, flow: &Flow, now: Timestamp) -> Result<(), ResendRefusal> {
        self.0.store.rules().cooldowns.check(flow.sends.len(), flow.sends.first().copied().unwrap_or(now), now)
    }
}

/// Every code is equally likely; the rest that would make it uneven is drawn again.
fn draw(digits: CodeDigits) -> Result<Code, NoRandomness> {
    loop {
        if let Some(code) = Code::from_random(u64::from_be_bytes(random::bytes()?), digits) {
            return Ok(code);
        }
    }
}

fn is_same(flow: &Flow, new: &NewCode<'_>) -> bool {
    flow.browser == *new.browser && flow.address == *new.address && flow.state == *new.state
}

fn count(flow: &Flow) -> u32 {
    u32::try_from(flow.sends.len()).unwrap_or(u32::MAX)
}

fn unavailable(fault: &Unavailable) -> Answer {
    log::dependency("dynamodb", &fault.to_string());
    Refusal::Unavailable.into()
}

fn no_randomness(NoRandomness: &NoRandomness) -> Answer {
    log::no_randomness();
    Refusal::Unavailable.into()
}
