//! As much of HTTP/1.1 as the Lambda Runtime API and the AWS protocols use on one connection that is kept.

use std::io::{self, Read, Write};

/// A request as it came.
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The next request on `stream`; none when the other side is done. `rest` holds what was read and not yet used.
pub(crate) fn read(stream: &mut impl Read, rest: &mut Vec<u8>) -> io::Result<Option<Request>> {
    let mut request = loop {
        if let Some(request) = head(rest)? {
            break request;
        }
        if !more(stream, rest)? {
            return Ok(None);
        }
    };
    if request.header("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked")) {
        loop {
            let size = usize::from_str_radix(line(stream, rest)?.trim(), 16).map_err(io::Error::other)?;
            let chunk = exactly(stream, rest, size)?;
            exactly(stream, rest, 2)?;
            if size == 0 {
                break;
            }
            request.body.extend(chunk);
        }
    } else {
        let length = request.header("content-length").map_or(Ok(0), str::parse).map_err(io::Error::other)?;
        request.body = exactly(stream, rest, length)?;
    }
    Ok(Some(request))
}

/// Answers with `body` in one write.
pub(crate) fn write(stream: &mut impl Write, status: u16, headers: &[(&str, &str)], body: &[u8]) -> io::Result<()> {
    let mut answer = format!("HTTP/1.1 {status} \r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        answer.extend([*name, ": ", *value, "\r\n"]);
    }
    answer.push_str("\r\n");
    let mut answer = answer.into_bytes();
    answer.extend_from_slice(body);
    stream.write_all(&answer)?;
    stream.flush()
}

/// Takes a whole head off the front of `rest`.
fn head(rest: &mut Vec<u8>) -> io::Result<Option<Request>> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut parsed = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(length) = parsed.parse(rest).map_err(io::Error::other)? else { return Ok(None) };
    let text = |value: &httparse::Header<'_>| (value.name.to_owned(), String::from_utf8_lossy(value.value).into_owned());
    let request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        path: parsed.path.unwrap_or_default().to_owned(),
        headers: parsed.headers.iter().map(text).collect(),
        body: Vec::new(),
    };
    rest.drain(..length);
    Ok(Some(request))
}

fn line(stream: &mut impl Read, rest: &mut Vec<u8>) -> io::Result<String> {
    loop {
        if let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
            let line = String::from_utf8_lossy(&rest[..end]).into_owned();
            rest.drain(..end + 2);
            return Ok(line);
        }
        if !more(stream, rest)? {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

fn exactly(stream: &mut impl Read, rest: &mut Vec<u8>, length: usize) -> io::Result<Vec<u8>> {
    while rest.len() < length {
        if !more(stream, rest)? {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(rest.drain(..length).collect())
}

fn more(stream: &mut impl Read, rest: &mut Vec<u8>) -> io::Result<bool> {
    let mut buffer = [0; 16_384];
    let read = stream.read(&mut buffer)?;
    rest.extend_from_slice(&buffer[..read]);
    Ok(read > 0)
}
