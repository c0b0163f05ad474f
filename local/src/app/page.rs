//! What a person sees of the demo app.

use maud::{Markup, html};

use super::Settings;
use super::sign_in::Failure;
use crate::authress::APPLICATION_ID;
use crate::page::{Refresh, page};

/// The home page, for `person` or for a stranger.
pub(super) fn home(settings: &Settings, person: Option<&str>) -> Markup {
    let content = html! {
        h1 { "Demo app" }
        @if let Some(person) = person {
            p { strong { "Signed in as " (person) } }
            form method="post" action="/sign-out" { button { "Sign out" } }
        } @else {
            p { "An app whose users log in with Authress, through a code in a mail or a text. No password anywhere." }
            form method="post" action="/sign-in" { button { "Sign in" } }
        }
        p { a href="/mailbox" target="_blank" { "Open the mailbox" } " – every mail and text of this local run ends up there." }
        p.quiet {
            "Application " code { (APPLICATION_ID) } ", connection " code { (settings.client_id) }
            ", a stand-in for Authress at " code { (settings.authress) } "."
        }
    };
    page("Demo app", Refresh::Never, &content)
}

/// A sign-in that went wrong.
pub(super) fn failure(failure: &Failure) -> Markup {
    let content = html! {
        h1 { "You are not signed in" }
        p { (failure) }
        p { a href="/" { "Start again" } }
    };
    page("Not signed in", Refresh::Never, &content)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings {
            origin: "http://localhost:3000".to_owned(),
            authress: "http://localhost:3002".to_owned(),
            client_id: "sc_demo".to_owned(),
        }
    }

    #[test]
    fn a_stranger_sees_the_client_id_and_can_sign_in() {
        let html = home(&settings(), None).into_string();
        assert!(html.contains("sc_demo") && html.contains(r#"action="/sign-in""#) && html.contains("Sign in"));
    }

    #[test]
    fn a_person_sees_whom_the_app_takes_them_for() {
        let html = home(&settings(), Some("<jane@example.com")).into_string();
        assert!(html.contains("Signed in as &lt;jane@example.com"));
        assert!(html.contains(r#"action="/sign-out""#) && !html.contains(r#"action="/sign-in""#));
    }
}
