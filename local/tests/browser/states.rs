//! Every state that a page of ours can be in, each brought about as a person does, or by the address that a redirect of ours has.

use crate::chromium::Chromium;
use crate::site::Site;
use crate::support::Street;

/// Goes through all of them in the language of this tag, and calls `look` in each.
pub(crate) async fn each(chromium: &Chromium, street: &Street, tag: &str, look: &mut impl AsyncFnMut(&str)) {
    let functions = &street.running.functions;
    let login = format!("{functions}{}&ui_locales={tag}", street.browser().login_path("state"));
    chromium.open(&login).await;
    look("start").await;
    for problem in ["bad-address", "refused-address", "too-many-requests&retry_after=900"] {
        chromium.open(&format!("{login}&problem={problem}")).await;
        look(problem).await;
    }
    code_states(chromium, street, &login, tag, look).await;
    refusals(chromium, &login, functions, tag, look).await;
    let mail = street.mails().await.remove(0);
    let mail = Site::serving(mail["html"].as_str().unwrap().to_owned()).await;
    chromium.open(&mail.at("localhost")).await;
    look("mail").await;
}

async fn ask(chromium: &Chromium, login: &str, email: &str) {
    chromium.open(login).await;
    chromium.fill("#email", email).await;
    chromium.click("form button").await;
}

async fn code_states(chromium: &Chromium, street: &Street, login: &str, tag: &str, look: &mut impl AsyncFnMut(&str)) {
    ask(chromium, login, "jane@example.com").await;
    chromium.see("#code").await;
    look("code sent").await;
    let (first_code, code) = (street.code().await, chromium.address().await);
    for problem in [
        "cooldown&retry_after=30",
        "too-many-requests&retry_after=7200",
        "malformed-code",
        "wrong-code&left=3",
        "expired",
        "locked",
        "start-again",
    ] {
        chromium.open(&format!("{code}&problem={problem}")).await;
        look(problem).await;
    }
    for (wait, state) in [(31, "another code is due"), (61, "another code is due again")] {
        street.later(wait);
        chromium.open(&code).await;
        look(state).await;
        chromium.click("button.second").await;
        chromium.reads("jane@example.com").await;
    }
    chromium.open(&code).await;
    assert!(chromium.sees_no("button.second").await);
    look("no further code").await;
    chromium.fill("#code", &first_code.0).await;
    chromium.click("form[action^='/login/verify'] button").await;
    // At the stand-in, which does not know the request of this state.
    chromium.reads("no login was started under it").await;
    chromium.open(&code).await;
    assert!(chromium.sees_no("form").await);
    look("done").await;

    ask(chromium, login, "joe@example.com").await;
    chromium.see("#code").await;
    street.later(601);
    chromium.driver.refresh().await.unwrap();
    assert!(chromium.sees_no("#code").await);
    look("over").await;
    for problem in ["", "&problem=start-again"] {
        let functions = &street.running.functions;
        chromium.open(&format!("{functions}/login/code?flow=AAAAAAAAAAAAAAAAAAAAAA&ui_locales={tag}{problem}")).await;
        look("elsewhere").await;
    }
}

async fn refusals(chromium: &Chromium, login: &str, functions: &str, tag: &str, look: &mut impl AsyncFnMut(&str)) {
    for query in ["", "&state=s&redirect_uri=https%3A%2F%2Fevil.example%2Flogin", "&state=s&client_id=sc_other"] {
        chromium.open(&format!("{functions}/login?ui_locales={tag}{query}")).await;
        chromium.click("summary").await;
        look("a login request that is not ours").await;
    }
    ask(chromium, login, "paused@example.com").await;
    chromium.see("main > p:only-of-type").await;
    look("service down").await;
    chromium.open(login).await;
    chromium.driver.delete_all_cookies().await.unwrap();
    chromium.fill("#email", "jane@example.com").await;
    chromium.click("form button").await;
    chromium.see("main > p + p").await;
    look("open too long").await;
}
