"""What CI may do to an account, read off `deploy-role.yaml`: no emulator evaluates a policy."""

import fnmatch
import json
import re
from pathlib import Path

import cfnlint
import expand
import pytest

INFRA = expand.ROOT / "infra"

# What template.yaml nests.
NESTED = {"AlarmTopic": "alarm-topic.yaml", "Alarms": "monitoring.yaml", "Keys": "signing-key.yaml"}

# Kind of resource -> the service whose actions make it.
SERVICES = {"ApiGatewayV2": "apigateway", "CertificateManager": "acm"}

# The account that the policies of the deploy role are read for.
HERE = {
    "AWS::Partition": "aws",
    "AWS::Region": "eu-west-1",
    "AWS::AccountId": "123456789012",
    "AWS::URLSuffix": "amazonaws.com",
    "StackToDeploy": "login",
    "HostedZoneId": "Z1",
    "Artifacts": "ci-artifacts",
    "Artifacts.Arn": "arn:aws:s3:::ci-artifacts",
    "StackRole.Arn": "arn:aws:iam::123456789012:role/stack",
    "Boundary": "arn:aws:iam::123456789012:policy/boundary",
}

# Kind of resource -> an action on it, and its ARN. {0} is a name that the template says, {1} one that CloudFormation makes: of the stack,
# the logical id and something random. (A function may be named, and then that is its {1}.)
NAMED = {
    "AWS::CloudFormation::Stack": ("cloudformation:UpdateStack", "arn:aws:cloudformation:eu-west-1:123456789012:stack/{1}/0a1b"),
    "AWS::CloudWatch::Alarm": ("cloudwatch:PutMetricAlarm", "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:{0}"),
    "AWS::CloudWatch::Dashboard": ("cloudwatch:PutDashboard", "arn:aws:cloudwatch::123456789012:dashboard/{0}"),
    "AWS::CodeDeploy::Application": ("codedeploy:CreateApplication", "arn:aws:codedeploy:eu-west-1:123456789012:application:{1}"),
    "AWS::CodeDeploy::DeploymentGroup": (
        "codedeploy:CreateDeployment",
        "arn:aws:codedeploy:eu-west-1:123456789012:deploymentgroup:{stack}-ServerlessDeploymentApplication-0A1B2C/{1}",
    ),
    "AWS::DynamoDB::Table": ("dynamodb:UpdateTable", "arn:aws:dynamodb:eu-west-1:123456789012:table/{1}"),
    "AWS::Events::Rule": ("events:PutRule", "arn:aws:events:eu-west-1:123456789012:rule/{0}"),
    "AWS::IAM::Role": ("iam:PassRole", "arn:aws:iam::123456789012:role/{1}"),
    "AWS::Lambda::Function": ("lambda:UpdateFunctionCode", "arn:aws:lambda:eu-west-1:123456789012:function:{1}"),
    "AWS::Logs::LogGroup": ("logs:PutRetentionPolicy", "arn:aws:logs:eu-west-1:123456789012:log-group:{0}"),
    "AWS::SES::ConfigurationSet": ("ses:PutConfigurationSetSendingOptions", "arn:aws:ses:eu-west-1:123456789012:configuration-set/{0}"),
    "AWS::SNS::Topic": ("sns:SetTopicAttributes", "arn:aws:sns:eu-west-1:123456789012:{1}"),
}
NAMES = ("AlarmName", "DashboardName", "FunctionName", "LogGroupName", "Name")

# Has no ARN, or one that says nothing of the stack; or belongs to something above.
NAMELESS = {
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::ApiMapping",
    "AWS::ApiGatewayV2::DomainName",
    "AWS::ApiGatewayV2::Stage",
    "AWS::CertificateManager::Certificate",
    "AWS::IAM::RolePolicy",
    "AWS::KMS::Key",
    "AWS::Lambda::Alias",
    "AWS::Lambda::Permission",
    "AWS::Lambda::Version",
    "AWS::Logs::MetricFilter",
    "AWS::Logs::ResourcePolicy",
    "AWS::Route53::RecordSet",
    "AWS::SES::ConfigurationSetEventDestination",
    "AWS::SNS::Subscription",
    "AWS::SNS::TopicPolicy",
    "AWS::SecretsManager::Secret",
    "Custom::PublicKey",
}

