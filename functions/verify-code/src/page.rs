//! What our own page posts: the code a person typed.

use shared::deadline::Deadline;
use shared::http::{Answer, Malformed, Post, Refusal, Request, device, keep_device};
use shared::problem::Problem;
use shared::time::Timestamp;
use shared::{log, routes};

use crate::Function;
use crate::guess::{Browser, Guesser, Lost, Won};

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
        let guesser = Guesser { flow, secret: &cookie.secret, device: device.as_ref(), now, deadline };
        match self.guess(&guesser, &input, request).await {
            Ok(won) => {
                let enrolled = self.enrol(&guesser, &won).await;
                let answer = Answer::login(won.login_url).with_cookie(cookie.let_go(flow));
                Ok(enrolled.into_iter().fold(answer, Answer::with_cookie))
            }
            Err(Lost::Problem(problem)) => Err(Answer::see_other(routes::code_page(flow, Some(problem)))),
            Err(Lost::Unavailable) => Err(Refusal::Unavailable.into()),
        }
    }

    /// Makes the browser known to the identifier it has just logged in to; the cookie for it, unless it has one. A browser keeps one device
    /// cookie for all its identifiers.
    async fn enrol(&self, guesser: &Guesser<'_>, won: &Won) -> Option<String> {
        if won.browser == Browser::Known {
            return None;
        }
        let secret = guesser.device.cloned().unwrap_or_else(|| guesser.secret.device(guesser.flow));
        if let Err(fault) = self.store.enrol(&secret.hash(&won.identifier), guesser.now, guesser.deadline).await {
            // Nothing is lost: the login stands, and the next one enrols.
            fault.log();
            log::device_not_enrolled(guesser.flow);
            return None;
        }
        guesser.device.is_none().then(|| keep_device(&secret))
    }
}
