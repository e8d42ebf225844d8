//! What a source is told: one type for each kind, the same in the database and on the wire.
//!
//! Secrets stand in these types in clear only between opening them and asking; everywhere else
//! [`crate::secrets`] has put a mask in their place.

use serde::{Deserialize, Serialize};

/// What is wrong with one setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The setting, with dots: `fields.period`.
    pub field: String,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Problem {
    pub(crate) fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

/// Where to ask, and what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = SourceSettings))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Settings {
    /// A query to PostgreSQL, MySQL, MariaDB or SQLite.
    Sql(Sql),
    /// A service that answers with JSON.
    Http(Http),
    /// A range query to Prometheus.
    Prometheus(Prometheus),
    /// A folder of CSV files.
    Folder(Folder),
}

/// A query to a database. It runs in a read-only transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = SqlSourceSettings))]
#[serde(deny_unknown_fields)]
pub struct Sql {
    /// `postgres://USER:PASSWORD@HOST/NAME`, `mysql://…`, `mariadb://…` or `sqlite:FILE`, a file
    /// below the folder that the configuration allows.
    pub url: String,
    /// One `SELECT`. Its columns are `kpi`, `unit`, `person`, `period`, and `value` or `numerator`
    /// and `denominator`; `:from` and `:to` stand for the first day and the day after the last.
    pub query: String,
    /// The KPI's code, when the query has no column `kpi`.
    #[serde(default)]
    pub kpi: Option<String>,
    /// The unit's code, when the query has no column `unit`; the whole organisation when absent.
    #[serde(default)]
    pub unit: Option<String>,
}

/// A service that answers with JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = HttpSourceSettings))]
#[serde(deny_unknown_fields)]
pub struct Http {
    /// The address. `{from}` and `{to}` stand for the first day and the day after the last,
    /// `{from_unix}` and `{to_unix}` for the same in seconds.
    pub url: String,
    /// How it is asked.
    #[serde(default)]
    pub method: Method,
    /// Headers; every value is kept secret.
    #[serde(default)]
    pub headers: Vec<Header>,
    /// The body of a POST, JSON; with the same placeholders as the address.
    #[serde(default)]
    pub body: Option<String>,
    /// The path to the rows (JSONPath, RFC 9535): `$.data[*]`, or a path to one array.
    pub rows: String,
    /// Where the parts of a row are.
    pub fields: Fields,
    /// How one gets to the other pages.
    #[serde(default)]
    pub paging: Paging,
}

/// The verb of a request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = SourceMethod))]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// Reads.
    #[default]
    Get,
    /// Asks with a body.
    Post,
}

/// A header of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = SourceHeader))]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Its value; `********` keeps the one that is stored.
    pub value: String,
}

/// Where the parts of a row are: a path that begins with `$`, from the row on, or a text that holds
/// for all rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = SourceFields))]
#[serde(deny_unknown_fields)]
pub struct Fields {
    /// The KPI's code.
    pub kpi: String,
    /// The unit's code; the whole organisation when absent.
    #[serde(default)]
    pub unit: Option<String>,
    /// The person's code or e-mail address, where values are people's.
    #[serde(default)]
    pub person: Option<String>,
    /// The period: its first day, its name, or an instant in it when it is a day.
    pub period: String,
    /// The value, unless the KPI is a ratio.
    #[serde(default)]
    pub value: Option<String>,
    /// Above the line.
    #[serde(default)]
    pub numerator: Option<String>,
    /// Below the line.
    #[serde(default)]
    pub denominator: Option<String>,
}

/// How one gets from one page to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = SourcePaging))]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Paging {
    /// There is one page.
    #[default]
    None,
    /// The answer names the next page: by a path in it, or in its `Link` header.
    NextLink {
        /// The path to the address of the next page; the header is read when absent.
        #[serde(default)]
        path: Option<String>,
    },
    /// Pages have numbers; the first page without rows is the end.
    PageNumber {
        /// The parameter of the address.
        parameter: String,
        /// The number of the first page.
        #[serde(default = "one")]
        first: u32,
    },
    /// Rows are skipped; a page with fewer rows than asked for is the last.
    Offset {
        /// The parameter that says how many rows to skip.
        parameter: String,
        /// The parameter that says how many rows to give.
        #[serde(default)]
        limit_parameter: Option<String>,
        /// How many rows a page has.
        size: u32,
    },
    /// The answer gives a mark that the next question carries; without one it is the last.
    Cursor {
        /// The path to the mark.
        path: String,
        /// The parameter of the address.
        parameter: String,
    },
}

