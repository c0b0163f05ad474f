//! One code: drawn, counted, sent. Whoever asked for it, on our page or on an app's, is answered elsewhere.

use std::net::IpAddr;

use shared::channel::{self, Courier, Letter, NotSent, Requester};
use shared::deadline::Deadline;
use shared::flow::{BrowserSecret, Code, CodeDigits, CodeRefusal, DeviceHash, Flow, FlowId, ResendRefusal, State};
use shared::http::{Fields, Malformed, Refusal, Request};
use shared::identifier::{Identifier, Kind};
use shared::log;
use shared::problem::Problem;
use shared::random::{self, NoRandomness};
use shared::store::{Lane, Limited, NewCode, Recorded, Unavailable};
use shared::time::Timestamp;

use crate::settings::Settings;

/// A code that is asked for. Whether the flow agrees is for the table's condition to say.
pub(crate) struct Wanted {
    pub(crate) flow: FlowId,
    pub(crate) secret: BrowserSecret,
    pub(crate) to: Identifier,
    pub(crate) state: State,
    /// What is known of the flow; `None` where it has yet to be opened.
    pub(crate) known: Option<Known>,
    /// The device that asks, if it is one.
    pub(crate) device: Option<DeviceHash>,
    /// Of the page where the person types the code: ours, or an app's.
    pub(crate) origin: String,
    /// Whose page that is.
    pub(crate) on_our_page: bool,
}

/// A flow as whoever asks knows it, who may be wrong.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    /// How many codes were sent in it.
    pub(crate) sends: u32,
    /// How many guesses were counted, none of which has won.
    pub(crate) attempts: u32,
}

/// Why no code was sent.
#[derive(Debug)]
pub(crate) enum Unsent {
    /// A person can mend it. The flow has so many codes, the last sent at this time, when its own browser may learn that.
    Problem { problem: Problem, sends: u32, last: Option<Timestamp> },
    /// Nothing was sent.
    Unavailable,
    /// The service gave no answer. It may have gone out all the same, and then its code works: whoever asked gets what it takes to type it.
    /// With it the flow has so many.
    Unknown { sends: u32 },
}

impl Known {
    /// As the table has it; whether it was won is for the caller to see.
    pub(crate) fn of(flow: &Flow) -> Self {
        Self { sends: flow.codes_sent(), attempts: flow.attempts }
    }
}

impl Settings {
    /// Draws, counts and sends a code; gives its number among the codes of its flow, from 1.
    pub(crate) async fn send(&self, wanted: &Wanted, request: &Request, now: Timestamp, deadline: Deadline) -> Result<u32, Unsent> {
        // Its own way was taken out of the configuration while its code was under way.
        let Some((channel, courier)) = self.couriers.reaching(wanted.to.kind()) else { return Err(problem(Problem::StartAgain, 0)) };
        if wanted.known.is_none() {
            log::code_requested(&wanted.flow);
        }
        let code = draw(self.digits).map_err(|fault| no_randomness(&fault))?;
        let new = NewCode {
            flow: &wanted.flow,
            browser: &wanted.secret.hash(),
            identifier: &wanted.to,
            channel,
            state: &wanted.state,
            mac: &wanted.secret.mac(&wanted.flow, &code),
            now,
            expires_at: now.plus(self.lifetime),
            account: &request.account,
            random: random::bytes().map(u32::from_be_bytes).map_err(|fault| no_randomness(&fault))?,
            deadline,
        };
        let letter = Letter {
            site: &self.site,
            origin: &wanted.origin,
            flow: &wanted.flow,
            code: &code,
            lifetime: self.lifetime,
            locale: request.locale,
            now,
            requester: Requester::of(request.user_agent.as_deref()),
            from_our_page: wanted.on_our_page,
        };
        // Written while the table is asked (the yield lets the request out first); sent only when it has said yes.
        let written = async {
            tokio::task::yield_now().await;
            courier.write(&letter)
        };
        let (recorded, message) = tokio::join!(biased; self.record(wanted, &new, request.source), written);
        let (sends, lane) = recorded?;
        self.hand_over(&new, lane, sends, courier, &message).await.map(|()| sends)
    }

    async fn hand_over(
        &self,
        new: &NewCode<'_>,
        lane: Lane<'_>,
        sends: u32,
        courier: &dyn Courier,
        message: &channel::Message,
    ) -> Result<(), Unsent> {
        let about = new.channel.about();
        match channel::send(courier, new.identifier, message, new.deadline).await {
            Ok(()) => log::code_sent(new.flow, new.channel, sends),
            Err(NotSent::Refused(code)) => log::message_refused(new.flow, new.channel, &code),
            Err(NotSent::Unavailable(code)) => {
                log::dependency(about.service, &code);
                self.store.take_back(new, lane).await.unwrap_or_else(|fault| fault.log());
                return Err(Unsent::Unavailable);
            }
            Err(NotSent::Unknown(code)) => {
                log::dependency(about.service, &code);
                return Err(Unsent::Unknown { sends });
            }
        }
        Ok(())
    }

