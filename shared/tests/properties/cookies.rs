//! docs/security.md, T08: whatever stands in a `Cookie` header, a flow's cookie is the one of exactly its name, and only when there is one.

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::{prop_assert, prop_assert_eq};
use serde_json::{Value, json};
use shared::flow::{BrowserSecret, FlowId};
use shared::http::{FlowCookie, Request, make_room};

use crate::holds;
use crate::mutations::junk;
use crate::texts::text;

/// Before, in and behind the name: what almost makes it, and twice nothing, which does.
const BEFORE: [&str; 10] = ["", "", "", " ", "\t", "\u{a0}", "\u{85}", "\u{3000}", "\u{200b}", "x"];
const PREFIX: [&str; 7] = ["__Host-flow-", "__Host-flow-", "__Host-flow-", "__host-flow-", "__Secure-flow-", "__Host-flow", "flow-"];
const BEHIND: [&str; 6] = ["", "", "", " ", "\t", "-"];

fn flow() -> FlowId {
    FlowId::from_bytes([0xa5; 16])
}

fn value() -> impl Strategy<Value = String> {
    let secret = any::<[u8; 32]>().prop_map(|bytes| BrowserSecret::from_bytes(bytes).expose());
    prop_oneof![4 => secret.clone(), 1 => (secret, text()).prop_map(|(secret, sent)| format!("{secret}.{sent}")), 1 => text()]
}

fn cookie() -> impl Strategy<Value = Value> {
    let id = prop_oneof![3 => Just(flow().to_string()), 1 => Just(FlowId::from_bytes([1; 16]).to_string()), 1 => text()];
    let name = (select(&BEFORE[..]), select(&PREFIX[..]), id, select(&BEHIND[..]));
    let near = (name, value()).prop_map(|((before, prefix, id, behind), value)| format!("{before}{prefix}{id}{behind}={value}"));
    prop_oneof![8 => near.prop_map(Value::String), 1 => text().prop_map(Value::String)]
}

fn event(cookies: &Value) -> Value {
    let mut event: Value = serde_json::from_str(include_str!("../../../events/login-page-code.json")).unwrap();
    event.as_object_mut().unwrap().insert("cookies".to_owned(), cookies.clone());
    event
}

#[test]
fn t08_only_a_single_cookie_of_exactly_the_flow_s_name_is_taken() {
    holds(2_000, &vec(cookie(), 0..4), |cookies| {
        let request = Request::from_event(&event(&json!(cookies)).to_string()).unwrap();
        let name = format!("__Host-flow-{}=", flow());
        // A space is the separator's, not the name's.
        let lines = cookies.iter().map(|cookie| cookie.as_str().unwrap().trim_matches(' '));
        let ours: Vec<&str> = lines.filter_map(|line| line.strip_prefix(&name)).collect();
        let expected = match ours.as_slice() {
            [value] => BrowserSecret::parse(value.split('.').next().unwrap_or_default()),
            _ => None,
        };
        let found = FlowCookie::of(&request, &flow());
        prop_assert_eq!(found.map(|found| found.secret.expose()), expected.map(|secret| secret.expose()));
        Ok(())
    });
}

#[test]
fn t53_what_makes_room_names_cookies_of_ours_and_nothing_else() {
    holds(2_000, &vec(cookie(), 0..16), |cookies| {
        for cookie in make_room(&Request::from_event(&event(&json!(cookies)).to_string()).unwrap()) {
            let (name, rest) = cookie.split_once('=').unwrap();
            let token = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
            prop_assert!(name.strip_prefix("__Host-flow-").is_some_and(|id| id.bytes().all(token)), "{cookie:?}");
            prop_assert_eq!(rest, "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
        }
        Ok(())
    });
}

#[test]
fn t20_a_list_of_cookies_that_is_none_is_no_request_and_no_panic() {
    holds(2_000, &junk(), |cookies| {
        if let Ok(request) = Request::from_event(&event(&cookies).to_string()) {
            let _ = (FlowCookie::of(&request, &flow()), make_room(&request));
        }
        Ok(())
    });
}
