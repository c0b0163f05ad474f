//! Recorded events, changed: what a client, a proxy or somebody with the right to invoke the function may have made of them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::collection::{hash_map, vec};
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use crate::texts::{ODD, text};
use crate::touch::RECORDED;

/// What is done to an event.
#[derive(Clone, Debug)]
enum Change {
    /// The nth value goes.
    Delete(Index),
    /// The nth value comes twice: under its name in capitals, as two elements, as a list of itself.
    Double(Index, bool),
    /// The nth value becomes another.
    Replace(Index, Value),
    /// What stands at these names becomes this, whether it was there or not.
    Set(&'static [&'static str], Value),
}

/// Changes a value, given its parent and its name there.
type ChangeAt<'a> = dyn Fn(&mut Value, &str) + 'a;

/// Any JSON: the type is often wrong.
pub(crate) fn junk() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        select(&[u64::MAX, 0, 1 << 53][..]).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            hash_map(text(), inner, 0..4).prop_map(|object| object.into_iter().collect::<Value>()),
        ]
    })
}

/// A query or a form: names of ours and others, values right and wrong, encoded, half encoded and not at all.
fn form() -> impl Strategy<Value = String> {
    const NAMES: [&str; 14] = [
        "state",
        "redirect_uri",
        "client_id",
        "email",
        "flow",
        "code",
        "csrf",
        "problem",
        "left",
        "retry_after",
        "state[]",
        "%73tate",
        "x",
        "",
    ];
    const VALUES: [&str; 12] = [
        "authreq_1",
        "https://login.example.com/login",
        "sc_demo",
        "jane@example.com",
        "jane@bücher.example",
        "5lak0t5KLPPJ0dpnJMvDPA",
        "482 913",
        "wrong-code",
        "cooldown",
        "too-many-requests",
        "86401",
        "-1",
    ];
    let value = prop_oneof![3 => select(&VALUES[..]).prop_map(str::to_owned), 2 => text()];
    let pair = (select(&NAMES[..]), value, 0..3).prop_map(|(name, value, encoding)| match encoding {
        0 => format!("{name}={}", utf8_percent_encode(&value, NON_ALPHANUMERIC)),
        1 => format!("{name}={}", value.replace(' ', "+")),
        _ => format!("{name}={value}"),
    });
    vec(pair, 0..6).prop_map(|pairs| pairs.join("&"))
}

/// The places that a client writes to, and what it would write there.
fn targeted() -> impl Strategy<Value = Change> {
    const BODY: &[&str] = &["body"];
    let odd = || prop_oneof![select(&ODD[..]).prop_map(Value::from), text().prop_map(Value::from)];
    let set = |at: &'static [&'static str], value: BoxedStrategy<Value>| value.prop_map(move |value| Change::Set(at, value)).boxed();
    let either = |values: &'static [&'static str]| prop_oneof![3 => select(values).prop_map(Value::from), 1 => odd()].boxed();
    let flow = select(&["5lak0t5KLPPJ0dpnJMvDPA", "AAAAAAAAAAAAAAAAAAAAAA", "x"][..]);
    let secret = prop_oneof![
        select(&["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x8qRGhoNRofHUdr7Sg_ZdyMIcXhG5uEdmDxY8z3MnE4"][..]).prop_map(str::to_owned),
        text()
    ];
    let name = prop_oneof![4 => flow.prop_map(|flow| format!("__Host-flow-{flow}")), 1 => Just("__Host-device".to_owned())];
    let cookie = (name, secret).prop_map(|(name, value)| format!("{name}={value}"));
    prop_oneof![
        4 => set(&["rawQueryString"], form().prop_map(Value::from).boxed()),
        2 => set(BODY, form().prop_map(Value::from).boxed()),
        4 => set(BODY, form().prop_map(|form| STANDARD.encode(form).into()).boxed()),
        1 => set(BODY, vec(any::<u8>(), 0..64).prop_map(|bytes| STANDARD.encode(bytes).into()).boxed()),
        1 => set(BODY, (4_000_usize..9_000).prop_map(|length| "a".repeat(length).into()).boxed()),
        2 => set(&["isBase64Encoded"], any::<bool>().prop_map(Value::from).boxed()),
        1 => set(&["headers", "host"], odd().boxed()),
        1 => set(&["headers", "x-forwarded-proto"], either(&["http,https", "", "ftp", "https"])),
        1 => set(&["headers", "x-forwarded-for"], odd().boxed()),
        1 => set(&["headers", "content-type"], either(&["application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=\"utf-8\"", ";;"])),
        3 => set(&["headers", "sec-fetch-site"], either(&["same-origin", "cross-site"])),
        1 => set(&["headers"], hash_map(text(), odd(), 0..4).prop_map(|headers| headers.into_iter().collect()).boxed()),
        2 => set(&["cookies"], vec(prop_oneof![cookie, text()], 0..12).prop_map(Value::from).boxed()),
        2 => set(&["requestContext", "http", "method"], either(&["GET", "POST", "HEAD", "A B", "get"])),
        2 => set(&["rawPath"], either(&["/login", "/login/code", "/login/verify", "/login/", "//evil.example"])),
        1 => set(&["requestContext", "http", "sourceIp"], either(&["203.0.113.42", "::ffff:203.0.113.42", "2001:db8::1%eth0", "1.2.3"])),
        1 => set(&["requestContext", "domainName"], odd().boxed()),
        1 => set(&["requestContext", "requestId"], odd().boxed()),
    ]
}