# What CloudFormation would call for a property that no template here has.
NOT_CALLED = {
    "acm:UpdateCertificateOptions",
    "apigateway:AddCertificateToDomain",
    "apigateway:RemoveCertificateFromDomain",
    # Deprecated; the verbs do it.
    "apigateway:TagResource",
    "apigateway:UntagResource",
    "cloudformation:SetStackPolicy",
    "cloudformation:UpdateTerminationProtection",
    "codedeploy:RegisterOnPremisesInstance",
    # The boundary stays.
    "iam:DeleteRolePermissionsBoundary",
    "iam:UpdateRole",
    "iam:UpdateRoleDescription",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "lambda:GetCodeSigningConfig",
    "lambda:GetLayerVersion",
    "lambda:PassCapacityProvider",
    "secretsmanager:GetRandomPassword",
    "secretsmanager:RemoveRegionsFromReplication",
    "secretsmanager:ReplicateSecretToRegions",
}


def _properties(template, name):
    return expand.read(INFRA / template)["Resources"][name]["Properties"]


def _statements(role):
    (policy,) = _properties("deploy-role.yaml", role)["Policies"]
    # A statement that stands under a condition counts as if it held.
    return _whatever_the_conditions(policy["PolicyDocument"]["Statement"])


def _whatever_the_conditions(members):
    return [member.get("Fn::If", (None, member))[1] for member in members]


def _list(one_or_more):
    return one_or_more if isinstance(one_or_more, list) else [one_or_more]


def _said(value, known):
    """What a string of the template comes to."""
    if not isinstance(value, dict):
        return value
    ((function, what),) = value.items()
    text = what if function == "Fn::Sub" else f"${{{'.'.join(_list(what))}}}"
    return re.sub(r"\$\{([^}]+)\}", lambda name: known[name[1]], text)


def _allows(statements, action, resource):
    """The statements that let somebody do this, under whatever condition. IAM's `*` matches what fnmatch's does, colons and slashes too."""
    return [
        statement
        for statement in statements
        if any(fnmatch.fnmatchcase(action, pattern) for pattern in _list(statement["Action"]))
        and any(fnmatch.fnmatchcase(resource, _said(pattern, HERE)) for pattern in _list(statement["Resource"]))
    ]


def _boundary():
    return _properties("deploy-role.yaml", "Boundary")["PolicyDocument"]["Statement"]


def _arns(expanded, stack):
    """Every resource that has the name of its stack in its own, as an action on it and its ARN."""
    templates = {stack: expanded}
    for name, file in NESTED.items():
        templates[f"{stack}-{name}-0A1B2C"] = expand.read(INFRA / file)
    for owner, template in templates.items():
        known = HERE | {"AWS::StackName": owner, "Deployment": stack}
        for name, resource in template["Resources"].items():
            assert resource["Type"] in NAMED.keys() | NAMELESS, f"{name}: say what its ARN is"
            if resource["Type"] in NAMED:
                action, arn = NAMED[resource["Type"]]
                properties = resource.get("Properties", {})
                said = next((_said(properties[key], known) for key in NAMES if key in properties), None)
                may_be_named = resource["Type"] == "AWS::Lambda::Function"
                assert may_be_named or ("{0}" in arn) == (said is not None), f"{name}: whether it has a name of its own has changed"
                made = said if may_be_named and said else f"{owner}-{name}-0A1B2C"
                yield action, arn.format(said, made, stack=stack)


def one_environment_of_one_repository_deploys_and_has_no_key():
    resources = expand.read(INFRA / "deploy-role.yaml")["Resources"]
    (trust,) = resources["DeployRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Action"] == "sts:AssumeRoleWithWebIdentity"
    # The whole subject, by equality: a pattern would let branches, pull requests or other repositories in.
    assert trust["Condition"] == {
        "StringEquals": {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": {"Fn::Sub": "repo:${Repository}:environment:${Environment}"},
        }
    }
    assert not {"AWS::IAM::AccessKey", "AWS::IAM::User"} & {resource["Type"] for resource in resources.values()}


def the_deploying_job_only_hands_templates_to_cloudformation():
    for statement in _statements("DeployRole"):
        services = {action.partition(":")[0] for action in _list(statement["Action"])}
        assert services <= {"cloudformation", "s3", "iam"} and "*" not in _list(statement["Resource"]), statement
        assert not [action for action in _list(statement["Action"]) if "*" in action], statement
    (passed,) = [statement for statement in _statements("DeployRole") if statement["Action"] == "iam:PassRole"]
    assert passed["Resource"] == {"Fn::GetAtt": ["StackRole", "Arn"]}
    assert passed["Condition"] == {"StringEquals": {"iam:PassedToService": "cloudformation.amazonaws.com"}}


