//! What counts: which event is which metric. The names are a contract with dashboards and alarms; what they may be told apart by is
//! closed, so that nothing of a person and nothing without end ever becomes a dimension.

use tracing::field::{Field, Visit};

use crate::channel;

/// Where all metrics are in CloudWatch.
pub(super) const NAMESPACE: &str = "AuthressPasswordless";

/// The name of every metric. All count events but `SecondsToCode`, which is seconds from a code's issue to the login by it.
pub const METRICS: [&str; 12] = [
    "CodesRequested",
    "CodesSent",
    "CodesResent",
    "MessagesRefused",
    "FirstGuesses",
    "Logins",
    "SecondsToCode",
    "GuessesFailed",
    "LimitsHit",
    "DependencyFailures",
    "KeyUnavailable",
    "RequestsRefused",
];

/// The table. An event that is not in it counts for nothing; one that is in it twice counts for both.
const TABLE: [Row; 15] = [
    Row::new("authn_code_requested", "CodesRequested"),
    Row::new("authn_code_sent", "CodesSent").only("sends", |sends| sends == 1).by("Channel", "channel", channel::NAMES),
    Row::new("authn_code_sent", "CodesResent").only("sends", |sends| sends > 1).by("Channel", "channel", channel::NAMES),
    Row::new("message_refused", "MessagesRefused").by("Channel", "channel", channel::NAMES),
    Row::new("authn_first_guess", "FirstGuesses"),
    Row::new("authn_login_success", "Logins"),
    Row::new("authn_login_success", "SecondsToCode").seconds("seconds"),
    Row::new("authn_login_fail", "GuessesFailed").by("Reason", "reason", &["wrong", "expired", "locked", "used", "unknown"]),
    Row::new("excess_rate_limit_exceeded", "LimitsHit")
        .by("Limit", "limit", &["address", "device", "source", "flow"])
        .or(channel::BREAKERS),
    Row::new("sys_dependency_failure", "DependencyFailures")
        .by("Service", "service", &["dynamodb", "secretsmanager", "kms"])
        .or(channel::SERVICES),
    Row::new("sys_key_unavailable", "KeyUnavailable"),
    Row::new("malicious_csrf", "RequestsRefused").always("Reason", &["malicious_csrf"]),
    Row::new("redirect_tamper", "RequestsRefused").always("Reason", &["redirect_tamper"]),
    Row::new("input_validation_fail", "RequestsRefused").always("Reason", &["input_validation_fail"]),
    Row::new("malicious_direct_access", "RequestsRefused").always("Reason", &["malicious_direct_access"]),
];

/// What one event counts for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Count {
    /// Name, unit and value.
    pub(super) metrics: Vec<(&'static str, &'static str, u64)>,
    /// What it is told apart by, beside the deployment: never a text of the event, always one of the table.
    pub(super) dimension: Option<(&'static str, &'static str)>,
}

impl Count {
    /// What `event` counts for, if for anything.
    pub(super) fn of(event: &tracing::Event<'_>) -> Option<Self> {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let rows: Vec<_> = TABLE.iter().filter(|row| row.counts(&fields)).collect();
        let first = rows.first()?;
        Some(Self { metrics: rows.iter().map(|row| row.metric(&fields)).collect(), dimension: first.dimension(&fields) })
    }
}

/// A line of the table. Lines of the same event have the same dimension.
struct Row {
    event: &'static str,
    metric: &'static str,
    only: Option<Only>,
    seconds: Option<&'static str>,
    by: Option<By>,
}

/// A number that decides whether an event counts: its field, and what it must be.
struct Only {
    field: &'static str,
    is: fn(u64) -> bool,
}

/// A dimension: its name, the field that its value is taken from (none where the event says it all), and all values there are.
struct By {
    name: &'static str,
    field: Option<&'static str>,
    values: [&'static [&'static str]; 2],
}

impl Row {
    /// Each such event is one.
    const fn new(event: &'static str, metric: &'static str) -> Self {
        Self { event, metric, only: None, seconds: None, by: None }
    }

    /// Only those whose number in this field is such.
    const fn only(mut self, field: &'static str, is: fn(u64) -> bool) -> Self {
        self.only = Some(Only { field, is });
        self
    }

    /// Not one, but as many seconds as this field says.
    const fn seconds(mut self, field: &'static str) -> Self {
        self.seconds = Some(field);
        self
    }

    /// Told apart by what this field says.
    const fn by(mut self, name: &'static str, field: &'static str, values: &'static [&'static str]) -> Self {
        self.by = Some(By { name, field: Some(field), values: [values, &[]] });
        self
    }

    /// Or one of these, which each channel brings along.
    const fn or(mut self, more: &'static [&'static str]) -> Self {
        if let Some(by) = &mut self.by {
            by.values = [by.values[0], more];
        }
        self
    }

    /// Told apart by the event itself.
    const fn always(mut self, name: &'static str, values: &'static [&'static str]) -> Self {
        self.by = Some(By { name, field: None, values: [values, &[]] });
        self
    }

    fn counts(&self, fields: &Fields) -> bool {
        let only = self.only.as_ref().is_none_or(|only| fields.number(only.field).is_some_and(only.is));
        let value = self.seconds.is_none_or(|field| fields.number(field).is_some());
        fields.text("event") == Some(self.event) && only && value
    }

    fn metric(&self, fields: &Fields) -> (&'static str, &'static str, u64) {
        match self.seconds.and_then(|field| fields.number(field)) {
            Some(seconds) => (self.metric, "Seconds", seconds),
            None => (self.metric, "Count", 1),
        }
    }

    fn dimension(&self, fields: &Fields) -> Option<(&'static str, &'static str)> {
        let by = self.by.as_ref()?;
        let says = |value: &&&str| by.field.is_none_or(|field| fields.text(field) == Some(**value));
        by.values.into_iter().flatten().find(says).map(|value| (by.name, *value))
    }
}

/// The fields of an event that the table may look at.
#[derive(Default)]
struct Fields {
    texts: Vec<(&'static str, String)>,
    numbers: Vec<(&'static str, u64)>,
}

impl Fields {
    fn text(&self, name: &str) -> Option<&str> {
        self.texts.iter().find(|(field, _)| *field == name).map(|(_, text)| text.as_str())
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.numbers.iter().find(|(field, _)| *field == name).map(|(_, number)| *number)
    }
}

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, text: &str) {
        self.texts.push((field.name(), text.to_owned()));
    }

    fn record_u64(&mut self, field: &Field, number: u64) {
        self.numbers.push((field.name(), number));
    }

    /// A flow's id, a fault: nothing that could be counted by.
    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_metric_is_in_the_table_and_none_besides() {
        let counted: BTreeSet<_> = TABLE.iter().map(|row| row.metric).collect();
        assert_eq!(counted, METRICS.into());
    }

    #[test]
    fn rows_of_one_event_or_one_metric_have_one_dimension() {
        let name = |row: &Row| row.by.as_ref().map(|by| by.name);
        for row in &TABLE {
            for other in TABLE.iter().filter(|other| other.event == row.event || other.metric == row.metric) {
                assert_eq!(name(row), name(other), "{} {}", row.event, other.event);
            }
        }
    }
}
