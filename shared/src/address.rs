//! An email address in the one canonical form that is mailed, stored and asserted.

use std::fmt;

use email_address::{EmailAddress, Options};

/// The canonical address: ASCII, lower case, a dot-atom local part, the domain as IDNA A-labels. Two spellings that reach the same
/// mailbox by the letter of the standards are one value; plus tags and provider habits stay apart, they are part of an identity.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// The input is not an address we can mail.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a mailable address")]
pub struct BadAddress;

impl Email {
    /// Reads what a person typed. Space and tab around it do not count; anything else that is not an address does.
    ///
    /// # Errors
    /// [`BadAddress`] for more than one address, display names, quoted or commented local parts, Unicode in the local part, domains that
    /// IDNA's strict rules refuse or would have to repair, domains without a dot, literals, encoded words (RFC 2047), and lengths beyond
    /// RFC 5321's: 64 octets for the local part (section 4.5.3.1.1), 254 in all (4.5.3.1.3 has 256 for a path with its brackets).
    pub fn parse(input: &str) -> Result<Self, BadAddress> {
        let input = input.trim_matches([' ', '\t']);
        // Far longer than what can pass, also in Unicode: a cap, so that the work stays small.
        if input.len() > 4 * 254 {
            return Err(BadAddress);
        }
        let (local, domain) = input.rsplit_once('@').ok_or(BadAddress)?;
        // Before any folding: lower-casing must not be able to make an ASCII letter out of a look-alike.
        // And no encoded word (RFC 2047): it is an atom by its letters, but a mailer that decodes it writes to somebody else.
        if !local.bytes().all(is_atom_or_dot) || local.contains("=?") {
            return Err(BadAddress);
        }
        let canonical = format!("{}@{}", local.to_ascii_lowercase(), canonical_domain(domain)?);
        let options = Options::default().with_minimum_sub_domains(2).without_domain_literal().without_display_text();
        if canonical.len() > 254 || EmailAddress::parse_with_options(&canonical, options).is_err() {
            return Err(BadAddress);
        }
        Ok(Self(canonical))
    }

    /// The canonical address. Goes to SES, to the table, into the assertion and onto the owner's page; never into a log.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The canonical domain: what stands behind the `@`, in lower-case A-labels.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.parts().1
    }

    /// The mailbox that limits count by: without the plus tag, and without Gmail's dots, since one person can make any number of these.
    /// Only to count by: nothing is ever sent to it.
    #[must_use]
    pub fn limiter_key(&self) -> String {
        let (local, domain) = self.parts();
        let base = local.split_once('+').map_or(local, |(base, _)| if base.is_empty() { local } else { base });
        match domain {
            "gmail.com" | "googlemail.com" => format!("{}@gmail.com", base.replace('.', "")),
            _ => format!("{base}@{domain}"),
        }
    }

    fn parts(&self) -> (&str, &str) {
        self.0.rsplit_once('@').unwrap_or((&self.0, ""))
    }
}

/// RFC 5322's `atext` and the dot between atoms. `%` and `!` stay: to us they are letters of a literal mailbox, never a route.
const fn is_atom_or_dot(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'/' | b'=' | b'?' | b'^' | b'_' | b'`' | b'{' | b'|' | b'}' | b'~')
}

/// The domain as strict A-labels, if it was written as what it is: IDNA maps some characters to others (full-width letters, the Kelvin
/// sign, ideographic dots, ligatures), and a name that only becomes a domain by such a repair is refused. Letter case is not a repair.
fn canonical_domain(domain: &str) -> Result<String, BadAddress> {
    let ascii = idna::domain_to_ascii_strict(domain).map_err(|_| BadAddress)?;
    if !domain.is_ascii() {
        let (unicode, valid) = idna::domain_to_unicode(&ascii);
        if valid.is_err() || unicode != domain.chars().flat_map(fold).collect::<String>() {
            return Err(BadAddress);
        }
    }
    // The last label begins with a letter (RFC 1123, section 2.1: "alphabetic"): others are IPv4 addresses to some resolvers, in decimal or
    // hexadecimal.
    let top = ascii.rsplit('.').next().unwrap_or_default();
    if !top.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return Err(BadAddress);
    }
    Ok(ascii)
}

/// Lower case, unless that would turn a non-ASCII letter into an ASCII one.
fn fold(letter: char) -> impl Iterator<Item = char> {
    let lower = letter.to_lowercase();
    let crosses = !letter.is_ascii() && lower.clone().any(|folded| folded.is_ascii());
    let kept = crosses.then_some(letter);
    kept.into_iter().chain(lower.filter(move |_| !crosses))
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[address]")
    }
}

#[cfg(test)]
mod tests;
