//! What a cookie carries, and how many flows a browser keeps.

use serde_json::json;

use super::*;

/// A request with these cookies.
fn with(cookies: &[String]) -> Request {
    let event = json!({ "rawPath": "/login", "cookies": cookies, "requestContext": { "http": { "method": "GET" } } });
    Request::from_event(&event.to_string()).unwrap()
}

fn flow(nth: u8) -> FlowId {
    FlowId::from_bytes([nth; 16])
}

fn sent() -> FlowCookie {
    let sent = Sent {
        identifier: Identifier::from_canonical("jane@example.com").unwrap(),
        state: State::parse("s").unwrap(),
        sent_at: Timestamp::from_unix(1_800_000_000),
        sends: 2,
        done: false,
    };
    FlowCookie { secret: BrowserSecret::from_bytes([7; 32]), sent: Some(sent) }
}

/// What a browser sends back of a `Set-Cookie`.
fn pair(set_cookie: &str) -> String {
    set_cookie.split(';').next().unwrap().to_owned()
}

#[test]
fn a_flow_s_cookie_reads_back_as_it_was_set() {
    for (set_cookie, lifetime, done) in [(sent().keep(&flow(1)), 900, false), (sent().let_go(&flow(1)), 15, true)] {
        assert!(set_cookie.ends_with(&format!("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={lifetime}")), "{set_cookie}");
        let read = FlowCookie::of(&with(&[pair(&set_cookie)]), &flow(1)).unwrap();
        let found = read.sent.unwrap();
        assert_eq!((read.secret.expose(), found.identifier.as_str()), (sent().secret.expose(), "jane@example.com"));
        assert_eq!((found.state.as_str(), found.sent_at.unix(), found.sends, found.done), ("s", 1_800_000_000, 2, done));
    }
}

#[test]
fn a_device_s_cookie_reads_back_unless_there_are_two() {
    let secret = sent().secret.device(&flow(1));
    let set_cookie = keep_device(&secret);
    assert!(set_cookie.ends_with("; Max-Age=7776000"), "{set_cookie}");
    assert_eq!(device(&with(&[pair(&set_cookie)])).unwrap().expose(), secret.expose());
    assert!(device(&with(&[pair(&set_cookie), pair(&set_cookie)])).is_none() && device(&with(&[])).is_none());
}

#[test]
fn a_browser_keeps_eight_flows_and_the_oldest_go() {
    for (kept, gone) in [(0, 0), (7, 0), (8, 1), (10, 3)] {
        let cookies: Vec<_> = (0..kept).map(|nth| pair(&sent().keep(&flow(nth)))).collect();
        let room = make_room(&with(&cookies));
        let oldest: Vec<_> = (0..gone).map(|nth| cookie(flow(nth).as_str(), "", Duration::ZERO)).collect();
        assert_eq!(room, oldest, "{kept}");
    }
}

/// Whoever plants cookies of our name gets none of it into a header but what a flow's id can be.
#[test]
fn no_name_is_repeated_that_is_no_token() {
    let named = |name: &str| vec![format!("{PREFIX}{name}="); KEPT];
    assert_eq!(make_room(&with(&named(&"a".repeat(64)))).len(), 1);
    for name in ["a".repeat(65), "a b".to_owned(), "é".to_owned()] {
        assert!(make_room(&with(&named(&name))).is_empty(), "{name}");
    }
}
