//! A small organisation for histories: few identifiers, so that edits meet each other, and enough
//! children under one objective and one target to need kept sums.

use goals::alignment::{Alignment, AlignmentTarget};
use goals::cycle::{Cycle, CyclePhase};
use goals::formula::{Formula, Named};
use goals::graph::{Edit, Fact, PointKey, Removal};
use goals::id::MilestoneId;
use goals::key_result::{KeyResult, Measure, Milestone, Pace};
use goals::kpi::{Aggregation, Cell, Direction, Kpi, MissingPolicy, Point, Together, Version};
use goals::kpi_link::{KpiLink, KpiRole, LinkWindow};
use goals::kpi_target::KpiTarget;
use goals::objective::{Objective, ObjectiveKind, ProgressMode};
use goals::org_unit::OrgUnit;
use goals::organization::Organization;
use goals::period::{Calendar, Grain, Period};
use goals::status::{Status, Thresholds};
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use uuid::Uuid;

pub(crate) const UNITS: u128 = 5;
pub(crate) const PEOPLE: u128 = 2;
pub(crate) const CYCLES: u128 = 3;
pub(crate) const OBJECTIVES: u128 = 9;
pub(crate) const KEY_RESULTS: u128 = 44;
pub(crate) const ALIGNMENTS: u128 = 36;
pub(crate) const KPIS: u128 = 5;
pub(crate) const LINKS: u128 = 10;
pub(crate) const TARGETS: u128 = 4;

pub(crate) const FIRST_DAY: Date = date(2013, 8, 20);

pub(crate) fn organization() -> Organization {
    Organization {
        calendar: Calendar { fiscal_year_start_month: 1, working_days: 0b001_1111 },
        thresholds: Thresholds { on_track_gap: 0.05, at_risk_gap: 0.25 },
    }
}

pub(crate) fn day(offset: i64) -> Date {
    FIRST_DAY.checked_add(offset.days()).unwrap()
}

pub(crate) fn id<I: From<Uuid>>(number: u128) -> I {
    I::from(Uuid::from_u128(number + 1))
}

pub(crate) fn kpi(
    number: u128,
    direction: Direction,
    aggregation: Aggregation,
    is_archived: bool,
) -> Kpi {
    Kpi {
        id: id(number),
        direction,
        frequency: frequency(number),
        time_aggregation: aggregation,
        unit_aggregation: aggregation,
        versions: Vec::new(),
        missing: if number == 1 { MissingPolicy::Zero } else { MissingPolicy::Null },
        is_archived,
    }
}

fn frequency(kpi: u128) -> Grain {
    [Grain::Week, Grain::Month, Grain::Day, Grain::Month, Grain::Month][kpi as usize]
}

/// Formulas for the last two KPIs; some close a circle or ask too fine.
pub(crate) const FORMULAS: [&str; 6] = [
    "k1 + k2",
    "prev(k1) + rolling(k2, 2) * 2",
    "target(k1) - k1",
    "sum over units(k0) + ytd(k1)",
    "k3 / 2 + same period last year(k2)",
    "if k4 = null then 1 else k4 + k1",
];

/// How values came together before the later version.
const EARLIER: Together = Together { over_time: Aggregation::Max, over_units: Aggregation::Mean };

pub(crate) fn versions(formula: Option<usize>, is_later: bool) -> Vec<Version> {
    let Some(formula) = formula.map(|number| FORMULAS[number]) else { return Vec::new() };
    let named = |number| Named {
        name: format!("k{number}"),
        kpi: id(number),
        quantity: feel::Quantity::Any,
    };
    let names: Vec<Named> = (0..KPIS).map(named).collect();
    let formula = Some(Arc::new(Formula::read(formula, &names).unwrap()));
    match is_later {
        false => vec![Version { from: None, formula, together: None }],
        true => vec![
            Version { from: None, formula: None, together: Some(EARLIER) },
            Version { from: Some(date(2013, 8, 1)), formula, together: None },
        ],
    }
}

