"""The keys in KMS, and how Authress comes to know their public halves: the inline function is run, with a KMS that knows such keys."""

import base64
import fnmatch
import json

import conditions
import expand
import inline
import pytest
from botocore.exceptions import ClientError

TEMPLATE = expand.read(expand.ROOT / "infra/signing-key.yaml")
SOURCE = TEMPLATE["Resources"]["PublicKeyFunction"]["Properties"]["Code"]["ZipFile"]
KEY = "arn:aws:kms:eu-west-1:123456789012:key/0a1b"


def _run(kms, request="Create", **more):
    event = {
        **{"RequestType": request, "ResponseURL": "https://bucket.example/answer?signature=1", "StackId": "stack", "RequestId": "r1"},
        **{"LogicalResourceId": "PublicKeyA", "ResourceProperties": {"ServiceToken": "function", "KeyArn": KEY}},
    }
    (sent, waits) = inline.run(SOURCE, event | more, kms)
    (put,) = sent
    assert (put.get_method(), put.full_url, put.get_header("Content-type")) == ("PUT", event["ResponseURL"], ""), "as the address is signed"
    answer = json.loads(put.data)
    assert [answer[name] for name in ("StackId", "RequestId", "LogicalResourceId")] == ["stack", "r1", "PublicKeyA"]
    return answer, waits


def _refusal(code):
    return ClientError({"Error": {"Code": code, "Message": "no"}}, "GetPublicKey")


@pytest.mark.parametrize("slot", "AB")
def each_key_signs_with_ed25519_and_can_be_had_back_for_a_month(slot):
    key = TEMPLATE["Resources"][f"Key{slot}"]
    assert key["Condition"] == f"Has{slot}" and key["DeletionPolicy"] == "Delete"
    properties = key["Properties"]
    assert (properties["KeySpec"], properties["KeyUsage"]) == ("ECC_NIST_EDWARDS25519", "SIGN_VERIFY")
    assert properties["PendingWindowInDays"] == 30 and "EnableKeyRotation" not in properties, "KMS turns no key of this kind"


@pytest.mark.parametrize("slot", "AB")
def a_keys_policy_leaves_it_to_roles_and_knows_no_grants(slot):
    decide, sign = TEMPLATE["Resources"][f"Key{slot}"]["Properties"]["KeyPolicy"]["Statement"]
    root = {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}
    assert decide["Principal"] == sign["Principal"] == root
    assert not [action for action in decide["Action"] if "*" in action or action in ("kms:Sign", "kms:CreateGrant")]
    # Or nobody could change it any more, and CloudFormation neither.
    assert {"kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DescribeKey", "kms:DisableKey", "kms:GetPublicKey"} <= set(decide["Action"])
    assert sign["Action"] == "kms:Sign" and sign["Condition"] == {
        "StringEquals": {"kms:SigningAlgorithm": "ED25519_SHA_512"},
        "ArnLike": {"aws:PrincipalArn": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Deployment}-VerifyCodeRole-*"}},
    }