def the_deploying_job_imports_nothing_and_takes_no_role_but_the_stacks():
    stack = "arn:aws:cloudformation:eu-west-1:123456789012:stack/login/0a1b"
    making = _allows(_statements("DeployRole"), "cloudformation:CreateChangeSet", stack)
    assert [statement["Condition"] for statement in making] == [
        {
            "Null": {"cloudformation:ImportResourceTypes": "true"},
            "StringEquals": {"cloudformation:RoleArn": {"Fn::GetAtt": ["StackRole", "Arn"]}},
        }
    ]


@pytest.mark.parametrize("other", ["login-prod", "login-deploy-role", "login-2", "log"])
def neither_role_reaches_a_stack_whose_name_begins_alike(expanded, other):
    for action, arn in _arns(expanded, other):
        assert not _allows(_statements("StackRole"), action, arn), arn
    stack = f"arn:aws:cloudformation:eu-west-1:123456789012:stack/{other}/0a1b"
    for role in ("DeployRole", "StackRole"):
        for action in ("CreateChangeSet", "ExecuteChangeSet", "DescribeStacks", "UpdateStack", "DeleteStack"):
            assert not _allows(_statements(role), f"cloudformation:{action}", stack), (role, action)


def the_stack_role_reaches_everything_of_its_stack_by_name(expanded):
    for action, arn in _arns(expanded, "login"):
        assert _allows(_statements("StackRole"), action, arn), arn
        if ":function:" in arn and not arn.endswith("-public-key"):
            assert _allows(_statements("StackRole"), action, f"{arn}:live"), arn


def no_name_of_the_stack_is_so_long_that_cloudformation_shortens_it(expanded):
    parameter = expand.read(INFRA / "deploy-role.yaml")["Parameters"]["StackToDeploy"]
    longest = next(length for length in range(200, 0, -1) if re.fullmatch(parameter["AllowedPattern"], "a" * length))
    for name in [*expand.of_kind(expanded, "AWS::Lambda::Function"), *expand.of_kind(expanded, "AWS::IAM::Role")]:
        # Two hyphens, and twelve or thirteen characters at random.
        assert longest + len(name) + 15 <= 64, name


def what_ci_uploads_lies_in_a_bucket_of_its_own():
    template = expand.read(INFRA / "deploy-role.yaml")
    assert not [name for name in template["Parameters"] if "Bucket" in name], "one of somebody else's would be CI's to poison"
    ours = {"arn:aws:s3:::ci-artifacts", "arn:aws:s3:::ci-artifacts/*"}
    for statement in (*_statements("DeployRole"), *_statements("StackRole")):
        if any(action.startswith("s3:") for action in _list(statement["Action"])):
            assert {_said(resource, HERE) for resource in _list(statement["Resource"])} <= ours, statement
    bucket = template["Resources"]["Artifacts"]
    assert bucket["DeletionPolicy"] == bucket["UpdateReplacePolicy"] == "Retain"
    assert bucket["Properties"]["VersioningConfiguration"] == {"Status": "Enabled"}
    public = bucket["Properties"]["PublicAccessBlockConfiguration"]
    assert len(public) == 4 and all(public.values())
    (rule,) = bucket["Properties"]["LifecycleConfiguration"]["Rules"]
    assert rule["Status"] == "Enabled" and rule["ExpirationInDays"] >= 365, "a rollback fetches the last artifact again"
    (refusal,) = _properties("deploy-role.yaml", "ArtifactsPolicy")["PolicyDocument"]["Statement"]
    assert (refusal["Effect"], refusal["Principal"], refusal["Action"]) == ("Deny", "*", "s3:*")
    assert {_said(resource, HERE) for resource in refusal["Resource"]} == ours
    assert refusal["Condition"] == {"Bool": {"aws:SecureTransport": False}}


def the_stack_role_makes_no_role_without_the_boundary_and_passes_none_elsewhere():
    parameters = expand.read(INFRA / "deploy-role.yaml")["Parameters"]
    assert not [name for name in parameters if "Boundary" in name], "somebody would give AdministratorAccess"
    bounded = ("iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:PutRolePermissionsBoundary")
    seen = set()
    for statement in _statements("StackRole"):
        for action in _list(statement["Action"]):
            assert not action.startswith(("*", "iam*", "sts")) and not ("*" in action and action.startswith("iam:")), statement
            if action in bounded:
                seen.add(action)
                assert statement["Condition"] == {"StringEquals": {"iam:PermissionsBoundary": {"Ref": "Boundary"}}}
            assert action not in ("iam:DeleteRolePermissionsBoundary", "iam:CreateUser", "iam:CreateAccessKey")
            # Only what a role says itself: the boundary is a policy that stands alone.
            assert not re.search("Policy(Version)?$", action) or "RolePolicy" in action or not action.startswith("iam:"), action
            if action == "iam:PassRole":
                services = ["lambda.amazonaws.com", "codedeploy.amazonaws.com"]
                assert statement["Condition"] == {"StringEquals": {"iam:PassedToService": services}}
    assert seen == set(bounded)


