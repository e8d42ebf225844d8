//! Recoveries: the objective that an alert opens, with one key result that the KPI measures.
//!
//! It is published at once, since the work begins now and everyone who reads the alert sees what
//! mends it. What the key result takes from the KPI: it starts at the value that its window reads
//! today and aims at the KPI's target. The window is long enough to be calm: four weeks of what is
//! measured per day or week, else the latest period; what adds up and is to rise is read from the
//! cycle's start. A value that has not left its target is held there instead of reached.

use goals::access::Action;
use goals::cube::Cube;
use goals::id::{AlertId, CycleId, KeyResultId, ObjectiveId, OrgUnitId, PersonId};
use goals::kpi::{Aggregation, Direction};
use goals::kpi_link::LinkWindow;
use goals::kpi_target::{Marks, is_additive};
use goals::period::{Grain, Period};
use jiff::ToSpan;
use jiff::civil::Date;
use store::entity::alert::Model;
use store::entity::{cycle, kpi};
use store::word::{
    CyclePhase, KeyResultKind, KpiRole, LinkWindowKind, ObjectiveKind, ObjectiveState, PaceKind,
    ProgressMode, Visibility,
};

use crate::app::App;
use crate::error::OpsError;
use crate::job::running_cycle;
use crate::key_result::{self, Numbers};
use crate::kpi_standing::Standing;
use crate::live::{LiveState, convert};
use crate::patch::Patch;
use crate::viewer::Viewer;
use crate::work::Work;
use crate::{alert, kpi_link, names, objective};

/// Weeks that a key result reads of what is measured per day or week.
const WEEKS_READ: u16 = 4;

/// A recovery to be opened.
#[derive(Debug, Clone, Default)]
pub struct Open {
    /// The cycle it lives in; the running one when absent.
    pub cycle: Option<CycleId>,
    /// The objective's words.
    pub title: String,
    /// The unit that owns it; the alert's when absent.
    pub owner_unit: Option<OrgUnitId>,
    /// The person accountable; kept, it is the KPI's owner.
    pub owner_person: Patch<PersonId>,
}

/// What a recovery of an alert would be.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The cycle it would live in.
    pub cycle: Option<CycleId>,
    /// The unit that would own it.
    pub unit: OrgUnitId,
    /// The person who would be accountable.
    pub owner: Option<PersonId>,
    /// What its key result would aim at.
    pub aim: Option<Aim>,
    /// What stands in the way.
    pub obstacle: Option<Obstacle>,
    /// Whether the viewer may create goals for that unit and owner.
    pub may_create: bool,
}

/// What a key result takes from the KPI.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aim {
    /// Reached, or held.
    pub kind: KeyResultKind,
    /// The value that the window reads today.
    pub start: Option<f64>,
    /// What is to be reached, or the lower end of the corridor.
    pub target: f64,
    /// The upper end of the corridor.
    pub target_high: Option<f64>,
    /// Where holding it is worth nothing.
    pub zero: Option<f64>,
    /// Which periods are read.
    pub window: LinkWindow,
    /// The last day by which it is to be so.
    pub until: Date,
}

/// Why an alert cannot open a recovery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// The KPI is out of use.
    KpiArchived,
    /// An objective is to mend it already.
    AlreadyMended,
    /// No cycle is running.
    NoCycle,
    /// The cycle is over or closed.
    CycleOver,
    /// Nothing says what is to be reached.
    NoTarget,
}

impl Obstacle {
    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::KpiArchived => "kpi_archived",
            Self::AlreadyMended => "already_mended",
            Self::NoCycle => "no_running_cycle",
            Self::CycleOver => "cycle_over",
            Self::NoTarget => "no_target",
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::KpiArchived => {
                "the KPI is archived, so nothing can measure a recovery; restore it first"
            }
            Self::AlreadyMended => {
                "an objective is to mend this alert already; unlink it before another is opened"
            }
            Self::NoCycle => "no cycle is running today; choose one that is open",
            Self::CycleOver => "that cycle is over; choose one that is open",
            Self::NoTarget => {
                "the KPI has no target for this unit in that cycle, so a recovery would aim at \
                 nothing; set a target, or link an objective"
            }
        }
    }
}

impl From<Obstacle> for OpsError {
    fn from(obstacle: Obstacle) -> Self {
        OpsError::State { code: obstacle.code(), message: obstacle.message().to_owned() }
    }
}

