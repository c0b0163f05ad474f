"""What CloudFormation refuses before anything is deployed: single values, and values that do not go together."""

import re

import conditions
import expand
import pytest
from conftest import BEHIND_CLOUDFRONT, GETTING_READY, LEAST, OWN_DOMAIN, WITH_KMS

TEXTS = {"SmsCountries": "CH", "SmsOriginationIdentity": "arn:aws:sms-voice:eu-west-1:123456789012:phone-number/phone-0a1b"}
KMS = {"Signing": "kms", "SigningKeys": "a", "AuthressKeyId": "k1", "AuthressAccountId": "acc_1"}

# Parameter -> what it takes, and what it does not.
VALUES = {
    "Channels": (["email", "sms", "email,sms", "sms,email"], ["", "email,email", "sms, email", "whatsapp", "SMS"]),
    "SmsCountries": (["", "CH", "CH,DE,US"], ["ch", "CHE", "CH, DE", "CH,", "*"]),
    "SmsOriginationIdentity": (
        [
            "",
            "arn:aws:sms-voice:eu-west-1:123456789012:phone-number/phone-dd4a4366965c409097eba6c48614b6e2",
            "arn:aws-us-gov:sms-voice:us-gov-west-1:123456789012:pool/pool-0a1b",
            "arn:aws:sms-voice:eu-west-1:123456789012:sender-id/ACME/CH",
        ],
        [
            *("*", "+41791234567", "ACME", "pool-0a1b", "arn:aws:sms-voice:eu-west-1:123456789012:*"),
            *("arn:aws:sms-voice:eu-west-1:123456789012:pool/*", "arn:aws:sms-voice:eu-west-1:123456789012:configuration-set/texts"),
            *("arn:aws:sms-voice:eu-west-1:123456789012:sender-id/ACME", "arn:aws:sns:eu-west-1:123456789012:topic"),
        ],
    ),
    "SmsConfigurationSet": (["", "texts"], ["arn:aws:sms-voice:eu-west-1:123456789012:configuration-set/texts", "a/b", "*"]),
    "SmsSendsPerAddress": (["3/h,5/d"], ["", "0/h", "3"]),
    "SmsSendsPerDevice": (["3/h,5/d"], ["", "0/h", "3"]),
    "SmsSendsPerDeployment": (["100/h,500/d"], ["", "0/h", "100"]),
    "AppOrigins": (
        [
            *("", "https://app.example.com", "https://app.example.com:8443", "http://localhost:5173", "http://127.0.0.1"),
            "https://app.example.com,https://admin.example.com,http://localhost:3000",
            # What is one scheme's own port is any port to the other.
            *("https://app.example.com:80", "http://localhost:443", "https://localhost:8443", "https://app.example.com:4430"),
            "https://app.example.com:8443,http://127.0.0.1:8080,https://admin.example.com",
        ],
        [
            *("*", "https://*.example.com", "https://app.example.com/", "https://app.example.com/page", "http://app.example.com"),
            *("https://App.example.com", "https://a.example.com, https://b.example.com", "https://a.example.com,", "app.example.com"),
            *("https://user@app.example.com", "null", "http://localhost.example.com", "https://localhost.", "http://localhost:0"),
            *("https://app.example.com:443", "https://localhost:443", "http://localhost:80", "http://127.0.0.1:80"),
            *("https://app.example.com:99999", "https://app.example.com:0443", "https://app.example.com:", "http://app.example.com:8080"),
            *("https://app.example.com:443,https://admin.example.com", "https://app.example.com,https://admin.example.com:443"),
            *(",", ",https://app.example.com", "https://app.example.com,,https://admin.example.com", "https://app.example.com\n"),
        ],
    ),
    "Signing": (["secret", "kms"], ["", "KMS", "none"]),
    "SigningAlso": (["", "secret", "kms"], ["none"]),
    "SigningKeys": (["", "a", "b", "a,b"], ["b,a", "c", "a, b"]),
    "SigningKey": (["a", "b"], ["", "a,b", "c"]),
    "AuthressKeyId": (["", "k2B4"], ["sc_1.k2B4.acc_1.MC4", "a b", "k/1"]),
    "AuthressAccountId": (["", "acc_a1b2-c3"], ["acc.1", "https://acc.authress.io"]),
}


