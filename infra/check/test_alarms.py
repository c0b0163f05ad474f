"""What watches the deployment, and what takes a rollout back."""

import json
import re

import expand
from moto.events.models import EventPattern

TEMPLATES = ("template.yaml", "infra/alarm-topic.yaml", "infra/monitoring.yaml", "infra/signing-key.yaml")
ROLLBACK = {"LoginPageErrors": "LoginPage", "IssueCodeErrors": "IssueCode", "VerifyCodeErrors": "VerifyCode"}


def _alarms(deployed):
    found = deployed.client("cloudwatch").describe_alarms(AlarmNamePrefix=f"{deployed.name}-")["MetricAlarms"]
    return {alarm["AlarmName"].removeprefix(f"{deployed.name}-"): alarm for alarm in found}


def t91_a_rollout_is_taken_back_by_crashes_of_its_own_function_alone(expanded, deployed):
    groups = expand.of_kind(expanded, "AWS::CodeDeploy::DeploymentGroup")
    alarms = {name: group["Properties"]["AlarmConfiguration"]["Alarms"] for name, group in groups.items()}
    watched = {name: [alarm["Name"]["Ref"] for alarm in alarms] for name, alarms in alarms.items()}
    assert watched == {f"{function}DeploymentGroup": [alarm] for alarm, function in ROLLBACK.items()}
    for alarm, function in ROLLBACK.items():
        found = _alarms(deployed)[deployed.ids[alarm].removeprefix("login-")]
        # Lambda counts here what the function did not answer at all: a 4xx is an answer, so whoever sends nonsense takes nothing back.
        assert (found["Namespace"], found["MetricName"], found["Statistic"]) == ("AWS/Lambda", "Errors", "Sum")
        name = deployed.ids[function]
        assert {pair["Name"]: pair["Value"] for pair in found["Dimensions"]} == {"FunctionName": name, "Resource": f"{name}:live"}
        assert found["TreatMissingData"] == "notBreaching"


def t91_a_rollout_that_failed_goes_back(expanded):
    for group in expand.of_kind(expanded, "AWS::CodeDeploy::DeploymentGroup").values():
        back = group["Properties"]["AutoRollbackConfiguration"]
        assert back["Enabled"] is True and {"DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"} <= set(back["Events"])


def t91_no_alarm_counts_4xx_answers():
    for template in TEMPLATES:
        for name, alarm in expand.of_kind(expand.read(expand.ROOT / template), "AWS::CloudWatch::Alarm").items():
            metrics = [value for path, value in expand.nodes(alarm) if path[-1:] == ("MetricName",)]
            assert metrics and "4xx" not in metrics, name


def every_metric_of_ours_that_an_alarm_watches_is_emitted_so():
    # An alarm on a name that nobody emits would stay quiet for ever.
    rows = (expand.ROOT / "shared/src/log/metrics.rs").read_text()
    emitted = set(re.findall(r'Row::new\("\w+", "(\w+)"\)', rows)) | {"RequestsThrottled"}
    by = dict(re.findall(r'Row::new\("\w+", "(\w+)"\)(?:(?!Row::new).)*?\.(?:by|always)\("(\w+)"', rows, re.DOTALL))
    watched = 0
    for path, value in expand.nodes(expand.read(expand.ROOT / "infra/monitoring.yaml")["Resources"]):
        if isinstance(value, dict) and value.get("Namespace") == "AuthressPasswordless":
            watched += 1
            name = value["MetricName"]
            assert name in emitted and {one["Name"] for one in value["Dimensions"]} <= {"Deployment", by.get(name)}, path
    assert watched >= 10


def what_a_throttle_refuses_is_counted_and_rings_and_takes_nothing_back(expanded):
    resources = expand.read(expand.ROOT / "infra/monitoring.yaml")["Resources"]
    counting, alarm = (resources[name]["Properties"] for name in ("ThrottledRequests", "ThrottledRequestsAlarm"))
    (metric,) = counting["MetricTransformations"]
    assert (metric["MetricNamespace"], metric["MetricName"]) == (alarm["Namespace"], alarm["MetricName"])
    assert [dimension["Key"] for dimension in metric["Dimensions"]] == [dimension["Name"] for dimension in alarm["Dimensions"]]
    # Both fields are in the access log, whose values are texts.
    assert counting["FilterPattern"] == '{ $.status = "429" }' and metric["Dimensions"][0]["Value"] == "$.deployment"
    for group in expand.of_kind(expanded, "AWS::CodeDeploy::DeploymentGroup").values():
        assert "Throttled" not in str(group["Properties"]["AlarmConfiguration"])


