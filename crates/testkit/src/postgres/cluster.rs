//! A throwaway PostgreSQL server.
//!
//! It lives in a scratch folder, listens on 127.0.0.1 and on a socket inside that folder, asks
//! for a password that only its URL knows, and never waits for the disk. PostgreSQL refuses to
//! run as root, so root hands it to an unprivileged user. The one invariant: when the holder
//! goes, by whatever way, the server and its files go too (see [`crate::keeper`]).

use std::fs::{self, File};
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::Installation;
use crate::failure::{Explain, Failure, Result};
use crate::keeper::{Ending, Keeper};
use crate::{ScratchDir, program};

/// A machine that is busy compiling needs a while; a healthy server needs one second.
const START_TIMEOUT: Duration = Duration::from_secs(60);

const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// The superuser of the cluster.
const USER: &str = "azimuth";

/// Safe to lose and quick to fill: nothing here must survive the machine. The connections are
/// enough for every test thread to hold a pool.
const SETTINGS: [&str; 9] = [
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=300",
    "timezone=UTC",
    "log_min_messages=warning",
];

/// A running server. Dropping it stops the server and deletes its files.
#[derive(Debug)]
pub struct Cluster {
    /// Declared first, so dropped first: the server stops before its folder goes.
    keeper: Keeper,
    folder: ScratchDir,
    installation: Installation,
    port: u16,
    password: String,
}

impl Cluster {
    /// Starts a new, empty server and waits until it answers.
    ///
    /// Debian's `postgresql` is installed when the machine has no PostgreSQL 15 or newer.
    ///
    /// *Errors*: PostgreSQL is missing and cannot be installed, or the server does not start; the
    /// message ends with its log.
    pub fn start() -> Result<Self> {
        let installation = Installation::find_or_install()?;
        let servant = Servant::choose()?;
        let folder = servant.scratch_dir()?;
        let password = random_word()?;
        create(&installation, &servant, folder.path(), &password)?;
        let port = free_port()?;
        let keeper = Keeper::start(server(&installation, &servant, folder.path(), port)?)?;
        let mut cluster = Self { keeper, folder, installation, port, password };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    /// A URL of its superuser, for `AZIMUTH_TEST_POSTGRES`.
    pub fn admin_url(&self) -> String {
        format!("postgres://{USER}:{}@127.0.0.1:{}/postgres", self.password, self.port)
    }

    /// Its major version.
    pub fn version(&self) -> u32 {
        self.installation.version()
    }

    /// The folder that holds everything of it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn wait_until_ready(&mut self) -> Result {
        let client = self.installation.program("psql");
        let start = Instant::now();
        loop {
            if super::query(&client, &self.admin_url(), "SELECT 1").is_ok() {
                return Ok(());
            }
            if !self.keeper.is_running()? || start.elapsed() > START_TIMEOUT {
                return Err(self.did_not_start());
            }
            std::thread::sleep(POLL_INTERVAL);
        }
    }

    fn did_not_start(&self) -> Failure {
        let log = fs::read_to_string(log_path(self.folder.path())).unwrap_or_default();
        let version = self.version();
        Failure::new(format!("PostgreSQL {version} did not start; its log:\n{}", log.trim()))
    }
}

/// The user that runs the server: ourselves, or somebody harmless when we are root.
enum Servant {
    Ourselves,
    Other { user: u32, group: u32 },
}

impl Servant {
    fn choose() -> Result<Self> {
        if !program::is_root()? {
            return Ok(Self::Ourselves);
        }
        for name in ["postgres", "nobody"] {
            let ask = |flag| {
                program::output(Command::new("id").args([flag, name])).ok()?.trim().parse().ok()
            };
            if let (Some(user), Some(group)) = (ask("-u"), ask("-g")) {
                return Ok(Self::Other { user, group });
            }
        }
        Err(Failure::new(
            "PostgreSQL won't run as root, and there is neither `postgres` nor `nobody`",
        ))
    }

