"""The inline function of `signing-key.yaml`, run as Lambda runs it but with a KMS of its own, since moto's knows no Ed25519 key."""

import hashlib
import types
import urllib.request

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class Kms:
    """Knows a key by every name, and first fails as it is told to."""

    def __init__(self, *faults):
        self.asked, self.faults = [], list(faults)

    def get_public_key(self, KeyId):
        self.asked.append(KeyId)
        if self.faults:
            raise self.faults.pop(0)
        return {"PublicKey": public_half(KeyId)}


def public_half(arn):
    """SubjectPublicKeyInfo in DER."""
    key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(arn.encode()).digest())
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def run(source, event, kms):
    """What it sends to CloudFormation, as requests, and how long it waited for KMS."""
    sent, waits, module = [], [], {}
    exec(compile(source, "index.py", "exec"), module)
    module["boto3"] = types.SimpleNamespace(client=lambda service: {"kms": kms}[service])
    module["time"] = types.SimpleNamespace(sleep=waits.append)
    request = types.SimpleNamespace(Request=urllib.request.Request, urlopen=lambda put, timeout: sent.append(put))
    module["urllib"] = types.SimpleNamespace(request=request)
    module["handler"](event, None)
    return sent, waits
