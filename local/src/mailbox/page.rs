//! What a person sees of the mailbox.

use maud::{Markup, html};
use time::OffsetDateTime;

use super::Mail;
use crate::page::{Refresh, page};

/// All mails, newest first.
pub(super) fn mailbox(mails: &[Mail]) -> Markup {
    let refresh = if mails.is_empty() { Refresh::Soon } else { Refresh::Never };
    let content = html! {
        nav { a href="/" { "← Demo app" } }
        h1 { "Mailbox" }
        @if mails.is_empty() {
            p { "Nothing yet." }
            p.quiet { "Sign in to the demo app: the mail or text with the code shows up here, and nowhere else." }
        }
        @for mail in mails { (message(mail)) }
    };
    page("Mailbox", refresh, &content)
}

fn message(mail: &Mail) -> Markup {
    let is_text = mail.subject.is_empty() && mail.html.is_empty();
    html! {
        article {
            h2 { @if is_text { "Text message" } @else { (mail.subject) } }
            dl {
                dt { "To" } dd { (mail.to) }
                dt { "From" } dd { (mail.from) }
                dt { "Sent" } dd { (time_of_day(mail.sent_at)) }
            }
            @if !mail.html.is_empty() {
                iframe title={ "Mail to " (mail.to) } sandbox="allow-popups allow-popups-to-escape-sandbox"
                    srcdoc=(links_in_new_tabs(&mail.html)) {}
            }
            @if is_text {
                pre dir="auto" { (mail.text) }
            } @else {
                details open[mail.html.is_empty()] {
                    summary { "Plain text" }
                    pre dir="auto" { (mail.text) }
                }
                details {
                    summary { "Source" }
                    pre { (mail.source()) }
                }
            }
        }
    }
}

/// A mail's links would else open inside its own frame. The base goes behind the document's beginning: in front of a
/// doctype it would bring about quirks mode.
fn links_in_new_tabs(html: &str) -> String {
    const BASE: &str = r#"<base target="_blank">"#;
    match html.split_once("<head>") {
        Some((before, after)) => format!("{before}<head>{BASE}{after}"),
        None => format!("{BASE}{html}"),
    }
}

fn time_of_day(sent_at: u64) -> String {
    let seconds = i64::try_from(sent_at).unwrap_or_default();
    let time = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    format!("{} {:02}:{:02}:{:02} UTC", time.date(), time.hour(), time.minute(), time.second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_goes_into_the_head_if_there_is_one() {
        let whole = links_in_new_tabs("<!doctype html><html><head><title>x</title>");
        assert_eq!(whole, r#"<!doctype html><html><head><base target="_blank"><title>x</title>"#);
        assert_eq!(links_in_new_tabs("<p>x"), r#"<base target="_blank"><p>x"#);
    }

    #[test]
    fn the_time_is_told_in_utc() {
        assert_eq!(time_of_day(1_588_804_615), "2020-05-06 22:36:55 UTC");
    }
}
