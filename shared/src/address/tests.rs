//! Which inputs are addresses, and which address they are (docs/security.md, T23 to T34).

use super::*;

fn canonical(input: &str) -> String {
    Email::parse(input).unwrap_or_else(|_| panic!("{input:?} should be an address")).as_str().to_owned()
}

fn assert_refused(inputs: &[&str]) {
    for input in inputs {
        assert_eq!(Email::parse(input), Err(BadAddress), "{input:?}");
    }
}

#[test]
fn t23_more_than_one_address_is_none() {
    assert_refused(&[
        "a@x.com,b@y.com",
        "a@x.com;b@y.com",
        "a@x.com b@y.com",
        "a@x.com\nb@y.com",
        "a@x.com, b@y.com",
        "<a@x.com>",
        "A <a@x.com>",
        "\"A, B\" <a@x.com>",
        "a@x.com (c)",
        "mailto:a@x.com",
        "a@x.com?cc=b@y.com",
        "g:a@x.com;",
    ]);
}

#[test]
fn t25_line_breaks_and_controls_are_refused() {
    assert_refused(&["a@x.com\r\nBcc:b@y.com", "a@x.com\n", "a@x.com\r", "a@x.com\u{2028}", "a@x.com\u{85}", "a\t@x.com", "a@x.com\0"]);
}

#[test]
fn t26_quoted_local_parts_are_refused_and_so_are_encoded_words() {
    assert_refused(&[
        "\"e@attacker.com\"@victim.com",
        "\"a b\"@x.com",
        "\"\\\"@x.com",
        "=?utf-8?q?a=40evil.com=3e=00?=@x.com",
        "x=?@x.com",
    ]);
}

#[test]
fn t27_no_letter_is_folded_into_another() {
    assert_refused(&["victim＠x.com", "a@b＠c.com", "a@℀.com", "\u{212a}@x.com", "ı@x.com", "ﬀ@x.com", "a\u{200b}@x.com"]);
    assert_refused(&["\u{202e}a@x.com", "e\u{301}@x.com", "ü@x.com"]);
    assert_refused(&["a@\u{212a}.com", "a@ｘ.com", "a@x。com", "a@ﬀ.com", "a@x\u{200b}.com", "a@xn--a.com", "a@bu\u{308}cher.example"]);
}

#[test]
fn t28_international_domains_have_one_form_and_look_alikes_stay_visible() {
    assert_eq!(canonical("u@BÜCHER.example"), "u@xn--bcher-kva.example");
    assert_eq!(canonical("u@xn--bcher-kva.example"), "u@xn--bcher-kva.example");
    assert_eq!(canonical("a@аpple.com"), "a@xn--pple-43d.com");
}

#[test]
fn t29_case_does_not_count() {
    assert_eq!(canonical("Bob@X.Com"), "bob@x.com");
    assert_eq!(canonical("bob@x.COM"), "bob@x.com");
}

#[test]
fn t30_tags_and_dots_are_identities_of_their_own_and_one_mailbox_to_limits() {
    let key = |input| Email::parse(input).unwrap().limiter_key();
    assert_eq!(canonical("A.b+Tag@gmail.com"), "a.b+tag@gmail.com");
    for input in ["a.b@gmail.com", "ab@gmail.com", "AB+1@gmail.com", "a.b+x.y@googlemail.com"] {
        assert_eq!(key(input), "ab@gmail.com");
    }
    assert_eq!(key("a.b+1@x.com"), "a.b@x.com", "dots count elsewhere");
    assert_eq!(key("+1@x.com"), "+1@x.com", "a tag alone is a mailbox");
}

#[test]
fn t31_lengths_are_those_of_rfc_5321() {
    let local = |length| format!("{}@x.com", "a".repeat(length));
    assert!(Email::parse(&local(64)).is_ok());
    assert!(Email::parse(&local(65)).is_err());
    let label = |length| format!("a@{}.com", "b".repeat(length));
    assert!(Email::parse(&label(63)).is_ok());
    assert!(Email::parse(&label(64)).is_err());
    let rest = |length: usize| "d".repeat(length - 64 - 1 - 64 - 64 - 4);
    let total = |length| format!("{}@{}.{}.{}.com", "a".repeat(64), "b".repeat(63), "c".repeat(63), rest(length));
    assert_eq!(total(254).len(), 254);
    assert!(Email::parse(&total(254)).is_ok());
    assert!(Email::parse(&total(255)).is_err());
    assert!(Email::parse(&"a".repeat(100_000)).is_err());
    // In Unicode it may be longer than the name that it is: three octets become one letter of the A-label.
    let unicode = format!("a@{0}.{0}.{0}.com", "例".repeat(55));
    assert!(unicode.len() > 2 * canonical(&unicode).len());
}

#[test]
fn t32_a_domain_is_a_name_with_a_dot() {
    assert_refused(&["", "@", "a", "a@", "@x.com", "a@@x.com", "a@b@x.com", "a@localhost", "a@1.2.3.4", "a@[127.0.0.1]", "a@[IPv6:::1]"]);
    assert_refused(&["a@x", "a@x.", "a@.x.com", "a@x..com", "a@-x.com", "a@x-.com", "a@x_y.com", "a@x.123", "a@1.2.3.0x4", "a@x.1c"]);
    assert_refused(&["a..b@x.com", ".a@x.com", "a.@x.com"]);
}

#[test]
fn t33_routes_are_letters_or_refused_and_never_followed() {
    assert_eq!(canonical("victim%y.com@x.com"), "victim%y.com@x.com");
    assert_eq!(canonical("a!b@x.com"), "a!b@x.com");
    assert_eq!(canonical("o'neil@x.com"), "o'neil@x.com");
    assert_refused(&["@a,@b:c@d.com"]);
}

#[test]
fn t34_only_space_and_tab_around_it_do_not_count() {
    assert_eq!(canonical(" \t bob@x.com\t "), "bob@x.com");
    assert_refused(&["a b@x.com", "\u{a0}a@x.com", "a@x.com\u{2003}"]);
}

#[test]
fn an_address_is_not_printable() {
    assert_eq!(format!("{:?}", Email::parse("bob@x.com").unwrap()), "[address]");
}
