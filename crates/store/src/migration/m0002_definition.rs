//! The definition sheet of a KPI: names in both languages, category, scope, exclusions, abuse risk,
//! counter-metric, freshness; and perspectives as rows instead of words.
//!
//! Every organisation that is there already gets the four perspectives under the codes that its
//! KPIs carry, each with its change in the log. The statements name their columns: later migrations
//! add columns to these tables, and this one must go on running before them.

use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use sea_orm_migration::prelude::*;
use serde_json::json;
use uuid::Uuid;

use crate::change::canonical;
use crate::digest;
use crate::entity::change;

/// The statements.
pub(crate) const SQL: &str = include_str!("m0002_definition.sql");

/// Code, English name, Chinese name.
const FOUR: [(&str, &str, &str); 4] = [
    ("financial", "Financial", "财务"),
    ("customer", "Customer", "客户"),
    ("process", "Process", "流程"),
    ("learning", "Learning", "学习与成长"),
];

const ORGANIZATIONS: &str = "SELECT id, seq, head_hash, coalesce((SELECT max(at) FROM change \
    WHERE change.organization_id = organization.id), created_at) AS at FROM organization";
const PERSPECTIVE: &str = "INSERT INTO kpi_perspective \
    (id, organization_id, code, name, names, position, created_at, updated_at, version) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)";
const CHANGE: &str = "INSERT INTO change \
    (organization_id, seq, at, kind, entity, entity_id, after, previous_hash, hash) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const HEAD: &str = "UPDATE organization SET seq = $1, head_hash = $2 WHERE id = $3";

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, SQL).await?;
        let (conn, backend) = (manager.get_connection(), manager.get_database_backend());
        for row in conn.query_all_raw(Statement::from_string(backend, ORGANIZATIONS)).await? {
            let mut log = Log {
                organization_id: row.try_get("", "id")?,
                seq: row.try_get("", "seq")?,
                hash: row.try_get("", "head_hash")?,
                at: row.try_get("", "at")?,
            };
            for (position, (code, english, chinese)) in (1_i32..).zip(FOUR) {
                log.found(conn, backend, position, code, [english, chinese]).await?;
            }
            let head = [log.seq.into(), log.hash.into(), log.organization_id.into()];
            conn.execute_raw(Statement::from_sql_and_values(backend, HEAD, head)).await?;
        }
        Ok(())
    }
}

/// The end of an organisation's log, moved with every row.
struct Log {
    organization_id: Uuid,
    seq: i64,
    hash: String,
    at: i64,
}

impl Log {
    async fn found(
        &mut self,
        conn: &impl ConnectionTrait,
        backend: DatabaseBackend,
        position: i32,
        code: &str,
        [english, chinese]: [&str; 2],
    ) -> Result<(), DbErr> {
        let id = id_of(self.organization_id, position);
        let names = json!({ "en": english, "zh-CN": chinese });
        let row = [
            id.into(),
            self.organization_id.into(),
            code.into(),
            english.into(),
            canonical(&names).into(),
            position.into(),
            self.at.into(),
            self.at.into(),
        ];
        conn.execute_raw(Statement::from_sql_and_values(backend, PERSPECTIVE, row)).await?;
        let after = json!({
            "id": id, "organization_id": self.organization_id, "code": code, "name": english,
            "names": names, "position": position, "archived_at": null, "created_at": self.at,
            "updated_at": self.at, "version": 1,
        });
        self.append(conn, backend, id, canonical(&after)).await
    }

    async fn append(
        &mut self,
        conn: &impl ConnectionTrait,
        backend: DatabaseBackend,
        entity_id: Uuid,
        after: String,
    ) -> Result<(), DbErr> {
        let mut model = change::Model {
            organization_id: self.organization_id,
            seq: self.seq + 1,
            at: self.at,
            actor_user_id: None,
            kind: "kpi_perspective.created".to_owned(),
            entity: "kpi_perspective".to_owned(),
            entity_id,
            after,
            reason: None,
            request_id: None,
            previous_hash: self.hash.clone(),
            hash: String::new(),
        };
        model.hash = digest::of_change(&model);
        (self.seq, self.hash) = (model.seq, model.hash.clone());
        let row = [
            model.organization_id.into(),
            model.seq.into(),
            model.at.into(),
            model.kind.into(),
            model.entity.into(),
            model.entity_id.into(),
            model.after.into(),
            model.previous_hash.into(),
            model.hash.into(),
        ];
        conn.execute_raw(Statement::from_sql_and_values(backend, CHANGE, row)).await?;
        Ok(())
    }
}

/// An identity that needs neither clock nor chance: the organisation's own, with the end replaced.
/// It sorts beside the organisation and is nobody else's, since identities end in chance.
fn id_of(organization_id: Uuid, position: i32) -> Uuid {
    let mut bytes = *organization_id.as_bytes();
    bytes[10..12].fill(0);
    bytes[12..].copy_from_slice(&position.to_be_bytes());
    Uuid::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use sea_orm::ConnectionTrait;

    use crate::{Archived, Database, Durability};

    /// An organisation with a KPI as the version before wrote them; identities as each database
    /// writes them.
    const BEFORE: &str = "
        INSERT INTO organization VALUES ({1}, 'Old', '', '', '[]', 'UTC', 1, 31, 0.05, 0.25,
            {false}, 0, '{hash}', 5, 5, 1);
        INSERT INTO kpi VALUES ({2}, {1}, 'otd', 'On time', '', '', '%', 'percent', 1, 'higher',
            'day', 'ratio', 'ratio', 'null', NULL, NULL, 'customer', {false}, NULL, 1, NULL, 5, 5,
            1)";

    #[tokio::test(flavor = "multi_thread")]
    async fn an_older_database_keeps_its_kpis_and_gets_the_four_perspectives_on_the_record() {
        let postgres = testkit::postgres::database_url().unwrap();
        for url in ["sqlite::memory:".to_owned()].into_iter().chain(postgres) {
            let database = Database::open(&url, Durability::Normal).await.unwrap();
            database.migrate_by(Some(1)).await.unwrap();
            let id = |number: u128| match url.starts_with("sqlite") {
                true => format!("x'{number:032x}'"),
                false => format!("'{}'", uuid::Uuid::from_u128(number)),
            };
            let before = BEFORE
                .replace("{1}", &id(1 << 64))
                .replace("{2}", &id(2))
                .replace("{false}", "false")
                .replace("{hash}", crate::digest::FIRST_PREVIOUS_HASH);
            let tx = database.begin().await.unwrap();
            tx.execute_unprepared(&before).await.unwrap();
            tx.commit().await.unwrap();
            database.migrate().await.unwrap();

            let (conn, org) = (database.read(), uuid::Uuid::from_u128(1 << 64));
            let found = crate::kpi_perspective::all(conn, org, Archived::With).await.unwrap();
            let codes: Vec<&str> = found.iter().map(|row| row.code.as_str()).collect();
            assert_eq!(codes, ["financial", "customer", "process", "learning"]);
            assert_eq!(found[3].names.0["zh-CN"], "学习与成长");
            let kpi = crate::kpi::find_by_code(conn, org, "otd").await.unwrap().unwrap();
            assert_eq!((kpi.perspective.as_str(), kpi.category.as_str()), ("customer", ""));
            assert_eq!((kpi.names.0.len(), kpi.due_working_days), (0, None));
            let verified = crate::verification::verify(conn, org, |_| {}).await.unwrap();
            assert_eq!((verified.checked, verified.first_broken), (4, None));
        }
    }
}
