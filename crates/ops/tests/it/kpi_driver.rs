//! Drivers between processes, in the past and in the log. What is asked over HTTP is tested there.

use goals::id::{KpiDriverId, KpiId};
use jiff::{Timestamp, ToSpan};
use ops::kpi_driver::{self, Create, Edit};
use ops::past::{self, AsOf};
use ops::patch::Patch;
use ops::{App, OpsError};
use store::word::Influence;

use crate::support::{World, on_each_database};

fn drives(driver: KpiId, driven: KpiId) -> Create {
    let note = Some("  Fewer flights, fewer queues \n".to_owned());
    Create { driver, driven, influence: Influence::Opposite, note }
}

async fn count(app: &App, world: &World, as_of: Option<AsOf>) -> usize {
    let (_, seen) = past::look(app, &world.system, as_of).await.expect("a state");
    seen.read().directory.drivers().count()
}

#[tokio::test]
async fn a_driver_is_kept_edited_and_ended_and_each_moment_knows_its_own() {
    on_each_database(async |world| {
        let (app, system) = (&world.app, &world.system);
        let first = app.now() + 1.millisecond();
        let at = |hours: i64| world.clock.now_plus(hours);
        at(1);
        let made = kpi_driver::create(app, system, drives(world.flights, world.rate)).await;
        let made = made.unwrap().value;
        assert_eq!(made.note.as_deref(), Some("Fewer flights, fewer queues"));
        let id = KpiDriverId(made.id);
        let second = app.now() + 1.millisecond();
        at(2);
        let edit = Edit { version: 1, influence: Some(Influence::Same), note: Patch::Clear };
        let edited = kpi_driver::update(app, system, id, edit.clone()).await.unwrap().value;
        assert_eq!((edited.influence, edited.note, edited.version), (Influence::Same, None, 2));
        let stale = kpi_driver::update(app, system, id, edit.clone()).await.unwrap_err();
        assert!(matches!(stale, OpsError::Store(store::StoreError::Stale { .. })), "{stale}");
        kpi_driver::archive(app, system, id).await.unwrap();
        let seq = world.seq().await;
        // Once more is no change.
        assert_eq!(kpi_driver::archive(app, system, id).await.unwrap().seq, 0);
        assert_eq!(world.seq().await, seq);
        let gone = kpi_driver::update(app, system, id, Edit { version: 3, ..edit }).await;
        assert!(matches!(gone.unwrap_err(), OpsError::NotFound { .. }));
        at(3);
        for app in [&world.app, &world.other_process()] {
            assert_eq!(count(app, world, Some(AsOf::At(first))).await, 0);
            assert_eq!(count(app, world, Some(AsOf::At(second))).await, 1);
            assert_eq!(count(app, world, None).await, 0);
        }
        // What is ended may be said anew.
        kpi_driver::create(app, system, drives(world.flights, world.rate)).await.unwrap();
        assert_eq!(count(&world.other_process(), world, None).await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_processes_make_neither_a_double_nor_a_circle() {
    on_each_database(async |world| {
        let other = world.other_process();
        // Both have read the organisation before anything is said.
        assert_eq!(count(&other, world, None).await, 0);
        let (app, system) = (&world.app, &world.system);
        kpi_driver::create(app, system, drives(world.flights, world.rate)).await.unwrap();
        let seq = world.seq().await;
        let code = |error: OpsError| match error {
            OpsError::Invalid(fields) => (fields[0].field.clone(), fields[0].code.to_owned()),
            OpsError::Refused(refusal) => (refusal.field().to_owned(), refusal.to_string()),
            other => panic!("{other}"),
        };
        let twice = kpi_driver::create(&other, system, drives(world.flights, world.rate)).await;
        let expected = ("driver_kpi_id".to_owned(), "drives_already".to_owned());
        assert_eq!(code(twice.unwrap_err()), expected);
        let circle = kpi_driver::create(&other, system, drives(world.rate, world.flights)).await;
        let (field, words) = code(circle.unwrap_err());
        assert_eq!(field, "driver_kpi_id");
        assert!(words.contains("otd_rate → flights → otd_rate"), "{words}");
        assert_eq!(world.seq().await, seq);
        assert_eq!(count(&world.other_process(), world, None).await, 1);
    })
    .await;
}

/// Lets the clock go on.
trait GoesOn {
    fn now_plus(&self, hours: i64);
}

impl GoesOn for ops::clock::SetClock {
    fn now_plus(&self, hours: i64) {
        let then: Timestamp = "2013-10-15T13:00:00Z".parse().expect("an instant");
        let then = then + hours.hours();
        self.set(then, then);
    }
}
