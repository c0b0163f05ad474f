"""The HTTP API. moto knows none, so all of this is read off the expanded template; but for who may call a function."""

import json
import re

import expand

# Route -> function, and the parameters that hold its burst and its rate (T92).
ROUTES = {
    "GET /login": ("LoginPage", "PageBurst", "PageRate"),
    "GET /login/code": ("LoginPage", "PageBurst", "PageRate"),
    "POST /login/code": ("IssueCode", "IssueBurst", "IssueRate"),
    "POST /login/verify": ("VerifyCode", "VerifyBurst", "VerifyRate"),
    "POST /api/codes": ("IssueCode", "IssueBurst", "IssueRate"),
    "OPTIONS /api/codes": ("IssueCode", "PageBurst", "PageRate"),
    "POST /api/codes/{flow}/resend": ("IssueCode", "IssueBurst", "IssueRate"),
    "OPTIONS /api/codes/{flow}/resend": ("IssueCode", "PageBurst", "PageRate"),
    "POST /api/codes/{flow}/verify": ("VerifyCode", "VerifyBurst", "VerifyRate"),
    "OPTIONS /api/codes/{flow}/verify": ("VerifyCode", "PageBurst", "PageRate"),
}


def _api(expanded):
    (api,) = expand.of_kind(expanded, "AWS::ApiGatewayV2::Api").values()
    return api["Properties"]


def _stage(expanded):
    (stage,) = expand.of_kind(expanded, "AWS::ApiGatewayV2::Stage").values()
    return stage["Properties"]


def the_api_has_these_routes_and_no_default(expanded):
    paths = _api(expanded)["Body"]["paths"]
    assert {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods} == set(ROUTES)
    # What a page of another origin is told is for the functions to say: the API's own answer would hold for the login's pages too.
    assert "CorsConfiguration" not in _api(expanded) and "cors" not in json.dumps(_api(expanded)).lower()
    # A route of a resource's own would stand beside those of the body.
    assert not expand.of_kind(expanded, "AWS::ApiGatewayV2::Route")


def each_route_calls_the_alias_of_its_function_with_payload_2(expanded):
    paths = _api(expanded)["Body"]["paths"]
    for route, (function, _, _) in ROUTES.items():
        method, path = route.split()
        integration = paths[path][method.lower()]["x-amazon-apigateway-integration"]
        assert integration["payloadFormatVersion"] == "2.0" and integration["type"] == "aws_proxy", route
        assert f"functions/${{{function}Aliaslive}}/invocations" in json.dumps(integration["uri"]), route


def t92_each_route_has_a_throttle_of_its_own(expanded):
    limits = {
        route: {"ThrottlingBurstLimit": {"Ref": burst}, "ThrottlingRateLimit": {"Ref": rate}} for route, (_, burst, rate) in ROUTES.items()
    }
    assert _stage(expanded)["RouteSettings"] == limits
    for _, burst, rate in ROUTES.values():
        assert 1 <= expanded["Parameters"][rate]["Default"] <= expanded["Parameters"][burst]["Default"] <= 1000


def t80_only_the_api_calls_a_function_and_only_by_its_own_method_and_path(deployed):
    # The stage is any, as SAM writes it; the API has the one.
    allowed = []
    for function in ("LoginPage", "IssueCode", "VerifyCode"):
        policy = json.loads(deployed.client("lambda").get_policy(FunctionName=deployed.ids[function])["Policy"])
        for statement in policy["Statement"]:
            assert statement["Principal"] == {"Service": "apigateway.amazonaws.com"} and statement["Action"] == "lambda:InvokeFunction"
            assert statement["FunctionName"] == deployed.ids[f"{function}Aliaslive"]
            (source,) = statement["Condition"].values()
            allowed.append((function, source["AWS:SourceArn"]))
    api = "arn:aws:execute-api:eu-west-1:123456789012:api0123456/*/"
    assert sorted(allowed) == sorted((function, api + re.sub(r"{\w+}", "*", route.replace(" ", "", 1))) for route, (function, _, _) in ROUTES.items())


def t80_with_a_domain_the_api_answers_under_no_other_name(expanded):
    (server,) = _api(expanded)["Body"]["servers"]
    disable = server["x-amazon-apigateway-endpoint-configuration"]["disableExecuteApiEndpoint"]
    assert disable == {"Fn::If": ["HasDomain", True, False]}


def t90_the_domain_speaks_tls_12_at_least(expanded):
    (domain,) = expand.of_kind(expanded, "AWS::ApiGatewayV2::DomainName").values()
    (configuration,) = domain["Properties"]["DomainNameConfigurations"]
    assert configuration["SecurityPolicy"] == "TLS_1_2" and configuration["EndpointType"] == "REGIONAL"


def the_domain_leads_to_the_api_over_both_protocols(own_domain):
    zone = own_domain.client("route53").list_hosted_zones()["HostedZones"][0]["Id"]
    records = own_domain.client("route53").list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    ours = {(record["Name"], record["Type"]): record["AliasTarget"]["DNSName"] for record in records if "AliasTarget" in record}
    target = "d-0123456789.execute-api.eu-west-1.amazonaws.com"
    assert {kind: name.rstrip(".") for (_, kind), name in ours.items()} == {"A": target, "AAAA": target}
    assert {name.rstrip(".") for name, _ in ours} == {"sign-in.acme.example"}


def the_access_log_holds_nothing_that_logs_somebody_in(expanded):
    settings = _stage(expanded)["AccessLogSettings"]
    text = settings["Format"]["Fn::Sub"]
    entry = json.loads(text)
    assert entry.pop("deployment") == "${AWS::StackName}"
    named = set(re.findall(r"\$context\.([A-Za-z.]+)", text))
    assert set(entry.values()) == {f"$context.{name}" for name in named}, "an entry is made of variables alone"
    # `path` and all that leads to a query, a header or a cookie; and what an authorizer or an integration may repeat of them.
    assert named == {
        *("requestTime", "requestId", "identity.sourceIp", "routeKey", "protocol", "status", "responseLength", "responseLatency"),
        *("integration.status", "integration.latency", "integration.requestId", "error.responseType"),
    }
    assert "${ApiLogs}" in json.dumps(settings["DestinationArn"])


def every_stage_is_deployed_by_itself_and_warns_as_it_fails(expanded):
    assert _stage(expanded)["StageName"] == "$default" and _stage(expanded)["AutoDeploy"] is True
    assert _api(expanded)["FailOnWarnings"] is True
