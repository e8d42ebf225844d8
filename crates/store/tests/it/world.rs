//! One database with one organisation, and short ways to fill it.

use goals::kpi::Cell;
use jiff::civil::{Date, date};
use serde_json::json;
use store::change::NewChange;
use store::entity::{
    alignment, change, check_in, cycle, key_result, kpi, objective, org_unit, organization, person,
    user,
};
use store::json::Json;
use store::measurement::{NewPoint, Origin};
use store::word::*;
use store::{ConnectionTrait, Database, Durability, StoreError};
use tempfile::TempDir;
use uuid::Uuid;

/// The instant of all fixtures.
pub(crate) const NOW: i64 = 1_381_842_000_000;

/// The database under test.
pub(crate) struct World {
    pub(crate) database: Database,
    pub(crate) organization_id: Uuid,
    pub(crate) url: String,
    _folder: Option<TempDir>,
}

impl World {
    pub(crate) async fn in_memory() -> Self {
        Self::open("sqlite::memory:".to_owned(), None).await
    }

    pub(crate) async fn in_file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("azimuth.db").display());
        Self::open(url, Some(folder)).await
    }

    pub(crate) async fn on_postgres() -> Option<Self> {
        match testkit::postgres::database_url().unwrap() {
            Some(url) => Some(Self::open(url, None).await),
            None => None,
        }
    }

    async fn open(url: String, folder: Option<TempDir>) -> Self {
        let database = Database::open(&url, Durability::Full).await.unwrap();
        database.migrate().await.unwrap();
        let organization_id = Uuid::now_v7();
        let world = Self { database, organization_id, url, _folder: folder };
        let tx = world.database.begin().await.unwrap();
        store::organization::insert(&tx, organization(organization_id)).await.unwrap();
        tx.commit().await.unwrap();
        world
    }

    pub(crate) async fn cycle(&self) -> cycle::Model {
        let model = cycle_from(self.organization_id, date(2013, 10, 1), date(2014, 1, 1));
        let tx = self.database.begin().await.unwrap();
        let model = store::cycle::insert(&tx, model).await.unwrap();
        tx.commit().await.unwrap();
        model
    }

    pub(crate) async fn unit(&self, code: &str, parent_id: Option<Uuid>) -> org_unit::Model {
        let tx = self.database.begin().await.unwrap();
        let model = org_unit(self.organization_id, code, parent_id);
        let model = store::org_unit::insert(&tx, model).await.unwrap();
        tx.commit().await.unwrap();
        model
    }

    pub(crate) async fn person(&self, name: &str) -> person::Model {
        let tx = self.database.begin().await.unwrap();
        let model = store::person::insert(&tx, person(self.organization_id, name)).await.unwrap();
        tx.commit().await.unwrap();
        model
    }

    pub(crate) async fn objective(&self, cycle_id: Uuid, title: &str) -> objective::Model {
        let tx = self.database.begin().await.unwrap();
        let model = objective(self.organization_id, cycle_id, title);
        let model = store::objective::insert(&tx, model).await.unwrap();
        tx.commit().await.unwrap();
        model
    }

    pub(crate) async fn key_result(&self, objective_id: Uuid, title: &str) -> key_result::Model {
        let tx = self.database.begin().await.unwrap();
        let model = key_result(self.organization_id, objective_id, title);
        let model = store::key_result::insert(&tx, model).await.unwrap();
        tx.commit().await.unwrap();
        model
    }

    pub(crate) async fn kpi(&self, code: &str) -> kpi::Model {
        let tx = self.database.begin().await.unwrap();
        let model = store::kpi::insert(&tx, kpi(self.organization_id, code)).await.unwrap();
        tx.commit().await.unwrap();
        model
    }

    /// Appends a change that says `text`.
    pub(crate) async fn append(
        &self,
        tx: &impl ConnectionTrait,
        text: &str,
    ) -> Result<change::Model, StoreError> {
        store::change::append(tx, self.change(text)).await
    }

    /// A change that says `text`.
    pub(crate) fn change(&self, text: &str) -> NewChange {
        NewChange {
            organization_id: self.organization_id,
            at: NOW,
            actor_user_id: None,
            kind: "objective.updated".to_owned(),
            entity: "objective".to_owned(),
            entity_id: Uuid::from_u128(1),
            after: json!({"title": text}),
            reason: Some("因为".to_owned()),
            request_id: None,
        }
    }

    /// Runs a statement as somebody who goes around the store would.
    pub(crate) async fn tamper(&self, sql: &str) {
        let tx = self.database.begin().await.unwrap();
        tx.execute_unprepared(sql).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub(crate) fn origin(&self, recorded_at: i64) -> Origin {
        Origin {
            organization_id: self.organization_id,
            recorded_at,
            recorded_by: None,
            source: MeasurementSource::Import,
            batch_id: None,
        }
    }
}

