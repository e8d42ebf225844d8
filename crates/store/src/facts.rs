//! All facts of an organisation at once: what the live graph is built from.
//!
//! Call it with a [`crate::Database::snapshot`], so that all of it belongs to the change whose
//! number is given.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::change;
use crate::day::Day;
use crate::entity::{
    alignment, cycle, key_result, kpi, kpi_driver, kpi_link, kpi_perspective, kpi_target,
    manager_line, membership, milestone, objective, org_unit, organization, person,
    strategic_pillar,
};
use crate::measurement::series::{self, Series};
use crate::page::Archived;
use crate::{StoreError, row};

/// An organisation's facts. Archived goals, units and KPIs are among them, since others still refer
/// to them; archived milestones, alignments, drivers, links and targets are not, since nothing
/// does.
#[derive(Debug, Clone, PartialEq)]
pub struct RawFacts {
    /// The tenant; its `seq` is the last change that these facts contain.
    pub organization: organization::Model,
    /// The tree.
    pub org_units: Vec<org_unit::Model>,
    /// Everybody.
    pub people: Vec<person::Model>,
    /// All times in units, past ones too.
    pub memberships: Vec<membership::Model>,
    /// All times under managers, past ones too.
    pub manager_lines: Vec<manager_line::Model>,
    /// Cycles.
    pub cycles: Vec<cycle::Model>,
    /// Pillars.
    pub strategic_pillars: Vec<strategic_pillar::Model>,
    /// Objectives.
    pub objectives: Vec<objective::Model>,
    /// Key results.
    pub key_results: Vec<key_result::Model>,
    /// Milestones, as arranged in each key result.
    pub milestones: Vec<milestone::Model>,
    /// Alignments.
    pub alignments: Vec<alignment::Model>,
    /// Perspectives.
    pub kpi_perspectives: Vec<kpi_perspective::Model>,
    /// KPIs.
    pub kpis: Vec<kpi::Model>,
    /// Which KPI drives which.
    pub kpi_drivers: Vec<kpi_driver::Model>,
    /// Links.
    pub kpi_links: Vec<kpi_link::Model>,
    /// Targets.
    pub kpi_targets: Vec<kpi_target::Model>,
    /// Current measurements of the KPIs that are not archived.
    pub series: Vec<Series>,
}

/// Reads an organisation's facts, with the measurements of periods that start on or after `from`.
///
/// # Errors
/// `Driver` when reading fails; `Corrupt` when there is no such organisation or a row is
/// unreadable.
pub async fn load(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    from: Day,
) -> Result<RawFacts, StoreError> {
    let org = organization_id;
    let organization =
        crate::organization::find(conn, org).await?.ok_or_else(|| change::absent(org))?;
    let kpis = crate::kpi::all(conn, org, Archived::With).await?;
    let mut series = Vec::new();
    for kpi in kpis.iter().filter(|kpi| kpi.archived_at.is_none()) {
        series.extend(series::of_kpi_since(conn, org, kpi.id, from).await?);
    }
    Ok(RawFacts {
        organization,
        org_units: crate::org_unit::all(conn, org, Archived::With).await?,
        people: crate::person::all(conn, org, Archived::With).await?,
        memberships: crate::membership::all(conn, org, None).await?,
        manager_lines: crate::manager_line::all(conn, org, None).await?,
        cycles: crate::cycle::all(conn, org, Archived::With).await?,
        strategic_pillars: crate::strategic_pillar::all(conn, org, Archived::With).await?,
        objectives: all::<objective::Entity>(conn, objective::Column::OrganizationId.eq(org))
            .await?,
        key_results: all::<key_result::Entity>(conn, key_result::Column::OrganizationId.eq(org))
            .await?,
        milestones: milestones(conn, org).await?,
        alignments: kept::<alignment::Entity>(conn, alignment::Column::OrganizationId.eq(org))
            .await?,
        kpi_perspectives: crate::kpi_perspective::all(conn, org, Archived::With).await?,
        kpis,
        kpi_drivers: crate::kpi_driver::in_use(conn, org).await?,
        kpi_links: kept::<kpi_link::Entity>(conn, kpi_link::Column::OrganizationId.eq(org)).await?,
        kpi_targets: kept::<kpi_target::Entity>(conn, kpi_target::Column::OrganizationId.eq(org))
            .await?,
        series,
    })
}

async fn all<E: EntityTrait>(
    conn: &impl ConnectionTrait,
    of_organization: sea_orm::sea_query::SimpleExpr,
) -> Result<Vec<E::Model>, StoreError> {
    row::all(conn, E::find().filter(of_organization)).await
}

async fn kept<E: EntityTrait>(
    conn: &impl ConnectionTrait,
    of_organization: sea_orm::sea_query::SimpleExpr,
) -> Result<Vec<E::Model>, StoreError> {
    let select = E::find().filter(of_organization);
    row::all(conn, crate::page::archived(select, Archived::Without)).await
}

async fn milestones(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
) -> Result<Vec<milestone::Model>, StoreError> {
    let select = milestone::Entity::find()
        .filter(milestone::Column::OrganizationId.eq(organization_id))
        .filter(milestone::Column::ArchivedAt.is_null())
        .order_by_asc(milestone::Column::Position)
        .order_by_asc(milestone::Column::Id);
    row::all(conn, select).await
}
