//! One event as one line: the JSON object that tracing makes of it and, where the event counts, the members by which CloudWatch takes the
//! metric out of that same line (embedded metric format).

use std::fmt::{self, Write};

use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::fmt::format::{Format, Json, JsonFields, Writer};
use tracing_subscriber::fmt::{self as format, FmtContext, FormatEvent, FormatFields, MakeWriter};
use tracing_subscriber::registry::LookupSpan;

use crate::config::Deployment;
use crate::log::metrics::{Count, NAMESPACE};
use crate::time::Timestamp;

/// Whose metrics they are, and when it is.
pub(super) struct Counting {
    pub(super) deployment: Deployment,
    pub(super) clock: fn() -> Timestamp,
}

/// Lines written to `writer`; without `counting`, nothing but the events.
pub(super) fn layer<S, W>(counting: Option<Counting>, writer: W) -> impl Layer<S>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'a> MakeWriter<'a> + 'static,
{
    let json = format::format().json().flatten_event(true).with_target(false).with_current_span(true).with_span_list(false);
    format::layer().fmt_fields(JsonFields::new()).event_format(Line { json, counting }).with_writer(writer)
}

struct Line {
    json: Format<Json>,
    counting: Option<Counting>,
}

impl<S, N> FormatEvent<S, N> for Line
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, context: &FmtContext<'_, S, N>, mut writer: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let counted = self.counting.as_ref().and_then(|counting| Some((counting, Count::of(event)?)));
        let Some((counting, count)) = counted else { return self.json.format_event(context, writer, event) };
        let mut line = String::new();
        self.json.format_event(context, Writer::new(&mut line), event)?;
        let line = line.trim_end().strip_suffix('}').ok_or(fmt::Error)?;
        writer.write_str(line)?;
        counting.members(&count, &mut writer)?;
        writer.write_str("}\n")
    }
}

