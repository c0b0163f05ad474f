//! What an assertion says. Whether it is signed is for Authress, and for T65.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// Header and claims.
#[track_caller]
pub(crate) fn opened(assertion: &str) -> [Value; 2] {
    let [header, claims, _signature] = assertion.split('.').collect::<Vec<_>>().try_into().expect("an assertion has three parts");
    [header, claims].map(|part: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap())
}
