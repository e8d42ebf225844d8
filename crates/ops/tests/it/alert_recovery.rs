//! An alert opens a recovery: with its acknowledgement or not at all.

use jiff::ToSpan;
use jiff::civil::date;
use ops::OpsError;
use ops::alert::{Acknowledge, Mending, Question, acknowledge};
use ops::alert_recovery::{Obstacle, Open, propose};
use ops::archive::Archive;
use store::entity::alert::Model;
use store::word::{AlertKind, KeyResultKind, KpiRole, LinkWindowKind, ObjectiveState};

use crate::alerts::{record, set_target};
use crate::support::{World, on_each_database};

/// The breach of a world in which EWR has fallen to 70 % in September.
async fn breached(world: &World) -> Model {
    set_target(world, 0.76, 0.80).await;
    record(world, date(2013, 4, 1), date(2013, 9, 1), 82).await;
    record(world, date(2013, 9, 1), date(2013, 10, 15), 70).await;
    world.app.live(world.system.organization_id).await.expect("a live state");
    ops::job::run_due(&world.app).await;
    let question = Question { kind: Some(AlertKind::CorridorBreach), ..Question::default() };
    let page = store::page::Page::first(50);
    let found = ops::alert::list(&world.app, &world.system, &question, &page).await;
    let found = found.expect("alerts").items;
    found.into_iter().find(|alert| alert.org_unit_id == world.ewr.0).expect("a breach")
}

fn opening(version: i32) -> Acknowledge {
    let new = Open { title: "Recover EWR".to_owned(), ..Open::default() };
    let cause = "Works on runway 22".to_owned();
    Acknowledge { version, cause, mending: Mending::Recovery(new) }
}

async fn refused(world: &World, id: uuid::Uuid, input: Acknowledge) -> OpsError {
    let seq = world.seq().await;
    let answer = acknowledge(&world.app, &world.system, id.into(), input).await;
    assert_eq!(world.seq().await, seq, "a refusal writes nothing");
    answer.expect_err("a refusal")
}

fn code(error: &OpsError) -> &str {
    match error {
        OpsError::State { code, .. } => code,
        OpsError::Invalid(errors) => errors[0].code,
        OpsError::Stale { .. } => "stale",
        _ => panic!("{error}"),
    }
}

#[tokio::test]
async fn an_alert_opens_an_objective_that_its_kpi_measures() {
    on_each_database(async |world| {
        let alert = breached(world).await;
        let proposal = propose(&world.app, &world.system, alert.id.into(), None).await;
        let proposal = proposal.expect("a proposal");
        let aim = proposal.aim.expect("an aim");
        assert_eq!((aim.start, aim.target), (Some(0.7), 0.8));
        assert_eq!((aim.kind, aim.until), (KeyResultKind::Increase, date(2013, 12, 31)));
        assert_eq!((proposal.cycle, proposal.unit), (Some(world.cycle), world.ewr));

        let seq = world.seq().await;
        let done = acknowledge(&world.app, &world.system, alert.id.into(), opening(1)).await;
        let after = done.expect("a recovery").value;
        assert_eq!(world.seq().await, seq + 4, "objective, key result, link and alert");
        assert!(after.acknowledged_at.is_some());
        let conn = world.app.database().read();
        let org = world.system.organization_id;
        let objective = store::objective::find(conn, org, after.objective_id.expect("it is named"));
        let objective = objective.await.expect("a row").expect("an objective");
        assert_eq!(objective.state, ObjectiveState::Published);
        assert_eq!(objective.owner_unit_id, Some(world.ewr.0));
        assert_eq!(objective.description, "Works on runway 22");
        let id = after.key_result_id.expect("it is named");
        let key_result = store::key_result::find(conn, org, id).await.expect("a row");
        let key_result = key_result.expect("a key result");
        assert_eq!((key_result.start_value, key_result.target_value), (Some(0.7), Some(0.8)));
        let links = store::kpi_link::of_key_results(conn, org, &[id]).await.expect("links");
        assert_eq!((links[0].role, links[0].window), (KpiRole::Measures, LinkWindowKind::Rolling));
        assert_eq!(links[0].org_unit_id, Some(world.ewr.0));
        // Half of the last four weeks at 80 %: halfway back.
        let progress = async || {
            let live = world.app.live(org).await.expect("a live state");
            live.read().graph.key_result(id.into()).and_then(|score| score.progress)
        };
        assert_eq!(progress().await, Some(0.0));
        record(world, date(2013, 10, 1), date(2013, 10, 15), 80).await;
        let half = progress().await.expect("it is measured");
        assert!((half - 0.5).abs() < 1e-9, "{half}");
    })
    .await;
}