OF_TEXTS = {"texts-refused", "texts-sent", "texts-spend", "texts-deployment-limit"}


def texts_are_watched_where_they_are_sent_and_nowhere_else(deployed, with_kms):
    assert set(_alarms(with_kms)) - set(_alarms(deployed)) == OF_TEXTS and not set(_alarms(deployed)) - set(_alarms(with_kms))
    for stack, shown in ((deployed, False), (with_kms, True)):
        body = stack.client("cloudwatch").get_dashboard(DashboardName=stack.name)["DashboardBody"]
        titles = [widget["properties"]["title"] for widget in json.loads(body)["widgets"]]
        assert ("Texts" in titles) is shown and "Mail" in titles, stack.name


def what_is_refused_is_told_apart_by_its_channel(with_kms):
    for name, channel in (("mails-refused", "email"), ("texts-refused", "sms")):
        alarm = _alarms(with_kms)[name]
        assert alarm["MetricName"] == "MessagesRefused"
        assert {pair["Name"]: pair["Value"] for pair in alarm["Dimensions"]} == {"Deployment": "with-kms", "Channel": channel}


def the_spend_on_texts_is_watched_by_the_hour_and_by_the_month(with_kms):
    breaker, spend = (_alarms(with_kms)[name] for name in ("texts-deployment-limit", "texts-spend"))
    assert {pair["Name"]: pair["Value"] for pair in breaker["Dimensions"]} == {"Deployment": "with-kms", "Limit": "sms-deployment"}
    # It grows through the month and has no value between two texts: a sum would multiply it, and silence is no all-clear.
    assert (spend["Namespace"], spend["MetricName"], spend["Dimensions"]) == ("AWS/SMSVoice", "TextMessageMonthlySpend", [])
    assert (spend["Statistic"], spend["TreatMissingData"]) == ("Maximum", "ignore")
    sent = expand.read(expand.ROOT / "infra/monitoring.yaml")["Resources"]["TextsSentAlarm"]["Properties"]["Metrics"]
    metrics = [one["MetricStat"]["Metric"] for one in sent if "MetricStat" in one]
    assert [metric["MetricName"] for metric in metrics] == ["CodesSent", "CodesResent"]
    assert all({"Name": "Channel", "Value": "sms"} in metric["Dimensions"] for metric in metrics)


def every_alarm_tells_the_topic(with_kms):
    topic = with_kms.nested("AlarmTopic").outputs["TopicArn"]
    alarms = _alarms(with_kms)
    assert len(alarms) >= 10
    for name, alarm in alarms.items():
        assert alarm["AlarmActions"] == [topic] and alarm["ActionsEnabled"], name


def every_alarm_says_where_it_is_explained(with_kms):
    for name, alarm in _alarms(with_kms).items():
        assert alarm["AlarmDescription"].endswith("docs/operations.md"), name


def no_alarm_rings_because_nothing_happens(with_kms):
    for name, alarm in _alarms(with_kms).items():
        assert alarm["TreatMissingData"] in ("notBreaching", "ignore"), name


def the_alarms_pass_through_a_topic_that_is_encrypted_with_a_key_that_turns(deployed, own_domain):
    topic = deployed.nested("AlarmTopic")
    attributes = topic.client("sns").get_topic_attributes(TopicArn=topic.ids["Topic"])["Attributes"]
    assert attributes["KmsMasterKeyId"] == topic.ids["Key"]
    assert topic.client("kms").get_key_rotation_status(KeyId=topic.ids["Key"])["KeyRotationEnabled"] is True
    for stack, told in ((deployed, []), (own_domain, ["ops@acme.example"])):
        topic = stack.nested("AlarmTopic").ids["Topic"]
        found = stack.client("sns").list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        assert [(one["Protocol"], one["Endpoint"]) for one in found] == [("email", address) for address in told], stack.name


