//! The one place that draws randomness: the operating system's generator, nothing between it and us.

use crate::flow::{BrowserSecret, FlowId};

/// The operating system gave no randomness. Nothing may be issued then.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no randomness")]
pub struct NoRandomness;

/// `N` random bytes.
///
/// # Errors
/// [`NoRandomness`] when the operating system has none to give.
#[expect(clippy::disallowed_methods, reason = "the one place that draws randomness")]
pub fn bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// A new flow's id (128 bits), and the secret (256 bits) that binds the flow to whoever starts it.
///
/// # Errors
/// [`NoRandomness`] when the operating system has none to give.
pub fn flow() -> Result<(FlowId, BrowserSecret), NoRandomness> {
    Ok((FlowId::from_bytes(bytes()?), BrowserSecret::from_bytes(bytes()?)))
}
