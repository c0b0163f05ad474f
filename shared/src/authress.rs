//! Everything that knows Authress: what it sends, the key it gave us, what we send back. What it wants was read from its own SDKs.

#[cfg(feature = "sign")]
mod access_key;
#[cfg(feature = "app")]
pub mod anti_abuse;
#[cfg(feature = "sign")]
mod assertion;
#[cfg(feature = "sign")]
mod key_source;
mod login_request;
#[cfg(feature = "app")]
pub mod pkce;
#[cfg(feature = "sign")]
mod signer;

#[cfg(feature = "sign")]
pub use access_key::{AccessKey, BadAccessKey};
#[cfg(feature = "sign")]
pub use assertion::{Assertion, SigningFault};
#[cfg(feature = "sign")]
pub use key_source::KeyUnavailable;
pub use login_request::{LoginRequest, NotOurs};
#[cfg(feature = "sign")]
pub use signer::{Signer, SigningKey};
