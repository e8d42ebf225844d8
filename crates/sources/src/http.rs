//! A service that answers with JSON: pages are asked for one after the other, rows are found by
//! JSONPath.

pub(crate) mod client;

mod paging;

use futures::future::BoxFuture;
use hyper::Method;
use hyper::header::AUTHORIZATION;
use jiff::civil::Date;
use serde_json::Value;
use serde_json_path::JsonPath;

use crate::failure::{Failure, Kind};
use crate::network::Policy;
use crate::row::{self, Row};
use crate::settings::{self, Http, Paging, Problem};
use crate::{Ask, DataSource, Fetched, Limits, Part};

use client::{Answer, Question};

pub(crate) struct Source(pub(crate) Http);

/// A part of a row.
enum Field {
    Path(JsonPath),
    Fixed(Value),
}

struct Fields {
    kpi: Field,
    unit: Option<Field>,
    person: Option<Field>,
    period: Field,
    value: Option<Field>,
    numerator: Option<Field>,
    denominator: Option<Field>,
}

impl DataSource for Source {
    fn check(&self, _: &Policy) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Err(told) = client::address(&filled(&self.0.url, Date::ZERO, Date::ZERO, ["0", "0"]))
        {
            problems.push(Problem::new("url", told));
        }
        if let Err((index, told)) = client::headers(&self.0.headers) {
            problems.push(Problem::new(format!("headers.{index}"), told));
        }
        if self.0.body.is_some() && self.0.method == settings::Method::Get {
            problems
                .push(Problem::new("body", "a GET has no body; ask with POST, or leave it out"));
        }
        problems.extend(path("rows", &self.0.rows).err());
        problems.extend(Fields::of(&self.0.fields).err());
        match &self.0.paging {
            Paging::NextLink { path: Some(text) } | Paging::Cursor { path: text, .. } => {
                problems.extend(path("paging.path", text).err());
            }
            Paging::Offset { size: 0, .. } => {
                problems.push(Problem::new("paging.size", "a page has at least one row"));
            }
            _ => {}
        }
        problems
    }

    fn fetch<'a>(
        &'a self,
        ask: &'a Ask,
        limits: &'a Limits,
        policy: &'a Policy,
    ) -> BoxFuture<'a, Result<Fetched, Failure>> {
        Box::pin(self.pages(ask, limits, policy))
    }
}

impl Source {
    async fn pages(&self, ask: &Ask, limits: &Limits, policy: &Policy) -> Result<Fetched, Failure> {
        let wrong = |problem: Problem| {
            let told = format!("{}: {}", problem.field, problem.message);
            Failure::new(Kind::Settings, settings::origin(&self.0.url), told)
        };
        let rows_path = path("rows", &self.0.rows).map_err(wrong)?;
        let fields = Fields::of(&self.0.fields).map_err(wrong)?;
        let mut question = self.question(ask).map_err(wrong)?;
        let mut pages = paging::Pages::of(&self.0.paging, &mut question).map_err(wrong)?;
        let (mut rows, mut bytes, mut asked) = (Vec::new(), 0, String::new());
        for page in 1..=limits.pages {
            let answer = question.clone().ask(policy, limits.bytes.saturating_sub(bytes)).await?;
            bytes += answer.body.len();
            if page == 1 {
                asked.clone_from(&answer.asked);
            }
            let json = json(&answer)?;
            let found = found(&rows_path, &json);
            if rows.len() + found.len() > limits.rows {
                let told = format!("the answer is over the limit of {} rows", limits.rows);
                return Err(Failure::new(Kind::TooMuch, answer.asked, told));
            }
            let before = rows.len();
            rows.extend(found.iter().enumerate().map(|(index, node)| Row {
                place: match &self.0.paging {
                    Paging::None => format!("row {}", index + 1),
                    _ => format!("page {page}, row {}", index + 1),
                },
                ..fields.row(node, ask)
            }));
            if !pages.turn(&mut question, &answer, &json, rows.len() - before)? {
                return Ok(Fetched { asked, parts: vec![Part { rows, file: None }] });
            }
        }
        let told = format!("there are more than {} pages", limits.pages);
        Err(Failure::new(Kind::TooMuch, asked, told))
    }

