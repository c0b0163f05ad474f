"""What outlives a request: the table, the secret, and how mail is sent."""

import expand


def _table(expanded):
    (table,) = expand.of_kind(expanded, "AWS::DynamoDB::Table").values()
    return table


def the_table_has_one_key_is_paid_by_request_and_cannot_be_deleted_by_mistake(deployed):
    table = deployed.client("dynamodb").describe_table(TableName=deployed.ids["Table"])["Table"]
    assert table["KeySchema"] == [{"AttributeName": "pk", "KeyType": "HASH"}]
    assert table["AttributeDefinitions"] == [{"AttributeName": "pk", "AttributeType": "S"}]
    assert table["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
    assert table["DeletionProtectionEnabled"] is True
    assert not table["LocalSecondaryIndexes"] and not table["GlobalSecondaryIndexes"] and "StreamSpecification" not in table


def the_table_forgets_can_be_restored_and_stays_when_the_stack_goes(expanded):
    # moto carries neither TTL nor backups nor a ceiling out of a template, and deletes what is to be retained.
    table = _table(expanded)
    assert table["Properties"]["TimeToLiveSpecification"] == {"AttributeName": "delete_at", "Enabled": True}
    assert table["Properties"]["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert table["Properties"]["SSESpecification"]["SSEEnabled"] is True
    assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("Retain", "Retain")


def t92_the_table_has_a_ceiling_when_one_is_named(expanded):
    ceiling = {"MaxWriteRequestUnits": {"Ref": "TableMaxWriteUnits"}}
    assert _table(expanded)["Properties"]["OnDemandThroughput"] == {"Fn::If": ["HasTableCeiling", ceiling, {"Ref": "AWS::NoValue"}]}


def the_secret_begins_as_a_placeholder_that_is_no_key(deployed):
    secret = deployed.client("secretsmanager").get_secret_value(SecretId=deployed.ids["AuthressAccessKey"])
    # An update of the stack would overwrite the key if this ever changed.
    assert secret["SecretString"] == "placeholder: put the access key of the Authress service client here"


def where_kms_signs_there_is_no_secret(with_kms):
    names = [secret["Name"] for secret in with_kms.client("secretsmanager").list_secrets()["SecretList"]]
    assert "AuthressAccessKey" not in with_kms.ids and not [name for name in names if name.startswith("with-kms")]


def nothing_else_holds_a_secret(expanded):
    assert list(expand.of_kind(expanded, "AWS::SecretsManager::Secret")) == ["AuthressAccessKey"]
    # What is given as a parameter stands in the processed template.
    assert not [name for name, parameter in expanded["Parameters"].items() if parameter.get("NoEcho")]


def t83_a_mail_is_sent_within_ten_minutes_over_tls_or_not_at_all(deployed):
    found = deployed.client("sesv2").get_configuration_set(ConfigurationSetName=deployed.ids["ConfigurationSet"])
    assert found["DeliveryOptions"] == {"TlsPolicy": "REQUIRE", "MaxDeliverySeconds": 600}
    assert found["SuppressionOptions"] == {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}
    assert found["ReputationOptions"]["ReputationMetricsEnabled"] is True


def no_mail_is_rewritten_to_track_its_reader(expanded):
    (made,) = expand.of_kind(expanded, "AWS::SES::ConfigurationSet").values()
    assert "TrackingOptions" not in made["Properties"] and made["Properties"]["SendingOptions"] == {"SendingEnabled": True}
    destinations = expand.of_kind(expanded, "AWS::SES::ConfigurationSetEventDestination").values()
    watched = {event for one in destinations for event in one["Properties"]["EventDestination"]["MatchingEventTypes"]}
    assert watched == {"send", "delivery", "bounce", "complaint", "reject", "deliveryDelay"}, "neither open nor click"


def a_configuration_set_that_was_there_before_is_used_and_none_made(behind_cloudfront):
    assert not {"ConfigurationSet", "MailCounts", "MailEvents"} & set(behind_cloudfront.ids)
    issue = behind_cloudfront.function("IssueCode")["Configuration"]["Environment"]["Variables"]
    assert issue["SES_CONFIGURATION_SET"] == behind_cloudfront.outputs["ConfigurationSet"] == "marketing"
