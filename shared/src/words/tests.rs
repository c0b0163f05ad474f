//! Every catalogue is whole: what English says, each language says, with the same places and every plural form it has; and nothing is
//! said that is not in them, nor the reverse: what is said at run time and is in none fails there, in every test (`Words::fill`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

use super::*;
use crate::flow::FlowId;

/// What a message is made of, but for its words.
#[derive(Debug, Default)]
struct Shape {
    places: BTreeSet<String>,
    /// The place that a choice depends on, and the choices.
    choices: Vec<(String, BTreeSet<String>)>,
}

impl Shape {
    fn of(pattern: &Pattern<&str>) -> Self {
        let mut shape = Self::default();
        shape.read(pattern);
        shape
    }

    fn read(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { .. } => {}
                PatternElement::Placeable { expression: Expression::Inline(place) } => self.name(place),
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    let keys = variants.iter().map(|variant| match variant.key {
                        VariantKey::Identifier { name } => name.to_owned(),
                        VariantKey::NumberLiteral { value } => value.to_owned(),
                    });
                    self.choices.push((Self::variable(selector), keys.collect()));
                    self.name(selector);
                    for variant in variants {
                        self.read(&variant.value);
                    }
                }
            }
        }
    }

    fn name(&mut self, place: &InlineExpression<&str>) {
        self.places.insert(Self::variable(place));
    }

    /// Only variables: no references, no functions, no literals, so that a catalogue is nothing but words.
    fn variable(place: &InlineExpression<&str>) -> String {
        match place {
            InlineExpression::VariableReference { id } => id.name.to_owned(),
            InlineExpression::FunctionReference { id, .. } => panic!("a function: {}", id.name),
            other => panic!("not a variable: {other:?}"),
        }
    }
}

/// The messages of a language, in the order of its file.
fn messages(language: Language) -> Vec<(String, Shape)> {
    let resource = parser::parse(language.source()).unwrap_or_else(|(_, faults)| panic!("{}: {faults:?}", language.tag()));
    let message = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => {
            assert!(message.attributes.is_empty(), "{}", message.id.name);
            Some((message.id.name.to_owned(), Shape::of(message.value.as_ref().expect("a value"))))
        }
        Entry::Term(term) => panic!("a term: {}", term.id.name),
        Entry::Junk { content } => panic!("{}: {content}", language.tag()),
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => None,
    };
    resource.body.iter().filter_map(message).collect()
}

/// The plural forms that a language has for whole numbers up to a thousand, by the rules that messages are chosen by.
fn plural_forms(language: Language) -> BTreeSet<String> {
    // The rules go by the language alone, and fluent-bundle finds them by it.
    let tag: LanguageIdentifier = language.tag().split('-').next().unwrap().parse().unwrap();
    let rules = PluralRules::create(tag, PluralRuleType::CARDINAL).expect("rules for every language");
    let name = |category| match category {
        PluralCategory::ZERO => "zero",
        PluralCategory::ONE => "one",
        PluralCategory::TWO => "two",
        PluralCategory::FEW => "few",
        PluralCategory::MANY => "many",
        PluralCategory::OTHER => "other",
    };
    (0..=1_000_usize).map(|number| name(rules.select(number).unwrap()).to_owned()).collect()
}

#[test]
fn every_language_has_every_message_with_the_same_places() {
    let english = messages(Language::English);
    for language in Language::ALL {
        let own = messages(language);
        let names = |messages: &[(String, Shape)]| messages.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&own), names(&english), "{}: the same messages, in the same order", language.tag());
        for ((name, own), (_, english)) in own.iter().zip(&english) {
            assert_eq!(own.places, english.places, "{} {name}", language.tag());
        }
    }
}

/// A catalogue finds by itself what the parser of Fluent finds.
#[test]
fn a_catalogue_holds_each_message_of_its_file_as_it_stands_there() {
    for language in Language::ALL {
        let found = Catalogue::read(language).messages;
        let whole = parser::parse(language.source()).unwrap();
        let whole: Vec<_> = whole.body.iter().filter(|entry| matches!(entry, Entry::Message(_))).collect();
        assert_eq!(found.len(), whole.len(), "{}", language.tag());
        for (found, whole) in found.iter().zip(whole) {
            let Entry::Message(message) = whole else { panic!() };
            assert_eq!(found.name, message.id.name, "{}", language.tag());
            let alone = parser::parse(found.source).unwrap();
            let [Entry::Message(alone)] = alone.body.as_slice() else { panic!("{}: {}", language.tag(), found.source) };
            assert_eq!((&alone.id, &alone.value), (&message.id, &message.value), "{}", language.tag());
        }
    }
}

