//! What the doctor says of a deployment that is well, and of each fault it is for: the program itself, the real SDK, a whole local run
//! behind it, and AWS's answers in their real form where nothing embedded gives them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

mod channels;
mod healthy;
mod key;
mod kms;
mod mail;
mod pages;
mod stack;
mod table;
