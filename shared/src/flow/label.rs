//! The request's label: two words that a person sees on the page and in the mail, to tell whose request a mail belongs to.

use ring::digest;

use crate::flow::FlowId;

/// Which two of [`Self::WORDS`] words. Made of the flow's id, and tells as little of it as ten bits can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestLabel([u8; 2]);

impl RequestLabel {
    /// How many words there are to choose from: 32 times 31 labels, so that the mail of another request carries the label of a page
    /// about once in a thousand times.
    pub const WORDS: u8 = 32;

    /// The label of this flow.
    #[must_use]
    pub fn of(flow: &FlowId) -> Self {
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(b"label");
        context.update(flow.as_str().as_bytes());
        let [first, second] = context.finish().as_ref().first_chunk().copied().unwrap_or_default();
        let first = first % Self::WORDS;
        // Never the same word twice: that would look like a mistake.
        Self([first, (first + 1 + second % (Self::WORDS - 1)) % Self::WORDS])
    }

    /// The two words' indices, never the same, each below [`Self::WORDS`].
    #[must_use]
    pub fn indices(self) -> [usize; 2] {
        self.0.map(usize::from)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_flow_has_one_label_of_two_different_words_and_others_mostly_have_others() {
        let label = |nth: u16| {
            let [high, low] = nth.to_be_bytes();
            RequestLabel::of(&FlowId::from_bytes([high, low, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])).indices()
        };
        assert_eq!(label(7), label(7));
        let labels: Vec<_> = (0..20_000).map(label).collect();
        assert!(labels.iter().flatten().all(|index| *index < usize::from(RequestLabel::WORDS)));
        assert!(labels.iter().all(|[first, second]| first != second));
        assert_eq!(labels.into_iter().collect::<HashSet<_>>().len(), 32 * 31, "every pair comes up");
    }
}
