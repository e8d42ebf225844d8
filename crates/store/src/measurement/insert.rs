//! The statement that writes many measurements: the same text again and again, so that it is
//! prepared once.
//!
//! What is the same for all rows is bound once, and a column that no row has is left out; how the
//! rest gets there is told in `own.rs`.

use sea_orm::sea_query::Value;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::entity::measurement::Model;
use crate::measurement::arrays::{array, text_array};
use crate::measurement::own::{Optional, own};
use crate::word::SubjectKind;
use crate::{StoreError, row};

/// What to do with a row whose KPI, subject and period have a current measurement.
#[derive(Clone, Copy)]
pub(super) enum Existing {
    Skipped,
    Refused,
}

/// Inserts rows of one origin; gives how many were not skipped.
pub(super) async fn insert(
    conn: &impl ConnectionTrait,
    rows: &[&Model],
    existing: Existing,
) -> Result<u64, StoreError> {
    let backend = conn.get_database_backend();
    let mut inserted = 0;
    for kind in SubjectKind::ALL {
        let rows: Vec<&Model> =
            rows.iter().copied().filter(|row| row.subject_kind == *kind).collect();
        let pieces = match backend {
            DbBackend::Postgres if rows.is_empty() => Vec::new(),
            DbBackend::Postgres => vec![&rows[..]],
            _ => row::pieces(&rows).collect(),
        };
        for piece in pieces {
            let statement = inserting(backend, piece, existing);
            inserted += conn.execute_raw(statement).await?.rows_affected();
        }
    }
    Ok(inserted)
}

/// Inserts rows of one kind of subject, at least one.
fn inserting(backend: DbBackend, rows: &[&Model], existing: Existing) -> Statement {
    let is_in = |column: &&Optional| rows.iter().any(|row| (column.is_in)(row));
    let optional: Vec<&Optional> = OPTIONAL.iter().filter(is_in).collect();
    let mut values = shared_values(rows[0]).to_vec();
    let own = own(
        backend,
        rows,
        &[|row| row.id, |row| row.kpi_id, |row| row.subject_id],
        &optional,
        values.len(),
    );
    values.extend(own.values);
    let places = match backend {
        DbBackend::Postgres => "$1, $2, $3, $4, $5, $6",
        _ => "?, ?, ?, ?, ?, ?",
    };
    let names: String = optional.iter().flat_map(|column| [", ", column.name]).collect();
    // Without the condition SQLite takes ON CONFLICT for the ON of a join.
    let sql = format!(
        "INSERT INTO measurement (organization_id, recorded_at, recorded_by, source, batch_id, \
         subject_kind, id, kpi_id, subject_id, period_on{names}) \
         SELECT {places}, {} FROM ({}) AS own WHERE true{}",
        own.select,
        own.table,
        match existing {
            Existing::Skipped =>
                " ON CONFLICT (kpi_id, subject_id, period_on) WHERE superseded_at IS NULL \
                 DO NOTHING",
            Existing::Refused => "",
        }
    );
    Statement::from_sql_and_values(backend, sql, values)
}

fn shared_values(row: &Model) -> [Value; 6] {
    [
        row.organization_id.into(),
        row.recorded_at.into(),
        row.recorded_by.into(),
        row.source.into(),
        row.batch_id.into(),
        row.subject_kind.into(),
    ]
}

/// Those that no row of a statement has are left out of it.
const OPTIONAL: [Optional; 7] = [
    Optional {
        name: "org_unit_id",
        kind: "uuid",
        is_in: |row| row.org_unit_id.is_some(),
        value: |row| row.org_unit_id.into(),
        column: |rows| array(rows, |row| row.org_unit_id),
    },
    Optional {
        name: "value",
        kind: "float8",
        is_in: |row| row.value.is_some(),
        value: |row| row.value.into(),
        column: |rows| array(rows, |row| exact(row.value)),
    },
    Optional {
        name: "numerator",
        kind: "float8",
        is_in: |row| row.numerator.is_some(),
        value: |row| row.numerator.into(),
        column: |rows| array(rows, |row| exact(row.numerator)),
    },
    Optional {
        name: "denominator",
        kind: "float8",
        is_in: |row| row.denominator.is_some(),
        value: |row| row.denominator.into(),
        column: |rows| array(rows, |row| exact(row.denominator)),
    },
    Optional {
        name: "note",
        kind: "text",
        is_in: |row| row.note.is_some(),
        value: |row| row.note.as_deref().into(),
        column: |rows| text_array(rows, |row| row.note.as_deref()),
    },
    Optional {
        name: "supersedes",
        kind: "uuid",
        is_in: |row| row.supersedes.is_some(),
        value: |row| row.supersedes.into(),
        column: |rows| array(rows, |row| row.supersedes),
    },
    Optional {
        name: "superseded_at",
        kind: "int8",
        is_in: |row| row.superseded_at.is_some(),
        value: |row| row.superseded_at.into(),
        column: |rows| array(rows, |row| row.superseded_at),
    },
];

fn exact(value: Option<f64>) -> Option<String> {
    value.map(|value| format!("{value:e}"))
}
