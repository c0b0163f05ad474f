"""T87: what an access key of Authress looks like, and where none may stand. What is found is never shown, only where."""

import json
import re

import tomlkit
from samtranslator.yaml_helper import yaml_parse

# How every Ed25519 key in PKCS#8 begins, and what must follow to be one.
PRIVATE_KEY = re.compile("MC4CAQAwBQYDK2VwBCIE" + "[A-Za-z0-9+/_=-]{43}")
# clientId.keyId.accountId.key, of whatever kind the key is.
ACCESS_KEY = re.compile(r"\bsc_[^.\s\"']+\.[^.\s\"']+\.[^.\s\"']+\.[A-Za-z0-9+/_=-]{20}")
# As a whole value it needs no more than its three dots.
WHOLE = re.compile(r"sc_[^.]+\.[^.]+\.[^.]+\.")


def holds_key(text):
    return bool(PRIVATE_KEY.search(text) or ACCESS_KEY.search(text))


def is_key(value):
    """A value of a parameter, a variable or a field; or a `Name=value` of samconfig.toml."""
    return holds_key(value) or any(WHOLE.match(part.strip("\"'")) for part in (value, value.partition("=")[2]))


def values(thing):
    if isinstance(thing, dict):
        for name, member in thing.items():
            yield from (*values(name), *values(member))
    elif isinstance(thing, list):
        for member in thing:
            yield from values(member)
    elif isinstance(thing, str):
        yield thing


def read(path):
    text = path.read_text()
    parse = {".json": json.loads, ".toml": lambda toml: tomlkit.parse(toml).unwrap()}.get(path.suffix, yaml_parse)
    return parse(text), text


def holders(folder):
    """The templates, events and settings under a folder that hold a key; in a comment as well."""
    found = []
    for path in configuration(folder):
        parsed, text = read(path)
        if holds_key(text) or any(is_key(value) for value in values(parsed)):
            found.append(str(path.relative_to(folder)))
    return found


def configuration(folder):
    patterns = ("*.yaml", "*.yml", "samconfig*.toml", "env*.json", "events/*.json", "infra/**/*.yaml", ".github/**/*.yml")
    return sorted({path for pattern in patterns for path in folder.glob(pattern)})
