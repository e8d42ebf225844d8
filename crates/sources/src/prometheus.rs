//! Range queries to Prometheus.
//!
//! Without a step there is one point for each period, evaluated at its end: that is what
//! `increase(x[1d])` means by a day, and it holds for months and for days of 23 hours as well. With
//! a step the points of a period are folded. A point belongs to the period that ends at or after
//! it, since its window lies before it. `NaN` is no value.
//!
//! A ratio asks twice, for what is above and what is below the line; points of the same unit and
//! period belong together. A point without its other half is a row that lacks a number, which is
//! refused where rows are recorded: what is not known is not 0.

use std::collections::BTreeMap;

use futures::future::BoxFuture;
use goals::period::Period;
use hyper::Method;
use hyper::header::AUTHORIZATION;
use serde::Deserialize;
use url::Url;

use crate::failure::{Failure, Kind};
use crate::http::client::{self, Question};
use crate::http::{json, unix};
use crate::network::Policy;
use crate::row::{Number, Row};
use crate::settings::{self, Fold, Problem, Prometheus};
use crate::{Ask, DataSource, Fetched, Limits, Part};

/// Points that Prometheus gives for one series in one answer.
const POINTS_MAX: i64 = 11_000;

pub(crate) struct Source(pub(crate) Prometheus);

/// Begin and end of a period in seconds since 1970.
struct Span {
    period: Period,
    begin: i64,
    end: i64,
}

/// Points by series, unit and the number of the period.
type Points = BTreeMap<(String, Option<String>, usize), Folded>;

/// What is above and below the line of one unit in one period, each with its series.
type Halves = [Option<(String, Folded)>; 2];

/// Points of one unit in one period, folded as they come.
#[derive(Debug, Clone, Copy)]
struct Folded {
    last: f64,
    sum: f64,
    max: f64,
    count: f64,
}

#[derive(Deserialize)]
struct Envelope {
    #[serde(default)]
    status: String,
    data: Option<Data>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    result_type: String,
    result: Vec<Series>,
}

#[derive(Deserialize)]
struct Series {
    #[serde(default)]
    metric: BTreeMap<String, String>,
    values: Vec<(f64, String)>,
}

impl DataSource for Source {
    fn check(&self, _: &Policy) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Err(told) = client::address(&self.0.url) {
            problems.push(Problem::new("url", told));
        }
        if let Err((index, told)) = client::headers(&self.0.headers) {
            problems.push(Problem::new(format!("headers.{index}"), told));
        }
        for (field, text) in [("query", &self.0.query), ("kpi", &self.0.kpi)] {
            if text.trim().is_empty() {
                problems.push(Problem::new(field, "this must not be empty"));
            }
        }
        if self.0.step_seconds == Some(0) {
            problems.push(Problem::new("step_seconds", "a step has at least one second"));
        }
        problems
    }

    fn fetch<'a>(
        &'a self,
        ask: &'a Ask,
        limits: &'a Limits,
        policy: &'a Policy,
    ) -> BoxFuture<'a, Result<Fetched, Failure>> {
        Box::pin(self.all(ask, limits, policy))
    }
}

impl Source {
    async fn all(&self, ask: &Ask, limits: &Limits, policy: &Policy) -> Result<Fetched, Failure> {
        let spans = spans(ask);
        let mut limits = *limits;
        let (mut asked, above) = self.points(&self.0.query, &spans, &mut limits, policy).await?;
        let rows = match self.below() {
            None => self.values(above, &spans),
            Some(query) => {
                let (asked_below, below) = self.points(query, &spans, &mut limits, policy).await?;
                asked = format!("{asked}\n{asked_below}");
                self.ratios(&asked, [above, below], &spans)?
            }
        };
        Ok(Fetched { asked, parts: vec![Part { rows, file: None }] })
    }

    /// The expression for what is below the line, where there is one.
    fn below(&self) -> Option<&str> {
        self.0.denominator_query.as_deref().filter(|query| !query.trim().is_empty())
    }

    /// What was asked, and the points of one expression. What was read is taken off the limits.
    async fn points(
        &self,
        query: &str,
        spans: &[Span],
        limits: &mut Limits,
        policy: &Policy,
    ) -> Result<(String, Points), Failure> {
        let (mut folded, mut asked) = (Points::new(), String::new());
        let questions = self.questions(spans);
        if questions.len() > limits.pages {
            let told = format!(
                "this takes {} queries, over the limit of {}; ask for fewer periods",
                questions.len(),
                limits.pages
            );
            return Err(Failure::new(Kind::TooMuch, query, told));
        }
        limits.pages -= questions.len();
        for (start, end, step) in questions {
            let question = self.question(query, start, end, step)?;
            let answer = question.ask(policy, limits.bytes).await?;
            limits.bytes = limits.bytes.saturating_sub(answer.body.len());
            if asked.is_empty() {
                asked.clone_from(&answer.asked);
            }
            let data = data(&answer)?;
            for series in &data.result {
                self.fold(series, spans, &mut folded);
            }
            if folded.len() > limits.rows {
                let told = format!("the answer is over the limit of {} rows", limits.rows);
                return Err(Failure::new(Kind::TooMuch, answer.asked, told));
            }
        }
        Ok((asked, folded))
    }

    fn values(&self, points: Points, spans: &[Span]) -> Vec<Row> {
        let row = |((place, unit, index), points): ((String, Option<String>, usize), Folded)| Row {
            value: Some(self.number(points)),
            place: format!("{place} in {}", spans[index].period.start),
            ..self.row(unit, &spans[index])
        };
        points.into_iter().map(row).collect()
    }

