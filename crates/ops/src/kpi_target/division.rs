//! A target divided into parts: what spreading over periods and cascading to units share.
//!
//! A division is worked out on what is known in memory and shown as a preview; applied, it is one
//! transaction that writes every part and archives what the parts take the place of, each with its
//! change in the log.

use goals::access::Action;
use goals::cube::WindowValue;
use goals::id::{KpiId, KpiTargetId, OrgUnitId};
use goals::kpi::Aggregation;
use goals::kpi_target::{Check, Divided, KpiTarget, Marks, Rules};
use goals::period::{Grain, Period};
use goals::subject::Subject;
use store::entity::kpi::Model as Kpi;
use store::entity::kpi_target::Model;
use store::word::{NumberFormat, TargetMethod};

use super::ENTITY;
use crate::app::App;
use crate::check::Checks;
use crate::error::OpsError;
use crate::kpi;
use crate::live::{LiveState, convert};
use crate::series::Asked;
use crate::subject::{Kept, kept};
use crate::viewer::Viewer;
use crate::work::Work;

/// Whether a division is only looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// Nothing is written.
    Preview,
    /// The parts are written.
    Apply,
}

/// One part of a divided target.
#[derive(Debug, Clone)]
pub struct Part {
    /// Whom it holds for.
    pub subject: Subject,
    /// When it holds.
    pub period: Period,
    /// The period's name; of a unit's part the whole span has none.
    pub label: Option<String>,
    /// Its numbers.
    pub marks: Marks,
    /// What the KPI came to in the same days a year before.
    pub year_before: Option<f64>,
    /// The target that it became.
    pub id: Option<KpiTargetId>,
}

/// A target divided into parts.
#[derive(Debug, Clone)]
pub struct Division {
    /// The target.
    pub whole: Model,
    /// How it is divided.
    pub method: TargetMethod,
    /// Whether the parts add up to it.
    pub is_additive: bool,
    /// The parts, in the order of time or of the tree.
    pub parts: Vec<Part>,
    /// What was held against the whole.
    pub check: Check,
    /// Targets that the parts take the place of; archived when applied.
    pub superseded: Vec<Model>,
    /// Whether a reason has to be given: goalposts that hold already are moved.
    pub needs_reason: bool,
    /// Whether it has been written.
    pub is_applied: bool,
}

/// What a division starts from.
pub(super) struct Start {
    pub(super) kpi: Kpi,
    pub(super) model: Model,
    pub(super) whole: KpiTarget,
    pub(super) subject: Subject,
}

/// Finds the target and asks whether the viewer may set targets.
pub(super) fn start(
    state: &LiveState,
    viewer: &Viewer,
    kpi: &str,
    target: KpiTargetId,
) -> Result<Start, OpsError> {
    let kpi = kpi::named(&state.directory, kpi)?.clone();
    viewer.may_write()?;
    viewer.may(Action::CreateKpi, &kpi::thing(&kpi), kpi::ENTITY, KpiId(kpi.id))?;
    let mut targets = state.directory.targets_of(kpi.id);
    let model = targets.find(|row| row.id == target.0).cloned();
    let model =
        model.ok_or_else(|| OpsError::unknown_reference("target_id", target.to_string()))?;
    drop(targets);
    let whole = convert::kpi_target(&model)
        .ok_or_else(|| OpsError::unknown_reference("target_id", target.to_string()))?;
    let root = state.directory.root().map(|root| OrgUnitId(root.id));
    let subject = whole.subject(root);
    let subject = subject.ok_or_else(|| OpsError::unknown_reference("unit", "the root"))?;
    Ok(Start { kpi, model, whole, subject })
}

impl Start {
    /// How parts come together by this aggregation.
    pub(super) fn rules(&self, aggregation: Aggregation) -> Rules {
        // A percent value is kept as a ratio, so its decimals begin two places later.
        let shift = if self.kpi.format == NumberFormat::Percent { 2 } else { 0 };
        let decimals = u32::try_from(self.kpi.decimals).unwrap_or(0) + shift;
        Rules { aggregation, direction: self.kpi.direction.into(), decimals }
    }

    /// A question about the days of `span`, for a cube that reaches back to them.
    pub(super) fn asked(&self, state: &LiveState, grain: Grain, span: Period) -> Asked {
        let root = state.directory.root().map_or(self.model.id, |root| root.id);
        let unit = self.subject.unit().unwrap_or(OrgUnitId(root));
        let (kpi, person, today) = (self.kpi.clone(), self.subject.person(), state.today);
        Asked { kpi, unit, person, grain, span, today }
    }