#[test]
fn every_plural_has_every_form_of_its_language() {
    let english = messages(Language::English);
    for language in Language::ALL {
        let forms = plural_forms(language);
        for ((name, shape), (_, english)) in messages(language).into_iter().zip(&english) {
            let chosen: BTreeSet<_> = shape.choices.iter().map(|(place, _)| place).collect();
            let plural = english.choices.iter().all(|(place, _)| chosen.contains(place) || forms.len() == 1 || place == "month");
            assert!(plural, "{} {name}: one form for every number", language.tag());
            for (place, mut choices) in shape.choices {
                if ["month", "day"].contains(&place.as_str()) {
                    continue;
                }
                choices.insert("other".to_owned());
                assert!(choices.is_superset(&forms), "{} {name}: {choices:?}, and there are {forms:?}", language.tag());
            }
        }
    }
    assert_eq!(plural_forms(Language::Polish), ["few", "many", "one"].map(str::to_owned).into());
}

/// Of the code, by its source: `say("…")`, `fill("…"`, and whatever else is a message's name between quotation marks.
#[test]
fn every_message_is_said_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut sources = String::new();
    let mut folders = vec![root.join("shared/src"), root.join("functions")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match entry.extension() {
                None if entry.is_dir() => folders.push(entry),
                Some(kind) if kind == "rs" && !entry.ends_with("words/tests.rs") => sources += &fs::read_to_string(entry).unwrap(),
                _ => {}
            }
        }
    }
    let messages: BTreeMap<_, _> = messages(Language::English).into_iter().collect();
    for name in messages.keys() {
        assert!(sources.contains(&format!("\"{name}\"")), "nobody says {name}");
    }
    for call in ["say(\"", "fill(\"", "around(\""] {
        for said in sources.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(messages.contains_key(said), "{said} is in no catalogue");
        }
    }
}

#[test]
fn a_label_is_two_words_of_thirty_two_in_every_language() {
    for language in Language::ALL {
        let words = Words(language);
        let said = words.say("label-words");
        let list: Vec<_> = said.split(',').map(str::trim).collect();
        let different: BTreeSet<_> = list.iter().collect();
        assert_eq!([list.len(), different.len()], [usize::from(RequestLabel::WORDS); 2], "{}", language.tag());
        assert!(list.iter().all(|word| !word.is_empty() && !word.contains(char::is_whitespace)), "{}", language.tag());
        let [first, second] = RequestLabel::of(&FlowId::from_bytes([7; 16])).indices();
        let label = words.label(RequestLabel::of(&FlowId::from_bytes([7; 16])));
        assert!(label.contains(list[first]) && label.contains(list[second]), "{}: {label}", language.tag());
    }
}

#[test]
fn a_wait_is_told_in_round_words_and_never_too_short() {
    let wait = |language, seconds| Words(language).wait(Duration::from_secs(seconds));
    for (seconds, words) in [
        (1, "in 1 second"),
        (30, "in 30 seconds"),
        (119, "in 119 seconds"),
        (121, "in 3 minutes"),
        (900, "in 15 minutes"),
        (7_201, "in 3 hours"),
        (86_400, "in 24 hours"),
    ] {
        assert_eq!(wait(Language::English, seconds), words);
    }
    assert_eq!(wait(Language::BrazilianPortuguese, 1), "em 1 segundo");
    for (seconds, words) in [(1, "za 1 sekundę"), (22, "za 22 sekundy"), (25, "za 25 sekund"), (180, "za 3 minuty")] {
        assert_eq!(wait(Language::Polish, seconds), words);
    }
}

#[test]
fn markup_stands_where_its_place_is_and_is_all_that_is_not_escaped() {
    let words = Words(Language::English);
    let markup = words.around("code-sent", "address", &html! { strong { "<jane>" } });
    assert_eq!(markup.into_string(), "We have sent a code to <strong>&lt;jane&gt;</strong>.");
    // Right to left, marks keep what is filled in together.
    let arabic = Words(Language::Arabic).around("code-sent", "address", &html! { b {} }).into_string();
    assert!(arabic.contains("\u{2068}<b></b>\u{2069}"), "{arabic}");
}

#[test]
fn no_catalogue_holds_markup_or_an_address_of_the_open_net() {
    for language in Language::ALL {
        let words = language.source().lines().filter(|line| !line.starts_with('#')).map(|line| line.replace("->", ""));
        assert_eq!(words.filter(|line| line.contains(['<', '>', '&', '\u{fdd0}'])).collect::<Vec<_>>(), [""; 0], "{}", language.tag());
        assert!(!language.source().contains("http://"), "{}", language.tag());
    }
}
