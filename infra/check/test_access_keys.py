"""T87: no access key of Authress in a template, an event, a setting, a function's environment or the past. (That none stands in the
project's files of today is asserted in local/tests/login/documents.rs.) A rule that cannot fail proves nothing, so it is shown one first."""

import base64
import json
import os
import shutil
import subprocess

import access_keys
import expand
import pytest

# Made up here: no file may hold one. 0, 1, 2 … is nobody's key.
PRIVATE_KEY = base64.b64encode(bytes.fromhex("302e020100300506032b657004220420") + bytes(range(32))).decode()
SEEDS = {
    "private key": PRIVATE_KEY,
    "access key": f"sc_1.kid1.acc-1.{PRIVATE_KEY}",
    "access key of another kind": "sc_1.kid1.acc-1.not-of-ed25519",
}
# What each would be in: (file, its text around the seed).
PLACES = {
    "a default in the template": ("template.yaml", "Parameters:\n  Key:\n    Type: String\n    Default: '{}'\n"),
    "a variable in the template": ("template.yaml", "Globals: {{Function: {{Environment: {{Variables: {{KEY: '{}'}}}}}}}}\n"),
    "a nested template": ("infra/nested.yaml", "Resources: {{Secret: {{Properties: {{SecretString: '{}'}}}}}}\n"),
    "samconfig.toml": ("samconfig.toml", '[default.deploy.parameters]\nparameter_overrides = ["Architecture=x86_64", "Key={}"]\n'),
    "an event": ("events/login.json", '{{"headers": {{"x-key": "{}"}}}}\n'),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("seed", SEEDS)
def t87_a_seeded_key_is_found(tmp_path, place, seed):
    name, text = PLACES[place]
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text.format("sc_demo"))
    assert access_keys.holders(tmp_path) == [], "without it"
    file.write_text(text.format(SEEDS[seed]))
    assert access_keys.holders(tmp_path) == [name]


def t87_a_key_in_a_comment_is_found(tmp_path):
    (tmp_path / "template.yaml").write_text(f"# {SEEDS['access key']}\nResources: {{}}\n")
    assert access_keys.holders(tmp_path) == ["template.yaml"]


def t87_no_template_event_or_setting_holds_a_key():
    looked_at = {str(path.relative_to(expand.ROOT)) for path in access_keys.configuration(expand.ROOT)}
    assert {"template.yaml", "samconfig.toml", "infra/monitoring.yaml", "events/verify-code.json"} <= looked_at
    assert access_keys.holders(expand.ROOT) == []


def t87_no_function_is_given_a_key(deployed, own_domain, behind_cloudfront, with_kms):
    for stack in (deployed, own_domain, behind_cloudfront, with_kms):
        for function in ("LoginPage", "IssueCode", "VerifyCode"):
            variables = stack.function(function)["Configuration"]["Environment"]["Variables"]
            # That one is for local runs; deployed, verify-code knows where the key is.
            assert "AUTHRESS_ACCESS_KEY" not in variables
            assert not [name for name, value in variables.items() if access_keys.is_key(value)], function


def t87_an_access_key_is_refused_where_an_id_is_asked_for(packaged):
    for name in ("AuthressClientId", "AuthressKeyId", "AuthressAccountId"):
        pattern = access_keys.re.compile(packaged["Parameters"][name]["AllowedPattern"])
        assert pattern.fullmatch("sc_1") and not any(pattern.fullmatch(seed) for seed in SEEDS.values() if "." in seed), name


def t87_no_key_was_ever_committed():
    unseen = _unseen(expand.ROOT)
    # What comes as an archive has no past. But where a change is judged, what could not be looked at is not taken for clean.
    if unseen and not os.environ.get("GITHUB_ACTIONS"):
        pytest.skip(unseen)
    assert not unseen
    assert _committed(expand.ROOT, _public()) == []


def t87_a_key_that_was_committed_and_taken_out_again_is_found(tmp_path):
    past = tmp_path / "past"
    git = ("git", "-C", str(past), "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "init", "--quiet", str(past)], check=True)
    for text in (f"key = {PRIVATE_KEY}\n", "key =\n"):
        (past / "notes.md").write_text(text)
        subprocess.run([*git, "add", "notes.md"], check=True)
        subprocess.run([*git, "commit", "--quiet", "--no-verify", "-m", "one"], check=True)
    assert len(_committed(past, set())) == 2, "where it came and where it went"
    assert _committed(past, {PRIVATE_KEY}) == []
    # A clone of the last commit alone knows of neither, and says that it does not.
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", past.as_uri(), str(tmp_path / "shallow")], check=True)
    assert (_unseen(past), _unseen(tmp_path / "shallow")) == ("", "the clone is shallow")


def _unseen(folder):
    """Why git cannot show all that was committed here, if so."""
    if not shutil.which("git"):
        return "git is not installed"
    asked = subprocess.run(["git", "-C", str(folder), "rev-parse", "--is-shallow-repository"], check=False, capture_output=True, text=True)
    if asked.returncode != 0:
        return asked.stderr.strip()
    return "the clone is shallow" if asked.stdout.strip() == "true" else ""


def _committed(folder, public):
    """Commits whose changes hold a key that is not public."""
    # Both beginnings, so that git leaves out most of the history by itself.
    beginnings = "MC4CAQAwBQYDK2VwBCIE|sc_[^. ]+[.][^. ]+[.][^. ]+[.]"
    git = ("git", "-C", str(folder))
    log = subprocess.run([*git, "log", "--all", "--format=%x00%h", "-p", "-E", "-G", beginnings], check=True, capture_output=True)
    text = log.stdout.decode(errors="replace")
    for key in public:
        text = text.replace(key, "")
    return [commit.split()[0] for commit in text.split("\0")[1:] if access_keys.holds_key(commit)]


def _public():
    """The sample key that Authress publishes with its SDK, in the vectors; and one that counts, in a test of long ago."""
    vectors = json.loads((expand.ROOT / "shared/tests/vectors/authress.json").read_text())
    return {vectors["key"]["pkcs8Base64"], PRIVATE_KEY}
