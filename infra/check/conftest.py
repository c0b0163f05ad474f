"""What every specification here begins with: the template as packaged, as expanded, and as deployed in five ways."""

import pytest
from deployment import Account
from expand import expand

# All that must be named.
LEAST = {"AuthressDomain": "https://login.example.com", "AuthressClientId": "sc_demo", "EmailFromAddress": "login@acme.example"}

# Every option that goes with a domain of one's own.
OWN_DOMAIN = LEAST | {
    "EmailFromName": "Acme Ltd",
    "EmailIdentity": "mail.acme.example",
    "SandboxRecipientIdentity": "me@example.org",
    "EmailDomainsAllowed": "acme.example,example.org",
    "EmailDomainsDenied": "example.net",
    "DomainName": "sign-in.acme.example",
    "BrandName": "Acme & Sons",
    "BrandColor": "#0b5fff",
    "BrandLogoUrl": "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=",
    "BrandSupportEmail": "help@acme.example",
    "BrandTermsUrl": "https://acme.example/terms?v=2#top",
    "BrandPrivacyUrl": "https://acme.example/privacy",
    "BrandCss": "h1 { font-family: Georgia, serif }",
    "CodeDigits": "8",
    "CodeInSubject": "true",
    "CodeTtlSeconds": "300",
    "ReservedConcurrency": "20",
    "TableMaxWriteUnits": "200",
    "Architecture": "x86_64",
    "Rollout": "AllAtOnce",
    "PermissionsBoundaryArn": "arn:aws:iam::123456789012:policy/boundary",
    "LogRetentionDays": "90",
    "AlarmEmail": "ops@acme.example",
}

# Behind CloudFront, with a configuration set that was there before, and without alarms.
BEHIND_CLOUDFRONT = LEAST | {
    "PublicUrl": "https://sign-in.acme.example",
    "OriginSecretSha256": f"{'0a' * 32},{'1b' * 32}",
    "SesConfigurationSet": "marketing",
    "Monitoring": "off",
}

# Both channels, an app of one's own, and a key in KMS that has just taken over from another.
WITH_KMS = LEAST | {
    "Channels": "email,sms",
    "AppOrigins": "https://app.acme.example,http://localhost:5173",
    "SmsCountries": "CH,DE",
    "SmsOriginationIdentity": "arn:aws:sms-voice:eu-west-1:123456789012:pool/pool-0a1b2c3d4e5f",
    "SmsConfigurationSet": "texts",
    "SmsSendsPerDeployment": "50/h,200/d",
    "Signing": "kms",
    "SigningKeys": "a,b",
    "SigningKey": "b",
    "AuthressKeyId": "k2B4",
    "AuthressAccountId": "acc_a1b2c3d4e5",
    "PermissionsBoundaryArn": "arn:aws:iam::123456789012:policy/boundary",
    "AlarmEmail": "ops@acme.example",
}

# Texts alone, and a first key in KMS that does not sign yet.
GETTING_READY = LEAST | {
    "Channels": "sms",
    "SmsCountries": "US",
    "SmsOriginationIdentity": "arn:aws:sms-voice:eu-west-1:123456789012:sender-id/ACME/CH",
    "SigningKeys": "a",
    "Monitoring": "off",
}


@pytest.fixture(scope="session")
def least():
    return LEAST


@pytest.fixture(scope="session")
def account(tmp_path_factory):
    account = Account(tmp_path_factory.mktemp("account"))
    yield account
    account.close()


@pytest.fixture(scope="session")
def packaged(account):
    return account.package()


@pytest.fixture(scope="session")
def expanded(packaged):
    return expand(packaged, LEAST)


@pytest.fixture(scope="session")
def deployed(account, expanded):
    return account.deploy("login", expanded, LEAST)


@pytest.fixture(scope="session")
def own_domain(account, packaged):
    zone = account.client("route53").create_hosted_zone(Name="acme.example", CallerReference="once")["HostedZone"]["Id"]
    parameters = OWN_DOMAIN | {"HostedZoneId": zone.removeprefix("/hostedzone/")}
    return account.deploy("own-domain", expand(packaged, parameters), parameters)


@pytest.fixture(scope="session")
def behind_cloudfront(account, packaged):
    return account.deploy("behind-cloudfront", expand(packaged, BEHIND_CLOUDFRONT), BEHIND_CLOUDFRONT)


@pytest.fixture(scope="session")
def with_kms(account, packaged):
    return account.deploy("with-kms", expand(packaged, WITH_KMS), WITH_KMS)


@pytest.fixture(scope="session")
def getting_ready(account, packaged):
    return account.deploy("getting-ready", expand(packaged, GETTING_READY), GETTING_READY)
