//! What the mail says. Both parts say the same words. In the text part the code comes first, so that a notification shows it, and last, in
//! the form that devices fill in by themselves on our pages only (WICG, "Origin-bound one-time codes delivered via SMS").

use time::OffsetDateTime;

use crate::channel::{Letter, Message, Requester};
use crate::flow::RequestLabel;
use crate::routes;
use crate::secret::Secret;
use crate::uri::host;
use crate::words::unmarked;

/// What both parts say.
pub(super) struct Said {
    pub(super) title: String,
    pub(super) type_it: String,
    pub(super) valid: String,
    /// Which site was asked, when, with what, and the request's label, where a page shows it too.
    pub(super) rows: Vec<(String, String)>,
    pub(super) never: String,
    pub(super) ignore: String,
    pub(super) support: Option<String>,
    /// To our page; none when the code was asked for on an app's own, where nobody could follow it.
    pub(super) link: Option<String>,
    label: String,
}

impl Letter<'_> {
    /// Writes the mail. With `code_in_subject` the code stands in the subject too, where a locked screen shows it.
    pub(crate) fn mail(&self, code_in_subject: bool) -> Message {
        let said = self.say();
        let (subject, text, html) = (self.subject(&said.label, code_in_subject), self.text(&said), self.html(&said));
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
            link: self.from_our_page.then(|| self.link()),
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
    fn subject(&self, label: &str, code_in_subject: bool) -> String {
        let (words, asked_at) = (self.locale.words(), self.asked_at());
        let time = format!("{:02}:{:02}:{:02} UTC", asked_at.hour(), asked_at.minute(), asked_at.second());
        let [name, label, time] = [("name", self.name().into()), ("label", label.into()), ("time", time.into())];
        unmarked(if code_in_subject {
            words.fill("mail-subject-code", [("code", self.code().into()), name, label, time])
        } else {
            words.fill("mail-subject", [name, label, time])
        })
    }

    fn text(&self, said: &Said) -> String {
        let Said { title, type_it, valid, never, ignore, .. } = said;
        let link = said.link.as_ref().map(|link| format!("{}\n{link}\n\n", self.locale.words().say("mail-link-text"))).unwrap_or_default();
        let rows: Vec<_> = said.rows.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
        let support = said.support.as_ref().map(|support| format!("{support}\n")).unwrap_or_default();
        unmarked(format!(
            "{code}\n\n{title}\n{type_it}\n{valid}\n\n{link}{rows}\n{never}\n{ignore}\n{support}\n@{host} #{digits}",
            code = self.code(),
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

    fn rows(&self, label: &str) -> Vec<(String, String)> {
        let words = self.locale.words();
        let rows = [
            ("mail-site", host(self.origin).to_owned()),
            ("mail-when", self.date()),
            ("mail-browser", self.browser()),
            ("mail-label", label.to_owned()),
        ];
        let shown = if self.from_our_page { 4 } else { 3 };
        rows.into_iter().take(shown).map(|(name, value)| (words.say(name), value)).collect()
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

#[cfg(test)]
mod tests;