def the_boundary_lets_every_role_of_the_stack_do_its_work(expanded):
    known = HERE | {"AWS::StackName": "login", "Table.Arn": "arn:aws:dynamodb:eu-west-1:123456789012:table/login-Table-0A1B2C"}
    known |= {f"Key{slot}.Arn": f"arn:aws:kms:eu-west-1:123456789012:key/{slot}" for slot in "AB"}
    known |= {f"Keys.Outputs.KeyArn{slot}": known[f"Key{slot}.Arn"] for slot in "AB"}
    known |= {"SmsOriginationIdentity": "arn:aws:sms-voice:eu-west-1:123456789012:pool/pool-1", "SmsConfigurationSet": "texts"}
    known |= {"Deployment": "login"}
    known["AuthressAccessKey"] = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:AuthressAccessKey-0A1B2C-3d4e5f"
    keys = expand.read(INFRA / NESTED["Keys"])
    for name, found in (expand.of_kind(expanded, "AWS::Logs::LogGroup") | expand.of_kind(keys, "AWS::Logs::LogGroup")).items():
        group = _said(found["Properties"]["LogGroupName"], known)
        known[f"{name}.Arn"] = f"arn:aws:logs:eu-west-1:123456789012:log-group:{group}:*"
    needed = {("cloudwatch:DescribeAlarms", "*")}
    policies = [policy for role in expand.of_kind(expanded, "AWS::IAM::Role").values() for policy in role["Properties"].get("Policies", [])]
    policies += [policy["Properties"] for policy in expand.of_kind(keys, "AWS::IAM::RolePolicy").values()]
    for policy in policies:
        for statement in _whatever_the_conditions(policy["PolicyDocument"]["Statement"]):
            for resource in _whatever_the_conditions(_list(statement["Resource"])):
                # One whose name is a parameter: what comes before it.
                text = {"Fn::Sub": resource["Fn::Sub"][0]} if isinstance(resource.get("Fn::Sub"), list) else resource
                arn = _said(text, known | {"Identity": "acme.example", "Set": "login", "SandboxRecipientIdentity": "me@example.org"})
                needed |= {(action, arn) for action in _list(statement["Action"])}
    for function in expand.of_kind(expanded, "AWS::Lambda::Function"):
        arn = f"arn:aws:lambda:eu-west-1:123456789012:function:login-{function}-0A1B2C:live"
        needed |= {(f"lambda:{action}", arn) for action in ("GetAlias", "GetProvisionedConcurrencyConfig", "UpdateAlias")}
    for action, arn in needed:
        assert _allows(_boundary(), action, arn), (action, arn)
    allowed = {action for statement in _boundary() for action in _list(statement["Action"])}
    # And nothing that none of them needs, but for the keys of AWS's own behind the table and the secret.
    assert allowed - {action for action, _ in needed} == {"kms:Decrypt"}
    of_aws, signing = (_allows(_boundary(), f"kms:{action}", known["KeyA.Arn"])[0] for action in ("Decrypt", "Sign"))
    assert len(of_aws["Condition"]["StringEquals"]["kms:ViaService"]) == 2
    assert signing["Condition"] == {"StringEquals": {"kms:SigningAlgorithm": "ED25519_SHA_512"}}
    assert [statement["Action"] for statement in _boundary() if statement["Resource"] == "*"] == ["cloudwatch:DescribeAlarms"]


def the_boundary_ends_at_this_stack(expanded):
    for action, arn in _arns(expanded, "login-prod"):
        assert not _allows(_boundary(), action, arn), arn
    for action, arn in (
        ("dynamodb:PutItem", "arn:aws:dynamodb:eu-west-1:123456789012:table/login-prod-Table-0A1B2C"),
        ("lambda:UpdateAlias", "arn:aws:lambda:eu-west-1:123456789012:function:login-prod-VerifyCode-0A1B2C:live"),
        ("logs:PutLogEvents", "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/login-prod/verify-code:*"),
        ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:database-0A1B2C"),
        ("ses:SendEmail", "arn:aws:ses:eu-west-1:210987654321:identity/acme.example"),
        ("sms-voice:SendTextMessage", "arn:aws:sms-voice:eu-west-1:210987654321:pool/pool-1"),
        ("sms-voice:SendTextMessage", "arn:aws:sms-voice:eu-west-1:123456789012:opt-out-list/Default"),
        ("kms:Sign", "arn:aws:kms:eu-west-1:210987654321:key/A"),
        ("kms:ScheduleKeyDeletion", "arn:aws:kms:eu-west-1:123456789012:key/A"),
    ):
        assert not _allows(_boundary(), action, arn), arn


