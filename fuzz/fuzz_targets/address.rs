//! The address: what is read is canonical, and reading it again changes nothing.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shared::address::Email;

fuzz_target!(|input: &str| {
    let Ok(email) = Email::parse(input) else { return };
    let canonical = email.as_str();
    assert_eq!(Email::parse(canonical).as_ref(), Ok(&email));
    assert!(canonical.len() <= 254 && canonical.bytes().all(|byte| byte.is_ascii_graphic() && !byte.is_ascii_uppercase()));
    assert!(canonical.matches('@').count() == 1 && !canonical.contains([',', ';', ':', '<', '>', '"', '\\', '(', ')', '[', ']']));
    assert!(!email.domain().is_empty() && email.domain().contains('.') && !email.limiter_key().is_empty());
});
