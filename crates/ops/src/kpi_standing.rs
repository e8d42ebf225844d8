//! Which target a KPI is judged by in a period, and how it stands. The arithmetic is
//! `goals::kpi_target` and `goals::scoring`.
//!
//! A unit without a target of its own is not judged by another's: what is right for the company
//! says nothing about one of its sites. Where the KPI has a scoring curve, status and points come
//! from the curve.

use goals::id::KpiTargetId;
use goals::kpi::{Aggregation, Direction};
use goals::kpi_target::{KpiTarget, Marks, judging};
use goals::period::Period;
use goals::scoring::{Curve, Rag, Scoring};
use goals::status::Status;
use goals::subject::Subject;
use jiff::civil::Date;
use store::entity::kpi::Model;

use crate::live::{Directory, convert};
use crate::subject::{Kept, kept};

/// The targets of a KPI for one unit or person.
#[derive(Debug, Clone)]
pub struct Standing {
    /// How periods come together, from a day on, the earliest first; never empty.
    aggregations: Vec<(Option<Date>, Aggregation)>,
    targets: Vec<KpiTarget>,
}

impl Standing {
    /// The targets that hold for exactly this unit or person.
    pub fn of(directory: &Directory, model: &Model, subject: impl Into<Subject>) -> Self {
        let kept = kept(directory, subject);
        let own = directory.targets_of(model.id).filter(|row| Kept::from(*row) == kept);
        Self {
            aggregations: aggregations(model),
            targets: own.filter_map(convert::kpi_target).collect(),
        }
    }

    /// What should be reached in a period, where there is a target.
    pub fn marks_in(&self, period: Period) -> Option<Marks> {
        self.judging(period).map(|(_, marks)| marks)
    }

    /// The same, with the target that says so.
    pub fn judging(&self, period: Period) -> Option<(KpiTargetId, Marks)> {
        judging(&self.targets, self.aggregation_in(period), period)
    }

    /// The same for each of these periods, the earlier first: a long series has thousands of them,
    /// and few targets hold at a time.
    pub fn judging_each(
        &self,
        periods: impl Iterator<Item = Period>,
    ) -> Vec<Option<(KpiTargetId, Marks)>> {
        let mut waiting = self.targets.clone();
        waiting.sort_unstable_by_key(|target| std::cmp::Reverse(target.period));
        let mut holding: Vec<KpiTarget> = Vec::new();
        let judged = periods.map(|period| {
            while let Some(next) = waiting.pop_if(|next| next.period.start < period.end) {
                holding.push(next);
            }
            holding.retain(|target| target.period.end > period.start);
            judging(&holding, self.aggregation_in(period), period)
        });
        judged.collect()
    }

    /// As the version says that holds in the last part of the period.
    fn aggregation_in(&self, period: Period) -> Aggregation {
        let has_begun =
            |(from, _): &&(Option<Date>, _)| from.is_none_or(|from| from <= period.last_day());
        let found = self.aggregations.iter().rev().find(has_begun);
        found.unwrap_or(&self.aggregations[0]).1
    }
}

fn aggregations(model: &Model) -> Vec<(Option<Date>, Aggregation)> {
    let own = model.time_aggregation;
    let versions = model.versions.0.iter().map(|version| {
        let meaning = version.meaning.as_ref();
        let aggregation = meaning.map_or(own, |meaning| meaning.time_aggregation);
        (version.starts_on.map(Date::from), aggregation.into())
    });
    let mut found: Vec<_> = versions.collect();
    if found.is_empty() {
        found.push((None, own.into()));
    }
    found
}

/// What the KPI of a unit or person should reach in a period, where there is a target.
pub fn marks_in(
    directory: &Directory,
    model: &Model,
    subject: impl Into<Subject>,
    period: Period,
) -> Option<Marks> {
    Standing::of(directory, model, subject).marks_in(period)
}

/// What a value scores on the KPI's curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KpiScore {
    /// The points.
    pub points: f64,
    /// The light.
    pub light: Rag,
}

/// How a value stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// The word; `None` with nothing to hold the value against.
    pub status: Option<Status>,
    /// The points; `None` without a curve, without a value, or while the target lacks what the
    /// curve is made from.
    pub score: Option<KpiScore>,
}

/// Judges the values of one KPI.
#[derive(Debug, Clone)]
pub struct Judge {
    direction: Direction,
    scoring: Option<Scoring>,
}

impl Judge {
    /// Of a KPI, with its curve when it has one.
    pub fn of(model: &Model) -> Self {
        Self { direction: model.direction.into(), scoring: scoring(model) }
    }

    /// How a value stands against these marks.
    pub fn verdict(&self, marks: Option<&Marks>, value: Option<f64>) -> Verdict {
        let score = value.zip(self.curve(marks)).map(|(value, curve)| KpiScore {
            points: curve.points(value),
            light: curve.rag(value),
        });
        let by_marks = marks.map(|marks| marks.status(self.direction, value));
        let status = score.map(|score| status_of(score.light)).or(by_marks);
        Verdict { status, score }
    }

    /// The curve against these marks.
    pub fn curve(&self, marks: Option<&Marks>) -> Option<Curve> {
        let none = Marks::default();
        self.scoring.as_ref()?.curve(self.direction, marks.unwrap_or(&none)).ok()
    }
}

/// The KPI's curve. A column that cannot be read is none: it was checked when it was written.
pub fn scoring(model: &Model) -> Option<Scoring> {
    serde_json::from_value(model.scoring.as_ref()?.0.clone()).ok()
}

fn status_of(light: Rag) -> Status {
    match light {
        Rag::Green => Status::OnTrack,
        Rag::Amber => Status::AtRisk,
        Rag::Red => Status::OffTrack,
    }
}

/// The target of the unit that holds on a day; of several that lie within one another the shortest.
pub(crate) fn target_on(
    directory: &Directory,
    model: &Model,
    subject: impl Into<Subject>,
    day: Date,
) -> Option<KpiTarget> {
    let kept = kept(directory, subject);
    let holding = directory.targets_of(model.id).filter(|target| {
        Kept::from(*target) == kept && target.starts_on.0 <= day && day < target.ends_on.0
    });
    let found = holding.filter_map(convert::kpi_target);
    found.min_by_key(|target| (target.period.days(), target.id))
}
