//! Transactions: versions, conflicts, rolling back, many writers.

use std::time::Duration;

use futures::FutureExt;
use sea_orm::DbBackend;
use store::errors::FOREIGN_KEY;
use store::{Archived, Database, Durability, StoreError, change};
use uuid::Uuid;

use crate::on_every_database;
use crate::world::{
    NOW, World, alignment, cycle_from, key_result, kpi, objective, org_unit, organization, user,
};

on_every_database!(
    what_was_written_is_read_back,
    an_edit_raises_the_version,
    an_edit_of_an_old_version_is_stale,
    an_edit_keeps_organisation_creation_and_log,
    another_organisation_sees_nothing_and_changes_nothing,
    rolling_back_leaves_neither_change_nor_number,
    dropping_a_transaction_releases_the_writer,
    cancelling_a_write_releases_the_writer,
    many_writers_leave_no_gap,
    a_snapshot_does_not_move,
    duplicates_are_refused_by_name,
    broken_rules_are_refused_by_name,
    an_unreadable_row_is_named,
    migrating_again_changes_nothing,
);

async fn what_was_written_is_read_back(world: World) {
    let org = world.organization_id;
    let conn = world.database.read();
    let cycle = world.cycle().await;
    assert_eq!(store::cycle::find(conn, org, cycle.id).await.unwrap(), Some(cycle.clone()));
    let objective = world.objective(cycle.id, "准点 'n' \"quoted\" %").await;
    assert_eq!(store::objective::find(conn, org, objective.id).await.unwrap().unwrap(), objective);
    let key_result = world.key_result(objective.id, "从 75% 到 30%").await;
    let found = store::key_result::find(conn, org, key_result.id).await.unwrap().unwrap();
    assert_eq!(found.target_value, Some(0.1 + 0.2));
    assert_eq!(found, key_result);
    let kpi = world.kpi("otd_rate").await;
    assert_eq!(store::kpi::find_by_code(conn, org, "otd_rate").await.unwrap(), Some(kpi));
    let json = serde_json::to_value(&cycle).unwrap();
    assert_eq!(json["starts_on"], "2013-10-01");
    assert_eq!(json["kind"], "quarter");
}

