//! What the table's verbs refuse where no request leads: of a message that came no service says that it sends none, and between a look at a
//! flow and the write that follows it there is hardly a moment. So they are called as the functions call them.

use shared::aws::Aws;
use shared::channel::Channel;
use shared::config::Rules;
use shared::deadline::Deadline;
use shared::flow::{BrowserHash, BrowserSecret, Code, CodeDigits, CodeRefusal, Flow, FlowId, Mac, State};
use shared::identifier::Identifier;
use shared::store::{Counted, Issuing, Lane, NewCode, NewGuess, Recorded, Verifying};
use shared::time::Timestamp;

use crate::support::{Street, environment};

const LANE: Lane<'static> = Lane::Shared(None);

/// One flow of Jane's browser.
struct Verbs {
    issuing: Issuing,
    verifying: Verifying,
    secret: BrowserSecret,
    browser: BrowserHash,
    flow: FlowId,
    jane: Identifier,
    state: State,
    began: u64,
}

impl Verbs {
    fn of(street: &Street) -> Self {
        let environment = environment(&[("TABLE_NAME", &street.table_name), ("AWS_ENDPOINT_URL_DYNAMODB", &street.dynamodb.url)]);
        let aws = Aws::read(&environment).unwrap();
        let secret = BrowserSecret::from_bytes([7; 32]);
        Self {
            issuing: Issuing::new(&environment, &aws, Rules::read(&environment).unwrap()).unwrap(),
            verifying: Verifying::new(&environment, &aws).unwrap(),
            browser: secret.hash(),
            secret,
            flow: FlowId::from_bytes([1; 16]),
            jane: Identifier::from_canonical("jane@example.com").unwrap(),
            state: State::parse("state").unwrap(),
            began: street.now(),
        }
    }

    fn mac(&self, code: &str) -> Mac {
        self.secret.mac(&self.flow, &Code::parse(code, CodeDigits::new(6).unwrap()).unwrap())
    }

    /// A code, so many seconds after the flow began.
    fn code<'a>(&'a self, mac: &'a Mac, seconds: u64) -> NewCode<'a> {
        NewCode {
            flow: &self.flow,
            browser: &self.browser,
            identifier: &self.jane,
            channel: Channel::Email,
            state: &self.state,
            mac,
            now: Timestamp::from_unix(self.began + seconds),
            expires_at: Timestamp::from_unix(self.began + seconds + 600),
            account: "",
            random: 0,
            deadline: Deadline::of_request(),
        }
    }

    async fn guess(&self, mac: &Mac, seconds: u64) {
        let now = Timestamp::from_unix(self.began + seconds);
        let guess = NewGuess { flow: &self.flow, browser: &self.browser, mac, max: 5, now, deadline: Deadline::of_request() };
        assert!(matches!(self.verifying.guess(&guess).await, Ok(Counted::Yes(_))));
    }

    async fn opened(&self, mac: &Mac) {
        assert!(matches!(self.issuing.open(&self.code(mac, 0), LANE).await, Ok(Recorded::Yes)));
    }
}

/// The flow that a refusal brought back.
fn found(recorded: Recorded) -> Flow {
    match recorded {
        Recorded::FlowRefused(Some(flow)) => *flow,
        _ => panic!("it was not the flow that refused"),
    }
}

/// T63, T02: neither a login that was won, nor any code but its own.
#[tokio::test]
async fn t63_what_is_taken_back_is_no_used_code_and_no_other_one() {
    let street = Street::start().await;
    let verbs = Verbs::of(&street);
    let [first, second] = ["123456", "654321"].map(|code| verbs.mac(code));
    let stranger = BrowserSecret::from_bytes([8; 32]).hash();
    verbs.opened(&first).await;
    let refused = async |new: NewCode<'_>| street.stays_clean(verbs.issuing.take_back(&new, LANE)).await.is_err();
    assert!(refused(NewCode { browser: &stranger, ..verbs.code(&first, 0) }).await, "it is another browser's");
    assert!(refused(verbs.code(&second, 0)).await, "there is no such code");
    assert!(refused(verbs.code(&first, 1)).await, "it was not sent then");

    assert!(matches!(verbs.issuing.resend(&verbs.code(&second, 30), 0, LANE).await, Ok(Recorded::Yes)));
    assert!(refused(verbs.code(&first, 0)).await, "another came after it");

    verbs.guess(&second, 31).await;
    assert!(refused(verbs.code(&second, 30)).await, "it was used, so it came");
}

/// Whoever looked at the flow before a guess does not resend after it: the guess may have won.
#[tokio::test]
async fn t02_a_resend_after_a_guess_that_nobody_knew_of_is_refused_with_the_flow_as_it_is() {
    let street = Street::start().await;
    let verbs = Verbs::of(&street);
    let [sent, wrong, next] = ["123456", "111111", "654321"].map(|code| verbs.mac(code));
    verbs.opened(&sent).await;
    verbs.guess(&wrong, 1).await;
    let resend = async |mac, attempts| street.stays_clean(verbs.issuing.resend(&verbs.code(mac, 30), attempts, LANE)).await.unwrap();
    let takes = |flow: &Flow| {
        let rules = verbs.issuing.rules();
        flow.takes_a_code(&rules.cooldowns, rules.guesses, Timestamp::from_unix(verbs.began + 30))
    };
    let flow = found(resend(&next, 0).await);
    assert_eq!((flow.attempts, takes(&flow)), (1, Ok(())));
    assert_eq!(found(resend(&wrong, 1).await).attempts, 1, "what was guessed before is no code: it would have won, for nobody");

    verbs.guess(&sent, 2).await;
    let flow = found(resend(&next, 1).await);
    assert_eq!((flow.attempts, takes(&flow)), (2, Err(CodeRefusal::Won)));
}
