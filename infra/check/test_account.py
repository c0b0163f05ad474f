"""What an account needs once, read off the templates beside the stack: most of it no emulator knows."""

import json

import expand

INFRA = expand.ROOT / "infra"

# Kind of resource -> the service whose actions make it.
SERVICES = {"ApiGatewayV2": "apigateway", "CertificateManager": "acm"}


def _properties(template, name):
    return expand.read(INFRA / template)["Resources"][name]["Properties"]


def _statements(role):
    (policy,) = _properties("deploy-role.yaml", role)["Policies"]
    # A statement that stands under a condition counts as if it held.
    return [statement.get("Fn::If", (None, statement))[1] for statement in policy["PolicyDocument"]["Statement"]]


def _list(one_or_more):
    return one_or_more if isinstance(one_or_more, list) else [one_or_more]


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


def the_stack_role_makes_no_role_without_the_boundary_and_passes_none_elsewhere():
    for statement in _statements("StackRole"):
        for action in _list(statement["Action"]):
            assert action != "*" and not action.startswith("iam:*"), statement
            if action in ("iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:PutRolePermissionsBoundary"):
                assert statement["Condition"] == {"StringEquals": {"iam:PermissionsBoundary": {"Ref": "PermissionsBoundaryArn"}}}
            assert action not in ("iam:DeleteRolePermissionsBoundary", "iam:CreateUser", "iam:CreateAccessKey", "iam:CreatePolicyVersion")
            if action == "iam:PassRole":
                services = ["lambda.amazonaws.com", "codedeploy.amazonaws.com"]
                assert statement["Condition"] == {"StringEquals": {"iam:PassedToService": services}}


def the_deploying_job_reads_no_key_and_no_table():
    # The code that it deploys does: who may deploy verify-code is trusted with the key.
    allowed = [action for statement in _statements("DeployRole") for action in _list(statement["Action"])]
    assert not [action for action in allowed if action.startswith(("secretsmanager:", "kms:", "lambda:", "dynamodb:"))]


def the_stack_role_may_make_every_kind_of_resource_in_the_stack(expanded):
    nested = [expand.read(INFRA / name) for name in ("alarm-topic.yaml", "monitoring.yaml")]
    kinds = {resource["Type"] for template in (expanded, *nested) for resource in template["Resources"].values()}
    needed = {SERVICES.get(kind.split("::")[1], kind.split("::")[1].lower()) for kind in kinds}
    allows = [statement for statement in _statements("StackRole") if statement["Effect"] == "Allow"]
    allowed = {action.partition(":")[0] for statement in allows for action in _list(statement["Action"])}
    assert needed <= allowed, needed - allowed


def cloudfront_proves_itself_with_a_secret_that_stands_in_no_template():
    distribution = _properties("front.yaml", "Distribution")["DistributionConfig"]
    (origin,) = distribution["Origins"]
    (header,) = origin["OriginCustomHeaders"]
    assert header["HeaderName"] == "x-origin-verify"
    _, *values = header["HeaderValue"]["Fn::If"]
    secrets = ("FirstSecret", "SecondSecret")
    assert [value["Fn::Sub"] for value in values] == [f"{{{{resolve:secretsmanager:${{{name}}}}}}}" for name in secrets]
    for name in secrets:
        assert _properties("front.yaml", name)["GenerateSecretString"]["PasswordLength"] >= 43, "256 bits"


def cloudfront_keeps_no_page_and_speaks_tls_on_both_sides():
    distribution = _properties("front.yaml", "Distribution")["DistributionConfig"]
    behavior = distribution["DefaultCacheBehavior"]
    # AWS's "CachingDisabled".
    assert behavior["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" and "CacheBehaviors" not in distribution
    assert behavior["ViewerProtocolPolicy"] == "https-only" and "POST" in behavior["AllowedMethods"]
    assert distribution["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    (origin,) = distribution["Origins"]
    assert origin["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
    assert {error["ErrorCachingMinTTL"] for error in distribution["CustomErrorResponses"]} == {0}, "one person's error is nobody else's"


def cloudfront_hands_on_what_the_functions_read_and_not_the_host():
    forwarded = _properties("front.yaml", "Forwarded")["OriginRequestPolicyConfig"]
    assert forwarded["CookiesConfig"] == {"CookieBehavior": "all"} and forwarded["QueryStringsConfig"] == {"QueryStringBehavior": "all"}
    headers = {header.lower() for header in forwarded["HeadersConfig"]["Headers"]}
    # CloudFront's own word for where the person is; one that the person sent would be theirs to choose.
    assert {"cloudfront-viewer-address", "content-type", "origin", "sec-fetch-site"} <= headers
    assert not {"host", "x-forwarded-for", "x-forwarded-host", "x-origin-verify"} & headers


def the_firewall_keeps_no_samples_and_counts_by_source():
    firewall = _properties("front.yaml", "Firewall")
    assert firewall["Scope"] == "CLOUDFRONT"
    for path, value in expand.nodes(firewall):
        # A sample shows the query and the cookies, and both log people in.
        assert path[-1:] != ("SampledRequestsEnabled",) or value is False, path
    rates = [rule["Statement"]["RateBasedStatement"] for rule in firewall["Rules"] if "RateBasedStatement" in rule["Statement"]]
    assert [rate["Limit"] for rate in rates] == [{"Ref": "PostsPerSource"}, {"Ref": "RequestsPerSource"}]


def a_sending_domain_signs_and_answers_for_its_bounces():
    identity = _properties("sending-domain.yaml", "Identity")
    assert identity["DkimAttributes"] == {"SigningEnabled": True}
    assert identity["DkimSigningAttributes"] == {"NextSigningKeyLength": "RSA_2048_BIT"}
    assert "MailFromDomain" in identity["MailFromAttributes"]
    assert expand.read(INFRA / "sending-domain.yaml")["Parameters"]["Dmarc"]["Default"].startswith("v=DMARC1; p=quarantine")


def no_output_beside_the_stack_says_a_secret():
    for template in INFRA.glob("*.yaml"):
        for name, output in expand.read(template).get("Outputs", {}).items():
            assert "resolve:secretsmanager" not in json.dumps(output), (template.name, name)
