//! The paths we answer, as `template.yaml` declares them and as our own pages and redirects use them.

/// `GET`: where Authress sends the browser.
pub const LOGIN: &str = "/login";
/// `GET` shows the form for the code, `POST` sends one.
pub const CODE: &str = "/login/code";
/// `POST`: a guess.
pub const VERIFY: &str = "/login/verify";
