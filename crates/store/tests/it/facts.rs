//! Everything at once, and what is beside the facts.

use goals::kpi::Cell;
use jiff::civil::date;
use store::count::{self, Counted};
use store::entity::{demo_state, idempotency_key, score_snapshot};
use store::measurement::record;
use store::word::{SnapshotKind, Status, UserLocale};
use store::{facts, score_snapshot as snapshots, user};
use uuid::Uuid;

use crate::on_every_database;
use crate::world::{self, NOW, World, point};

on_every_database!(
    facts_are_those_of_one_change,
    archived_facts_come_along_when_others_refer_to_them,
    a_key_is_taken_once_until_it_is_old,
    a_snapshot_of_a_day_is_overwritten,
    the_demo_state_is_overwritten,
    rows_are_counted,
);

async fn facts_are_those_of_one_change(world: World) {
    let org = world.organization_id;
    let cycle = world.cycle().await;
    let objective = world.objective(cycle.id, "Fly on time").await;
    let key_result = world.key_result(objective.id, "90 % on time").await;
    let (kpi, unit) = (world.kpi("otd_rate").await, world.unit("EWR", None).await);
    let tx = world.database.begin().await.unwrap();
    let points = [
        point(kpi.id, unit.id, date(2013, 1, 1), Cell::Value(1.0)),
        point(kpi.id, unit.id, date(2013, 2, 1), Cell::Value(2.0)),
    ];
    record::record(&tx, &world.origin(NOW), &points).await.unwrap();
    world.append(&tx, "all of it").await.unwrap();
    tx.commit().await.unwrap();
    let snapshot = world.database.snapshot().await.unwrap();
    let facts = facts::load(&snapshot, org, date(2013, 2, 1).into()).await.unwrap();
    assert_eq!(facts.organization.seq, 1);
    assert_eq!(facts.objectives, [objective]);
    assert_eq!(facts.key_results, [key_result]);
    assert_eq!((facts.org_units, facts.kpis), (vec![unit], vec![kpi]));
    assert_eq!(facts.series.len(), 1);
    assert_eq!(facts.series[0].points.len(), 1);
    assert_eq!(facts.series[0].points[0].0, date(2013, 2, 1));
}

async fn archived_facts_come_along_when_others_refer_to_them(world: World) {
    let org = world.organization_id;
    let cycle = world.cycle().await;
    let objective = world.objective(cycle.id, "Fly on time").await;
    let other = world.objective(cycle.id, "Fly far").await;
    let tx = world.database.begin().await.unwrap();
    let archived = store::objective::Model { archived_at: Some(NOW), ..objective.clone() };
    store::objective::update(&tx, archived, 1).await.unwrap();
    let support = world::alignment(org, other.id, objective.id);
    let support = store::alignment::insert(&tx, support).await.unwrap();
    let archived = store::alignment::Model { archived_at: Some(NOW), ..support };
    store::alignment::update(&tx, archived, 1).await.unwrap();
    let facts = facts::load(&tx, org, date(2013, 1, 1).into()).await.unwrap();
    assert_eq!(facts.objectives.len(), 2);
    assert_eq!(facts.alignments, []);
    let error = facts::load(&tx, Uuid::now_v7(), date(2013, 1, 1).into()).await.unwrap_err();
    assert!(matches!(error, store::StoreError::Corrupt { .. }), "{error}");
}

