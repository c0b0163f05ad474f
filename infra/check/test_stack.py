"""The stack as a whole: that it is there, and what it says of itself."""

import json
import re

import emulator
import expand

OF_A_DOMAIN = {"Certificate", "Domain", "DomainMapping", "DomainA", "DomainAaaa"}
OF_MAIL = {"ConfigurationSet", "MailCounts", "MailEvents"}
OF_MONITORING = {"AlarmTopic", "Alarms"}
OF_KMS = {"Keys", "PublicKeyRole"}
OF_THE_SECRET = {"AuthressAccessKey"}


def everything_in_the_template_was_made_but_what_a_parameter_leaves_out(
    expanded, deployed, own_domain, behind_cloudfront, with_kms, getting_ready
):
    for stack, left_out in (
        (deployed, OF_A_DOMAIN | OF_KMS),
        (own_domain, OF_KMS),
        (behind_cloudfront, OF_A_DOMAIN | OF_MAIL | OF_MONITORING | OF_KMS),
        (with_kms, OF_A_DOMAIN | OF_THE_SECRET),
        (getting_ready, OF_A_DOMAIN | OF_MONITORING),
    ):
        assert stack.status == "CREATE_COMPLETE"
        made = {re.sub("Version[0-9a-f]{10}$", "Version", name) for name in stack.ids}
        named = {re.sub("Version[0-9a-f]{10}$", "Version", name) for name in expanded["Resources"]}
        assert named - made == left_out and not made - named, stack.name


def everything_nested_was_made_too(with_kms):
    for name, template in (("AlarmTopic", "infra/alarm-topic.yaml"), ("Alarms", "infra/monitoring.yaml"), ("Keys", "infra/signing-key.yaml")):
        assert set(with_kms.nested(name).ids) == set(expand.read(expand.ROOT / template)["Resources"]), name


def moto_makes_no_kind_of_it_that_nobody_here_has_judged(expanded):
    # Else it would say success and leave a hole.
    names = ("CloudFormation::Stack", "DynamoDB::Table", "IAM::Role", "Logs::LogGroup", "Route53::RecordSet")
    by_moto = {f"AWS::{name}" for name in (*names, "Lambda::Function", "Lambda::Version", "Lambda::Permission")}
    kinds = {resource["Type"] for resource in expanded["Resources"].values()}
    assert kinds <= by_moto | set(emulator.NAMED) | set(emulator.MADE), kinds


def what_is_kept_and_what_goes_with_the_stack_is_said_where_it_matters(expanded):
    kept = {
        name for name, resource in expanded["Resources"].items() if resource.get("DeletionPolicy") == "Retain" and "Version" not in name
    }
    assert kept == {"Table"}
    assert expanded["Resources"]["AuthressAccessKey"]["DeletionPolicy"] == "Delete"
    assert expanded["Resources"]["AuthressAccessKey"]["UpdateReplacePolicy"] == "Retain"


def the_authorization_url_is_the_one_people_reach(deployed, own_domain, behind_cloudfront):
    assert deployed.outputs["AuthorizationUrl"] == "https://api0123456.execute-api.eu-west-1.amazonaws.com/login"
    assert own_domain.outputs["AuthorizationUrl"] == behind_cloudfront.outputs["AuthorizationUrl"] == "https://sign-in.acme.example/login"


def the_outputs_say_what_to_do_next(deployed, own_domain):
    assert deployed.outputs["TableName"] == deployed.ids["Table"]
    assert deployed.outputs["AccessKeySecretArn"] == deployed.ids["AuthressAccessKey"]
    assert deployed.outputs["ApiHost"] == "api0123456.execute-api.eu-west-1.amazonaws.com"
    command = deployed.outputs["PutAccessKey"]
    assert deployed.ids["AuthressAccessKey"] in command and "--region eu-west-1" in command and "file:///dev/stdin" in command


def the_outputs_say_what_signs(deployed, with_kms, getting_ready):
    of_the_secret = {"AccessKeySecretArn", "PutAccessKey"}
    for stack, signs, said in (
        (deployed, "secret", of_the_secret),
        (with_kms, "kms", {"SigningKeyArn", "PublicKeyA", "PublicKeyB"}),
        (getting_ready, "secret", of_the_secret | {"PublicKeyA"}),
    ):
        assert stack.outputs["Signing"] == signs
        assert {name for name in stack.outputs if "Key" in name} == said, stack.name


def no_output_is_exported_or_says_a_secret(expanded):
    for name, output in expanded["Outputs"].items():
        assert "Export" not in output and output["Description"], name
        assert "resolve:secretsmanager" not in json.dumps(output), name


def the_defaults_are_ones_that_the_patterns_take(packaged):
    for name, parameter in packaged["Parameters"].items():
        if "Default" in parameter and "AllowedPattern" in parameter:
            assert re.fullmatch(parameter["AllowedPattern"], str(parameter["Default"])), name


def every_text_parameter_refuses_what_it_cannot_be(packaged):
    # T79: before it is deployed.
    for name, parameter in packaged["Parameters"].items():
        assert parameter.get("Description"), name
        if parameter["Type"] == "String":
            assert "AllowedPattern" in parameter or "AllowedValues" in parameter, name
        if "AllowedPattern" in parameter:
            pattern = parameter["AllowedPattern"]
            assert pattern.startswith("^") and pattern.endswith("$") and parameter["ConstraintDescription"], name


def every_parameter_has_its_place_in_the_form(packaged):
    groups = packaged["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    placed = [name for group in groups for name in group["Parameters"]]
    assert sorted(placed) == sorted(packaged["Parameters"])
