"""checkov over the templates it is given, without a platform to ask; and over what it was told not to look at.

A check is skipped for one resource, in that resource's `Metadata: {checkov: {skip: [{id, comment}]}}`, and the comment is the reason. A
skip without one fails, and so does one that nothing needs any more.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import expand

OFFLINE = ["--skip-download", "--framework", "cloudformation", "--compact", "--output", "json"]


def main(checkov, templates):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("BC_", "CKV_", "PRISMA_", "AWS_"))}
    quietly = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "check": False}
    run = subprocess.run([checkov, *OFFLINE, "--file", *templates], env=environment, **quietly)
    try:
        report = json.loads(run.stdout)
    except ValueError:
        sys.exit(f"checkov gave no report:\n{run.stdout[-2000:]}{run.stderr[-2000:]}")
    # One that read nothing would pass.
    if run.returncode not in (0, 1) or report["summary"]["parsing_errors"] or report["summary"]["passed"] < 50:
        sys.exit(f"checkov did not do its work: {report['summary']}\n{run.stderr[-2000:]}")

    failed = [f"{_where(found)}: {found['check_id']} {found['check_name']}" for found in report["results"]["failed_checks"]]
    used = {(found["resource"].rpartition(".")[2], found["check_id"]) for found in report["results"]["skipped_checks"]}
    for template in templates:
        for resource, skip in _skips(expand.read(template)):
            if len(skip.get("comment", "")) < 15:
                failed.append(f"{template}: {resource} skips {skip['id']} without a reason")
            elif (resource, skip["id"]) not in used:
                failed.append(f"{template}: {resource} skips {skip['id']}, which nothing reports")
    print(*failed, sep="\n", file=sys.stderr)
    sys.exit(1 if failed else 0)


def _where(found):
    return f"{Path(found['file_path']).name}, {found['resource'].rpartition('.')[2]}"


def _skips(template):
    for name, resource in template["Resources"].items():
        for skip in resource.get("Metadata", {}).get("checkov", {}).get("skip", []):
            yield name, skip


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
