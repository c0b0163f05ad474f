//! What grows must not slow a login down: flows in the table, languages, environments side by side. Whole logins, by an embedded DynamoDB.

use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dynoxide::{Database, ImportOptions};
use serde_json::{Value, json};
use shared::flow::{BrowserSecret, FlowId};
use shared::language::Language;
use shared::random;

use crate::Result;
use crate::aws::Aws;
use crate::callgrind::Instructions;
use crate::environment::Environment;
use crate::speed::quantile;
use crate::subject::{self, Subject};
use crate::table;

/// Logins that are measured, and those before, which are not.
const LOGINS: usize = 300;
const BEFORE: usize = 20;

/// Measures and prints all of it.
pub(crate) fn print(subjects: &[Subject], aws: &Aws) -> Result<()> {
    let find = |name: &str| subjects.iter().find(|subject| subject.name == name).ok_or("no such function");
    let (page, issue, verify) = (find("login-page")?, find("issue-code")?, find("verify-code")?);
    flows(issue, verify, aws)?;
    languages(page)?;
    side_by_side(issue, verify, aws)
}

fn flows(issue: &Subject, verify: &Subject, aws: &Aws) -> Result<()> {
    struct Size {
        flows: u32,
        street: Street,
        issuing: Vec<Duration>,
        verifying: Vec<Duration>,
    }
    let mut sizes = Vec::new();
    for flows in [1, 1_000, 100_000] {
        let street = Street::open(issue, verify, &table_with(flows)?)?;
        sizes.push(Size { flows, street, issuing: Vec::new(), verifying: Vec::new() });
    }
    // In turns, so that whatever the machine does befalls all alike.
    for login in 0..BEFORE + LOGINS {
        for size in &mut sizes {
            let (issued, verified) = size.street.log_in(aws, &format!("person{login}@mail.example"))?;
            if login >= BEFORE {
                size.issuing.push(issued);
                size.verifying.push(verified);
            }
        }
    }
    let mut rows = Vec::new();
    for Size { flows, street, mut issuing, mut verifying } in sizes {
        rows.push(vec![
            flows.to_string(),
            table::milliseconds(quantile(&mut issuing, 50)),
            table::milliseconds(quantile(&mut verifying, 50)),
            table::megabytes(street.issue.peak_memory()?),
            table::megabytes(street.verify.peak_memory()?),
        ]);
        street.close()?;
    }
    let head = ["flows in the table", "issue-code p50", "verify-code p50", "issue-code memory, MB", "verify-code memory, MB"];
    table::print("Whole logins by an embedded DynamoDB (whose own time is in it), milliseconds", &head, &rows);
    Ok(())
}

fn languages(page: &Subject) -> Result<()> {
    struct Spoken {
        subject: Subject,
        environment: Environment,
        warm: Vec<Duration>,
    }
    let mut spoken = Vec::new();
    for language in Language::ALL {
        let mut event: Value = serde_json::from_slice(&page.event)?;
        event["headers"]["accept-language"] = language.tag().into();
        let subject = Subject { name: language.tag(), event: event.to_string().into_bytes(), ..page.clone() };
        let environment = subject.start()?;
        spoken.push(Spoken { subject, environment, warm: Vec::new() });
    }
    for _ in 0..LOGINS {
        for Spoken { subject, environment, warm, .. } in &mut spoken {
            let invocation = environment.invoke(&subject.event)?;
            page.check(&invocation.answer)?;
            warm.push(invocation.took);
        }
    }
    let mut rows = Vec::new();
    for Spoken { subject, environment, mut warm } in spoken {
        rows.push(vec![
            subject.name.to_owned(),
            table::milliseconds(quantile(&mut warm, 50)),
            table::thousands(Instructions::of(&subject)?.warm),
            table::megabytes(environment.peak_memory()?),
        ]);
        environment.kill()?;
    }
    let head = ["", "warm p50", "instructions, thousands", "peak memory, MB"];
    table::print("The first page in each language, milliseconds", &head, &rows);
    Ok(())
}

fn side_by_side(issue: &Subject, verify: &Subject, aws: &Aws) -> Result<()> {
    let mut rows = Vec::new();
    for environments in [1, 10] {
        let table = table_with(1)?;
        let logins = std::thread::scope(|scope| -> Result<Vec<_>> {
            let threads: Vec<_> = (0..environments)
                .map(|environment| {
                    let table = &table;
                    scope.spawn(move || paced(issue, verify, table, aws, environment))
                })
                .collect();
            let mut all = Vec::new();
            for thread in threads {
                all.extend(thread.join().map_err(|_| "a thread broke")??);
            }
            Ok(all)
        })?;
        let (mut issuing, mut verifying): (Vec<_>, Vec<_>) = logins.into_iter().unzip();
        rows.push(vec![
            environments.to_string(),
            table::milliseconds(quantile(&mut issuing, 50)),
            table::milliseconds(quantile(&mut issuing, 90)),
            table::milliseconds(quantile(&mut verifying, 50)),
            table::milliseconds(quantile(&mut verifying, 90)),
        ]);
    }
    let head = ["environments", "issue-code p50", "p90", "verify-code p50", "p90"];
    table::print("Side by side on one processor, four logins a second each, milliseconds", &head, &rows);
    Ok(())
}

