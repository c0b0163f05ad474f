//! What the three functions of the passwordless login share. Reading order: [`flow`] (the protocol, pure), [`address`], [`authress`],
//! [`http`] (the door), `store` (the table), [`words`] and [`page`] (what people read), [`channel`] (how a code reaches a person) and
//! `mail`; then the small rooms beside them.
//!
//! Features: `store` (DynamoDB), `send` (SES, End User Messaging) and `sign` (the access key, KMS, the assertion) bring their AWS clients
//! along; without any there is no AWS SDK, which is how `login-page` uses this crate. `chain` (credentials from wherever the SDK finds
//! them) and `app` (what an app says to Authress) are for the local run and the doctor.

#![deny(missing_docs)]

pub mod address;
pub mod authress;
#[cfg(any(feature = "store", feature = "send", feature = "sign"))]
pub mod aws;
pub mod channel;
pub mod config;
#[cfg(any(feature = "store", feature = "send", feature = "sign"))]
pub mod deadline;
mod digit;
pub mod flow;
pub mod http;
pub mod identifier;
pub mod language;
pub mod log;
#[cfg(feature = "send")]
mod mail;
pub mod page;
pub mod phone;
pub mod problem;
pub mod random;
pub mod routes;
pub mod secret;
#[cfg(feature = "store")]
pub mod store;
pub mod time;
pub mod uri;
pub mod words;