/// What a recovery of an alert would be in a cycle, or in the running one.
///
/// # Errors
/// `NotFound` for the alert; `Invalid` for an unknown cycle.
pub async fn propose(
    app: &App,
    viewer: &Viewer,
    id: AlertId,
    cycle: Option<CycleId>,
) -> Result<Proposal, OpsError> {
    let model = alert::find(app, viewer, id).await?;
    let live = app.live(viewer.organization_id).await?;
    let state = live.read();
    let kpi = state.directory.kpi(model.kpi_id);
    let kpi = kpi.ok_or_else(|| OpsError::not_found("alert", id))?;
    let owner = kpi.owner_person_id.map(PersonId);
    let unit = OrgUnitId(model.org_unit_id);
    let cycle = cycle_of(&state, cycle)?;
    let aim = plan(&state, &model, kpi, cycle);
    let thing = goals::access::Thing::Goal {
        owner,
        key_result_owner: None,
        unit: Some(unit),
        visibility: goals::access::Visibility::Organization,
        is_draft: false,
    };
    Ok(Proposal {
        cycle: cycle.map(|cycle| CycleId(cycle.id)),
        unit,
        owner,
        obstacle: aim.err(),
        aim: aim.ok(),
        may_create: viewer.can(Action::CreateObjective, &thing),
    })
}

/// Writes the objective, its key result and the link to the KPI as a part of other work.
///
/// # Errors
/// `State` when something stands in the way; those of [`objective::create`], with their fields
/// under `recovery`.
pub(crate) async fn open(
    work: &mut Work,
    app: &App,
    viewer: &Viewer,
    alert: &Model,
    cause: &str,
    input: Open,
) -> Result<(ObjectiveId, KeyResultId), OpsError> {
    let (kpi, cycle, aim) = {
        let state = work.live().read();
        let kpi = state.directory.kpi(alert.kpi_id).cloned();
        let kpi = kpi.ok_or_else(|| OpsError::not_found("alert", AlertId(alert.id)))?;
        let cycle = cycle_of(&state, input.cycle).map_err(|error| error.under("recovery"))?;
        let aim = plan(&state, alert, &kpi, cycle)?;
        (kpi, cycle.map(|cycle| CycleId(cycle.id)).ok_or(Obstacle::NoCycle)?, aim)
    };
    let owner_person = input.owner_person.map(|id| id.0).apply(kpi.owner_person_id).map(PersonId);
    let owner_unit = input.owner_unit.unwrap_or(OrgUnitId(alert.org_unit_id));
    let new = objective::Create {
        cycle,
        title: input.title,
        description: cause.to_owned(),
        kind: ObjectiveKind::Committed,
        owner_unit: Some(owner_unit),
        owner_person,
        strategic_pillar: None,
        progress_mode: ProgressMode::KeyResults,
        weight: 1.0,
        visibility: Visibility::Organization,
        position: 0,
    };
    let objective = objective::insert(work, app, viewer, new, ObjectiveState::Published)
        .await
        .map_err(|error| error.under("recovery"))?;
    let objective = ObjectiveId(objective.id);
    let new = key_result_of(viewer, &kpi, objective, owner_person, &aim);
    let key_result = key_result::insert(work, app, new).await?;
    let (window, window_periods) = words_of(aim.window);
    let link = kpi_link::Create {
        key_result: KeyResultId(key_result.id),
        kpi: goals::id::KpiId(kpi.id),
        role: KpiRole::Measures,
        org_unit: Some(OrgUnitId(alert.org_unit_id)),
        person: None,
        window,
        window_periods,
        limit_value: None,
        weight: 1.0,
    };
    kpi_link::insert(work, app, &key_result, link).await?;
    Ok((objective, KeyResultId(key_result.id)))
}

fn key_result_of(
    viewer: &Viewer,
    kpi: &kpi::Model,
    objective: ObjectiveId,
    owner_person: Option<PersonId>,
    aim: &Aim,
) -> key_result::Create {
    let is_reached = matches!(aim.kind, KeyResultKind::Increase | KeyResultKind::Decrease);
    let (zero_low, zero_high) = match aim.kind {
        KeyResultKind::AtMost => (None, aim.zero),
        _ => (aim.zero, None),
    };
    let set = |value: Option<f64>| value.map_or(Patch::Keep, Patch::Set);
    key_result::Create {
        objective,
        title: names::of_kpi(kpi, viewer.locale).to_owned(),
        description: String::new(),
        owner_person,
        kind: aim.kind,
        numbers: Numbers {
            start_value: set(aim.start.filter(|_| is_reached)),
            target_value: Patch::Set(aim.target),
            target_high: set(aim.target_high),
            zero_low: set(zero_low),
            zero_high: set(zero_high),
        },
        over_time: false,
        unit: kpi.unit.clone(),
        format: kpi.format,
        decimals: kpi.decimals,
        pace: PaceKind::Linear,
        phases: Vec::new(),
        weight: 1.0,
        position: 0,
        milestones: Vec::new(),
    }
}

/// The cycle that is named, else the running one.
fn cycle_of(state: &LiveState, named: Option<CycleId>) -> Result<Option<&cycle::Model>, OpsError> {
    let Some(id) = named else { return Ok(running_cycle(state)) };
    let found = state.directory.cycle(id.0).filter(|cycle| cycle.archived_at.is_none());
    found.map(Some).ok_or_else(|| OpsError::unknown_reference("cycle_id", id))
}

