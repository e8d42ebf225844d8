//! Alerts open by themselves, do not open twice, and close when the numbers are back.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use ops::alert::{Acknowledge, Mending, Question, acknowledge};
use store::alert::Standing;
use store::entity::alert::Model;
use store::word::AlertKind;

use crate::support::{World, on_each_database};

pub(crate) async fn set_target(world: &World, floor: f64, target: f64) {
    let input = ops::kpi_target::Create {
        kpi: world.rate,
        org_unit: Some(world.ewr),
        person: None,
        starts_on: date(2013, 1, 1),
        ends_on: date(2014, 1, 1),
        floor: Some(floor),
        target: Some(target),
        stretch: None,
        range_low: None,
        range_high: None,
    };
    ops::kpi_target::create(&world.app, &world.system, input).await.expect("a target");
}

/// One value a day; of 100 flights `on_time` are on time.
pub(crate) async fn record(world: &World, from: Date, until: Date, on_time: u32) {
    let mut text = "kpi,unit,period,numerator,denominator\n".to_owned();
    let mut day = from;
    while day < until {
        text.push_str(&format!("otd_rate,EWR,{day},{on_time},100\n"));
        day = day.saturating_add(1.day());
    }
    world.import(&text, ops::import::Options::new("rates.csv")).await.expect("an import");
}

async fn alerts(world: &World, standing: Standing) -> Vec<Model> {
    let question = Question { standing, unit: Some("EWR".to_owned()), ..Question::default() };
    let page = store::page::Page::first(50);
    ops::alert::list(&world.app, &world.system, &question, &page).await.expect("alerts").items
}

fn kinds(alerts: &[Model]) -> Vec<AlertKind> {
    alerts.iter().map(|alert| alert.kind).collect()
}

async fn move_to(world: &World, instant: &str) {
    let instant = instant.parse().expect("an instant");
    world.clock.set(instant, instant);
    world.app.live(world.system.organization_id).await.expect("a live state");
    ops::job::run_due(&world.app).await;
}

#[tokio::test]
async fn a_breach_opens_once_is_acknowledged_and_closes_when_the_value_is_back() {
    on_each_database(async |world| {
        set_target(world, 0.76, 0.80).await;
        record(world, date(2013, 4, 1), date(2013, 9, 1), 82).await;
        record(world, date(2013, 9, 1), date(2013, 10, 15), 70).await;
        world.app.live(world.system.organization_id).await.expect("a live state");
        ops::job::run_due(&world.app).await;
        let open = alerts(world, Standing::Unacknowledged).await;
        assert!(kinds(&open).contains(&AlertKind::CorridorBreach), "{:?}", kinds(&open));
        let breach =
            open.iter().find(|alert| alert.kind == AlertKind::CorridorBreach).expect("a breach");
        assert_eq!(breach.since_on.0, date(2013, 9, 1));
        assert_eq!((breach.facts.0.value, breach.facts.0.floor), (Some(0.7), Some(0.76)));
        let seq = world.seq().await;
        ops::job::run_due(&world.app).await;
        assert_eq!(world.seq().await, seq, "nothing is opened twice, and nothing is written");

        let cause = "Works on runway 22".to_owned();
        let input = Acknowledge { version: 1, cause, mending: Mending::Keep };
        let id = breach.id.into();
        let done = acknowledge(&world.app, &world.system, id, input).await.expect("notice");
        assert!(done.value.urgency < 0, "what was seen comes after what was not");

        record(world, date(2013, 10, 15), date(2013, 11, 1), 95).await;
        let corrected = (1..15).map(|day| format!("otd_rate,EWR,2013-10-{day:02},95,100\n"));
        let text = "kpi,unit,period,numerator,denominator\n".to_owned();
        let text = text + &corrected.collect::<String>();
        world.import(&text, ops::import::Options::new("corrected.csv")).await.expect("an import");
        move_to(world, "2013-11-01T13:00:00Z").await;
        let closed = alerts(world, Standing::Closed).await;
        let breach = closed.iter().find(|alert| alert.kind == AlertKind::CorridorBreach);
        let breach = breach.expect("it has closed");
        assert_eq!(breach.cause.as_deref(), Some("Works on runway 22"));
        let again = Acknowledge { version: 3, cause: "Late".to_owned(), mending: Mending::Keep };
        let refused = acknowledge(&world.app, &world.system, id, again).await;
        assert!(refused.is_err(), "what is over needs no notice");
    })
    .await;
}

#[tokio::test]
async fn a_value_that_is_late_is_told_and_taken_back_when_it_comes() {
    on_each_database(async |world| {
        record(world, date(2013, 9, 1), date(2013, 10, 1), 82).await;
        world.app.live(world.system.organization_id).await.expect("a live state");
        ops::job::run_due(&world.app).await;
        let open = alerts(world, Standing::Open).await;
        let late = open.iter().find(|alert| alert.kind == AlertKind::Stale).expect("it is late");
        assert_eq!(late.since_on.0, date(2013, 10, 1));
        // Five working days after 1 October, a Tuesday, begins with the 2nd: the 8th.
        assert_eq!(late.facts.0.due_on.map(|day| day.0), Some(date(2013, 10, 8)));
        record(world, date(2013, 10, 1), date(2013, 10, 15), 82).await;
        ops::job::run_due(&world.app).await;
        let open = alerts(world, Standing::Open).await;
        assert!(!kinds(&open).contains(&AlertKind::Stale), "{:?}", kinds(&open));
    })
    .await;
}

#[tokio::test]
async fn a_target_out_of_reach_is_warned_of_and_an_ordinary_kpi_is_not() {
    on_each_database(async |world| {
        record(world, date(2013, 4, 1), date(2013, 10, 15), 82).await;
        world.app.live(world.system.organization_id).await.expect("a live state");
        ops::job::run_due(&world.app).await;
        assert_eq!(alerts(world, Standing::Any).await, []);
        set_target(world, 0.50, 0.95).await;
        ops::job::run_due(&world.app).await;
        let open = alerts(world, Standing::Open).await;
        assert_eq!(kinds(&open), [AlertKind::OffTargetForecast]);
        assert!(open[0].facts.0.probability.expect("a chance") < 0.2);
        // Another process that looks at the same facts opens nothing.
        let other = world.other_process();
        other.live(world.system.organization_id).await.expect("a live state");
        let seq = world.seq().await;
        ops::job::run_due(&other).await;
        assert_eq!(world.seq().await, seq);
    })
    .await;
}
