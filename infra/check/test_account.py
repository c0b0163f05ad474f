"""What stands beside the stack, read off its templates: most of it no emulator knows."""

import json

import expand

INFRA = expand.ROOT / "infra"


def _properties(template, name):
    return expand.read(INFRA / template)["Resources"][name]["Properties"]


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
    assert behavior["ViewerProtocolPolicy"] == "https-only" and {"POST", "OPTIONS"} <= set(behavior["AllowedMethods"])
    assert "OPTIONS" not in behavior.get("CachedMethods", []), "one origin's preflight is nobody else's"
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
    # What a browser asks before a page of an app may post; and no more than ten, which is all that CloudFront takes.
    assert {"accept-language", "access-control-request-headers", "access-control-request-method"} <= headers and len(headers) <= 10
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
    assert expand.read(INFRA / "sending-domain.yaml")["Parameters"]["Dmarc"]["Default"] == ""


def no_output_beside_the_stack_says_a_secret():
    for template in INFRA.glob("*.yaml"):
        for name, output in expand.read(template).get("Outputs", {}).items():
            assert "resolve:secretsmanager" not in json.dumps(output), (template.name, name)
