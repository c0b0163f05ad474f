//! What the mail says. Both parts say the same words. In the text part the code comes first, so that a notification shows it, and last, in the
//! form that devices fill in by themselves on our pages only (WICG, "Origin-bound one-time codes delivered via SMS").

use std::time::Duration;

use time::OffsetDateTime;

use crate::config::Site;
use crate::flow::{Code, FlowId, RequestLabel};
use crate::language::Locale;
use crate::mail::Requester;
use crate::routes;
use crate::secret::Secret;
use crate::time::Timestamp;

/// A mail, but for whom it is to.
#[derive(Debug)]
pub struct Message {
    /// One line, which hardly any other mail has: mail programs would else take two codes for one conversation, and fold the newer away.
    pub subject: Secret<String>,
    /// The text part. Its first run of digits is the code, grouped by one plain space.
    pub text: Secret<String>,
    /// The HTML part.
    pub html: Secret<String>,
}

/// Everything a mail is written of.
#[derive(Debug)]
pub struct Letter<'a> {
    /// Who sends it.
    pub site: &'a Site,
    /// Where our pages are.
    pub origin: &'a str,
    /// The flow that the code is of.
    pub flow: &'a FlowId,
    /// What it brings.
    pub code: &'a Code,
    /// How long the code works.
    pub lifetime: Duration,
    /// The language of whoever asked.
    pub locale: Locale,
    /// When it was asked for.
    pub now: Timestamp,
    /// What it was asked for with.
    pub requester: Requester,
    /// Whether the code stands in the subject too, where a locked screen shows it.
    pub code_in_subject: bool,
}

/// What both parts say.
pub(super) struct Said {
    pub(super) title: String,
    pub(super) type_it: String,
    pub(super) valid: String,
    /// Which site was asked, when, with what, and the request's label.
    pub(super) rows: [(String, String); 4],
    pub(super) never: String,
    pub(super) ignore: String,
    pub(super) support: Option<String>,
    pub(super) link: String,
    label: String,
}

impl Letter<'_> {
    /// Writes it.
    #[must_use]
    pub fn write(&self) -> Message {
        let said = self.say();
        let (subject, text, html) = (self.subject(&said.label), self.text(&said), self.html(&said));
        Message { subject: Secret::new(subject), text: Secret::new(text), html: Secret::new(html) }
    }

    fn say(&self) -> Said {
        let words = self.locale.words();
        let label = words.label(RequestLabel::of(self.flow));
        Said {
            title: words.fill("mail-title", [("name", self.name().into())]),
            type_it: words.say("mail-type"),
            valid: self.valid(),
            rows: self.rows(&label),
            never: words.fill("mail-never", [("origin", self.origin.into()), ("name", self.name().into())]),
            ignore: words.say("mail-ignore"),
            support: self.support(),
            link: self.link(),
            label,
        }
    }

    fn name(&self) -> &str {
        &self.site.brand.name
    }

    /// Grouped. In a line from right to left its groups would change places, but for the mark in front.
    fn code(&self) -> String {
        let mark = if self.locale.language.direction() == "rtl" { "\u{200e}" } else { "" };
        format!("{mark}{}", self.code.grouped())
    }

    /// Says its name, and by label and time which request it answers.
    fn subject(&self, label: &str) -> String {
        let (words, asked_at) = (self.locale.words(), self.asked_at());
        let time = format!("{:02}:{:02}:{:02} UTC", asked_at.hour(), asked_at.minute(), asked_at.second());
        let [name, label, time] = [("name", self.name().into()), ("label", label.into()), ("time", time.into())];
        unmarked(if self.code_in_subject {
            words.fill("mail-subject-code", [("code", self.code().into()), name, label, time])
        } else {
            words.fill("mail-subject", [name, label, time])
        })
    }

    fn text(&self, said: &Said) -> String {
        let Said { title, type_it, valid, never, ignore, link, .. } = said;
        let rows: Vec<_> = said.rows.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
        let support = said.support.as_ref().map(|support| format!("{support}\n")).unwrap_or_default();
        unmarked(format!(
            "{code}\n\n{title}\n{type_it}\n{valid}\n\n{link_text}\n{link}\n\n{rows}\n{never}\n{ignore}\n{support}\n@{host} #{digits}",
            code = self.code(),
            link_text = self.locale.words().say("mail-link-text"),
            rows = rows.concat(),
            host = host(self.origin),
            digits = self.code.expose(),
        ))
    }

    /// Carries the code in its fragment, which no server sees.
    fn link(&self) -> String {
        let page = self.locale.keep(&routes::code_page(self.flow, None));
        format!("{}{page}#{}", self.origin, self.code.expose())
    }

    /// `It works for 10 minutes.`
    fn valid(&self) -> String {
        let seconds = self.lifetime.as_secs();
        let (message, number) =
            if seconds.is_multiple_of(60) { ("mail-valid-minutes", seconds / 60) } else { ("mail-valid-seconds", seconds) };
        self.locale.words().fill(message, [("number", number.into())])
    }

    fn support(&self) -> Option<String> {
        let support = self.site.brand.support.as_ref()?;
        Some(self.locale.words().fill("mail-support", [("support", support.as_str().into())]))
    }

    fn rows(&self, label: &str) -> [(String, String); 4] {
        let words = self.locale.words();
        let rows = [
            ("mail-site", host(self.origin).to_owned()),
            ("mail-when", self.date()),
            ("mail-browser", self.browser()),
            ("mail-label", label.to_owned()),
        ];
        rows.map(|(name, value)| (words.say(name), value))
    }

    fn browser(&self) -> String {
        let words = self.locale.words();
        match self.requester {
            Requester { browser: Some(browser), system: Some(system) } => {
                words.fill("mail-browser-on", [("browser", browser.into()), ("system", system.into())])
            }
            Requester { browser: Some(name), .. } | Requester { system: Some(name), .. } => name.to_owned(),
            Requester { .. } => words.say("mail-browser-unknown"),
        }
    }

    fn date(&self) -> String {
        let asked_at = self.asked_at();
        let time = format!("{:02}:{:02}", asked_at.hour(), asked_at.minute());
        let (day, month, year) = (asked_at.day(), u8::from(asked_at.month()), asked_at.year());
        // The year as a text: as a number some languages would group its digits.
        let values = [("day", day.into()), ("month", month.into()), ("year", year.to_string().into()), ("time", time.into())];
        self.locale.words().fill("mail-date", values)
    }

    /// In UTC: where the person is, nobody has told us.
    fn asked_at(&self) -> OffsetDateTime {
        let seconds = i64::try_from(self.now.unix()).unwrap_or_default();
        OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

/// Without the marks that hold right-to-left text together: a link must end where it ends, and some mail programs show them as boxes.
pub(super) fn unmarked(text: String) -> String {
    const MARKS: [char; 2] = ['\u{2068}', '\u{2069}'];
    // Most languages have none, and nobody needs to look at each letter to know.
    if MARKS.iter().any(|mark| text.contains(*mark)) { text.replace(MARKS, "") } else { text }
}

/// The host of an origin, without scheme and port.
fn host(origin: &str) -> &str {
    let authority = origin.split_once("://").map_or(origin, |(_, authority)| authority);
    authority.split(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests;
