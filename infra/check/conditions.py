"""What CloudFormation judges before it deploys anything: the `Rules` and `Conditions` of a template. moto evaluates no rule."""

import math
import re


def holds(template, expression, parameters):
    """Whether a condition, by its name or as it is written, holds with these values."""
    if isinstance(expression, str):
        expression = template["Conditions"][expression]
    ((function, operands),) = expression.items()
    every = [holds(template, operand, parameters) for operand in operands] if function in ("Fn::And", "Fn::Or", "Fn::Not") else []
    if function == "Condition":
        return holds(template, operands, parameters)
    if function == "Fn::Equals":
        left, right = (_value(template, operand, parameters) for operand in operands)
        return left == right
    if function == "Fn::Contains":
        return _value(template, operands[1], parameters) in operands[0]
    return {"Fn::And": all(every), "Fn::Or": any(every), "Fn::Not": every == [False]}[function]


def refused(template, parameters):
    """Why CloudFormation does not take these values: a pattern, a list of values, a length, a bound, or a rule."""
    found = []
    for name, value in parameters.items():
        parameter = template["Parameters"][name]
        fits = re.fullmatch(parameter.get("AllowedPattern", "(?s).*"), value) and len(value) <= parameter.get("MaxLength", 4096)
        bounds = parameter.get("MinValue", -math.inf), parameter.get("MaxValue", math.inf)
        within = parameter["Type"] != "Number" or bounds[0] <= float(value) <= bounds[1]
        if not fits or not within or value not in map(str, parameter.get("AllowedValues", [value])):
            found.append(name)
    for rule in template["Rules"].values():
        if "RuleCondition" not in rule or holds(template, rule["RuleCondition"], parameters):
            failed = [one for one in rule["Assertions"] if not holds(template, one["Assert"], parameters)]
            found += [one["AssertDescription"] for one in failed]
    return found


def _value(template, operand, parameters):
    if not isinstance(operand, dict):
        return str(operand)
    name = operand["Ref"]
    return str(parameters.get(name, template["Parameters"][name].get("Default", "")))
