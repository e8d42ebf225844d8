//! Child processes that cannot outlive their maker.
//!
//! Between us and the child stands a small shell that reads a pipe only we hold. When we let go,
//! return early, panic, or are killed by a signal nobody can catch, the pipe closes: the shell
//! stops the child with everything it started, and deletes the child's folder. Signal handlers
//! would need `unsafe` or a dependency and would still miss `kill -9`.
//!
//! The shell and the child are a process group of their own, so Ctrl-C in a terminal reaches
//! only us and the end is always the same orderly one.

use std::ffi::OsStr;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

use crate::failure::{Explain, Result};

/// How the child is asked to end; ten seconds later it is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// SIGTERM: the ordinary request.
    Terminate,
    /// SIGQUIT: for PostgreSQL "now, without a checkpoint".
    Quit,
}

/// A running child. Dropping it ends the child and waits for the end.
#[derive(Debug)]
pub struct Keeper {
    shell: Child,
    /// Closing this pipe is the signal; it is never written to.
    lifeline: Option<ChildStdin>,
}

/// `$1` is the signal, `$2` the folder to delete (or empty), the rest is the child.
///
/// The traps are set after the child has started, because a child inherits ignored signals. The
/// watcher writes to nowhere: were it killed in a sleep, that sleep would hold our standard output
/// open, and make whoever reads it wait.
const SCRIPT: &str = r#"
signal=$1 folder=$2
shift 2
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
trap '' INT QUIT TERM HUP
(
  cat <&3
  kill -s "$signal" 0
  tenths=0
  while [ "$tenths" -lt 100 ] && kill -0 "$child"; do
    sleep 0.1
    tenths=$((tenths + 1))
  done
  kill -s KILL "$child"
) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait "$child"
code=$?
kill -s KILL "$watcher" 2>/dev/null
[ -z "$folder" ] || rm -rf "$folder"
exit "$code"
"#;

impl Keeper {
    /// A command that will run `program`; add arguments, variables, user and output to it, then
    /// hand it to [`Keeper::start`].
    ///
    /// `folder` is deleted after the child has ended, however it ended.
    pub fn command(program: impl AsRef<OsStr>, ending: Ending, folder: Option<&Path>) -> Command {
        let signal = match ending {
            Ending::Terminate => "TERM",
            Ending::Quit => "QUIT",
        };
        let mut command = Command::new("/bin/sh");
        command.args(["-c", SCRIPT, "keeper", signal]);
        command.arg(folder.map_or(OsStr::new(""), Path::as_os_str)).arg(program);
        command
    }

    /// Starts a command made by [`Keeper::command`].
    ///
    /// *Errors*: there is no `/bin/sh`. A program that does not exist ends the child at once with
    /// status 127 and the shell's complaint on its standard error.
    pub fn start(mut command: Command) -> Result<Self> {
        let mut shell = command
            .stdin(Stdio::piped())
            .process_group(0)
            .spawn()
            .explain("start /bin/sh to keep a child process")?;
        let lifeline = shell.stdin.take();
        Ok(Self { shell, lifeline })
    }

    /// Whether the child is still running.
    ///
    /// *Errors*: the system does not know our child any more.
    pub fn is_running(&mut self) -> Result<bool> {
        let status = self.shell.try_wait().explain("ask after a child process")?;
        Ok(status.is_none())
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.lifeline = None;
        // The script ends within ten seconds, whatever the child does, and a drop has nobody to
        // tell about an error.
        let _ = self.shell.wait();
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::scratch::ScratchDir;

    fn is_alive(process: &str) -> bool {
        let status = Command::new("kill").args(["-0", process]).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    }

    /// An orphan is gone only when the system's first process has collected it.
    fn ends_soon(process: &str) -> bool {
        let start = Instant::now();
        while is_alive(process) && start.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(5));
        }
        !is_alive(process)
    }

    fn read_when_written(path: &Path) -> String {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(10) {
            if let Ok(text) = std::fs::read_to_string(path)
                && text.ends_with('\n')
            {
                return text.trim().to_owned();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("{} was not written", path.display());
    }

    #[test]
    fn dropping_ends_the_child_and_its_children_and_deletes_the_folder() {
        let scratch = ScratchDir::new("keeper").unwrap();
        let folder = scratch.path().join("folder");
        std::fs::create_dir(&folder).unwrap();
        let note = scratch.path().join("grandchild");
        let mut command = Keeper::command("sh", Ending::Terminate, Some(&folder));
        command.arg("-c").arg(format!("sleep 60 & echo $! > {}; wait", note.display()));
        let mut keeper = Keeper::start(command).unwrap();
        let grandchild = read_when_written(&note);
        assert!(keeper.is_running().unwrap());
        assert!(is_alive(&grandchild));

        drop(keeper);

        assert!(ends_soon(&grandchild), "the sleep outlived its keeper");
        assert!(!folder.exists());
    }

    /// Not a test: the process that the next test starts from this very binary, and kills.
    #[test]
    #[ignore = "started by a_maker_killed_by_force_takes_the_child_along"]
    fn a_maker() {
        let Some(note) = std::env::var_os("AZIMUTH_KEEPER_NOTE") else { return };
        let mut command = Keeper::command("sh", Ending::Terminate, None);
        command.args(["-c", "echo $$ > \"$0\"; exec sleep 60"]).arg(note);
        let _keeper = Keeper::start(command).unwrap();
        std::thread::sleep(Duration::from_secs(60));
    }

    #[test]
    fn a_maker_killed_by_force_takes_the_child_along() {
        let scratch = ScratchDir::new("keeper").unwrap();
        let note = scratch.path().join("child");
        let mut maker = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "keeper::tests::a_maker"])
            .env("AZIMUTH_KEEPER_NOTE", &note)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let child = read_when_written(&note);
        assert!(is_alive(&child));

        maker.kill().unwrap();
        maker.wait().unwrap();

        assert!(ends_soon(&child), "the child outlived its maker");
    }

    #[test]
    fn an_ended_child_is_noticed() {
        let mut keeper = Keeper::start(Keeper::command("true", Ending::Terminate, None)).unwrap();
        let start = Instant::now();
        while keeper.is_running().unwrap() && start.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(!keeper.is_running().unwrap());
    }
}