/// A recorded event after one to four changes.
pub(crate) fn mutated() -> impl Strategy<Value = Value> {
    let nth = any::<Index>;
    let change = prop_oneof![
        2 => nth().prop_map(Change::Delete),
        2 => (nth(), any::<bool>()).prop_map(|(nth, list)| Change::Double(nth, list)),
        3 => (nth(), junk()).prop_map(|(nth, value)| Change::Replace(nth, value)),
        8 => targeted(),
    ];
    let recorded: Vec<Value> = RECORDED.iter().map(|event| serde_json::from_str(event).unwrap()).collect();
    (select(recorded), vec(change, 1..5)).prop_map(|(mut event, changes)| {
        for change in &changes {
            apply(&mut event, change);
        }
        event
    })
}

fn apply(event: &mut Value, change: &Change) {
    let (nth, change): (_, &ChangeAt) = match change {
        Change::Set(at, value) => return set(event, at, value.clone()),
        Change::Delete(nth) => (nth, &|parent, name| match parent {
            Value::Object(members) => drop(members.remove(name)),
            Value::Array(elements) => drop(elements.pop()),
            _ => {}
        }),
        Change::Double(nth, list) => (nth, &|parent, name| match parent {
            Value::Object(members) => {
                let value = members.get(name).cloned().unwrap_or_default();
                let (name, value) = if *list { (name.to_owned(), json!([value, value])) } else { (name.to_uppercase(), value) };
                members.insert(name, value);
            }
            Value::Array(elements) => elements.extend(elements.first().cloned()),
            _ => {}
        }),
        Change::Replace(nth, value) => (nth, &|parent, name| match parent {
            Value::Object(members) => drop(members.insert(name.to_owned(), value.clone())),
            Value::Array(elements) => elements.extend([value.clone()]),
            _ => {}
        }),
    };
    let values = count(event);
    if values > 0 {
        at(event, &mut nth.index(values), change);
    }
}

/// How many values stand in `value`, at any depth.
fn count(value: &Value) -> usize {
    children(value).map(|child| 1 + count(child)).sum()
}

fn children(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match value {
        Value::Object(members) => Box::new(members.values()),
        Value::Array(elements) => Box::new(elements.iter()),
        _ => Box::new(std::iter::empty()),
    }
}

/// Calls `change` with the parent and the name of the `nth` value; whether it was here.
fn at(parent: &mut Value, nth: &mut usize, change: &ChangeAt<'_>) -> bool {
    let names: Vec<String> = match parent {
        Value::Object(members) => members.keys().cloned().collect(),
        Value::Array(elements) => (0..elements.len()).map(|index| index.to_string()).collect(),
        _ => return false,
    };
    for name in names {
        if *nth == 0 {
            change(parent, &name);
            return true;
        }
        *nth -= 1;
        let child = match parent {
            Value::Object(members) => members.get_mut(&name),
            Value::Array(elements) => name.parse().ok().and_then(|index: usize| elements.get_mut(index)),
            _ => None,
        };
        if child.is_some_and(|child| at(child, nth, change)) {
            return true;
        }
    }
    false
}

fn set(event: &mut Value, names: &[&str], value: Value) {
    match (names, event) {
        ([], event) => *event = value,
        ([name, rest @ ..], Value::Object(members)) => set(members.entry(*name).or_insert_with(|| json!({})), rest, value),
        _ => {}
    }
}