    /// Puts the two halves of each unit and period together.
    fn ratios(
        &self,
        asked: &str,
        [above, below]: [Points; 2],
        spans: &[Span],
    ) -> Result<Vec<Row>, Failure> {
        let mut joined: BTreeMap<(Option<String>, usize), Halves> = BTreeMap::new();
        for (half, points) in [above, below].into_iter().enumerate() {
            for ((place, unit, index), points) in points {
                let halves = joined.entry((unit.clone(), index)).or_default();
                if let Some((earlier, _)) = &halves[half] {
                    let told = format!(
                        "{earlier} and {place} are both for {}; sum them by the unit's label",
                        unit.as_deref().unwrap_or("the same unit")
                    );
                    return Err(Failure::new(Kind::Unexpected, asked, told));
                }
                halves[half] = Some((place, points));
            }
        }
        let rows = joined.into_iter().map(|((unit, index), [above, below])| {
            let shown = |half: &Option<(String, Folded)>| match half {
                Some((place, _)) => place.clone(),
                None => "nothing".to_owned(),
            };
            let period = spans[index].period.start;
            Row {
                place: format!("{} over {} in {period}", shown(&above), shown(&below)),
                numerator: above.map(|(_, points)| self.number(points)),
                denominator: below.map(|(_, points)| self.number(points)),
                ..self.row(unit, &spans[index])
            }
        });
        Ok(rows.collect())
    }

    fn number(&self, points: Folded) -> Number {
        Number::Known(points.value(self.0.fold))
    }

    fn row(&self, unit: Option<String>, span: &Span) -> Row {
        let kpi = self.0.kpi.trim().to_owned();
        Row { kpi, unit, period: span.period.start.to_string(), ..Row::default() }
    }

    /// Start, end and step of each query.
    fn questions(&self, spans: &[Span]) -> Vec<(i64, i64, i64)> {
        let Some(step) = self.0.step_seconds.map(i64::from) else {
            return spans.iter().map(|span| (span.end, span.end, span.end - span.begin)).collect();
        };
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Vec::new() };
        let mut questions = Vec::new();
        let mut start = first.begin + step;
        while start <= last.end {
            let end = last.end.min(start + step * (POINTS_MAX - 1));
            questions.push((start, end, step));
            start = end + step;
        }
        questions
    }

    fn question(&self, query: &str, start: i64, end: i64, step: i64) -> Result<Question, Failure> {
        let wrong =
            |told: String| Failure::new(Kind::Settings, settings::origin(&self.0.url), told);
        let (mut url, basic) = client::address(&self.0.url).map_err(wrong)?;
        extend(&mut url, "api/v1/query_range");
        url.query_pairs_mut()
            .append_pair("query", query)
            .append_pair("start", &start.to_string())
            .append_pair("end", &end.to_string())
            .append_pair("step", &step.to_string());
        let mut headers = client::headers(&self.0.headers).map_err(|(_, told)| wrong(told))?;
        if let Some(basic) = basic {
            headers.entry(AUTHORIZATION).or_insert(basic);
        }
        Ok(Question { method: Method::GET, url, headers, body: None })
    }

    fn fold(&self, series: &Series, spans: &[Span], folded: &mut Points) {
        let unit = match &self.0.unit_label {
            // A series without the label says nothing about the whole organisation.
            Some(label) => Some(series.metric.get(label).cloned().unwrap_or_default()),
            None => self.0.unit.clone().filter(|unit| !unit.trim().is_empty()),
        };
        let labels: Vec<String> =
            series.metric.iter().map(|(name, value)| format!("{name}=\"{value}\"")).collect();
        let place = format!("{{{}}}", labels.join(","));
        for (at, text) in &series.values {
            let Ok(value) = text.parse::<f64>() else { continue };
            let index = spans.partition_point(|span| (span.end as f64) < *at);
            let is_inside = spans.get(index).is_some_and(|span| (span.begin as f64) < *at);
            if !value.is_finite() || !is_inside {
                continue;
            }
            folded
                .entry((place.clone(), unit.clone(), index))
                .and_modify(|points| points.add(value))
                .or_insert(Folded { last: value, sum: value, max: value, count: 1.0 });
        }
    }
}

impl Folded {
    fn add(&mut self, value: f64) {
        self.last = value;
        self.sum += value;
        self.max = self.max.max(value);
        self.count += 1.0;
    }

    fn value(self, fold: Fold) -> f64 {
        match fold {
            Fold::Last => self.last,
            Fold::Mean => self.sum / self.count,
            Fold::Sum => self.sum,
            Fold::Max => self.max,
        }
    }
}

fn spans(ask: &Ask) -> Vec<Span> {
    let seconds = |day| unix(day, ask).parse().ok();
    let span = |period: &Period| {
        let (begin, end) = (seconds(period.start)?, seconds(period.end)?);
        Some(Span { period: *period, begin, end })
    };
    ask.periods.iter().filter_map(span).collect()
}

fn data(answer: &client::Answer) -> Result<Data, Failure> {
    let refuse = |told: String| Failure::new(Kind::Unexpected, answer.asked.as_str(), told);
    let envelope: Envelope = serde_json::from_value(json(answer)?)
        .map_err(|error| refuse(format!("this is no answer of Prometheus: {error}")))?;
    let data = envelope.data.filter(|_| envelope.status == "success");
    let data = data.ok_or_else(|| refuse(format!("the status is `{}`", envelope.status)))?;
    if data.result_type != "matrix" {
        return Err(refuse(format!("a `{}` where a matrix was expected", data.result_type)));
    }
    Ok(data)
}

/// The address with more path behind it, whether it ends with a slash or not.
fn extend(url: &mut Url, path: &str) {
    let whole = format!("{}/{path}", url.path().trim_end_matches('/'));
    url.set_path(&whole);
}
