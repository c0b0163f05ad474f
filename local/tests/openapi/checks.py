"""A check of our own: a request that conforms to the document may be refused, but never as malformed."""

import schemathesis

MALFORMED = "urn:authress-passwordless:problem:malformed"


@schemathesis.check
def conforming_is_not_malformed(ctx, response, case):
    conforms = case.meta is not None and case.meta.generation.mode.is_positive and not too_long(case.body)
    if conforms and response.status_code == 400 and response.json()["type"] == MALFORMED:
        raise AssertionError("the document allows this request, and the service finds it malformed")


def too_long(body):
    """JSON Schema counts characters, and the service bytes."""
    return isinstance(body, dict) and len(str(body.get("authenticationRequestId")).encode(errors="replace")) > 512
