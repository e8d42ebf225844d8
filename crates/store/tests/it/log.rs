//! The log: chain, order, what verification finds.

use goals::kpi::Cell;
use jiff::civil::date;
use store::change::{self, Filter, Order};
use store::measurement::Batch;
use store::verification::{Reason, Verification, verify};
use uuid::Uuid;

use crate::on_every_database;
use crate::world::{NOW, World, point};

on_every_database!(
    changes_are_numbered_and_chained,
    a_change_continues_the_log_whatever_its_writer_believes,
    a_log_that_nobody_touched_is_whole,
    a_changed_row_is_named,
    a_row_hashed_anew_breaks_the_link_after_it,
    a_removed_row_is_named,
    a_log_cut_off_at_the_end_is_noticed,
    a_changed_measurement_is_noticed,
    a_measurement_smuggled_into_a_batch_is_noticed,
    a_correction_keeps_the_batch_whole,
    the_log_is_read_from_either_end_and_filtered,
    the_change_before_tells_what_it_was,
    a_second_organisation_has_its_own_log,
);

async fn log_of(world: &World, texts: &[&str]) {
    for text in texts {
        let tx = world.database.begin().await.unwrap();
        world.append(&tx, text).await.unwrap();
        tx.commit().await.unwrap();
    }
}

async fn verified(world: &World) -> Verification {
    let snapshot = world.database.snapshot().await.unwrap();
    verify(&snapshot, world.organization_id, |_| {}).await.unwrap()
}

async fn broken_at(world: &World) -> (i64, Reason) {
    let broken = verified(world).await.first_broken.expect("the log is broken");
    (broken.seq, broken.reason)
}

