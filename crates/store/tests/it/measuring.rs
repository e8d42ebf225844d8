//! Measurements: correcting, reading in pages and in bulk.

use goals::kpi::Cell;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use store::measurement::series::{self, TAME_MAX, TAME_MIN};
use store::measurement::{Batch, Counts, Filter, NewPoint, record};
use store::{Order, Page, StoreError, measurement};
use uuid::Uuid;

use crate::on_every_database;
use crate::world::{NOW, World, point};

on_every_database!(
    a_first_number_is_inserted,
    the_same_number_again_changes_nothing,
    another_number_supersedes,
    within_one_chunk_the_later_number_corrects_the_earlier,
    a_large_batch_is_counted_and_digested_whatever_its_chunks,
    an_unknown_kpi_is_refused,
    a_second_current_row_is_refused_by_the_index,
    a_page_shows_corrections,
    pages_do_not_shift_while_points_come_in,
    every_number_is_read_back_as_it_was,
    a_series_leaves_out_what_is_early_or_superseded,
);

const MAY_1: Date = date(2013, 5, 1);

async fn write(world: &World, at: i64, points: &[NewPoint]) -> Counts {
    let tx = world.database.begin().await.unwrap();
    let (_, counts) = record::record(&tx, &world.origin(at), points).await.unwrap();
    tx.commit().await.unwrap();
    counts
}

async fn history(world: &World, kpi: Uuid, unit: Uuid) -> Vec<measurement::Model> {
    let conn = world.database.read();
    measurement::history(conn, world.organization_id, kpi, unit, MAY_1.into()).await.unwrap()
}

async fn a_first_number_is_inserted(world: World) {
    let (kpi, unit) = (world.kpi("otd_rate").await, world.unit("EWR", None).await);
    let parts = Cell::Parts { numerator: 17.0, denominator: 20.0 };
    let counts = write(&world, NOW, &[point(kpi.id, unit.id, MAY_1, parts)]).await;
    assert_eq!(counts, Counts { inserted: 1, ..Counts::default() });
    let rows = history(&world, kpi.id, unit.id).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].value, rows[0].numerator, rows[0].denominator),
        (None, Some(17.0), Some(20.0))
    );
    assert_eq!((rows[0].superseded_at, rows[0].supersedes), (None, None));
    let conn = world.database.read();
    let found = measurement::find(conn, world.organization_id, rows[0].id).await.unwrap();
    assert_eq!(found.as_ref(), Some(&rows[0]));
    assert!(measurement::exists_for_kpi(conn, world.organization_id, kpi.id).await.unwrap());
    assert!(!measurement::exists_for_kpi(conn, world.organization_id, unit.id).await.unwrap());
}

async fn the_same_number_again_changes_nothing(world: World) {
    let (kpi, unit) = (world.kpi("otd_rate").await, world.unit("EWR", None).await);
    let number = || point(kpi.id, unit.id, MAY_1, Cell::Value(0.1));
    write(&world, NOW, &[number()]).await;
    let counts = write(&world, NOW + 1, &[number()]).await;
    assert_eq!(counts, Counts { unchanged: 1, ..Counts::default() });
    assert_eq!(history(&world, kpi.id, unit.id).await.len(), 1);
}

async fn another_number_supersedes(world: World) {
    let (kpi, unit) = (world.kpi("otd_rate").await, world.unit("EWR", None).await);
    for (at, value) in [(NOW, 1.0), (NOW + 1, 2.0), (NOW + 2, 3.0)] {
        let other_day = point(kpi.id, unit.id, date(2013, 5, 2), Cell::Value(9.0));
        let corrected = point(kpi.id, unit.id, MAY_1, Cell::Value(value));
        write(&world, at, &[corrected, other_day]).await;
    }
    let rows = history(&world, kpi.id, unit.id).await;
    let values: Vec<_> = rows.iter().map(|row| row.value.unwrap()).collect();
    assert_eq!(values, [3.0, 2.0, 1.0]);
    assert_eq!(rows[0].supersedes, Some(rows[1].id));
    assert_eq!(rows[1].supersedes, Some(rows[2].id));
    let ends: Vec<_> = rows.iter().map(|row| row.superseded_at).collect();
    assert_eq!(ends, [None, Some(NOW + 2), Some(NOW + 1)]);
}

