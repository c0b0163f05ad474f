//! The mail with the code: its words and parts, and SES.

mod message;
mod ses;

pub use message::Message;
pub use ses::{Mailer, NotSent};
