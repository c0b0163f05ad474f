//! Every state that a page of ours can be in, each brought about as a person does, or by the address that a redirect of ours has; and that it
//! is this one, by its heading.

use shared::language::Locale;
use shared::words::Words;

use crate::chromium::Chromium;
use crate::site::Site;
use crate::support::Street;

/// How many there are.
pub(crate) const COUNT: usize = 28;

/// A person who goes through all of them in one language.
pub(crate) struct Tour<'a> {
    pub(crate) chromium: &'a Chromium,
    pub(crate) street: &'a Street,
    /// The language's tag.
    pub(crate) tag: &'a str,
}

impl Tour<'_> {
    /// Calls `look` in each state, with the state's name.
    pub(crate) async fn each(&self, look: &mut impl AsyncFnMut(&str)) {
        let login = self.url(&self.street.browser().login_path("state"));
        self.open(&login, "start-title").await;
        look("start").await;
        let by_text = ["bad-address&field=phone", "refused-address&field=phone"];
        for problem in ["bad-address", "refused-address", "too-many-requests&retry_after=900"].into_iter().chain(by_text) {
            self.open(&format!("{login}&problem={problem}"), "start-title").await;
            self.chromium.see("#error").await;
            look(problem).await;
        }
        self.text_sent(&login, look).await;
        self.code_states(&login, look).await;
        self.refusals(&login, look).await;
        let mail = self.street.mails().await.remove(0);
        let mail = Site::serving(mail["html"].as_str().unwrap().to_owned()).await;
        self.chromium.open(&mail.at("localhost")).await;
        self.reads("mail-type").await;
        look("mail").await;
    }

    async fn code_states(&self, login: &str, look: &mut impl AsyncFnMut(&str)) {
        let Self { chromium, street, .. } = self;
        self.ask(login, "jane@example.com").await;
        chromium.see("#code").await;
        look("code sent").await;
        let (first_code, code) = (street.code().await, chromium.address().await);
        for problem in ["cooldown&retry_after=30", "too-many-requests&retry_after=7200", "malformed-code", "wrong-code&left=3", "expired"] {
            self.open(&format!("{code}&problem={problem}"), "code-title").await;
            chromium.see("#error").await;
            look(problem).await;
        }
        for problem in ["locked", "start-again"] {
            self.open(&format!("{code}&problem={problem}"), "over-title").await;
            chromium.see("#error").await;
            look(problem).await;
        }
        for (wait, mails, state) in [(31, 3, "another code is due"), (61, 4, "another code is due again")] {
            street.later(wait);
            self.open(&code, "code-title").await;
            look(state).await;
            chromium.click("button.second").await;
            chromium.until("further mail", async || (street.mails().await.len() == mails).then_some(())).await;
            self.reads("code-no-mail").await;
        }
        self.open(&code, "code-exhausted").await;
        assert!(chromium.sees_no("button.second").await);
        look("no further code").await;
        chromium.fill("#code", &first_code.0).await;
        chromium.click("form[action^='/login/verify'] button").await;
        // The stand-in for Authress; this state is none of its.
        chromium.reads("no login was started under it").await;
        self.open(&code, "done-title").await;
        assert!(chromium.sees_no("form").await);
        look("done").await;

        self.ask(login, "joe@example.com").await;
        chromium.see("#code").await;
        street.later(601);
        self.open(&chromium.address().await, "over-title").await;
        look("over").await;
        for problem in ["", "&problem=start-again"] {
            self.open(&self.url(&format!("/login/code?flow=AAAAAAAAAAAAAAAAAAAAAA{problem}")), "elsewhere-title").await;
            assert_eq!(chromium.sees_no("#error").await, problem.is_empty());
            look("elsewhere").await;
        }
    }

    async fn text_sent(&self, login: &str, look: &mut impl AsyncFnMut(&str)) {
        self.open(login, "start-or").await;
        self.chromium.fill("#phone", "+41791234567").await;
        self.chromium.click("form:has(#phone) button").await;
        self.chromium.see("#code").await;
        self.reads("code-no-text").await;
        look("text sent").await;
    }

    async fn refusals(&self, login: &str, look: &mut impl AsyncFnMut(&str)) {
        let foreign = "/login?state=s&redirect_uri=https%3A%2F%2Fevil.example%2Flogin";
        for (path, title) in [
            ("/login?x=y", "refused-link-title"),
            (foreign, "refused-foreign-title"),
            ("/login?state=s&client_id=sc_other", "refused-foreign-title"),
        ] {
            self.open(&self.url(path), title).await;
            self.chromium.click("summary").await;
            look("a login request that is not ours").await;
        }
        self.ask(login, "paused@example.com").await;
        self.reads("refused-unavailable-title").await;
        look("service down").await;
        self.open(login, "start-title").await;
        self.chromium.driver.delete_all_cookies().await.unwrap();
        self.chromium.fill("#email", "jane@example.com").await;
        self.chromium.click("form button").await;
        self.reads("refused-cross-site-title").await;
        look("open for too long").await;
    }

    async fn ask(&self, login: &str, email: &str) {
        self.open(login, "start-title").await;
        self.chromium.fill("#email", email).await;
        self.chromium.click("form button").await;
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}&ui_locales={}", self.street.running.functions, self.tag)
    }

    async fn open(&self, url: &str, message: &str) {
        self.chromium.open(url).await;
        self.reads(message).await;
    }

    async fn reads(&self, message: &str) {
        self.chromium.reads(&self.words().say(message)).await;
    }

    fn words(&self) -> Words {
        Locale::choose(Some(self.tag), None).words()
    }
}
