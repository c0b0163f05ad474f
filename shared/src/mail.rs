//! The mail with the code: its words and parts, and SES.

mod html;
mod message;
mod requester;
mod ses;

pub use message::{Letter, Message};
pub use requester::Requester;
pub use ses::{Mailer, NotSent, connect};
