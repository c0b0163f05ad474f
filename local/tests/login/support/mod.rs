//! The street a test stands in: a local run with a clock that the test moves, and taps on what the functions say to AWS.

mod assertion;
mod browser;
mod environment;
mod page;
mod secrets;
mod tap;
mod way;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::types::AttributeValue;
use dynoxide::Database;
use serde_json::Value;
use shared::time::Timestamp;

pub(crate) use assertion::opened;
pub(crate) use browser::{Browser, Code, CodeForm, EmailForm, encode, with};
pub(crate) use environment::environment;
pub(crate) use page::Page;
pub(crate) use secrets::{Secrets, access_key, access_key_of};
pub(crate) use tap::{Fault, SESSION_TOKEN, Tap};
pub(crate) use way::{APP, Flow, Person, Told, Way};

/// When every street starts, 2100-01-01 12:30 UTC: in the middle of the windows of hours and days, so that no test ends in another than it
/// began in; and far ahead of the real time, by which an engine may delete items whose time has come.
const START: u64 = 4_102_489_800;

/// An item of the table.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// A local run of one's own.
pub(crate) struct Street {
    pub(crate) running: local::Running,
    pub(crate) dynamodb: Tap,
    pub(crate) ses: Tap,
    pub(crate) table: Client,
    pub(crate) table_name: String,
    now: Arc<AtomicU64>,
}

impl Street {
    pub(crate) async fn start() -> Self {
        Self::with(&[]).await
    }

    /// With these variables set.
    pub(crate) async fn with(variables: &[(&str, &str)]) -> Self {
        Self::at(START, variables).await
    }

    /// At another time, in seconds since 1970.
    pub(crate) async fn at(start: u64, variables: &[(&str, &str)]) -> Self {
        let endpoint = dynamodb().await;
        // A name of its own, for an engine that serves all streets.
        let table_name = format!("street-{:x}", u64::from_be_bytes(shared::random::bytes().unwrap()));
        let (dynamodb, ses) = (Tap::open().await, Tap::open().await);
        dynamodb.leads_to(&endpoint);

        let taps = [
            ("AWS_ENDPOINT_URL_DYNAMODB", dynamodb.url.as_str()),
            ("AWS_ENDPOINT_URL_SESV2", &ses.url),
            ("TABLE_NAME", &table_name),
            ("AWS_SESSION_TOKEN", SESSION_TOKEN),
        ];
        let environment = taps.iter().chain(variables).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let now = Arc::new(AtomicU64::new(start));
        let clock = Arc::clone(&now);
        let clock: local::Clock = Arc::new(move || Timestamp::from_unix(clock.load(Ordering::SeqCst)));
        let options = local::Options { port: 0, services: local::ANY_SERVICES, environment, clock };
        let running = local::start(options).await.unwrap();
        assert!(running.warnings.is_empty(), "{:?}", running.warnings);
        ses.leads_to(&running.services);
        dynamodb.forget();
        Self { running, dynamodb, ses, table: table(&endpoint), table_name, now }
    }

    /// A browser nobody has used yet.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.running)
    }

    /// A browser at another address of the loopback network.
    pub(crate) fn browser_at(&self, host: u8) -> Browser {
        Browser::at(&self.running, std::net::IpAddr::from([127, 0, 0, host]))
    }

    /// Lets time pass.
    pub(crate) fn later(&self, seconds: u64) {
        self.now.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn now(&self) -> u64 {
        self.now.load(Ordering::SeqCst)
    }

    /// Every mail sent, newest first, as `/mailbox.json` has them.
    pub(crate) async fn mails(&self) -> Vec<Value> {
        let mails = reqwest::get(format!("{}/mailbox.json", self.running.app)).await.unwrap();
        mails.json().await.unwrap()
    }

    /// The code of the newest mail, read as a person would: the first run of digits, without the space in it.
    pub(crate) async fn code(&self) -> Code {
        Code::of(&self.mails().await[0])
    }

    /// A whole login, as far as the login URL.
    pub(crate) async fn sign_in(&self, browser: &mut Browser, email: &str) -> Page {
        let form = browser.ask_for_code("state", email).await;
        let code = self.code().await;
        let done = browser.submit_code(&form, &code).await;
        self.assert_logs_in(&done);
        done
    }

    /// Asserts that an answer sends the browser on to Authress, with an assertion.
    #[track_caller]
    pub(crate) fn assert_logs_in(&self, answer: &Page) {
        let (status, location) = (answer.status, answer.location());
        assert!(status == 303 && self.is_login_url(location), "{status} {location}");
    }

    /// Whether it is one of Authress's, with an assertion.
    pub(crate) fn is_login_url(&self, url: &str) -> bool {
        url.strip_prefix(&self.running.authress).is_some_and(|rest| rest.starts_with("/login?code="))
    }

    /// All that is in the table.
    pub(crate) async fn items(&self) -> Vec<Item> {
        self.table.scan().table_name(&self.table_name).send().await.unwrap().items.unwrap_or_default()
    }

    /// The items whose key begins like this: `flow`, `source` or another.
    pub(crate) async fn items_of(&self, prefix: &str) -> Vec<Item> {
        let mut items = self.items().await;
        items.retain(|item| item["pk"].as_s().unwrap().split('#').next() == Some(prefix));
        items
    }

    /// The item of a flow.
    pub(crate) async fn flow(&self, flow: &str) -> Item {
        let key = AttributeValue::S(format!("flow#{flow}"));
        self.table.get_item().table_name(&self.table_name).key("pk", key).send().await.unwrap().item.expect("the flow is in the table")
    }

    /// How many guesses of a flow were counted.
    pub(crate) async fn attempts(&self, flow: &str) -> u32 {
        self.flow(flow).await["attempts"].as_n().unwrap().parse().unwrap()
    }

    /// Asserts that nothing was written and nothing was sent while `act` went on.
    pub(crate) async fn stays_clean<T>(&self, act: impl Future<Output = T>) -> T {
        let (items, mails) = (sorted(self.items().await), self.mails().await.len());
        let result = act.await;
        assert_eq!(sorted(self.items().await), items, "the table changed");
        assert_eq!(self.mails().await.len(), mails, "a mail was sent");
        result
    }
}

/// The DynamoDB of a street: the embedded one, or another implementation that `TEST_DYNAMODB` names.
#[expect(clippy::disallowed_methods, reason = "which engine the tests run against is the caller's to say")]
async fn dynamodb() -> String {
    if let Ok(endpoint) = std::env::var("TEST_DYNAMODB") {
        return endpoint;
    }
    let engine = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", engine.local_addr().unwrap());
    tokio::spawn(dynoxide::server::serve_on(engine, Database::memory().unwrap()));
    endpoint
}

fn sorted(mut items: Vec<Item>) -> Vec<Item> {
    items.sort_by_key(|item| item["pk"].as_s().unwrap().clone());
    items
}

fn table(endpoint: &str) -> Client {
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("local", "local", None, None, "test"))
        .http_client(aws_smithy_http_client::Builder::new().build_http());
    Client::from_conf(config.build())
}
