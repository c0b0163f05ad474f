//! What a send that is taken back may not take with it. No request comes here: a code that was used is one that came, and of a message that
//! came no service says that it sends none. So the table's verbs are called as the functions call them.

use shared::aws::Aws;
use shared::channel::Channel;
use shared::config::Rules;
use shared::deadline::Deadline;
use shared::flow::{BrowserSecret, Code, CodeDigits, FlowId, State};
use shared::identifier::Identifier;
use shared::store::{Counted, Issuing, Lane, NewCode, NewGuess, Recorded, Verifying};
use shared::time::Timestamp;

use crate::support::{Street, environment};

/// T63, T02: neither a login that was won, nor any code but its own.
#[tokio::test]
async fn t63_what_is_taken_back_is_no_used_code_and_no_other_one() {
    let street = Street::start().await;
    let environment = environment(&[("TABLE_NAME", &street.table_name), ("AWS_ENDPOINT_URL_DYNAMODB", &street.dynamodb.url)]);
    let aws = Aws::read(&environment).unwrap();
    let issuing = Issuing::new(&environment, &aws, Rules::read(&environment).unwrap()).unwrap();
    let verifying = Verifying::new(&environment, &aws).unwrap();
    let (secret, stranger) = (BrowserSecret::from_bytes([7; 32]), BrowserSecret::from_bytes([8; 32]));
    let (browser, strangers, flow) = (secret.hash(), stranger.hash(), FlowId::from_bytes([1; 16]));
    let (address, state) = (Identifier::from_canonical("jane@example.com").unwrap(), State::parse("state").unwrap());
    let digits = CodeDigits::new(6).unwrap();
    let [first, second] = ["123456", "654321"].map(|code| secret.mac(&flow, &Code::parse(code, digits).unwrap()));
    let lane = Lane::Shared(None);
    let new = |browser, mac, seconds| NewCode {
        flow: &flow,
        browser,
        identifier: &address,
        channel: Channel::Email,
        state: &state,
        mac,
        now: Timestamp::from_unix(street.now() + seconds),
        expires_at: Timestamp::from_unix(street.now() + seconds + 600),
        account: "",
        random: 0,
        deadline: Deadline::of_request(),
    };
    assert!(matches!(issuing.open(&new(&browser, &first, 0), lane).await, Ok(Recorded::Yes)));
    let refused = async |new: NewCode<'_>| street.stays_clean(issuing.take_back(&new, lane)).await.is_err();
    assert!(refused(new(&strangers, &first, 0)).await, "it is another browser's");
    assert!(refused(new(&browser, &second, 0)).await, "there is no such code");
    assert!(refused(new(&browser, &first, 1)).await, "it was not sent then");

    assert!(matches!(issuing.resend(&new(&browser, &second, 30), 0, lane).await, Ok(Recorded::Yes)));
    assert!(refused(new(&browser, &first, 0)).await, "another came after it");

    let guess = NewGuess {
        flow: &flow,
        browser: &browser,
        mac: &second,
        max: 5,
        now: Timestamp::from_unix(street.now() + 31),
        deadline: Deadline::of_request(),
    };
    assert!(matches!(verifying.guess(&guess).await, Ok(Counted::Yes(_))));
    assert!(refused(new(&browser, &second, 30)).await, "it was used, so it came");
}