def _lets(policy, action, principal, algorithm="ED25519_SHA_512"):
    """Whether a key's policy lets the account's own policies allow this to somebody."""
    asked = {"kms:SigningAlgorithm": algorithm, "aws:PrincipalArn": principal}
    for statement in policy["Statement"]:
        assert statement["Effect"] == "Allow" and statement["Principal"] == {"AWS": "arn:aws:iam::123456789012:root"}
        tests = statement.get("Condition", {})
        assert set(tests) <= {"StringEquals", "ArnLike"}
        holds = all(fnmatch.fnmatchcase(asked[key], value) for test in tests.values() for key, value in test.items())
        if holds and action in ([statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"]):
            return True
    return False


def _key_policies(stack):
    keys = stack.nested("Keys")
    kms = keys.client("kms")
    # As moto gives it: no text.
    return [kms.get_key_policy(KeyId=keys.ids[f"Key{slot}"], PolicyName="default")["Policy"] for slot in "AB"]


def t86_no_role_but_that_of_verify_code_signs_whatever_the_accounts_policies_allow(with_kms):
    iam = with_kms.client("iam")
    names = [name for name, kind in with_kms.kinds.items() if kind == "AWS::IAM::Role"]
    roles = {name: iam.get_role(RoleName=with_kms.ids[name])["Role"]["Arn"] for name in names}
    ours = roles.pop("VerifyCodeRole")
    account = "arn:aws:iam::123456789012:"
    others = [f"{account}root", f"{account}role/admin", f"{account}user/with-kms-VerifyCodeRole-0A1B2C", f"{account}role/VerifyCodeRole-0A1B2C"]
    # Of stacks whose names begin or end alike, and of another account.
    others += [f"{account}role/{stack}-VerifyCodeRole-0A1B2C" for stack in ("with-kms-prod", "with", "my-with-kms", "login")]
    others += [ours.replace("123456789012", "210987654321"), ours.replace("VerifyCodeRole", "IssueCodeRole"), *roles.values()]
    for policy in _key_policies(with_kms):
        assert _lets(policy, "kms:Sign", ours)
        assert not _lets(policy, "kms:Sign", ours, "ED25519_PH_SHA_512")
        assert not [one for one in others if _lets(policy, "kms:Sign", one)]


def who_administers_the_account_administers_the_keys_and_does_not_sign(with_kms):
    admin = "arn:aws:iam::123456789012:role/admin"
    needed = {"GetKeyPolicy", "PutKeyPolicy", "DescribeKey", "GetPublicKey", "DisableKey", "EnableKey", "ScheduleKeyDeletion", "CancelKeyDeletion"}
    for policy in _key_policies(with_kms):
        assert {action for action in needed | {"Sign", "CreateGrant"} if _lets(policy, f"kms:{action}", admin)} == needed


def the_keys_are_told_how_the_name_of_the_role_begins_and_it_is_never_cut(packaged):
    # CloudFormation makes it: <stack>-<logical id>-<twelve or thirteen characters at random>, 64 at most.
    assert packaged["Resources"]["Keys"]["Properties"]["Parameters"]["Deployment"] == {"Ref": "AWS::StackName"}
    assert not {"RoleName", "Path"} & set(packaged["Resources"]["VerifyCodeRole"]["Properties"])
    assert TEMPLATE["Parameters"]["Deployment"]["MaxLength"] + len("-VerifyCodeRole-") + 13 <= 64


def the_two_keys_are_alike():
    a, b = (json.dumps(TEMPLATE["Resources"][f"Key{slot}"]["Properties"] | {"Description": ""}) for slot in "AB")
    assert a == b


@pytest.mark.parametrize(("keys", "slots"), [("", ""), ("a", "A"), ("b", "B"), ("a,b", "AB")])
def the_keys_that_are_named_exist(packaged, keys, slots):
    for slot in "AB":
        assert conditions.holds(packaged, f"HasKey{slot}", {"SigningKeys": keys}) is (slot in slots)
        # The nested template is asked when there is one at all.
        assert not keys or conditions.holds(TEMPLATE, f"Has{slot}", {"SigningKeys": keys}) is (slot in slots)
    assert conditions.holds(packaged, "HasKeys", {"SigningKeys": keys}) is bool(keys)


@pytest.mark.parametrize("slot", "ab")
def the_key_that_is_named_signs(packaged, slot):
    values = {"Signing": "kms", "SigningKeys": "a,b", "SigningKey": slot}
    assert {one: conditions.holds(packaged, f"SignsWith{one.upper()}", values) for one in "ab"} == {one: one == slot for one in "ab"}
    key = packaged["Resources"]["VerifyCode"]["Properties"]["Environment"]["Variables"]["KMS_KEY_ID"]
    assert key == {
        "Fn::If": [
            "SignsWithA",
            {"Fn::GetAtt": ["Keys", "Outputs.KeyArnA"]},
            {"Fn::If": ["SignsWithB", {"Fn::GetAtt": ["Keys", "Outputs.KeyArnB"]}, ""]},
        ]
    }


@pytest.mark.parametrize(
    ("signing", "also", "may"),
    [
        ("secret", "", {"HasAccessKey"}),
        ("kms", "", {"MaySignWithKms"}),
        # While one takes over from the other, verify-code's two versions need what is theirs.
        ("kms", "secret", {"HasAccessKey", "MaySignWithKms"}),
        ("secret", "kms", {"HasAccessKey", "MaySignWithKms"}),
    ],
)
def the_secret_and_the_right_to_sign_are_there_for_who_uses_them(packaged, signing, also, may):
    values = {"Signing": signing, "SigningAlso": also, "SigningKeys": "a"}
    assert {name for name in ("HasAccessKey", "MaySignWithKms") if conditions.holds(packaged, name, values)} == may
    resources = packaged["Resources"]
    assert resources["AuthressAccessKey"]["Condition"] == "HasAccessKey"
    (policy,) = resources["VerifyCodeRole"]["Properties"]["Policies"]
    conditional = [one["Fn::If"] for one in policy["PolicyDocument"]["Statement"] if "Fn::If" in one]
    assert {condition: statement["Action"] for condition, statement, _ in conditional} == {
        "HasAccessKey": "secretsmanager:GetSecretValue",
        "MaySignWithKms": "kms:Sign",
    }


def the_public_half_is_given_as_authress_takes_it(with_kms):
    answer, waits = _run(inline.Kms())
    der = base64.b64decode(answer["Data"]["PublicKey"])
    # SubjectPublicKeyInfo of Ed25519 (RFC 8410), and nothing behind it.
    assert der.startswith(bytes.fromhex("302a300506032b6570032100")) and len(der) == 44 and waits == []
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("SUCCESS", KEY)
    keys = with_kms.nested("Keys").outputs
    for slot in "AB":
        assert base64.b64decode(with_kms.outputs[f"PublicKey{slot}"]) == inline.public_half(keys[f"KeyArn{slot}"])


def it_has_the_same_name_for_the_same_key_and_another_for_another():
    assert _run(inline.Kms(), "Update", PhysicalResourceId=KEY)[0]["PhysicalResourceId"] == KEY
    other = {"ResourceProperties": {"KeyArn": "another"}}
    assert _run(inline.Kms(), "Update", PhysicalResourceId=KEY, **other)[0]["PhysicalResourceId"] == "another"


def its_end_is_answered_at_once_and_asks_nobody():
    kms = inline.Kms()
    answer, _ = _run(kms, "Delete", PhysicalResourceId="whatever it was called")
    assert (answer["Status"], answer["PhysicalResourceId"], kms.asked) == ("SUCCESS", "whatever it was called", [])


def a_policy_that_is_not_known_yet_is_waited_for():
    answer, waits = _run(inline.Kms(*[_refusal("AccessDeniedException")] * 3))
    assert answer["Status"] == "SUCCESS" and waits == [5, 10, 20]
    function = TEMPLATE["Resources"]["PublicKeyFunction"]["Properties"]
    assert sum(waits) < function["Timeout"] < TEMPLATE["Resources"]["PublicKeyA"]["Properties"]["ServiceTimeout"]


@pytest.mark.parametrize("fault", [[_refusal("AccessDeniedException")] * 4, [_refusal("NotFoundException")], [ValueError("x" * 9999)]])
def what_fails_is_said_and_left(fault):
    answer, _ = _run(inline.Kms(*fault))
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("FAILED", KEY) and "Data" not in answer
    assert type(fault[0]).__name__ in answer["Reason"] and len(answer["Reason"]) <= 500


def a_request_without_a_key_fails_too():
    answer, _ = _run(inline.Kms(KeyError("KeyId")), ResourceProperties={})
    assert answer["Status"] == "FAILED" and answer["PhysicalResourceId"]


def the_function_fits_into_what_cloudformation_takes_and_has_a_policy_before_it_is_asked():
    assert len(SOURCE.encode()) <= 4096
    for slot in "AB":
        assert TEMPLATE["Resources"][f"PublicKey{slot}"]["DependsOn"] == "PublicKeyPolicy"
