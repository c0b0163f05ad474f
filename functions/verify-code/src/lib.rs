//! `POST /login/verify`: form → guess → verdict → assertion → redirect.
//!
//! | what happened | answer |
//! | --- | --- |
//! | the code is right, or the winning guess again within 15 s | 303 to the login URL |
//! | no cookie of this flow, no such flow, or it was won before | 303, `start-again` |
//! | no code at all in the field | 303, `malformed-code`; no guess spent |
//! | wrong, expired, all guesses spent | 303, `wrong-code` and how many are left, `expired`, `locked` |
//! | no signing key, no table | 503; no guess spent, or the same may be sent again |

mod guess;

use std::time::Duration;

use shared::authress::{Assertion, KeySource, KeyUnavailable, SigningFault};
use shared::aws::Aws;
use shared::config::{Environment, Fault, Site};
use shared::deadline::Deadline;
use shared::flow::{Code, CodeDigits, FlowId, Verdict};
use shared::http::{Answer, Handle, Malformed, Post, Refusal, Request};
use shared::problem::Problem;
use shared::store::{Unavailable, Verifying};
use shared::time::Timestamp;
use shared::{log, routes, store};

use guess::Guess;

/// verify-code, ready to answer.
#[derive(Debug)]
pub struct Function {
    site: Site,
    digits: CodeDigits,
    guesses: u32,
    code_lifetime: Duration,
    lifetime: Duration,
    store: Verifying,
    key: KeySource,
}

/// Reads the settings, then fetches the signing key and opens the connection to the table, both at once. Without a usable key the function
/// starts all the same and answers 503.
///
/// # Errors
/// [`Fault`] for an environment it cannot run with.
pub async fn start(environment: &Environment, now: Timestamp) -> Result<Function, Fault> {
    let site = Site::read(environment)?;
    let aws = Aws::read(environment)?;
    let function = Function {
        digits: environment.code_digits()?,
        guesses: environment.guesses_per_flow()?,
        code_lifetime: environment.code_lifetime()?,
        lifetime: environment.seconds("ASSERTION_SECONDS", 120, 30..=300)?,
        store: Verifying::new(environment, &aws)?,
        key: KeySource::new(environment, &aws, site.client_id.clone())?,
        site,
    };
    // That there is no key is logged there; here it only must not wait for the first person.
    let _ = tokio::join!(function.key.key(now), store::connect(&aws));
    Ok(function)
}

impl Handle for Function {
    fn site(&self) -> &Site {
        &self.site
    }

    async fn handle(&self, request: &Request, now: Timestamp) -> Answer {
        self.verify(request, now).await.unwrap_or_else(|answer| answer)
    }
}

impl Function {
    /// Every step's error is the answer that ends it.
    async fn verify(&self, request: &Request, now: Timestamp) -> Result<Answer, Answer> {
        let deadline = Deadline::of_request();
        let post = Post::read(request, routes::VERIFY, &self.site)?;
        let (Some(flow), Some(cookie)) = (&post.flow, &post.cookie) else {
            log::input_refused("no cookie of this flow");
            let page = post.flow.map_or_else(
                || format!("{}?{}", routes::CODE, Problem::StartAgain.to_query()),
                |flow| routes::code_page(&flow, Some(Problem::StartAgain)),
            );
            return Err(Answer::see_other(page));
        };
        let back = |problem| Answer::see_other(routes::code_page(flow, Some(problem)));
        let input = post.fields.get("code").map_err(|Malformed| Refusal::Malformed)?.unwrap_or_default();
        let code = Code::parse(&input, self.digits).ok_or_else(|| back(Problem::MalformedCode))?;
        let key = self.key.key(now).await.map_err(|KeyUnavailable| no_key())?;
        let guess = Guess { store: &self.store, request, flow, cookie, max: self.guesses, now, deadline };
        match guess.judge(&code).await.map_err(|fault| unavailable(&fault))? {
            (Verdict::Won { address, state, at, code_expires_at, again }, known) => {
                let assertion = Assertion { address: &address, flow, issued_at: at, lifetime: self.lifetime };
                let login_url = assertion.login_url(&self.site, &key, &state).map_err(|fault| not_signed(&fault))?;
                if again {
                    log::login_repeated(flow);
                } else {
                    log::login_success(flow, at.since(code_expires_at.minus(self.code_lifetime)));
                }
                let answer = Answer::login(login_url).with_cookie(cookie.let_go(flow));
                Ok(guess.enrol(&address, known).await.into_iter().fold(answer, Answer::with_cookie))
            }
            (verdict, _) => Err(back(problem(flow, &verdict))),
        }
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

fn unavailable(fault: &Unavailable) -> Answer {
    log::dependency("dynamodb", &fault.to_string());
    Refusal::Unavailable.into()
}

fn not_signed(fault: &SigningFault) -> Answer {
    log::signing_key(&fault.to_string());
    no_key()
}

fn no_key() -> Answer {
    log::key_unavailable();
    Refusal::Unavailable.into()
}
