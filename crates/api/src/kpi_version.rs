//! Versions of a KPI's definition, and the KPIs that formulas tie together.

use goals::id::KpiId;
use ops::live::LiveState;
use serde::Serialize;
use store::entity::kpi::Model;
use store::kpi_version::Meaning;
use store::word::{Aggregation, Direction, NumberFormat, UserLocale};
use utoipa::ToSchema;

use crate::kpi_link::KpiRef;
use crate::time::{Day, Instant};
use crate::view::PersonRef;

/// What a KPI means and how it is computed, from a day on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KpiVersion {
    /// 1, 2, 3 ….
    pub number: i32,
    /// The first day of the first period that it holds for; null is the beginning.
    pub starts_on: Option<Day>,
    /// The formula; null while values are recorded.
    pub formula: Option<String>,
    /// The question that the KPI answers.
    pub question: String,
    /// What counts and what does not.
    pub description: String,
    /// The rest of what it means; null in versions that were made before it was kept.
    pub meaning: Option<KpiMeaning>,
    /// Why it was made.
    pub reason: Option<String>,
    /// When it was made.
    pub created_at: Instant,
    /// Who made it; null for what was there before versions were kept.
    pub created_by: Option<PersonRef>,
}

/// What a version keeps beside question, description and formula.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KpiMeaning {
    /// What counts.
    pub scope: String,
    /// What does not count.
    pub exclusions: String,
    /// How the number can be made to look good while things get worse.
    pub abuse_risk: String,
    /// The label behind its numbers.
    pub unit: String,
    /// How its numbers are shown.
    pub format: NumberFormat,
    /// Which way is better.
    pub direction: Direction,
    /// How periods come together.
    pub time_aggregation: Aggregation,
    /// How units come together.
    pub unit_aggregation: Aggregation,
}

impl From<&Meaning> for KpiMeaning {
    fn from(meaning: &Meaning) -> Self {
        let Meaning { scope, exclusions, abuse_risk, unit, format, direction, .. } =
            meaning.clone();
        let Meaning { time_aggregation, unit_aggregation, .. } = *meaning;
        Self {
            scope,
            exclusions,
            abuse_risk,
            unit,
            format,
            direction,
            time_aggregation,
            unit_aggregation,
        }
    }
}

/// The KPIs that the KPI's formula names now, each once.
pub(crate) fn inputs(model: &Model, live: &LiveState, locale: UserLocale) -> Vec<KpiRef> {
    let inputs = ops::kpi_driver::inputs_of(model).into_iter();
    inputs.filter_map(|id| live.directory.kpi(id)).map(|own| KpiRef::of(own, locale)).collect()
}

/// The KPIs in use whose formulas name the KPI.
pub(crate) fn readers(model: &Model, live: &LiveState, locale: UserLocale) -> Vec<KpiRef> {
    let readers = live.graph.cube().read_by(KpiId(model.id));
    let readers = readers.filter_map(|id| live.directory.kpi(id.0));
    readers
        .filter(|reader| reader.archived_at.is_none())
        .map(|own| KpiRef::of(own, locale))
        .collect()
}

impl KpiVersion {
    pub(crate) fn all(model: &Model, live: &LiveState) -> Vec<Self> {
        let versions = model.versions.0.iter();
        versions
            .map(|stored| Self {
                number: stored.number,
                starts_on: stored.starts_on.map(|day| Day(day.into())),
                formula: ops::formula::shown(&live.directory, stored),
                question: stored.question.clone(),
                description: stored.description.clone(),
                meaning: stored.meaning.as_ref().map(KpiMeaning::from),
                reason: stored.reason.clone(),
                created_at: Instant::from_ms(stored.created_at),
                created_by: PersonRef::find(&live.directory, stored.created_by),
            })
            .collect()
    }
}
