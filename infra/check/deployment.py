"""The template on its way into an account: packaged, expanded, deployed with sam, all against the emulator."""

import ast
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import boto3
import expand

BIN = Path(sys.executable).parent
BUCKET = "artifacts"


class Account:
    """One emulator, which begins empty and ends with the tests."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.folder = folder
        # By this name: with an address sam would look for the bucket as a host of its own.
        self.url = f"http://localhost:{port}"
        # Nothing of the caller's account: neither its keys nor its region, its profile or its proxy.
        self.environment = {name: value for name, value in os.environ.items() if not name.upper().startswith(("AWS_", "SAM_", "HTTP"))}
        self.environment |= {
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": expand.REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": self.url,
            "HOME": str(folder),
            "SAM_CLI_POLL_DELAY": "0.2",
            "SAM_CLI_TELEMETRY": "0",
        }
        self.log = (folder / "emulator.log").open("w")
        server = [sys.executable, Path(__file__).with_name("emulator.py"), "-H", "127.0.0.1", "-p", str(port)]
        self.server = subprocess.Popen(server, env=self.environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        for _ in range(300):
            if self.server.poll() is not None:
                raise RuntimeError(f"the emulator ended: {self.said()}")
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        self.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": expand.REGION})

    def said(self):
        return (self.folder / "emulator.log").read_text()[-3000:]

    def close(self):
        self.server.kill()
        self.server.wait()
        self.log.close()

    def client(self, service):
        names = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing", "region_name": expand.REGION}
        return boto3.session.Session(**names).client(service, endpoint_url=self.url)

    def sam(self, *arguments):
        quietly = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "check": False}
        run = subprocess.run([BIN / "sam", *arguments], cwd=expand.ROOT, env=self.environment, **quietly)
        assert run.returncode == 0, f"sam {arguments[0]}:\n{run.stdout[-3000:]}{run.stderr[-3000:]}{self.said()}"

    def package(self):
        """Uploads the functions' folders and the nested templates. The sources, not binaries: what is deployed here is never started."""
        packaged = self.folder / "packaged.yaml"
        # An environment that samconfig.toml does not have: its bucket is not ours.
        self.sam("package", "--config-env", "emulator", "--s3-bucket", BUCKET, "--output-template-file", str(packaged))
        # As sam writes it where it talks to AWS itself; with the emulator's address in it sam refuses it at deploy.
        packaged.write_text(packaged.read_text().replace(self.url, f"https://s3.{expand.REGION}.amazonaws.com"))
        return expand.read(packaged)

    def deploy(self, stack, template, parameters):
        plain = self.folder / f"{stack}.json"
        plain.write_text(json.dumps(template, indent=1))
        values = [f"{name}={json.dumps(value)}" for name, value in parameters.items()]
        self.sam(
            *("deploy", "--template-file", str(plain), "--stack-name", stack, "--s3-bucket", BUCKET, "--no-resolve-s3"),
            *("--capabilities", "CAPABILITY_IAM", "--no-confirm-changeset", "--parameter-overrides", *values),
        )
        return Deployed(self, stack)


class Deployed:
    """One stack, by its logical names."""

    def __init__(self, account, stack):
        self.account, self.name = account, stack
        found = account.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
        self.status = found["StackStatus"]
        self.outputs = {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}
        listed = account.client("cloudformation").list_stack_resources(StackName=stack)["StackResourceSummaries"]
        # moto lists as nameless what a condition left out.
        listed = [resource for resource in listed if resource["LogicalResourceId"]]
        self.ids = {resource["LogicalResourceId"]: resource.get("PhysicalResourceId") for resource in listed}
        self.kinds = {resource["LogicalResourceId"]: resource["ResourceType"] for resource in listed}

    def client(self, service):
        return self.account.client(service)

    def nested(self, name):
        return Deployed(self.account, self.ids[name])

    def function(self, name):
        return self.client("lambda").get_function(FunctionName=self.ids[name])

    def policies(self, role):
        """The statements of a role's own policies."""
        iam, name = self.client("iam"), self.ids[role]
        found = [iam.get_role_policy(RoleName=name, PolicyName=policy) for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]]
        # moto gives what CloudFormation gave it, written as Python writes it.
        documents = [ast.literal_eval(policy["PolicyDocument"]) for policy in found]
        # Without what a condition left out.
        return [statement for document in documents for statement in document["Statement"] if statement is not None]
