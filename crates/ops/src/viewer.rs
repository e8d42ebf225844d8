//! Who asks: a login with what follows from its roles and its place in the organisation.

use std::collections::HashSet;
use std::sync::Arc;

use goals::access;
use goals::id::{KeyResultId, ObjectiveId, OrgUnitId, OrganizationId, PersonId, UserId};
use jiff::civil::Date;
use store::entity;
use store::word::{ObjectiveState, Role, TokenScope, UserLocale, Visibility};
use uuid::Uuid;

use crate::error::OpsError;
use crate::idempotency::Key;
use crate::live::Directory;

/// The login that a use case acts for.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// The tenant; every query takes it.
    pub organization_id: Uuid,
    /// The login; `None` for the system itself (command line, demo loader, jobs).
    pub user_id: Option<Uuid>,
    /// The person behind the login.
    pub person_id: Option<Uuid>,
    /// What the access rules know of the viewer.
    pub access: access::Viewer,
    /// What the credential allows.
    pub scope: TokenScope,
    /// The language of the login.
    pub locale: UserLocale,
    /// Names the request in the change log.
    pub request_id: Option<String>,
    /// Set when the request carries an `Idempotency-Key`.
    pub idempotency: Option<Key>,
    /// Goals that are not shown whatever the state says that is looked at: those that are hidden
    /// today, for one who looks at the past.
    pub hidden: Arc<HashSet<Uuid>>,
}

impl Viewer {
    /// The viewer that a login is on `today`.
    pub fn of_user(
        user: &entity::user::Model,
        scope: TokenScope,
        directory: &Directory,
        today: Date,
    ) -> Self {
        Self {
            organization_id: user.organization_id,
            user_id: Some(user.id),
            person_id: user.person_id,
            access: access_of(user, directory, today),
            scope,
            locale: user.locale,
            request_id: None,
            idempotency: None,
            hidden: Arc::default(),
        }
    }

    /// The system itself, with every right; for the command line, the demo loader and jobs.
    pub fn system(organization_id: Uuid) -> Self {
        Self {
            organization_id,
            user_id: None,
            person_id: None,
            access: access::Viewer::system(),
            scope: TokenScope::Write,
            locale: UserLocale::En,
            request_id: None,
            idempotency: None,
            hidden: Arc::default(),
        }
    }

    /// The tenant's typed identity.
    pub fn organization(&self) -> OrganizationId {
        OrganizationId(self.organization_id)
    }

    /// The login's typed identity.
    pub fn user(&self) -> Option<UserId> {
        self.user_id.map(UserId)
    }

    /// Refuses a credential that may only read.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn may_write(&self) -> Result<(), OpsError> {
        match self.scope {
            TokenScope::Write => Ok(()),
            TokenScope::Read => Err(OpsError::Forbidden {
                action: "write with this token",
                way_out: "create a token with the scope `write`",
            }),
        }
    }

    /// Whether the viewer, with the credential it came with, may do this.
    pub fn can(&self, action: access::Action, thing: &access::Thing) -> bool {
        self.scope == TokenScope::Write && self.access.may(action, thing).is_ok()
    }

    /// Asks the access rules; `entity` and `id` name the thing in the answer.
    ///
    /// # Errors
    /// `NotFound` when the viewer may not know of the thing, `Forbidden` when it sees it and may
    /// not do this.
    pub fn may(
        &self,
        action: access::Action,
        thing: &access::Thing,
        entity: &'static str,
        id: impl ToString,
    ) -> Result<(), OpsError> {
        self.access.may(action, thing).map_err(|denied| match denied {
            access::Denied::Hidden => OpsError::not_found(entity, id),
            access::Denied::Forbidden => {
                OpsError::Forbidden { action: action.as_words(), way_out: action.way_out() }
            }
        })
    }
}

