//! Decimal digits: ASCII, full-width, Arabic-Indic and Persian, which the keyboards of these scripts type.

/// The digit that `letter` is, in ASCII.
pub(crate) fn decimal(letter: char) -> Option<char> {
    let zero = match letter {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    char::from_digit(u32::from(letter) - u32::from(zero), 10)
}
