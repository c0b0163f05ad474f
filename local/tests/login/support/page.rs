//! A page as a browser has it.

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use scraper::{Html, Selector};

/// An answer to a request: of our functions, of Authress or of the app.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

impl Page {
    /// An answer, read to its end.
    pub(crate) async fn of(answer: reqwest::Response) -> Self {
        let (status, headers) = (answer.status(), answer.headers().clone());
        Self { status, headers, html: answer.text().await.unwrap() }
    }

    /// Name and value of every cookie it sets; `None` for one that it takes away.
    pub(crate) fn set_cookies(&self) -> Vec<(String, Option<String>)> {
        let parts = |cookie: &&str| {
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap().to_owned();
            (name.to_owned(), Some(value).filter(|_| !cookie.contains("Max-Age=0")))
        };
        self.cookies().iter().map(parts).collect()
    }

    /// The value of a header, empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where it sends the browser; empty when nowhere.
    pub(crate) fn location(&self) -> &str {
        self.header("location")
    }

    /// The problem it sends the browser back with.
    pub(crate) fn problem(&self) -> &str {
        self.parameter("problem")
    }

    /// A parameter of the address it sends the browser to.
    pub(crate) fn parameter(&self, name: &str) -> &str {
        let (_, query) = self.location().split_once('?').unwrap_or_default();
        query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }

    /// Every `Set-Cookie`.
    pub(crate) fn cookies(&self) -> Vec<&str> {
        self.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect()
    }

    /// The fields that the first form with this action would send, in their order.
    pub(crate) fn form(&self, action: &str) -> Vec<(String, String)> {
        self.forms(action).into_iter().next().unwrap_or_default()
    }

    /// The fields of each form with this action.
    pub(crate) fn forms(&self, action: &str) -> Vec<Vec<(String, String)>> {
        let [forms, inputs] = [&format!("form[action='{action}']"), "input"].map(|text| Selector::parse(text).unwrap());
        let html = Html::parse_document(&self.html);
        let attribute = |input: &scraper::ElementRef<'_>, name: &str| input.attr(name).unwrap_or_default().to_owned();
        let fields = |form: scraper::ElementRef<'_>| {
            form.select(&inputs).map(|input| (attribute(&input, "name"), attribute(&input, "value"))).collect()
        };
        html.select(&forms).map(fields).collect()
    }

    /// Whether there is an element for this selector.
    pub(crate) fn has(&self, selector: &str) -> bool {
        Html::parse_document(&self.html).select(&Selector::parse(selector).unwrap()).next().is_some()
    }

    /// What a person reads on it.
    pub(crate) fn text(&self) -> String {
        self.text_of("main")
    }

    /// The text of all elements for this selector.
    pub(crate) fn text_of(&self, selector: &str) -> String {
        self.texts_of(selector).concat()
    }

    /// The text of each element for this selector.
    pub(crate) fn texts_of(&self, selector: &str) -> Vec<String> {
        let elements = Selector::parse(selector).unwrap();
        Html::parse_document(&self.html).select(&elements).map(|element| element.text().collect()).collect()
    }

    /// All that is not of this one request and this flow alone: status, headers and text, without date, ids and the values of cookies.
    pub(crate) fn apart_from(&self, flow: &str) -> (StatusCode, Vec<String>, String) {
        let mut headers = Vec::new();
        for (name, value) in self.headers.iter().filter(|(name, _)| !["date", "apigw-requestid"].contains(&name.as_str())) {
            let value = value.to_str().unwrap();
            let (cookie, rest) = value.split_once('=').filter(|_| name == "set-cookie").unwrap_or((value, ""));
            let attributes = rest.split_once(';').map_or("", |(_, attributes)| attributes);
            headers.push(format!("{name}: {cookie};{attributes}").replace(flow, "<flow>"));
        }
        (self.status, headers, self.html.replace(flow, "<flow>"))
    }

    /// Asserts the one answer that every browser but the flow's own gets.
    #[track_caller]
    pub(crate) fn assert_generic(&self) {
        assert_eq!(self.status, StatusCode::SEE_OTHER);
        assert!(self.location().starts_with("/login/code?"), "{}", self.location());
        assert_eq!(self.problem(), "start-again");
    }
}
