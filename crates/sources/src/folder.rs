//! A folder of CSV files in the columns that the API takes. Each content is taken once.
//!
//! A file that grows while it is read is left for the next time; names that begin with a dot or end
//! with `.part` or `.tmp` are still being written.

use std::fs;
use std::path::{Path, PathBuf};

use futures::future::BoxFuture;
use sha2::{Digest, Sha256};

use crate::failure::{Failure, Kind, shortened};
use crate::network::Policy;
use crate::row::{Number, Row};
use crate::seal::hex;
use crate::settings::{Afterwards, Folder, Problem};
use crate::{Ask, DataSource, Fetched, File, Limits, Part, Settle};

/// The columns of a file.
const COLUMNS: [&str; 8] =
    ["kpi", "unit", "person", "period", "value", "numerator", "denominator", "note"];

pub(crate) struct Source(pub(crate) Folder);

impl DataSource for Source {
    fn check(&self, policy: &Policy) -> Vec<Problem> {
        let problem = match policy.place(&self.0.folder) {
            Ok(place) if place.is_dir() => None,
            Ok(_) => Some(format!("`{}` is no folder", self.0.folder)),
            Err(told) => Some(told),
        };
        problem.map(|told| Problem::new("folder", told)).into_iter().collect()
    }

    fn fetch<'a>(
        &'a self,
        ask: &'a Ask,
        limits: &'a Limits,
        policy: &'a Policy,
    ) -> BoxFuture<'a, Result<Fetched, Failure>> {
        let (folder, ask, limits, policy) =
            (self.0.folder.clone(), ask.clone(), *limits, policy.clone());
        Box::pin(async move {
            let asked = format!("the folder {folder}");
            let work = tokio::task::spawn_blocking(move || files(&folder, &ask, &limits, &policy));
            let parts = work
                .await
                .map_err(|error| error.to_string())
                .and_then(|read| read)
                .map_err(|told| Failure::new(Kind::NotAllowed, asked.as_str(), told))?;
            Ok(Fetched { asked, parts })
        })
    }

    fn settle(&self, file: &File, outcome: Settle, policy: &Policy) -> std::io::Result<()> {
        if self.0.afterwards == Afterwards::Keep {
            return Ok(());
        }
        let folder = policy.place(&self.0.folder).map_err(std::io::Error::other)?;
        let target = folder.join(match outcome {
            Settle::Done => "done",
            Settle::Failed => "failed",
        });
        fs::create_dir_all(&target)?;
        // The digest keeps a later file of the same name apart.
        let mut place = target.join(&file.name);
        if place.exists() {
            let short = file.digest.get(..12).unwrap_or(&file.digest);
            place = target.join(format!("{short}-{}", file.name));
        }
        fs::rename(&file.path, place)
    }
}

fn files(folder: &str, ask: &Ask, limits: &Limits, policy: &Policy) -> Result<Vec<Part>, String> {
    let folder = policy.place(folder)?;
    let mut names: Vec<String> = fs::read_dir(&folder)
        .map_err(|error| error.to_string())?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.to_ascii_lowercase().ends_with(".csv") && !name.starts_with('.'))
        .collect();
    names.sort();
    let (mut rows, mut bytes, mut parts) = (limits.rows, limits.bytes, Vec::new());
    for name in names {
        if parts.len() == limits.pages {
            break;
        }
        let path = folder.join(&name);
        // A link could lead out of the folder, and a pipe would wait for ever.
        if !fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file()) {
            continue;
        }
        if fs::metadata(&path).is_ok_and(|meta| length(&meta) > limits.bytes) {
            parts.push(too_large(path, name, limits.bytes));
            continue;
        }
        let Some(part) = file(&path, name, ask, rows, bytes) else { continue };
        rows = rows.saturating_sub(part.rows.len());
        bytes = bytes.saturating_sub(fs::metadata(&path).map_or(0, |meta| length(&meta)));
        parts.push(part);
    }
    Ok(parts)
}

fn too_large(path: PathBuf, name: String, bytes_max: usize) -> Part {
    let problem = Some(format!("the file is over the limit of {bytes_max} bytes"));
    let digest = hex(&Sha256::digest(format!("too large: {name}")));
    Part { rows: Vec::new(), file: Some(File { name, digest, problem, path }) }
}

fn length(meta: &fs::Metadata) -> usize {
    usize::try_from(meta.len()).unwrap_or(usize::MAX)
}

/// What a file holds; `None` for one that was taken before, that changes while it is read, or for
/// which there is no room left this time.
fn file(path: &Path, name: String, ask: &Ask, rows: usize, bytes: usize) -> Option<Part> {
    let before = fs::metadata(path).ok()?;
    if length(&before) > bytes {
        return None;
    }
    let content = fs::read(path).ok()?;
    let after = fs::metadata(path).ok()?;
    if content.len() != length(&before) || before.modified().ok() != after.modified().ok() {
        return None;
    }
    let digest = hex(&Sha256::digest(&content));
    if ask.taken.contains(&digest) {
        return None;
    }
    let read = lines(&name, &content, rows);
    let (rows, problem) = match read {
        Ok(rows) => (rows, None),
        Err(told) => (Vec::new(), Some(shortened(&told))),
    };
    Some(Part { rows, file: Some(File { name, digest, problem, path: path.to_owned() }) })
}

fn lines(name: &str, content: &[u8], rows_max: usize) -> Result<Vec<Row>, String> {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let text = std::str::from_utf8(content)
        .map_err(|_| "the file is not UTF-8 text; save it as “CSV UTF-8”".to_owned())?;
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    let places = columns(&header)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        if rows.len() == rows_max {
            return Err(format!("there are more than {rows_max} rows"));
        }
        let line = record.position().map_or(0, csv::Position::line);
        let field = |column: usize| places[column].and_then(|place| record.get(place));
        let number = |column: usize| {
            field(column).filter(|text| !text.is_empty()).map(|text| Number::Text(text.to_owned()))
        };
        let owned = |column: usize| field(column).unwrap_or_default().to_owned();
        let person = Some(owned(2)).filter(|person| !person.is_empty());
        rows.push(Row {
            kpi: owned(0),
            unit: places[1].map(|_| owned(1)).filter(|unit| person.is_none() || !unit.is_empty()),
            person,
            period: owned(3),
            value: number(4),
            numerator: number(5),
            denominator: number(6),
            note: owned(7),
            place: format!("{name}, line {line}"),
        });
    }
    Ok(rows)
}

/// Where each of [`COLUMNS`] is.
fn columns(header: &csv::StringRecord) -> Result<[Option<usize>; COLUMNS.len()], String> {
    let mut places = [None; COLUMNS.len()];
    for (index, name) in header.iter().enumerate() {
        let known = COLUMNS.iter().position(|column| column.eq_ignore_ascii_case(name));
        let known = known.ok_or_else(|| {
            let shown: String = name.chars().take(80).collect();
            format!("the column `{shown}` is not known; columns are {}", COLUMNS.join(", "))
        })?;
        if places[known].replace(index).is_some() {
            return Err(format!("the column `{name}` is there twice"));
        }
    }
    let [kpi, unit, person, period, value, numerator, denominator, _] = places;
    let has_number = value.is_some() || (numerator.is_some() && denominator.is_some());
    let has_names = kpi.is_some() && unit.or(person).is_some() && period.is_some();
    if !has_names || !has_number {
        return Err("the first line names the columns: kpi,unit,period,value or \
                    kpi,unit,period,numerator,denominator"
            .to_owned());
    }
    Ok(places)
}
