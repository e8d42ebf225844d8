//! Pages: keyset pagination, stable while rows are added.
//!
//! A page is ordered by one never-null column and then by id, and the next one starts after the
//! last row's pair of the two. To let a list be sorted by another column: an index over (…, column,
//! id) and a line in its `Sort`.

use std::fmt;
use std::str::FromStr;

use sea_orm::sea_query::{Expr, ExprTrait, Order as SqlOrder, Value};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ModelTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::day::Day;
use crate::{StoreError, row};

/// Which part of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// After this row; `None` begins.
    pub after: Option<Cursor>,
    /// At most so many.
    pub limit: u64,
}

impl Page {
    /// The first rows.
    pub fn first(limit: u64) -> Self {
        Self { after: None, limit }
    }
}

/// Part of a list, and where the rest begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<T> {
    /// In order.
    pub items: Vec<T>,
    /// `None` at the end of the list.
    pub next: Option<Cursor>,
}

/// In which direction a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// From small to large.
    #[default]
    Ascending,
    /// From large to small.
    Descending,
}

/// Whether archived rows are in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Archived {
    /// Only those that are not archived.
    #[default]
    Without,
    /// All.
    With,
    /// Only archived ones.
    Only,
}

/// A row's place in a sorted list. As text it is opaque and fit for an address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cursor {
    #[serde(rename = "c")]
    column: String,
    #[serde(rename = "k")]
    key: Key,
    #[serde(rename = "i")]
    id: Uuid,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Key {
    #[serde(rename = "t")]
    Text(String),
    #[serde(rename = "n")]
    Number(i64),
    #[serde(rename = "d")]
    Day(Day),
    #[serde(rename = "i")]
    Id,
}

/// The text is no cursor of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not a cursor that a list gave out")]
pub struct CursorError;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        json.bytes().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let digits = text.as_bytes().as_chunks::<2>();
        let ([], true) = (digits.1, text.is_ascii()) else { return Err(CursorError) };
        let byte = |pair: &[u8; 2]| {
            let pair = std::str::from_utf8(pair).ok()?;
            u8::from_str_radix(pair, 16).ok()
        };
        let json = digits.0.iter().map(byte).collect::<Option<Vec<u8>>>().ok_or(CursorError)?;
        serde_json::from_slice(&json).map_err(|_| CursorError)
    }
}

impl Cursor {
    fn of<M: ModelTrait>(model: &M, column: <M::Entity as EntityTrait>::Column) -> Option<Self> {
        let id_column = "id".parse().ok()?;
        let Value::Uuid(Some(id)) = model.get(id_column) else { return None };
        let key = match model.get(column) {
            Value::String(Some(text)) => Key::Text(text),
            Value::BigInt(Some(number)) => Key::Number(number),
            Value::Int(Some(number)) => Key::Number(number.into()),
            Value::Uuid(Some(_)) => Key::Id,
            day @ Value::TimeDate(Some(_)) => {
                Key::Day(<Day as sea_orm::sea_query::ValueType>::try_from(day).ok()?)
            }
            _ => return None,
        };
        Some(Self { column: sea_orm::IdenStatic::as_str(&column).to_owned(), key, id })
    }

    fn value(&self) -> Value {
        match &self.key {
            Key::Text(text) => text.as_str().into(),
            Key::Number(number) => (*number).into(),
            Key::Day(day) => (*day).into(),
            Key::Id => self.id.into(),
        }
    }
}

/// One page of a selection, sorted by `column` and id.
pub(crate) async fn read<E: EntityTrait>(
    conn: &impl ConnectionTrait,
    select: Select<E>,
    column: E::Column,
    order: Order,
    page: &Page,
) -> Result<Listed<E::Model>, StoreError>
where
    E::Model: ModelTrait<Entity = E>,
{
    let mut select = match &page.after {
        Some(cursor) => select.filter(is_after(cursor, column, order)?),
        None => select,
    };
    let direction = match order {
        Order::Ascending => SqlOrder::Asc,
        Order::Descending => SqlOrder::Desc,
    };
    select = select.order_by(column, direction.clone());
    if sea_orm::IdenStatic::as_str(&column) != "id" {
        select = select.order_by(Expr::col("id"), direction);
    }
    let wanted = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let mut items = row::all(conn, select.limit(page.limit.saturating_add(1))).await?;
    let has_more = items.len() > wanted;
    items.truncate(wanted);
    let last = items.last().filter(|_| has_more);
    let next = last.and_then(|model| Cursor::of(model, column));
    Ok(Listed { items, next })
}

fn is_after<C: ColumnTrait>(cursor: &Cursor, column: C, order: Order) -> Result<Expr, StoreError> {
    if cursor.column != column.as_str() {
        return Err(StoreError::Cursor);
    }
    let own = Expr::tuple([Expr::col(column), Expr::col("id")]);
    let last = Expr::tuple([Expr::val(cursor.value()), Expr::val(cursor.id)]);
    Ok(match order {
        Order::Ascending => own.gt(last),
        Order::Descending => own.lt(last),
    })
}

/// Takes archived rows out, or in.
pub(crate) fn archived<E: EntityTrait>(select: Select<E>, archived: Archived) -> Select<E> {
    let at = Expr::col("archived_at");
    match archived {
        Archived::Without => select.filter(at.is_null()),
        Archived::With => select,
        Archived::Only => select.filter(at.is_not_null()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_the_way_through_an_address() {
        let key = Key::Text("Kürzer ⟶ 更快".to_owned());
        let cursor = Cursor { column: "title".to_owned(), key, id: Uuid::from_u128(7) };
        assert_eq!(cursor.to_string().parse::<Cursor>().unwrap(), cursor);
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for text in ["", "7b", "zz", "é", "7b7d", "+1"] {
            assert_eq!(text.parse::<Cursor>(), Err(CursorError), "{text}");
        }
    }
}
