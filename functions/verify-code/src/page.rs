//! What our own page posts: the code a person typed.

use shared::deadline::Deadline;
use shared::http::{Answer, Malformed, Post, Refusal, Request, device, keep_device};
use shared::problem::Problem;
use shared::time::Timestamp;
use shared::{log, routes};

use crate::Function;
use crate::guess::{Device, Guess, Lost, Won};

impl Function {
    /// Form → guess → redirect.
    pub(crate) async fn page(&self, request: &Request, now: Timestamp) -> Result<Answer, Answer> {
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
        let input = post.fields.get("code").map_err(|Malformed| Refusal::Malformed)?.unwrap_or_default();
        let device = device(request);
        let guess = Guess { flow, secret: &cookie.secret, device: device.as_ref(), now, deadline };
        match self.guess(&guess, &input, request).await {
            Ok(won) => {
                let enrolled = self.enrol(&guess, &won).await;
                let answer = Answer::login(won.login_url).with_cookie(cookie.let_go(flow));
                Ok(enrolled.into_iter().fold(answer, Answer::with_cookie))
            }
            Err(Lost::Problem(problem)) => Err(Answer::see_other(routes::code_page(flow, Some(problem)))),
            Err(Lost::Unavailable) => Err(Refusal::Unavailable.into()),
        }
    }

    /// Makes the browser known to the identifier it has just logged in to; the cookie for it, unless it has one. A browser keeps one device
    /// cookie for all its identifiers.
    async fn enrol(&self, guess: &Guess<'_>, won: &Won) -> Option<String> {
        if won.device == Device::Known {
            return None;
        }
        let secret = guess.device.cloned().unwrap_or_else(|| guess.secret.device(guess.flow));
        if let Err(fault) = self.store.enrol(&secret.hash(&won.identifier), guess.now, guess.deadline).await {
            // Nothing is lost: the login stands, and the next one enrols.
            fault.log();
            log::device_not_enrolled(guess.flow);
            return None;
        }
        guess.device.is_none().then(|| keep_device(&secret))
    }
}
