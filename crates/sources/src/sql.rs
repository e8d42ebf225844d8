//! A query to PostgreSQL, MySQL, MariaDB or SQLite.
//!
//! The query becomes a table of an outer `SELECT` with a row limit: what is no query does not fit
//! there. It runs in a read-only transaction (SQLite: a file opened for reading) with a time limit
//! that the database keeps itself. Rows come as JSON objects, so that all databases go one way from
//! here.

mod mysql;
mod postgres;
mod query;
mod sqlite;

use futures::future::BoxFuture;
use serde_json::{Map, Value};
use url::Url;

use crate::failure::{Failure, Kind};
use crate::network::Policy;
use crate::row::{self, Row};
use crate::secrets::decoded;
use crate::settings::{Problem, Sql, origin};
use crate::{Ask, DataSource, Fetched, Limits, Part};

use query::{Dialect, Prepared};

pub(crate) struct Source(pub(crate) Sql);

/// Where a database is.
enum Place {
    Postgres(Server),
    MySql(Server),
    Sqlite(String),
}

/// A server, as the address names it.
#[derive(Debug, Clone)]
struct Server {
    host: String,
    port: u16,
    user: String,
    password: String,
    database: String,
    /// What the address says about encryption: `require`, `verify-full` …
    encryption: Option<String>,
}

/// A row as the database gave it.
type Object = Map<String, Value>;

/// What is run, and how far it may go.
struct Job<'a> {
    prepared: &'a Prepared,
    ask: &'a Ask,
    limits: &'a Limits,
    policy: &'a Policy,
    asked: &'a str,
}

impl Job<'_> {
    /// Rows asked for: one more than there may be tells that there are too many.
    fn rows(&self) -> usize {
        self.limits.rows.saturating_add(1)
    }

    fn failed(&self, error: &sqlx::Error) -> Failure {
        let kind = match error {
            sqlx::Error::Database(_) => Kind::Refused,
            sqlx::Error::Configuration(_) => Kind::Settings,
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Kind::Unexpected,
            _ => Kind::Unreachable,
        };
        Failure::new(kind, self.asked, error.to_string())
    }
}

impl DataSource for Source {
    fn check(&self, policy: &Policy) -> Vec<Problem> {
        let mut problems = Vec::new();
        let dialect = match self.place() {
            Ok(Place::Postgres(_)) => Dialect::Postgres,
            Ok(Place::MySql(_)) => Dialect::MySql,
            Ok(Place::Sqlite(file)) => {
                problems.extend(policy.place(&file).err().map(|told| Problem::new("url", told)));
                Dialect::Sqlite
            }
            Err(told) => {
                problems.push(Problem::new("url", told));
                Dialect::Postgres
            }
        };
        let prepared = query::prepare(&self.0.query, dialect);
        problems.extend(prepared.err().map(|told| Problem::new("query", told)));
        problems
    }

    fn fetch<'a>(
        &'a self,
        ask: &'a Ask,
        limits: &'a Limits,
        policy: &'a Policy,
    ) -> BoxFuture<'a, Result<Fetched, Failure>> {
        Box::pin(self.rows(ask, limits, policy))
    }
}

impl Source {
    fn place(&self) -> Result<Place, String> {
        const FORMS: &str = "write it like postgres://USER:PASSWORD@HOST/NAME, \
                             mysql://USER:PASSWORD@HOST/NAME or sqlite:FILE";
        let text = self.0.url.trim();
        if let Some(file) = text.strip_prefix("sqlite:") {
            let file = file.trim_start_matches("//").split('?').next().unwrap_or_default();
            return Ok(Place::Sqlite(file.to_owned()));
        }
        let url = Url::parse(text).map_err(|error| format!("{error}; {FORMS}"))?;
        let server = |port| {
            let host = url.host_str().filter(|host| !host.is_empty());
            let encryption = url
                .query_pairs()
                .find(|(name, _)| matches!(name.as_ref(), "sslmode" | "ssl-mode"))
                .map(|(_, value)| value.to_ascii_lowercase().replace('_', "-"));
            Ok(Server {
                // Sockets are left to the service itself: through one it would be let in without a
                // password.
                host: host.ok_or(format!("the address names no host; {FORMS}"))?.to_owned(),
                port: url.port().unwrap_or(port),
                user: decoded(url.username()),
                password: decoded(url.password().unwrap_or_default()),
                database: decoded(url.path().trim_start_matches('/')),
                encryption,
            })
        };
        match url.scheme() {
            "postgres" | "postgresql" => server(5432).map(Place::Postgres),
            "mysql" | "mariadb" => server(3306).map(Place::MySql),
            other => Err(format!("`{other}` is no database that can be asked; {FORMS}")),
        }
    }