async fn within_one_chunk_the_later_number_corrects_the_earlier(world: World) {
    let (kpi, unit) = (world.kpi("otd_rate").await, world.unit("EWR", None).await);
    let number = |value| point(kpi.id, unit.id, MAY_1, Cell::Value(value));
    let counts = write(&world, NOW, &[number(1.0), number(2.0), number(2.0), number(3.0)]).await;
    assert_eq!(counts, Counts { inserted: 1, corrected: 2, unchanged: 1 });
    let rows = history(&world, kpi.id, unit.id).await;
    let chain: Vec<_> = rows.iter().map(|row| (row.value.unwrap(), row.supersedes)).collect();
    assert_eq!(chain[0].0, 3.0);
    assert_eq!(rows.iter().filter(|row| row.superseded_at.is_none()).count(), 1);
    let two = rows.iter().find(|row| row.value == Some(2.0)).unwrap();
    assert_eq!(rows[0].supersedes, Some(two.id));
}

fn days(kpi: Uuid, unit: Uuid, count: i32, value: f64) -> Vec<NewPoint> {
    let day = |number: i32| MAY_1.checked_add(number.days()).unwrap();
    (0..count).map(|n| point(kpi, unit, day(n), Cell::Value(value + f64::from(n)))).collect()
}

async fn a_large_batch_is_counted_and_digested_whatever_its_chunks(world: World) {
    let (kpi, unit) = (world.kpi("otd_rate").await, world.unit("EWR", None).await);
    let points = days(kpi.id, unit.id, 2_500, 0.5);
    let digest_of = async |parts: usize| {
        let tx = world.database.begin().await.unwrap();
        let mut batch = Batch::new(Uuid::from_u128(9), world.origin(NOW));
        for part in points.chunks(parts) {
            batch.add(&tx, part).await.unwrap();
        }
        let (model, counts) = batch.finish(&tx, "may.csv".to_owned()).await.unwrap();
        assert_eq!(counts, Counts { inserted: 2_500, ..Counts::default() });
        assert_eq!(model.rows, 2_500);
        tx.rollback().await.unwrap();
        model.digest
    };
    assert_eq!(digest_of(2_500).await, digest_of(7).await);
}

async fn an_unknown_kpi_is_refused(world: World) {
    let unit = world.unit("EWR", None).await;
    let tx = world.database.begin().await.unwrap();
    let stray = [point(Uuid::now_v7(), unit.id, MAY_1, Cell::Value(1.0))];
    let error = record::record(&tx, &world.origin(NOW), &stray).await.unwrap_err();
    assert!(error.is_conflict(store::errors::FOREIGN_KEY), "{error}");
}

async fn a_second_current_row_is_refused_by_the_index(world: World) {
    let (kpi, unit) = (world.kpi("otd_rate").await, world.unit("EWR", None).await);
    for value in [1.0, 2.0] {
        write(&world, NOW, &[point(kpi.id, unit.id, MAY_1, Cell::Value(value))]).await;
    }
    let tx = world.database.begin().await.unwrap();
    let reopened = store::ConnectionTrait::execute_unprepared(
        &tx,
        "UPDATE measurement SET superseded_at = NULL",
    );
    let error = StoreError::from(reopened.await.unwrap_err());
    assert!(error.is_conflict("measurement_current"), "{error}");
}

async fn a_page_shows_corrections(world: World) {
    let (kpi, unit) = (world.kpi("otd_rate").await, world.unit("EWR", None).await);
    write(&world, NOW, &days(kpi.id, unit.id, 5, 1.0)).await;
    write(&world, NOW + 1, &[point(kpi.id, unit.id, date(2013, 5, 4), Cell::Value(9.0))]).await;
    let conn = world.database.read();
    let filter = Filter { subject_id: Some(unit.id), ..Filter::of_kpi(kpi.id) };
    let page = Page::first(3);
    let listed =
        measurement::list(conn, world.organization_id, &filter, Order::Descending, &page).await;
    let items = listed.unwrap().items;
    let shown: Vec<_> = items
        .iter()
        .map(|item| {
            let earlier = item.earlier.iter().map(|row| row.value.unwrap()).collect::<Vec<_>>();
            (item.current.period_on.to_string(), item.current.value.unwrap(), earlier)
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("2013-05-05".to_owned(), 5.0, vec![]),
            ("2013-05-04".to_owned(), 9.0, vec![4.0]),
            ("2013-05-03".to_owned(), 3.0, vec![]),
        ]
    );
    let span = measurement::span_of_kpi(conn, world.organization_id, kpi.id).await.unwrap();
    assert_eq!(span, Some((MAY_1.into(), date(2013, 5, 5).into())));
}

