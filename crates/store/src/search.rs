//! Search: one box over all nouns, by title, name or code.
//!
//! Case is ignored (A to Z). Archived rows are left out. Hits that start with the text come first,
//! then the others, each by title. Who may see what is the caller's to decide: a hit carries what
//! is needed for it.

use sea_orm::sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, SimpleExpr};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use crate::{StoreError, row};

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Noun {
    /// An objective.
    Objective,
    /// A key result.
    KeyResult,
    /// A KPI.
    Kpi,
    /// A unit.
    OrgUnit,
    /// A person.
    Person,
    /// A cycle.
    Cycle,
}

/// One hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub noun: Noun,
    /// Which one.
    pub id: Uuid,
    /// Its title or name.
    pub title: String,
    /// Its code, if it has one.
    pub code: Option<String>,
    /// For a key result its objective, whose visibility it shares.
    pub objective_id: Option<Uuid>,
}

impl Noun {
    /// All that are searched, in the order of the hits.
    pub const ALL: &'static [Self] =
        &[Self::Objective, Self::KeyResult, Self::Kpi, Self::OrgUnit, Self::Person, Self::Cycle];

    fn table(self) -> &'static str {
        match self {
            Self::Objective => "objective",
            Self::KeyResult => "key_result",
            Self::Kpi => "kpi",
            Self::OrgUnit => "org_unit",
            Self::Person => "person",
            Self::Cycle => "cycle",
        }
    }

    /// Columns that are searched; the first is the title.
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Objective | Self::KeyResult => &["title"],
            Self::Kpi | Self::OrgUnit | Self::Person => &["name", "code"],
            Self::Cycle => &["name"],
        }
    }
}

/// Hits of these nouns, at most `limit` of each.
///
/// # Errors
/// `Driver` when reading fails.
pub async fn find(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    text: &str,
    nouns: &[Noun],
    limit: u64,
) -> Result<Vec<Hit>, StoreError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let backend = conn.get_database_backend();
    let mut hits = Vec::new();
    for noun in nouns {
        let mut select = select(*noun, organization_id);
        select
            .and_where(row::contains(backend, noun.columns(), text))
            .order_by_expr(is_later(row::starts_with(backend, noun.columns(), text)), Order::Asc)
            .order_by("title", Order::Asc)
            .order_by("id", Order::Asc)
            .limit(limit);
        for row in conn.query_all(&select).await? {
            hits.push(hit(*noun, &row)?);
        }
    }
    Ok(hits)
}

fn select(noun: Noun, organization_id: Uuid) -> SelectStatement {
    let columns = noun.columns();
    let mut select = Query::select();
    select.column("id").from(noun.table());
    select.expr_as(Expr::col(columns[0]), "title");
    if let Some(code) = columns.get(1) {
        select.expr_as(Expr::col(*code), "code");
    }
    if noun == Noun::KeyResult {
        select.column("objective_id");
    }
    select.and_where(Expr::col("organization_id").eq(organization_id));
    select.and_where(Expr::col("archived_at").is_null());
    select
}

/// 0 for what fits, 1 for the rest; a code that is not there (null) does not fit.
fn is_later(fits: SimpleExpr) -> SimpleExpr {
    Expr::case(fits, 0).finally(1).into()
}

fn hit(noun: Noun, row: &QueryResult) -> Result<Hit, StoreError> {
    let code = match noun.columns().len() {
        1 => None,
        _ => row.try_get("", "code")?,
    };
    let objective_id = match noun {
        Noun::KeyResult => Some(row.try_get("", "objective_id")?),
        _ => None,
    };
    Ok(Hit {
        noun,
        id: row.try_get("", "id")?,
        title: row.try_get("", "title")?,
        code,
        objective_id,
    })
}
