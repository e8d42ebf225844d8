//! Running commands so that the reader of the terminal can follow.

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use testkit::{Explain, Failure, Result};

/// Prints the command, runs it without input, lets its output through.
///
/// *Errors*: it could not be started or did not succeed.
pub(crate) fn run(command: &mut Command) -> Result {
    let sentence = sentence(command);
    println!("  $ {sentence}");
    let status = command.stdin(Stdio::null()).status().explain(format!("start `{sentence}`"))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{sentence}` ended with {status}")))
}

/// Does one piece of work under a headline, and prints how long it took.
///
/// *Errors*: those of the work.
pub(crate) fn timed<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("── {name}");
    let start = Instant::now();
    let result = work();
    let verdict = if result.is_ok() { "done" } else { "failed" };
    println!("   {name}: {verdict} in {}", Elapsed(start.elapsed()));
    result
}

/// A duration as people say it: `0.4 s`, `12.3 s`, `2 min 05 s`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Elapsed(pub(crate) Duration);

impl fmt::Display for Elapsed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs_f64();
        let text = if seconds < 60.0 {
            format!("{seconds:.1} s")
        } else {
            format!("{} min {:02} s", self.0.as_secs() / 60, self.0.as_secs() % 60)
        };
        formatter.pad(&text)
    }
}

/// The command as one would type it, with the program's name instead of its path.
fn sentence(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_like_speech() {
        let text = |millis| Elapsed(Duration::from_millis(millis)).to_string();
        assert_eq!(text(420), "0.4 s");
        assert_eq!(text(12_340), "12.3 s");
        assert_eq!(text(125_000), "2 min 05 s");
    }

    #[test]
    fn a_failed_command_is_named_with_its_status() {
        let failure = run(Command::new("/bin/sh").args(["-c", "exit 4"])).unwrap_err();
        assert_eq!(failure.to_string(), "`sh -c exit 4` ended with exit status: 4");
    }
}
