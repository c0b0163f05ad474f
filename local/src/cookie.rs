//! Cookies of the demo app and of the stand-in. Both are served on `localhost`, where ports do not part cookies, so
//! every name says whose it is.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

/// The value of the first cookie called `name`.
pub(crate) fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// The `Set-Cookie` line that makes a browser keep `value` for `seconds`.
pub(crate) fn keep(name: &str, value: &str, seconds: u64) -> String {
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}")
}

/// The `Set-Cookie` line that makes a browser forget `name`.
pub(crate) fn forget(name: &str) -> String {
    keep(name, "", 0)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_and_over_several_lines() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=1; bb=2"));
        headers.append(COOKIE, HeaderValue::from_static("b=3=4"));
        assert_eq!(read(&headers, "b"), Some("3=4"));
        assert_eq!(read(&headers, "bb"), Some("2"));
        assert_eq!(read(&headers, "c"), None);
    }
}
