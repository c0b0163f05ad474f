//! Whose pages may call our API: an app's own sign-in page is on another site than ours.

use crate::config::{Environment, Fault, Origin};

/// `APP_ORIGINS`: exact origins, no patterns.
#[derive(Clone, Debug, Default)]
pub struct AppOrigins(Vec<Origin>);

impl AppOrigins {
    /// Reads `APP_ORIGINS`, comma-separated. Without any, no page may.
    ///
    /// # Errors
    /// [`Fault`] for what is no origin: a path, a trailing slash, a wildcard, `null`.
    pub fn read(environment: &Environment) -> Result<Self, Fault> {
        let Some(text) = environment.get("APP_ORIGINS") else { return Ok(Self::default()) };
        let origins = text.split(',').map(|origin| Origin::of_app(origin.trim())).collect::<Result<_, _>>();
        origins
            .map(Self)
            .map_err(|_| Fault::new("APP_ORIGINS", "must be a comma-separated list of origins such as https://app.example.com"))
    }

    /// The origin that an `Origin` header names, if it is one of them, byte for byte: what is answered is ours, never what was sent.
    #[must_use]
    pub fn find(&self, header: Option<&str>) -> Option<&str> {
        self.0.iter().map(Origin::as_str).find(|origin| Some(*origin) == header)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<AppOrigins, Fault> {
        AppOrigins::read(&Environment::new([("APP_ORIGINS".to_owned(), text.to_owned())].into()))
    }

    #[test]
    fn an_origin_is_let_in_byte_for_byte() {
        let origins = read("https://app.example.com, http://localhost:3000,https://app.example.com:8443").unwrap();
        assert_eq!(origins.find(Some("https://app.example.com")), Some("https://app.example.com"));
        assert_eq!(origins.find(Some("http://localhost:3000")), Some("http://localhost:3000"));
        for other in [
            "",
            "*",
            "null",
            "https://app.example.com/",
            "https://app.example.com:443",
            "https://app.example.com:8444",
            "http://app.example.com",
            "https://APP.example.com",
            "https://app.example.com.evil.example",
            "https://evil-app.example.com",
            "https://app.example.com,https://evil.example",
            " https://app.example.com",
            "http://localhost:3001",
        ] {
            assert_eq!(origins.find(Some(other)), None, "{other}");
        }
        assert_eq!((origins.find(None), read("").unwrap().find(Some("https://app.example.com"))), (None, None));
    }

    #[test]
    fn what_is_no_origin_stops_the_start() {
        for text in [
            "*",
            "null",
            "https://*.example.com",
            "https://app.example.com/",
            "app.example.com",
            "http://app.example.com",
            "https://a.example,",
            "https://a.example:443",
            "http://localhost:80",
        ] {
            assert_eq!(read(text).unwrap_err().variable, "APP_ORIGINS", "{text}");
        }
    }
}
