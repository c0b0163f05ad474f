"""T86: each function's whole power, as it is in the account once every reference is resolved."""

import json

import expand

REGION = "eu-west-1:123456789012"
LOGS = ["logs:CreateLogStream", "logs:PutLogEvents"]


def _powers(deployed, role):
    """Every (action, resource, condition) of a role; anything but an `Allow` on named resources fails."""
    powers = set()
    for statement in deployed.policies(role):
        assert set(statement) - {"Condition", "Sid"} == {"Effect", "Action", "Resource"} and statement["Effect"] == "Allow", statement
        for action in _list(statement["Action"]):
            for resource in _list(statement["Resource"]):
                powers.add((action, resource, json.dumps(statement.get("Condition", {}))))
    return powers


def _list(one_or_more):
    """Without what an `AWS::NoValue` leaves."""
    return [one_or_more] if isinstance(one_or_more, str) else [one for one in one_or_more if one is not None]


def _may_log(deployed, function):
    return {(action, f"arn:aws:logs:{REGION}:log-group:/aws/lambda/{deployed.name}/{function}", "{}") for action in LOGS}


def _may_send(identity, sender):
    condition = json.dumps({"StringEquals": {"ses:FromAddress": sender}})
    return ("ses:SendEmail", f"arn:aws:ses:{REGION}:{identity}", condition)


def _table(deployed):
    return f"arn:aws:dynamodb:{REGION}:table/{deployed.ids['Table']}"


def t86_the_page_function_may_log_and_nothing_else(deployed, own_domain, behind_cloudfront):
    for stack in (deployed, own_domain, behind_cloudfront):
        assert _powers(stack, "LoginPageRole") == _may_log(stack, "login-page")


def t86_issuing_may_write_to_the_table_and_send_as_its_own_sender(deployed):
    table = {(action, _table(deployed), "{}") for action in ("dynamodb:PutItem", "dynamodb:UpdateItem")}
    mail = {_may_send(to, "login@acme.example") for to in ("identity/acme.example", "configuration-set/login")}
    assert _powers(deployed, "IssueCodeRole") == _may_log(deployed, "issue-code") | table | mail


def t86_issuing_may_send_by_the_identity_and_in_the_sandbox_to_the_person_that_were_named(own_domain):
    sends = {power for power in _powers(own_domain, "IssueCodeRole") if power[0].startswith("ses:")}
    resources = ("identity/mail.acme.example", "configuration-set/own-domain", "identity/me@example.org")
    assert sends == {_may_send(resource, "login@acme.example") for resource in resources}


def t86_issuing_may_use_the_configuration_set_that_was_there_before(behind_cloudfront):
    sends = {power for power in _powers(behind_cloudfront, "IssueCodeRole") if power[0].startswith("ses:")}
    assert sends == {_may_send(resource, "login@acme.example") for resource in ("identity/acme.example", "configuration-set/marketing")}


def t86_verifying_may_count_a_guess_and_read_the_key(deployed):
    powers = {("dynamodb:UpdateItem", _table(deployed), "{}"), ("secretsmanager:GetSecretValue", deployed.ids["AuthressAccessKey"], "{}")}
    assert _powers(deployed, "VerifyCodeRole") == _may_log(deployed, "verify-code") | powers


def t86_issuing_may_send_texts_from_what_was_named_and_by_nothing_else(deployed, with_kms, getting_ready):
    said = {
        deployed: set(),
        with_kms: {"pool/pool-0a1b2c3d4e5f", "configuration-set/texts"},
        getting_ready: {"sender-id/ACME/CH"},
    }
    for stack, resources in said.items():
        sends = {power for power in _powers(stack, "IssueCodeRole") if power[0].startswith("sms-voice:")}
        assert sends == {("sms-voice:SendTextMessage", f"arn:aws:sms-voice:{REGION}:{resource}", "{}") for resource in resources}, stack.name


def t86_who_sends_texts_alone_may_send_no_mail(getting_ready):
    assert not [power for power in _powers(getting_ready, "IssueCodeRole") if power[0].startswith("ses:")]


def t86_verifying_may_sign_with_the_keys_that_exist_and_read_no_secret_besides(with_kms):
    # Both: while `b` takes over from `a`, the version before still signs with `a`.
    keys = with_kms.nested("Keys").outputs
    assert len({keys["KeyArnA"], keys["KeyArnB"]}) == 2
    only = json.dumps({"StringEquals": {"kms:SigningAlgorithm": "ED25519_SHA_512"}})
    powers = {("dynamodb:UpdateItem", _table(with_kms), "{}")} | {("kms:Sign", keys[f"KeyArn{slot}"], only) for slot in "AB"}
    assert _powers(with_kms, "VerifyCodeRole") == _may_log(with_kms, "verify-code") | powers


def t86_a_key_that_does_not_sign_yet_is_nobodys_to_sign_with(getting_ready):
    services = {power[0].partition(":")[0] for power in _powers(getting_ready, "VerifyCodeRole")}
    assert services == {"logs", "dynamodb", "secretsmanager"}


def t86_who_shows_the_public_keys_may_read_those_and_nothing_else(with_kms, getting_ready):
    for stack, slots in ((with_kms, "AB"), (getting_ready, "A")):
        keys = stack.nested("Keys").outputs
        shown = {("kms:GetPublicKey", keys[f"KeyArn{slot}"], "{}") for slot in slots}
        assert _powers(stack, "PublicKeyRole") == _may_log(stack, "public-key") | shown, stack.name


def no_function_has_a_managed_policy_and_the_rollout_has_the_limited_one_alone(expanded, deployed):
    # moto attaches none, so this is what the template says.
    attached = {name: role["Properties"].get("ManagedPolicyArns", []) for name, role in expand.of_kind(expanded, "AWS::IAM::Role").items()}
    limited = [{"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited"}]
    assert attached == {"LoginPageRole": [], "IssueCodeRole": [], "VerifyCodeRole": [], "PublicKeyRole": [], "RolloutRole": limited}
    assert deployed.policies("RolloutRole") == []


def no_policy_is_about_everything(expanded):
    for path, value in expand.nodes(expanded):
        if path[-1:] == ("Resource",) or path[-2:-1] == ("Resource",):
            assert value != "*", path
        if "PolicyDocument" in path and path[-1:] == ("Action",):
            assert "*" not in json.dumps(value), path


def each_role_is_assumed_by_its_service_alone(with_kms):
    for role in ("LoginPageRole", "IssueCodeRole", "VerifyCodeRole", "PublicKeyRole", "RolloutRole"):
        service = "codedeploy.amazonaws.com" if role == "RolloutRole" else "lambda.amazonaws.com"
        trust = with_kms.client("iam").get_role(RoleName=with_kms.ids[role])["Role"]["AssumeRolePolicyDocument"]["Statement"]
        assert trust == [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}], role


def each_function_has_the_role_that_bears_its_name(deployed):
    for function in ("LoginPage", "IssueCode", "VerifyCode"):
        assert deployed.function(function)["Configuration"]["Role"].endswith(f"role/{deployed.ids[f'{function}Role']}")


def a_permissions_boundary_is_on_every_role_or_on_none(deployed, own_domain, with_kms):
    named = "arn:aws:iam::123456789012:policy/boundary"
    for stack, boundary in ((deployed, None), (own_domain, named), (with_kms, named)):
        for role, kind in stack.kinds.items():
            if kind == "AWS::IAM::Role":
                found = stack.client("iam").get_role(RoleName=stack.ids[role])["Role"].get("PermissionsBoundary", {})
                assert found.get("PermissionsBoundaryArn") == boundary, role
