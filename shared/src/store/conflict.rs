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

    /// Waits for a random while, longer with each conflict: up to 50, 100, 200 and then 400 ms.
    ///
    /// # Errors
    /// [`Unavailable`] when there is no time left for another try.
    pub(super) async fn wait(&mut self) -> Result<(), Unavailable> {
        let most = 50_u64 << self.met.min(3);
        self.met += 1;
        let random = random::bytes().map_or(u16::MAX, u16::from_be_bytes);
        let wait = Duration::from_millis(most * u64::from(random) / u64::from(u16::MAX));
        if self.deadline.remaining() < wait + ONE_TRY {
            return Err(Unavailable::Failed(CONFLICT.to_owned()));
        }
        tokio::time::sleep(wait).await;
        Ok(())
    }
}
