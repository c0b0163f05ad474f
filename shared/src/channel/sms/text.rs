//! What the text says, in the one length that costs one text.

use crate::channel::courier::Letter;
use crate::channel::sms::gsm7::{LONGEST, places};
use crate::uri::host;
use crate::words::unmarked;

impl Letter<'_> {
    /// The code first, so that a notification shows it, and last in the form that devices fill in by themselves on one site only (WICG,
    /// "Origin-bound one-time codes delivered via SMS"). What does not fit is left out: first the name, then that last line.
    pub(super) fn text_message(&self) -> String {
        let (words, code) = (self.locale.words(), self.code.grouped());
        let bound = format!("\n\n@{} #{}", host(self.origin), self.code.expose());
        let plain = unmarked(words.fill("text-code-plain", [("code", code.as_str().into())]));
        let named = unmarked(words.fill("text-code", [("code", code.as_str().into()), ("name", self.site.brand.name.as_str().into())]));
        let texts = [format!("{named}{bound}"), format!("{plain}{bound}"), plain];
        texts.into_iter().find(|text| places(text).is_some_and(|places| places <= LONGEST)).unwrap_or(code)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::channel::Requester;
    use crate::config::{Environment, Site};
    use crate::flow::{Code, CodeDigits, FlowId};
    use crate::language::{Language, Locale};
    use crate::time::Timestamp;

    /// The text in the language of this tag, of a site of this name and origin.
    fn text(tag: &str, name: &str, origin: &str) -> String {
        let variables = [("AUTHRESS_DOMAIN", "https://login.example.com"), ("AUTHRESS_CLIENT_ID", "sc_1"), ("BRAND_NAME", name)];
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let letter = Letter {
            site: &Site::read(&Environment::new(variables.into())).unwrap(),
            origin,
            flow: &FlowId::from_bytes([1; 16]),
            code: &Code::parse("4829130571", CodeDigits::new(10).unwrap()).unwrap(),
            lifetime: Duration::from_secs(600),
            locale: Locale::choose(None, Some(tag)),
            now: Timestamp::from_unix(1_795_762_597),
            requester: Requester::of(None),
            from_our_page: true,
        };
        letter.text_message()
    }

    #[test]
    fn the_text_tells_the_code_first_and_last_in_the_form_that_devices_fill_in() {
        let expected = "48291 30571 is your code for Acme. Give it to nobody.\n\n@sign-in.acme.example #4829130571";
        assert_eq!(text("en", "Acme", "https://sign-in.acme.example"), expected);
        assert!(text("en", "Acme", "http://127.0.0.1:3001").ends_with("\n@127.0.0.1 #4829130571"), "without the port");
    }

    #[test]
    fn every_language_says_it_in_one_text_and_only_what_fits() {
        let origins =
            ["https://a.example".to_owned(), format!("https://{}.example", "a".repeat(60)), format!("https://{}.example", "a.".repeat(90))];
        for language in Language::ALL {
            for name in ["Acme", "Studio 54", "[{Acme}]", "Żabka", "株式会社", "Acme & Co. ".repeat(5).trim()] {
                for origin in &origins {
                    let text = text(language.tag(), name, origin);
                    assert!(places(&text).unwrap() <= LONGEST, "{} {text}", language.tag());
                    assert!(text.starts_with("48291 30571 "), "{} {text}", language.tag());
                    let says = |part: &str| text.contains(part);
                    assert_eq!(says("\n\n@a") && text.ends_with(" #4829130571"), origin.len() < 150, "{} {text}", language.tag());
                    // The shortest site has room for every name; a name with other letters would double the price.
                    let named = places(name).is_some();
                    assert!(says(name) == named || (named && origin.len() > 20), "{} {text}", language.tag());
                }
            }
        }
    }
}
