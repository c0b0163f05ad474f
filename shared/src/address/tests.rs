//! Which inputs are addresses, and which address they are.

use super::*;

fn canonical(input: &str) -> String {
    Email::parse(input).unwrap_or_else(|_| panic!("{input:?} should be an address")).as_str().to_owned()
}

#[test]
fn identity_folds_case_and_idna_and_nothing_else() {
    assert_eq!(canonical("Bob@X.Example"), "bob@x.example");
    assert_eq!(canonical(" \t bob@x.example\t "), "bob@x.example");
    assert_eq!(canonical("u@BÜCHER.example"), "u@xn--bcher-kva.example");
    assert_eq!(canonical("u@xn--bcher-kva.example"), "u@xn--bcher-kva.example");
    assert_eq!(canonical("a@аpple.com"), "a@xn--pple-43d.com", "look-alikes stay visible as punycode");
    assert_eq!(canonical("A.b+Tag@gmail.com"), "a.b+tag@gmail.com");
    assert_eq!(canonical("o'neil@x.example"), "o'neil@x.example");
    assert_eq!(canonical("victim%y.com@x.com"), "victim%y.com@x.com", "a literal mailbox at x.com, never a route");
    assert_eq!(canonical("a!b@x.com"), "a!b@x.com");
}

#[test]
fn limits_count_by_mailbox() {
    let key = |input| Email::parse(input).unwrap().limiter_key();
    for input in ["a.b@gmail.com", "ab@gmail.com", "AB+1@gmail.com", "a.b+x.y@googlemail.com"] {
        assert_eq!(key(input), "ab@gmail.com");
    }
    assert_eq!(key("a.b+1@x.com"), "a.b@x.com", "dots count elsewhere");
    assert_eq!(key("+1@x.com"), "+1@x.com", "a tag alone is a mailbox");
}

#[test]
fn everything_else_is_refused() {
    for input in [
        "",
        "@",
        "a",
        "a@",
        "@x.com",
        "a@@x.com",
        "a@b@x.com", // no mailbox
        "a@x.com,b@y.com",
        "a@x.com;b@y.com",
        "a@x.com b@y.com",
        "a@x.com\nb@y.com",
        "a@x.com, b@y.com",
        "<a@x.com>",
        "A <a@x.com>", // lists, names
        "\"A, B\" <a@x.com>",
        "a@x.com (c)",
        "mailto:a@x.com",
        "a@x.com?cc=b@y.com",
        "g:a@x.com;",
        "a@x.com\r\nBcc:b@y.com",
        "a\t@x.com",
        "a@x.com\u{2028}",
        "a@x.com\u{85}",
        "a b@x.com",
        "\u{a0}a@x.com",
        "a@x.com\0", // white space, control
        "\"e@attacker.com\"@victim.com",
        "\"a b\"@x.com",
        "\"\\\"@x.com", // quoted local parts
        "victim＠x.com",
        "a@b＠c.com",
        "a@℀.com",
        "\u{212a}@x.com",
        "ı@x.com",
        "ﬀ@x.com",
        "a\u{200b}@x.com",
        "\u{202e}a@x.com",
        "e\u{301}@x.com", // Unicode
        "a@\u{212a}.com",
        "a@ｘ.com",
        "a@x。com",
        "a@ﬀ.com",
        "a@x\u{200b}.com",
        "a@xn--a.com",
        "a@bu\u{308}cher.example",
        "a@localhost",
        "a@1.2.3.4",
        "a@[127.0.0.1]",
        "a@[IPv6:::1]",
        "a@x",
        "a@x.",
        "a@.x.com",
        "a@x..com",
        "a@-x.com",
        "a@x-.com",
        "a@x_y.com",
        "a@x.123",
        "a@1.2.3.0x4",
        "a@x.1c", // domains
        "a..b@x.com",
        ".a@x.com",
        "a.@x.com",
        "=?utf-8?q?a=40evil.com=3e=00?=@x.com",
        "x=?@x.com",
        "@a,@b:c@d.com", // dots, source routes
    ] {
        assert_eq!(Email::parse(input), Err(BadAddress), "{input:?}");
    }
}

#[test]
fn lengths_are_those_of_rfc_5321() {
    let local = |length| format!("{}@x.com", "a".repeat(length));
    assert!(Email::parse(&local(64)).is_ok());
    assert!(Email::parse(&local(65)).is_err());
    let label = |length| format!("a@{}.com", "b".repeat(length));
    assert!(Email::parse(&label(63)).is_ok());
    assert!(Email::parse(&label(64)).is_err());
    let total = |length: usize| {
        format!("{}@{}.{}.{}.com", "a".repeat(64), "b".repeat(63), "c".repeat(63), "d".repeat(length - 64 - 1 - 64 - 64 - 4))
    };
    assert_eq!(total(254).len(), 254);
    assert!(Email::parse(&total(254)).is_ok());
    assert!(Email::parse(&total(255)).is_err());
    assert!(Email::parse(&"a".repeat(100_000)).is_err());
}

#[test]
fn an_address_is_not_printable() {
    assert_eq!(format!("{:?}", Email::parse("bob@x.example").unwrap()), "[address]");
}
