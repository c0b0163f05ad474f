//! Transactions that met in the same item: DynamoDB cancels one of them, the SDK leaves it at that, and nothing is wrong.

use std::time::Duration;

use crate::aws::Service;
use crate::deadline::Deadline;
use crate::random;
use crate::store::Unavailable;

/// The code of a conflict among the reasons of a cancelled transaction.
pub(super) const CONFLICT: &str = "TransactionConflict";

/// What one more try needs at least.
const ONE_TRY: Duration = Service::DynamoDb.one_try();

/// The conflicts that one write has met.
pub(super) struct Conflicts {
    deadline: Deadline,
    met: u32,
}

impl Conflicts {
    pub(super) const fn new(deadline: Deadline) -> Self {
        Self { deadline, met: 0 }
    }

    /// Waits for a random while, longer with each conflict ([`pause`]).
    ///
    /// # Errors
    /// [`Unavailable`] when there is no time left for another try.
    pub(super) async fn wait(&mut self) -> Result<(), Unavailable> {
        let wait = pause(self.met, random::bytes().map_or(u16::MAX, u16::from_be_bytes));
        self.met += 1;
        if self.deadline.remaining() < wait + ONE_TRY {
            return Err(Unavailable::Failed(CONFLICT.to_owned()));
        }
        tokio::time::sleep(wait).await;
        Ok(())
    }
}

/// How long to wait when `met` conflicts came before, of what is drawn: up to 50, 100, 200 and then 400 ms.
fn pause(met: u32, random: u16) -> Duration {
    let most = 50_u64 << met.min(3);
    Duration::from_millis(most * u64::from(random) / u64::from(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_met_wait_for_different_whiles_which_grow_up_to_four_tenths_of_a_second() {
        let pauses = |random| [0, 1, 2, 3, 4, 1_000].map(|met| pause(met, random).as_millis());
        assert_eq!(pauses(u16::MAX), [50, 100, 200, 400, 400, 400]);
        assert_eq!(pauses(u16::MAX / 2), [24, 49, 99, 199, 199, 199]);
        assert_eq!(pauses(0), [0; 6]);
    }
}
