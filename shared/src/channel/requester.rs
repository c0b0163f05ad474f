//! Roughly what asked for a code, so that its recipient can tell whether it was them. Whatever a browser says of itself, only names from
//! these lists come out.

/// A browser and the system it runs on, as far as they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requester {
    /// Such as `Firefox`.
    pub browser: Option<&'static str>,
    /// Such as `Windows`.
    pub system: Option<&'static str>,
}

/// The first whose mark is in it counts: most browsers name others, which they want to be taken for, before or after themselves.
const BROWSERS: [(&str, &str); 12] = [
    ("Edg/", "Microsoft Edge"),
    ("EdgA/", "Microsoft Edge"),
    ("EdgiOS/", "Microsoft Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

impl Requester {
    /// Reads a `User-Agent`; neither is known of one that is absent or names nothing of the lists.
    #[must_use]
    pub fn of(user_agent: Option<&str>) -> Self {
        let named = |names: &[(&str, &'static str)]| {
            names.iter().find(|(mark, _)| user_agent.is_some_and(|agent| agent.contains(mark))).map(|(_, name)| *name)
        };
        Self { browser: named(&BROWSERS), system: named(&SYSTEMS) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the browsers of 2026 send them.
    #[test]
    fn browsers_are_known_by_the_name_their_users_know() {
        for (user_agent, browser, system) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
                "Chrome",
                "Windows",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0",
                "Microsoft Edge",
                "Windows",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
                "Safari",
                "Mac",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox", "Linux"),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36",
                "Samsung Internet",
                "Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0.0.0 Mobile/15E148 Safari/604.1",
                "Chrome",
                "iPhone",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
                "Safari",
                "iPhone",
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
                "Chrome",
                "ChromeOS",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 OPR/125.0.0.0",
                "Opera",
                "Mac",
            ),
        ] {
            assert_eq!(Requester::of(Some(user_agent)), Requester { browser: Some(browser), system: Some(system) }, "{user_agent}");
        }
    }

    #[test]
    fn t38_what_is_not_on_the_list_is_not_named() {
        for user_agent in [None, Some(""), Some("curl/8.14"), Some("<b>Evil</b>"), Some("firefox")] {
            assert_eq!(Requester::of(user_agent), Requester { browser: None, system: None }, "{user_agent:?}");
        }
        let half = Requester::of(Some("<script>Firefox/1\r\nBcc: x"));
        assert_eq!(half, Requester { browser: Some("Firefox"), system: None });
    }
}