/// What the key result of a recovery aims at, or what stands in the way.
fn plan(
    state: &LiveState,
    alert: &Model,
    kpi: &kpi::Model,
    cycle: Option<&cycle::Model>,
) -> Result<Aim, Obstacle> {
    if kpi.archived_at.is_some() {
        return Err(Obstacle::KpiArchived);
    }
    let mending = alert.objective_id.and_then(|id| state.directory.objective(id));
    if mending.is_some_and(|card| !card.is_archived) {
        return Err(Obstacle::AlreadyMended);
    }
    let cycle = cycle.ok_or(Obstacle::NoCycle)?;
    if cycle.phase == CyclePhase::Closed || cycle.ends_on.0 <= state.today {
        return Err(Obstacle::CycleOver);
    }
    let span = convert::cycle(cycle).map(|cycle| cycle.period).ok_or(Obstacle::CycleOver)?;
    let (cube, unit) = (state.graph.cube(), OrgUnitId(alert.org_unit_id));
    let standing = Standing::of(&state.directory, kpi, unit);
    let direction = Direction::from(kpi.direction);
    let windows = windows(cube, kpi, span, state.today);
    let aimed = windows
        .into_iter()
        .find_map(|(window, judged)| Some((window, goal(direction, &standing.marks_in(judged)?)?)));
    let (window, goal) = aimed.ok_or(Obstacle::NoTarget)?;
    let id = goals::id::KpiId(kpi.id);
    let start = if window == LinkWindow::CycleToDate {
        // Nothing has come yet where nothing is recorded: what adds up begins at 0.
        Some(cube.window(id, unit, window, span, state.today).value.unwrap_or(0.0))
    } else {
        // The cycle may be too young to have a complete period of its own.
        let year = Period { start: state.today.saturating_sub(1.year()), end: span.end };
        cube.window(id, unit, window, year, state.today).value
    };
    Ok(aim(direction, goal, start, window, span.last_day()))
}

/// The windows that a key result may read, each with the period whose target it aims at, the best
/// first: at the cycle's end, and where nothing is set for that, now.
fn windows(cube: &Cube, kpi: &kpi::Model, cycle: Period, today: Date) -> Vec<(LinkWindow, Period)> {
    let grain = Grain::from(kpi.frequency);
    let length = match grain {
        Grain::Day => WEEKS_READ * 7,
        Grain::Week => WEEKS_READ,
        _ => 1,
    };
    let level = match length {
        1 => LinkWindow::LatestComplete,
        length => LinkWindow::Rolling(length),
    };
    let calendar = cube.calendar();
    let until = |day: Date| {
        let after = calendar.index(grain, day) + 1;
        let start = calendar.start_of_index(grain, after - i32::from(length));
        Period { start, end: calendar.start_of_index(grain, after) }
    };
    let adds_up = is_additive(Aggregation::from(kpi.time_aggregation));
    let is_rising = Direction::from(kpi.direction) == Direction::Higher;
    let to_date = (adds_up && is_rising).then_some((LinkWindow::CycleToDate, cycle));
    let levels = [(level, until(cycle.last_day())), (level, until(today))];
    to_date.into_iter().chain(levels).collect()
}

/// What is to be reached: the value, the upper end of a corridor, and where it is worth nothing.
type Goal = (f64, Option<f64>, Option<f64>);

fn goal(direction: Direction, marks: &Marks) -> Option<Goal> {
    if direction == Direction::Range {
        return marks.range.map(|(low, high)| (low, Some(high), None));
    }
    let target = marks.target.or(marks.stretch).or(marks.floor)?;
    Some((target, None, marks.floor.filter(|floor| direction.is_worse(*floor, target))))
}

fn aim(
    direction: Direction,
    (target, target_high, zero): Goal,
    start: Option<f64>,
    window: LinkWindow,
    until: Date,
) -> Aim {
    let is_missed = start.is_some_and(|start| direction.is_worse(start, target));
    let kind = match (direction, is_missed) {
        (Direction::Range, _) => KeyResultKind::Between,
        (Direction::Higher, true) => KeyResultKind::Increase,
        (Direction::Higher, false) => KeyResultKind::AtLeast,
        (Direction::Lower, true) => KeyResultKind::Decrease,
        (Direction::Lower, false) => KeyResultKind::AtMost,
    };
    let zero = zero.filter(|_| !is_missed);
    Aim { kind, start, target, target_high, zero, window, until }
}

fn words_of(window: LinkWindow) -> (LinkWindowKind, Option<i32>) {
    match window {
        LinkWindow::CycleToDate => (LinkWindowKind::CycleToDate, None),
        LinkWindow::LatestSoFar => (LinkWindowKind::LatestSoFar, None),
        LinkWindow::Rolling(length) => (LinkWindowKind::Rolling, Some(i32::from(length))),
        LinkWindow::WholeCycle => (LinkWindowKind::WholeCycle, None),
        LinkWindow::LatestComplete => (LinkWindowKind::LatestComplete, None),
    }
}
