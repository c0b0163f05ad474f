"""What the repository's workflows may do, and what they run. zizmor and actionlint see more, but know nothing of which job is trusted here."""

import re
from pathlib import PurePath

import expand
import pytest
import yaml

WORKFLOWS = {path.name: yaml.safe_load(path.read_text()) for path in sorted(expand.ROOT.glob(".github/workflows/*.y*ml"))}
JOBS = {f"{file}: {name}": job for file, workflow in WORKFLOWS.items() for name, job in workflow["jobs"].items()}
# All that may write, and what.
WRITERS = {
    "release.yml: attest": {"id-token", "attestations"},
    "release.yml: publish": {"contents"},
}


def the_workflows_are_these():
    assert set(WORKFLOWS) == {"advisories.yml", "ci.yml", "release.yml"}


@pytest.mark.parametrize("name", JOBS)
def what_a_job_runs_is_pinned(name):
    job = JOBS[name]
    for used in [job.get("uses"), *(step.get("uses") for step in job.get("steps", []))]:
        assert used is None or re.search("@[0-9a-f]{40}$", used), used
    container = job.get("container", {})
    for image in [container, *job.get("services", {}).values()]:
        assert not image or re.search("@sha256:[0-9a-f]{64}$", image["image"]), image


@pytest.mark.parametrize("name", JOBS)
def a_job_may_write_what_it_is_for(name):
    permissions = JOBS[name]["permissions"]
    assert {what for what, access in permissions.items() if access != "read"} == WRITERS.get(name, set())


def a_job_without_a_word_may_do_nothing():
    assert [file for file, workflow in WORKFLOWS.items() if workflow["permissions"] != {}] == []


@pytest.mark.parametrize("name", WRITERS)
def who_may_write_runs_nothing_of_the_repository(name):
    assert not [step for step in JOBS[name]["steps"] if "/checkout@" in step.get("uses", "")]


@pytest.mark.parametrize("name", JOBS)
def no_artifact_can_replace_a_file_of_another(name):
    downloads = [step.get("with", {}) for step in JOBS[name]["steps"] if "/download-artifact@" in step.get("uses", "")]
    folders = []
    for download in downloads:
        # One artifact, not all that fit a pattern.
        assert set(download) == {"name", "path"}, download
        folders.append(PurePath(download["path"]))
    for folder in folders:
        assert folder.parts and ".." not in folder.parts
        assert [other for other in folders if other.is_relative_to(folder)] == [folder], "none is another, or inside of it"
