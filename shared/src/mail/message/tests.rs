//! The mail as its recipient reads it.

use std::sync::LazyLock;
use std::time::Duration;

use super::*;
use crate::config::{Environment, Site};
use crate::flow::{Code, CodeDigits, FlowId};
use crate::language::Locale;
use crate::time::Timestamp;

const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

static OTHER: LazyLock<FlowId> = LazyLock::new(|| FlowId::from_bytes([2; 16]));

fn site(variables: &[(&str, &str)]) -> Site {
    let needed = [("AUTHRESS_DOMAIN", "https://login.example.com"), ("AUTHRESS_CLIENT_ID", "sc_1"), ("BRAND_NAME", "Acme")];
    let variables = needed.iter().chain(variables).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Site::read(&Environment::new(variables.collect())).unwrap()
}

/// Subject, text and HTML of a mail in the language of this tag; `set` changes the rest.
fn mail(site: &Site, tag: &str, set: impl FnOnce(&mut Letter<'_>)) -> (String, String, String) {
    mail_with(site, tag, false, set)
}

fn mail_with(site: &Site, tag: &str, code_in_subject: bool, set: impl FnOnce(&mut Letter<'_>)) -> (String, String, String) {
    let (flow, code) = (FlowId::from_bytes([1; 16]), Code::parse("482913", CodeDigits::new(6).unwrap()).unwrap());
    let mut letter = Letter {
        site,
        origin: "https://sign-in.acme.example",
        flow: &flow,
        code: &code,
        lifetime: Duration::from_secs(600),
        locale: Locale::choose(None, Some(tag)),
        now: Timestamp::from_unix(1_795_762_597),
        requester: Requester::of(Some(CHROME)),
        from_our_page: true,
    };
    set(&mut letter);
    let Message { subject, text, html } = letter.mail(code_in_subject);
    (subject.expose().clone(), text.expose().clone(), html.expose().clone())
}

#[test]
fn the_text_tells_the_code_first_whose_it_is_then_and_last_the_form_that_devices_fill_in() {
    let (subject, text, _) = mail(&site(&[("BRAND_SUPPORT_EMAIL", "help@acme.example")]), "en", |_| {});
    assert_eq!(subject, "Your code for signing in to Acme (ocean feather, 06:56:37 UTC)");
    let expected = "\
482 913

Your code for signing in to Acme
Type it on the page where you started.
It works for 10 minutes.

In the browser where you started, you can also open this link; it fills the code in:
https://sign-in.acme.example/login/code?flow=AQEBAQEBAQEBAQEBAQEBAQ#482913

Site: sign-in.acme.example
Time: 27 November 2026, 06:56 UTC
Browser: Chrome on Windows
Request: ocean feather

Never type this code anywhere but on https://sign-in.acme.example. Nobody from Acme will ask you for it.
If you did not ask to sign in, ignore this mail: without the code nobody gets in.
Questions? Write to help@acme.example.

@sign-in.acme.example #482913";
    assert_eq!(text, expected);
}

#[test]
fn the_code_is_in_the_subject_only_for_those_who_chose_so() {
    let site = site(&[]);
    for language in crate::language::Language::ALL {
        let tag = language.tag();
        let (without, ..) = mail(&site, tag, |_| {});
        assert!(!without.contains("482") && without.contains("Acme") && without.contains("06:56:37"), "{without}");
        let (with, ..) = mail_with(&site, tag, true, |_| {});
        let mark = if language.direction() == "rtl" { "\u{200e}" } else { "" };
        assert!(with.contains(&format!("{mark}482 913")) && with.contains("Acme"), "{with}");
    }
}

#[test]
fn no_two_mails_have_one_subject() {
    let site = site(&[]);
    let (first, ..) = mail(&site, "en", |_| {});
    let (resent, ..) = mail(&site, "en", |letter| letter.now = letter.now.plus(Duration::from_secs(10)));
    let (other, ..) = mail(&site, "en", |letter| letter.flow = &OTHER);
    assert!(first != resent && first != other && resent != other, "{first} {resent} {other}");
}

#[test]
fn t84_no_language_leaves_anything_out_of_either_part() {
    let site = site(&[("BRAND_SUPPORT_EMAIL", "help@acme.example")]);
    for language in crate::language::Language::ALL {
        let tag = language.tag();
        let (_, text, html) = mail(&site, tag, |_| {});
        let first = if language.direction() == "rtl" { "\u{200e}482 913\n" } else { "482 913\n" };
        assert!(text.starts_with(first) && text.ends_with("\n@sign-in.acme.example #482913"), "{tag}: {text}");
        for part in [&text, &html] {
            for must in ["482 913", "Acme", "https://sign-in.acme.example", "help@acme.example", "Chrome", "2026", "06:56", "10"] {
                assert!(part.contains(must), "{tag}: {must}: {part}");
            }
            assert_eq!(part.matches("482 913").count(), 1, "{tag}");
            assert!(!part.contains("http://") && !part.contains('{') && part.len() < 20_000, "{tag}: {part}");
        }
        assert!(!text.contains('\u{2068}') && !html.contains('\u{2068}'), "{tag}");
        assert!(html.starts_with("<!DOCTYPE html>") && html.contains(&format!("<html lang=\"{tag}\"")), "{tag}");
        assert!(!html.contains("<img") && !html.contains("<link") && !html.contains("src=") && !html.contains("url("), "{tag}");
    }
}

#[test]
fn a_lifetime_is_told_in_the_unit_that_is_whole() {
    let site = site(&[]);
    for (seconds, words) in [(60, "It works for 1 minute."), (600, "It works for 10 minutes."), (90, "It works for 90 seconds.")] {
        let (_, text, _) = mail(&site, "en", |letter| letter.lifetime = Duration::from_secs(seconds));
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn what_asked_is_told_as_far_as_it_is_known() {
    let site = site(&[]);
    for (user_agent, words) in [
        (Some(CHROME), "Browser: Chrome on Windows"),
        (Some("Firefox/150.0"), "Browser: Firefox"),
        (Some("curl on Linux"), "Browser: Linux"),
        (Some("curl"), "Browser: Not known"),
        (None, "Browser: Not known"),
    ] {
        let (_, text, _) = mail(&site, "en", |letter| letter.requester = Requester::of(user_agent));
        assert!(text.contains(&format!("{words}\n")), "{text}");
    }
}

#[test]
fn the_link_leads_to_a_page_in_the_language_that_was_asked_for() {
    let (_, text, _) = mail(&site(&[]), "en", |letter| letter.locale = Locale::choose(Some("de"), None));
    assert!(text.contains("/login/code?flow=AQEBAQEBAQEBAQEBAQEBAQ&ui_locales=de#482913"), "{text}");
}

#[test]
fn a_port_is_no_part_of_a_host() {
    assert_eq!([host("http://127.0.0.1:3001"), host("https://a.example")], ["127.0.0.1", "a.example"]);
}

#[test]
fn a_mail_is_not_printable() {
    let message =
        Message { subject: Secret::new("482 913".to_owned()), text: Secret::new(String::new()), html: Secret::new(String::new()) };
    assert_eq!(format!("{message:?}"), "Message { subject: [secret], text: [secret], html: [secret] }");
}

/// A code that an app asked for on a page of its own is typed there: no link of ours leads to it, and ours is not the place to trust.
#[test]
fn a_mail_for_an_apps_own_page_names_that_page_and_has_no_link() {
    let (_, text, html) = mail(&site(&[]), "en", |letter| (letter.origin, letter.from_our_page) = ("https://app.example.com", false));
    for part in [&text, &html] {
        assert!(part.contains("Never type this code anywhere but on https://app.example.com."), "{part}");
        assert!(!part.contains("sign-in.acme.example") && !part.contains("/login/code") && !part.contains("href"), "{part}");
        assert!(!part.contains("ocean feather"), "the app shows no label: {part}");
    }
    assert!(text.starts_with("482 913\n") && text.ends_with("\n@app.example.com #482913"), "{text}");
    assert!(text.contains("It works for 10 minutes.\n\nSite: app.example.com\n"), "{text}");
}
