//! Who answers what comes in.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::{Value, json};

use super::*;
use crate::config::Environment;

/// A function without an API, as the one that shows the pages is.
struct Pages(Site);

impl Handle for Pages {
    fn site(&self) -> &Site {
        &self.0
    }

    async fn handle(&self, _: &Request, _: Timestamp) -> Answer {
        Refusal::NotFound.into()
    }
}

fn answer(method: &str, path: &str) -> Value {
    let variables = [("AUTHRESS_DOMAIN", "https://login.example.com"), ("AUTHRESS_CLIENT_ID", "sc_demo")];
    let environment = Environment::new(variables.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    let pages = Pages(Site::read(&environment).unwrap());
    let event = json!({ "rawPath": path, "requestContext": { "http": { "method": method } } }).to_string();
    let answer = pin!(invoke(&pages, &event, Timestamp::from_unix(1_800_000_000)));
    let Poll::Ready(answer) = answer.poll(&mut Context::from_waker(Waker::noop())) else { panic!("it waits for nobody") };
    serde_json::to_value(answer).unwrap()
}

/// No app's page can call it, so whoever asks for a path of the API there is a person, and gets a page.
#[test]
fn a_function_without_an_api_answers_persons_only() {
    for (method, path) in [("GET", "/login"), ("POST", "/api/codes"), ("OPTIONS", "/api/codes")] {
        let answer = answer(method, path);
        assert_eq!(answer["statusCode"], 404, "{method} {path}");
        assert_eq!(answer["headers"]["content-type"], "text/html; charset=utf-8", "{method} {path}");
    }
}
