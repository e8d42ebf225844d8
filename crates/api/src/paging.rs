//! Pages: `limit` and an opaque `cursor` in, `items` and `next_cursor` out.
//!
//! A cursor is the sort key of the last item, so a page stays right while others insert before it.

use ops::limits::{PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::error::ApiError;

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T: ToSchema> {
    /// The items, in the order asked for.
    pub items: Vec<T>,
    /// Give this as `cursor` for the next page; null on the last one.
    pub next_cursor: Option<String>,
}

/// Which page.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    pub limit: Option<u64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

impl PageQuery {
    /// The size asked for.
    ///
    /// # Errors
    /// `limit` outside 1..=200.
    pub fn limit(&self) -> Result<u64, ApiError> {
        match self.limit {
            None => Ok(PAGE_SIZE_DEFAULT),
            Some(limit) if (1..=PAGE_SIZE_MAX).contains(&limit) => Ok(limit),
            Some(limit) => Err(ApiError::query(
                "limit",
                "limit_out_of_range",
                format!("limit is 1 to {PAGE_SIZE_MAX}; {limit} was given"),
            )),
        }
    }

    /// The place to go on from.
    ///
    /// # Errors
    /// A cursor that this service did not make.
    pub fn after<C: for<'de> Deserialize<'de>>(&self) -> Result<Option<C>, ApiError> {
        let Some(text) = &self.cursor else { return Ok(None) };
        let refused = || {
            ApiError::query(
                "cursor",
                "bad_cursor",
                "give back `next_cursor` as it was, or leave it out",
            )
        };
        let bytes = unhex(text).ok_or_else(refused)?;
        serde_json::from_slice(&bytes).map(Some).map_err(|_| refused())
    }
}

impl PageQuery {
    /// The page asked for, as the store takes it.
    ///
    /// # Errors
    /// A wrong limit, or a cursor that this service did not make.
    pub fn store(&self) -> Result<store::page::Page, ApiError> {
        let limit = self.limit()?;
        let after = self.cursor.as_deref().map(str::parse).transpose().map_err(|_| {
            ApiError::query(
                "cursor",
                "bad_cursor",
                "give back `next_cursor` as it was, or leave it out",
            )
        })?;
        Ok(store::page::Page { after, limit })
    }
}

impl<T: ToSchema> Page<T> {
    /// A page that the store has read.
    pub fn of<M>(listed: store::page::Listed<M>, view: impl FnMut(M) -> T) -> Self {
        Self {
            items: listed.items.into_iter().map(view).collect(),
            next_cursor: listed.next.map(|next| next.to_string()),
        }
    }
}

/// The opaque form of a place in a list.
pub fn cursor<C: Serialize>(place: &C) -> String {
    let json = serde_json::to_vec(place).expect("invariant: cursors are plain data");
    ops::secret::hex(&json)
}

/// Cuts a list that is held in memory, from the place asked for on, into a page.
pub fn page<M, T: ToSchema, C: Serialize>(
    mut rows: Vec<M>,
    limit: u64,
    place: impl Fn(&M) -> C,
    view: impl FnMut(M) -> T,
) -> Page<T> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let next_cursor = rows.last().filter(|_| has_more).map(|last| cursor(&place(last)));
    Page { items: rows.into_iter().map(view).collect(), next_cursor }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_whether_there_is_more() {
        let first = page(vec![1_i64, 2, 3], 2, |row| *row, |row| row);
        assert_eq!(first.items, [1, 2]);
        let query = PageQuery { limit: Some(2), cursor: first.next_cursor };
        assert_eq!(query.after::<i64>().unwrap(), Some(2));
        assert!(page(vec![3_i64], 2, |row| *row, |row| row).next_cursor.is_none());
    }

    #[test]
    fn a_forged_cursor_is_refused() {
        let query = PageQuery { limit: None, cursor: Some("zz".into()) };
        assert!(query.after::<i64>().is_err());
    }
}
