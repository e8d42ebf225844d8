//! Who may do what: pure rules over what is known of a viewer and a thing.
//!
//! Goals are open to everyone in the organisation unless they say otherwise; rights to change
//! follow from ownership, the manager line, leading a unit, and roles. What a viewer may not see is
//! *hidden* (a stranger learns nothing); what it sees and may not do is *forbidden*. To add an
//! action: a variant, its words, its row in [`Viewer::may`].

use crate::id::{OrgUnitId, PersonId, UserId};

/// What a login may do beyond what follows from its place in the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Everything.
    Administrator,
    /// All goals, cycles and pillars.
    GoalAdministrator,
    /// All KPIs, targets and measurements.
    PerformanceAdministrator,
    /// The usual.
    Member,
    /// Sees everything, changes nothing.
    Auditor,
}

/// Who sees a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// Everyone in the organisation.
    Organization,
    /// Members of the owning unit and of the units below it, and those who lead it or a unit above
    /// it.
    Unit,
    /// The owner, the owner's manager line, and the lead of the owning unit.
    Confidential,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Viewer {
    /// The login; `None` for the system itself.
    pub user: Option<UserId>,
    /// The person behind the login.
    pub person: Option<PersonId>,
    /// Its roles.
    pub roles: Vec<Role>,
    /// The units it is a member of, with everything above them.
    pub units: Vec<OrgUnitId>,
    /// The units it leads, with everything below them.
    pub led_units: Vec<OrgUnitId>,
    /// Everyone below it in the manager line.
    pub reports: Vec<PersonId>,
}

/// What is looked at or changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Thing {
    /// The organisation and what belongs to all of it: units, people, cycles, pillars, the log.
    Organization,
    /// An objective, or a key result as a part of it.
    Goal {
        /// The person accountable for the objective.
        owner: Option<PersonId>,
        /// The person who checks in on the key result, when it is one.
        key_result_owner: Option<PersonId>,
        /// The unit that owns the objective.
        unit: Option<OrgUnitId>,
        /// Who sees it.
        visibility: Visibility,
        /// A draft is seen by those who may edit it.
        is_draft: bool,
    },
    /// A KPI with its targets and measurements.
    Kpi {
        /// Who answers for it.
        owner: Option<PersonId>,
        /// Who feeds it.
        steward: Option<PersonId>,
    },
    /// A login's own affairs: its tokens and sessions.
    Account(UserId),
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident $words:literal, $way_out:literal;)+) => {
        /// What is to be done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $($(#[$doc])* $name,)+ }

        impl Action {
            /// The action in words, for "you may not …".
            pub const fn as_words(self) -> &'static str {
                match self { $(Self::$name => $words,)+ }
            }

            /// Who may.
            pub const fn way_out(self) -> &'static str {
                match self { $(Self::$name => $way_out,)+ }
            }

            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

