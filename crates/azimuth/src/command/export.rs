//! `azimuth export --to DIR`: everything an organisation has, in files that any program reads.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use ops::export::{Format, Summary};
use ops::{App, Viewer};
use serde_json::json;

use crate::failure::Failure;

/// What `export` takes.
///
/// One file per table, plus `manifest.json` with the number of rows of each, the last change and
/// its hash. Instants are unix milliseconds in UTC, days are YYYY-MM-DD, ratios 1.0 = 100 %.
/// Sessions, one-time links and hashes of passwords and tokens stay out. The files together are one
/// instant, also while the service runs.
#[derive(Debug, Clone, Args)]
pub struct ExportArguments {
    /// Folder for the files; made when it is not there, refused when it has files in it
    #[arg(long = "to", value_name = "DIR")]
    pub folder: PathBuf,
    /// How the files are written
    #[arg(long, value_enum, default_value_t = FormatName::Jsonl)]
    pub format: FormatName,
}

/// How the files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Jsonl => Self::JsonLines,
            FormatName::Csv => Self::Csv,
        }
    }
}

/// Exports the viewer's organisation.
///
/// # Errors
/// A folder with files in it, a file that cannot be written, or a database that cannot be read.
pub async fn run(app: &App, viewer: &Viewer, arguments: ExportArguments) -> Result<(), Failure> {
    let folder = arguments.folder;
    make_empty(&folder)?;
    let format = Format::from(arguments.format);
    let path = |table: &str| folder.join(format!("{table}.{}", format.extension()));
    let open = |table: &'static str| File::create(path(table)).map(BufWriter::new);
    let tell = |written: &ops::export::Written| println!("{:>12}  {}", written.rows, written.table);
    let summary = ops::export::organization(app, viewer, format, open, tell).await?;
    let exported_at = app.now().to_string();
    let manifest = folder.join("manifest.json");
    let text = manifest_text(&summary, format, &exported_at);
    std::fs::write(&manifest, text)
        .map_err(|source| Failure::File { path: manifest.clone(), source })?;
    println!("Everything is in {}; {} tells what is where", folder.display(), manifest.display());
    Ok(())
}

/// Files of an earlier export must not be mixed with those of this one.
fn make_empty(folder: &Path) -> Result<(), Failure> {
    let failed = |source| Failure::File { path: folder.to_owned(), source };
    std::fs::create_dir_all(folder).map_err(failed)?;
    if std::fs::read_dir(folder).map_err(failed)?.next().is_some() {
        let message = format!("{} is not empty; name a new folder with --to", folder.display());
        return Err(Failure::Told(message));
    }
    Ok(())
}

fn manifest_text(summary: &Summary, format: Format, exported_at: &str) -> String {
    let tables: Vec<_> = summary
        .tables
        .iter()
        .map(|written| {
            json!({
                "table": written.table,
                "file": format!("{}.{}", written.table, format.extension()),
                "rows": written.rows,
            })
        })
        .collect();
    let manifest = json!({
        "azimuth": env!("CARGO_PKG_VERSION"),
        "exported_at": exported_at,
        "last_change": { "seq": summary.seq, "hash": summary.head_hash },
        "instants": "unix milliseconds, UTC (columns that end in _at, and change.at)",
        "days": "YYYY-MM-DD (columns that end in _on); ends_on is the first day after",
        "ratios": "1.0 = 100 %; nothing known is null",
        "tables": tables,
    });
    format!("{manifest:#}\n")
}
