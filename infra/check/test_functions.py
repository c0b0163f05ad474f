"""The three functions as they are deployed."""

import expand

FUNCTIONS = {"LoginPage": "login-page", "IssueCode": "issue-code", "VerifyCode": "verify-code"}


def _configuration(deployed, function):
    return deployed.function(function)["Configuration"]


def _environment(deployed, function):
    return _configuration(deployed, function)["Environment"]["Variables"]


def each_is_a_small_function_of_the_operating_system_runtime(deployed):
    for function in FUNCTIONS:
        found = _configuration(deployed, function)
        assert (found["Runtime"], found["Handler"], found["MemorySize"], found["Timeout"]) == ("provided.al2023", "bootstrap", 256, 10)


def each_is_compiled_for_the_architecture_that_was_asked_for(expanded):
    # moto's CloudFormation drops it.
    for function in FUNCTIONS:
        assert expanded["Resources"][function]["Properties"]["Architectures"] == [{"Ref": "Architecture"}]
    assert expanded["Parameters"]["Architecture"]["Default"] == "arm64"


def only_who_writes_knows_the_table_and_only_who_signs_knows_where_the_key_is(deployed):
    # That each has the variables its code reads, no more and no less, is asserted in local/tests/login/template.rs.
    signer = [(name, ["VerifyCode"]) for name in ("AUTHRESS_ACCESS_KEY_SECRET_ID", "SIGNING", "KMS_KEY_ID")]
    for name, told in (("TABLE_NAME", ["IssueCode", "VerifyCode"]), *signer):
        assert [function for function in FUNCTIONS if name in _environment(deployed, function)] == told


def the_environment_says_what_the_parameters_said(own_domain):
    page, issue, verify = (_environment(own_domain, function) for function in FUNCTIONS)
    assert page["PUBLIC_URL"] == issue["PUBLIC_URL"] == verify["PUBLIC_URL"] == "https://sign-in.acme.example"
    assert issue["EMAIL_FROM"] == "Acme Ltd <login@acme.example>"
    assert issue["EMAIL_DOMAINS_ALLOWED"] == "acme.example,example.org" and issue["EMAIL_DOMAINS_DENIED"] == "example.net"
    assert issue["TABLE_NAME"] == verify["TABLE_NAME"] == own_domain.ids["Table"]
    assert verify["AUTHRESS_ACCESS_KEY_SECRET_ID"] == own_domain.ids["AuthressAccessKey"]
    assert {one["CODE_DIGITS"] for one in (page, issue, verify)} == {"8"} and page["CODE_TTL_SECONDS"] == "300"
    assert (page["BRAND_NAME"], page["BRAND_COLOR"]) == ("Acme & Sons", "#0b5fff") and page["BRAND_LOGO_URL"].startswith("data:image/svg+xml;")
    assert page["BRAND_SUPPORT_EMAIL"] == "help@acme.example" and page["BRAND_CSS"] == "h1 { font-family: Georgia, serif }"
    assert (page["BRAND_TERMS_URL"], page["BRAND_PRIVACY_URL"]) == ("https://acme.example/terms?v=2#top", "https://acme.example/privacy")
    assert (issue["CODE_IN_SUBJECT"], page.get("CODE_IN_SUBJECT")) == ("true", None)
    assert {one["DEPLOYMENT"] for one in (page, issue, verify)} == {"own-domain"}


def the_environment_says_what_texts_and_apps_need(with_kms, deployed):
    page, issue, verify = (_environment(with_kms, function) for function in FUNCTIONS)
    assert page["CHANNELS"] == issue["CHANNELS"] == "email,sms" and "CHANNELS" not in verify
    assert issue["SMS_COUNTRIES"] == "CH,DE" and issue["SMS_CONFIGURATION_SET"] == "texts"
    assert issue["SMS_ORIGINATION_IDENTITY"] == "arn:aws:sms-voice:eu-west-1:123456789012:pool/pool-0a1b2c3d4e5f"
    limits = [issue[f"SMS_SENDS_PER_{whom}"] for whom in ("ADDRESS", "DEVICE", "DEPLOYMENT")]
    assert limits == ["3/h,5/d", "3/h,5/d", "50/h,200/d"]
    assert issue["APP_ORIGINS"] == verify["APP_ORIGINS"] == "https://app.acme.example,http://localhost:5173" and "APP_ORIGINS" not in page
    # A blank one is an absent one.
    for name, value in {"CHANNELS": "email", "SMS_COUNTRIES": "", "SMS_ORIGINATION_IDENTITY": "", "APP_ORIGINS": ""}.items():
        assert _environment(deployed, "IssueCode")[name] == value, name


def verify_code_is_told_of_the_one_key_that_signs(deployed, with_kms, getting_ready):
    names = ("SIGNING", "AUTHRESS_ACCESS_KEY_SECRET_ID", "KMS_KEY_ID", "AUTHRESS_KEY_ID", "AUTHRESS_ACCOUNT_ID")
    for stack in (deployed, getting_ready):
        told = [_environment(stack, "VerifyCode")[name] for name in names]
        assert told == ["secret", stack.ids["AuthressAccessKey"], "", "", ""], stack.name
    told = [_environment(with_kms, "VerifyCode")[name] for name in names]
    assert told == ["kms", "", with_kms.nested("Keys").outputs["KeyArnB"], "k2B4", "acc_a1b2c3d4e5"]


def a_sender_without_a_name_is_a_bare_address(deployed):
    assert _environment(deployed, "IssueCode")["EMAIL_FROM"] == "login@acme.example"


def behind_cloudfront_every_function_knows_the_hashes_of_its_secret(behind_cloudfront):
    for function in FUNCTIONS:
        environment = _environment(behind_cloudfront, function)
        assert environment["ORIGIN_SECRET_SHA256"] == f"{'0a' * 32},{'1b' * 32}"
        assert environment["PUBLIC_URL"] == "https://sign-in.acme.example"


def the_variables_of_a_function_fit_into_what_lambda_gives_them(own_domain):
    for function in FUNCTIONS:
        assert sum(len(name) + len(value) for name, value in _environment(own_domain, function).items()) < 4096


def t92_a_reserved_concurrency_is_that_of_each_function(deployed, own_domain):
    for function in FUNCTIONS:
        reserved = [stack.function(function).get("Concurrency", {}).get("ReservedConcurrentExecutions") for stack in (deployed, own_domain)]
        assert [str(count) for count in reserved] == ["None", "20"], function


def the_logs_are_json_at_info_in_a_group_of_their_own(expanded, deployed, own_domain):
    # T71: at TRACE the runtime would log whole events.
    for function, name in FUNCTIONS.items():
        logging = expanded["Resources"][function]["Properties"]["LoggingConfig"]
        assert logging == {"LogFormat": "JSON", "ApplicationLogLevel": "INFO", "LogGroup": {"Ref": f"{function}Logs"}}
        assert deployed.ids[f"{function}Logs"] == f"/aws/lambda/login/{name}"
    for stack, days in ((deployed, 30), (own_domain, 90)):
        groups = stack.client("logs").describe_log_groups()["logGroups"]
        kept = {group["logGroupName"]: group.get("retentionInDays") for group in groups}
        ours = {stack.ids[name] for name, kind in stack.kinds.items() if kind == "AWS::Logs::LogGroup"}
        assert len(ours) == 4 and {kept[name] for name in ours} == {days}


def nothing_of_a_function_is_open_to_the_internet_but_by_the_api(expanded):
    for kind in ("AWS::Lambda::Url", "AWS::Lambda::EventSourceMapping", "AWS::Lambda::LayerVersion"):
        assert not expand.of_kind(expanded, kind)
