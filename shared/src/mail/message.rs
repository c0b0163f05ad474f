//! What the mail says. Both parts say the same. In the text part the code comes first, so that a notification shows it.

use std::time::Duration;

use maud::{DOCTYPE, html};

use crate::config::{Brand, Site};
use crate::flow::{Code, FlowId};
use crate::routes;
use crate::secret::Secret;

/// A mail, but for whom it is to.
#[derive(Debug)]
pub struct Message {
    /// One line.
    pub subject: String,
    /// The text part. Its first run of digits is the code, grouped by one plain space.
    pub text: Secret<String>,
    /// The HTML part.
    pub html: Secret<String>,
}

impl Message {
    /// The mail that brings `code`. `origin` is where our pages are; the link carries the code in its fragment, which no server sees.
    #[must_use]
    pub fn of_code(site: &Site, origin: &str, flow: &FlowId, code: &Code, lifetime: Duration) -> Self {
        let Brand { name, color, .. } = &site.brand;
        let grouped = code.grouped();
        let link = format!("{origin}{}?flow={flow}#{}", routes::CODE, code.expose());
        let minutes = in_words(lifetime);
        let never = format!("Never type this code anywhere but on {origin}. Nobody from {name} will ask you for it.");
        let ignore = "If you did not ask to sign in, ignore this mail: without the code nobody gets in.";
        let text = format!(
            "{grouped}\n\nis your code for signing in to {name}. It works for {minutes}.\n\nIn the browser where you started, you can also open this link; it fills the code in:\n{link}\n\n{never}\n{ignore}\n"
        );
        let accent = color.as_deref().unwrap_or("#0b5fff");
        let html = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { "Your sign-in code" }
                }
                body style="margin:0;padding:24px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5" {
                    table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" { tr { td align="center" {
                        table role="presentation" width="440" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:440px;text-align:left" { tr { td {
                            p style="margin:0 0 8px" { "Your code for signing in to " strong { (name) } ":" }
                            p style="margin:0 0 16px;font-size:36px;line-height:1.2;font-weight:700;letter-spacing:2px;font-family:ui-monospace,Menlo,Consolas,monospace" { (grouped) }
                            p style="margin:0 0 24px" { "Type it on the page where you started. It works for " (minutes) "." }
                            p style="margin:0 0 24px" {
                                a href=(link) style=(format!("color:{accent};font-weight:600")) { "Fill the code in for me" }
                                " (in the browser where you started)"
                            }
                            p style="margin:0 0 8px;font-size:14px" { (never) }
                            p style="margin:0;font-size:14px" { (ignore) }
                        } } }
                    } } }
                }
            }
        };
        Self { subject: format!("Your code for signing in to {name}"), text: Secret::new(text), html: Secret::new(html.into_string()) }
    }
}

/// `10 minutes`, `1 minute`, `90 seconds`.
fn in_words(lifetime: Duration) -> String {
    let seconds = lifetime.as_secs();
    match (seconds / 60, seconds % 60) {
        (1, 0) => "1 minute".to_owned(),
        (minutes, 0) => format!("{minutes} minutes"),
        _ => format!("{seconds} seconds"),
    }
}
