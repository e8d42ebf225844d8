//! What has moved since a moment: all else is as it is now, and need not be read from the log.

use futures::future::try_join_all;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use uuid::Uuid;

use super::{Logged, Moment, versions};
use crate::StoreError;

/// Connections that one question about very many things is asked over at the same time.
const CONNECTIONS_AT_ONCE: usize = 2;
/// As many things that another connection is worth it.
const THINGS_EACH_MIN: usize = 2_000;

/// Things of a noun that have moved since a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved<M> {
    /// Those that were there, as they were.
    pub were: Vec<M>,
    /// Those that were not there yet.
    pub later: Vec<Uuid>,
}

/// From where the state is known that is gone back from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Everything is known up to the moment and beyond; what has moved since is wanted.
    Later,
    /// Nothing is known; everything counts as moved.
    Nothing,
}

/// A thing at a moment, as the log's index tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Version {
    pub(super) id: Uuid,
    /// The number of its last change by then; `None` when it was not there yet.
    pub(super) was: Option<i64>,
    /// That change is the one it began with.
    pub(super) is_first: bool,
    /// There is a change since.
    pub(super) is_moved: bool,
}

/// Everything of a noun that has moved since the moment.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the log holds something unreadable.
pub async fn moved<E: Logged>(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    moment: &Moment,
    known: Known,
) -> Result<Moved<E::Model>, StoreError> {
    let noun = E::default().table_name().to_owned();
    let found = of_noun(conn, organization_id, &noun, moment, known, Wanted::Moved).await?;
    let later = found.iter().filter(|it| it.was.is_none()).map(|it| it.id).collect();
    let mut numbers: Vec<i64> = found.iter().filter_map(|it| it.was).collect();
    numbers.sort_unstable();
    let read = versions::read::<E>(conn, organization_id, &numbers).await?;
    Ok(Moved { were: read.into_iter().map(|(_, model)| model).collect(), later })
}

/// Which things are told of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All.
    All,
    /// Those with a change since.
    Moved,
}

/// The things of a noun by what the log's index tells, without reading a row of the log.
pub(super) async fn of_noun(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    noun: &str,
    moment: &Moment,
    known: Known,
    wanted: Wanted,
) -> Result<Vec<Version>, StoreError> {
    let backend = conn.get_database_backend();
    let (seq, since) = match known {
        Known::Later => (moment.head.seq, moment.head.seq),
        Known::Nothing => (moment.head.seq, 0),
    };
    let id = match backend {
        DbBackend::Sqlite => "hex(id)",
        _ => "id::text",
    };
    let having = if wanted == Wanted::Moved { "HAVING max(seq) > $4" } else { "" };
    let line = format!(
        "{id} || ',' || was || CASE WHEN times = 1 THEN ',1' ELSE ',0' END \
         || CASE WHEN last > $4 THEN ',1' ELSE ',0' END"
    );
    let sql = format!(
        "SELECT {} AS lines FROM (SELECT entity_id AS id, \
         max(CASE WHEN seq <= $3 THEN seq ELSE 0 END) AS was, \
         sum(CASE WHEN seq <= $3 THEN 1 ELSE 0 END) AS times, max(seq) AS last FROM change \
         WHERE organization_id = $1 AND entity = $2 GROUP BY entity_id {having}) AS versions",
        versions::joined(backend, &line, ";")
    );
    let values = [organization_id.into(), noun.into(), seq.into(), since.into()];
    let row = conn.query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    let text: Option<String> = row.map(|row| row.try_get("", "lines")).transpose()?.flatten();
    let text = text.unwrap_or_default();
    let lines = text.split(';').filter(|line| !line.is_empty());
    lines.map(|line| read(line).ok_or_else(|| versions::unreadable("seq", "?", line))).collect()
}

fn read(line: &str) -> Option<Version> {
    let mut fields = line.split(',');
    let id = fields.next()?.parse().ok()?;
    let was = Some(fields.next()?.parse().ok()?).filter(|number| *number > 0);
    let is_first = fields.next()? == "1";
    Some(Version { id, was, is_first, is_moved: fields.next()? == "1" })
}

/// Asks about very many things in parts, over several connections at once.
pub(super) async fn in_parts<'a, T, R, F>(
    things: &'a [T],
    ask: impl Fn(&'a [T]) -> F,
) -> Result<Vec<R>, StoreError>
where
    F: Future<Output = Result<R, StoreError>>,
{
    let each = things.len().div_ceil(CONNECTIONS_AT_ONCE).max(THINGS_EACH_MIN);
    try_join_all(things.chunks(each).map(ask)).await
}
