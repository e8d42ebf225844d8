//! Many rows' own values as a table inside a statement.
//!
//! A bound value costs about as much as what is done with it: it is allocated, copied and freed at
//! every station of its way, and PostgreSQL plans with each. So a column is one value where it can
//! be taken apart in the database: on PostgreSQL an array (`arrays.rs`), on SQLite, for columns of
//! fixed width, the bytes of all rows.

use std::fmt::Write;

use sea_orm::DbBackend;
use sea_orm::sea_query::Value;
use uuid::Uuid;

use crate::day::Day;
use crate::entity::measurement::Model;
use crate::measurement::arrays::array;

/// A column that rows may be without.
pub(super) struct Optional {
    pub(super) name: &'static str,
    /// The type of PostgreSQL in which it is read.
    pub(super) kind: &'static str,
    pub(super) is_in: fn(&Model) -> bool,
    /// What SQLite takes of each row.
    pub(super) value: fn(&Model) -> Value,
    /// What PostgreSQL takes of all rows.
    pub(super) column: fn(&[&Model]) -> Value,
}

/// `SELECT {select} FROM ({table}) AS own`, binding the values.
pub(super) struct Own {
    pub(super) select: String,
    pub(super) table: String,
    pub(super) values: Vec<Value>,
}

/// Identities, then the day, then optional columns, after values that are bound already.
pub(super) fn own(
    backend: DbBackend,
    rows: &[&Model],
    ids: &[fn(&Model) -> Uuid],
    optional: &[&Optional],
    bound: usize,
) -> Own {
    match backend {
        DbBackend::Postgres => unnested(rows, ids, optional, bound),
        _ => packed(rows, ids, optional),
    }
}

fn unnested(
    rows: &[&Model],
    ids: &[fn(&Model) -> Uuid],
    optional: &[&Optional],
    bound: usize,
) -> Own {
    let kinds = ids.iter().map(|_| "uuid").chain(["date"]);
    let kinds = kinds.chain(optional.iter().map(|column| column.kind));
    let places = (bound + 1..).zip(kinds).map(|(at, kind)| format!("${at}::text::{kind}[]"));
    let table = format!("SELECT * FROM unnest({})", places.collect::<Vec<_>>().join(", "));
    let ids = ids.iter().map(|id| array(rows, |row| Some(id(row))));
    let values = ids.chain([array(rows, |row| Some(row.period_on))]);
    let values = values.chain(optional.iter().map(|column| (column.column)(rows))).collect();
    Own { select: "own.*".to_owned(), table, values }
}

/// `column1` is the number of a row, from 0. Places are bare: SQLite looks a numbered one up by
/// walking all of them, which is quadratic.
fn packed(rows: &[&Model], ids: &[fn(&Model) -> Uuid], optional: &[&Optional]) -> Own {
    let mut select = "substr(?, 16 * column1 + 1, 16), ".repeat(ids.len());
    select.push_str("rtrim(CAST(substr(?, 13 * column1 + 1, 13) AS TEXT))");
    let places = (2..).take(optional.len());
    places.for_each(|place| write!(select, ", column{place}").expect(WRITTEN));
    let mut table = String::with_capacity(rows.len() * (8 + 2 * optional.len()));
    for row in 0..rows.len() {
        let begin = if row == 0 { "VALUES (" } else { ",(" };
        write!(table, "{begin}{row}").expect(WRITTEN);
        optional.iter().for_each(|_| table.push_str(",?"));
        table.push(')');
    }
    let mut values = Vec::with_capacity(ids.len() + 1 + rows.len() * optional.len());
    values.extend(ids.iter().map(|id| packed_ids(rows, id).into()));
    values.push(packed_days(rows.iter().map(|row| row.period_on)).into());
    values.extend(rows.iter().flat_map(|row| optional.iter().map(|column| (column.value)(row))));
    Own { select, table, values }
}

fn packed_ids(rows: &[&Model], id: impl Fn(&Model) -> Uuid) -> Vec<u8> {
    rows.iter().flat_map(|row| id(row).into_bytes()).collect()
}

/// Thirteen bytes each, padded: years before 0 have a sign and six digits.
fn packed_days(days: impl Iterator<Item = Day>) -> Vec<u8> {
    let mut text = String::new();
    let mut last = None;
    for (day, begin) in days.zip((0..).step_by(13)) {
        if last == Some(day) {
            // Rows that come together are mostly of the same day.
            text.extend_from_within(begin - 13..);
            continue;
        }
        write!(text, "{day}").expect(WRITTEN);
        text.extend((text.len()..begin + 13).map(|_| ' '));
        last = Some(day);
    }
    text.into_bytes()
}

const WRITTEN: &str = "invariant: writing to a String cannot fail";

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_day_is_as_wide_as_the_widest() {
        let all = [date(2013, 5, 1), date(-9999, 1, 1), date(9999, 12, 31), date(9999, 12, 31)];
        let expected = "2013-05-01   -009999-01-019999-12-31   9999-12-31   ";
        assert_eq!(packed_days(all.into_iter().map(Day)), expected.as_bytes());
    }
}
