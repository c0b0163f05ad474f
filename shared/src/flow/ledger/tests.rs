//! The verdict on every kind of guess.

use super::*;
use crate::flow::{BrowserHash, IssuedCode};

const MAX: u32 = 5;

fn mac(name: &str) -> Mac {
    Mac::from_table(name.to_owned())
}

fn at(seconds: u64) -> Timestamp {
    Timestamp::from_unix(seconds)
}

/// Codes "one" until 600 and "two" until 700, and these guesses, counted in this order.
fn flow(guesses: &[(&str, u64)]) -> Flow {
    let ledger =
        guesses.iter().zip(1..).map(|((name, time), ordinal)| LedgerEntry { mac: mac(name), ordinal, at: at(*time) }).collect::<Vec<_>>();
    let code = |name, expires_at| IssuedCode { mac: mac(name), expires_at: at(expires_at) };
    Flow {
        browser: BrowserHash::from_table("browser".to_owned()),
        identifier: Identifier::from_canonical("jane@example.com").unwrap(),
        state: State::parse("state").unwrap(),
        codes: vec![code("one", 600), code("two", 700)],
        attempts: u32::try_from(ledger.len()).unwrap(),
        ledger,
        sends: vec![at(100), at(0)],
        device: None,
        expires_at: at(700),
    }
}

/// Won at `time` by the code that is good until `end`.
fn won(time: u64, end: u64) -> Verdict {
    Verdict::Won {
        identifier: Identifier::from_canonical("jane@example.com").unwrap(),
        state: State::parse("state").unwrap(),
        at: at(time),
        code_expires_at: at(end),
        again: false,
    }
}

/// The same by a guess that had won before.
fn won_again(time: u64, end: u64) -> Verdict {
    let Verdict::Won { identifier, state, at, code_expires_at, .. } = won(time, end) else { unreachable!() };
    Verdict::Won { identifier, state, at, code_expires_at, again: true }
}

#[test]
fn either_code_wins_once() {
    assert_eq!(judge(&flow(&[("one", 10)]), &mac("one"), true, MAX, at(10)), won(10, 600));
    assert_eq!(judge(&flow(&[("x", 9), ("two", 10)]), &mac("two"), true, MAX, at(10)), won(10, 700));
    assert_eq!(judge(&flow(&[("one", 10), ("two", 11)]), &mac("two"), true, MAX, at(11)), Verdict::Used);
    assert_eq!(judge(&flow(&[("one", 10), ("x", 11)]), &mac("x"), true, MAX, at(11)), Verdict::Used);
}

#[test]
fn the_winner_may_be_repeated_for_fifteen_seconds() {
    let flow = flow(&[("one", 10)]);
    assert_eq!(judge(&flow, &mac("one"), false, MAX, at(24)), won_again(10, 600));
    assert_eq!(judge(&flow, &mac("one"), false, MAX, at(25)), Verdict::Used);
}

#[test]
fn the_fifth_guess_may_win_and_be_repeated() {
    let flow = flow(&[("a", 1), ("b", 2), ("c", 3), ("d", 4), ("one", 599)]);
    assert_eq!(judge(&flow, &mac("one"), true, MAX, at(599)), won(599, 600));
    assert_eq!(judge(&flow, &mac("one"), false, MAX, at(610)), won_again(599, 600), "also beyond the code's own end");
}

#[test]
fn a_wrong_guess_says_how_many_are_left() {
    assert_eq!(judge(&flow(&[("a", 1)]), &mac("a"), true, MAX, at(1)), Verdict::Wrong { left: 4 });
    assert_eq!(judge(&flow(&[("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5)]), &mac("e"), true, MAX, at(5)), Verdict::Wrong { left: 0 });
    assert_eq!(judge(&flow(&[("a", 1)]), &mac("a"), false, MAX, at(2)), Verdict::Wrong { left: 4 }, "the same again costs nothing");
}

#[test]
fn spent_guesses_lock_the_flow_for_the_right_code_too() {
    let spent = flow(&[("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 5)]);
    assert_eq!(judge(&spent, &mac("f"), false, MAX, at(6)), Verdict::Locked);
    assert_eq!(judge(&spent, &mac("one"), false, MAX, at(6)), Verdict::Locked, "and it does not say that it would have been right");
}

#[test]
fn a_code_dies_the_instant_its_lifetime_is_over() {
    assert_eq!(judge(&flow(&[("one", 599)]), &mac("one"), true, MAX, at(599)), won(599, 600));
    assert_eq!(judge(&flow(&[("one", 600)]), &mac("one"), true, MAX, at(600)), Verdict::Expired, "while the flow lives on");
    assert_eq!(judge(&flow(&[("one", 600), ("two", 650)]), &mac("two"), true, MAX, at(650)), won(650, 700));
    assert_eq!(judge(&flow(&[]), &mac("two"), false, MAX, at(700)), Verdict::Expired);
    assert_eq!(judge(&flow(&[]), &mac("x"), false, MAX, at(700)), Verdict::Expired);
}

#[test]
fn a_code_that_was_drawn_twice_is_as_right_as_any() {
    let mut flow = flow(&[("one", 650)]);
    for code in &mut flow.codes {
        code.mac = mac("one");
    }
    assert_eq!(judge(&flow, &mac("one"), true, MAX, at(650)), won(650, 700), "the first is over, the second is not");
    flow.ledger[0].at = at(10);
    assert_eq!(judge(&flow, &mac("one"), true, MAX, at(10)), won(10, 700), "both are alive");
    flow.ledger[0].at = at(700);
    assert_eq!(judge(&flow, &mac("one"), true, MAX, at(700)), Verdict::Expired, "both are over");
}

#[test]
fn a_flow_is_won_by_a_code_that_was_alive_and_by_nothing_else() {
    assert!(flow(&[("x", 9), ("one", 10)]).is_won());
    for guesses in [&[][..], &[("x", 9)], &[("one", 600)]] {
        assert!(!flow(guesses).is_won(), "{guesses:?}");
    }
}
