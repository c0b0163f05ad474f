"""`docs/parameters.md`, made of the template: `target/check-tools/sam/bin/python infra/check/parameters.py >docs/parameters.md`."""

import sys

import expand

HEAD = """# Parameters

Every parameter of the stack, as `template.yaml` describes it, in the order in which CloudFormation's console asks. Three have no default: `AuthressDomain`,
`AuthressClientId`, `EmailFromAddress`. The others are given at a deploy like these (`sam deploy --parameter-overrides Name=value …`), and what is not given
stays as it was; a value that is none is refused before anything changes. Limits are written `n/w`: so many in a window of so many `s`, `m`, `h` or `d`.

This page is made of the template (`infra/check/parameters.py`), and `./test` compares them.
"""


def _cell(text):
    return str(text).replace("|", "\\|")


def _row(name, parameter):
    default = parameter.get("Default")
    values = ", ".join(f"`{_cell(value)}`" for value in parameter.get("AllowedValues", []) if value != "")
    unless_set = "" if default is None else "blank" if default == "" else f"`{_cell(default)}`"
    what = _cell(parameter["Description"]) + (f": {values}" if values else "")
    return f"| `{name}` | {unless_set} | {what} |"


def page(template):
    lines = [HEAD]
    for group in template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]:
        lines += [f"## {group['Label']['default']}", "", "| parameter | unless set | what |", "| --- | --- | --- |"]
        lines += [_row(name, template["Parameters"][name]) for name in group["Parameters"]]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(page(expand.read(expand.ROOT / "template.yaml")))
