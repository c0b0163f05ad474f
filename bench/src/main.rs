//! What a login costs: time, processor, memory, AWS calls, money; each beside a hello world of the same run.

mod artifacts;
mod aws;
mod budget;
mod callgrind;
mod cost;
mod environment;
#[cfg(feature = "growth")]
mod growth;
mod http;
mod rival;
mod speed;
mod subject;
mod table;

use std::process::ExitCode;
use std::time::Duration;

use aws::{Answers, Aws};
use callgrind::Instructions;
use speed::Effort;
use subject::Subject;

type Fault = Box<dyn std::error::Error + Send + Sync>;
type Result<T> = std::result::Result<T, Fault>;

const USAGE: &str = "bench/run                  everything, as tables
bench/run budgets          instructions and sizes against bench/budgets.toml
bench/run budgets --set    writes that file";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => everything(),
        ["budgets"] => budgets(false),
        ["budgets", "--set"] => budgets(true),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("bench: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn budgets(set: bool) -> Result<()> {
    let functions = Subject::functions()?;
    // By number: how a name is looked up differs from machine to machine.
    let aws = Aws::open("127.0.0.1", &artifacts::folder().join("budgets"), subject::answers()?)?;
    budget::check(&all_with(&functions, &aws), set)
}

fn everything() -> Result<()> {
    // What is built has all processors.
    let (hello, functions) = (Subject::hello()?, Subject::functions()?);
    let answers = subject::answers()?;
    let rivals = rival::subjects(&functions, &answers.access_key)?;
    environment::pin()?;
    // By name, so that it is looked up, as AWS's are.
    let aws = Aws::open("localhost", &artifacts::folder().join("near"), answers.clone())?;
    let ours = all_with(&[vec![hello], functions.clone()].concat(), &aws);
    let subjects = [ours.clone(), all_with(&rivals, &aws)].concat();
    let counted: Vec<Instructions> = ours.iter().map(Instructions::of).collect::<Result<_>>()?;
    let measured = speed::measure(&subjects, &aws, Effort { rounds: 21, warm: 300 })?;
    table::machine();
    table::speed(&subjects, &measured, &counted);
    table::rivals(&subjects, &measured);

    // As far away as a region's services are, which is an assumption; and a browser that has not logged in before, which costs more.
    let answers = Answers { dynamodb_takes: Duration::from_millis(5), ses_takes: Duration::from_millis(50), ..answers };
    let far = Aws::open("localhost", &artifacts::folder().join("far"), answers)?;
    let [page, issue, verify] = functions.as_slice() else { return Err("not three functions".into()) };
    let login = [
        page.clone(),
        page.given("login-page-code", (200, "<h1>"))?,
        issue.clone(),
        verify.given("verify-code", (303, subject::LOGIN_URL))?,
    ];
    cost::print(&speed::measure(&all_with(&login, &far), &far, Effort { rounds: 5, warm: 20 })?)?;

    #[cfg(feature = "growth")]
    growth::print(&ours, &aws)?;
    Ok(())
}

fn all_with(subjects: &[Subject], aws: &Aws) -> Vec<Subject> {
    subjects.iter().map(|subject| subject.with(aws.variables())).collect()
}
