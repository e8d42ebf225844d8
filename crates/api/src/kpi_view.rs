//! A KPI as people and programs see it: its definition, its latest value, how that stands against
//! its target.

use goals::id::{KpiId, OrgUnitId};
use ops::Viewer;
use ops::kpi_perspective;
use ops::limits::SERIES_PERIODS_DEFAULT;
use ops::live::LiveState;
use ops::names;
use serde::Serialize;
use store::entity::kpi::Model;
use store::json::Names;
use store::word::{Aggregation, Direction, Grain, MissingPolicy, NumberFormat, Status};
use utoipa::ToSchema;

use crate::kpi_link::KpiRef;
use crate::kpi_scoring::{KpiScore, Scoring};
use crate::kpi_tile::{KpiLatest, TargetValues};
use crate::kpi_version::{self, KpiVersion};
use crate::time::Instant;
use crate::view::PersonRef;

/// A defined, continuously measured metric. Percent values are ratios: 0.845 is shown as 84.5 %.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Kpi {
    /// Identity.
    pub id: KpiId,
    /// Give it back when editing.
    pub version: i32,
    /// Unique; used in files and addresses.
    pub code: String,
    /// In a few words, in the language of the reader where it has a name of its own there.
    pub name: String,
    /// The name for all other languages; an edit of `name` is an edit of this one.
    pub name_main: String,
    /// Names by language, where there are any.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    pub names: Names,
    /// The question that it answers.
    pub question: String,
    /// What counts and what does not, and where the numbers come from.
    pub description: String,
    /// The label behind its numbers.
    pub unit: String,
    /// How its numbers are shown.
    pub format: NumberFormat,
    /// Digits after the point.
    pub decimals: i32,
    /// Which way is better.
    pub direction: Direction,
    /// The period of one measurement.
    pub frequency: Grain,
    /// How periods come together.
    pub time_aggregation: Aggregation,
    /// How units come together.
    pub unit_aggregation: Aggregation,
    /// What a missing value stands for.
    pub missing_policy: MissingPolicy,
    /// Who answers for its value.
    pub owner: Option<PersonRef>,
    /// Who answers for its definition and its data.
    pub steward: Option<PersonRef>,
    /// Which view of the business it belongs to: code of a perspective.
    pub perspective: String,
    /// The perspective's name in the language of the reader.
    pub perspective_name: String,
    /// Whether it tells early rather than late.
    pub leading: bool,
    /// How it is computed now; null while its values are recorded.
    pub formula: Option<String>,
    /// The KPIs that its formula names.
    pub formula_inputs: Vec<KpiRef>,
    /// The KPIs in use whose formulas name it.
    pub used_by: Vec<KpiRef>,
    /// Every version of its definition, the oldest first; empty while there has been one only, of
    /// recorded values.
    pub versions: Vec<KpiVersion>,
    /// Function of the business; empty for none.
    pub category: String,
    /// What counts.
    pub scope: String,
    /// What does not count.
    pub exclusions: String,
    /// How the number can be made to look good while things get worse.
    pub abuse_risk: String,
    /// The KPI that would show it.
    pub counter_kpi: Option<KpiRef>,
    /// Values are due this many working days after their period; null promises nothing.
    pub due_working_days: Option<i32>,
    /// Where it stands among the others.
    pub position: i32,
    /// When it was archived.
    pub archived_at: Option<Instant>,
    /// The latest complete period with a value, at the grain that the KPI is shown at.
    pub latest: Option<KpiLatest>,
    /// What it should reach in that period.
    pub target: Option<TargetValues>,
    /// How the latest value stands against the target; null without a target.
    pub status: Option<Status>,
    /// How its values become points; null without a scoring curve.
    pub scoring: Option<Scoring>,
    /// What the latest value scores; null without a curve, or while the target lacks what the curve
    /// is made from.
    pub score: Option<KpiScore>,
    /// Whether the viewer may edit it.
    pub may_edit: bool,
    /// Whether the viewer may record its values.
    pub may_record: bool,
    /// Whether the viewer may set its targets.
    pub may_set_targets: bool,
}

impl Kpi {
    /// Shows a KPI with the latest value of a unit; of the root when none is named.
    pub fn of(model: &Model, unit: Option<OrgUnitId>, live: &LiveState, viewer: &Viewer) -> Self {
        let unit = unit.or_else(|| live.directory.root().map(|root| OrgUnitId(root.id)));
        let tile = unit
            .and_then(|unit| ops::kpi::tile(live, KpiId(model.id), unit, SERIES_PERIODS_DEFAULT));
        let latest = tile.as_ref().and_then(KpiLatest::of);
        Self {
            id: KpiId(model.id),
            version: model.version,
            code: model.code.clone(),
            name: names::of_kpi(model, viewer.locale).to_owned(),
            name_main: model.name.clone(),
            names: model.names.0.clone(),
            question: model.question.clone(),
            description: model.description.clone(),
            unit: model.unit.clone(),
            format: model.format,
            decimals: model.decimals,
            direction: model.direction,
            frequency: model.frequency,
            time_aggregation: model.time_aggregation,
            unit_aggregation: model.unit_aggregation,
            missing_policy: model.missing_policy,
            owner: PersonRef::find(&live.directory, model.owner_person_id),
            steward: PersonRef::find(&live.directory, model.steward_person_id),
            perspective: model.perspective.clone(),
            perspective_name: kpi_perspective::name(
                &live.directory,
                &model.perspective,
                viewer.locale,
            )
            .to_owned(),
            leading: model.leading,
            formula: model
                .versions
                .0
                .last()
                .and_then(|version| ops::formula::shown(&live.directory, version)),
            formula_inputs: kpi_version::inputs(model, live, viewer.locale),
            used_by: kpi_version::readers(model, live, viewer.locale),
            versions: KpiVersion::all(model, live),
            category: model.category.clone(),
            scope: model.scope.clone(),
            exclusions: model.exclusions.clone(),
            abuse_risk: model.abuse_risk.clone(),
            counter_kpi: model
                .counter_kpi_id
                .and_then(|id| live.directory.kpi(id))
                .map(|kpi| KpiRef::of(kpi, viewer.locale)),
            due_working_days: model.due_working_days,
            position: model.position,
            archived_at: model.archived_at.map(Instant::from_ms),
            latest,
            target: tile.as_ref().and_then(|tile| tile.target.as_ref()).map(TargetValues::of),
            scoring: ops::kpi_standing::scoring(model).map(Scoring::from),
            score: tile.as_ref().and_then(|tile| tile.score).as_ref().map(KpiScore::of),
            status: tile.and_then(|tile| tile.status).map(Status::from),
            may_edit: ops::kpi::may_edit(viewer, model),
            may_record: ops::kpi::may_record(viewer, model),
            may_set_targets: ops::kpi::may_set_targets(viewer, model),
        }
    }
}
