"""moto's server, taught the kinds of resource that its CloudFormation does not know: without them it reports success and leaves holes.

Run as a program it is that server. Four kinds of carrying, and the tests say which they rely on:

- by moto: table, functions and versions, permissions, roles, log groups, rules, key, topic, dashboard, records;
- by moto's own service, called from here: alarms, secrets, configuration sets, aliases, subscriptions, a policy beside its role;
- by what is deployed: a custom resource is asked of its own function, run here (`inline.py`), where moto would start a container;
- by name only (`NAMED`): a `Ref` or an attribute of them resolves, and nothing else exists. What they must be is asserted on the template.

No part of it evaluates `Rules`, a policy, TTL or backups, or sends a request through an API.
"""

import io
import json
import sys
import zipfile

import inline
from moto.awslambda.models import LambdaVersion, lambda_backends
from moto.cloudformation.custom_model import CustomModel
from moto.cloudformation.models import ChangeSet, Stack
from moto.cloudformation.parsing import OutputMap
from moto.cloudwatch.models import cloudwatch_backends
from moto.core.common_models import CloudFormationModel
from moto.iam.models import iam_backends
from moto.secretsmanager.models import secretsmanager_backends
from moto.sesv2.models import sesv2_backends
from moto.sns.models import sns_backends

# Type of resource -> its Ref and attributes, made of the resource's generated name.
NAMED = {
    "AWS::ApiGatewayV2::Api": lambda name: {"Ref": "api0123456", "ApiEndpoint": "https://api0123456.execute-api.eu-west-1.amazonaws.com"},
    "AWS::ApiGatewayV2::Stage": lambda name: {"Ref": "$default"},
    "AWS::ApiGatewayV2::DomainName": lambda name: {
        "Ref": name,
        "RegionalDomainName": "d-0123456789.execute-api.eu-west-1.amazonaws.com",
        "RegionalHostedZoneId": "ZLJOAPI0123",
    },
    "AWS::ApiGatewayV2::ApiMapping": lambda name: {"Ref": name},
    "AWS::CertificateManager::Certificate": lambda name: {"Ref": f"arn:aws:acm:eu-west-1:123456789012:certificate/{name}"},
    "AWS::CodeDeploy::Application": lambda name: {"Ref": name},
    "AWS::CodeDeploy::DeploymentGroup": lambda name: {"Ref": name},
    "AWS::Logs::MetricFilter": lambda name: {"Ref": name},
    "AWS::SES::ConfigurationSetEventDestination": lambda name: {"Ref": name},
    "AWS::SNS::TopicPolicy": lambda name: {"Ref": name},
}


def alarm(name, properties, account, region):
    name = properties["AlarmName"]
    made = cloudwatch_backends[account][region].put_metric_alarm(
        name=name,
        description=properties.get("AlarmDescription"),
        namespace=properties.get("Namespace"),
        metric_name=properties.get("MetricName"),
        # Of an alarm on an expression (`Metrics`) the template tells.
        dimensions=properties.get("Dimensions", []),
        statistic=properties.get("Statistic"),
        extended_statistic=properties.get("ExtendedStatistic"),
        period=properties.get("Period"),
        evaluation_periods=properties["EvaluationPeriods"],
        threshold=properties["Threshold"],
        comparison_operator=properties["ComparisonOperator"],
        treat_missing_data=properties.get("TreatMissingData"),
        alarm_actions=properties.get("AlarmActions", []),
    )
    return {"Ref": name, "Arn": made.alarm_arn}


def secret(name, properties, account, region):
    backend = secretsmanager_backends[account][region]
    text, description, key = (properties.get(property) for property in ("SecretString", "Description", "KmsKeyId"))
    backend.create_secret(name, text, None, description, [], key, None, [], False)
    return {"Ref": backend.describe_secret(name).arn}


def configuration_set(name, properties, account, region):
    name = properties["Name"]
    options = [properties.get(f"{kind}Options", {}) for kind in ("Tracking", "Delivery", "Reputation", "Sending")]
    sesv2_backends[account][region].create_configuration_set(name, *options, [], properties.get("SuppressionOptions", {}), {})
    return {"Ref": name}


