//! A person's Chromium: what is clicked, typed and seen, and what it sent on the way.

use std::sync::Mutex;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, LoggingPrefsLogLevel};

use crate::chromedriver::Chromedriver;
use crate::network::{self, Exchange};
use crate::support::{Code, Street};

/// Tells of every violation of a CSP, in every page of the first tab.
const TELL_VIOLATIONS: &str = "addEventListener('securitypolicyviolation', \
    event => console.error('securitypolicyviolation', event.violatedDirective, event.blockedURI), true)";
/// How often something is looked for before a test gives up, and how long it waits in between.
const LOOKS: u32 = 300;
const BETWEEN: Duration = Duration::from_millis(100);

/// A browser with a profile of its own.
pub(crate) struct Chromium {
    pub(crate) driver: WebDriver,
    log: Mutex<Vec<Value>>,
    _process: Chromedriver,
}

impl Chromium {
    pub(crate) async fn start() -> Self {
        let chromium = Self::with(|_| {}).await;
        chromium.driver.cdp().page().add_script_to_evaluate_on_new_document(TELL_VIOLATIONS).await.unwrap();
        chromium
    }

    /// As a person has it who has switched JavaScript off in the settings.
    pub(crate) async fn without_script() -> Self {
        let blocked = json!({ "profile.managed_default_content_settings.javascript": 2 });
        Self::with(|capabilities| capabilities.add_experimental_option("prefs", blocked).unwrap()).await
    }

