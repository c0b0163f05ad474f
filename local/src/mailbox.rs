//! The mails and texts that were sent, for machines (`/mailbox.json`) and for people (`/mailbox`).

mod page;

use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::outbox::{Outbox, Sent, Service};
use crate::ses;

/// A mail as its recipient would get it; or a text, which has neither subject nor HTML.
#[derive(Debug, Serialize)]
pub(crate) struct Mail {
    /// The recipient.
    pub(crate) to: String,
    /// The sender.
    pub(crate) from: String,
    /// The subject.
    pub(crate) subject: String,
    /// The plain text.
    pub(crate) text: String,
    /// The HTML.
    pub(crate) html: String,
    /// The headers that were asked for, by name.
    pub(crate) headers: Map<String, Value>,
    /// When it was sent, in seconds since 1970.
    pub(crate) sent_at: u64,
}

impl Mail {
    /// The mail as SES makes it of its parts (RFC 5322, RFC 2046), but for what SES adds (date, ids, signatures) and the encoding that
    /// makes it ASCII.
    fn source(&self) -> String {
        const BOUNDARY: &str = "----=_Part_of_a_mail";
        let headers = self.headers.iter().map(|(name, value)| format!("{name}: {}\n", value.as_str().unwrap_or_default()));
        let headers = headers.collect::<Vec<_>>().concat();
        let part = |kind: &str, text: &str| format!("--{BOUNDARY}\nContent-Type: text/{kind}; charset=UTF-8\n\n{text}\n\n");
        format!(
            "From: {}\nTo: {}\nSubject: {}\n{headers}MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"{BOUNDARY}\"\n\n{}{}--{BOUNDARY}--\n",
            self.from,
            self.to,
            self.subject,
            part("plain", &self.text),
            part("html", &self.html),
        )
    }
}

/// The two views of `outbox`.
pub(crate) fn router(outbox: Outbox) -> Router {
    Router::new().route("/mailbox", get(show)).route("/mailbox.json", get(list)).with_state(outbox)
}

async fn list(State(outbox): State<Outbox>) -> Json<Vec<Mail>> {
    Json(mails(&outbox))
}

async fn show(State(outbox): State<Outbox>) -> Html<String> {
    Html(page::mailbox(&mails(&outbox)).into_string())
}

fn mails(outbox: &Outbox) -> Vec<Mail> {
    outbox.all().iter().map(read).collect()
}

fn read(sent: &Sent) -> Mail {
    let text = |pointer: &str| sent.request.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    let headers = sent.request.pointer("/Content/Simple/Headers").and_then(Value::as_array);
    let headers =
        headers.into_iter().flatten().filter_map(|header| Some((header.get("Name")?.as_str()?.to_owned(), header.get("Value")?.clone())));
    if sent.by == Service::Sms {
        let (to, from, text) = (text("/DestinationPhoneNumber"), text("/OriginationIdentity"), text("/MessageBody"));
        return Mail { to, from, subject: String::new(), text, html: String::new(), headers: Map::new(), sent_at: sent.at.unix() };
    }
    Mail {
        to: ses::recipients(&sent.request).join(", "),
        from: text("/FromEmailAddress"),
        subject: text("/Content/Simple/Subject/Data"),
        text: text("/Content/Simple/Body/Text/Data"),
        html: text("/Content/Simple/Body/Html/Data"),
        headers: headers.collect(),
        sent_at: sent.at.unix(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use shared::time::Timestamp;

    use super::*;

    fn sent(to: &str) -> Sent {
        let request = json!({
            "FromEmailAddress": "Acme <login@acme.example>",
            "Destination": {"ToAddresses": [to]},
            "Content": {"Simple": {
                "Subject": {"Data": "Your code"},
                "Body": {"Text": {"Data": "482 913"}, "Html": {"Data": "<p>482 913</p>"}},
                "Headers": [{"Name": "Auto-Submitted", "Value": "auto-generated"}],
            }},
        });
        Sent { at: Timestamp::from_unix(1_700_000_000), by: Service::Ses, request }
    }

    #[test]
    fn a_mail_is_listed_with_the_names_that_are_promised() {
        let expected = json!({
            "to": "jane@example.com",
            "from": "Acme <login@acme.example>",
            "subject": "Your code",
            "text": "482 913",
            "html": "<p>482 913</p>",
            "headers": {"Auto-Submitted": "auto-generated"},
            "sent_at": 1_700_000_000,
        });
        assert_eq!(serde_json::to_value(read(&sent("jane@example.com"))).expect("JSON"), expected);
    }

    #[test]
    fn a_mail_without_parts_or_headers_is_listed_with_empty_ones() {
        let mail = read(&Sent { at: Timestamp::from_unix(0), by: Service::Ses, request: json!({}) });
        assert_eq!((mail.to.as_str(), mail.html.as_str(), mail.headers.len()), ("", "", 0));
    }

    #[test]
    fn a_text_is_listed_with_the_same_names_and_shown_as_the_few_lines_it_is() {
        let request =
            json!({"DestinationPhoneNumber": "+41791234567", "OriginationIdentity": "DEMO", "MessageBody": "482 913 is your code."});
        let text = read(&Sent { at: Timestamp::from_unix(1_700_000_000), by: Service::Sms, request });
        let expected = json!({
            "to": "+41791234567", "from": "DEMO", "subject": "", "text": "482 913 is your code.", "html": "", "headers": {}, "sent_at": 1_700_000_000,
        });
        assert_eq!(serde_json::to_value(&text).expect("JSON"), expected);
        let html = page::mailbox(&[text]).into_string();
        assert!(html.contains("Text message") && html.contains("482 913 is your code.") && !html.contains("Source"), "{html}");
    }

    #[test]
    fn the_page_shows_the_mail_in_a_frame_that_cannot_run_scripts() {
        let html = page::mailbox(&[read(&sent("jane@example.com"))]).into_string();
        assert!(html.contains(r#"sandbox="allow-popups allow-popups-to-escape-sandbox""#));
        assert!(html.contains("&lt;p&gt;482 913&lt;/p&gt;"));
        assert!(!html.contains("http-equiv"));
    }

    #[test]
    fn a_mail_has_a_source_with_all_headers_and_both_parts() {
        let source = read(&sent("jane@example.com")).source();
        let (head, body) = source.split_once("\n\n").expect("a head and a body");
        assert!(
            head.starts_with("From: Acme <login@acme.example>\nTo: jane@example.com\nSubject: Your code\nAuto-Submitted: auto-generated\n")
        );
        assert_eq!(body.matches("------=_Part_of_a_mail").count(), 3);
        assert!(body.contains("text/plain; charset=UTF-8\n\n482 913\n") && body.contains("text/html; charset=UTF-8\n\n<p>482 913</p>\n"));
        assert!(page::mailbox(&[read(&sent("jane@example.com"))]).into_string().contains("To: jane@example.com\nSubject: Your code"));
    }

    #[test]
    fn an_empty_mailbox_looks_again_by_itself() {
        assert!(page::mailbox(&[]).into_string().contains(r#"http-equiv="refresh""#));
    }
}
