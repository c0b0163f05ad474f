"""What `docs/operations.md` says in numbers is what the template and the code have: somebody reads it at night, and believes it."""

import re
from collections import Counter

import expand
import test_api

PAGE = (expand.ROOT / "docs/operations.md").read_text()


def _section(title):
    (section,) = re.findall(rf"^## {re.escape(title)}.*?(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    # As it is read: without the ends of lines.
    return " ".join(section.split())


def _paragraph(section, name):
    (paragraph,) = re.findall(rf"\*{name}\.\*.*?(?= \*[A-Z][a-z ]+\.\*|$)", section)
    return paragraph


def _seconds(file, constant):
    source = (expand.ROOT / "shared/src" / file).read_text()
    (seconds,) = re.findall(rf"const {constant}: Duration = Duration::from_secs\((\d+)\)", source)
    return int(seconds)


def _a_day(template, parameter):
    (count,) = re.findall(r"(?:^|,)(\d+)/d(?:,|$)", template["Parameters"][parameter]["Default"])
    return int(count)


def a_day_of_texts_is_what_the_runbook_says(packaged):
    section = _section("Somebody has texts sent for money")
    unknown, known, all_of_them = (_a_day(packaged, f"SmsSendsPer{whose}") for whose in ("Address", "Device", "Deployment"))
    assert f"{unknown} a day to one number by browsers unknown to it" in section
    assert f"{known} a day by all that have logged in to it, together" in section
    assert f"{all_of_them} a day in each of two lanes" in section and f"So {2 * all_of_them:,} a day" in section


def a_limit_of_the_deployment_is_said_to_be_one_of_each_lane(packaged):
    for parameter in ("SendsPerDeployment", "SmsSendsPerDeployment"):
        assert "in each of two lanes" in packaged["Parameters"][parameter]["Description"], parameter
    said = packaged["Parameters"]["SmsSendsPerDeployment"]["Description"]
    assert "twice" in said and "fixed windows" in said


def every_channels_breaker_has_its_alarm_and_its_line():
    # Both lanes of a channel are logged by the one name.
    channels = [file.read_text() for file in (expand.ROOT / "shared/src/channel").glob("*.rs")]
    breakers = {breaker for source in channels for breaker in re.findall(r'\bbreaker: "([a-z-]+)"', source)}
    assert len(breakers) >= 2
    alarms = expand.of_kind(expand.read(expand.ROOT / "infra/monitoring.yaml"), "AWS::CloudWatch::Alarm").values()
    dimensions = [one for alarm in alarms for one in alarm["Properties"].get("Dimensions", [])]
    assert {one["Value"] for one in dimensions if one["Name"] == "Limit"} == breakers
    (line,) = [line for line in PAGE.splitlines() if line.startswith("| `LimitsHit`")]
    assert not [breaker for breaker in breakers if f" {breaker}" not in line], line


def the_times_of_the_key_in_the_secret_store_are_those_of_the_code():
    fresh, stale = (_seconds("authress/key_source.rs", name) for name in ("FRESH", "STALE"))
    again = _seconds("http/refusal.rs", "RETRY_AFTER")
    section = _section("The signing key in Secrets Manager")
    assert f"asks for it within {again} s, and keeps it for {fresh} s" in section
    assert f"for at most {stale // 60} minutes" in _paragraph(section, "Stale")
    assert "AccessDenied" in _paragraph(section, "Stale") and "ResourceNotFound" in _paragraph(section, "Stale")
    leak = _paragraph(section, "Leak")
    # The store that says no is believed less than the one that says something else.
    assert f"within {fresh} s" in leak and f"for {stale // 60} minutes" in leak


def the_times_of_the_key_in_kms_are_those_of_the_code():
    outage = _paragraph(_section("The signing key in KMS"), "Outage")
    assert f"{_seconds('authress/signer.rs', 'ASK_KMS_AGAIN')} s after" in outage
    assert f"for {_seconds('flow/ledger.rs', 'DOUBLE_SUBMIT')} s" in outage


def each_throttle_is_said_to_be_a_routes_own():
    section = _section("Flood")
    words = {2: "two", 3: "three", 5: "five"}
    for rate, routes in Counter(rate for _, _, rate in test_api.ROUTES.values()).items():
        assert f"`{rate}` {words[routes]}" in section, rate
