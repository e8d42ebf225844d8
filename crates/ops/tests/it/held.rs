//! What is read from memory is what all measurements come to, however old they are: the same when
//! the state is loaded anew, in another process, and for a question that begins further back.
//!
//! Memory reaches 800 days back, from 15 October 2013 to August 2011.

use goals::id::{CycleId, KeyResultId, KpiId, ObjectiveId, OrgUnitId};
use goals::period::Grain;
use jiff::civil::{Date, date};
use ops::import::Options;
use ops::kpi_sheet::Sheet;
use ops::patch::Patch;
use ops::series::{self, Question};
use ops::{App, cycle, key_result, kpi, kpi_link, objective};
use store::word::{
    Aggregation, CycleKind, Direction, KeyResultKind, KpiRole, LinkWindowKind, MissingPolicy,
    NumberFormat, ObjectiveKind, PaceKind, ProgressMode, Visibility,
};

use crate::support::{World, on_each_database};

fn monthly(code: &str, aggregation: Aggregation) -> kpi::Create {
    kpi::Create {
        code: code.to_owned(),
        name: code.to_owned(),
        question: String::new(),
        description: String::new(),
        unit: String::new(),
        format: NumberFormat::Number,
        decimals: 1,
        direction: Direction::Higher,
        frequency: store::word::Grain::Month,
        time_aggregation: aggregation,
        unit_aggregation: aggregation,
        missing_policy: MissingPolicy::Null,
        owner_person: None,
        steward_person: None,
        perspective: "process".to_owned(),
        leading: false,
        position: None,
        formula: None,
        sheet: Sheet::default(),
    }
}

async fn defined(world: &World, input: kpi::Create) -> KpiId {
    KpiId(kpi::create(&world.app, &world.system, input).await.expect("a KPI").value.id)
}

async fn recorded(world: &World, lines: &[String]) {
    let text = format!("kpi,unit,period,value\n{}\n", lines.join("\n"));
    let report = world.import(&text, Options::new("old.csv")).await.expect("a report");
    assert_eq!(report.rejected, [], "{text}");
}

/// The first values of a series by month, as this application reads it from this day on.
async fn values(
    app: &App,
    world: &World,
    kpi: KpiId,
    unit: OrgUnitId,
    (from, to): (Date, Date),
) -> Vec<Option<f64>> {
    let question = Question {
        kpi: kpi.to_string(),
        unit: Some(unit.to_string()),
        person: None,
        grain: Some(Grain::Month),
        from: Some(from),
        to: Some(to),
        as_of: None,
    };
    let read = series::read(app, &world.system, &question).await.expect("a series");
    read.points.iter().map(|point| point.value).collect()
}

#[tokio::test]
async fn a_formula_looks_back_further_than_memory_reaches() {
    on_each_database(async |world| {
        let formulas = [
            ("growth", "flights / same period last year(flights) - 1"),
            ("before", "prev(flights, 25)"),
            ("computed", "prev(flights, 24 + 1)"),
            ("chain", "prev(before)"),
        ];
        let mut kpis = Vec::new();
        for (code, formula) in formulas {
            let formula = Some(formula.to_owned());
            let input = kpi::Create { formula, ..monthly(code, Aggregation::Ratio) };
            kpis.push(defined(world, input).await);
        }
        // Twice as many each year, on two days of a month, of which memory holds one of 2011.
        let mut lines = Vec::new();
        for (year, value) in [(2009, 1), (2010, 2), (2011, 4), (2012, 8), (2013, 16)] {
            for month in 1..=9 {
                lines.push(format!("flights,EWR,{year}-{month:02}-02,{value}"));
                lines.push(format!("flights,EWR,{year}-{month:02}-25,{}", value * 2));
            }
        }
        recorded(world, &lines).await;
        world.app.forget(world.system.organization_id);
        let span = (date(2012, 7, 1), date(2012, 10, 1));
        for (kpi, expected) in kpis.iter().zip([1.0, 6.0, 6.0, 6.0]) {
            let read = values(&world.app, world, *kpi, world.nyc, span).await;
            let july = read[0];
            assert_eq!(july, Some(expected), "{kpi}");
            let earlier = (date(2011, 1, 1), date(2012, 10, 1));
            let longer = values(&world.app, world, *kpi, world.nyc, earlier).await;
            assert_eq!(longer[18..], read, "the same from whichever day one begins");
        }
    })
    .await;
}

