//! Reading and writing rows: what all nouns share. Unreadable rows become `Corrupt`, naming table,
//! column and row.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, InsertStatement, Query, SimpleExpr, UpdateStatement};
use sea_orm::{
    DbBackend, FromQueryResult, IntoActiveModel, Iterable, JoinType, QueryResult, QuerySelect,
    QueryTrait, RelationDef, RuntimeErr, Select, SqlxError, Statement,
};

use crate::StoreError;

/// Columns that an edit never touches.
const KEPT: &[&str] = &["id", "organization_id", "created_at", "seq", "head_hash"];

/// The rows of a selection.
pub(crate) async fn all<E: EntityTrait>(
    conn: &impl ConnectionTrait,
    select: Select<E>,
) -> Result<Vec<E::Model>, StoreError> {
    let rows = conn.query_all_raw(select.build(conn.get_database_backend())).await?;
    rows.iter().map(read::<E>).collect()
}

/// The first row of a selection.
pub(crate) async fn one<E: EntityTrait>(
    conn: &impl ConnectionTrait,
    select: Select<E>,
) -> Result<Option<E::Model>, StoreError> {
    let row = conn.query_one_raw(select.build(conn.get_database_backend())).await?;
    row.as_ref().map(read::<E>).transpose()
}

/// The first row of a selection, with the row of another table whose `to` its `from` names.
pub(crate) async fn pair<A: EntityTrait, B: EntityTrait>(
    conn: &impl ConnectionTrait,
    select: Select<A>,
    from: A::Column,
    to: B::Column,
) -> Result<Option<(A::Model, B::Model)>, StoreError> {
    let relation = RelationDef::from(A::belongs_to(B::default()).from(from).to(to));
    let both = select.join(JoinType::InnerJoin, relation).select_also(B::default());
    let row = conn.query_one_raw(both.build(conn.get_database_backend())).await?;
    row.map(|row| Ok((read_as::<A>(&row, "A_")?, read_as::<B>(&row, "B_")?))).transpose()
}

/// The row as a model.
pub(crate) fn read<E: EntityTrait>(row: &QueryResult) -> Result<E::Model, StoreError> {
    read_as::<E>(row, "")
}

/// The columns with this prefix as a model.
fn read_as<E: EntityTrait>(row: &QueryResult, prefix: &str) -> Result<E::Model, StoreError> {
    E::Model::from_query_result(row, prefix).map_err(|error| corrupt::<E>(row, prefix, &error))
}

fn corrupt<E: EntityTrait>(row: &QueryResult, prefix: &str, error: &DbErr) -> StoreError {
    let id = row.try_get::<Uuid>(prefix, "id").map(|id| id.to_string());
    let seq = row.try_get::<i64>(prefix, "seq").map(|seq| seq.to_string());
    StoreError::Corrupt {
        table: E::default().table_name().to_owned(),
        column: column_name(error).trim_start_matches(prefix).to_owned(),
        row: id.or(seq).unwrap_or_else(|_| "?".to_owned()),
        detail: error.to_string(),
    }
}

/// Our own types say `column "name": …`; the driver keeps the name beside its error.
fn column_name(error: &DbErr) -> String {
    let quoted = match error {
        DbErr::Query(RuntimeErr::SqlxError(inner)) => match &**inner {
            SqlxError::ColumnDecode { index, .. } => index.clone(),
            SqlxError::ColumnNotFound(name) => name.clone(),
            _ => String::new(),
        },
        other => other
            .to_string()
            .split_once("column ")
            .and_then(|(_, rest)| rest.split_once(':'))
            .map_or_else(String::new, |(name, _)| name.to_owned()),
    };
    quoted.trim_matches('"').to_owned()
}

/// Writes a new row.
pub(crate) async fn insert<M>(conn: &impl ConnectionTrait, model: M) -> Result<M, StoreError>
where
    M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    M::Entity: EntityTrait<Model = M>,
{
    conn.execute(&inserting(&model)).await?;
    Ok(model)
}

/// The statement that writes a new row.
pub(crate) fn inserting<M: ModelTrait>(model: &M) -> InsertStatement {
    let mut statement = into_columns::<M::Entity>();
    statement.values(values(model)).expect("invariant: as many values as columns");
    statement
}

/// The statement that writes a new row if `condition` holds when it is its turn.
pub(crate) fn inserting_if<M: ModelTrait>(model: &M, condition: SimpleExpr) -> InsertStatement {
    let mut statement = into_columns::<M::Entity>();
    let row = Query::select().exprs(values(model)).and_where(condition).to_owned();
    statement.select_from(row).expect("invariant: as many values as columns");
    statement
}

fn into_columns<E: EntityTrait>() -> InsertStatement {
    let mut statement = Query::insert();
    statement.into_table(E::default().table_ref());
    statement.columns(E::Column::iter());
    statement
}

