//! KPIs: defined, continuously measured metrics.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use crate::entity::kpi::Model;
use crate::entity::kpi::{Column, Entity};
use crate::page::{self, Archived, Listed, Order, Page};
use crate::word::Grain;
use crate::{StoreError, row};

row::editable!("KPI");

/// Which KPIs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Of this perspective.
    pub perspective: Option<String>,
    /// Of this function of the business.
    pub category: Option<String>,
    /// Measured this often.
    pub frequency: Option<Grain>,
    /// With this person accountable.
    pub owner_person_id: Option<Uuid>,
    /// Leading or lagging.
    pub leading: Option<bool>,
    /// Whose names, code or question contains this.
    pub text: Option<String>,
    /// Whether archived ones are in it.
    pub archived: Archived,
}

/// By what KPIs are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As arranged.
    #[default]
    Position,
    /// By code.
    Code,
    /// By name.
    Name,
}

/// A page of KPIs.
///
/// # Errors
/// `Cursor` when the page goes on from another sorting, `Driver` when reading fails.
pub async fn list(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    filter: &Filter,
    sort: Sort,
    order: Order,
    page: &Page,
) -> Result<Listed<Model>, StoreError> {
    let mut select = Entity::find().filter(Column::OrganizationId.eq(organization_id));
    if let Some(perspective) = &filter.perspective {
        select = select.filter(Column::Perspective.eq(perspective));
    }
    if let Some(category) = &filter.category {
        select = select.filter(Column::Category.eq(category));
    }
    if let Some(frequency) = filter.frequency {
        select = select.filter(Column::Frequency.eq(frequency));
    }
    if let Some(owner) = filter.owner_person_id {
        select = select.filter(Column::OwnerPersonId.eq(owner));
    }
    if let Some(leading) = filter.leading {
        select = select.filter(Column::Leading.eq(leading));
    }
    if let Some(text) = &filter.text {
        let columns = ["name", "names", "code", "question"];
        select = select.filter(row::contains(conn.get_database_backend(), &columns, text));
    }
    let column = match sort {
        Sort::Position => Column::Position,
        Sort::Code => Column::Code,
        Sort::Name => Column::Name,
    };
    page::read(conn, page::archived(select, filter.archived), column, order, page).await
}

/// All KPIs, as arranged.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when a row is unreadable.
pub async fn all(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    archived: Archived,
) -> Result<Vec<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id);
    row::all(conn, page::archived(select, archived)).await
}

/// The KPI with this code.
///
/// # Errors
/// `Driver` when reading fails, `Corrupt` when the row is unreadable.
pub async fn find_by_code(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    code: &str,
) -> Result<Option<Model>, StoreError> {
    let select = Entity::find()
        .filter(Column::OrganizationId.eq(organization_id))
        .filter(Column::Code.eq(code));
    row::one(conn, select).await
}
