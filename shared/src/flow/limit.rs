//! Limits as arithmetic: at most n events within any window w.

use std::collections::HashSet;
use std::str::FromStr;
use std::time::Duration;

use crate::time::Timestamp;

/// At most `count` events in any stretch of `window`. The bounds of both are what [`Limits`] reads, and what the methods count on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// From 1 to 1,000,000.
    pub count: u32,
    /// Whole seconds: one to 366 days.
    pub window: Duration,
}

impl Limit {
    /// When the fixed window began that `now` lies in. Such windows follow each other without a gap from 1970-01-01T00:00:00Z on.
    #[must_use]
    pub const fn window_start(&self, now: Timestamp) -> Timestamp {
        Timestamp::from_unix(now.unix() - now.unix() % self.window.as_secs())
    }

    /// How many parts a counter of this limit is kept in, so that no single item takes every write: one for each 50 events, since parts are
    /// picked at random and small ones would fill unevenly, up to 16.
    #[must_use]
    pub fn shards(&self) -> u32 {
        (self.count / 50).clamp(1, 16)
    }

    /// The share of one part, counted from 0; the shares of all parts make up the whole.
    #[must_use]
    pub fn share(&self, shard: u32) -> u32 {
        self.count / self.shards() + u32::from(shard < self.count % self.shards())
    }
}

/// One to eight limits that all hold at once, written `5/15m,8/h,15/d`: a count, a slash, a window (`h` is `1h`); each window once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits(Vec<Limit>);

/// Why a text is not a list of limits.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be one to eight limits such as 5/15m,8/h,15/d: a count from 1 to 1,000,000 and a window in s, m, h or d, each window once")]
pub struct NotLimits;

impl Limits {
    /// The limits, in the order they were written.
    #[must_use]
    pub fn as_slice(&self) -> &[Limit] {
        &self.0
    }

    /// The longest window: how long a time must be remembered.
    #[must_use]
    pub fn longest(&self) -> Duration {
        self.0.iter().map(|limit| limit.window).max().unwrap_or_default()
    }

    /// No more events than this happen in any 24 hours, if the windows slide; fixed ones can let twice as many through where two meet.
    #[must_use]
    pub(crate) fn per_day(&self) -> u64 {
        let most = |limit: &Limit| u64::from(limit.count) * 86_400_u64.div_ceil(limit.window.as_secs());
        self.0.iter().map(most).min().unwrap_or_default()
    }

    /// How long until one more event is within every limit, given the times of those before, newest first; `None` when it is now. Windows
    /// slide: an event has left one when it is as old as the window is long.
    #[must_use]
    pub fn wait(&self, newest_first: &[Timestamp], now: Timestamp) -> Option<Duration> {
        let until = |limit: &Limit| newest_first.get(limit.count as usize - 1).map(|time| time.plus(limit.window).since(now));
        self.0.iter().filter_map(until).max().filter(|wait| !wait.is_zero())
    }
}

impl FromStr for Limits {
    type Err = NotLimits;

    fn from_str(text: &str) -> Result<Self, NotLimits> {
        let limit = |text: &str| {
            let (count, window) = text.trim().split_once('/')?;
            let count = digits(count).filter(|count| (1..=1_000_000).contains(count))?;
            Some(Limit { count: u32::try_from(count).ok()?, window: duration(window)? })
        };
        let limits: Vec<_> = text.split(',').map(limit).collect::<Option<_>>().ok_or(NotLimits)?;
        // Each window once: it is one item of a transaction, which DynamoDB takes no two writes to. And not too many: each limit is a
        // condition in one expression of at most 4 KB.
        let windows: HashSet<_> = limits.iter().map(|limit| limit.window).collect();
        if windows.len() == limits.len() && limits.len() <= 8 { Ok(Self(limits)) } else { Err(NotLimits) }
    }
}

/// `15m`, `h`, `30s`: an integer (one, when absent) and a unit.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return None,
    };
    let number = if number.is_empty() { 1 } else { digits(number)? };
    // Up to a year: more is a slip, and smaller numbers cannot overflow.
    let seconds = number.checked_mul(seconds)?;
    (1..=366 * 86_400).contains(&seconds).then(|| Duration::from_secs(seconds))
}

/// A whole number as people write one: no sign, no space.
fn digits(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_written_count_slash_window() {
        let limits: Limits = "5/15m, 8/h,15/d".parse().unwrap();
        let seconds: Vec<_> = limits.as_slice().iter().map(|limit| (limit.count, limit.window.as_secs())).collect();
        assert_eq!(seconds, [(5, 900), (8, 3_600), (15, 86_400)]);
        assert!("5/86400s,1/40000m".parse::<Limits>().is_ok());
        for text in [
            "",
            "5",
            "5/",
            "/h",
            "0/h",
            "1000001/h",
            "5/0m",
            "5/15",
            "5/15w",
            "5/-1m",
            "5/h,",
            "x/h",
            "5/é",
            "+5/h",
            "5/+1h",
            "5/400d",
            "20/h,30/60m",
            "5/99999999999999999999s",
        ] {
            assert_eq!(text.parse::<Limits>(), Err(NotLimits), "{text:?}");
        }
    }

    #[test]
    fn the_shares_of_a_limit_make_up_the_whole() {
        for count in [1, 5, 49, 50, 99, 100, 1_000, 1_007, 1_000_000] {
            let limit = Limit { count, window: Duration::from_secs(3_600) };
            assert_eq!((0..limit.shards()).map(|shard| limit.share(shard)).sum::<u32>(), count);
        }
        for (count, shards) in [(1, 1), (99, 1), (100, 2), (799, 15), (800, 16), (1_000_000, 16)] {
            assert_eq!(Limit { count, window: Duration::from_secs(3_600) }.shards(), shards, "{count}");
        }
    }

    #[test]
    fn fixed_windows_follow_each_other_from_1970_on() {
        let limit = Limit { count: 1, window: Duration::from_secs(3_600) };
        for (now, start) in [(0, 0), (3_599, 0), (3_600, 3_600), (1_800_003_599, 1_800_000_000), (1_800_003_600, 1_800_003_600)] {
            assert_eq!(limit.window_start(Timestamp::from_unix(now)), Timestamp::from_unix(start), "{now}");
        }
    }

    #[test]
    fn a_time_is_remembered_for_the_longest_window() {
        assert_eq!("5/15m,15/d,8/h".parse::<Limits>().unwrap().longest(), Duration::from_secs(86_400));
    }

    #[test]
    fn a_day_holds_what_the_strictest_limit_lets_through() {
        for (limits, most) in [("5/15m,8/h,15/d", 15), ("10/h,30/d", 30), ("5/h", 120), ("1/2d", 1), ("7/5h", 35)] {
            assert_eq!(limits.parse::<Limits>().unwrap().per_day(), most, "{limits}");
        }
    }

    #[test]
    fn the_nth_event_must_have_left_the_window() {
        let limits: Limits = "2/10s,3/m".parse().unwrap();
        let at = |times: &[u64], now| {
            limits
                .wait(&times.iter().map(|time| Timestamp::from_unix(*time)).collect::<Vec<_>>(), Timestamp::from_unix(now))
                .map(|wait| wait.as_secs())
        };
        assert_eq!(at(&[], 100), None);
        assert_eq!(at(&[100], 100), None);
        assert_eq!(at(&[100, 95], 100), Some(5));
        assert_eq!(at(&[100, 95], 105), None);
        assert_eq!(at(&[100, 95, 90], 105), Some(45));
        assert_eq!(at(&[100, 95, 40], 105), None);
    }
}