def cloudwatch_alone_uses_the_key_and_only_for_this_account(deployed):
    topic = deployed.nested("AlarmTopic")
    policy = topic.client("kms").get_key_policy(KeyId=topic.ids["Key"], PolicyName="default")["Policy"]
    account, cloudwatch = policy["Statement"]
    assert account["Principal"] == {"AWS": "arn:aws:iam::123456789012:root"}
    assert cloudwatch["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    assert cloudwatch["Condition"] == {"StringEquals": {"aws:SourceAccount": "123456789012"}}


def only_the_policy_of_a_key_says_everything_and_means_the_key():
    for template in TEMPLATES:
        for path, value in expand.nodes(expand.read(expand.ROOT / template)):
            assert value != "*" or path[-1:] != ("Resource",) or "KeyPolicy" in path, (template, path)


def without_monitoring_the_rollback_alarms_are_left_and_tell_nobody(behind_cloudfront):
    assert not {"AlarmTopic", "Alarms"} & set(behind_cloudfront.ids)
    alarms = _alarms(behind_cloudfront)
    assert sorted(alarms) == ["issue-code-errors", "login-page-errors", "verify-code-errors"]
    assert [alarm["AlarmActions"] for alarm in alarms.values()] == [[], [], []]


def _mail_event(kind, configuration_set="login", **detail):
    """As SES gives it to EventBridge."""
    mail = {
        "messageId": "0102018f-1",
        "destination": ["ann@example.org"],
        "commonHeaders": {"to": ["ann@example.org"]},
        "tags": {"ses:configuration-set": [configuration_set], "ses:from-domain": ["acme.example"]},
    }
    return {"source": "aws.ses", "detail-type": kind, "time": "2026-01-01T00:00:00Z", "detail": {"mail": mail} | detail}


def _rule(deployed, name):
    alarms = deployed.nested("Alarms")
    found = alarms.client("events").describe_rule(Name=alarms.ids[name])
    return EventPattern.load(found["EventPattern"])


def t82_a_mail_to_a_suppressed_address_is_counted_and_no_other(deployed):
    suppressed = _rule(deployed, "MailSuppressed")
    for kind, expected in (("OnAccountSuppressionList", True), ("Suppressed", True), ("General", False), ("MailboxFull", False)):
        event = _mail_event("Email Bounced", bounce={"bounceType": "Permanent", "bounceSubType": kind})
        assert suppressed.matches_event(event) is expected, kind
    of_others = _mail_event("Email Bounced", "marketing", bounce={"bounceSubType": "OnAccountSuppressionList"})
    assert suppressed.matches_event(of_others) is False
    alarm = _alarms(deployed)["mails-suppressed"]
    assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/Events", "TriggeredRules")
    assert alarm["Dimensions"] == [{"Name": "RuleName", "Value": deployed.nested("Alarms").ids["MailSuppressed"]}]


def what_goes_wrong_with_a_mail_is_written_down_and_what_goes_right_is_not(deployed):
    events = _rule(deployed, "MailEvents")
    for kind in ("Email Bounced", "Email Complaint Received", "Email Rejected", "Email Delivery Delayed"):
        assert events.matches_event(_mail_event(kind)) is True, kind
    for kind in ("Email Sent", "Email Delivered", "Email Opened"):
        assert events.matches_event(_mail_event(kind)) is False, kind


def t82_no_address_is_written_down_with_it(deployed):
    rules = expand.of_kind(expand.read(expand.ROOT / "infra/monitoring.yaml"), "AWS::Events::Rule")
    assert set(rules) == {"MailEvents", "MailSuppressed"}
    for rule in rules.values():
        for target in rule["Properties"]["Targets"]:
            # Without a transformer the whole event would go there.
            paths = set(target["InputTransformer"]["InputPathsMap"].values())
            assert paths <= {
                *("$.time", "$.detail-type", "$.detail.mail.messageId", "$.detail.bounce.bounceType", "$.detail.bounce.bounceSubType"),
                *("$.detail.deliveryDelay.delayType", "$.detail.complaint.complaintFeedbackType"),
            }