/// Logins at the pace of people, in environments of their own.
fn paced(issue: &Subject, verify: &Subject, table: &str, aws: &Aws, environment: usize) -> Result<Vec<(Duration, Duration)>> {
    const EVERY: Duration = Duration::from_millis(250);
    let mut street = Street::open(issue, verify, table)?;
    let mut logins = Vec::new();
    for login in 0..BEFORE {
        street.log_in(aws, &format!("before{environment}-{login}@mail.example"))?;
    }
    let mut next = Instant::now() + EVERY / 10 * u32::try_from(environment)?;
    for login in 0..LOGINS / 10 {
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
        logins.push(street.log_in(aws, &format!("person{environment}-{login}@mail.example"))?);
        next += EVERY;
    }
    street.close()?;
    Ok(logins)
}

/// The two functions that a login writes by, on one table.
struct Street {
    issue: Environment,
    verify: Environment,
}

impl Street {
    fn open(issue: &Subject, verify: &Subject, table: &str) -> Result<Self> {
        let start = |subject: &Subject| {
            let mut subject = subject.clone();
            let more = [
                ("AWS_ENDPOINT_URL_DYNAMODB", table),
                // One machine is everybody here.
                ("SENDS_PER_SOURCE", "1000000/h"),
                ("SENDS_PER_DEPLOYMENT", "1000000/h"),
            ];
            subject.variables.extend(more.map(|(name, value)| (name.to_owned(), value.to_owned())));
            subject.start()
        };
        Ok(Self { issue: start(issue)?, verify: start(verify)? })
    }

    /// Asks for a code and guesses it, as a new browser: how long each took.
    fn log_in(&mut self, aws: &Aws, address: &str) -> Result<(Duration, Duration)> {
        let random = || random::bytes::<32>().map_err(|_| "no randomness");
        let flow = FlowId::from_bytes(random::bytes().map_err(|_| "no randomness")?);
        let secret = BrowserSecret::from_bytes(random()?);
        let csrf = secret.csrf(&flow);
        let form = format!("flow={}&csrf={csrf}&state=authreq_1&client_id=sc_demo&email={address}", flow.as_str());
        let cookie = format!("__Host-flow-{}={}", flow.as_str(), secret.expose());
        let issued = self.issue.invoke(&posted("issue-code", &cookie, &form)?)?;
        let cookie = issued.answer["cookies"][0].as_str().and_then(|cookie| cookie.split(';').next());
        let cookie = cookie.ok_or_else(|| format!("no code for {address}: {}", issued.answer))?.to_owned();
        let mail = aws.take_mail(address).ok_or_else(|| format!("no mail: {}", issued.answer))?;
        let code: String = mail.chars().take_while(|letter| *letter != '\n').filter(char::is_ascii_digit).collect();
        let form = format!("flow={}&csrf={csrf}&code={code}", flow.as_str());
        let verified = self.verify.invoke(&posted("verify-code", &cookie, &form)?)?;
        let location = verified.answer["headers"]["location"].as_str().unwrap_or_default();
        if !location.starts_with(subject::LOGIN_URL) {
            return Err(format!("no login for {address}: {}", verified.answer).into());
        }
        Ok((issued.took, verified.took))
    }

    fn close(self) -> Result<()> {
        self.issue.kill()?;
        self.verify.kill()
    }
}

/// The recorded event with this form in it.
fn posted(event: &str, cookie: &str, form: &str) -> Result<Vec<u8>> {
    let mut event = subject::recorded(event)?;
    event["cookies"] = json!([cookie]);
    event["body"] = STANDARD.encode(form).into();
    Ok(event.to_string().into_bytes())
}

/// The endpoint of a table with so many flows in it.
fn table_with(flows: u32) -> Result<String> {
    let database = Database::memory()?;
    let request = json!({
        "TableName": "table",
        "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }],
        "AttributeDefinitions": [{ "AttributeName": "pk", "AttributeType": "S" }],
        "BillingMode": "PAY_PER_REQUEST",
    });
    database.create_table(serde_json::from_value(request)?)?;
    let mut flow = subject::answers()?.flow;
    let mut items = Vec::new();
    for nth in 0..flows {
        let mut id = [0; 16];
        id[..4].copy_from_slice(&nth.to_be_bytes());
        flow["pk"]["S"] = format!("flow#{}", FlowId::from_bytes(id).as_str()).into();
        items.push(serde_json::from_value(flow.clone())?);
    }
    database.import_items("table", items, ImportOptions::default())?;
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let url = format!("http://{}", listener.local_addr()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    std::thread::spawn(move || {
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            dynoxide::server::serve_on(listener, database).await;
            Ok::<_, std::io::Error>(())
        })
    });
    Ok(url)
}
