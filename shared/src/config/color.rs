//! Colours, and whether one can be read on another, by the arithmetic of WCAG 2.2.

use std::fmt;
use std::str::FromStr;

/// A colour of the sRGB space, opaque. Reads and writes itself as `#` and six hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color([u8; 3]);

/// Why a text is not a [`Color`].
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a colour such as #0b5fff")]
pub struct NotAColor;

/// What text needs at least against its ground (WCAG 2.2, success criterion 1.4.3, level AA).
const READABLE: f64 = 4.5;

impl Color {
    /// White.
    pub(crate) const WHITE: Self = Self([255; 3]);
    /// Black.
    const BLACK: Self = Self([0; 3]);

    /// The colour of these parts of red, green and blue.
    #[must_use]
    pub(crate) const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self([red, green, blue])
    }

    /// How much the two differ in lightness: from 1 to 21 (WCAG 2.2, "contrast ratio").
    fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// This colour, or the nearest on its way to black or white that can be read on `ground`, and on which `ground` can be read: with a
    /// contrast of at least 4.5 (WCAG 2.2, success criterion 1.4.3).
    #[must_use]
    pub fn readable_on(self, ground: Self) -> Self {
        let end = if ground.contrast(Self::BLACK) > ground.contrast(Self::WHITE) { Self::BLACK } else { Self::WHITE };
        (0..=u8::MAX).map(|share| self.mixed(end, share)).find(|color| color.contrast(ground) >= READABLE).unwrap_or(end)
    }

    /// Relative luminance, from 0 to 1 (WCAG 2.2, "relative luminance").
    fn luminance(self) -> f64 {
        let linear = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        let [red, green, blue] = linear;
        0.2126f64.mul_add(red, 0.7152f64.mul_add(green, 0.0722 * blue))
    }

    /// So many parts of 255 of `other`, and the rest of this one.
    fn mixed(self, other: Self, share: u8) -> Self {
        let mix = |own: u8, other: u8| {
            let sum = u16::from(own) * u16::from(u8::MAX - share) + u16::from(other) * u16::from(share);
            u8::try_from(sum / 255).unwrap_or(u8::MAX)
        };
        let ([red, green, blue], [other_red, other_green, other_blue]) = (self.0, other.0);
        Self([mix(red, other_red), mix(green, other_green), mix(blue, other_blue)])
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl FromStr for Color {
    type Err = NotAColor;

    fn from_str(text: &str) -> Result<Self, NotAColor> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let [_, red, green, blue] = u32::from_str_radix(hex.ok_or(NotAColor)?, 16).map_err(|_| NotAColor)?.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Color {
        text.parse().unwrap()
    }

    /// Figures that WCAG's readers know by heart: the first grey that passes on white, the last that does not.
    #[test]
    fn contrast_is_what_wcag_says() {
        for (one, other, expected) in [
            ("#000000", "#ffffff", 21.0),
            ("#777777", "#ffffff", 4.48),
            ("#767676", "#ffffff", 4.54),
            ("#ff0000", "#ffffff", 4.0),
            ("#000000", "#0a0a0a", 1.06),
        ] {
            let contrast = color(one).contrast(color(other));
            assert!((contrast - expected).abs() < 0.01, "{one} on {other}: {contrast}");
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays_and_any_other_is_moved_until_it_can() {
        let (white, dark) = (Color::WHITE, color("#15181d"));
        assert_eq!(color("#0b5fff").readable_on(white), color("#0b5fff"));
        for text in ["#ffff00", "#ffffff", "#000000", "#777777", "#0b5fff", "#ff0000", "#00ff00", "#003366"] {
            for ground in [white, dark] {
                let adjusted = color(text).readable_on(ground);
                assert!(adjusted.contrast(ground) >= READABLE, "{text} on {ground}: {adjusted}");
                assert!(adjusted == color(text) || color(text).contrast(ground) < READABLE, "{text} on {ground}: {adjusted}");
            }
        }
    }

    #[test]
    fn a_colour_is_six_hexadecimal_digits() {
        assert_eq!(color("#0B5fFf").to_string(), "#0b5fff");
        for text in ["", "red", "#12345", "#1234567", "#12345g", "123456", "#+12345", "#fff}*{", "#é1234"] {
            assert_eq!(text.parse::<Color>(), Err(NotAColor), "{text}");
        }
    }
}