    fn question(&self, ask: &Ask) -> Result<Question, Problem> {
        let seconds = [ask.from, ask.to].map(|day| unix(day, ask));
        let fill =
            |text: &str| filled(text, ask.from, ask.to, [seconds[0].as_str(), seconds[1].as_str()]);
        let (url, basic) =
            client::address(&fill(&self.0.url)).map_err(|told| Problem::new("url", told))?;
        let mut headers = client::headers(&self.0.headers)
            .map_err(|(index, told)| Problem::new(format!("headers.{index}"), told))?;
        if let Some(basic) = basic {
            headers.entry(AUTHORIZATION).or_insert(basic);
        }
        Ok(match self.0.method {
            settings::Method::Get => Question { method: Method::GET, url, headers, body: None },
            settings::Method::Post => {
                let body = self.0.body.as_deref().map(fill).unwrap_or_default();
                Question { method: Method::POST, url, headers, body: Some(body) }
            }
        })
    }
}

/// Seconds since 1970 at which a day begins in the organisation's time zone.
pub(crate) fn unix(day: Date, ask: &Ask) -> String {
    let begins = day.to_zoned_datetime(ask.time_zone.clone());
    begins.map_or_else(|_| String::new(), |moment| moment.timestamp().as_second().to_string())
}

fn filled(text: &str, from: Date, to: Date, unix: [&str; 2]) -> String {
    text.replace("{from}", &from.to_string())
        .replace("{to}", &to.to_string())
        .replace("{from_unix}", unix[0])
        .replace("{to_unix}", unix[1])
}

/// The JSON of an answer.
///
/// # Errors
/// `Unexpected` with the beginning of what came instead.
pub(crate) fn json(answer: &Answer) -> Result<Value, Failure> {
    serde_json::from_slice(&answer.body).map_err(|error| {
        let begin = String::from_utf8_lossy(&answer.body[..answer.body.len().min(400)]);
        let told = format!("the answer is not JSON ({error}): {begin}");
        Failure::new(Kind::Unexpected, answer.asked.as_str(), told)
    })
}

fn path(field: &str, text: &str) -> Result<JsonPath, Problem> {
    JsonPath::parse(text.trim()).map_err(|error| {
        let told = format!(
            "`{text}` is no JSONPath (at letter {}: {}); it begins with `$`, like `$.data[*]`",
            error.position() + 1,
            error.message()
        );
        Problem::new(field, told)
    })
}

/// The rows: what the path finds, or what is in the one array that it finds.
fn found<'a>(path: &JsonPath, json: &'a Value) -> Vec<&'a Value> {
    match path.query(json).all().as_slice() {
        [Value::Array(items)] => items.iter().collect(),
        nodes => nodes.to_vec(),
    }
}

impl Fields {
    fn of(given: &settings::Fields) -> Result<Self, Problem> {
        let field = |name: &str, text: &str| {
            if text.trim_start().starts_with('$') {
                path(&format!("fields.{name}"), text).map(Field::Path)
            } else {
                Ok(Field::Fixed(Value::from(text.trim())))
            }
        };
        let optional = |name: &str, text: &Option<String>| {
            let text = text.as_deref().filter(|text| !text.trim().is_empty());
            text.map(|text| field(name, text)).transpose()
        };
        let fields = Self {
            kpi: field("kpi", &given.kpi)?,
            unit: optional("unit", &given.unit)?,
            person: optional("person", &given.person)?,
            period: field("period", &given.period)?,
            value: optional("value", &given.value)?,
            numerator: optional("numerator", &given.numerator)?,
            denominator: optional("denominator", &given.denominator)?,
        };
        let has_parts = fields.numerator.is_some() && fields.denominator.is_some();
        if fields.value.is_none() && !has_parts {
            let told = "say where the value is, or numerator and denominator";
            return Err(Problem::new("fields.value", told));
        }
        Ok(fields)
    }

    fn row(&self, node: &Value, ask: &Ask) -> Row {
        let number =
            |field: &Option<Field>| field.as_ref().and_then(|field| row::number(field.of(node)));
        Row {
            kpi: row::text(self.kpi.of(node)),
            unit: self.unit.as_ref().map(|unit| row::text(unit.of(node))),
            person: self
                .person
                .as_ref()
                .map(|person| row::text(person.of(node)))
                .filter(|person| !person.is_empty()),
            period: row::period(self.period.of(node), &ask.time_zone),
            value: number(&self.value),
            numerator: number(&self.numerator),
            denominator: number(&self.denominator),
            ..Row::default()
        }
    }
}

impl Field {
    /// What it is in this row; null when there is nothing.
    fn of<'a>(&'a self, node: &'a Value) -> &'a Value {
        match self {
            Self::Fixed(value) => value,
            Self::Path(path) => path.query(node).first().unwrap_or(&Value::Null),
        }
    }
}