actions! {
    /// Look at a goal.
    ReadObjective "see this goal", "ask its owner";
    /// Write a goal for this owner.
    CreateObjective "create goals for this owner",
        "its owner, its manager line, the lead of its unit and goal administrators may";
    /// Change a goal.
    EditObjective "change this goal",
        "its owner, its manager line, the lead of its unit and goal administrators may";
    /// Report on a key result.
    CheckIn "check in on this key result",
        "its owner, the owner of its objective, their manager line and goal administrators may";
    /// Define cycles.
    ManageCycles "manage cycles", "goal administrators may";
    /// Define pillars.
    ManagePillars "manage strategic pillars", "goal administrators may";
    /// Define KPIs and their targets.
    CreateKpi "define KPIs", "performance administrators may";
    /// Arrange the perspectives of KPIs.
    ManagePerspectives "manage perspectives", "performance administrators may";
    /// Change a KPI.
    EditKpi "change this KPI", "its owner and performance administrators may";
    /// Record values of a KPI.
    RecordMeasurement "record values of this KPI",
        "its owner, its data steward and performance administrators may";
    /// Take notice of a warning about a KPI.
    AcknowledgeAlert "acknowledge warnings about this KPI",
        "its owner, its data steward and performance administrators may";
    /// Bring in files of measurements.
    ImportMeasurements "import measurements", "performance administrators may";
    /// See and change where values come from.
    ManageSources "manage data sources", "performance administrators may";
    /// Change the organisation's settings.
    ManageOrganization "change the organisation", "administrators may";
    /// Change units.
    ManageUnits "manage units", "administrators may";
    /// Change people.
    ManagePeople "manage people", "administrators may";
    /// Change logins.
    ManageUsers "manage accounts", "administrators may";
    /// See every login and its tokens.
    ReadUsers "see accounts", "administrators and auditors may";
    /// Change one's own login, its sessions and tokens.
    ManageAccount "manage this account", "its user and administrators may";
    /// Read the whole change log and verify it.
    ReadChanges "read the whole change log", "administrators and auditors may";
    /// Take everything out.
    Export "export the organisation", "administrators may";
}

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// The viewer may not know of the thing.
    Hidden,
    /// The viewer sees it and may not do this.
    Forbidden,
}

impl Viewer {
    /// The system itself: every right.
    pub fn system() -> Self {
        Self { roles: vec![Role::Administrator], ..Self::default() }
    }

    /// A login without a person behind it.
    pub fn outsider(user: UserId) -> Self {
        Self { user: Some(user), ..Self::default() }
    }