    async fn with(set: impl FnOnce(&mut ChromeCapabilities)) -> Self {
        let process = Chromedriver::start();
        let mut capabilities = DesiredCapabilities::chrome();
        for argument in process.arguments() {
            capabilities.add_arg(&argument).unwrap();
        }
        for log in ["browser", "performance"] {
            capabilities.set_logging_prefs(log, LoggingPrefsLogLevel::All).unwrap();
        }
        set(&mut capabilities);
        // A proxy named in the environment is not for loopback.
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(120)).build().unwrap();
        let driver = WebDriver::builder(process.url(), capabilities).client(http).connect().await;
        let driver = driver.unwrap_or_else(|fault| panic!("{}", Chromedriver::no_browser(&fault)));
        // The session ends with the process, also when a test panics.
        driver.clone().leak().unwrap();
        Self { driver, log: Mutex::default(), _process: process }
    }

    pub(crate) async fn open(&self, url: &str) {
        self.driver.goto(url).await.unwrap();
    }

    /// What `look` finds, as soon as it does; a test that waits in vain says for what, and where it stands.
    pub(crate) async fn until<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        for _ in 0..LOOKS {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(BETWEEN).await;
        }
        panic!("no {what} {}", self.scene().await)
    }

    /// The element, as soon as it is there.
    pub(crate) async fn see(&self, selector: &str) -> WebElement {
        self.until(selector, async || self.driver.find(By::Css(selector)).await.ok()).await
    }

    pub(crate) async fn sees_no(&self, selector: &str) -> bool {
        self.driver.find_all(By::Css(selector)).await.unwrap().is_empty()
    }

    pub(crate) async fn click(&self, selector: &str) {
        self.see(selector).await.click().await.unwrap();
    }

    /// Types into a field what it holds from then on.
    pub(crate) async fn fill(&self, selector: &str, text: &str) {
        let field = self.see(selector).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    pub(crate) async fn value(&self, selector: &str) -> String {
        self.see(selector).await.prop("value").await.unwrap().unwrap_or_default()
    }

    /// What the page says.
    pub(crate) async fn text(&self) -> String {
        self.driver.find(By::Css("body")).await.unwrap().text().await.unwrap()
    }

    /// Waits until the page says this.
    pub(crate) async fn reads(&self, words: &str) {
        // In the middle of a navigation there may be no body, or one that is gone when it is read.
        let text = async || self.driver.find(By::Css("body")).await.ok()?.text().await.ok();
        self.until(&format!("“{words}”"), async || text().await?.contains(words).then_some(())).await;
    }

    /// Where it stands, for whoever reads why a test failed.
    async fn scene(&self) -> String {
        let console: Vec<_> = self.driver.browser_log().await.unwrap().into_iter().map(|entry| entry.message).collect();
        format!("at {}: {}\nIts console: {console:#?}", self.address().await, self.text().await)
    }

    /// What a person who types without looking for the field types into: whatever has the focus.
    pub(crate) async fn press(&self, keys: impl Into<TypingData>) {
        self.driver.action_chain().send_keys(keys).perform().await.unwrap();
    }

    /// The id of the element that has the focus.
    pub(crate) async fn focus(&self) -> String {
        self.driver.active_element().await.unwrap().id().await.unwrap().unwrap_or_default()
    }

    /// Shows pages as to a person who prefers `light` or `dark`, on a screen of this width and height in pixels.
    pub(crate) async fn prefer(&self, scheme: &str, (width, height): (u32, u32)) {
        let cdp = self.driver.cdp();
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        cdp.send_raw("Emulation.setEmulatedMedia", features).await.unwrap();
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": width < 500 });
        cdp.send_raw("Emulation.setDeviceMetricsOverride", screen).await.unwrap();
    }

    /// What an expression of JavaScript comes to, for a promise when it is kept.
    pub(crate) async fn evaluate(&self, expression: &str) -> Value {
        let params = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.driver.cdp().send_raw("Runtime.evaluate", params).await.unwrap();
        assert!(answer.get("exceptionDetails").is_none(), "{answer:#}");
        answer["result"]["value"].take()
    }

    /// What stands in the address bar, fragment and all.
    pub(crate) async fn address(&self) -> String {
        self.driver.current_url().await.unwrap().to_string()
    }

    /// Clicks a link that opens in a tab of its own, and goes there.
    pub(crate) async fn follow_into_new_tab(&self, selector: &str) {
        let before = self.driver.windows().await.unwrap();
        self.click(selector).await;
        let tabs = async || self.driver.windows().await.unwrap();
        let tab = self.until("new tab", async || tabs().await.into_iter().find(|tab| !before.contains(tab))).await;
        self.driver.switch_to_window(tab).await.unwrap();
    }

    /// From the demo app to the page that asks for the code.
    pub(crate) async fn ask_for_code(&self, street: &Street, email: &str) {
        self.open(&street.running.app).await;
        self.click("form[action='/sign-in'] button").await;
        self.fill("#email", email).await;
        self.click("form[action='/login/code'] button").await;
        self.see("#code").await;
    }

    pub(crate) async fn submit_code(&self, code: &Code) {
        self.fill("#code", &code.0).await;
        self.click("form[action='/login/verify'] button").await;
    }

    /// The flow of the page in front.
    pub(crate) async fn flow(&self) -> String {
        self.value("form[action='/login/verify'] input[name=flow]").await
    }

    /// Everything sent and answered since the start, in the order it was sent.
    pub(crate) async fn exchanges(&self) -> Vec<Exchange> {
        let new = self.driver.get_log("performance").await.unwrap();
        let mut log = self.log.lock().unwrap();
        log.extend(new.iter().map(|entry| serde_json::from_str::<Value>(&entry.message).unwrap()["message"].take()));
        network::exchanges(&log)
    }

    /// The pages among them.
    pub(crate) async fn pages(&self) -> Vec<Exchange> {
        self.exchanges().await.into_iter().filter(|exchange| exchange.is_page).collect()
    }

    /// Asserts that the console tells of nothing: no violated policy, no failed request, no error.
    pub(crate) async fn assert_no_complaints(&self) {
        let complaints: Vec<_> = self.driver.browser_log().await.unwrap().into_iter().map(|entry| entry.message).collect();
        assert!(complaints.is_empty(), "{complaints:#?}");
    }
}
