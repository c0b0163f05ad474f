//! The services we call, and how long each may take.

use std::time::Duration;

use aws_smithy_types::timeout::TimeoutConfig;

/// A service we call; each has an endpoint variable and a budget of its own.
#[derive(Clone, Copy, Debug)]
pub enum Service {
    /// 1 s a try, 3 tries.
    DynamoDb,
    /// 2 s a try. A second one is made by `channel::send`, which has to know what became of the first.
    SesV2,
    /// AWS End User Messaging; like SES.
    Sms,
    /// Asked at a start, and again when what it said is old: 1 s a try, 2 tries.
    SecretsManager,
    /// 1 s a try, 2 tries.
    Kms,
}

impl Service {
    /// How long a try may take, and how many there are: so that what one request asks, such as the table and two sends, fits into its 8 s;
    /// what does not is cut short ([`Self::shortened`]).
    pub(super) const fn tries(self) -> (Duration, u32) {
        match self {
            Self::DynamoDb => (Duration::from_secs(1), 3),
            // The second try is the sender's own.
            Self::SesV2 | Self::Sms => (Duration::from_secs(2), 1),
            Self::SecretsManager | Self::Kms => (Duration::from_secs(1), 2),
        }
    }

    /// How long one try may take.
    #[cfg(any(feature = "store", feature = "send"))]
    pub(crate) const fn one_try(self) -> Duration {
        self.tries().0
    }

    /// How long a call may take in all: half a second on top of the tries, for the waits between them.
    const fn whole(self) -> Duration {
        let (attempt, attempts) = self.tries();
        attempt.saturating_mul(attempts).saturating_add(Duration::from_millis(500))
    }

    /// The time-outs of a call for which no more time is left than `remaining`; none when that is enough for its tries as they are. (An
    /// override makes the SDK put its whole configuration together anew.)
    pub(crate) fn shortened(self, remaining: Duration) -> Option<TimeoutConfig> {
        // A time-out of zero would mean none.
        let whole = remaining.max(Duration::from_millis(1));
        let (attempt, _) = self.tries();
        (remaining < self.whole())
            .then(|| TimeoutConfig::builder().operation_attempt_timeout(attempt.min(whole)).operation_timeout(whole).build())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_has_its_own_tries_until_there_is_less_time_than_they_may_take() {
        for service in [Service::DynamoDb, Service::SesV2, Service::Sms, Service::SecretsManager, Service::Kms] {
            let millisecond = Duration::from_millis(1);
            assert_eq!(service.shortened(service.whole()), None);
            let shortened = service.shortened(service.whole().saturating_sub(millisecond)).unwrap();
            assert_eq!(shortened.operation_timeout(), Some(service.whole().saturating_sub(millisecond)));
            assert_eq!(shortened.operation_attempt_timeout(), Some(service.tries().0));
            let none_left = service.shortened(Duration::ZERO).unwrap();
            assert_eq!((none_left.operation_timeout(), none_left.operation_attempt_timeout()), (Some(millisecond), Some(millisecond)));
        }
    }
}
