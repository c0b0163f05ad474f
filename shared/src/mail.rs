//! The mail with the code: its words and parts, and SES.

mod html;
mod message;
mod requester;
mod ses;

pub use requester::Requester;
pub(crate) use ses::{Mailer, connect};