    /// Writes the code into the table and counts it: how many the flow has then, and who paid. A device that the table does not know, or
    /// no longer, is a browser like any other, and so are all when their lane is full.
    async fn record<'a>(&self, wanted: &'a Wanted, new: &NewCode<'_>, source: Option<IpAddr>) -> Result<(u32, Lane<'a>), Unsent> {
        let mut lane = wanted.device.as_ref().map_or(Lane::Shared(source), Lane::Device);
        let mut known = wanted.known;
        loop {
            let sends = known.map_or(0, |known| known.sends);
            let recorded = match known {
                Some(known) => self.store.resend(new, known.attempts, lane).await,
                None => self.store.open(new, lane).await,
            };
            match recorded.map_err(|fault| unavailable(&fault))? {
                Recorded::Yes => return Ok((sends.saturating_add(1), lane)),
                Recorded::Limited(Limited::NoDeviceLane(full)) if matches!(lane, Lane::Device(_)) => {
                    if let Some(limit) = full {
                        log::rate_limit(new.flow, limit);
                    }
                    lane = Lane::Shared(source);
                }
                Recorded::Limited(limited) => {
                    let (limit, wait) = limited.name_and_wait();
                    log::rate_limit(new.flow, limit);
                    return Err(problem(Problem::too_many_requests(wait), sends));
                }
                Recorded::FlowRefused(Some(flow)) if flow.was_opened_for(new.browser, new.identifier, new.state) => {
                    let rules = self.store.rules();
                    match flow.takes_a_code(&rules.cooldowns, rules.guesses, new.now) {
                        // A double click, or a repetition after a lost answer: the flow is there, by this very request, and it is then as
                        // if a resend were asked for. Or there were guesses that nobody knew of, and none has won.
                        Ok(()) if known.is_none_or(|known| known.attempts < flow.attempts) => known = Some(Known::of(&flow)),
                        Ok(()) => return Err(refused(&flow, Problem::StartAgain, new.now)),
                        Err(refusal) => return Err(refused_resend(&flow, refusal, new)),
                    }
                }
                Recorded::FlowRefused(_) => {
                    log::input_refused("no such flow for this browser, address and state");
                    return Err(problem(Problem::StartAgain, sends));
                }
            }
        }
    }

    /// Whom an input of this kind names.
    ///
    /// # Errors
    /// The [`Problem`] when that is nobody, or somebody who may not sign in: so is everybody whom no channel reaches.
    pub(crate) fn identifier(&self, kind: Kind, input: &str) -> Result<Identifier, Problem> {
        let read = match self.couriers.reaching(kind) {
            Some((_, courier)) => courier.read(input),
            None => Err(channel::Unreadable::Refused),
        };
        read.map_err(|unreadable| match unreadable {
            channel::Unreadable::Bad => Problem::BadAddress,
            channel::Unreadable::Refused => Problem::RefusedAddress,
        })
        .inspect_err(|problem| log::input_refused(problem.word()))
    }
}

/// What a form or a call says of whom to send to: the kind, by the name of its field, and what stands there. What is blank is as if it were
/// not there.
///
/// # Errors
/// [`Refusal::Malformed`] when more than one is filled in, or one is malformed.
pub(crate) fn named(fields: &Fields) -> Result<Option<(Kind, String)>, Refusal> {
    let mut named = None;
    for kind in Kind::ALL {
        let text = fields.get(kind.field()).map_err(|Malformed| Refusal::Malformed)?;
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else { continue };
        if named.replace((kind, text)).is_some() {
            return Err(Refusal::Malformed);
        }
    }
    Ok(named)
}

/// Every code is equally likely; the rest that would make it uneven is drawn again.
fn draw(digits: CodeDigits) -> Result<Code, NoRandomness> {
    loop {
        if let Some(code) = Code::from_random(u64::from_be_bytes(random::bytes()?), digits) {
            return Ok(code);
        }
    }
}

/// What the browser is told when its flow takes no further code.
fn refused_resend(flow: &Flow, refusal: CodeRefusal, new: &NewCode<'_>) -> Unsent {
    let problem = match refusal {
        CodeRefusal::Won => {
            log::input_refused("no such flow for this browser");
            return problem(Problem::StartAgain, flow.codes_sent());
        }
        CodeRefusal::Expired => Problem::Expired,
        CodeRefusal::Locked => Problem::Locked,
        CodeRefusal::Resend(refusal) => {
            log::rate_limit(new.flow, "flow");
            match refusal {
                ResendRefusal::Cooldown(wait) => Problem::cooldown(wait),
                // No later time helps this flow; when its last code is over, so is it, and a new one may be started.
                ResendRefusal::Exhausted => Problem::too_many_requests(flow.expires_at.since(new.now)),
            }
        }
    };
    refused(flow, problem, new.now)
}

/// The browser learns what it would know had it received every answer.
fn refused(flow: &Flow, problem: Problem, now: Timestamp) -> Unsent {
    Unsent::Problem { problem, sends: flow.codes_sent(), last: Some(flow.last_sent().unwrap_or(now)) }
}

const fn problem(problem: Problem, sends: u32) -> Unsent {
    Unsent::Problem { problem, sends, last: None }
}

fn unavailable(fault: &Unavailable) -> Unsent {
    fault.log();
    Unsent::Unavailable
}

fn no_randomness(NoRandomness: &NoRandomness) -> Unsent {
    log::no_randomness();
    Unsent::Unavailable
}
