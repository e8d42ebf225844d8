//! The few fields of a key result that check-ins move, cut out of the log's rows by the database:
//! handing the rows over and parsing them whole would cost several times as much.
//!
//! It can be cut because the log's JSON is canonical ([`crate::change::canonical`]): no blanks, and
//! a quote inside of a text has a backslash before it, so `"name":` is never part of a text.

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::versions;
use crate::StoreError;
use crate::entity::key_result;
use crate::word::Status;

/// What a key result's last change carried.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Carried {
    pub(super) updated_at: i64,
    pub(super) current_value: Option<f64>,
    pub(super) status_override: Option<Status>,
}

impl From<&key_result::Model> for Carried {
    fn from(row: &key_result::Model) -> Self {
        Self {
            updated_at: row.updated_at,
            current_value: row.current_value,
            status_override: row.status_override,
        }
    }
}

const FIELDS: [&str; 3] = ["updated_at", "current_value", "status_override"];
/// Characters that hold any of the values: a number has at most 24.
const VALUE_CHARACTERS: usize = 28;

/// What the changes with these numbers carried, in no order.
pub(super) async fn read(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    numbers: &[i64],
) -> Result<Vec<(i64, Carried)>, StoreError> {
    let backend = conn.get_database_backend();
    let (find, tab, line_end, list) = match backend {
        DbBackend::Sqlite => ("instr", "char(9)", "char(10)", "json_each($2)"),
        _ => (
            "strpos",
            "chr(9)",
            "chr(10)",
            "(SELECT value::bigint FROM json_array_elements_text($2::json) AS value) AS list",
        ),
    };
    let cuts = FIELDS.map(|field| {
        let length = field.len() + 3 + VALUE_CHARACTERS;
        format!("substr(after, {find}(after, '\"{field}\":'), {length})")
    });
    let line = format!("seq || {tab} || {}", cuts.join(&format!(" || {tab} || ")));
    let joined = match backend {
        DbBackend::Sqlite => format!("group_concat({line}, {line_end})"),
        _ => format!("string_agg({line}, {line_end})"),
    };
    let sql = format!(
        "SELECT {joined} AS lines FROM change \
         WHERE organization_id = $1 AND seq IN (SELECT value FROM {list})"
    );
    let values = [organization_id.into(), format!("{numbers:?}").into()];
    let row = conn.query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    let lines: Option<String> = row.map(|row| row.try_get("", "lines")).transpose()?.flatten();
    let (mut found, mut odd) = (Vec::with_capacity(numbers.len()), Vec::new());
    for line in lines.as_deref().unwrap_or_default().lines() {
        let mut pieces = line.split('\t');
        let number = pieces.next().and_then(|number| number.parse().ok());
        let number = number.ok_or_else(|| versions::unreadable("seq", "?", line))?;
        match parse(pieces) {
            Some(carried) => found.push((number, carried)),
            None => odd.push(number),
        }
    }
    // What does not look as expected is read whole, which says what is wrong with it.
    let whole = versions::read::<key_result::Entity>(conn, organization_id, &odd).await?;
    found.extend(whole.iter().map(|(number, row)| (*number, row.into())));
    Ok(found)
}

fn parse<'a>(mut pieces: impl Iterator<Item = &'a str>) -> Option<Carried> {
    let [updated_at, current_value, status_override] = FIELDS;
    Some(Carried {
        updated_at: value(pieces.next()?, updated_at)?,
        current_value: value(pieces.next()?, current_value)?,
        status_override: value(pieces.next()?, status_override)?,
    })
}

fn value<T: DeserializeOwned>(piece: &str, field: &str) -> Option<T> {
    let text = piece.strip_prefix('"')?.strip_prefix(field)?.strip_prefix("\":")?;
    let (text, _) = text.split_once([',', '}'])?;
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_cut_out_and_nothing_else_is_taken_for_it() {
        let number: Option<Option<f64>> = value(r#""current_value":-1.5e-7,"decimals""#, FIELDS[1]);
        assert_eq!(number, Some(Some(-1.5e-7)));
        assert_eq!(value::<Option<f64>>(r#""current_value":null,"d"#, FIELDS[1]), Some(None));
        let last = value::<Option<Status>>(r#""status_override":"at_risk"}"#, FIELDS[2]);
        assert_eq!(last, Some(Some(Status::AtRisk)));
        // Cut off, of another field, or not there at all.
        assert_eq!(value::<Option<f64>>(r#""current_value":1234"#, FIELDS[1]), None);
        assert_eq!(value::<i64>(r#""created_at":7,"#, FIELDS[0]), None);
        assert_eq!(value::<i64>(r#"{"archived_at":7,"#, FIELDS[0]), None);
    }
}