pub(crate) fn point(kpi_id: Uuid, subject_id: Uuid, day: Date, cell: Cell) -> NewPoint {
    NewPoint {
        id: Uuid::now_v7(),
        kpi_id,
        subject_id,
        subject_kind: SubjectKind::Unit,
        org_unit_id: None,
        period_on: day.into(),
        cell,
        note: None,
    }
}

pub(crate) fn organization(id: Uuid) -> organization::Model {
    organization::Model {
        id,
        name: "New York air traffic".to_owned(),
        mission: "准点".to_owned(),
        vision: String::new(),
        values: Json(Vec::new()),
        time_zone: "America/New_York".to_owned(),
        fiscal_year_start_month: 1,
        working_days: 0b001_1111,
        on_track_gap: 0.05,
        at_risk_gap: 0.25,
        is_demo: false,
        seq: 0,
        head_hash: String::new(),
        created_at: NOW,
        updated_at: NOW,
        version: 1,
    }
}

pub(crate) fn cycle_from(organization_id: Uuid, start: Date, end: Date) -> cycle::Model {
    cycle::Model {
        id: Uuid::now_v7(),
        organization_id,
        parent_id: None,
        name: "2013 Q4".to_owned(),
        kind: CycleKind::Quarter,
        starts_on: start.into(),
        ends_on: end.into(),
        phase: CyclePhase::Active,
        archived_at: None,
        created_at: NOW,
        updated_at: NOW,
        version: 1,
    }
}

pub(crate) fn org_unit(
    organization_id: Uuid,
    code: &str,
    parent_id: Option<Uuid>,
) -> org_unit::Model {
    org_unit::Model {
        id: Uuid::now_v7(),
        organization_id,
        parent_id,
        code: code.to_owned(),
        name: format!("Unit {code}"),
        kind: UnitKind::Department,
        purpose: String::new(),
        lead_person_id: None,
        position: 1,
        archived_at: None,
        created_at: NOW,
        updated_at: NOW,
        version: 1,
    }
}

pub(crate) fn person(organization_id: Uuid, name: &str) -> person::Model {
    person::Model {
        id: Uuid::now_v7(),
        organization_id,
        code: None,
        name: name.to_owned(),
        email: None,
        title: "Duty manager".to_owned(),
        archived_at: None,
        created_at: NOW,
        updated_at: NOW,
        version: 1,
    }
}

pub(crate) fn user(organization_id: Uuid, email: &str) -> user::Model {
    user::Model {
        id: Uuid::now_v7(),
        organization_id,
        person_id: None,
        email: email.to_owned(),
        password_hash: None,
        roles: Json(vec![Role::GoalAdministrator, Role::Member]),
        locale: UserLocale::ZhCn,
        theme: Theme::System,
        density: Density::Compact,
        disabled_at: None,
        last_login_at: None,
        created_at: NOW,
        updated_at: NOW,
        version: 1,
    }
}

