//! `azimuth import measurements FILE.csv`: measurements from a file, all or nothing unless told
//! otherwise.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use ops::import::{Mode, Options, Rejected, Report};
use ops::{App, Viewer};

use crate::failure::Failure;

/// What `import measurements` takes.
///
/// The file is UTF-8 with commas; its first line names the columns: `kpi` and `unit` (their codes),
/// `period` (first day or name: 2013-09-01, 2013-W05, 2013-09, 2013-Q3, 2013-H2, 2013), then
/// `value`, or `numerator` and `denominator` for ratios; `note` if you like. A value for a period
/// that has one already supersedes it; the same value changes nothing.
#[derive(Debug, Clone, Args)]
pub struct ImportArguments {
    /// CSV file; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Take the good lines and report the others, instead of taking nothing when one is wrong
    #[arg(long)]
    pub partial: bool,
    /// Where --partial writes the lines it did not take, with the reason; mend the file and import
    /// it again (default: FILE.rejected.csv)
    #[arg(long, value_name = "FILE", requires = "partial")]
    pub rejected: Option<PathBuf>,
}

/// Imports a file into the viewer's organisation, with a progress bar on a terminal.
///
/// # Errors
/// When the file cannot be read, when lines are wrong and `--partial` is not given, or when the
/// import itself fails.
pub async fn run(app: &App, viewer: &Viewer, arguments: ImportArguments) -> Result<(), Failure> {
    let (reader, length) = open(&arguments.file)?;
    let bar = progress_bar(length);
    let aside = arguments.partial.then(|| aside_path(&arguments));
    let problem = Arc::new(Mutex::new(None));
    let shown = bar.clone();
    let options = Options {
        mode: if arguments.partial { Mode::Partial } else { Mode::AllOrNothing },
        progress: Box::new(move |progress| {
            shown.set_message(format!("{} rows", thousands(progress.rows)));
            shown.set_position(progress.bytes);
        }),
        rejected: aside.clone().map(|path| {
            Box::new(LazyFile { path, file: None, problem: problem.clone() })
                as Box<dyn Write + Send>
        }),
        ..Options::new(file_name(&arguments.file))
    };
    let report = ops::import::measurements(app, viewer, reader, options).await;
    bar.finish_and_clear();
    if let Some(source) = problem.lock().expect("invariant: no panic while held").take() {
        return Err(Failure::File { path: aside.unwrap_or_default(), source });
    }
    tell(&report?, aside.as_deref())
}

fn open(path: &Path) -> Result<(Box<dyn Read + Send>, Option<u64>), Failure> {
    if path == Path::new("-") {
        return Ok((Box::new(std::io::stdin()), None));
    }
    let failed = |source| Failure::File { path: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    Ok((Box::new(file), Some(length)))
}

fn progress_bar(length: Option<u64>) -> ProgressBar {
    let template = match length {
        Some(_) => "{bar:32} {percent:>3} %  {msg}  {elapsed} gone, {eta} left",
        None => "{spinner} {msg}  {elapsed} gone",
    };
    let style = ProgressStyle::with_template(template).expect("invariant: the templates are valid");
    let bar = length.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    bar.with_style(style)
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    name.filter(|name| name != "-").unwrap_or_else(|| "standard input".to_owned())
}

fn aside_path(arguments: &ImportArguments) -> PathBuf {
    arguments.rejected.clone().unwrap_or_else(|| {
        let mut name = match arguments.file.file_stem() {
            Some(stem) if stem != "-" => stem.to_owned(),
            _ => "measurements".into(),
        };
        name.push(".rejected.csv");
        arguments.file.with_file_name(name)
    })
}

fn tell(report: &Report, aside: Option<&Path>) -> Result<(), Failure> {
    for Rejected { line, column, reason, .. } in &report.rejected {
        eprintln!("line {line}, {column}: {reason}");
    }
    let hidden = report.rejected_count - report.rejected.len() as u64;
    if hidden > 0 {
        eprintln!("… and {} more", thousands(hidden));
    }
    if !report.is_applied {
        return Err(Failure::Told(format!(
            "{} of {} lines are wrong, so nothing was imported. Mend them, or take the others with \
             --partial",
            thousands(report.rejected_count),
            thousands(report.rows)
        )));
    }
    println!(
        "{} rows read: {} new, {} corrected, {} known already, {} rejected; {} scores moved",
        thousands(report.rows),
        thousands(report.inserted),
        thousands(report.corrected),
        thousands(report.unchanged),
        thousands(report.rejected_count),
        thousands(report.moved_count as u64),
    );
    if let Some(path) = aside.filter(|_| report.rejected_count > 0) {
        println!("The rejected lines are in {}", path.display());
    }
    Ok(())
}

/// `1234567` as `1,234,567`.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A file that is made when the first byte is written: without rejected lines there is none.
struct LazyFile {
    path: PathBuf,
    file: Option<File>,
    /// What went wrong, for a message with the path in it.
    problem: Arc<Mutex<Option<std::io::Error>>>,
}

impl LazyFile {
    fn open(&mut self) -> std::io::Result<&mut File> {
        if self.file.is_none() {
            self.file = Some(File::create(&self.path)?);
        }
        Ok(self.file.as_mut().expect("invariant: it was opened above"))
    }
}

impl Write for LazyFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.open().and_then(|file| file.write(bytes));
        written.map_err(|error| {
            let kind = error.kind();
            *self.problem.lock().expect("invariant: no panic while held") = Some(error);
            kind.into()
        })
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.as_mut().map_or(Ok(()), File::flush)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let shown = [0, 999, 1_000, 1_234_567].map(thousands);
        assert_eq!(shown, ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn rejected_lines_go_beside_the_file() {
        let arguments =
            ImportArguments { file: "data/flights.csv".into(), partial: true, rejected: None };
        assert_eq!(aside_path(&arguments), Path::new("data/flights.rejected.csv"));
    }
}