pub(crate) fn cycle_period(number: u128) -> Period {
    let (start, end) = [
        (date(2013, 1, 1), date(2014, 1, 1)),
        (date(2013, 7, 1), date(2013, 10, 1)),
        (date(2013, 10, 1), date(2014, 1, 1)),
    ][number as usize];
    Period { start, end }
}

/// One edit, valid or not.
pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        12 => key_result().prop_map(|fact| Edit::Put(Fact::KeyResult(fact))),
        6 => objective().prop_map(|fact| Edit::Put(Fact::Objective(fact))),
        6 => alignment().prop_map(|fact| Edit::Put(Fact::Alignment(fact))),
        5 => link().prop_map(|fact| Edit::Put(Fact::KpiLink(fact))),
        5 => prop::collection::vec(point(), 1..6).prop_map(Edit::Points),
        2 => prop::collection::vec(point(), 1..6).prop_map(|points| {
            Edit::RemovePoints(points.iter().map(PointKey::from).collect())
        }),
        3 => unit().prop_map(|fact| Edit::Put(Fact::OrgUnit(fact))),
        2 => cycle().prop_map(|fact| Edit::Put(Fact::Cycle(fact))),
        2 => any_kpi().prop_map(|fact| Edit::Put(Fact::Kpi(fact))),
        2 => target().prop_map(|fact| Edit::Put(Fact::KpiTarget(fact))),
        1 => settings().prop_map(|fact| Edit::Put(Fact::Organization(fact))),
        8 => removal().prop_map(Edit::Remove),
    ]
}

fn settings() -> impl Strategy<Value = Organization> {
    (any::<bool>(), 0..3).prop_map(|(works_weekends, gap)| {
        let mut organization = organization();
        organization.calendar.working_days |= u8::from(works_weekends) << 6;
        organization.thresholds.on_track_gap = f64::from(gap) / 20.0;
        organization
    })
}

fn unit() -> impl Strategy<Value = OrgUnit> {
    (0..UNITS, prop::option::weighted(0.9, 0..UNITS), prop::bool::weighted(0.2)).prop_map(
        |(number, parent, is_archived)| OrgUnit {
            id: id(number),
            parent: parent.map(id),
            is_archived,
        },
    )
}

fn cycle() -> impl Strategy<Value = Cycle> {
    let phase = prop_oneof![
        Just(CyclePhase::Planning),
        Just(CyclePhase::Active),
        Just(CyclePhase::Closing),
        Just(CyclePhase::Closed),
    ];
    let parent = prop::option::weighted(0.3, 0..CYCLES);
    (0..CYCLES, parent, 0..CYCLES, phase).prop_map(|(number, parent, period, phase)| Cycle {
        id: id(number),
        parent: parent.map(id),
        period: cycle_period(period),
        phase,
    })
}

fn weight() -> impl Strategy<Value = f64> {
    prop_oneof![2 => Just(0.0), 6 => 0.1..9.0_f64, 2 => Just(1.0)]
}

fn status() -> impl Strategy<Value = Option<Status>> {
    let word = prop_oneof![Just(Status::OnTrack), Just(Status::AtRisk), Just(Status::OffTrack)];
    prop::option::weighted(0.15, word)
}

fn objective() -> impl Strategy<Value = Objective> {
    let kind = prop_oneof![Just(ObjectiveKind::Committed), Just(ObjectiveKind::Aspirational)];
    let mode = prop_oneof![
        1 => Just(ProgressMode::KeyResults),
        1 => Just(ProgressMode::AlignedObjectives),
        2 => Just(ProgressMode::Both),
    ];
    let place = (0..OBJECTIVES, 0..CYCLES, prop::option::weighted(0.8, 0..UNITS));
    let flags = (prop::bool::weighted(0.85), prop::bool::weighted(0.1), prop::bool::weighted(0.15));
    (place, kind, mode, weight(), flags, status()).prop_map(
        |((number, cycle, unit), kind, mode, weight, flags, status_override)| Objective {
            id: id(number),
            cycle: id(cycle),
            owner_unit: unit.map(id),
            owner_person: None,
            kind,
            mode,
            weight,
            is_published: flags.0,
            is_archived: flags.1,
            status_override,
            is_excluded: flags.2,
        },
    )
}

