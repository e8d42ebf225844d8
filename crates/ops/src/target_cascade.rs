//! The target cascade: the targets of a KPI over a unit, everything below it and its people, period
//! by period, with what the parts come to and what is reached so far.

use std::collections::HashSet;

use goals::cube::{Cube, SeriesPoint};
use goals::id::{KpiId, OrgUnitId, PersonId};
use goals::kpi_target::{Marks, is_additive};
use goals::period::{Grain, Period};
use goals::refusal::Refusal;
use goals::subject::Subject;
use jiff::civil::Date;
use store::entity::kpi::Model as Kpi;
use store::entity::kpi_target::Model;

use crate::app::App;
use crate::error::OpsError;
use crate::kpi;
use crate::kpi_standing::{Judge, Standing, Verdict};
use crate::kpi_target::cascade::people_of;
use crate::kpi_tile::display_grain;
use crate::limits::{CASCADE_PERIODS_MAX, UNIT_DEPTH_MAX, UNITS_COMPARED_MAX};
use crate::live::LiveState;
use crate::past::AsOf;
use crate::series::{Asked, source, with_cube};
use crate::subject::{Kept, kept, unit_or_root};
use crate::viewer::Viewer;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// The KPI, by identity or code.
    pub kpi: String,
    /// The unit at the top, by identity or code; the root when absent.
    pub unit: Option<String>,
    /// The grain of the columns; the one that the KPI is shown at when absent.
    pub grain: Option<Grain>,
    /// First day; of the running fiscal year when absent.
    pub from: Option<Date>,
    /// First day after; of the fiscal year of `from` when absent.
    pub to: Option<Date>,
    /// What was known at this moment; what is known now when absent.
    pub as_of: Option<AsOf>,
}

/// The targets of a KPI over a tree of units.
#[derive(Debug, Clone)]
pub struct TargetCascade {
    /// The KPI.
    pub kpi: Kpi,
    /// The grain of the columns.
    pub grain: Grain,
    /// The whole span.
    pub span: Period,
    /// Whether the parts of a span add up.
    pub adds_up_over_time: bool,
    /// Whether the units below add up.
    pub adds_up_over_units: bool,
    /// Whether the viewer may set the KPI's targets: never those of the past.
    pub may_set_targets: bool,
    /// The units in the order of the tree, the top first; before the units below a unit those of
    /// its people who have a target.
    pub rows: Vec<CascadeRow>,
    /// Units that are left out, since there are too many.
    pub left_out: usize,
}

/// The targets of one unit or person.
#[derive(Debug, Clone)]
pub struct CascadeRow {
    /// Whose they are.
    pub subject: Subject,
    /// How deep it is below the top, which is 0.
    pub depth: usize,
    /// How many rows are directly below.
    pub rows_below: usize,
    /// The whole span.
    pub whole: CascadeCell,
    /// Each period.
    pub cells: Vec<CascadeCell>,
}

/// What a unit should reach in one period, and what it has reached.
#[derive(Debug, Clone)]
pub struct CascadeCell {
    /// The period.
    pub period: Period,
    /// Its name; the whole span may have none.
    pub label: String,
    /// The target that is set for exactly this period.
    pub target: Option<Model>,
    /// What it is judged by: that target, a part of a longer one, or what shorter ones come to.
    pub marks: Option<Marks>,
    /// What the periods come to, in the whole span of a KPI that adds up over time.
    pub over_time: Option<PartsSum>,
    /// What the rows directly below come to, for a KPI that adds up over units.
    pub over_units: Option<PartsSum>,
    /// What is reached so far.
    pub value: Option<f64>,
    /// Whether the period has ended.
    pub is_complete: bool,
    /// How that stands; while the period runs, against what falls to the days that are gone.
    pub verdict: Verdict,
}

/// What parts come to, beside their whole.
#[derive(Debug, Clone, PartialEq)]
pub struct PartsSum {
    /// Σ of the parts.
    pub sum: Marks,
    /// Σ less the whole, where both are known.
    pub difference: Marks,
    /// How many parts have marks.
    pub known: usize,
    /// How many parts there are.
    pub parts: usize,
}

