//! Reading the change log: who sees which change, what it was about, and whether the chain still
//! holds.
//!
//! Administrators and auditors read all of it. Everybody else reads what concerns things they may
//! see; what concerns logins and tokens is not among them. A change of a goal that has become
//! confidential since is hidden too: what counts is who may see the goal today.

use goals::access::{Action, Thing};
use goals::id::{KeyResultId, ObjectiveId};
use sea_orm::ConnectionTrait;
use serde_json::Value;
use store::change::{Filter, Order};
use store::entity::change::Model;
use store::verification::Verification;
use uuid::Uuid;

use crate::app::App;
use crate::error::OpsError;
use crate::limits::CHANGES_SCANNED_MAX;
use crate::live::recorded::Noun;
use crate::live::{Directory, LiveState};
use crate::names;
use crate::viewer::Viewer;

/// A change, with what people need to make sense of it.
#[derive(Debug, Clone)]
pub struct Told {
    /// The row of the log.
    pub change: Model,
    /// The words of the thing it is about.
    pub title: Option<String>,
    /// The objective it belongs to, for goals and their parts.
    pub objective: Option<ObjectiveId>,
    /// What the thing was before; `None` when the change made it, or nothing is known.
    pub before: Option<Value>,
    /// What the thing is after.
    pub after: Value,
}

/// One page of the log, the newest first.
#[derive(Debug, Clone)]
pub struct Page {
    /// The changes that the viewer may see.
    pub items: Vec<Told>,
    /// Where the next page goes on: the `seq` of the last change that was looked at.
    pub next: Option<i64>,
}

/// Changes in the order of the log, the newest first, from before the change `after`.
///
/// A page may hold fewer items than asked for and still have a next one: what the viewer may not
/// see is skipped, and one request looks at a limited number of changes.
///
/// # Errors
/// `Store` when the log cannot be read.
pub async fn list(
    app: &App,
    viewer: &Viewer,
    filter: &Filter,
    after: Option<i64>,
    limit: u64,
) -> Result<Page, OpsError> {
    let conn = app.database().read();
    let live = app.live(viewer.organization_id).await?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut items = Vec::new();
    let mut at = after;
    let mut scanned = 0;
    while scanned < CHANGES_SCANNED_MAX {
        let org = viewer.organization_id;
        let rows =
            store::change::list(conn, org, filter, Order::NewestFirst, at, limit + 1).await?;
        let is_last = u64::try_from(rows.len()).is_ok_and(|count| count <= limit);
        for change in rows {
            if items.len() == wanted {
                return Ok(Page { items, next: at });
            }
            at = Some(change.seq);
            scanned += 1;
            let context = Context::of(conn, &change).await?;
            if context.is_visible(viewer, &live.read().directory) {
                let before = before(conn, &change).await?;
                items.push(context.tell(change, before, viewer, &live.read()));
            }
        }
        if is_last {
            return Ok(Page { items, next: None });
        }
    }
    Ok(Page { items, next: at })
}

async fn before(conn: &impl ConnectionTrait, change: &Model) -> Result<Option<Value>, OpsError> {
    if change.kind.ends_with(".created") {
        return Ok(None);
    }
    let previous = store::change::find_previous(conn, change).await?;
    Ok(previous.map(|previous| parse(&previous.after)))
}

/// Walks the whole chain of the viewer's organisation and reports the first broken link.
///
/// # Errors
/// `Forbidden` unless the viewer may read the whole log; `Store` when it cannot be read.
pub async fn verify(app: &App, viewer: &Viewer) -> Result<Verification, OpsError> {
    viewer.may(Action::ReadChanges, &Thing::Organization, "change", "")?;
    let snapshot = app.database().snapshot().await?;
    Ok(store::verification::verify(&snapshot, viewer.organization_id, |_| {}).await?)
}

/// What has to be known of the thing a change is about, to say who may see it.
pub(crate) struct Context {
    noun: Option<Noun>,
    id: Uuid,
    after: Value,
    /// The key result that a milestone, a link or a check-in belongs to.
    key_result: Option<Uuid>,
    /// The objective that an alignment belongs to.
    objective: Option<Uuid>,
}

impl Context {
    /// From a row of the log, which carries the whole thing.
    pub(crate) async fn of(conn: &impl ConnectionTrait, change: &Model) -> Result<Self, OpsError> {
        let mut context = Self::new(change.entity.parse().ok(), change.entity_id);
        context.after = parse(&change.after);
        context.key_result = id_in(&context.after, "key_result_id");
        context.objective = id_in(&context.after, "objective_id");
        context.complete(conn, change.organization_id).await?;
        Ok(context)
    }

    /// From an event, which names the thing only.
    pub(crate) async fn named(
        conn: &impl ConnectionTrait,
        organization_id: Uuid,
        noun: Option<Noun>,
        id: Uuid,
    ) -> Result<Self, OpsError> {
        let mut context = Self::new(noun, id);
        context.complete(conn, organization_id).await?;
        Ok(context)
    }

