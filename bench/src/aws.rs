//! AWS on loopback: DynamoDB, SES and Secrets Manager, each a TLS endpoint of its own as in AWS, that answers what a login meets and counts.

use std::collections::BTreeMap;
use std::io;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};

use crate::Result;
use crate::environment::Variables;
use crate::http::{self, Request};

/// The three services.
pub(crate) struct Aws {
    variables: Variables,
    seen: Arc<Mutex<Seen>>,
}

/// What has reached them.
#[derive(Default)]
struct Seen {
    /// How often, by the name of the call.
    calls: BTreeMap<String, u64>,
    /// DynamoDB's write request units, of items up to 1 KB: one each, two in a transaction.
    written: u64,
    /// The last mail to each recipient.
    mails: BTreeMap<String, Value>,
}

/// What the services hold, and how long they think.
#[derive(Clone)]
pub(crate) struct Answers {
    /// The flow as it is after the guess.
    pub(crate) flow: Value,
    /// The access key in its secret.
    pub(crate) access_key: String,
    /// How long DynamoDB and Secrets Manager take to answer.
    pub(crate) dynamodb_takes: Duration,
    /// How long SES takes.
    pub(crate) ses_takes: Duration,
}

/// One service: what it answers to a request, as soon as it has looked at it.
type Service = fn(&Request, &Answers, &mut Seen) -> Answered;

struct Answered {
    call: String,
    body: Value,
    after: Duration,
}

impl Aws {
    /// Opens the three at `host`, with certificates of a new authority; the files that make it trusted are named like `files`.
    pub(crate) fn open(host: &str, files: &Path, answers: Answers) -> Result<Self> {
        let (bundle, own) = (files.with_extension("bundle.pem"), files.with_extension("own.pem"));
        let tls = authority(&bundle, &own)?;
        let answers = Arc::new(answers);
        let seen = Arc::<Mutex<Seen>>::default();
        let endpoint = |service: Service| -> Result<String> {
            let listener = TcpListener::bind("127.0.0.1:0")?;
            let url = format!("https://{host}:{}", listener.local_addr()?.port());
            let (tls, answers, seen) = (Arc::clone(&tls), Arc::clone(&answers), Arc::clone(&seen));
            std::thread::spawn(move || {
                for stream in listener.incoming().flatten() {
                    let (tls, answers, seen) = (Arc::clone(&tls), Arc::clone(&answers), Arc::clone(&seen));
                    // How a connection ends is for the other side to say.
                    std::thread::spawn(move || serve(stream, tls, service, &answers, &seen));
                }
            });
            Ok(url)
        };
        let variables = Variables::from([
            ("AWS_CA_BUNDLE".to_owned(), bundle.to_string_lossy().into_owned()),
            // Beside those that Node brings along.
            ("NODE_EXTRA_CA_CERTS".to_owned(), own.to_string_lossy().into_owned()),
            ("AWS_ENDPOINT_URL_DYNAMODB".to_owned(), endpoint(dynamodb)?),
            ("AWS_ENDPOINT_URL_SESV2".to_owned(), endpoint(ses)?),
            ("AWS_ENDPOINT_URL_SECRETS_MANAGER".to_owned(), endpoint(secrets_manager)?),
        ]);
        Ok(Self { variables, seen })
    }

    /// The variables that lead there.
    pub(crate) fn variables(&self) -> &Variables {
        &self.variables
    }

    /// The calls since the last time, by name, and the units written.
    pub(crate) fn take_calls(&self) -> (BTreeMap<String, u64>, u64) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        (std::mem::take(&mut seen.calls), std::mem::take(&mut seen.written))
    }

    /// The text of the last mail to `recipient`.
    #[cfg(feature = "growth")]
    pub(crate) fn take_mail(&self, recipient: &str) -> Option<String> {
        let mail = self.seen.lock().unwrap_or_else(PoisonError::into_inner).mails.remove(recipient)?;
        mail.pointer("/Content/Simple/Body/Text/Data")?.as_str().map(str::to_owned)
    }
}