@pytest.mark.parametrize("name", VALUES)
def a_value_that_cannot_be_is_refused(packaged, name):
    taken, not_taken = VALUES[name]
    # With whatever it needs beside it.
    beside = LEAST | TEXTS | KMS | {"SigningKeys": "a,b"}
    for value in taken:
        assert name not in conditions.refused(packaged, beside | {name: value}), value
    for value in not_taken:
        assert name in conditions.refused(packaged, beside | {name: value}), value


def an_apps_page_is_served_on_any_port_but_the_one_that_no_browser_names(packaged):
    takes = re.compile(packaged["Parameters"]["AppOrigins"]["AllowedPattern"]).fullmatch
    for page, own in (("https://app.example.com", 443), ("https://127.0.0.1", 443), ("http://localhost", 80)):
        taken = {port for port in range(70_000) if takes(f"{page}:{port}")}
        assert taken == set(range(1, 65_536)) - {own}, page
    assert not any(takes(f"http://app.example.com:{port}") for port in range(70_000))


@pytest.mark.parametrize("values", [LEAST, OWN_DOMAIN | {"HostedZoneId": "Z1"}, BEHIND_CLOUDFRONT, WITH_KMS, GETTING_READY])
def what_is_deployed_here_would_be_taken(packaged, values):
    # moto takes any.
    assert conditions.refused(packaged, values) == []


@pytest.mark.parametrize("channels", ["sms", "email,sms", "sms,email"])
def texts_need_a_sender_and_countries(packaged, channels):
    assert conditions.refused(packaged, LEAST | TEXTS | {"Channels": channels}) == []
    for missing in TEXTS:
        (why,) = conditions.refused(packaged, LEAST | TEXTS | {"Channels": channels, missing: ""})
        assert missing in why


def a_channel_is_found_wherever_it_stands_in_the_list_and_no_other_is_taken_for_it(packaged):
    monitoring = expand.read(expand.ROOT / "infra/monitoring.yaml")
    # All that there are today, and a third, which must not pass for either.
    for channels in [*packaged["Parameters"]["Channels"]["AllowedValues"], "voice"]:
        mails, texts = (channel in channels.split(",") for channel in ("email", "sms"))
        values = {"Channels": channels}
        assert conditions.holds(packaged, "SendsMails", values) is mails, channels
        assert conditions.holds(packaged, "SendsTexts", values) is texts, channels
        assert conditions.holds(packaged, packaged["Rules"]["Texts"]["RuleCondition"], values) is texts, channels
        assert conditions.holds(monitoring, "SendsTexts", values) is texts, channels


@pytest.mark.parametrize(("keys", "key"), [("", "a"), ("", "b"), ("a", "b"), ("b", "a")])
def kms_signs_with_no_key_that_does_not_exist(packaged, keys, key):
    (why,) = conditions.refused(packaged, LEAST | KMS | {"SigningKeys": keys, "SigningKey": key})
    assert "SigningKey" in why


@pytest.mark.parametrize(("keys", "key"), [("a", "a"), ("b", "b"), ("a,b", "a"), ("a,b", "b")])
def kms_signs_with_a_key_that_authress_knows(packaged, keys, key):
    values = LEAST | KMS | {"SigningKeys": keys, "SigningKey": key}
    assert conditions.refused(packaged, values) == []
    for missing in ("AuthressKeyId", "AuthressAccountId"):
        (why,) = conditions.refused(packaged, values | {missing: ""})
        assert missing in why


def the_way_to_kms_and_to_the_next_key_is_taken_step_by_step(packaged):
    # As docs/operations.md says it.
    steps = [
        {"SigningKeys": "a", "SigningAlso": "kms"},
        {"Signing": "kms", "SigningAlso": "secret", "AuthressKeyId": "k1", "AuthressAccountId": "acc_1"},
        {"SigningAlso": ""},
        {"SigningKeys": "a,b"},
        {"SigningKey": "b", "AuthressKeyId": "k2"},
        {"SigningKeys": "b"},
        {"SigningAlso": "secret"},
        {"Signing": "secret", "SigningAlso": "kms"},
        {"SigningAlso": "", "SigningKeys": ""},
    ]
    values = LEAST
    for step in steps:
        values = values | step
        assert conditions.refused(packaged, values) == [], step


def what_signed_before_needs_its_keys(packaged):
    (why,) = conditions.refused(packaged, LEAST | {"SigningAlso": "kms"})
    assert "SigningKeys" in why