fn measure() -> impl Strategy<Value = Measure> {
    let step = (0.0..4.0_f64, prop::option::of(0..120_i64), any::<bool>());
    let milestones = prop::collection::vec(step, 0..4).prop_map(|steps| {
        let steps =
            steps.into_iter().enumerate().map(|(index, (weight, due, is_done))| Milestone {
                id: MilestoneId(Uuid::from_u128(index as u128)),
                weight,
                due_on: due.map(day),
                done_on: is_done.then_some(FIRST_DAY),
            });
        Measure::Milestones(steps.collect())
    });
    prop_oneof![
        6 => (0.0..5.0_f64, 6.0..12.0_f64)
            .prop_map(|(start, target)| Measure::Reach { start, target }),
        1 => (6.0..12.0_f64).prop_map(|start| Measure::Reach { start, target: 1.0 }),
        1 => (2.0..9.0_f64).prop_map(|limit| Measure::AtLeast { limit, floor: Some(1.0) }),
        1 => (2.0..9.0_f64).prop_map(|limit| Measure::AtMost { limit, ceiling: None }),
        1 => (2.0..5.0_f64).prop_map(|low| Measure::Between {
            low, high: low + 2.0, floor: Some(0.0), ceiling: Some(9.0),
        }),
        1 => milestones,
        1 => Just(Measure::YesNo),
        1 => Just(Measure::Baseline),
    ]
}

fn key_result() -> impl Strategy<Value = KeyResult> {
    let pace = prop_oneof![
        4 => Just(Pace::Linear),
        1 => Just(Pace::Seasonal),
        1 => (0.0..1.0_f64).prop_map(|share| Pace::Phased(vec![(date(2013, 8, 25), share)])),
    ];
    // Half of them under objective 0, whose sums are kept in blocks.
    let objective = prop_oneof![Just(0), 0..OBJECTIVES];
    let flags = (prop::bool::weighted(0.5), prop::bool::weighted(0.15), prop::bool::weighted(0.1));
    let original = prop::option::weighted(0.2, Just((0.0, 8.0)));
    let current = prop::option::weighted(0.8, -3.0..14.0_f64);
    let place = (0..KEY_RESULTS, objective);
    (place, measure(), original, pace, current, weight(), flags, status()).prop_map(
        |(
            (number, objective),
            measure,
            original,
            pace,
            current,
            weight,
            flags,
            status_override,
        )| {
            KeyResult {
                id: id(number),
                objective: id(objective),
                over_time: flags.0 && measure.is_maintain(),
                measure,
                original,
                pace,
                current,
                weight,
                status_override,
                is_excluded: flags.1,
                is_archived: flags.2,
            }
        },
    )
}

fn alignment() -> impl Strategy<Value = Alignment> {
    let target = prop_oneof![
        8 => (0..OBJECTIVES).prop_map(|number| AlignmentTarget::Objective(id(number))),
        2 => Just(AlignmentTarget::Objective(id(7))),
        2 => (0..KEY_RESULTS).prop_map(|number| AlignmentTarget::KeyResult(id(number))),
    ];
    let contribution = prop::option::weighted(0.85, weight());
    (0..ALIGNMENTS, 0..OBJECTIVES, target, contribution).prop_map(
        |(number, objective, target, contribution)| Alignment {
            id: id(number),
            objective: id(objective),
            target,
            contribution,
        },
    )
}