/// The targets of a KPI over a unit and everything below it.
///
/// # Errors
/// `NotFound` for the KPI, `Invalid` for the unit and for a moment that has not come, `Refused` for
/// a grain finer than the measurements, an empty span or too many periods.
pub async fn read(
    app: &App,
    viewer: &Viewer,
    question: &Question,
) -> Result<TargetCascade, OpsError> {
    let source = source(app, viewer, &question.kpi, question.as_of).await?;
    let asked = ask(&source.seen.read(), question, source.today)?;
    with_cube(app, &source, &asked, |cube, state| {
        let (units, left_out) = units(state, asked.unit);
        let reader = Reader { cube, state, asked: &asked, judge: Judge::of(&asked.kpi) };
        let targeted = people_with_targets(state, &asked);
        let day = asked.today.clamp(asked.span.start, asked.span.last_day());
        let mut rows = Vec::with_capacity(units.len());
        for (unit, depth) in units {
            let mut people = people_of(&state.directory, unit, day);
            people.retain(|person| targeted.contains(person));
            let units_below = state.directory.units_below(unit.0).into_iter();
            let units_below = units_below.map(|unit| Subject::Unit(OrgUnitId(unit.id)));
            let below: Vec<Subject> =
                people.iter().copied().map(Subject::Person).chain(units_below).collect();
            rows.push(reader.row(unit.into(), depth, &below)?);
            for person in people {
                rows.push(reader.row(person.into(), depth + 1, &[])?);
            }
        }
        Ok(TargetCascade {
            kpi: asked.kpi.clone(),
            grain: asked.grain,
            span: asked.span,
            adds_up_over_time: is_additive(asked.kpi.time_aggregation.into()),
            adds_up_over_units: is_additive(asked.kpi.unit_aggregation.into()),
            may_set_targets: source.is_now() && kpi::may_set_targets(viewer, &asked.kpi),
            rows,
            left_out,
        })
    })
    .await
}

fn ask(state: &LiveState, question: &Question, today: Date) -> Result<Asked, OpsError> {
    let kpi = kpi::named(&state.directory, &question.kpi)?.clone();
    let unit = unit_or_root(&state.directory, question.unit.as_deref())?;
    let frequency = kpi.frequency.into();
    let grain = question.grain.unwrap_or_else(|| display_grain(frequency));
    if grain < frequency {
        return Err(Refusal::GrainTooFine { frequency, grain }.into());
    }
    let calendar = state.directory.calendar();
    let year = |day| calendar.period_containing(Grain::Year, day);
    let from = question.from.unwrap_or_else(|| year(today).start);
    let to = question.to.unwrap_or_else(|| year(from).end);
    let span = Period::new(from, to).map_err(|refusal| match refusal {
        Refusal::EmptyPeriod { .. } => OpsError::field("to", "empty_period", refusal.to_string()),
        other => other.into(),
    })?;
    let count = calendar.indexes_between(grain, span).len();
    if count > CASCADE_PERIODS_MAX {
        return Err(Refusal::TooManyPeriods { count, limit: CASCADE_PERIODS_MAX }.into());
    }
    Ok(Asked { kpi, unit, person: None, grain, span, today })
}

/// The people who have a target of the KPI on some day of the span.
fn people_with_targets(state: &LiveState, asked: &Asked) -> HashSet<PersonId> {
    let targets = state.directory.targets_of(asked.kpi.id);
    let in_span =
        targets.filter(|row| row.starts_on.0 < asked.span.end && asked.span.start < row.ends_on.0);
    in_span.filter_map(|row| row.person_id.map(PersonId)).collect()
}

/// The unit and everything below it, in the order of the tree, with the depth of each.
fn units(state: &LiveState, top: OrgUnitId) -> (Vec<(OrgUnitId, usize)>, usize) {
    let mut found = Vec::new();
    let mut left_out = 0;
    let mut next = vec![(top, 0)];
    while let Some((unit, depth)) = next.pop() {
        if found.len() >= UNITS_COMPARED_MAX {
            left_out += 1;
            continue;
        }
        found.push((unit, depth));
        if depth < UNIT_DEPTH_MAX {
            let below = state.directory.units_below(unit.0).into_iter().rev();
            next.extend(below.map(|unit| (OrgUnitId(unit.id), depth + 1)));
        }
    }
    (found, left_out)
}

struct Reader<'a> {
    cube: &'a Cube,
    state: &'a LiveState,
    asked: &'a Asked,
    judge: Judge,
}

