//! What is written of a send: keys that tell nobody whom they count, and counters in parts that make up the whole.

use super::*;
use crate::config::Environment;

const NOW: Timestamp = Timestamp::from_unix(1_800_000_000);

/// The charges of a mail to Jane by an unknown browser, `SENDS_PER_DEPLOYMENT` being `limits`.
fn charges(limits: &str, random: u32) -> Vec<Charge> {
    charges_in(Lane::Shared(None), limits, random)
}

fn charges_in(lane: Lane<'_>, limits: &str, random: u32) -> Vec<Charge> {
    let variables = [("SENDS_PER_DEPLOYMENT".to_owned(), limits.to_owned())];
    let rules = Rules::read(&Environment::new(variables.into())).unwrap();
    let identifier = Identifier::from_canonical("jane@example.com").unwrap();
    let charges = Charges {
        table: "passwordless",
        rules: &rules,
        channel: Channel::Email,
        sends: rules.sends(Channel::Email).unwrap(),
        account: "123456789012",
        identifier: &identifier,
        now: NOW,
        random,
    };
    charges.of(lane).unwrap_or_else(|fault| panic!("{fault:?}"))
}

fn key(charge: &Charge) -> &str {
    charge.update.key()["pk"].as_s().unwrap()
}

/// How many sends a counter takes in its window.
fn most(charge: &Charge) -> u32 {
    charge.update.expression_attribute_values().unwrap()[":most"].as_n().unwrap().parse().unwrap()
}

#[test]
fn t59_a_source_is_an_ipv4_address_or_a_64() {
    let same = |one: &str, other: &str| network(one.parse().unwrap()) == network(other.parse().unwrap());
    assert!(same("2001:db8::1", "2001:0db8:0000:0000:ffff::2"));
    assert!(!same("2001:db8:0:1::1", "2001:db8:0:2::1"));
    assert!(same("::ffff:192.0.2.1", "192.0.2.1"));
    assert!(!same("192.0.2.1", "192.0.2.2"));
}

/// T57: sixteen items count together what one limit allows, wherever a random number falls.
#[test]
fn t57_all_parts_of_a_counter_let_through_what_its_limit_says() {
    for (limits, whole) in [("1007/h", 1_007), ("800/h", 800), ("99/h", 99), ("1/h", 1)] {
        let parts: std::collections::BTreeMap<_, _> = (0..48)
            .flat_map(|random| charges(limits, random))
            .filter(|charge| key(charge).starts_with("deployment#"))
            .map(|charge| (key(&charge).to_owned(), most(&charge)))
            .collect();
        assert_eq!(parts.values().sum::<u32>(), whole, "{parts:?}");
    }
}

/// T76: a table of hashes made beforehand, or of another deployment, finds nobody.
#[test]
fn t76_a_limiters_key_is_another_in_another_table_and_in_another_account() {
    let key = salted("passwordless", "123456789012", "jane@example.com");
    assert_eq!(key, salted("passwordless", "123456789012", "jane@example.com"));
    assert_ne!(key, salted("passwordless", "123456789012", "john@example.com"));
    assert_ne!(key, salted("passwordless-2", "123456789012", "jane@example.com"));
    assert_ne!(key, salted("passwordless", "210987654321", "jane@example.com"));
}

/// T60: a full list keeps a known browser waiting; one that was known is a browser like any other from that second on.
#[test]
fn t60_only_a_device_that_is_known_still_waits_for_its_own_list() {
    let device = DeviceHash::from_table("hash".to_owned());
    let charges = charges_in(Lane::Device(&device), "1000/h", 0);
    let charge = charges.iter().find(|charge| key(charge).starts_with("device#")).unwrap();
    let limited = |sent: u64, left: u64| {
        let sends = AttributeValue::L(vec![time(NOW.minus(Duration::from_secs(sent))); 5]);
        let item = Item::from([("sends".to_owned(), sends), ("expires_at".to_owned(), time(NOW.plus(Duration::from_secs(left))))]);
        charge.limited(Some(&item), NOW).unwrap()
    };
    assert_eq!(limited(60, 1), Limited::By("device", Duration::from_secs(15 * 60 - 60)));
    assert_eq!(limited(60, 0), Limited::NoDeviceLane(None));
    assert_eq!(limited(15 * 60, 1), Limited::NoDeviceLane(None));
}
