//! A web server on loopback for the tests: answers as it is told, also badly.

#![allow(dead_code)]

pub mod desk;
pub mod news;
pub mod others;
pub mod reader;

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What was asked.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// With its query.
    pub path: String,
    /// Names in lower case.
    pub headers: HashMap<String, String>,
    /// What was posted.
    pub body: String,
}

/// What to answer.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Send `Content-Length` for so many bytes, whatever the body has.
    pub claims: Option<usize>,
    /// Wait so long before each byte of the body.
    pub drip: Option<Duration>,
    /// Say nothing at all for so long.
    pub silence: Option<Duration>,
}

impl Answer {
    /// 200 with a body.
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            body: body.into(),
            ..Self::default()
        }
    }

    /// A status without a body.
    pub fn status(status: u16) -> Self {
        Self {
            status,
            ..Self::default()
        }
    }

    /// A redirect.
    pub fn redirect(status: u16, to: &str) -> Self {
        Self::status(status).header("Location", to)
    }

    /// The same with a header more.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// A server; it ends with the test's process.
pub struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Starts a server that answers by `answer`.
    pub fn start(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let answer = Arc::new(answer);
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                thread::spawn(move || {
                    let _ = serve(stream, &*answer, &log);
                });
            }
        });
        Self { port, asked }
    }

    /// An address here.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// How many questions were asked so far.
    pub fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    /// What was asked so far.
    pub fn asked(&self) -> Vec<Request> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(
    mut stream: TcpStream,
    answer: &(impl Fn(&Request) -> Answer + ?Sized),
    log: &Mutex<Vec<Request>>,
) -> std::io::Result<()> {
    let request = read(&mut stream)?;
    log.lock().unwrap().push(request.clone());
    let answer = answer(&request);
    if let Some(silence) = answer.silence {
        thread::sleep(silence);
    }
    let length = answer.claims.unwrap_or(answer.body.len());
    let mut head = format!(
        "HTTP/1.1 {} Answer\r\nConnection: close\r\nContent-Length: {length}\r\n",
        answer.status
    );
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    match answer.drip {
        None => stream.write_all(&answer.body)?,
        Some(wait) => {
            for byte in &answer.body {
                thread::sleep(wait);
                stream.write_all(&[*byte])?;
            }
        }
    }
    stream.shutdown(Shutdown::Write)?;
    Ok(())
}

fn read(stream: &mut TcpStream) -> std::io::Result<Request> {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") && stream.read(&mut byte)? == 1 {
        bytes.push(byte[0]);
    }
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines();
    let path = lines.next().and_then(|line| line.split(' ').nth(1));
    let path = path.unwrap_or_default().to_owned();
    let headers: HashMap<String, String> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.get("content-length").map(|length| length.parse());
    let mut body = vec![0; length.and_then(Result::ok).unwrap_or(0)];
    stream.read_exact(&mut body)?;
    Ok(Request {
        path,
        headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

/// Packed by gzip.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// Packed as one uncompressed block of brotli (RFC 7932, section 9.2).
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let header = (u32::try_from(bytes.len()).unwrap() - 1) << 4 | 1 << 20;
    let mut packed = header.to_le_bytes()[..3].to_vec();
    packed.extend(bytes);
    packed.push(3);
    packed
}

/// An RSS feed with items `from` to `to`.
pub fn rss(title: &str, items: impl IntoIterator<Item = (u32, String)>) -> String {
    let mut feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{title}</title>\
         <link>https://a.example/</link><description>d</description>"
    );
    for (number, text) in items {
        feed.push_str(&format!(
            "<item><title>Story number {number}</title><link>https://a.example/{number}</link>\
             <guid>g{number}</guid><pubDate>Mon, 10 Aug 2026 08:{:02}:00 GMT</pubDate>\
             <description>{text}</description></item>",
            number % 60
        ));
    }
    feed.push_str("</channel></rss>");
    feed
}