fn any_kpi() -> impl Strategy<Value = Kpi> {
    let direction =
        prop_oneof![Just(Direction::Higher), Just(Direction::Lower), Just(Direction::Range)];
    let aggregation = prop_oneof![
        Just(Aggregation::Sum),
        Just(Aggregation::Mean),
        Just(Aggregation::Last),
        Just(Aggregation::Max),
        Just(Aggregation::Ratio),
    ];
    let formula = prop::option::weighted(0.8, 0..FORMULAS.len());
    let archived = prop::bool::weighted(0.2);
    (0..KPIS, direction, aggregation, archived, formula, any::<bool>()).prop_map(
        |(number, direction, aggregation, is_archived, formula, is_later)| {
            let formula = formula.filter(|_| number >= 3);
            let versions = versions(formula, is_later);
            Kpi { versions, ..kpi(number, direction, aggregation, is_archived) }
        },
    )
}

fn link() -> impl Strategy<Value = KpiLink> {
    let role = prop_oneof![Just(KpiRole::Measures), Just(KpiRole::Guards), Just(KpiRole::Drives)];
    let window = prop_oneof![
        Just(LinkWindow::LatestComplete),
        Just(LinkWindow::LatestSoFar),
        Just(LinkWindow::CycleToDate),
        Just(LinkWindow::Rolling(3)),
        Just(LinkWindow::WholeCycle),
    ];
    let unit = prop::option::weighted(0.7, 0..UNITS);
    let person = prop::option::weighted(0.2, 0..PEOPLE);
    let limit = prop::option::of(0.0..9.0_f64);
    (0..LINKS, 0..8_u128, 0..KPIS, role, (unit, person), window, limit).prop_map(
        |(number, key_result, kpi, role, (unit, person), window, limit)| KpiLink {
            id: id(number),
            key_result: id(key_result),
            kpi: id(kpi),
            role,
            org_unit: unit.map(id),
            person: person.map(id),
            window,
            limit,
        },
    )
}

fn target() -> impl Strategy<Value = KpiTarget> {
    let unit = prop::option::weighted(0.5, 0..UNITS);
    let person = prop::option::weighted(0.2, 0..PEOPLE);
    (0..TARGETS, 0..KPIS, unit, person, 0..CYCLES, 0.0..9.0_f64).prop_map(
        |(number, kpi, unit, person, period, floor)| KpiTarget {
            id: id(number),
            kpi: id(kpi),
            org_unit: unit.map(id),
            person: person.map(id),
            period: cycle_period(period),
            floor: Some(floor),
            target: None,
            stretch: None,
            range: Some((floor, floor + 2.0)),
        },
    )
}

fn point() -> impl Strategy<Value = Point> {
    let person = prop::option::weighted(0.3, 0..PEOPLE);
    (0..KPIS, 0..UNITS, person, 0..100_i64, 0.0..9.0_f64).prop_map(
        |(kpi, unit, person, offset, value)| {
            let calendar = organization().calendar;
            let start = calendar.period_containing(frequency(kpi), day(offset - 60)).start;
            let cell = match kpi {
                2 => Cell::Parts { numerator: value, denominator: 2.0 },
                _ => Cell::Value(value),
            };
            Point { kpi: id(kpi), org_unit: id(unit), person: person.map(id), start, cell }
        },
    )
}

fn removal() -> impl Strategy<Value = Removal> {
    prop_oneof![
        1 => (0..UNITS).prop_map(|number| Removal::OrgUnit(id(number))),
        1 => (0..CYCLES).prop_map(|number| Removal::Cycle(id(number))),
        2 => (0..OBJECTIVES).prop_map(|number| Removal::Objective(id(number))),
        4 => (0..KEY_RESULTS).prop_map(|number| Removal::KeyResult(id(number))),
        4 => (0..ALIGNMENTS).prop_map(|number| Removal::Alignment(id(number))),
        1 => (0..KPIS).prop_map(|number| Removal::Kpi(id(number))),
        2 => (0..LINKS).prop_map(|number| Removal::KpiLink(id(number))),
        1 => (0..TARGETS).prop_map(|number| Removal::KpiTarget(id(number))),
    ]
}