impl Counting {
    /// Adds the members that make a metric of a line: the directive, and at the line's root what it refers to. All texts are of our own
    /// table or a deployment's name, so none needs an escape.
    fn members(&self, count: &Count, writer: &mut impl Write) -> fmt::Result {
        let deployment = self.deployment.as_str();
        // To the second: what is drawn and alarmed on is a minute at least.
        let milliseconds = (self.clock)().unix().saturating_mul(1_000);
        write!(writer, r#","_aws":{{"Timestamp":{milliseconds},"CloudWatchMetrics":[{{"Namespace":"{NAMESPACE}","#)?;
        match count.dimension {
            None => write!(writer, r#""Dimensions":[["Deployment"]],"Metrics":["#)?,
            Some((name, _)) => write!(writer, r#""Dimensions":[["Deployment"],["Deployment","{name}"]],"Metrics":["#)?,
        }
        for (nth, (name, unit, _)) in count.metrics.iter().enumerate() {
            write!(writer, r#"{}{{"Name":"{name}","Unit":"{unit}"}}"#, if nth == 0 { "" } else { "," })?;
        }
        write!(writer, r#"]}}]}},"Deployment":"{deployment}""#)?;
        if let Some((name, value)) = count.dimension {
            write!(writer, r#","{name}":"{value}""#)?;
        }
        count.metrics.iter().try_for_each(|(name, _, value)| write!(writer, r#","{name}":{value}"#))
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use serde_json::{Value, json};
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;
    use crate::authress::NotOurs;
    use crate::channel::Channel;
    use crate::config::{Environment, Fault};
    use crate::flow::FlowId;
    use crate::log;

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The one line that `event` becomes in this deployment, without its time of day.
    fn line(deployment: &str, event: impl FnOnce()) -> Value {
        let environment = Environment::new([("DEPLOYMENT".to_owned(), deployment.to_owned())].into());
        let counting = Deployment::read(&environment).unwrap();
        let counting = counting.map(|deployment| Counting { deployment, clock: || Timestamp::from_unix(1_800_000_000) });
        let paper = Paper::default();
        let writer = paper.clone();
        let lines = tracing_subscriber::registry().with(layer(counting, move || writer.clone()));
        tracing::subscriber::with_default(lines, || log::request("id").in_scope(event));
        let text = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
        assert_eq!(text.find('\n'), Some(text.len() - 1), "one line: {text}");
        let mut line: Value = serde_json::from_str(&text).unwrap();
        assert!(line.as_object_mut().unwrap().remove("timestamp").unwrap().is_string(), "{text}");
        line
    }

    fn flow() -> FlowId {
        FlowId::from_bytes([0; 16])
    }

    /// Also of what no run of the whole login shows: Lambda without a runtime, a machine without randomness, a table that fails as a login
    /// has succeeded.
    #[test]
    fn every_event_has_its_name_and_its_level() {
        let events: [(&str, &str, fn()); 20] = [
            ("ERROR", "sys_configuration", || log::configuration(&Fault::new("TABLE_NAME", "is missing"))),
            ("WARN", "sys_brand_color", || log::brand_color("#ffff00".parse().unwrap(), "#000000".parse().unwrap())),
            ("ERROR", "sys_runtime", log::runtime),
            ("ERROR", "sys_randomness", log::no_randomness),
            ("INFO", "authn_code_requested", || log::code_requested(&flow())),
            ("INFO", "authn_first_guess", || log::first_guess(&flow())),
            ("INFO", "authn_login_repeated", || log::login_repeated(&flow())),
            ("WARN", "authn_login_fail", || log::login_fail(&flow(), "wrong")),
            ("WARN", "authn_login_lock", || log::login_lock(&flow())),
            ("WARN", "excess_rate_limit_exceeded", || log::rate_limit(&flow(), "address")),
            ("WARN", "input_validation_fail", || log::input_refused("body")),
            ("WARN", "malicious_csrf", || log::csrf("cross-site")),
            ("WARN", "malicious_direct_access", || log::direct_access("no x-origin-verify")),
            ("ERROR", "sys_viewer_address", log::no_viewer_address),
            ("WARN", "redirect_tamper", || log::login_request_refused(NotOurs::RedirectUri)),
            ("ERROR", "sys_dependency_failure", || log::dependency("dynamodb", "timeout")),
            ("WARN", "authn_device_not_enrolled", || log::device_not_enrolled(&flow())),
            ("ERROR", "message_refused", || log::message_refused(&flow(), Channel::Email, "MessageRejected")),
            ("ERROR", "sys_signing_key", || log::signing_key("is missing")),
            ("ERROR", "sys_key_unavailable", log::key_unavailable),
        ];
        for (level, name, event) in events {
            let line = line("", event);
            assert_eq!((line["level"].as_str(), line["event"].as_str()), (Some(level), Some(name)), "{line}");
        }
    }

    #[test]
    fn an_event_that_counts_carries_its_metric() {
        assert_eq!(
            line("acme-login", || log::code_sent(&flow(), Channel::Email, 1)),
            json!({
                "level": "INFO", "event": "authn_code_sent", "flow": flow().as_str(), "channel": "email", "sends": 1, "span": { "name": "request", "id": "id" },
                "_aws": {
                    "Timestamp": 1_800_000_000_000_u64,
                    "CloudWatchMetrics": [{
                        "Namespace": "AuthressPasswordless",
                        "Dimensions": [["Deployment"], ["Deployment", "Channel"]],
                        "Metrics": [{ "Name": "CodesSent", "Unit": "Count" }],
                    }],
                },
                "Deployment": "acme-login", "Channel": "email", "CodesSent": 1,
            })
        );
    }

    #[test]
    fn a_metric_is_whole_and_told_apart() {
        let line = line("acme-login", || log::login_fail(&flow(), "wrong"));
        let directive = &line["_aws"]["CloudWatchMetrics"][0];
        assert_eq!(directive["Dimensions"], json!([["Deployment"], ["Deployment", "Reason"]]));
        assert_eq!((&line["GuessesFailed"], &line["Reason"]), (&json!(1), &json!("wrong")));
    }

    #[test]
    fn one_line_can_hold_two_metrics() {
        let line = line("acme-login", || log::login_success(&flow(), Duration::from_secs(42)));
        let metrics = json!([{ "Name": "Logins", "Unit": "Count" }, { "Name": "SecondsToCode", "Unit": "Seconds" }]);
        assert_eq!(line["_aws"]["CloudWatchMetrics"][0]["Metrics"], metrics);
        assert_eq!((&line["Logins"], &line["SecondsToCode"]), (&json!(1), &json!(42)));
    }

    #[test]
    fn a_later_code_is_another_metric() {
        let line = line("acme-login", || log::code_sent(&flow(), Channel::Sms, 2));
        assert_eq!((&line["CodesResent"], &line["CodesSent"], &line["Channel"]), (&json!(1), &Value::Null, &json!("sms")));
    }

    /// Only what stands in the table becomes a dimension.
    #[test]
    fn what_the_table_does_not_know_is_counted_and_not_told_apart() {
        let line = line("acme-login", || log::login_fail(&flow(), "jane@example.com"));
        assert_eq!(line["_aws"]["CloudWatchMetrics"][0]["Dimensions"], json!([["Deployment"]]));
        assert_eq!((&line["GuessesFailed"], &line["Reason"]), (&json!(1), &Value::Null));
    }

    #[test]
    fn what_does_not_count_and_what_belongs_to_no_deployment_stays_a_plain_line() {
        let span = json!({ "name": "request", "id": "id" });
        let locked = json!({ "level": "WARN", "event": "authn_login_lock", "flow": flow().as_str(), "span": span });
        assert_eq!(line("acme-login", || log::login_lock(&flow())), locked);
        assert_eq!(line("", || log::login_lock(&flow())), locked);
        let sent =
            json!({ "level": "INFO", "event": "authn_code_sent", "flow": flow().as_str(), "channel": "email", "sends": 1, "span": span });
        assert_eq!(line("", || log::code_sent(&flow(), Channel::Email, 1)), sent);
    }
}