async fn pages_do_not_shift_while_points_come_in(world: World) {
    let (kpi, unit) = (world.kpi("otd_rate").await, world.unit("EWR", None).await);
    let other = world.unit("JFK", None).await;
    write(&world, NOW, &days(kpi.id, unit.id, 10, 1.0)).await;
    let filter = Filter::of_kpi(kpi.id);
    let mut page = Page::first(4);
    let mut seen = Vec::new();
    loop {
        let conn = world.database.read();
        let listed =
            measurement::list(conn, world.organization_id, &filter, Order::Descending, &page).await;
        let listed = listed.unwrap();
        seen.extend(
            listed.items.iter().map(|item| (item.current.period_on, item.current.subject_id)),
        );
        let Some(next) = listed.next else { break };
        page.after = Some(next);
        let days = days(kpi.id, other.id, 10, seen.len() as f64);
        write(&world, NOW, &days).await;
    }
    let mine: Vec<_> = seen.iter().filter(|(_, subject)| *subject == unit.id).collect();
    assert_eq!(mine.len(), 10);
    assert!(seen.is_sorted_by(|one, next| one.0 >= next.0));
}

/// Numbers that are hard to print: uneven fractions, the edges of what text is trusted with, and
/// beyond.
fn hard_numbers() -> Vec<f64> {
    let mut numbers = vec![
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.1,
        0.1 + 0.2,
        1.0 / 3.0,
        2f64.powi(53),
        2f64.powi(53) - 1.0,
        1e15,
        1e16 + 2.0,
        TAME_MIN,
        TAME_MAX,
        TAME_MIN / 3.0,
        TAME_MAX * 3.0,
        f64::MIN_POSITIVE,
        f64::MAX,
        f64::EPSILON,
        9.223_372_036_854_776e18,
        -9.3e18,
    ];
    let mut state = 88_172_645_463_325_252_u64;
    for exponent in 960..=1_100_u64 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        numbers.push(f64::from_bits((state & 0x800f_ffff_ffff_ffff) | (exponent << 52)));
    }
    numbers
}

async fn every_number_is_read_back_as_it_was(world: World) {
    let kpi = world.kpi("otd_rate").await;
    let numbers = hard_numbers();
    // Each number for a subject of its own, and all of them for one.
    let crowd = Uuid::now_v7();
    let mut points = Vec::new();
    for (number, day) in numbers.iter().zip(MAY_1.series(1.day())) {
        points.push(point(kpi.id, Uuid::now_v7(), day, Cell::Value(*number)));
        let cell = Cell::Parts { numerator: *number, denominator: 3.0 };
        points.push(point(kpi.id, crowd, day, cell));
    }
    write(&world, NOW, &points).await;
    let conn = world.database.read();
    let read = series::of_kpi_since(conn, world.organization_id, kpi.id, MAY_1.into()).await;
    let mut single = std::collections::HashMap::new();
    let mut together = Vec::new();
    for series in read.unwrap() {
        let bits = series.points.iter().map(|(day, number)| {
            let shown = number.value.or(number.numerator).unwrap();
            (*day, shown.to_bits())
        });
        if series.subject_id == crowd {
            together = bits.collect();
        } else {
            single.extend(bits);
        }
    }
    for (number, day) in numbers.iter().zip(MAY_1.series(1.day())) {
        // PostgreSQL and SQLite agree that minus zero is zero.
        let wanted = if *number == 0.0 { single[&day] & (1 << 63) } else { number.to_bits() };
        assert_eq!(single[&day], wanted, "{number:e} alone");
        assert_eq!(f64::from_bits(together[single_index(day)].1), *number, "{number:e} in a crowd");
    }
}

fn single_index(day: Date) -> usize {
    usize::try_from((day - MAY_1).get_days()).unwrap()
}

async fn a_series_leaves_out_what_is_early_or_superseded(world: World) {
    let (kpi, unit) = (world.kpi("otd_rate").await, world.unit("EWR", None).await);
    let batch_id = Uuid::now_v7();
    let tx = world.database.begin().await.unwrap();
    let mut batch = Batch::new(batch_id, world.origin(NOW));
    batch.add(&tx, &days(kpi.id, unit.id, 5, 1.0)).await.unwrap();
    batch.finish(&tx, "may.csv".to_owned()).await.unwrap();
    tx.commit().await.unwrap();
    write(&world, NOW + 1, &[point(kpi.id, unit.id, date(2013, 5, 4), Cell::Value(9.0))]).await;
    let conn = world.database.read();
    let org = world.organization_id;
    let read = series::of_kpi_since(conn, org, kpi.id, date(2013, 5, 3).into()).await.unwrap();
    assert_eq!(read.len(), 1);
    let values: Vec<_> = read[0].points.iter().map(|(_, number)| number.value.unwrap()).collect();
    assert_eq!(values, [3.0, 9.0, 5.0]);
    let current = measurement::current_of_batch(conn, org, batch_id).await.unwrap();
    assert_eq!(current.len(), 4);
    let filter = Filter { until: Some(date(2013, 5, 3).into()), ..Filter::of_kpi(kpi.id) };
    let points = measurement::points_in(conn, org, &filter, 100).await.unwrap();
    assert_eq!(points.len(), 2);
}
