//! From touched facts to the live state: reads each touched row again and says what it means for
//! the graph.
//!
//! The same way serves this process's own writes, the log of another process and a gap in it, so
//! there is one place where a fact becomes an edit of the graph.

use goals::graph::{Edit, Fact, Removal};
use goals::id::{AlignmentId, KpiLinkId, KpiTargetId};
use goals::kpi::Point;
use sea_orm::ConnectionTrait;
use store::entity;
use store::page::Archived;
use uuid::Uuid;

use super::convert;
use super::recorded::{Noun, Touched};
use crate::error::OpsError;

/// A fact as it is now.
#[derive(Debug, Clone)]
pub enum Refreshed {
    /// The organisation's settings.
    Organization(entity::organization::Model),
    /// A unit.
    OrgUnit(entity::org_unit::Model),
    /// A person.
    Person(entity::person::Model),
    /// A person's time in a unit.
    Membership(entity::membership::Model),
    /// A person's time under a manager.
    ManagerLine(entity::manager_line::Model),
    /// A cycle.
    Cycle(entity::cycle::Model),
    /// A pillar.
    StrategicPillar(entity::strategic_pillar::Model),
    /// An objective.
    Objective(entity::objective::Model),
    /// A key result with its milestones.
    KeyResult(entity::key_result::Model, Vec<entity::milestone::Model>),
    /// An alignment.
    Alignment(entity::alignment::Model),
    /// A perspective.
    KpiPerspective(entity::kpi_perspective::Model),
    /// A KPI.
    Kpi(entity::kpi::Model),
    /// One KPI's influence on another.
    KpiDriver(entity::kpi_driver::Model),
    /// A link.
    KpiLink(entity::kpi_link::Model),
    /// A target.
    KpiTarget(entity::kpi_target::Model),
    /// Measurements that are current now.
    Points(Vec<Point>),
}

/// Reads what was touched; each thing once, and things that the live state does not hold not at
/// all.
///
/// # Errors
/// `Store` when the facts cannot be read.
pub async fn read(
    conn: &impl ConnectionTrait,
    organization_id: Uuid,
    mut touched: Vec<Touched>,
) -> Result<Vec<Refreshed>, OpsError> {
    touched.dedup();
    let mut facts = Vec::with_capacity(touched.len());
    for Touched { noun, id } in touched {
        if let Some(fact) = read_one(conn, organization_id, noun, id).await? {
            facts.push(fact);
        }
    }
    Ok(facts)
}

async fn read_one(
    conn: &impl ConnectionTrait,
    org: Uuid,
    noun: Noun,
    id: Uuid,
) -> Result<Option<Refreshed>, OpsError> {
    Ok(match noun {
        Noun::Organization => {
            store::organization::find(conn, id).await?.map(Refreshed::Organization)
        }
        Noun::OrgUnit => store::org_unit::find(conn, org, id).await?.map(Refreshed::OrgUnit),
        Noun::Person => store::person::find(conn, org, id).await?.map(Refreshed::Person),
        Noun::Membership => {
            store::membership::find(conn, org, id).await?.map(Refreshed::Membership)
        }
        Noun::ManagerLine => {
            store::manager_line::find(conn, org, id).await?.map(Refreshed::ManagerLine)
        }
        Noun::Cycle => store::cycle::find(conn, org, id).await?.map(Refreshed::Cycle),
        Noun::StrategicPillar => {
            store::strategic_pillar::find(conn, org, id).await?.map(Refreshed::StrategicPillar)
        }
        Noun::Objective => store::objective::find(conn, org, id).await?.map(Refreshed::Objective),
        Noun::KeyResult => key_result(conn, org, id).await?,
        Noun::Milestone => match store::milestone::find(conn, org, id).await? {
            Some(milestone) => key_result(conn, org, milestone.key_result_id).await?,
            None => None,
        },
        Noun::Alignment => store::alignment::find(conn, org, id).await?.map(Refreshed::Alignment),
        Noun::KpiPerspective => {
            store::kpi_perspective::find(conn, org, id).await?.map(Refreshed::KpiPerspective)
        }
        Noun::Kpi => store::kpi::find(conn, org, id).await?.map(Refreshed::Kpi),
        Noun::KpiDriver => store::kpi_driver::find(conn, org, id).await?.map(Refreshed::KpiDriver),
        Noun::KpiLink => store::kpi_link::find(conn, org, id).await?.map(Refreshed::KpiLink),
        Noun::KpiTarget => store::kpi_target::find(conn, org, id).await?.map(Refreshed::KpiTarget),
        Noun::Measurement => store::measurement::find(conn, org, id)
            .await?
            .and_then(|row| convert::point(&row))
            .map(|point| Refreshed::Points(vec![point])),
        Noun::MeasurementBatch => {
            let points = store::measurement::current_of_batch(conn, org, id).await?;
            Some(Refreshed::Points(points.into_iter().filter_map(convert::raw_point).collect()))
        }
        Noun::CheckIn => match store::check_in::find(conn, org, id).await? {
            Some(check_in) => key_result(conn, org, check_in.key_result_id).await?,
            None => None,
        },
        Noun::FileMapping
        | Noun::User
        | Noun::UserLink
        | Noun::Session
        | Noun::ApiToken
        | Noun::DataSource
        | Noun::Alert => None,
    })
}