def alias(name, properties, account, region):
    version = properties["FunctionVersion"]
    made = lambda_backends[account][region].create_alias(properties["Name"], properties["FunctionName"], version, "", None)
    return {"Ref": made.arn}


def subscription(name, properties, account, region):
    made = sns_backends[account][region].subscribe(properties["TopicArn"], properties["Endpoint"], properties["Protocol"])
    return {"Ref": made.arn}


def role_policy(name, properties, account, region):
    backend = iam_backends[account]["aws"]
    # Written as moto writes those within a role.
    backend.get_role(properties["RoleName"]).put_policy(properties["PolicyName"], properties["PolicyDocument"])
    return {"Ref": name}


MADE = {
    "AWS::CloudWatch::Alarm": alarm,
    "AWS::IAM::RolePolicy": role_policy,
    "AWS::Lambda::Alias": alias,
    "AWS::SecretsManager::Secret": secret,
    "AWS::SES::ConfigurationSet": configuration_set,
    "AWS::SNS::Subscription": subscription,
}


def teach(kind, make):
    """moto finds what it knows among the direct subclasses of `CloudFormationModel`."""

    def create(cls, resource_name, cloudformation_json, account_id, region_name, **_):
        made = cls()
        made.attributes = make(resource_name, cloudformation_json.get("Properties", {}), account_id, region_name)
        made.physical_resource_id = made.attributes["Ref"]
        return made

    def delete(cls, resource_name, cloudformation_json, account_id, region_name):
        raise NotImplementedError("a stack here is made once")

    members = {
        "cloudformation_name_type": staticmethod(lambda: ""),
        "cloudformation_type": staticmethod(lambda: kind),
        "has_cfn_attr": classmethod(lambda cls, attribute: True),
        "create_from_cloudformation_json": classmethod(create),
        "update_from_cloudformation_json": classmethod(delete),
        "delete_from_cloudformation_json": classmethod(delete),
        "is_created": lambda self: True,
        "get_cfn_attribute": lambda self, attribute: self.attributes[attribute],
    }
    return type(kind.replace("::", ""), (CloudFormationModel,), members)


def ask_its_function(cls, resource_name, cloudformation_json, account_id, region_name, **known):
    properties = cloudformation_json["Properties"]
    function = lambda_backends[account_id][region_name].get_function(properties["ServiceToken"])
    with zipfile.ZipFile(io.BytesIO(function.code_bytes)) as code:
        source = code.read("index.py").decode()
    event = {
        **{"RequestType": "Create", "ResponseURL": "https://cloudformation.example/answer", "RequestId": "1"},
        **{"StackId": known["StackId"], "LogicalResourceId": known["LogicalId"], "ResourceProperties": properties},
    }
    ((answer,), _) = inline.run(source, event, inline.Kms())
    said = json.loads(answer.data)
    made = CustomModel(region_name, "1", known["LogicalId"], said["PhysicalResourceId"])
    made.set_data(said["Data"])
    return made


def apply_with_outputs(change_set, apply=ChangeSet.apply):
    apply(change_set)
    change_set.stack.output_map = OutputMap(change_set.stack.resource_map, change_set.template_dict, change_set.stack_id)


def nested_output(stack, attribute):
    return stack.output_map[attribute.removeprefix("Outputs.")].value


# moto knows the classes as long as something holds them.
TAUGHT = [teach(kind, lambda name, properties, account, region, named=named: named(name)) for kind, named in NAMED.items()]
TAUGHT += [teach(kind, make) for kind, make in MADE.items()]
CustomModel.create_from_cloudformation_json = classmethod(ask_its_function)
ChangeSet.apply = apply_with_outputs
Stack.get_cfn_attribute = nested_output
LambdaVersion.get_cfn_attribute = lambda made, attribute: {"Version": str(made.version)}[attribute]

if __name__ == "__main__":
    from moto.server import main

    main(sys.argv[1:])
