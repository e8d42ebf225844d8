//! A server that answers as a test says, and remembers what it was asked.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A server on a port of its own; it ends with the test.
pub(crate) struct Server {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers each request with what `answer` makes of its first line: a whole response.
    pub(crate) async fn new(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (heard, answer) = (asked.clone(), Arc::new(answer));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (heard, answer) = (heard.clone(), answer.clone());
                tokio::spawn(async move {
                    let mut bytes = vec![0; 64 * 1024];
                    let mut length = 0;
                    while !is_whole(&bytes[..length]) {
                        match stream.read(&mut bytes[length..]).await {
                            Ok(0) | Err(_) => return,
                            Ok(more) => length += more,
                        }
                    }
                    let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
                    let line = text.lines().next().unwrap_or_default().to_owned();
                    heard.lock().unwrap().push(text);
                    let response = answer(&line);
                    if let Some(endless) = response.strip_suffix("<endless>") {
                        let mut sent = stream.write_all(endless.as_bytes()).await;
                        while sent.is_ok() {
                            sent = stream.write_all(&[b' '; 4096]).await;
                        }
                    } else if let Some(begin) = response.strip_suffix("<silence>") {
                        if stream.write_all(begin.as_bytes()).await.is_ok() {
                            std::future::pending::<()>().await;
                        }
                    } else {
                        let _gone = stream.write_all(response.as_bytes()).await;
                    }
                });
            }
        });
        Self { url, asked }
    }

    /// The requests so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// Their first lines, without the verb's end.
    pub(crate) fn lines(&self) -> Vec<String> {
        let first = |text: &String| text.lines().next().unwrap().replace(" HTTP/1.1", "");
        self.asked().iter().map(first).collect()
    }
}

fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| {
        line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok()
    });
    body.len() >= length.unwrap_or(0)
}

/// A response with a body.
pub(crate) fn response(status: &str, body: &str) -> String {
    with_header(status, "x-test: 1", body)
}

/// A response with another header.
pub(crate) fn with_header(status: &str, header: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{header}\r\ncontent-length: {length}\r\n\r\n{body}")
}