    fn new(noun: Option<Noun>, id: Uuid) -> Self {
        Self { noun, id, after: Value::Null, key_result: None, objective: None }
    }

    /// Parts of goals are not in memory; the store knows what they belong to.
    async fn complete(&mut self, conn: &impl ConnectionTrait, org: Uuid) -> Result<(), OpsError> {
        if self.key_result.is_some() || self.objective.is_some() {
            return Ok(());
        }
        let id = self.id;
        match self.noun {
            Some(Noun::Milestone) => {
                let row = store::milestone::find(conn, org, id).await?;
                self.key_result = row.map(|row| row.key_result_id);
            }
            Some(Noun::KpiLink) => {
                let row = store::kpi_link::find(conn, org, id).await?;
                self.key_result = row.map(|row| row.key_result_id);
            }
            Some(Noun::CheckIn) => {
                let row = store::check_in::find(conn, org, id).await?;
                self.key_result = row.map(|row| row.key_result_id);
            }
            Some(Noun::Alignment) => {
                let row = store::alignment::find(conn, org, id).await?;
                self.objective = row.map(|row| row.objective_id);
            }
            _ => {}
        }
        Ok(())
    }

    /// The key result that the thing is or belongs to.
    pub(crate) fn key_result(&self) -> Option<KeyResultId> {
        match self.noun {
            Some(Noun::KeyResult) => Some(KeyResultId(self.id)),
            _ => self.key_result.map(KeyResultId),
        }
    }

    /// The objective that the thing is or belongs to.
    pub(crate) fn objective(&self, directory: &Directory) -> Option<ObjectiveId> {
        let of_key_result =
            |id: KeyResultId| directory.key_result(id.0).map(|card| card.objective_id);
        match self.noun {
            Some(Noun::Objective) => Some(ObjectiveId(self.id)),
            Some(Noun::Alignment) => self.objective.map(ObjectiveId),
            _ => self.key_result().and_then(of_key_result).map(ObjectiveId),
        }
    }

    /// Whether the viewer may know of the change.
    pub(crate) fn is_visible(&self, viewer: &Viewer, directory: &Directory) -> bool {
        if viewer.access.may(Action::ReadChanges, &Thing::Organization).is_ok() {
            return true;
        }
        match self.noun {
            Some(
                Noun::Objective
                | Noun::KeyResult
                | Noun::Milestone
                | Noun::KpiLink
                | Noun::CheckIn
                | Noun::Alignment,
            ) => self.objective(directory).is_some_and(|id| viewer.sees_objective(directory, id.0)),
            Some(
                Noun::User | Noun::UserLink | Noun::Session | Noun::ApiToken | Noun::DataSource,
            )
            | None => false,
            Some(
                Noun::Organization
                | Noun::OrgUnit
                | Noun::Person
                | Noun::Membership
                | Noun::ManagerLine
                | Noun::Cycle
                | Noun::StrategicPillar
                | Noun::KpiPerspective
                | Noun::Kpi
                | Noun::KpiDriver
                | Noun::KpiTarget
                | Noun::Measurement
                | Noun::MeasurementBatch
                | Noun::FileMapping
                | Noun::Alert,
            ) => true,
        }
    }

    fn tell(self, change: Model, before: Option<Value>, viewer: &Viewer, live: &LiveState) -> Told {
        Told {
            title: self.title(viewer, &live.directory),
            objective: self.objective(&live.directory),
            before,
            after: self.after,
            change,
        }
    }

    /// The words that the thing goes by: its own, or those of what it belongs to.
    fn title(&self, viewer: &Viewer, directory: &Directory) -> Option<String> {
        let own = ["title", "name", "file_name", "email"];
        let own = own.iter().find_map(|field| self.after.get(field)?.as_str());
        let names = self.after.get("names").and_then(|names| names.get(viewer.locale.as_str()));
        let own = names.and_then(Value::as_str).or(own);
        if let Some(own) = own.filter(|text| !text.is_empty()) {
            return Some(own.to_owned());
        }
        let kpi = ["kpi_id", "driven_kpi_id"].iter().find_map(|field| id_in(&self.after, field));
        let kpi = kpi.and_then(|id| directory.kpi(id));
        let person = id_in(&self.after, "person_id").and_then(|id| directory.person(id));
        let key_result = self.key_result().and_then(|id| directory.key_result(id.0));
        let objective = self.objective(directory).and_then(|id| directory.objective(id.0));
        kpi.map(|kpi| names::of_kpi(kpi, viewer.locale).to_owned())
            .or_else(|| key_result.map(|card| card.title.to_string()))
            .or_else(|| objective.map(|card| card.title.to_string()))
            .or_else(|| person.map(|person| person.name.clone()))
    }
}

/// The log holds JSON that we wrote; what is unreadable is shown as text, since the log must be
/// shown whatever it holds.
fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}

fn id_in(value: &Value, field: &str) -> Option<Uuid> {
    value.get(field)?.as_str()?.parse().ok()
}
