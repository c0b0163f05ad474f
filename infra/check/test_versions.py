"""How a change reaches people: the API calls an alias, the alias a version, and a version is published for every change (or it is a
change that nobody gets: aws/serverless-application-model#3820)."""

import copy

import expand
import pytest

ALL = {"LoginPage", "IssueCode", "VerifyCode"}

# Parameter -> another value, and the functions that must be published again for it.
CHANGES = {
    "AuthressDomain": ("https://id.example.com", ALL),
    "AuthressClientId": ("sc_other", ALL),
    "DomainName": ("sign-in.acme.example", ALL),
    "PublicUrl": ("https://sign-in.acme.example", ALL),
    "OriginSecretSha256": ("0a" * 32, ALL),
    "BrandName": ("Acme", ALL),
    "BrandColor": ("#123456", ALL),
    "BrandLogoUrl": ("/brand/logo.svg", ALL),
    "BrandSupportEmail": ("help@acme.example", ALL),
    "BrandTermsUrl": ("https://acme.example/terms", ALL),
    "BrandPrivacyUrl": ("https://acme.example/privacy", ALL),
    "BrandCss": ("h1 { color: red }", ALL),
    "CodeDigits": ("8", ALL),
    "CodeInSubject": ("true", {"IssueCode"}),
    "CodeTtlSeconds": ("300", ALL),
    "ResendCooldown": ("60s", {"LoginPage", "IssueCode"}),
    "GuessesPerFlow": ("3", {"IssueCode", "VerifyCode"}),
    "AssertionSeconds": ("60", {"VerifyCode"}),
    "EmailFromAddress": ("id@acme.example", {"IssueCode"}),
    "EmailFromName": ("Acme", {"IssueCode"}),
    "SesConfigurationSet": ("marketing", {"IssueCode"}),
    "EmailDomainsAllowed": ("acme.example", {"IssueCode"}),
    "EmailDomainsDenied": ("acme.example", {"IssueCode"}),
    "SendsPerAddress": ("1/h", {"IssueCode"}),
    "SendsPerDevice": ("1/h", {"IssueCode"}),
    "FailuresPerAddress": ("1/h", {"IssueCode"}),
    "SendsPerSource": ("1/h", {"IssueCode"}),
    "SendsPerDeployment": ("1/h", {"IssueCode"}),
    "Channels": ("email,sms", {"LoginPage", "IssueCode"}),
    "SmsCountries": ("CH", {"IssueCode"}),
    "SmsOriginationIdentity": ("arn:aws:sms-voice:eu-west-1:123456789012:pool/pool-1", {"IssueCode"}),
    "SmsConfigurationSet": ("texts", {"IssueCode"}),
    "SmsSendsPerAddress": ("1/h", {"IssueCode"}),
    "SmsSendsPerDevice": ("1/h", {"IssueCode"}),
    "SmsSendsPerDeployment": ("1/h", {"IssueCode"}),
    "AppOrigins": ("https://app.acme.example", {"IssueCode", "VerifyCode"}),
    "Signing": ("kms", {"VerifyCode"}),
    "AuthressKeyId": ("k1", {"VerifyCode"}),
    "AuthressAccountId": ("acc_1", {"VerifyCode"}),
    # Which key signs is known when the keys are made: it takes over with the id that Authress gave it, in one version.
    "SigningKey": ("b", set()),
    "SigningKeys": ("a", set()),
    "SigningAlso": ("kms", set()),
    # What no function is told publishes nothing. (Another architecture is other code.)
    "Architecture": ("x86_64", set()),
    # Lambda refuses to publish what is the same but for this.
    "ReservedConcurrency": ("5", set()),
    "PageRate": ("7", set()),
    "TableMaxWriteUnits": ("100", set()),
    "LogRetentionDays": ("90", set()),
    "AlarmEmail": ("ops@acme.example", set()),
    "PermissionsBoundaryArn": ("arn:aws:iam::123456789012:policy/boundary", set()),
}


def _versions(packaged, parameters):
    """Function -> logical id of its version, as CloudFormation would come to it with these values."""
    versions = expand.of_kind(expand.expand_with_values(packaged, parameters), "AWS::Lambda::Version")
    return {version["Properties"]["FunctionName"]["Ref"]: name for name, version in versions.items()}


@pytest.fixture(scope="module")
def before(packaged, least):
    return _versions(packaged, least)


def each_function_has_one_version_and_the_alias_that_the_api_calls(expanded):
    for function in ALL:
        alias = expanded["Resources"][f"{function}Aliaslive"]["Properties"]
        version = alias["FunctionVersion"]["Fn::GetAtt"][0]
        assert alias["Name"] == "live" and version.startswith(f"{function}Version")
        assert expanded["Resources"][version]["DeletionPolicy"] == "Retain", "what a rollback goes back to"


@pytest.mark.parametrize("parameter", CHANGES)
def a_changed_parameter_publishes_the_functions_that_it_is_told_to(packaged, least, before, parameter):
    value, functions = CHANGES[parameter]
    after = _versions(packaged, least | {parameter: value})
    assert {function for function in ALL if after[function] != before[function]} == functions


def a_changed_function_is_published_and_an_unchanged_one_is_not(packaged, least, before):
    changed = copy.deepcopy(packaged)
    changed["Resources"]["IssueCode"]["Properties"]["CodeUri"] = "s3://artifacts/another"
    assert _versions(packaged, least) == before
    assert {function for function, version in _versions(changed, least).items() if version != before[function]} == {"IssueCode"}


def every_parameter_that_a_function_depends_on_is_among_these(packaged, least):
    # A parameter of tomorrow must not be forgotten above: each that comes to stand in a function's properties has its line.
    named = set()
    for function in ALL:
        properties = packaged["Resources"][function]["Properties"]
        for path, value in expand.nodes(properties):
            if "Environment" in path or "Architectures" in path:
                named |= _parameters(packaged, path, value)
    for path, value in expand.nodes(packaged["Globals"]):
        named |= _parameters(packaged, path, value)
    assert named <= set(CHANGES) | {"Rollout"}, named - set(CHANGES)


def _parameters(template, path, value):
    """Those whose name stands here, as a `Ref` or in a `Sub`."""
    if path[-1:] == ("Ref",) and value in template["Parameters"]:
        return {value}
    if path[-1:] == ("Fn::Sub",) or path[-2:-1] == ("Fn::Sub",):
        return {name for name in template["Parameters"] if isinstance(value, str) and f"${{{name}}}" in value}
    return set()
