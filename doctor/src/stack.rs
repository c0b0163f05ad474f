//! The stack: whether it is there, and whether its last deployment went well.

use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::error::ProvideErrorMetadata;
use aws_sdk_cloudformation::types::Stack;

use crate::aws::{Aws, Unanswered};
use crate::deployment::{Deployment, Described, NotOurs};
use crate::finding::Finding;

const SUBJECT: &str = "stack";

/// Finds the stack `name`, and what the rest is to be asked about; without a deployment there is nothing more to ask.
pub(crate) async fn check(aws: &Aws, name: &str) -> (Finding, Option<Deployment>) {
    match Client::new(&aws.config).describe_stacks().stack_name(name).send().await {
        Ok(answer) => match answer.stacks().first() {
            Some(stack) => judge(name, &aws.region, stack),
            None => (missing(name, &aws.region), None),
        },
        // CloudFormation has no code of its own for it.
        Err(error) if error.message().is_some_and(|message| message.contains("does not exist")) => (missing(name, &aws.region), None),
        Err(error) => {
            let reason = Unanswered::of(&error);
            let sentence = format!("Nothing is known of the stack {name} in {}: {reason}.", aws.region);
            (Finding::failure(SUBJECT, sentence, reason.advice("cloudformation:DescribeStacks")), None)
        }
    }
}

/// A check that could not be made, because the stack does not tell `output`.
pub(crate) fn no_output(subject: &'static str, output: &str) -> Finding {
    let sentence = format!("Could not be checked: the stack has no output {output}.");
    Finding::warning(subject, sentence, "Deploy the template you examine with.")
}

fn missing(name: &str, region: &str) -> Finding {
    let advice = "Check the name, the region (--region) and the account (--profile).";
    Finding::failure(SUBJECT, format!("There is no stack {name} in {region}."), advice)
}

fn judge(name: &str, region: &str, stack: &Stack) -> (Finding, Option<Deployment>) {
    match Deployment::of_stack(name, region, &described(stack)) {
        Ok(deployment) => (judge_state(name, region, stack), Some(deployment)),
        Err(reason) => (judge_stranger(name, region, stack, &reason), None),
    }
}

/// Without what every version of the template gives, the stack is another's, or not made yet.
fn judge_stranger(name: &str, region: &str, stack: &Stack, reason: &NotOurs) -> Finding {
    let finding = judge_state(name, region, stack);
    if finding.advice.is_some() {
        return Finding::failure(SUBJECT, finding.sentence, finding.advice.unwrap_or_default());
    }
    let sentence = format!("The stack {name} in {region} is not one of authress-passwordless: {reason}.");
    Finding::failure(SUBJECT, sentence, "Name the stack that you deployed with this project's template.yaml.")
}

fn judge_state(name: &str, region: &str, stack: &Stack) -> Finding {
    let state = stack.stack_status().map_or("in an unknown state", |status| status.as_str());
    let sentence = format!("The stack {name} in {region} is {state}");
    let why = stack.stack_status_reason().map(|reason| format!(" ({reason})")).unwrap_or_default();
    let events = format!("See what went wrong: aws cloudformation describe-stack-events --region {region} --stack-name {name}");
    match state {
        "CREATE_COMPLETE" | "UPDATE_COMPLETE" | "IMPORT_COMPLETE" => Finding::good(SUBJECT, format!("{sentence}.")),
        "UPDATE_ROLLBACK_COMPLETE" => {
            let sentence = format!("{sentence}: the last update was taken back, what runs is what ran before{why}.");
            Finding::warning(SUBJECT, sentence, format!("{events}, then sam deploy again."))
        }
        _ if state.ends_with("_IN_PROGRESS") => {
            Finding::warning(SUBJECT, format!("{sentence}: a deployment is under way."), "Wait for its end, and run this again.")
        }
        "ROLLBACK_COMPLETE" | "ROLLBACK_FAILED" | "CREATE_FAILED" => {
            let delete = format!("aws cloudformation delete-stack --region {region} --stack-name {name}");
            Finding::failure(
                SUBJECT,
                format!("{sentence}: it was never made{why}."),
                format!("{events}, then {delete}, and sam deploy again."),
            )
        }
        _ => Finding::failure(SUBJECT, format!("{sentence}{why}."), format!("{events}, then sam deploy again.")),
    }
}

fn described(stack: &Stack) -> Described {
    let parameters = stack.parameters().iter().filter_map(|parameter| Some((parameter.parameter_key()?, parameter.parameter_value()?)));
    let outputs = stack.outputs().iter().filter_map(|output| Some((output.output_key()?, output.output_value()?)));
    Described {
        parameters: parameters.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        outputs: outputs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_cloudformation::types::StackStatus;

    use super::*;
    use crate::finding::Verdict;

    #[test]
    fn only_a_finished_deployment_is_well() {
        for (status, verdict) in [
            ("CREATE_COMPLETE", Verdict::Good),
            ("UPDATE_COMPLETE", Verdict::Good),
            ("UPDATE_ROLLBACK_COMPLETE", Verdict::Warning),
            ("UPDATE_IN_PROGRESS", Verdict::Warning),
            ("ROLLBACK_COMPLETE", Verdict::Failure),
            ("UPDATE_ROLLBACK_FAILED", Verdict::Failure),
            ("DELETE_FAILED", Verdict::Failure),
        ] {
            let stack = Stack::builder().stack_status(StackStatus::from(status)).build();
            let finding = judge_state("login", "eu-west-1", &stack);
            assert_eq!(finding.verdict, verdict, "{status}");
            assert!(finding.sentence.contains(status));
        }
    }
}