fn dynamodb(request: &Request, answers: &Answers, seen: &mut Seen) -> Answered {
    let Some(operation) = operation(request) else { return bare(request, answers) };
    let body = match operation {
        "UpdateItem" => {
            seen.written += 1;
            json!({ "Attributes": answers.flow })
        }
        "TransactWriteItems" => {
            let items = serde_json::from_slice::<Value>(&request.body).ok();
            let items = items.as_ref().and_then(|request| request["TransactItems"].as_array());
            seen.written += items.map_or(0, |items| 2 * items.len() as u64);
            json!({})
        }
        _ => json!({}),
    };
    Answered { call: operation.to_owned(), body, after: answers.dynamodb_takes }
}

fn ses(request: &Request, answers: &Answers, seen: &mut Seen) -> Answered {
    if request.method != "POST" {
        return bare(request, answers);
    }
    if let Ok(mail) = serde_json::from_slice::<Value>(&request.body)
        && let Some(recipient) = mail.pointer("/Destination/ToAddresses/0").and_then(Value::as_str)
    {
        seen.mails.insert(recipient.to_owned(), mail);
    }
    let body = json!({ "MessageId": "010701234567abcd-01234567-89ab-cdef-0123-456789abcdef-000000" });
    Answered { call: "SendEmail".to_owned(), body, after: answers.ses_takes }
}

fn secrets_manager(request: &Request, answers: &Answers, _: &mut Seen) -> Answered {
    let call = operation(request).unwrap_or(&request.method).to_owned();
    Answered { call, body: json!({ "Name": "access-key", "SecretString": answers.access_key }), after: answers.dynamodb_takes }
}

fn operation(request: &Request) -> Option<&str> {
    request.header("x-amz-target")?.rsplit('.').next()
}

/// A request that is no call of an API: what opens a connection.
fn bare(request: &Request, answers: &Answers) -> Answered {
    Answered { call: format!("{} {}", request.method, request.path), body: json!({ "message": "healthy" }), after: answers.dynamodb_takes }
}

fn serve(mut stream: TcpStream, tls: Arc<ServerConfig>, service: Service, answers: &Answers, seen: &Mutex<Seen>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut connection = ServerConnection::new(tls).map_err(io::Error::other)?;
    connection.complete_io(&mut stream)?;
    let mut stream = StreamOwned::new(connection, stream);
    let mut rest = Vec::new();
    while let Some(request) = http::read(&mut stream, &mut rest)? {
        let (body, after) = {
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            let Answered { call, body, after } = service(&request, answers, &mut seen);
            *seen.calls.entry(call).or_default() += 1;
            (body, after)
        };
        // What is measured is how long a login waits, so somebody has to take the time.
        std::thread::sleep(after);
        http::write(&mut stream, 200, &[("content-type", "application/x-amz-json-1.0")], body.to_string().as_bytes())?;
    }
    Ok(())
}

/// A new authority and a certificate by it for this machine; its own certificate is written down alone, and behind Amazon's roots.
fn authority(bundle: &Path, own: &Path) -> Result<Arc<ServerConfig>> {
    // Named, since Node takes what bears its issuer's name for its own issuer.
    let named = |name: &str, mut certificate: CertificateParams| {
        certificate.distinguished_name = DistinguishedName::new();
        certificate.distinguished_name.push(DnType::CommonName, name);
        certificate
    };
    let mut authority = named("authority", CertificateParams::default());
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority_key = KeyPair::generate()?;
    let root = authority.self_signed(&authority_key)?;
    let key = KeyPair::generate()?;
    let issuer = Issuer::new(authority, authority_key);
    let certificate =
        named("localhost", CertificateParams::new(["localhost", "127.0.0.1"].map(str::to_owned))?).signed_by(&key, &issuer)?;
    // As many as a function reads in AWS, and one.
    std::fs::write(own, root.pem())?;
    std::fs::write(bundle, format!("{}{}", include_str!("../../shared/src/aws/roots.pem"), root.pem()))?;
    let key = PrivateKeyDer::try_from(key.serialize_der())?;
    let tls = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key)?;
    Ok(Arc::new(tls))
}