async fn a_key_is_taken_once_until_it_is_old(world: World) {
    let org = world.organization_id;
    let tx = world.database.begin().await.unwrap();
    let user = user::insert(&tx, world::user(org, "lin@example.org")).await.unwrap();
    tx.commit().await.unwrap();
    let key = |created_at| idempotency_key::Model {
        organization_id: org,
        user_id: user.id,
        key: "once".to_owned(),
        request_hash: "hash".to_owned(),
        status: 0,
        body: String::new(),
        created_at,
    };
    let tx = world.database.begin().await.unwrap();
    store::idempotency_key::insert(&tx, key(NOW), NOW - 10).await.unwrap();
    store::idempotency_key::answer(&tx, org, user.id, "once", 201, "{}").await.unwrap();
    tx.commit().await.unwrap();
    let tx = world.database.begin().await.unwrap();
    let again = store::idempotency_key::insert(&tx, key(NOW + 5), NOW - 5).await.unwrap_err();
    assert!(again.is_conflict("idempotency_key_pkey"), "{again}");
    drop(tx);
    let tx = world.database.begin().await.unwrap();
    let find = async |oldest| {
        store::idempotency_key::find(&tx, org, user.id, "once", oldest).await.unwrap()
    };
    assert_eq!(find(NOW).await.map(|row| (row.status, row.body)), Some((201, "{}".to_owned())));
    assert_eq!(find(NOW + 1).await, None);
    store::idempotency_key::insert(&tx, key(NOW + 20), NOW + 10).await.unwrap();
    assert_eq!(store::idempotency_key::delete_expired(&tx, NOW + 21).await.unwrap(), 1);
}

async fn a_snapshot_of_a_day_is_overwritten(world: World) {
    let org = world.organization_id;
    let subject = Uuid::now_v7();
    let of = |day, progress| score_snapshot::Model {
        organization_id: org,
        taken_on: date(2013, 10, day).into(),
        subject_id: subject,
        subject_kind: SnapshotKind::Objective,
        progress,
        expected: Some(0.5),
        coverage: None,
        status: Status::OnTrack,
    };
    let tx = world.database.begin().await.unwrap();
    assert_eq!(snapshots::last_day(&tx, org).await.unwrap(), None);
    snapshots::save_all(&tx, &[of(1, None), of(2, Some(0.2))]).await.unwrap();
    snapshots::save_all(&tx, &[of(2, Some(0.3)), of(3, Some(0.4))]).await.unwrap();
    snapshots::save_all(&tx, &[]).await.unwrap();
    let (from, until) = (date(2013, 10, 1).into(), date(2013, 10, 3).into());
    let found = snapshots::of_subjects(&tx, org, &[subject], from, until).await.unwrap();
    assert_eq!(found, [of(1, None), of(2, Some(0.3))]);
    assert_eq!(snapshots::last_day(&tx, org).await.unwrap(), Some(date(2013, 10, 3).into()));
}

async fn the_demo_state_is_overwritten(world: World) {
    let org = world.organization_id;
    let state = demo_state::Model {
        organization_id: org,
        clock_at: NOW,
        anchored_at: NOW,
        loaded_until_on: date(2013, 10, 15).into(),
        language: UserLocale::En,
    };
    let tx = world.database.begin().await.unwrap();
    assert_eq!(store::demo_state::find(&tx, org).await.unwrap(), None);
    store::demo_state::save(&tx, state.clone()).await.unwrap();
    let later = demo_state::Model { clock_at: NOW + 7, ..state };
    store::demo_state::save(&tx, later.clone()).await.unwrap();
    assert_eq!(store::demo_state::find(&tx, org).await.unwrap(), Some(later));
}

async fn rows_are_counted(world: World) {
    let org = world.organization_id;
    let cycle = world.cycle().await;
    let objective = world.objective(cycle.id, "Fly on time").await;
    world.key_result(objective.id, "one").await;
    world.key_result(objective.id, "two").await;
    let conn = world.database.read();
    for (counted, wanted) in [
        (Counted::Objectives, 1),
        (Counted::KeyResults, 2),
        (Counted::Users, 0),
        (Counted::OrgUnits, 0),
        (Counted::People, 0),
        (Counted::Cycles, 1),
        (Counted::Kpis, 0),
        (Counted::MeasurementBatches, 0),
        (Counted::CheckIns, 0),
    ] {
        assert_eq!(count::of(conn, org, counted).await.unwrap(), wanted, "{counted:?}");
    }
    assert_eq!(count::key_results_of_objective(conn, org, objective.id).await.unwrap(), 2);
    assert_eq!(count::organizations(conn).await.unwrap(), 1);
}
