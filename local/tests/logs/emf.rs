//! The rules of CloudWatch's embedded metric format, written out from its specification: a line that breaks one is a metric that never
//! comes, and nothing says so.

use serde_json::Value;

/// One value of one metric, as CloudWatch takes it out of a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) name: String,
    pub(crate) unit: String,
    pub(crate) value: f64,
    /// The sets of dimensions it is kept under, each with its values.
    pub(crate) dimensions: Vec<Vec<(String, String)>>,
}

/// The metrics of a line; none when it has no `_aws`.
///
/// # Panics
/// When the line breaks a rule of the format.
pub(crate) fn points(line: &Value) -> Vec<Point> {
    let Some(metadata) = line.get("_aws") else { return Vec::new() };
    only(metadata, &["CloudWatchMetrics", "Timestamp"]);
    // Milliseconds; CloudWatch takes nothing older than two weeks, nor more than two hours ahead.
    let written = time::OffsetDateTime::parse(text(&line["timestamp"]), &time::format_description::well_known::Rfc3339).unwrap();
    let apart = metadata["Timestamp"].as_i64().unwrap() - written.unix_timestamp() * 1_000;
    assert!(apart.abs() <= 2_000, "{line}");
    let directives = metadata["CloudWatchMetrics"].as_array().unwrap();
    assert!(!directives.is_empty(), "{line}");
    directives.iter().flat_map(|directive| of_directive(line, directive)).collect()
}

fn of_directive(line: &Value, directive: &Value) -> Vec<Point> {
    only(directive, &["Namespace", "Dimensions", "Metrics"]);
    assert!((1..=256).contains(&text(&directive["Namespace"]).len()), "{line}");
    let sets = directive["Dimensions"].as_array().unwrap();
    assert!(!sets.is_empty(), "{line}");
    let dimensions: Vec<Vec<_>> = sets.iter().map(|set| of_set(line, set)).collect();
    let metrics = directive["Metrics"].as_array().unwrap();
    assert!((1..=100).contains(&metrics.len()), "{line}");
    metrics
        .iter()
        .map(|metric| {
            only(metric, &["Name", "Unit", "StorageResolution"]);
            let (name, unit) = (text(&metric["Name"]), text(&metric["Unit"]));
            assert!((1..=1_024).contains(&name.len()), "{line}");
            assert!(["Seconds", "Count"].contains(&unit), "of all units, these are ours: {line}");
            // A target is a member of the root: a number, or numbers.
            let value = line[name].as_f64().unwrap_or_else(|| panic!("{name} is no number in {line}"));
            Point { name: name.to_owned(), unit: unit.to_owned(), value, dimensions: dimensions.clone() }
        })
        .collect()
}

/// Up to 30 names, each the name of a text at the root.
fn of_set(line: &Value, set: &Value) -> Vec<(String, String)> {
    let names = set.as_array().unwrap();
    assert!(names.len() <= 30, "{line}");
    let dimension = |name: &Value| {
        let (name, value) = (text(name), text(&line[text(name)]));
        assert!((1..=250).contains(&name.len()) && name.is_ascii() && !name.starts_with(':'), "{line}");
        let printable = value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        assert!((1..=1_024).contains(&value.len()) && printable && !value.trim().is_empty(), "{line}");
        (name.to_owned(), value.to_owned())
    };
    names.iter().map(dimension).collect()
}

/// No members but these.
fn only(object: &Value, members: &[&str]) {
    for member in object.as_object().unwrap().keys() {
        assert!(members.contains(&member.as_str()), "{member} in {object}");
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}
