"""A check of our own: a request that conforms to the document may be refused, but never as malformed. And a line in the end for each kind
of answer that came, so that the test sees what was covered."""

import atexit

import schemathesis

PROBLEM = "urn:authress-passwordless:problem:"
MALFORMED = PROBLEM + "malformed"

answers = set()


@schemathesis.hook
def after_call(ctx, case, response):
    problem = response.json().get("type", "") if response.content else ""
    answers.add(f"{case.operation.path} {response.status_code} {problem.removeprefix(PROBLEM)}".rstrip())


@atexit.register
def say_what_was_answered():
    for answer in sorted(answers):
        print("answered:", answer)


@schemathesis.check
def conforming_is_not_malformed(ctx, response, case):
    conforms = case.meta is not None and case.meta.generation.mode.is_positive and not too_long(case.body)
    if conforms and response.status_code == 400 and response.json()["type"] == MALFORMED:
        raise AssertionError("the document allows this request, and the service finds it malformed")


def too_long(body):
    """JSON Schema counts characters, and the service bytes."""
    return isinstance(body, dict) and len(str(body.get("authenticationRequestId")).encode(errors="replace")) > 512