def the_deploying_job_reads_no_key_and_no_table():
    # The code that it deploys does: who may deploy verify-code is trusted with the key.
    allowed = [action for statement in _statements("DeployRole") for action in _list(statement["Action"])]
    assert not [action for action in allowed if action.startswith(("secretsmanager:", "kms:", "lambda:", "dynamodb:"))]


def _kinds(expanded):
    templates = [expanded, *(expand.read(INFRA / name) for name in NESTED.values())]
    kinds = {resource["Type"] for template in templates for resource in template["Resources"].values()}
    # A custom one is made by a function of ours.
    return {kind for kind in kinds if kind.startswith("AWS::")}


def the_stack_role_may_make_every_kind_of_resource_in_the_stack(expanded):
    kinds = _kinds(expanded)
    needed = {SERVICES.get(kind.split("::")[1], kind.split("::")[1].lower()) for kind in kinds}
    allows = [statement for statement in _statements("StackRole") if statement["Effect"] == "Allow"]
    allowed = {action.partition(":")[0] for statement in allows for action in _list(statement["Action"])}
    assert needed <= allowed, needed - allowed


def the_stack_role_may_call_what_cloudformation_calls(expanded):
    # AWS's own word for what each kind of resource needs, as cfn-lint brings it.
    kinds = _kinds(expanded)
    allowed = [action for statement in _statements("StackRole") for action in _list(statement["Action"])]
    seen = set()
    for file in (Path(cfnlint.__file__).parent / "data/schemas/resources").glob("*.json"):
        schema = json.loads(file.read_text())
        if (kind := schema.get("typeName")) in kinds and "handlers" in schema:
            seen.add(kind)
            service = kind.split("::")[1]
            own = f"{SERVICES.get(service, service.lower())}:"
            called = {action for handler, what in schema["handlers"].items() if handler != "list" for action in what.get("permissions", [])}
            for action in sorted(called - NOT_CALLED):
                # A service that another one works with, a stream or a bucket, stands behind a property that is not used.
                if action.startswith(own):
                    assert any(fnmatch.fnmatchcase(action, pattern) for pattern in allowed), f"{kind}: {action}"
    assert len(seen) > 20, seen


@pytest.mark.parametrize(
    "action",
    [
        "cloudwatch:DescribeAlarms",
        "ses:DescribeConfigurationSet",
        "ses:GetConfigurationSetEventDestinations",
        "sns:GetSubscriptionAttributes",
        "sns:SetSubscriptionAttributes",
        "sns:Unsubscribe",
    ],
)
def what_aws_knows_no_resource_for_is_allowed_without_one(action):
    assert any(statement["Resource"] == "*" for statement in _allows(_statements("StackRole"), action, "*"))


def the_stack_role_calls_the_function_behind_a_custom_resource_and_no_other_by_that_name():
    function = "arn:aws:lambda:eu-west-1:123456789012:function:"
    assert _allows(_statements("StackRole"), "lambda:InvokeFunction", f"{function}login-public-key")
    for other in ("login-prod-public-key", "login-public-key-2", "public-key"):
        assert not _allows(_statements("StackRole"), "lambda:InvokeFunction", f"{function}{other}"), other


def the_stack_role_makes_keys_and_signs_with_none():
    allowed = [action for statement in _statements("StackRole") for action in _list(statement["Action"])]
    for action in ("kms:Sign", "kms:CreateGrant", "kms:Decrypt"):
        assert not [pattern for pattern in allowed if fnmatch.fnmatchcase(action, pattern)], action


def the_stack_role_reaches_no_api_but_http_apis_and_their_domains():
    region = "arn:aws:apigateway:eu-west-1::"
    for path in ("/apis", "/apis/a1b2/stages", "/domainnames", "/domainnames/acme.example/apimappings", f"/tags/{region}/apis/a1b2"):
        assert _allows(_statements("StackRole"), "apigateway:POST", region + path), path
    for path in ("/restapis", "/restapis/a1b2", "/account", "/apikeys", "/vpclinks", "/usageplans"):
        assert not _allows(_statements("StackRole"), "apigateway:POST", region + path), path