#[tokio::test]
async fn a_second_recovery_waits_until_the_first_is_put_away() {
    on_each_database(async |world| {
        let alert = breached(world).await;
        let done = acknowledge(&world.app, &world.system, alert.id.into(), opening(1)).await;
        let first = done.expect("a recovery").value;
        assert_eq!(code(&refused(world, alert.id, opening(1)).await), "stale");
        assert_eq!(code(&refused(world, alert.id, opening(2)).await), "already_mended");
        let objective = first.objective_id.expect("it is named").into();
        let away =
            ops::objective::set_archived(&world.app, &world.system, objective, Archive::Away);
        away.await.expect("an archived objective");
        let done = acknowledge(&world.app, &world.system, alert.id.into(), opening(2)).await;
        assert_ne!(done.expect("another").value.objective_id, first.objective_id);
    })
    .await;
}

#[tokio::test]
async fn an_alert_is_linked_to_a_key_result_and_unlinked() {
    on_each_database(async |world| {
        let alert = breached(world).await;
        let done = acknowledge(&world.app, &world.system, alert.id.into(), opening(1)).await;
        let first = done.expect("a recovery").value;
        let saying = |version, mending| {
            let cause = "Works on runway 22".to_owned();
            acknowledge(
                &world.app,
                &world.system,
                alert.id.into(),
                Acknowledge { version, cause, mending },
            )
        };
        let none = saying(2, Mending::Nothing).await.expect("unlinked").value;
        assert_eq!((none.objective_id, none.key_result_id), (None, None));
        let id = first.key_result_id.expect("it is named").into();
        let again = saying(3, Mending::KeyResult(id)).await.expect("linked").value;
        assert_eq!(again.objective_id, first.objective_id);
        let kept = saying(4, Mending::Keep).await.expect("another cause").value;
        assert_eq!(kept.key_result_id, first.key_result_id);
        let nowhere = Mending::KeyResult(alert.id.into());
        let refused = saying(5, nowhere).await.expect_err("a key result that is not there");
        assert_eq!(code(&refused), "unknown_reference");
    })
    .await;
}

#[tokio::test]
async fn what_stands_in_the_way_of_a_recovery_is_named() {
    on_each_database(async |world| {
        record(world, date(2013, 4, 1), date(2013, 9, 20), 82).await;
        world.app.live(world.system.organization_id).await.expect("a live state");
        ops::job::run_due(&world.app).await;
        let question = Question { kind: Some(AlertKind::Stale), ..Question::default() };
        let page = store::page::Page::first(50);
        let late = ops::alert::list(&world.app, &world.system, &question, &page).await;
        let late = late.expect("alerts").items;
        let id = late.iter().find(|alert| alert.org_unit_id == world.ewr.0).expect("it is late").id;
        let obstacle = async || {
            let proposal = propose(&world.app, &world.system, id.into(), None).await;
            proposal.expect("a proposal").obstacle
        };
        assert_eq!(obstacle().await, Some(Obstacle::NoTarget));
        assert_eq!(code(&refused(world, id, opening(1)).await), "no_target");
        set_target(world, 0.76, 0.80).await;
        assert_eq!(obstacle().await, None);
        let unnamed = Mending::Recovery(Open::default());
        let unnamed = Acknowledge { mending: unnamed, ..opening(1) };
        assert_eq!(code(&refused(world, id, unnamed).await), "empty");
        let away = Archive::Away;
        ops::kpi::set_archived(&world.app, &world.system, world.rate, away)
            .await
            .expect("archived");
        assert_eq!(code(&refused(world, id, opening(1)).await), "kpi_archived");
        let back = Archive::Back;
        ops::kpi::set_archived(&world.app, &world.system, world.rate, back)
            .await
            .expect("restored");
        let later = world.app.now() + 90.days().to_duration(date(2013, 10, 15)).expect("days");
        world.clock.set(later, later);
        world.app.live(world.system.organization_id).await.expect("a live state");
        assert_eq!(obstacle().await, Some(Obstacle::NoCycle));
        let over = Open { cycle: Some(world.cycle), ..Open::default() };
        let over = Acknowledge { mending: Mending::Recovery(over), ..opening(1) };
        assert_eq!(code(&refused(world, id, over).await), "cycle_over");
        assert_eq!(code(&refused(world, id, opening(1)).await), "no_running_cycle");
    })
    .await;
}
