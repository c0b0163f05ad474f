//! Chromium's own log of the network as requests and their answers, with the headers as they went over the wire.

use std::collections::HashMap;

use serde_json::Value;

/// One request and its answer.
#[derive(Debug)]
pub(crate) struct Exchange {
    pub(crate) method: String,
    pub(crate) url: String,
    /// Whether it is what a tab navigates to.
    pub(crate) is_page: bool,
    /// 0 while there is no answer.
    pub(crate) status: u64,
    sent: HashMap<String, String>,
}

impl Exchange {
    /// A header of the request, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.sent.get(name).map(String::as_str)
    }

    /// All that the server got, but for the body.
    pub(crate) fn head(&self) -> String {
        format!("{} {} {:?}", self.method, self.url, self.sent)
    }

    /// The address without its query.
    pub(crate) fn place(&self) -> &str {
        self.url.split(['?', '#']).next().unwrap_or_default()
    }

    /// Method, address without query, and status.
    pub(crate) fn step(&self) -> (&str, &str, u64) {
        (&self.method, self.place(), self.status)
    }
}

/// Asserts that nobody else than these was asked for anything.
pub(crate) fn assert_only(exchanges: &[Exchange], origins: &[&str]) {
    for exchange in exchanges {
        assert!(origins.iter().any(|origin| exchange.url.starts_with(origin)), "{}", exchange.head());
    }
}

/// The exchanges in a log, in the order they were sent.
///
/// The redirects of a request keep its id; what is said of its hops comes in events of three kinds, each kind in the order of the hops.
pub(crate) fn exchanges(log: &[Value]) -> Vec<Exchange> {
    let of = |kind: &str, id: &Value| -> Vec<&Value> {
        let params = log.iter().filter(|event| event["method"] == kind).map(|event| &event["params"]);
        params.filter(|params| params["requestId"] == *id).collect()
    };
    let mut hops: HashMap<&str, usize> = HashMap::new();
    let mut exchanges = Vec::new();
    for event in log.iter().filter(|event| event["method"] == "Network.requestWillBeSent") {
        let params = &event["params"];
        let (id, url) = (&params["requestId"], params["request"]["url"].as_str().unwrap());
        if !url.starts_with("http") {
            continue;
        }
        let hop = hops.entry(id.as_str().unwrap()).or_default();
        let sent = of("Network.requestWillBeSentExtraInfo", id).get(*hop).map(|sent| headers(&sent["headers"]));
        let received = of("Network.responseReceivedExtraInfo", id).get(*hop).and_then(|received| received["statusCode"].as_u64());
        *hop += 1;
        exchanges.push(Exchange {
            method: params["request"]["method"].as_str().unwrap().to_owned(),
            url: url.to_owned(),
            is_page: params["type"] == "Document",
            status: received.unwrap_or_default(),
            sent: sent.unwrap_or_default(),
        });
    }
    exchanges
}

fn headers(headers: &Value) -> HashMap<String, String> {
    let headers = headers.as_object().unwrap().iter();
    headers.map(|(name, value)| (name.to_ascii_lowercase(), value.as_str().unwrap_or_default().to_owned())).collect()
}