async fn changes_are_numbered_and_chained(world: World) {
    log_of(&world, &["one", "two"]).await;
    let conn = world.database.read();
    let changes = change::list_since(conn, world.organization_id, 0, 10).await.unwrap();
    assert_eq!(changes.iter().map(|change| change.seq).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(changes[0].previous_hash, store::digest::FIRST_PREVIOUS_HASH);
    assert_eq!(changes[1].previous_hash, changes[0].hash);
    assert_eq!(changes[0].after, r#"{"title":"one"}"#);
    let head = change::head(conn, world.organization_id).await.unwrap();
    assert_eq!(head, Some(change::Head { seq: 2, hash: changes[1].hash.clone() }));
}

async fn a_change_continues_the_log_whatever_its_writer_believes(world: World) {
    log_of(&world, &["one"]).await;
    let org = world.organization_id;
    let first = change::head(world.database.read(), org).await.unwrap().unwrap();
    let mut last = first.clone();
    // Right, stale, and wrong beliefs about where the log ends.
    let wrong = change::Head { seq: 3, hash: "0".repeat(64) };
    for (believed, seq) in [(first.clone(), 2), (first, 3), (wrong, 4)] {
        let tx = world.database.begin().await.unwrap();
        let model = change::append_after(&tx, &believed, world.change("more")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((model.seq, &model.previous_hash), (seq, &last.hash));
        last = change::Head { seq, hash: model.hash };
    }
    assert_eq!(change::head(world.database.read(), org).await.unwrap(), Some(last));
    let found = verified(&world).await;
    assert_eq!((found.checked, found.first_broken), (4, None));
}

async fn a_log_that_nobody_touched_is_whole(world: World) {
    assert_eq!(verified(&world).await.head, None);
    log_of(&world, &["one", "two", "three"]).await;
    let found = verified(&world).await;
    assert_eq!((found.checked, found.first_broken), (3, None));
    assert_eq!(found.head.unwrap().0, 3);
}

async fn a_changed_row_is_named(world: World) {
    log_of(&world, &["one", "two", "three"]).await;
    world.tamper("UPDATE change SET reason = 'because' WHERE seq = 2").await;
    let (seq, reason) = broken_at(&world).await;
    assert_eq!(seq, 2);
    assert!(matches!(reason, Reason::Changed { .. }), "{reason}");
}

async fn a_row_hashed_anew_breaks_the_link_after_it(world: World) {
    log_of(&world, &["one", "two", "three"]).await;
    let find = change::find(world.database.read(), world.organization_id, 2).await;
    let mut forged = find.unwrap().unwrap();
    forged.after = r#"{"title":"zwei"}"#.to_owned();
    forged.hash = store::digest::of_change(&forged);
    let (after, hash) = (&forged.after, &forged.hash);
    let sql = format!("UPDATE change SET after = '{after}', hash = '{hash}' WHERE seq = 2");
    world.tamper(&sql).await;
    let (seq, reason) = broken_at(&world).await;
    assert_eq!(seq, 3);
    assert!(matches!(reason, Reason::Unlinked { .. }), "{reason}");
}

async fn a_removed_row_is_named(world: World) {
    log_of(&world, &["one", "two", "three"]).await;
    world.tamper("DELETE FROM change WHERE seq = 2").await;
    assert_eq!(broken_at(&world).await, (2, Reason::Missing { next: 3 }));
}

async fn a_log_cut_off_at_the_end_is_noticed(world: World) {
    log_of(&world, &["one", "two", "three"]).await;
    world.tamper("DELETE FROM change WHERE seq = 3").await;
    let (seq, reason) = broken_at(&world).await;
    assert_eq!(seq, 3);
    assert!(matches!(reason, Reason::Head { seq: 3, .. }), "{reason}");
}

/// Three measurements of one KPI in a batch, and the change that tells of it.
async fn batch(world: &World, kpi_id: Uuid, unit_id: Uuid, value: f64) -> Uuid {
    let id = Uuid::now_v7();
    let tx = world.database.begin().await.unwrap();
    let mut batch = Batch::new(id, world.origin(NOW));
    let points: Vec<_> = (1..=3)
        .map(|day| point(kpi_id, unit_id, date(2013, 10, day), Cell::Value(value)))
        .collect();
    batch.add(&tx, &points).await.unwrap();
    let (model, _) = batch.finish(&tx, "october.csv".to_owned()).await.unwrap();
    let new = change::NewChange {
        organization_id: world.organization_id,
        at: NOW,
        actor_user_id: None,
        kind: "measurements.imported".to_owned(),
        entity: "measurement_batch".to_owned(),
        entity_id: id,
        after: serde_json::to_value(&model).unwrap(),
        reason: None,
        request_id: None,
    };
    change::append(&tx, new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn a_changed_measurement_is_noticed(world: World) {
    let kpi = world.kpi("otd_rate").await;
    let unit = world.unit("EWR", None).await;
    log_of(&world, &["one"]).await;
    let batch_id = batch(&world, kpi.id, unit.id, 0.8).await;
    assert_eq!(verified(&world).await.first_broken, None);
    world.tamper("UPDATE measurement SET value = 0.9 WHERE period_on = '2013-10-02'").await;
    let (seq, reason) = broken_at(&world).await;
    assert_eq!(seq, 2);
    let Reason::Batch { batch_id: named, rows: 3, found_rows: 3, .. } = reason else {
        panic!("{reason}")
    };
    assert_eq!(named, batch_id);
    world.tamper("DELETE FROM measurement WHERE period_on = '2013-10-02'").await;
    assert!(matches!(broken_at(&world).await, (2, Reason::Batch { found_rows: 2, .. })));
}

async fn a_measurement_smuggled_into_a_batch_is_noticed(world: World) {
    let kpi = world.kpi("otd_rate").await;
    let unit = world.unit("EWR", None).await;
    batch(&world, kpi.id, unit.id, 0.8).await;
    let tx = world.database.begin().await.unwrap();
    let mut stray = Batch::new(Uuid::now_v7(), world.origin(NOW));
    let smuggled = point(kpi.id, unit.id, date(2013, 10, 9), Cell::Value(1.0));
    stray.add(&tx, &[smuggled]).await.unwrap();
    tx.commit().await.unwrap();
    let (_, reason) = broken_at(&world).await;
    assert!(matches!(reason, Reason::UnknownBatch { .. }), "{reason}");
}

async fn a_correction_keeps_the_batch_whole(world: World) {
    let kpi = world.kpi("otd_rate").await;
    let unit = world.unit("EWR", None).await;
    batch(&world, kpi.id, unit.id, 0.8).await;
    batch(&world, kpi.id, unit.id, 0.7).await;
    let found = verified(&world).await;
    assert_eq!((found.measurements, found.first_broken), (6, None));
}

async fn the_log_is_read_from_either_end_and_filtered(world: World) {
    log_of(&world, &["one", "two", "three"]).await;
    let conn = world.database.read();
    let read = async |filter: Filter, order, after| {
        let found = change::list(conn, world.organization_id, &filter, order, after, 2).await;
        found.unwrap().iter().map(|change| change.seq).collect::<Vec<_>>()
    };
    assert_eq!(read(Filter::default(), Order::NewestFirst, None).await, [3, 2]);
    assert_eq!(read(Filter::default(), Order::NewestFirst, Some(2)).await, [1]);
    assert_eq!(read(Filter::default(), Order::OldestFirst, Some(1)).await, [2, 3]);
    let kind = |kind: &str| Filter { kind: Some(kind.to_owned()), ..Filter::default() };
    assert_eq!(read(kind("objective."), Order::OldestFirst, None).await, [1, 2]);
    assert_eq!(read(kind("objective.updated"), Order::OldestFirst, None).await, [1, 2]);
    assert_eq!(read(kind("objective"), Order::OldestFirst, None).await, [0i64; 0]);
    let entity = Filter {
        entity: Some("objective".to_owned()),
        entity_id: Some(Uuid::from_u128(1)),
        since: Some(NOW),
        ..Filter::default()
    };
    assert_eq!(read(entity.clone(), Order::OldestFirst, Some(2)).await, [3]);
    let later = Filter { since: Some(NOW + 1), ..entity };
    assert_eq!(read(later, Order::OldestFirst, None).await, [0i64; 0]);
}

async fn the_change_before_tells_what_it_was(world: World) {
    log_of(&world, &["one", "two"]).await;
    let conn = world.database.read();
    let second = change::find(conn, world.organization_id, 2).await.unwrap().unwrap();
    let first = change::find_previous(conn, &second).await.unwrap().unwrap();
    assert_eq!(first.seq, 1);
    assert_eq!(change::find_previous(conn, &first).await.unwrap(), None);
}

async fn a_second_organisation_has_its_own_log(world: World) {
    log_of(&world, &["one", "two"]).await;
    let other = Uuid::now_v7();
    let tx = world.database.begin().await.unwrap();
    store::organization::insert(&tx, crate::world::organization(other)).await.unwrap();
    tx.commit().await.unwrap();
    let conn = world.database.read();
    assert_eq!(change::list_since(conn, other, 0, 10).await.unwrap(), []);
    assert_eq!(change::find(conn, other, 1).await.unwrap(), None);
    assert_eq!(store::organization::all(conn).await.unwrap().len(), 2);
}
