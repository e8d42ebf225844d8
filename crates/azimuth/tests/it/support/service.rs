//! The service while it runs. It ends with its holder, whatever becomes of the test.

use std::io::{self, BufRead, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::http::{self, Answer};
use super::program::Place;

/// An unoptimised build lives through a year of the demo within a minute, on a busy machine within
/// five.
const START_TIMEOUT: Duration = Duration::from_secs(300);

/// A child process that is killed when the test lets go of it.
#[derive(Debug)]
pub(crate) struct Running(Child);

impl Running {
    /// Starts a command.
    pub(crate) fn start(command: &mut Command) -> Self {
        Self(command.spawn().unwrap())
    }

    /// The kernel ends it at once, as a power cut would.
    pub(crate) fn kill(&mut self) -> ExitStatus {
        // It may have ended by itself, which is what the caller asks after.
        let _ = self.0.kill();
        self.0.wait().unwrap()
    }

    /// Asks it to end, as a service manager does, and waits.
    pub(crate) fn terminate(&mut self) -> (ExitStatus, Duration) {
        let asked = Instant::now();
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let status = self.0.wait().unwrap();
        (status, asked.elapsed())
    }

    /// Waits until it ends by itself.
    pub(crate) fn wait(&mut self) -> ExitStatus {
        self.0.wait().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A drop has nobody to tell.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A service that answers.
#[derive(Debug)]
pub(crate) struct Service {
    process: Running,
    address: SocketAddr,
    /// Behind a lock, so that several threads may send requests.
    lines: Mutex<Receiver<String>>,
    bearer: String,
}

impl Service {
    /// Starts `azimuth` with these words on a free port and waits until it says where it is.
    pub(crate) fn start(place: &Place, words: &[&str]) -> Self {
        let mut command = place.command(words);
        let log = std::fs::File::create(place.path("service.log")).unwrap();
        command.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(log);
        let mut process = Running::start(&mut command);
        let output = process.0.stdout.take().unwrap();
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let started = Instant::now();
        while let Ok(line) = lines.recv_timeout(START_TIMEOUT.saturating_sub(started.elapsed())) {
            if let Some(address) = address_in(&line) {
                let lines = Mutex::new(lines);
                return Self { process, address, lines, bearer: String::new() };
            }
        }
        let log = std::fs::read_to_string(place.path("service.log")).unwrap_or_default();
        panic!("azimuth {words:?} does not serve:\n{log}");
    }

    /// The same, with the token that its requests will carry.
    pub(crate) fn start_for(place: &Place, words: &[&str], token: &str) -> Self {
        Self { bearer: format!("Bearer {token}"), ..Self::start(place, words) }
    }

    /// From now on requests carry this token.
    pub(crate) fn use_token(&mut self, token: &str) {
        self.bearer = format!("Bearer {token}");
    }

    /// Where it is.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The first line it printed after its address that contains `words`.
    pub(crate) fn line_with(&self, words: &str) -> String {
        let lines = self.lines.lock().unwrap();
        while let Ok(line) = lines.recv_timeout(Duration::from_secs(10)) {
            if line.contains(words) {
                return line;
            }
        }
        panic!("the service did not print `{words}`");
    }

    /// Kills it at once, while others hold it too; [`Running::kill`] waits for its end.
    pub(crate) fn signal_kill(&self) {
        let id = self.process.0.id().to_string();
        assert!(Command::new("kill").args(["-KILL", &id]).status().unwrap().success());
    }

    /// The process itself.
    pub(crate) fn process(&mut self) -> &mut Running {
        &mut self.process
    }

    /// A request to the API, with the token if there is one.
    ///
    /// # Errors
    /// When the service goes away before it has answered.
    pub(crate) fn try_send(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> io::Result<Answer> {
        let headers = [("authorization", self.bearer.as_str())];
        let headers = if self.bearer.is_empty() { &[] } else { &headers[..] };
        http::send(self.address, method, &format!("/api/v1{path}"), headers, body)
    }

    /// Reads from the API.
    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> Value {
        self.try_send("GET", path, None).unwrap().expect(200)
    }

    /// Writes to the API and expects this status.
    #[track_caller]
    pub(crate) fn post(&self, path: &str, body: &Value, status: u16) -> Value {
        self.try_send("POST", path, Some(body)).unwrap().expect(status)
    }

    /// Opens the stream of events; the answer is still to be read.
    pub(crate) fn listen(&self) -> BufReader<TcpStream> {
        let headers = [("authorization", self.bearer.as_str())];
        http::open_stream(self.address, "GET", "/api/v1/events", &headers, None).unwrap()
    }

    /// All items of a list, page by page.
    pub(crate) fn all(&self, path: &str) -> Vec<Value> {
        let mut items = Vec::new();
        let mut cursor = String::new();
        loop {
            let separator = if path.contains('?') { '&' } else { '?' };
            let mut page = self.get(&format!("{path}{separator}limit=200{cursor}"));
            items.append(page["items"].as_array_mut().unwrap());
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return items,
            }
        }
    }

    /// The identifier of the listed thing with this code.
    #[track_caller]
    pub(crate) fn id_of(&self, list: &str, code: &str) -> String {
        let items = self.all(list);
        let found = items.iter().find(|item| item["code"] == code);
        found.expect("a thing with this code")["id"].as_str().unwrap().to_owned()
    }
}

/// `Azimuth is at http://127.0.0.1:4700` or `… (listening on 127.0.0.1:4700)`.
fn address_in(line: &str) -> Option<SocketAddr> {
    let rest = line.strip_prefix("Azimuth is at ")?;
    let told = rest.split_once("listening on ").map(|(_, address)| address.trim_end_matches(')'));
    told.or_else(|| rest.strip_prefix("http://"))?.trim().parse().ok()
}