    /// The division, with what it would take the place of.
    pub(super) fn division(
        self,
        state: &LiveState,
        method: TargetMethod,
        rules: &Rules,
        parts: Vec<Part>,
        divided: Divided,
    ) -> Result<Division, OpsError> {
        let live: Vec<Model> = state.directory.targets_of(self.kpi.id).cloned().collect();
        let superseded = superseded(state, &self.model, &parts, &live)?;
        let has_begun = self.whole.period.start <= state.today;
        Ok(Division {
            whole: self.model,
            method,
            is_additive: rules.is_additive(),
            needs_reason: has_begun || !superseded.is_empty(),
            parts,
            check: divided.check,
            superseded,
            is_applied: false,
        })
    }
}

/// How much a period or unit counted: the denominator of a ratio, the number of values of a mean.
pub(super) fn weight_of(aggregation: Aggregation, value: &WindowValue) -> Option<f64> {
    match aggregation {
        Aggregation::Ratio => value.denominator.filter(|denominator| *denominator > 0.0),
        Aggregation::Mean => (value.count > 0).then_some(f64::from(value.count)),
        _ => None,
    }
}

/// Targets of the parts' subjects that lie in the whole's span, the whole itself left out.
fn superseded(
    state: &LiveState,
    whole: &Model,
    parts: &[Part],
    live: &[Model],
) -> Result<Vec<Model>, OpsError> {
    let subjects: Vec<Kept> =
        parts.iter().map(|part| kept(&state.directory, part.subject)).collect();
    let mut found = Vec::new();
    for other in live.iter().filter(|other| other.id != whole.id) {
        let shares_days = other.starts_on < whole.ends_on && whole.starts_on < other.ends_on;
        if !shares_days || !subjects.contains(&Kept::from(other)) {
            continue;
        }
        let is_inside = whole.starts_on <= other.starts_on && other.ends_on <= whole.ends_on;
        let holds_all = other.starts_on <= whole.starts_on && whole.ends_on <= other.ends_on;
        if is_inside {
            found.push(other.clone());
        } else if !holds_all {
            let message = format!(
                "the target {} from {} to before {} reaches beyond these days; change its days or \
                 archive it first",
                KpiTargetId(other.id),
                other.starts_on,
                other.ends_on
            );
            return Err(OpsError::field("target_id", "overlapping_target", message));
        }
    }
    // Memory and database list them in different orders.
    found.sort_by_key(|other: &Model| other.id);
    Ok(found)
}

/// Writes a division: what it takes the place of goes away, its parts come.
///
/// # Errors
/// `Stale` when the target or what the division would take the place of has changed since;
/// `Invalid` without a reason where one is needed.
pub(super) async fn apply(
    app: &App,
    viewer: &Viewer,
    mut division: Division,
    reason: Option<String>,
) -> Result<Division, OpsError> {
    let reason = reason.filter(|reason| !reason.trim().is_empty());
    let mut checks = Checks::default();
    if division.needs_reason {
        checks.reason("reason", reason.as_deref());
    }
    checks.text("reason", reason.as_deref().unwrap_or_default());
    checks.finish()?;
    let mut work = Work::begin(app, viewer).await?;
    let (org, kpi_id) = (work.organization_id(), division.whole.kpi_id);
    let live = store::kpi_target::of_kpis(work.tx(), org, &[kpi_id]).await?;
    let is_as_seen = live.contains(&division.whole)
        && superseded(&work.live().read(), &division.whole, &division.parts, &live)?
            == division.superseded;
    if !is_as_seen {
        return Err(OpsError::Stale { entity: ENTITY, had: division.whole.version });
    }
    for mut old in division.superseded.clone() {
        let version = old.version;
        old.archived_at = Some(work.now_ms());
        old.updated_at = work.now_ms();
        let old = store::kpi_target::update(work.tx(), old, version).await?;
        work.record("kpi_target.superseded", &old, reason.as_deref()).await?;
    }
    for at in 0..division.parts.len() {
        let model = row(app, &work, &division, &division.parts[at]);
        let model = store::kpi_target::insert(work.tx(), model).await?;
        work.record("kpi_target.created", &model, reason.as_deref()).await?;
        division.parts[at].id = Some(KpiTargetId(model.id));
    }
    division.is_applied = true;
    Ok(work.commit(division).await?.value)
}

fn row(app: &App, work: &Work, division: &Division, part: &Part) -> Model {
    let [floor, target, stretch, range_low, range_high] = part.marks.numbers();
    let Kept { org_unit_id, person_id } = kept(&work.live().read().directory, part.subject);
    Model {
        id: app.new_id(),
        organization_id: work.organization_id(),
        kpi_id: division.whole.kpi_id,
        org_unit_id,
        person_id,
        starts_on: part.period.start.into(),
        ends_on: part.period.end.into(),
        floor,
        target,
        stretch,
        range_low,
        range_high,
        archived_at: None,
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
        part_of: Some(division.whole.id),
        method: Some(division.method),
    }
}
