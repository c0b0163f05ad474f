//! What people read, in their language. The words stand in `locales/`, a file for each language, in the syntax of Project Fluent, which
//! translators' tools know; the code names messages and what goes into their places.

use std::sync::OnceLock;
use std::time::Duration;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use maud::{Markup, html};

use crate::flow::RequestLabel;
use crate::language::{Language, Locale};

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words(Language);

impl Locale {
    /// The words of its language.
    #[must_use]
    pub const fn words(self) -> Words {
        Words(self.language)
    }
}

impl Words {
    /// The message of this name, one without places. A name that no catalogue has is a fault of the code: debug builds panic, others say
    /// the name.
    #[must_use]
    pub fn say(self, message: &str) -> String {
        self.fill(message, [])
    }

    /// The message with its places filled, by their names: with texts, and with numbers, which plural forms are chosen by. Nothing is
    /// escaped.
    #[must_use]
    pub fn fill<'a, const N: usize>(self, message: &str, values: [(&'a str, FluentValue<'a>); N]) -> String {
        let values: FluentArgs<'a> = values.into_iter().collect();
        // That every language has every message a test sees to; were it not so, English is better than nothing.
        let said = [self.0, Language::English].into_iter().find_map(|language| Catalogue::of(language)?.format(message, &values));
        debug_assert!(said.is_some(), "no catalogue has {message}");
        said.unwrap_or_else(|| message.to_owned())
    }

    /// The message, escaped, with markup in its one place, which is called `place`.
    #[must_use]
    pub fn around(self, message: &str, place: &str, markup: &Markup) -> Markup {
        // A noncharacter stands in for the markup: no catalogue holds it, and nobody's input gets here.
        const MARK: &str = "\u{fdd0}";
        let said = self.fill(message, [(place, MARK.into())]);
        let (before, after) = said.split_once(MARK).unwrap_or((&said, ""));
        html! { (before) (markup) (after) }
    }

    /// `in 30 seconds`, from two minutes on `in 2 minutes`, from two hours on `in 3 hours`: rounded up, so that it is never too early.
    #[must_use]
    pub fn wait(self, wait: Duration) -> String {
        let (message, number) = match wait.as_secs() {
            seconds @ ..120 => ("in-seconds", seconds),
            seconds @ ..7_200 => ("in-minutes", seconds.div_ceil(60)),
            seconds => ("in-hours", seconds.div_ceil(3_600)),
        };
        self.fill(message, [("number", number.into())])
    }

    /// The label of a request: its two words, as this language puts two together.
    #[must_use]
    pub fn label(self, label: RequestLabel) -> String {
        let words = self.say("label-words");
        let [first, second] = label.indices().map(|index| words.split(',').nth(index).unwrap_or_default().trim());
        self.fill("label", [("first", first.into()), ("second", second.into())])
    }
}

/// The messages of one language. Each is parsed when it is first said: a page says ten of ninety, and no cold start waits for the rest.
struct Catalogue {
    language: Language,
    messages: Vec<Message>,
}

struct Message {
    name: &'static str,
    source: &'static str,
    parsed: OnceLock<FluentBundle<FluentResource>>,
}

impl Catalogue {
    /// The catalogue of this language, found when the first person needs it.
    fn of(language: Language) -> Option<&'static Self> {
        static ALL: [OnceLock<Catalogue>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
        Some(ALL.get(language as usize)?.get_or_init(|| Self::read(language)))
    }

    /// Finds the messages of the language's file. One begins at a line that begins with a letter, and ends where another or a comment does.
    fn read(language: Language) -> Self {
        let source = language.source();
        let (mut messages, mut begun, mut offset) = (Vec::with_capacity(128), None, 0);
        for line in source.split_inclusive('\n').chain([""]) {
            let first = line.bytes().next();
            let ends = !matches!(first, Some(b' ' | b'\n'));
            if let Some(source) = begun.take_if(|_| ends).and_then(|start| source.get(start..offset)) {
                let name = source.split([' ', '=']).next().unwrap_or_default();
                messages.push(Message { name, source, parsed: OnceLock::new() });
            }
            begun = begun.or(first.filter(u8::is_ascii_alphabetic).map(|_| offset));
            offset += line.len();
        }
        Self { language, messages }
    }

    fn format(&self, name: &str, values: &FluentArgs<'_>) -> Option<String> {
        let message = self.messages.iter().find(|message| message.name == name)?;
        let bundle = message.parsed.get_or_init(|| bundle(self.language, message.source));
        let pattern = bundle.get_message(name)?.value()?;
        Some(bundle.format_pattern(pattern, Some(values), &mut Vec::new()).into_owned())
    }
}

/// What in it is no message is left out, which a test does not let pass.
fn bundle(language: Language, source: &str) -> FluentBundle<FluentResource> {
    let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(source.to_owned());
    let mut bundle = FluentBundle::new_concurrent(language.tag().parse().into_iter().collect());
    // Marks around what is filled in keep a foreign name from turning the order of a right-to-left sentence; elsewhere they would only be
    // copied along.
    bundle.set_use_isolating(language.direction() == "rtl");
    bundle.add_resource_overriding(resource);
    bundle
}

/// Without the marks that hold right-to-left text together: a link must end where it ends, some mail programs show them as boxes, and the
/// alphabet of texts has none.
#[cfg(feature = "send")]
pub(crate) fn unmarked(text: String) -> String {
    const MARKS: [char; 2] = ['\u{2068}', '\u{2069}'];
    // Most languages have none, and nobody needs to look at each letter to know.
    if MARKS.iter().any(|mark| text.contains(*mark)) { text.replace(MARKS, "") } else { text }
}

#[cfg(test)]
mod tests;