    async fn rows(&self, ask: &Ask, limits: &Limits, policy: &Policy) -> Result<Fetched, Failure> {
        let destination = origin(&self.0.url);
        let wrong = |told: String| Failure::new(Kind::Settings, destination.as_str(), told);
        let place = self.place().map_err(wrong)?;
        let dialect = match place {
            Place::Postgres(_) => Dialect::Postgres,
            Place::MySql(_) => Dialect::MySql,
            Place::Sqlite(_) => Dialect::Sqlite,
        };
        let prepared = query::prepare(&self.0.query, dialect).map_err(wrong)?;
        let asked = format!(
            "{destination} with :from = {}, :to = {}: {}",
            ask.from,
            ask.to,
            self.0.query.trim()
        );
        let job = Job { prepared: &prepared, ask, limits, policy, asked: &asked };
        let objects = match place {
            Place::Postgres(server) => postgres::rows(&job, &server).await?,
            Place::MySql(server) => mysql::rows(&job, &server).await?,
            Place::Sqlite(file) => sqlite::rows(&job, &file).await?,
        };
        if objects.len() > limits.rows {
            let told = format!("there are more than {} rows; ask for fewer periods", limits.rows);
            return Err(Failure::new(Kind::TooMuch, asked, told));
        }
        if let Some(first) = objects.first() {
            self.check_columns(first)
                .map_err(|told| Failure::new(Kind::Settings, &*asked, told))?;
        }
        let rows = objects.iter().enumerate().map(|(index, object)| Row {
            place: format!("row {}", index + 1),
            ..self.row(object, ask)
        });
        Ok(Fetched { parts: vec![Part { rows: rows.collect(), file: None }], asked })
    }

    fn check_columns(&self, object: &Object) -> Result<(), String> {
        let has = |name: &str| find(object, name).is_some();
        let has_number = has("value") || (has("numerator") && has("denominator"));
        let missing = match () {
            () if !has("kpi") && self.0.kpi.is_none() => "`kpi`",
            () if !has("period") => "`period`",
            () if !has_number => "`value`, or `numerator` and `denominator`",
            () => return Ok(()),
        };
        let columns: Vec<&str> = object.keys().map(String::as_str).collect();
        Err(format!("the query gives the columns {}, and {missing} is missing", columns.join(", ")))
    }

    fn row(&self, object: &Object, ask: &Ask) -> Row {
        let column = |name: &str| find(object, name);
        let number = |name: &str| column(name).and_then(row::number);
        let fixed = |text: &Option<String>| text.as_deref().map(|text| text.trim().to_owned());
        Row {
            kpi: column("kpi").map(row::text).or_else(|| fixed(&self.0.kpi)).unwrap_or_default(),
            unit: column("unit")
                .map(row::text)
                .or_else(|| fixed(&self.0.unit).filter(|unit| !unit.is_empty())),
            person: column("person").map(row::text).filter(|person| !person.is_empty()),
            period: column("period")
                .map(|value| row::period(value, &ask.time_zone))
                .unwrap_or_default(),
            value: number("value"),
            numerator: number("numerator"),
            denominator: number("denominator"),
            note: column("note").map(row::text).unwrap_or_default(),
            ..Row::default()
        }
    }
}

fn find<'a>(object: &'a Object, name: &str) -> Option<&'a Value> {
    let named = || object.iter().find(|(column, _)| column.eq_ignore_ascii_case(name));
    object.get(name).or_else(|| named().map(|(_, value)| value))
}

/// The day as the drivers know it.
fn driver_day(day: jiff::civil::Date) -> Option<time::Date> {
    let month = time::Month::try_from(day.month().cast_unsigned()).ok()?;
    time::Date::from_calendar_date(day.year().into(), month, day.day().cast_unsigned()).ok()
}
