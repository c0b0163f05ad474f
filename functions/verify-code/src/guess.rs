//! One guess: counted first, then judged, then signed for. Whoever guessed, on our page or on an app's, is answered elsewhere.

use shared::authress::{Assertion, KeyUnavailable, SigningFault};
use shared::deadline::Deadline;
use shared::flow::{BrowserSecret, Code, DeviceSecret, Flow, FlowId, Verdict, judge};
use shared::http::Request;
use shared::identifier::Identifier;
use shared::log;
use shared::problem::Problem;
use shared::secret::Secret;
use shared::store::{Counted, NewGuess, Unavailable};
use shared::time::Timestamp;

use crate::Function;

/// Who guesses: which browser, in which flow, and when.
pub(crate) struct Guesser<'a> {
    pub(crate) flow: &'a FlowId,
    pub(crate) secret: &'a BrowserSecret,
    /// The device that it is, if it is one.
    pub(crate) device: Option<&'a DeviceSecret>,
    pub(crate) now: Timestamp,
    pub(crate) deadline: Deadline,
}

/// Whether a browser has logged in to the flow's identifier before. The flow says so: it was opened in the lane of this very device.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Browser {
    Known,
    Unknown,
}

/// A guess that logs in.
pub(crate) struct Won {
    pub(crate) login_url: Secret<String>,
    pub(crate) identifier: Identifier,
    pub(crate) browser: Browser,
}

/// Why one does not.
pub(crate) enum Lost {
    /// A person can mend it.
    Problem(Problem),
    /// No guess was spent; or one was, and within 15 s may be made again.
    Unavailable,
}

impl Function {
    /// Guesses `input`, and signs for the winner. No guess is counted for what cannot be a code, nor while there is no key to sign with.
    pub(crate) async fn guess(&self, guesser: &Guesser<'_>, input: &str, request: &Request) -> Result<Won, Lost> {
        let code = Code::parse(input, self.digits).ok_or(Lost::Problem(Problem::MalformedCode))?;
        let key = self.signer.key(guesser.now, guesser.deadline).await.map_err(|KeyUnavailable| no_key())?;
        let (verdict, browser) = self.judge(guesser, &code, &request.account).await.map_err(|fault| unavailable(&fault))?;
        let Verdict::Won { identifier, state, at, code_expires_at, again } = verdict else {
            return Err(Lost::Problem(problem(guesser.flow, &verdict)));
        };
        let assertion = Assertion { identifier: &identifier, flow: guesser.flow, issued_at: at, lifetime: self.lifetime };
        let signed = key.login_url(&assertion, &self.site, &state, guesser.now, guesser.deadline).await;
        let login_url = signed.map_err(|fault| not_signed(&fault))?;
        if again {
            log::login_repeated(guesser.flow);
        } else {
            log::login_success(guesser.flow, at.since(code_expires_at.minus(self.code_lifetime)));
        }
        Ok(Won { login_url, identifier, browser })
    }

    /// Counts and judges. A wrong guess of an unknown browser is remembered against the identifier before anybody learns that it was wrong.
    async fn judge(&self, guesser: &Guesser<'_>, code: &Code, account: &str) -> Result<(Verdict, Browser), Unavailable> {
        let &Guesser { flow, secret, now, deadline, .. } = guesser;
        let (hash, mac) = (secret.hash(), secret.mac(flow, code));
        let new = NewGuess { flow, browser: &hash, mac: &mac, max: self.guesses, now, deadline };
        let (found, counted) = match self.store.guess(&new).await? {
            Counted::Yes(found) => (found, true),
            Counted::No(Some(found)) if found.is_of(&hash) => (found, false),
            Counted::No(_) => return Ok((Verdict::Unknown, Browser::Unknown)),
        };
        if counted && found.attempts == 1 {
            log::first_guess(flow);
        }
        let (verdict, browser) = (judge(&found, &mac, counted, self.guesses, now), guesser.browser(&found));
        if counted && browser == Browser::Unknown && matches!(verdict, Verdict::Wrong { .. }) {
            self.store.count_failure(&found.identifier, account, now, deadline).await?;
        }
        Ok((verdict, browser))
    }
}

impl Guesser<'_> {
    fn browser(&self, flow: &Flow) -> Browser {
        let is_known = self.device.is_some_and(|secret| flow.was_opened_at(&secret.hash(&flow.identifier)));
        if is_known { Browser::Known } else { Browser::Unknown }
    }
}

/// What the person is told, and the log.
fn problem(flow: &FlowId, verdict: &Verdict) -> Problem {
    let (problem, reason) = match verdict {
        Verdict::Wrong { left } => (Problem::WrongCode(Some(*left)), "wrong"),
        Verdict::Expired => (Problem::Expired, "expired"),
        Verdict::Locked => (Problem::Locked, "locked"),
        Verdict::Used => (Problem::StartAgain, "used"),
        Verdict::Unknown | Verdict::Won { .. } => (Problem::StartAgain, "unknown"),
    };
    log::login_fail(flow, reason);
    if matches!(verdict, Verdict::Wrong { left: 0 }) {
        log::login_lock(flow);
    }
    problem
}

fn unavailable(fault: &Unavailable) -> Lost {
    fault.log();
    Lost::Unavailable
}

/// The guess was counted: it may be repeated for 15 s.
fn not_signed(fault: &SigningFault) -> Lost {
    match fault {
        SigningFault::Kms(code) => log::dependency("kms", code),
        SigningFault::NotWritten => log::signing_key(&fault.to_string()),
    }
    Lost::Unavailable
}

fn no_key() -> Lost {
    log::key_unavailable();
    Lost::Unavailable
}