impl Reader<'_> {
    fn row(
        &self,
        subject: Subject,
        depth: usize,
        below: &[Subject],
    ) -> Result<CascadeRow, OpsError> {
        let directory = &self.state.directory;
        let kpi = &self.asked.kpi;
        let own = kept(directory, subject);
        let targets: Vec<&Model> =
            directory.targets_of(kpi.id).filter(|row| Kept::from(*row) == own).collect();
        let standing = Standing::of(directory, kpi, subject);
        let below: Vec<Standing> =
            below.iter().map(|subject| Standing::of(directory, kpi, *subject)).collect();
        let unit_row = UnitRow { targets: &targets, standing: &standing, below: &below };
        let span = self.asked.span;
        let (id, grain, today) = (KpiId(kpi.id), self.asked.grain, self.asked.today);
        let points = self.cube.series(id, subject, grain, span.start, span.end, today)?;
        // A week that begins before the span and ends in it counts in it, and so on.
        let counted = points.into_iter().filter(|point| span.contains(point.period.last_day()));
        let cells: Vec<CascadeCell> = counted.map(|point| self.cell(&unit_row, point)).collect();
        let whole = SeriesPoint {
            period: span,
            label: self.name(span),
            value: self.cube.aggregate(id, subject, span, today).value,
            numerator: None,
            denominator: None,
            count: 0,
            is_complete: span.has_ended(today),
        };
        let mut whole = self.cell(&unit_row, whole);
        if is_additive(kpi.time_aggregation.into())
            && cells.iter().any(|cell| cell.target.is_some())
        {
            let parts: Vec<Option<Marks>> = cells.iter().map(|cell| cell.marks).collect();
            whole.over_time = parts_sum(whole.marks.as_ref(), &parts);
        }
        Ok(CascadeRow { subject, depth, rows_below: below.len(), whole, cells })
    }

    fn cell(&self, row: &UnitRow<'_>, point: SeriesPoint) -> CascadeCell {
        let period = point.period;
        let has_span = |row: &&&Model| {
            (Date::from(row.starts_on), Date::from(row.ends_on)) == (period.start, period.end)
        };
        let target = row.targets.iter().find(has_span).map(|target| (*target).clone());
        let marks = row.standing.marks_in(period);
        let over_units = match is_additive(self.asked.kpi.unit_aggregation.into()) {
            true => {
                let parts: Vec<Option<Marks>> =
                    row.below.iter().map(|below| below.marks_in(period)).collect();
                parts_sum(marks.as_ref(), &parts)
            }
            false => None,
        };
        let judged_by = self.marks_so_far(row, period, marks, point.is_complete);
        let verdict = match period.start <= self.asked.today {
            true => self.judge.verdict(judged_by.as_ref(), point.value),
            false => Verdict { status: None, score: None },
        };
        CascadeCell {
            period,
            label: point.label,
            target,
            marks,
            over_time: None,
            over_units,
            value: point.value,
            is_complete: point.is_complete,
            verdict,
        }
    }

    /// While a period runs, what adds up over time is held against the days that are gone.
    fn marks_so_far(
        &self,
        row: &UnitRow<'_>,
        period: Period,
        marks: Option<Marks>,
        is_complete: bool,
    ) -> Option<Marks> {
        if is_complete || !is_additive(self.asked.kpi.time_aggregation.into()) {
            return marks;
        }
        let gone = Period::new(period.start, self.asked.today).ok()?;
        row.standing.marks_in(gone)
    }

    /// The name of a span that is a period of some grain; its first and last day otherwise.
    fn name(&self, span: Period) -> String {
        let calendar = self.cube.calendar();
        let grains = Grain::ALL.into_iter().rev();
        let same = grains.map(|grain| (grain, calendar.period_containing(grain, span.start)));
        match same.into_iter().find(|(_, period)| *period == span) {
            Some((grain, period)) => calendar.label(grain, period.start),
            None => format!("{} – {}", span.start, span.last_day()),
        }
    }
}

struct UnitRow<'a> {
    targets: &'a [&'a Model],
    standing: &'a Standing,
    below: &'a [Standing],
}

/// What the parts that have marks come to; `None` when none has.
fn parts_sum(whole: Option<&Marks>, parts: &[Option<Marks>]) -> Option<PartsSum> {
    let known: Vec<Marks> = parts.iter().copied().flatten().collect();
    if known.is_empty() {
        return None;
    }
    let sum = Marks::sum_of(&known);
    let difference = whole.map_or(Marks::default(), |whole| sum.less(whole));
    Some(PartsSum { sum, difference, known: known.len(), parts: parts.len() })
}
