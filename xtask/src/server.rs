//! A running `azimuth demo`, for the commands that need one beside them.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use testkit::keeper::{Ending, Keeper};
use testkit::{Explain, Failure, Result};

/// Filling an empty database with a year of flights is part of the first start.
const START_TIMEOUT: Duration = Duration::from_secs(120);

const POLL_INTERVAL: Duration = Duration::from_millis(100);

/// The demo server; dropping it stops it.
#[derive(Debug)]
pub(crate) struct Server {
    keeper: Keeper,
    address: SocketAddr,
}

impl Server {
    /// A command that runs `binary` and cannot outlive us; hand it to [`Server::start`].
    pub(crate) fn command(binary: &Path) -> Command {
        Keeper::command(binary, Ending::Terminate, None)
    }

    /// Starts `command`, which must make the server listen on `address`.
    ///
    /// *Errors*: it cannot be started.
    pub(crate) fn start(command: Command, address: SocketAddr) -> Result<Self> {
        Ok(Self { keeper: Keeper::start(command)?, address })
    }

    /// Waits until `/health` answers.
    ///
    /// *Errors*: the server ended, or did not answer within two minutes.
    pub(crate) fn wait_until_healthy(&mut self) -> Result {
        let start = Instant::now();
        while !is_healthy(self.address) {
            if !self.keeper.is_running()? {
                return Err(Failure::new("the server ended before it answered"));
            }
            if start.elapsed() > START_TIMEOUT {
                let seconds = START_TIMEOUT.as_secs();
                return Err(Failure::new(format!("/health did not answer for {seconds} s")));
            }
            std::thread::sleep(POLL_INTERVAL);
        }
        Ok(())
    }

    /// Whether it still runs.
    ///
    /// *Errors*: the system does not know the process any more.
    pub(crate) fn is_running(&mut self) -> Result<bool> {
        self.keeper.is_running()
    }
}

/// An address on this machine that nobody listened on a moment ago.
///
/// *Errors*: no port is free.
pub(crate) fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").explain("look for a free port")?;
    listener.local_addr().explain("look for a free port")
}

fn is_healthy(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        let request =
            format!("GET /health HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.split(' ').nth(1) == Some("200"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn health_is_the_status_of_the_answer() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let answers = std::thread::spawn(move || {
            for status in ["503 Service Unavailable", "200 OK"] {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = [0; 512];
                let _ = stream.read(&mut request).unwrap();
                write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").unwrap();
            }
        });
        assert!(!is_healthy(address));
        assert!(is_healthy(address));
        answers.join().unwrap();
        assert!(!is_healthy(address), "nobody listens any more");
    }
}
