//! What a million logins cost: the prices of `prices.toml`, the amounts that were measured.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;

use crate::Result;
use crate::speed::Measured;
use crate::table;

/// What a month's bill is reckoned for.
const LOGINS: f64 = 1_000_000.0;
/// By so many people, four logins each.
const USERS: f64 = 250_000.0;

/// Of the template: memory of each function, and the memory at which Lambda gives one whole processor (its documentation).
const MEMORY: f64 = 256.0;
const ONE_PROCESSOR: f64 = 1_769.0;
/// One invocation in so many starts an environment: an estimate, on the high side for a steady million a month.
const COLD_ONE_IN: f64 = 100.0;
/// Bytes that Lambda itself logs of an invocation in JSON (start, report), and the API's access log of a request: estimates.
const PLATFORM_LOG: f64 = 900.0;
const ACCESS_LOG: f64 = 450.0;
/// Bytes of head that API Gateway sends with an answer besides ours: an estimate.
const OVERHEAD: f64 = 300.0;

#[derive(Deserialize)]
struct Prices {
    region: String,
    aws: BTreeMap<String, BTreeMap<String, Price>>,
    hosted: Vec<Hosted>,
}

#[derive(Deserialize)]
struct Price {
    price: f64,
    per: f64,
    as_of: String,
}

#[derive(Deserialize)]
struct Hosted {
    name: String,
    what: String,
    source: String,
    as_of: String,
    #[serde(default)]
    base: f64,
    #[serde(default)]
    free_users: f64,
    per_user: Option<f64>,
    #[serde(default)]
    tiers: Vec<Tier>,
    per_verification: Option<f64>,
    no_price: Option<String>,
    #[serde(default)]
    plus_mail: bool,
    /// What the price does not tell.
    note: Option<String>,
}

#[derive(Deserialize)]
struct Tier {
    up_to: Option<f64>,
    price: f64,
}

/// One login: both pages, the code and the guess, by a browser that is new to the address; with services as far away as they are.
pub(crate) fn print(login: &[Measured]) -> Result<()> {
    let prices: Prices = toml::from_str(include_str!("../prices.toml"))?;
    let price = |service: &str, item: &str| -> Result<f64> {
        let price = prices.aws.get(service).and_then(|items| items.get(item)).ok_or_else(|| format!("no price of {service}.{item}"))?;
        Ok(price.price / price.per)
    };
    let sum = |of: fn(&Measured) -> f64| login.iter().map(of).sum::<f64>();
    let requests = login.len() as f64;
    let items = [
        ("API Gateway, HTTP API", requests, "requests", price("http_api", "request")?),
        ("Lambda, requests", requests, "requests", price("lambda", "request")?),
        ("Lambda, arm64, 256 MB", sum(billed) / 1_000.0 * MEMORY / 1_024.0, "GB-s", price("lambda", "gb_second_arm64")?),
        ("DynamoDB, on demand", sum(|measured| measured.written as f64), "write units", price("dynamodb", "write_unit")?),
        (
            "CloudWatch Logs",
            sum(|measured| measured.logged as f64 + PLATFORM_LOG + ACCESS_LOG) / 1e9,
            "GB",
            price("cloudwatch", "log_ingestion")?,
        ),
        ("Data out", sum(|measured| measured.answered as f64 + OVERHEAD) / 1e9, "GB", price("transfer", "out")?),
        ("SES, plan Essentials", 1.0, "mails", price("ses", "mail_essentials")?),
    ];
    let mut rows: Vec<Vec<String>> = items
        .iter()
        .map(|(what, amount, unit, price)| {
            vec![(*what).to_owned(), format!("{} {unit}", grouped(amount * LOGINS)), dollars(amount * price * LOGINS)]
        })
        .collect();
    let all: f64 = items.iter().map(|(_, amount, _, price)| amount * price * LOGINS).sum();
    let (essentials, alone) = (price("ses", "mail_essentials")? * LOGINS, price("ses", "mail")? * LOGINS);
    rows.push(vec![
        "**all**".to_owned(),
        String::new(),
        format!("**{}**, without a plan {}", dollars(all), dollars(all - essentials + alone)),
    ]);
    let oldest = prices.aws.values().flat_map(BTreeMap::values).map(|price| price.as_of.as_str()).min().unwrap_or_default();
    let title = format!("A million logins in AWS, US dollars, {}, prices of {oldest} or later", prices.region);
    table::print(&title, &["", "amount", "price"], &rows);
    let each: Vec<String> = login.iter().map(|measured| format!("{:.1}", billed(measured))).collect();
    println!("\nBilled milliseconds of a login: {:.0} ({}: the two pages, issue-code, verify-code).", sum(billed), each.join(" + "));

    let rows: Vec<_> = prices.hosted.iter().map(|hosted| hosted.row(essentials)).collect();
    let title = format!("What hosted services list for the same month: {} logins by {} people", grouped(LOGINS), grouped(USERS));
    table::print(&title, &["", "plan", "US dollars", "as of", ""], &rows);
    Ok(())
}

/// Milliseconds that Lambda bills for an invocation, and for its part of a cold start. What waits takes as long as here; what computes takes
/// as long as on the share of a processor that goes with the memory, but in init, where Lambda gives a whole one.
fn billed(measured: &Measured) -> f64 {
    let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
    let slower = ONE_PROCESSOR / MEMORY - 1.0;
    let warm = milliseconds(measured.warm_mean) + milliseconds(measured.warm_cpu) * slower;
    let first = milliseconds(measured.first.saturating_sub(measured.warm)) * ONE_PROCESSOR / MEMORY;
    // Rounded up to the next millisecond, which on average adds half of one, and is never below one.
    (warm + 0.5).max(1.0) + (milliseconds(measured.init) + first) / COLD_ONE_IN
}

impl Hosted {
    fn row(&self, mail: f64) -> Vec<String> {
        let sum = self.no_price.clone().unwrap_or_else(|| dollars(self.month(mail)));
        let note = self.note.clone().unwrap_or_default();
        vec![format!("[{}]({})", self.name, self.source), self.what.clone(), sum, self.as_of.clone(), note]
    }

    fn month(&self, mail: f64) -> f64 {
        let by_user = match self.per_user {
            Some(price) => (USERS - self.free_users).max(0.0) * price,
            None => self.by_tiers(),
        };
        let by_login = self.per_verification.unwrap_or_default() * LOGINS;
        self.base + by_user + by_login + if self.plus_mail { mail } else { 0.0 }
    }

    /// Each tier prices its own part of the users, and the free ones stand before the first.
    fn by_tiers(&self) -> f64 {
        let (mut sum, mut from) = (0.0, self.free_users);
        for tier in &self.tiers {
            let to = tier.up_to.unwrap_or(f64::INFINITY).min(USERS);
            sum += (to - from).max(0.0) * tier.price;
            from = from.max(to);
        }
        sum
    }
}

fn dollars(amount: f64) -> String {
    format!("{amount:.2}")
}

fn grouped(amount: f64) -> String {
    let mut digits = format!("{amount:.0}");
    let mut at = digits.len();
    while at > 3 {
        at -= 3;
        digits.insert(at, ',');
    }
    digits
}