fn values<M: ModelTrait>(model: &M) -> impl Iterator<Item = SimpleExpr> + '_ {
    <M::Entity as EntityTrait>::Column::iter().map(|column| Expr::val(model.get(column)))
}

/// Runs statements in order, in one message where the database takes several at once; how many rows
/// they wrote together.
///
/// To SQLite each message is a trip to the thread of its connection and back, which costs more than
/// what is done there.
pub(crate) async fn together(
    conn: &impl ConnectionTrait,
    statements: impl IntoIterator<Item = Statement>,
) -> Result<u64, StoreError> {
    let backend = conn.get_database_backend();
    if backend != DbBackend::Sqlite {
        let mut written = 0;
        for statement in statements {
            written += conn.execute_raw(statement).await?.rows_affected();
        }
        return Ok(written);
    }
    let (mut sql, mut values) = (String::new(), Vec::new());
    for statement in statements {
        sql.push_str(&statement.sql);
        sql.push(';');
        values.extend(statement.values.into_iter().flatten());
    }
    let all = Statement::from_sql_and_values(backend, sql, values);
    Ok(conn.execute_raw(all).await?.rows_affected())
}

/// Overwrites the row that has this id, organisation and version; the new version is one more.
pub(crate) async fn update<E: EntityTrait>(
    conn: &impl ConnectionTrait,
    model: &E::Model,
    id: Uuid,
    organization: SimpleExpr,
    expected_version: i32,
) -> Result<(), StoreError> {
    let statement = updating::<E>(model, id, organization, expected_version);
    if conn.execute(&statement).await?.rows_affected() == 1 { Ok(()) } else { Err(stale::<E>(id)) }
}

/// The edit was made on another version than the row has.
pub(crate) fn stale<E: EntityTrait>(id: Uuid) -> StoreError {
    StoreError::Stale { entity: E::default().table_name(), id }
}

/// The statement of [`update`].
pub(crate) fn updating<E: EntityTrait>(
    model: &E::Model,
    id: Uuid,
    organization: SimpleExpr,
    expected_version: i32,
) -> UpdateStatement {
    let mut statement = Query::update();
    statement.table(E::default().table_ref());
    for column in E::Column::iter() {
        match column.as_str() {
            "version" => statement.value(column, expected_version + 1),
            name if KEPT.contains(&name) => continue,
            _ => statement.value(column, model.get(column)),
        };
    }
    statement.and_where(Expr::col("id").eq(id));
    statement.and_where(organization);
    statement.and_where(Expr::col("version").eq(expected_version));
    statement
}

/// Cuts rows into pieces of 1,000, 100, 10 and 1: few sizes, so that few statements are prepared
/// and kept.
pub(crate) fn pieces<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = [1_000, 100, 10, 1].into_iter().find(|size| *size <= rows.len())?;
        let (piece, rest) = rows.split_at(size);
        rows = rest;
        Some(piece)
    })
}

/// `column IN (ids)` with one parameter however many ids there are, so that the statement stays the
/// same.
pub(crate) fn is_in(backend: DbBackend, column: &str, ids: &[Uuid]) -> SimpleExpr {
    let list = json_list(ids);
    let sql = match backend {
        DbBackend::Sqlite => format!("\"{column}\" IN (SELECT unhex(value) FROM json_each(?))"),
        _ => {
            format!("\"{column}\" IN (SELECT value::uuid FROM json_array_elements_text($1::json))")
        }
    };
    Expr::cust_with_values(sql, [list])
}

/// Whether a row is of this organisation, asked so that no index over organisations answers: where
/// another condition names far fewer rows, SQLite would still walk through all of the
/// organisation's to have them in order.
pub(crate) fn is_of(backend: DbBackend, organization_id: Uuid) -> SimpleExpr {
    let place = if backend == DbBackend::Sqlite { "?" } else { "$1" };
    let sql = format!("coalesce(\"organization_id\", \"id\") = {place}");
    Expr::cust_with_values(sql, [organization_id])
}

/// Identities as a JSON array of text.
pub(crate) fn json_list(ids: &[Uuid]) -> String {
    let mut list = String::with_capacity(ids.len() * 35 + 2);
    list.push('[');
    for (index, id) in ids.iter().enumerate() {
        list.push_str(if index == 0 { "\"" } else { ",\"" });
        list.push_str(id.simple().encode_lower(&mut Uuid::encode_buffer()));
        list.push('"');
    }
    list.push(']');
    list
}

/// Which of the two databases' `LIKE`s ignores case. Both fold A to Z only: our text columns
/// compare byte by byte.
fn like(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => "LIKE",
        _ => "ILIKE",
    }
}

/// Whether one of the columns contains the text, ignoring case; `%` and `_` in it stand for
/// themselves.
pub(crate) fn contains(backend: DbBackend, columns: &[&str], text: &str) -> SimpleExpr {
    let pattern = format!("%{}%", escape(text));
    any_like(backend, columns, &pattern)
}