pub(crate) fn objective(organization_id: Uuid, cycle_id: Uuid, title: &str) -> objective::Model {
    objective::Model {
        id: Uuid::now_v7(),
        organization_id,
        cycle_id,
        title: title.to_owned(),
        description: String::new(),
        kind: ObjectiveKind::Committed,
        owner_unit_id: None,
        owner_person_id: None,
        strategic_pillar_id: None,
        progress_mode: ProgressMode::KeyResults,
        weight: 1.0,
        visibility: Visibility::Organization,
        state: ObjectiveState::Published,
        published_at: Some(NOW),
        status_override: Some(Status::AtRisk),
        status_override_reason: None,
        is_excluded: false,
        exclusion_reason: None,
        grade: None,
        grade_reason: None,
        position: 1,
        archived_at: None,
        created_at: NOW,
        updated_at: NOW,
        version: 1,
    }
}

pub(crate) fn key_result(
    organization_id: Uuid,
    objective_id: Uuid,
    title: &str,
) -> key_result::Model {
    key_result::Model {
        id: Uuid::now_v7(),
        organization_id,
        objective_id,
        title: title.to_owned(),
        description: String::new(),
        owner_person_id: None,
        kind: KeyResultKind::Increase,
        start_value: Some(0.75),
        target_value: Some(0.1 + 0.2),
        target_high: None,
        zero_low: None,
        zero_high: None,
        original_start: None,
        original_target: None,
        over_time: true,
        current_value: None,
        confidence: Some(7),
        unit: "%".to_owned(),
        format: NumberFormat::Percent,
        decimals: 1,
        pace: PaceKind::Phased,
        phases: Json(vec![store::json::Phase { on: date(2013, 11, 1).into(), share: 0.25 }]),
        weight: 2.0,
        status_override: None,
        status_override_reason: None,
        is_excluded: false,
        exclusion_reason: None,
        grade: None,
        grade_reason: None,
        last_check_in_at: None,
        position: 1,
        archived_at: None,
        created_at: NOW,
        updated_at: NOW,
        version: 1,
    }
}

pub(crate) fn alignment(organization_id: Uuid, from: Uuid, to: Uuid) -> alignment::Model {
    alignment::Model {
        id: Uuid::now_v7(),
        organization_id,
        objective_id: from,
        target_objective_id: Some(to),
        target_key_result_id: None,
        contribution: Some(1.0),
        archived_at: None,
        created_at: NOW,
        updated_at: NOW,
        version: 1,
    }
}

pub(crate) fn kpi(organization_id: Uuid, code: &str) -> kpi::Model {
    kpi::Model {
        id: Uuid::now_v7(),
        organization_id,
        code: code.to_owned(),
        name: format!("KPI {code}"),
        names: Json::default(),
        question: "How many leave on time?".to_owned(),
        description: String::new(),
        unit: "%".to_owned(),
        format: NumberFormat::Percent,
        decimals: 1,
        direction: Direction::Higher,
        frequency: Grain::Day,
        time_aggregation: Aggregation::Ratio,
        unit_aggregation: Aggregation::Ratio,
        missing_policy: MissingPolicy::Null,
        owner_person_id: None,
        steward_person_id: None,
        perspective: "customer".to_owned(),
        leading: false,
        versions: Json::default(),
        category: String::new(),
        scope: String::new(),
        exclusions: String::new(),
        abuse_risk: String::new(),
        counter_kpi_id: None,
        due_working_days: None,
        scoring: Some(Json(json!({"preset": "ratio"}))),
        position: 1,
        archived_at: None,
        created_at: NOW,
        updated_at: NOW,
        version: 1,
    }
}

pub(crate) fn check_in(organization_id: Uuid, key_result_id: Uuid, at: i64) -> check_in::Model {
    check_in::Model {
        id: Uuid::now_v7(),
        organization_id,
        key_result_id,
        author_user_id: None,
        author_person_id: None,
        value: Some(0.8),
        confidence: Some(6),
        status: None,
        note: "Steady".to_owned(),
        blocker: String::new(),
        next_step: String::new(),
        created_at: at,
    }
}
