"""What CloudFormation makes of `template.yaml`: the two transforms, done here by AWS's own translator instead of in an account."""

import copy
import json
import logging
import os
import sys
from pathlib import Path

import boto3
from samcli.lib.cfn_language_extensions.sam_integration import expand_language_extensions
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

ROOT = Path(__file__).resolve().parents[2]
REGION = "eu-west-1"
LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions"

# It reports that nobody publishes its metrics.
logging.getLogger("samtranslator").setLevel(logging.CRITICAL)


def read(path):
    """A template as it stands, its short intrinsics in their long form."""
    return yaml_parse(Path(path).read_text())


def transforms(template):
    named = template.get("Transform", [])
    return [named] if isinstance(named, str) else list(named)


def expand(template, parameters):
    """The plain template that is deployed. References to parameters stay, as nothing but the names of versions depends on them."""
    # The translator edits what it is given, and looks for the region of a session.
    os.environ.setdefault("AWS_DEFAULT_REGION", REGION)
    template = copy.deepcopy(template)
    template.pop("Transform", None)
    session = boto3.Session(region_name=REGION)
    return json.loads(json.dumps(Translator({}, Parser(), boto_session=session).translate(template, parameters)))


def expand_with_values(template, parameters):
    """The same with the parameters' values in it, when the template asks for that: what the Serverless transform then sees, and hashes."""
    if LANGUAGE_EXTENSIONS in transforms(template):
        known = parameters | {"AWS::Region": REGION, "AWS::AccountId": "123456789012", "AWS::Partition": "aws", "AWS::StackName": "login"}
        template = expand_language_extensions(copy.deepcopy(template), parameter_values=known, enabled=True).expanded_template
    return expand(template, parameters)


def unpackaged(template):
    """As `sam package` leaves it, with nothing uploaded: a linter does not look there."""
    template = copy.deepcopy(template)
    for function in of_kind(template, "AWS::Serverless::Function").values():
        function["Properties"]["CodeUri"] = "s3://artifacts/function"
    for nested in of_kind(template, "AWS::CloudFormation::Stack").values():
        nested["Properties"]["TemplateURL"] = f"https://s3.{REGION}.amazonaws.com/artifacts/nested.template"
    return template


def of_kind(template, kind):
    return {name: resource for name, resource in template["Resources"].items() if resource["Type"] == kind}


def nodes(value, path=()):
    """Everything in a template, with the way to it."""
    yield path, value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        yield from nodes(member, (*path, name))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(expand(unpackaged(read(ROOT / "template.yaml")), {}), indent=1))
