//! What must never be printed: a wrapper whose `Debug` shows nothing and which has no `Display`.

use std::fmt;

/// A value that may be used but not shown. That is all it does: memory is not wiped. There is no `==`: it would tell by its time how much
/// is equal.
#[derive(Clone)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Wraps `value`.
    #[must_use]
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself. Every call of this is a place to look at in a review.
    #[must_use]
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value itself, no longer wrapped.
    #[must_use]
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}
