"""Reads calls and their answers from standard input, as a JSON array; ends with 1 and says why when docs/openapi.yaml does not allow one."""

import json
import sys

import jsonschema_rs
import requests
import schemathesis
import yaml
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.transport import Response

DOCUMENT = "docs/openapi.yaml"


def faults(call):
    operation = schema[call["path"]]["POST"]
    request = requests.Request("POST", "http://127.0.0.1" + call["path"], json=call["body"]).prepare()
    headers = {name: [value] for name, value in call["headers"].items()}
    answer = Response(call["status"], headers, call["text"].encode(), request, elapsed=0, verify=False)
    case = operation.Case(path_parameters={"flow": call["flow"]}, headers={"Origin": call["origin"]}, body=call["body"])
    try:
        # A 503 is as it should be where one was asked for.
        case.validate_response(answer, excluded_checks=[not_a_server_error])
    except FailureGroup as fault:
        yield str(fault)
    if call["status"] < 300:
        wanted = document["paths"][call["path"]]["post"]["requestBody"]["content"]["application/json"]["schema"]
        validator = jsonschema_rs.Draft202012Validator({"allOf": [wanted], "components": document["components"]})
        yield from (f"the request: {fault.message}" for fault in validator.iter_errors(call["body"]))


schema = schemathesis.openapi.from_path(DOCUMENT)
with open(DOCUMENT, encoding="utf-8") as file:
    document = yaml.safe_load(file)
found = [f"{call['path']} {call['status']} {call['text']}: {fault}" for call in json.load(sys.stdin) for fault in faults(call)]
sys.exit("\n".join(found) or 0)
