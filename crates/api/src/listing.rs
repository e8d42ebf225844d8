//! Lists of what is held in memory: sorted by a text and an identity, cut where the page before
//! ended.
//!
//! Only the page is sorted, not the whole list: the rows of a page are picked out first, in linear
//! time.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::ApiResult;
use crate::paging::{Page, PageQuery, page};

/// In which direction a list is sorted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SortDirection {
    /// From small to large.
    #[default]
    Ascending,
    /// From large to small.
    Descending,
}

/// A row's place in a list: the text that it is sorted by, then its identity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place(String, Uuid);

/// The page of `rows` that the query asks for, in the order of the text that `key` gives, then of
/// the identity.
///
/// # Errors
/// A wrong limit, or a cursor that this service did not make.
pub fn sorted<'a, M, T: ToSchema>(
    mut rows: Vec<&'a M>,
    paging: &PageQuery,
    direction: SortDirection,
    key: impl for<'k> Fn(&'k M) -> (&'k str, Uuid),
    view: impl FnMut(&'a M) -> T,
) -> ApiResult<Page<T>> {
    let limit = paging.limit()?;
    let after: Option<Place> = paging.after()?;
    let compare = |one: (&str, Uuid), other: (&str, Uuid)| match direction {
        SortDirection::Ascending => one.cmp(&other),
        SortDirection::Descending => other.cmp(&one),
    };
    if let Some(Place(text, id)) = &after {
        rows.retain(|row| compare(key(row), (text, *id)) == Ordering::Greater);
    }
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
    let in_order = |one: &&M, other: &&M| compare(key(one), key(other));
    if rows.len() > wanted {
        rows.select_nth_unstable_by(wanted, in_order);
        rows.truncate(wanted);
    }
    rows.sort_unstable_by(in_order);
    let place = |row: &&M| {
        let (text, id) = key(row);
        Place(text.to_owned(), id)
    };
    Ok(page(rows, limit, place, view))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_and_id(row: &(String, Uuid)) -> (&str, Uuid) {
        (&row.0, row.1)
    }

    fn walk(direction: SortDirection) -> Vec<u128> {
        let rows: Vec<(String, Uuid)> = [("b", 1), ("a", 9), ("c", 2), ("a", 3), ("b", 7)]
            .map(|(text, id)| (text.to_owned(), Uuid::from_u128(id)))
            .into();
        let mut found = Vec::new();
        let mut cursor = None;
        loop {
            let paging = PageQuery { limit: Some(2), cursor };
            let page = sorted(rows.iter().collect(), &paging, direction, text_and_id, |row| {
                row.1.to_string()
            })
            .unwrap();
            found.extend(page.items.iter().map(|id| id.parse::<Uuid>().unwrap().as_u128()));
            cursor = page.next_cursor;
            if cursor.is_none() {
                return found;
            }
        }
    }

    #[test]
    fn every_row_comes_once_and_in_order() {
        assert_eq!(walk(SortDirection::Ascending), [3, 9, 1, 7, 2]);
        assert_eq!(walk(SortDirection::Descending), [2, 7, 1, 9, 3]);
    }
}