    /// An empty folder that belongs to the servant.
    fn scratch_dir(&self) -> Result<ScratchDir> {
        match self {
            Self::Ourselves => ScratchDir::new("postgres"),
            // Root's own temporary folder may be closed to everyone else.
            Self::Other { .. } => {
                let folder = ScratchDir::new_in(Path::new("/tmp"), "postgres")?;
                self.give(folder.path())?;
                Ok(folder)
            }
        }
    }

    fn give(&self, path: &Path) -> Result {
        let Self::Other { user, group } = *self else { return Ok(()) };
        chown(path, Some(user), Some(group)).explain(format!("give {} away", path.display()))
    }

    /// Makes `command` run as the servant, in a folder that the servant may enter.
    fn employ(&self, command: &mut Command, folder: &Path) {
        command.current_dir(folder);
        if let Self::Other { user, group } = *self {
            // Changing the user as root also drops root's further groups.
            command.uid(user).gid(group);
        }
    }
}

fn create(installation: &Installation, servant: &Servant, folder: &Path, password: &str) -> Result {
    let password_file = folder.join("password");
    fs::write(&password_file, password).explain("write the password of the test server")?;
    servant.give(&password_file)?;
    let mut command = Command::new(installation.program("initdb"));
    command
        .arg("--pgdata")
        .arg(data_path(folder))
        .arg("--pwfile")
        .arg(password_file)
        .args(["--username", USER, "--auth=password", "--encoding=UTF8", "--locale=C"])
        // A server in the field sorts text by language, SQLite by bytes: a query that forgets to
        // say which must fail here, not there.
        .args(["--locale-provider=icu", "--icu-locale=en-US"])
        .args(["--no-sync", "--no-instructions"]);
    servant.employ(&mut command, folder);
    program::output(&mut command).map(drop)
}

fn server(
    installation: &Installation,
    servant: &Servant,
    folder: &Path,
    port: u16,
) -> Result<Command> {
    let log = File::create(log_path(folder)).explain("create the log of the test server")?;
    let output = log.try_clone().explain("share the log of the test server")?;
    let mut command = Keeper::command(installation.program("postgres"), Ending::Quit, Some(folder));
    command.arg("-D").arg(data_path(folder)).arg("-k").arg(folder);
    command.arg("-p").arg(port.to_string());
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command.stdout(output).stderr(log);
    servant.employ(&mut command, folder);
    Ok(command)
}

fn data_path(folder: &Path) -> PathBuf {
    folder.join("data")
}

fn log_path(folder: &Path) -> PathBuf {
    folder.join("log")
}

/// A port that was free a moment ago; the system does not hand it out again soon.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").explain("look for a free port")?;
    Ok(listener.local_addr().explain("look for a free port")?.port())
}

fn random_word() -> Result<String> {
    let mut bytes = [0; 16];
    File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut bytes))
        .explain("draw a password from /dev/urandom")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_answers_and_leaves_nothing_behind() {
        if Installation::find().is_none() {
            return;
        }
        let cluster = Cluster::start().unwrap();
        let client = cluster.installation.program("psql");
        let url = cluster.admin_url();
        let ask = |statement| super::super::query(&client, &url, statement).unwrap();
        assert_eq!(ask("SHOW fsync").trim(), "off");
        assert_eq!(ask("SELECT 'a' < 'B'").trim(), "t", "text is sorted by language");
        let folder = cluster.folder().to_owned();
        assert!(folder.is_dir());

        drop(cluster);

        assert!(!folder.exists());
        assert!(super::super::query(&client, &url, "SELECT 1").is_err());
    }

    #[test]
    fn a_wrong_password_is_refused() {
        if Installation::find().is_none() {
            return;
        }
        let cluster = Cluster::start().unwrap();
        let client = cluster.installation.program("psql");
        let url = format!("postgres://{USER}:wrong@127.0.0.1:{}/postgres", cluster.port);
        assert!(super::super::query(&client, &url, "SELECT 1").is_err());
    }
}