fn access_of(user: &entity::user::Model, directory: &Directory, today: Date) -> access::Viewer {
    let roles = user.roles.0.iter().map(|role| role_of(*role)).collect();
    let Some(person) = user.person_id else {
        return access::Viewer { roles, ..access::Viewer::outsider(UserId(user.id)) };
    };
    let units = directory.memberships_of(person, today).iter().map(|row| row.org_unit_id).collect();
    let led = directory.units().filter(|unit| unit.lead_person_id == Some(person));
    access::Viewer {
        user: Some(UserId(user.id)),
        person: Some(PersonId(person)),
        roles,
        units: with_above(units, directory),
        led_units: led.flat_map(|unit| directory.subtree(unit.id)).map(OrgUnitId).collect(),
        reports: directory.all_reports_of(person, today).into_iter().map(PersonId).collect(),
    }
}

/// The units and everything above them: a member of a team is a member of its department too.
fn with_above(units: Vec<Uuid>, directory: &Directory) -> Vec<OrgUnitId> {
    let mut all = Vec::new();
    for unit in units {
        all.push(OrgUnitId(unit));
        all.extend(directory.units_above(unit).iter().map(|above| OrgUnitId(above.id)));
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn role_of(role: Role) -> access::Role {
    match role {
        Role::Administrator => access::Role::Administrator,
        Role::GoalAdministrator => access::Role::GoalAdministrator,
        Role::PerformanceAdministrator => access::Role::PerformanceAdministrator,
        Role::Member => access::Role::Member,
        Role::Auditor => access::Role::Auditor,
    }
}

impl Viewer {
    /// Whether the viewer sees an objective.
    pub fn sees_objective(&self, directory: &Directory, id: Uuid) -> bool {
        let is_hidden = self.hidden.contains(&id);
        directory.objective(id).filter(|_| !is_hidden).is_some_and(|card| {
            self.access.may_see(&access::Thing::Goal {
                owner: card.owner_person_id.map(PersonId),
                key_result_owner: None,
                unit: card.owner_unit_id.map(OrgUnitId),
                visibility: visibility_of(card.visibility),
                is_draft: card.state == ObjectiveState::Draft,
            })
        })
    }

    /// Whether the viewer may change an objective.
    pub fn may_edit_objective(&self, model: &entity::objective::Model) -> bool {
        self.can(access::Action::EditObjective, &goal(model, None))
    }

    /// Whether the viewer may check in on a key result.
    pub fn may_check_in(
        &self,
        model: &entity::key_result::Model,
        objective: &entity::objective::Model,
    ) -> bool {
        self.can(access::Action::CheckIn, &goal(objective, model.owner_person_id))
    }

    /// Asks the access rules about an objective.
    ///
    /// # Errors
    /// As [`Viewer::may`].
    pub fn may_on_objective(
        &self,
        action: access::Action,
        model: &entity::objective::Model,
    ) -> Result<(), OpsError> {
        self.may(action, &goal(model, None), "objective", ObjectiveId(model.id))
    }

    /// Asks the access rules about a key result of an objective.
    ///
    /// # Errors
    /// As [`Viewer::may`].
    pub fn may_on_key_result(
        &self,
        action: access::Action,
        model: &entity::key_result::Model,
        objective: &entity::objective::Model,
    ) -> Result<(), OpsError> {
        let thing = goal(objective, model.owner_person_id);
        self.may(action, &thing, "key_result", KeyResultId(model.id))
    }
}

fn goal(model: &entity::objective::Model, key_result_owner: Option<Uuid>) -> access::Thing {
    access::Thing::Goal {
        owner: model.owner_person_id.map(PersonId),
        key_result_owner: key_result_owner.map(PersonId),
        unit: model.owner_unit_id.map(OrgUnitId),
        visibility: visibility_of(model.visibility),
        is_draft: model.state == ObjectiveState::Draft,
    }
}

fn visibility_of(visibility: Visibility) -> access::Visibility {
    match visibility {
        Visibility::Organization => access::Visibility::Organization,
        Visibility::Unit => access::Visibility::Unit,
        Visibility::Confidential => access::Visibility::Confidential,
    }
}