async fn key_result(
    conn: &impl ConnectionTrait,
    org: Uuid,
    id: Uuid,
) -> Result<Option<Refreshed>, OpsError> {
    let Some(model) = store::key_result::find(conn, org, id).await? else { return Ok(None) };
    of_key_result(conn, model).await.map(Some)
}

/// A key result that was just read or written, with its milestones.
///
/// # Errors
/// `Store` when the milestones cannot be read.
pub(crate) async fn of_key_result(
    conn: &impl ConnectionTrait,
    model: entity::key_result::Model,
) -> Result<Refreshed, OpsError> {
    let milestones = if model.kind == store::word::KeyResultKind::Milestones {
        let (org, id) = (model.organization_id, model.id);
        store::milestone::of_key_results(conn, org, &[id], Archived::Without).await?
    } else {
        Vec::new()
    };
    Ok(Refreshed::KeyResult(model, milestones))
}

/// What the facts mean for the graph. Points are moved there: nothing else holds them, and there
/// may be a million.
pub(crate) fn edits(facts: &mut [Refreshed]) -> Vec<Edit> {
    facts.iter_mut().filter_map(edit).collect()
}

fn edit(fact: &mut Refreshed) -> Option<Edit> {
    Some(match fact {
        Refreshed::Person(_)
        | Refreshed::Membership(_)
        | Refreshed::ManagerLine(_)
        | Refreshed::StrategicPillar(_)
        | Refreshed::KpiPerspective(_)
        | Refreshed::KpiDriver(_) => return None,
        Refreshed::Organization(model) => {
            Edit::Put(Fact::Organization(convert::organization(model)))
        }
        Refreshed::OrgUnit(model) => Edit::Put(Fact::OrgUnit(convert::org_unit(model))),
        Refreshed::Cycle(model) => Edit::Put(Fact::Cycle(convert::cycle(model)?)),
        Refreshed::Objective(model) => Edit::Put(Fact::Objective(convert::objective(model))),
        Refreshed::KeyResult(model, milestones) => {
            Edit::Put(Fact::KeyResult(convert::key_result(model, milestones)))
        }
        Refreshed::Alignment(model) if model.archived_at.is_some() => {
            Edit::Remove(Removal::Alignment(AlignmentId(model.id)))
        }
        Refreshed::Alignment(model) => Edit::Put(Fact::Alignment(convert::alignment(model)?)),
        Refreshed::Kpi(model) => Edit::Put(Fact::Kpi(convert::kpi(model))),
        Refreshed::KpiLink(model) if model.archived_at.is_some() => {
            Edit::Remove(Removal::KpiLink(KpiLinkId(model.id)))
        }
        Refreshed::KpiLink(model) => Edit::Put(Fact::KpiLink(convert::kpi_link(model))),
        Refreshed::KpiTarget(model) if model.archived_at.is_some() => {
            Edit::Remove(Removal::KpiTarget(KpiTargetId(model.id)))
        }
        Refreshed::KpiTarget(model) => Edit::Put(Fact::KpiTarget(convert::kpi_target(model)?)),
        Refreshed::Points(points) => Edit::Points(std::mem::take(points)),
    })
}
