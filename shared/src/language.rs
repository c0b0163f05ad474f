//! The languages we speak, and which of them a person gets: what the login request asks for, else what the browser says it reads.

/// Every language, its BCP 47 tag, and the file with its words.
macro_rules! languages {
    ($($language:ident $tag:literal),+ $(,)?) => {
        /// A language we speak.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "their tags name them")]
        pub enum Language {
            $($language),+
        }

        impl Language {
            /// All of them.
            pub const ALL: [Self; [$($tag),+].len()] = [$(Self::$language),+];

            /// The tag of BCP 47 (RFC 5646), as `lang` has it.
            #[must_use]
            pub const fn tag(self) -> &'static str {
                match self {
                    $(Self::$language => $tag),+
                }
            }

            /// The file with its words.
            pub(crate) const fn source(self) -> &'static str {
                match self {
                    $(Self::$language => include_str!(concat!("../locales/", $tag, ".ftl"))),+
                }
            }
        }
    };
}

languages! {
    English "en", German "de", French "fr", Spanish "es", Italian "it", BrazilianPortuguese "pt-BR", Dutch "nl", Polish "pl", Swedish "sv",
    Japanese "ja", SimplifiedChinese "zh-Hans", Arabic "ar",
}

/// More tags than a person has languages; the rest of a longer list is not looked at.
const MOST_TAGS: usize = 16;

impl Language {
    /// `rtl` or `ltr`, as `dir` has it.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            _ => "ltr",
        }
    }

    /// The language that serves a reader of `tag`: ours for its primary subtag, whatever the region. Traditional Chinese is not served
    /// by simplified; its readers mostly name a second language.
    fn serving(tag: &str) -> Option<Self> {
        let subtags: Vec<_> = tag.trim().split(['-', '_']).map(str::to_ascii_lowercase).collect();
        let traditional = ["hant", "tw", "hk", "mo"];
        if subtags.first()? == "zh" && !subtags.iter().any(|subtag| subtag == "hans") {
            return (!subtags.iter().any(|subtag| traditional.contains(&subtag.as_str()))).then_some(Self::SimplifiedChinese);
        }
        Self::ALL.into_iter().find(|language| language.tag().split('-').next() == subtags.first().map(String::as_str))
    }
}

/// The language of an answer, and whether the request itself named it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// The language.
    pub language: Language,
    /// Whether `ui_locales` asked for it; then it has to travel on, since the next request would not know.
    asked: bool,
}

/// English, which is what nobody asked for.
impl Default for Locale {
    fn default() -> Self {
        Self { language: Language::English, asked: false }
    }
}

impl Locale {
    /// The first language we speak of `ui_locales` (`OpenID` Connect Core 1.0, section 3.1.2.1: tags in order of preference, parted by
    /// spaces), else of `Accept-Language` (RFC 9110, section 12.5.4), else English. Anything may stand in either, and of each the first
    /// sixteen tags are looked at.
    #[must_use]
    pub fn choose(ui_locales: Option<&str>, accept_language: Option<&str>) -> Self {
        let asked = ui_locales.and_then(|tags| tags.split_whitespace().take(MOST_TAGS).find_map(Language::serving));
        let read = || by_preference(accept_language.unwrap_or_default()).into_iter().find_map(Language::serving);
        Self { language: asked.or_else(read).unwrap_or(Language::English), asked: asked.is_some() }
    }

    /// `path`, one of ours with or without a query, for a page in the same language: with `ui_locales` when the request itself named it.
    #[must_use]
    pub fn keep(self, path: &str) -> String {
        let separator = if path.contains('?') { '&' } else { '?' };
        if self.asked { format!("{path}{separator}ui_locales={}", self.language.tag()) } else { path.to_owned() }
    }
}

/// The tags of an `Accept-Language`, the most wanted first. A weight of zero says no; one that is none says nothing either.
fn by_preference(accept_language: &str) -> Vec<&str> {
    let weight = |text: &str| text.trim().strip_prefix(['q', 'Q'])?.strip_prefix('=')?.parse::<f32>().ok().filter(|weight| *weight <= 1.0);
    let entries = accept_language.split(',').take(MOST_TAGS).map(|entry| match entry.split_once(';') {
        Some((tag, parameter)) => (tag, weight(parameter).unwrap_or_default()),
        None => (entry, 1.0),
    });
    let mut entries: Vec<_> = entries.filter(|(_, weight)| *weight > 0.0).collect();
    entries.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    entries.into_iter().map(|(tag, _)| tag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(accept_language: &str) -> &'static str {
        Locale::choose(None, Some(accept_language)).language.tag()
    }

    #[test]
    fn the_most_wanted_language_that_we_speak_is_chosen() {
        for (accept_language, tag) in [
            ("de", "de"),
            ("de-CH,de;q=0.9,en;q=0.8", "de"),
            ("DE-at", "de"),
            ("en;q=0.5, fr;q=0.9", "fr"),
            ("da,nl;q=0.4", "nl"),
            ("pt-PT", "pt-BR"),
            ("zh-CN", "zh-Hans"),
            ("zh", "zh-Hans"),
            ("zh-Hans-HK", "zh-Hans"),
            ("zh-TW,ja;q=0.5", "ja"),
            ("zh-Hant", "en"),
            ("ar-EG", "ar"),
            ("fr;q=0,de;q=0.1", "de"),
            ("fr;q=0", "en"),
            ("fr;q=x,de", "de"),
            ("fr;q=x", "en"),
            ("en;Q=0.1, de;Q=0.9", "de"),
            ("fr;q=inf,de;q=0.1", "de"),
            ("fr;q=NaN,de;q=0.1", "de"),
            ("*", "en"),
            ("", "en"),
            (",;,=", "en"),
            ("tlh", "en"),
            ("deutsch", "en"),
        ] {
            assert_eq!(accepted(accept_language), tag, "{accept_language}");
        }
        let last = format!("{}de", "xx,".repeat(MOST_TAGS));
        assert_eq!(accepted(&last), "en", "a list without end is not read to its end");
    }

    #[test]
    fn what_the_login_request_asks_for_wins_and_travels_on() {
        let german = Locale::choose(Some("tlh de fr"), Some("it"));
        assert_eq!(german.language, Language::German);
        assert_eq!(german.keep("/login?state=s"), "/login?state=s&ui_locales=de");
        assert_eq!(german.keep("/login/verify"), "/login/verify?ui_locales=de");
        let italian = Locale::choose(Some("tlh \"><b>"), Some("it"));
        assert_eq!(italian.language, Language::Italian);
        assert_eq!(italian.keep("/login?state=s"), "/login?state=s", "what the browser says with each request need not travel");
    }
}
