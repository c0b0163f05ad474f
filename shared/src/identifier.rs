//! Whom we log in: an email address or a phone number, in its one canonical form.

use std::fmt;

use crate::address::Email;
use crate::phone::Phone;

/// An identifier. Its canonical text tells its kind: an address holds an `@`, a number begins with `+` and holds none.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Identifier {
    /// An email address.
    Email(Email),
    /// A phone number.
    Phone(Phone),
}

/// What an identifier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An email address.
    Email,
    /// A phone number.
    Phone,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Email, Self::Phone];

    /// The field of our form, and the member of an app's JSON, that holds one.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}

impl Identifier {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Email(_) => Kind::Email,
            Self::Phone(_) => Kind::Phone,
        }
    }

    /// Reads what [`Self::as_str`] gave to a cookie or to the table; `None` for anything that is not canonical.
    #[must_use]
    pub fn from_canonical(text: &str) -> Option<Self> {
        if text.contains('@') {
            return Email::parse(text).ok().filter(|address| address.as_str() == text).map(Self::Email);
        }
        Phone::from_e164(text).map(Self::Phone)
    }

    /// The canonical text: what the code is sent to, what the table keeps, and the assertion's `sub`. Never for a log.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Email(address) => address.as_str(),
            Self::Phone(number) => number.as_str(),
        }
    }

    /// What limits count by: one person can make any number of addresses that reach one mailbox, but not of numbers.
    #[must_use]
    pub fn limiter_key(&self) -> String {
        match self {
            Self::Email(address) => address.limiter_key(),
            Self::Phone(number) => number.as_str().to_owned(),
        }
    }
}

impl fmt::Debug for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[identifier]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_canonical_reads_back_and_nothing_else_does() {
        for text in ["jane@example.com", "+41791234567", "+41791234567@example.com"] {
            assert_eq!(Identifier::from_canonical(text).unwrap().as_str(), text);
        }
        for text in ["", "Jane@example.com", " jane@example.com", "jane", "0791234567", "+41 79 123 45 67"] {
            assert_eq!(Identifier::from_canonical(text), None, "{text}");
        }
    }

    #[test]
    fn t30_an_address_is_counted_by_its_mailbox_and_a_number_by_itself() {
        for (text, key) in [("jane+1@example.com", "jane@example.com"), ("+41791234567", "+41791234567")] {
            assert_eq!(Identifier::from_canonical(text).unwrap().limiter_key(), key);
        }
    }

    #[test]
    fn an_identifier_is_not_printable() {
        for text in ["jane@example.com", "+41791234567"] {
            assert_eq!(format!("{:?}", Identifier::from_canonical(text).unwrap()), "[identifier]");
        }
    }
}
