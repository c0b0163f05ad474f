//! The mail with the code: its words and parts, and SES.

mod html;
mod message;
mod ses;

pub(crate) use ses::{Mailer, connect};