fn one() -> u32 {
    1
}

/// A range query to Prometheus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = PrometheusSourceSettings))]
#[serde(deny_unknown_fields)]
pub struct Prometheus {
    /// Where Prometheus is: `https://prometheus.example.com`.
    pub url: String,
    /// Headers; every value is kept secret.
    #[serde(default)]
    pub headers: Vec<Header>,
    /// The expression; of a KPI that is a ratio, for what is above the line.
    pub query: String,
    /// The expression for what is below the line, when the KPI is a ratio. Its series carry the
    /// same units as those above.
    #[serde(default)]
    pub denominator_query: Option<String>,
    /// The KPI's code.
    pub kpi: String,
    /// The label whose value is the unit's code.
    #[serde(default)]
    pub unit_label: Option<String>,
    /// The unit's code, when no label names it; the whole organisation when absent.
    #[serde(default)]
    pub unit: Option<String>,
    /// Seconds between two points; when absent there is one point at the end of each period.
    #[serde(default)]
    pub step_seconds: Option<u32>,
    /// How the points of a period become its value.
    #[serde(default)]
    pub fold: Fold,
}

/// How the points of a period become its value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = SourceFold))]
#[serde(rename_all = "snake_case")]
pub enum Fold {
    /// The latest.
    #[default]
    Last,
    /// Their mean.
    Mean,
    /// Their sum.
    Sum,
    /// The largest.
    Max,
}

/// A folder of CSV files with the columns that the API takes: `kpi`, `unit`, `period`, `value` or
/// `numerator` and `denominator`, `note`. Each file is taken once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = FolderSourceSettings))]
#[serde(deny_unknown_fields)]
pub struct Folder {
    /// The folder, below the one that the configuration allows: `finance/monthly`.
    pub folder: String,
    /// What becomes of a file afterwards.
    #[serde(default)]
    pub afterwards: Afterwards,
}

/// What becomes of a file that was taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = SourceAfterwards))]
#[serde(rename_all = "snake_case")]
pub enum Afterwards {
    /// It moves to `done` or `failed` inside the folder.
    #[default]
    Move,
    /// It stays; its content is remembered and not taken again.
    Keep,
}

impl Settings {
    /// The kind's word.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sql(_) => "sql",
            Self::Http(_) => "http",
            Self::Prometheus(_) => "prometheus",
            Self::Folder(_) => "folder",
        }
    }

    /// Where it is asked, without what must stay secret: scheme, host, and the file or folder.
    pub fn destination(&self) -> String {
        match self {
            Self::Sql(Sql { url, .. })
            | Self::Http(Http { url, .. })
            | Self::Prometheus(Prometheus { url, .. }) => origin(url),
            Self::Folder(folder) => folder.folder.clone(),
        }
    }
}

impl Settings {
    /// What is asked, in words, without what must stay secret.
    pub fn question(&self) -> String {
        let place = self.destination();
        match self {
            Self::Sql(Sql { query, .. }) | Self::Prometheus(Prometheus { query, .. }) => {
                format!("{place}: {query}")
            }
            Self::Http(Http { url, method, .. }) => {
                let verb = if *method == Method::Get { "GET" } else { "POST" };
                let after_host = url.split_once("://").map_or("", |(_, rest)| rest);
                let path = after_host.find('/').map_or("", |at| &after_host[at..]);
                format!("{verb} {place}{}", path.split(['?', '#']).next().unwrap_or_default())
            }
            Self::Folder(_) => place,
        }
    }
}

/// Scheme, host and port of an address; what is none is given without its parameters.
pub(crate) fn origin(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.split('?').next().unwrap_or_default().to_owned();
    };
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{}://{}", scheme.to_ascii_lowercase(), host.to_ascii_lowercase())
}
