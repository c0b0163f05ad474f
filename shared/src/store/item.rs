//! A flow's item: DynamoDB's attributes to and from [`Flow`]. Another version of the functions reads what this one wrote, so names stay.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::flow::{BrowserHash, DeviceHash, Flow, FlowId, IssuedCode, LedgerEntry, Mac, State};
use crate::identifier::Identifier;
use crate::store::Unavailable;
use crate::time::Timestamp;

/// An item as DynamoDB gives it.
pub(super) type Item = HashMap<String, AttributeValue>;

/// The key of a flow's item.
pub(super) fn flow_key(flow: &FlowId) -> AttributeValue {
    string(&format!("flow#{flow}"))
}

pub(super) fn string(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

pub(super) fn number(number: u64) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// In whole seconds since the epoch, as TTL wants them.
pub(super) fn time(time: Timestamp) -> AttributeValue {
    number(time.unix())
}

/// One element of `codes`.
pub(super) fn code(mac: &Mac, expires_at: Timestamp) -> AttributeValue {
    AttributeValue::M(HashMap::from([("mac".to_owned(), string(mac.as_str())), ("expires_at".to_owned(), time(expires_at))]))
}

/// A list of times, as `sends` and `failures` are.
pub(super) fn times(item: &Item, name: &'static str) -> Result<Vec<Timestamp>, Unavailable> {
    let Some(list) = item.get(name) else { return Ok(Vec::new()) };
    let list = list.as_l().map_err(|_| Unavailable::Corrupt(name))?;
    list.iter().map(|value| seconds(value).ok_or(Unavailable::Corrupt(name))).collect()
}

impl TryFrom<&Item> for Flow {
    type Error = Unavailable;

    fn try_from(item: &Item) -> Result<Self, Unavailable> {
        let text = |name| item.get(name).and_then(|value| value.as_s().ok()).ok_or(Unavailable::Corrupt(name));
        Ok(Self {
            browser: BrowserHash::from_table(text("browser")?.clone()),
            identifier: Identifier::from_canonical(text("address")?).ok_or(Unavailable::Corrupt("address"))?,
            state: State::parse(text("state")?).ok_or(Unavailable::Corrupt("state"))?,
            codes: codes(item).ok_or(Unavailable::Corrupt("codes"))?,
            ledger: ledger(item).ok_or(Unavailable::Corrupt("guesses"))?,
            attempts: item.get("attempts").and_then(integer).ok_or(Unavailable::Corrupt("attempts"))?,
            sends: times(item, "sends")?,
            device: item.get("device").and_then(|value| value.as_s().ok()).map(|hash| DeviceHash::from_table(hash.clone())),
            expires_at: item.get("expires_at").and_then(seconds).ok_or(Unavailable::Corrupt("expires_at"))?,
        })
    }
}

fn codes(item: &Item) -> Option<Vec<IssuedCode>> {
    let code = |value: &AttributeValue| {
        let code = value.as_m().ok()?;
        Some(IssuedCode { mac: Mac::from_table(code.get("mac")?.as_s().ok()?.clone()), expires_at: seconds(code.get("expires_at")?)? })
    };
    item.get("codes")?.as_l().ok()?.iter().map(code).collect()
}

fn ledger(item: &Item) -> Option<Vec<LedgerEntry>> {
    let guessed_at = item.get("guessed_at")?.as_m().ok()?;
    let guess = |(mac, ordinal): (&String, &AttributeValue)| {
        Some(LedgerEntry { mac: Mac::from_table(mac.clone()), ordinal: integer(ordinal)?, at: seconds(guessed_at.get(mac)?)? })
    };
    item.get("guesses")?.as_m().ok()?.iter().map(guess).collect()
}

pub(super) fn seconds(value: &AttributeValue) -> Option<Timestamp> {
    value.as_n().ok()?.parse().ok().map(Timestamp::from_unix)
}

fn integer(value: &AttributeValue) -> Option<u32> {
    value.as_n().ok()?.parse().ok()
}
