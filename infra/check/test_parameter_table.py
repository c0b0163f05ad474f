"""What people read of the parameters is what the template has."""

import re

import expand
import parameters

README = (expand.ROOT / "README.md").read_text()


def the_page_of_all_parameters_is_made_of_the_template(packaged):
    assert (expand.ROOT / "docs/parameters.md").read_text() == parameters.page(packaged)


def the_readmes_table_has_the_defaults_of_the_template(packaged):
    rows = re.findall(r"^\| `([A-Z]\w+)` \| (.*?) \|", README, re.MULTILINE)
    assert len(rows) > 15
    for name, unless_set in rows:
        default = packaged["Parameters"][name].get("Default")
        assert unless_set == ("" if default is None else "blank" if default == "" else f"`{default}`"), name
    needed = {name for name, parameter in packaged["Parameters"].items() if "Default" not in parameter}
    assert needed <= {name for name, _ in rows}


def the_readme_counts_them_right(packaged):
    counts = re.findall(r"\b(\d+) \[parameters\]|All (\d+), throttles", README)
    assert {int(one or other) for one, other in counts} == {len(packaged["Parameters"])}


def every_parameter_that_the_readme_names_exists(packaged):
    named = set(re.findall(r"\b([A-Z][a-z][A-Za-z0-9]*)=", README))
    assert named <= set(packaged["Parameters"]), named - set(packaged["Parameters"])
    assert "AuthressDomain" in named