    /// Whether the viewer has the role; an administrator has all but the auditor's blindness to
    /// editing.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role) || self.roles.contains(&Role::Administrator)
    }

    /// Whether the viewer sees the thing.
    ///
    /// ```
    /// use goals::access::{Thing, Viewer, Visibility};
    /// let secret = Thing::Goal {
    ///     owner: None, key_result_owner: None, unit: None,
    ///     visibility: Visibility::Confidential, is_draft: false,
    /// };
    /// assert!(!Viewer::default().may_see(&secret));
    /// assert!(Viewer::system().may_see(&secret));
    /// ```
    pub fn may_see(&self, thing: &Thing) -> bool {
        let Thing::Goal { owner, key_result_owner, unit, visibility, is_draft } = *thing else {
            return true;
        };
        if self.has(Role::GoalAdministrator) || self.roles.contains(&Role::Auditor) {
            return true;
        }
        if self.answers_for(owner, unit) || (self.is(key_result_owner) && !is_draft) {
            return true;
        }
        if is_draft {
            return false;
        }
        match visibility {
            Visibility::Organization => true,
            Visibility::Unit => unit.is_some_and(|unit| self.units.contains(&unit)),
            Visibility::Confidential => false,
        }
    }

    /// Whether the viewer may do `action` to `thing`.
    ///
    /// # Errors
    /// [`Denied::Hidden`] when it may not know of the thing, [`Denied::Forbidden`] when it sees it.
    pub fn may(&self, action: Action, thing: &Thing) -> Result<(), Denied> {
        if action != Action::CreateObjective && !self.may_see(thing) {
            return Err(Denied::Hidden);
        }
        if self.is_allowed(action, thing) { Ok(()) } else { Err(Denied::Forbidden) }
    }

    fn is_allowed(&self, action: Action, thing: &Thing) -> bool {
        match (action, *thing) {
            (Action::ReadObjective, _) => true,
            (Action::CreateObjective | Action::EditObjective, Thing::Goal { owner, unit, .. }) => {
                self.has(Role::GoalAdministrator) || self.answers_for(owner, unit)
            }
            (Action::CheckIn, Thing::Goal { owner, key_result_owner, unit, .. }) => {
                self.has(Role::GoalAdministrator)
                    || self.answers_for(owner, unit)
                    || self.answers_for(key_result_owner, None)
            }
            (Action::EditKpi, Thing::Kpi { owner, .. }) => {
                self.has(Role::PerformanceAdministrator) || self.is(owner)
            }
            (
                Action::RecordMeasurement | Action::AcknowledgeAlert,
                Thing::Kpi { owner, steward },
            ) => self.has(Role::PerformanceAdministrator) || self.is(owner) || self.is(steward),
            (Action::ManageAccount, Thing::Account(user)) => {
                self.user == Some(user) || self.has(Role::Administrator)
            }
            (Action::ManageCycles | Action::ManagePillars, _) => self.has(Role::GoalAdministrator),
            (
                Action::CreateKpi
                | Action::ImportMeasurements
                | Action::ManagePerspectives
                | Action::ManageSources,
                _,
            ) => self.has(Role::PerformanceAdministrator),
            (Action::ReadChanges | Action::ReadUsers, _) => {
                self.has(Role::Administrator) || self.roles.contains(&Role::Auditor)
            }
            (
                Action::ManageOrganization
                | Action::ManageUnits
                | Action::ManagePeople
                | Action::ManageUsers
                | Action::Export,
                _,
            ) => self.has(Role::Administrator),
            _ => false,
        }
    }

    /// The owner, anyone above the owner in the manager line, and whoever leads the unit or one
    /// above it.
    fn answers_for(&self, owner: Option<PersonId>, unit: Option<OrgUnitId>) -> bool {
        self.is(owner)
            || owner.is_some_and(|owner| self.reports.contains(&owner))
            || unit.is_some_and(|unit| self.led_units.contains(&unit))
    }

    fn is(&self, person: Option<PersonId>) -> bool {
        person.is_some() && person == self.person
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(n: u128) -> PersonId {
        PersonId(uuid::Uuid::from_u128(n))
    }

    fn goal(visibility: Visibility, is_draft: bool) -> Thing {
        Thing::Goal {
            owner: Some(person(1)),
            key_result_owner: Some(person(2)),
            unit: Some(OrgUnitId(uuid::Uuid::from_u128(9))),
            visibility,
            is_draft,
        }
    }

    fn somebody(n: u128) -> Viewer {
        Viewer { person: Some(person(n)), ..Viewer::default() }
    }

    #[test]
    fn a_stranger_sees_an_open_goal_and_may_not_change_it() {
        let thing = goal(Visibility::Organization, false);
        assert!(somebody(5).may_see(&thing));
        assert_eq!(somebody(5).may(Action::EditObjective, &thing), Err(Denied::Forbidden));
    }

    #[test]
    fn a_confidential_goal_is_hidden_from_strangers_and_open_to_the_manager_line() {
        let thing = goal(Visibility::Confidential, false);
        assert_eq!(somebody(5).may(Action::ReadObjective, &thing), Err(Denied::Hidden));
        let manager = Viewer { reports: vec![person(1)], ..somebody(6) };
        assert_eq!(manager.may(Action::EditObjective, &thing), Ok(()));
    }

    #[test]
    fn a_key_result_owner_checks_in_and_does_not_edit() {
        let thing = goal(Visibility::Organization, false);
        assert_eq!(somebody(2).may(Action::CheckIn, &thing), Ok(()));
        assert_eq!(somebody(2).may(Action::EditObjective, &thing), Err(Denied::Forbidden));
    }

    #[test]
    fn an_auditor_sees_everything_and_changes_nothing() {
        let auditor = Viewer { roles: vec![Role::Auditor], ..somebody(7) };
        let thing = goal(Visibility::Confidential, true);
        assert!(auditor.may_see(&thing));
        for action in Action::ALL {
            let is_reading =
                matches!(action, Action::ReadObjective | Action::ReadChanges | Action::ReadUsers);
            assert_eq!(auditor.may(*action, &thing).is_ok(), is_reading, "{action:?}");
        }
    }

    #[test]
    fn a_draft_is_seen_by_those_who_may_edit_it() {
        let thing = goal(Visibility::Organization, true);
        assert!(!somebody(5).may_see(&thing));
        assert!(!somebody(2).may_see(&thing));
        assert!(somebody(1).may_see(&thing));
    }
}