/// Whether one of the columns starts with the text, ignoring case.
pub(crate) fn starts_with(backend: DbBackend, columns: &[&str], text: &str) -> SimpleExpr {
    let pattern = format!("{}%", escape(text));
    any_like(backend, columns, &pattern)
}

fn any_like(backend: DbBackend, columns: &[&str], pattern: &str) -> SimpleExpr {
    let place = if backend == DbBackend::Sqlite { "?" } else { "$1" };
    let is_like = |column: &&str| {
        let sql = format!("\"{column}\" {} {place} ESCAPE '!'", like(backend));
        Expr::cust_with_values(sql, [pattern])
    };
    let any = columns.iter().map(is_like).reduce(|any, one| any.or(one));
    any.expect("invariant: a search names a column")
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '!') {
            escaped.push('!');
        }
        escaped.push(letter);
    }
    escaped
}

/// The functions that every editable noun has. The file brings `Column`, `Entity` and `Model` into
/// scope.
macro_rules! editable {
    ($what:literal) => {
        #[doc = concat!("The ", $what, " with this id, archived or not.")]
        ///
        /// # Errors
        /// `Driver` when reading fails, `Corrupt` when the row is unreadable.
        pub async fn find(
            conn: &impl sea_orm::ConnectionTrait,
            organization_id: uuid::Uuid,
            id: uuid::Uuid,
        ) -> Result<Option<Model>, crate::StoreError> {
            use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
            let select = Entity::find_by_id(id).filter(Column::OrganizationId.eq(organization_id));
            crate::row::one(conn, select).await
        }

        #[doc = concat!("Of these ids, each ", $what, " that there is, in no order.")]
        ///
        /// # Errors
        /// `Driver` when reading fails, `Corrupt` when a row is unreadable.
        pub async fn find_many(
            conn: &impl sea_orm::ConnectionTrait,
            organization_id: uuid::Uuid,
            ids: &[uuid::Uuid],
        ) -> Result<Vec<Model>, crate::StoreError> {
            crate::row::of::<Entity>(conn, organization_id, "id", ids).await
        }

        #[doc = concat!("Writes a new ", $what, ".")]
        ///
        /// # Errors
        /// `Conflict` when a constraint does not allow it.
        pub async fn insert(
            conn: &impl sea_orm::ConnectionTrait,
            model: Model,
        ) -> Result<Model, crate::StoreError> {
            crate::row::insert(conn, model).await
        }

        #[doc = concat!("Overwrites the ", $what, " with the model, at the expected version only.")]
        ///
        /// Gives it as it is now, one version later. Id, organisation and time of creation stay as
        /// they were.
        ///
        /// # Errors
        /// `Stale` when it is at another version, `Conflict` when a constraint does not allow it.
        pub async fn update(
            conn: &impl sea_orm::ConnectionTrait,
            model: Model,
            expected_version: i32,
        ) -> Result<Model, crate::StoreError> {
            use sea_orm::ColumnTrait;
            let organization = Column::OrganizationId.eq(model.organization_id);
            crate::row::update::<Entity>(conn, &model, model.id, organization, expected_version)
                .await?;
            Ok(Model { version: expected_version + 1, ..model })
        }
    };
}
pub(crate) use editable;

/// The rows of an organisation whose `column` is one of the ids.
pub(crate) async fn of<E: EntityTrait>(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    column: &str,
    ids: &[Uuid],
) -> Result<Vec<E::Model>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let select = E::find()
        .filter(is_in(conn.get_database_backend(), column, ids))
        .filter(Expr::col("organization_id").eq(organization_id));
    all(conn, select).await
}

/// Whether an effective-dated row holds on this day.
pub(crate) fn holds_on(day: crate::day::Day) -> SimpleExpr {
    let has_begun = Expr::col("starts_on").lte(day);
    let goes_on = Expr::col("ends_on").is_null().or(Expr::col("ends_on").gt(day));
    has_begun.and(goes_on)
}

/// The functions of a noun that is written once. The file brings `Column`, `Entity` and `Model`
/// into scope.
macro_rules! insertable {
    ($what:literal) => {
        #[doc = concat!("The ", $what, " with this id.")]
        ///
        /// # Errors
        /// `Driver` when reading fails, `Corrupt` when the row is unreadable.
        pub async fn find(
            conn: &impl sea_orm::ConnectionTrait,
            organization_id: uuid::Uuid,
            id: uuid::Uuid,
        ) -> Result<Option<Model>, crate::StoreError> {
            use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
            let select = Entity::find_by_id(id).filter(Column::OrganizationId.eq(organization_id));
            crate::row::one(conn, select).await
        }

        #[doc = concat!("Writes a new ", $what, ".")]
        ///
        /// # Errors
        /// `Conflict` when a constraint does not allow it.
        pub async fn insert(
            conn: &impl sea_orm::ConnectionTrait,
            model: Model,
        ) -> Result<Model, crate::StoreError> {
            crate::row::insert(conn, model).await
        }
    };
}
pub(crate) use insertable;