#[tokio::test]
async fn a_value_of_long_ago_still_holds() {
    on_each_database(async |world| {
        for (code, policy, expected) in [
            ("staff", MissingPolicy::CarryForward, [Some(12.0), Some(7.0)]),
            ("incidents", MissingPolicy::Zero, [Some(5.0), Some(0.0)]),
        ] {
            let input = kpi::Create { missing_policy: policy, ..monthly(code, Aggregation::Sum) };
            let kpi = defined(world, input).await;
            let line =
                |unit: &str, month: &str, value: u32| format!("{code},{unit},{month},{value}");
            let lines = [
                line("EWR", "2010-01", 3),
                line("EWR", "2010-02", 7),
                line("JFK", "2013-08", 5),
                line("JFK", "2013-09", 5),
            ];
            recorded(world, &lines).await;
            let span = (date(2013, 9, 1), date(2013, 10, 1));
            let whole = async |app: &App| {
                let mut read = values(app, world, kpi, world.nyc, span).await;
                read.extend(values(app, world, kpi, world.ewr, span).await);
                read
            };
            assert_eq!(whole(&world.app).await, expected, "{code}: as recorded");
            let other = world.other_process();
            assert_eq!(whole(&other).await, expected, "{code}: loaded anew");
            // From the store it is the same.
            let long = (date(2010, 6, 1), date(2013, 10, 1));
            let read = values(&other, world, kpi, world.ewr, long).await;
            assert_eq!((read[0], *read.last().unwrap()), (expected[1], expected[1]), "{code}");
            // What is known of the past is read likewise.
            let later = world.app.now() + jiff::SignedDuration::from_hours(48);
            world.clock.set(later, later);
            let question = Question {
                kpi: code.to_owned(),
                grain: Some(Grain::Month),
                from: Some(span.0),
                to: Some(span.1),
                as_of: Some("2013-10-16".parse().unwrap()),
                ..Question::default()
            };
            let then = series::read(&world.app, &world.system, &question).await.unwrap();
            assert_eq!(then.points[0].value, expected[0], "{code}: then");
            let nine: jiff::Timestamp = "2013-10-15T13:00:00Z".parse().unwrap();
            world.clock.set(nine, nine);
        }
    })
    .await;
}

/// A key result of this cycle that should reach 10, measured by flights to date.
async fn measured(world: &World, cycle: CycleId) -> KeyResultId {
    let (app, viewer) = (&world.app, &world.system);
    let objective = objective::Create {
        cycle,
        title: "More flights".to_owned(),
        description: String::new(),
        kind: ObjectiveKind::Committed,
        owner_unit: Some(world.nyc),
        owner_person: None,
        strategic_pillar: None,
        progress_mode: ProgressMode::KeyResults,
        weight: 1.0,
        visibility: Visibility::Organization,
        position: 0,
    };
    let objective = objective::create(app, viewer, objective).await.expect("an objective").value;
    let key_result = key_result::Create {
        objective: ObjectiveId(objective.id),
        title: "Ten".to_owned(),
        description: String::new(),
        owner_person: None,
        kind: KeyResultKind::Increase,
        numbers: key_result::Numbers {
            start_value: Patch::Set(0.0),
            target_value: Patch::Set(10.0),
            ..Default::default()
        },
        over_time: false,
        unit: String::new(),
        format: NumberFormat::Number,
        decimals: 0,
        pace: PaceKind::Linear,
        phases: Vec::new(),
        weight: 1.0,
        position: 0,
        milestones: Vec::new(),
    };
    let made = key_result::create(app, viewer, key_result).await.expect("a key result").value;
    let link = kpi_link::Create {
        key_result: KeyResultId(made.id),
        kpi: world.flights,
        role: KpiRole::Measures,
        org_unit: None,
        person: None,
        window: LinkWindowKind::CycleToDate,
        window_periods: None,
        limit_value: None,
        weight: 1.0,
    };
    kpi_link::create(app, viewer, link).await.expect("a link");
    KeyResultId(made.id)
}

#[tokio::test]
async fn a_goal_of_years_ago_keeps_what_it_came_to() {
    on_each_database(async |world| {
        let other = world.other_process();
        let progress = async |app: &App, key_result| {
            let live = app.live(world.system.organization_id).await.unwrap();
            live.catch_up(app.database().read(), world.seq().await).await.unwrap();
            live.read().graph.key_result(key_result).and_then(|score| score.progress)
        };
        recorded(world, &["flights,EWR,2010-02-10,4".to_owned()]).await;
        let cycle = cycle::Create {
            parent: None,
            name: "Q1 2010".to_owned(),
            kind: CycleKind::Quarter,
            starts_on: date(2010, 1, 1),
            ends_on: date(2010, 4, 1),
        };
        let made = cycle::create(&world.app, &world.system, cycle).await.unwrap().value;
        // Both hold nothing of 2010 when the link comes.
        world.app.forget(world.system.organization_id);
        other.live(world.system.organization_id).await.unwrap();
        let key_result = measured(world, CycleId(made.id)).await;
        assert_eq!(progress(&world.app, key_result).await, Some(0.4), "as linked");
        assert_eq!(progress(&other, key_result).await, Some(0.4), "in another process");
        world.app.forget(world.system.organization_id);
        assert_eq!(progress(&world.app, key_result).await, Some(0.4), "loaded anew");
        recorded(world, &["flights,JFK,2010-03-31,2".to_owned()]).await;
        assert_eq!(progress(&world.app, key_result).await, Some(0.6), "corrected since");
    })
    .await;
}