async fn an_edit_raises_the_version(world: World) {
    let mut unit = world.unit("EWR", None).await;
    unit.name = "Newark".to_owned();
    unit.archived_at = Some(NOW);
    let tx = world.database.begin().await.unwrap();
    let edited = store::org_unit::update(&tx, unit, 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(edited.version, 2);
    let conn = world.database.read();
    let found = store::org_unit::find(conn, world.organization_id, edited.id).await.unwrap();
    assert_eq!(found, Some(edited));
    let all = store::org_unit::all(conn, world.organization_id, Archived::Without).await.unwrap();
    assert_eq!(all, []);
}

async fn an_edit_of_an_old_version_is_stale(world: World) {
    let unit = world.unit("EWR", None).await;
    let tx = world.database.begin().await.unwrap();
    store::org_unit::update(&tx, unit.clone(), 1).await.unwrap();
    let error = store::org_unit::update(&tx, unit.clone(), 1).await.unwrap_err();
    let StoreError::Stale { entity: "org_unit", id } = error else { panic!("{error}") };
    assert_eq!(id, unit.id);
}

async fn an_edit_keeps_organisation_creation_and_log(world: World) {
    let tx = world.database.begin().await.unwrap();
    let before = store::organization::find(&tx, world.organization_id).await.unwrap().unwrap();
    let change = world.append(&tx, "one").await.unwrap();
    let edited = organization(world.organization_id);
    let edited = store::organization::Model { created_at: 0, name: "Renamed".to_owned(), ..edited };
    store::organization::update(&tx, edited, 1).await.unwrap();
    let found = store::organization::find(&tx, world.organization_id).await.unwrap().unwrap();
    assert_eq!((found.name.as_str(), found.version), ("Renamed", 2));
    assert_eq!((found.created_at, found.seq), (before.created_at, 1));
    assert_eq!(found.head_hash, change.hash);
}

async fn another_organisation_sees_nothing_and_changes_nothing(world: World) {
    let unit = world.unit("EWR", None).await;
    let other = Uuid::now_v7();
    let tx = world.database.begin().await.unwrap();
    assert_eq!(store::org_unit::find(&tx, other, unit.id).await.unwrap(), None);
    assert_eq!(store::org_unit::find_many(&tx, other, &[unit.id]).await.unwrap(), []);
    let foreign = store::org_unit::Model { organization_id: other, ..unit };
    let error = store::org_unit::update(&tx, foreign, 1).await.unwrap_err();
    assert!(matches!(error, StoreError::Stale { .. }), "{error}");
}

async fn rolling_back_leaves_neither_change_nor_number(world: World) {
    let tx = world.database.begin().await.unwrap();
    let unit = org_unit(world.organization_id, "EWR", None);
    store::org_unit::insert(&tx, unit.clone()).await.unwrap();
    world.append(&tx, "lost").await.unwrap();
    tx.rollback().await.unwrap();
    let tx = world.database.begin().await.unwrap();
    assert_eq!(store::org_unit::find(&tx, world.organization_id, unit.id).await.unwrap(), None);
    let kept = world.append(&tx, "kept").await.unwrap();
    assert_eq!(kept.seq, 1);
    assert_eq!(kept.previous_hash, store::digest::FIRST_PREVIOUS_HASH);
}

async fn dropping_a_transaction_releases_the_writer(world: World) {
    for _ in 0..50 {
        let tx = world.database.begin().await.unwrap();
        world.append(&tx, "lost").await.unwrap();
        drop(tx);
    }
    let tx = world.database.begin().await.unwrap();
    assert_eq!(world.append(&tx, "kept").await.unwrap().seq, 1);
    tx.commit().await.unwrap();
}

/// A write is cancelled at every point where it can be: after each time that it has waited.
async fn cancelling_a_write_releases_the_writer(world: World) {
    for polls in 0..60 {
        let write = async {
            let tx = world.database.begin().await.unwrap();
            world.append(&tx, "perhaps").await.unwrap();
            tx.commit().await.unwrap();
        };
        let mut write = Box::pin(write);
        for _ in 0..polls {
            if write.as_mut().now_or_never().is_some() {
                break;
            }
            tokio::time::sleep(Duration::from_micros(300)).await;
        }
    }
    let last = async {
        let tx = world.database.begin().await.unwrap();
        let kept = world.append(&tx, "kept").await.unwrap();
        tx.commit().await.unwrap();
        kept
    };
    let kept = tokio::time::timeout(Duration::from_secs(20), last).await.unwrap();
    let snapshot = world.database.snapshot().await.unwrap();
    let found =
        store::verification::verify(&snapshot, world.organization_id, |_| {}).await.unwrap();
    assert_eq!(found.first_broken, None);
    assert_eq!(found.checked, u64::try_from(kept.seq).unwrap());
}

async fn many_writers_leave_no_gap(world: World) {
    let world = std::sync::Arc::new(world);
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..8 {
        let world = world.clone();
        writers.spawn(async move {
            for number in 0..20 {
                let tx = world.database.begin().await.unwrap();
                change::lock(&tx, world.organization_id).await.unwrap();
                world.append(&tx, &format!("{writer}/{number}")).await.unwrap();
                // Every fourth is undone and must leave no trace.
                if number % 4 == 3 {
                    tx.rollback().await.unwrap();
                } else {
                    tx.commit().await.unwrap();
                }
            }
        });
    }
    writers.join_all().await;
    let snapshot = world.database.snapshot().await.unwrap();
    let found =
        store::verification::verify(&snapshot, world.organization_id, |_| {}).await.unwrap();
    assert_eq!((found.checked, found.first_broken), (8 * 15, None));
    assert_eq!(found.head.unwrap().0, 8 * 15);
}

async fn a_snapshot_does_not_move(world: World) {
    if world.url == "sqlite::memory:" {
        return; // One connection: nobody can write beside a snapshot.
    }
    world.unit("EWR", None).await;
    let snapshot = world.database.snapshot().await.unwrap();
    let before = store::org_unit::all(&snapshot, world.organization_id, Archived::With).await;
    world.unit("JFK", None).await;
    let after = store::org_unit::all(&snapshot, world.organization_id, Archived::With).await;
    assert_eq!(before.unwrap(), after.unwrap());
    let error = world.append(&snapshot, "not here").await.unwrap_err();
    assert!(matches!(error, StoreError::Driver(_)), "{error}");
}

async fn duplicates_are_refused_by_name(world: World) {
    let org = world.organization_id;
    let unit = world.unit("EWR", None).await;
    world.kpi("otd_rate").await;
    let cycle = world.cycle().await;
    let (one, two) = (world.objective(cycle.id, "1").await, world.objective(cycle.id, "2").await);
    let refused = async |constraint: &str, error: StoreError| {
        assert!(error.is_conflict(constraint), "{error} is not about {constraint}");
    };
    // PostgreSQL gives a transaction up after an error, so each gets its own.
    let tx = world.database.begin().await.unwrap();
    let again = store::org_unit::insert(&tx, org_unit(org, "EWR", None)).await;
    refused("org_unit_code", again.unwrap_err()).await;
    drop(tx);
    let tx = world.database.begin().await.unwrap();
    let same_id = store::org_unit::Model { code: "LGA".to_owned(), ..unit.clone() };
    let again = store::org_unit::insert(&tx, same_id).await;
    refused("org_unit_pkey", again.unwrap_err()).await;
    drop(tx);
    let tx = world.database.begin().await.unwrap();
    refused("kpi_code", store::kpi::insert(&tx, kpi(org, "otd_rate")).await.unwrap_err()).await;
    drop(tx);
    let tx = world.database.begin().await.unwrap();
    store::user::insert(&tx, user(org, "a@b.c")).await.unwrap();
    let again = store::user::insert(&tx, user(org, "a@b.c")).await;
    refused("user_account_email", again.unwrap_err()).await;
    drop(tx);
    let tx = world.database.begin().await.unwrap();
    let first = store::alignment::insert(&tx, alignment(org, one.id, two.id)).await.unwrap();
    let archived = store::alignment::Model { archived_at: Some(NOW), ..first };
    store::alignment::update(&tx, archived, 1).await.unwrap();
    store::alignment::insert(&tx, alignment(org, one.id, two.id)).await.unwrap();
    let again = store::alignment::insert(&tx, alignment(org, one.id, two.id)).await;
    refused("alignment_objective_once", again.unwrap_err()).await;
}

async fn broken_rules_are_refused_by_name(world: World) {
    let org = world.organization_id;
    let cycle = world.cycle().await;
    let tx = world.database.begin().await.unwrap();
    let orphan = objective(org, Uuid::now_v7(), "Nowhere");
    let error = store::objective::insert(&tx, orphan).await.unwrap_err();
    assert!(error.is_conflict(FOREIGN_KEY), "{error}");
    drop(tx);
    let tx = world.database.begin().await.unwrap();
    let backwards = cycle_from(org, cycle.ends_on.0, cycle.starts_on.0);
    let error = store::cycle::insert(&tx, backwards).await.unwrap_err();
    assert!(error.is_conflict("cycle_span"), "{error}");
    drop(tx);
    let objective = world.objective(cycle.id, "Fly on time").await;
    let tx = world.database.begin().await.unwrap();
    let light = store::key_result::Model { weight: -1.0, ..key_result(org, objective.id, "Light") };
    let error = store::key_result::insert(&tx, light).await.unwrap_err();
    assert!(error.is_conflict("key_result_weight"), "{error}");
}

async fn an_unreadable_row_is_named(world: World) {
    let unit = world.unit("EWR", None).await;
    world.tamper("UPDATE org_unit SET kind = 'castle'").await;
    let conn = world.database.read();
    let error = store::org_unit::find(conn, world.organization_id, unit.id).await.unwrap_err();
    let StoreError::Corrupt { table, column, row, detail } = error else { panic!("{error}") };
    assert_eq!((table.as_str(), column.as_str()), ("org_unit", "kind"));
    assert_eq!(row, unit.id.to_string());
    assert!(detail.contains("castle"), "{detail}");
}

async fn migrating_again_changes_nothing(world: World) {
    let unit = world.unit("EWR", None).await;
    world.database.migrate().await.unwrap();
    if world.url != "sqlite::memory:" {
        let again = Database::open(&world.url, Durability::Normal).await.unwrap();
        again.migrate().await.unwrap();
        let found = store::org_unit::find(again.read(), world.organization_id, unit.id).await;
        assert_eq!(found.unwrap(), Some(unit));
        again.close().await.unwrap();
    }
    assert!(matches!(world.database.backend(), DbBackend::Sqlite | DbBackend::Postgres));
}
