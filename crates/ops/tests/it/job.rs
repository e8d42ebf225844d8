//! What happens without anybody asking for it.

use goals::id::ObjectiveId;
use store::word::{ObjectiveKind, ProgressMode, SnapshotKind, Visibility};

use crate::support::{World, on_each_database};

async fn objective(world: &World) -> ObjectiveId {
    let input = ops::objective::Create {
        cycle: world.cycle,
        title: "Leave on time".to_owned(),
        description: String::new(),
        kind: ObjectiveKind::Committed,
        owner_unit: Some(world.ewr),
        owner_person: None,
        strategic_pillar: None,
        progress_mode: ProgressMode::KeyResults,
        weight: 1.0,
        visibility: Visibility::Organization,
        position: 1,
    };
    let made = ops::objective::create(&world.app, &world.system, input).await.expect("a draft");
    let id = ObjectiveId(made.value.id);
    ops::objective::publish(&world.app, &world.system, id).await.expect("a goal");
    id
}

async fn snapshots(world: &World) -> Vec<store::entity::score_snapshot::Model> {
    let org = world.system.organization_id;
    let conn = world.app.database().read();
    let (from, until) = (jiff::civil::date(2013, 1, 1), jiff::civil::date(2014, 12, 31));
    let live = world.app.live(org).await.expect("a live state");
    let mut subjects: Vec<_> = live.read().directory.units().map(|unit| unit.id).collect();
    subjects.extend(live.read().directory.objectives().map(|(id, _)| id));
    subjects.push(org);
    store::score_snapshot::of_subjects(conn, org, &subjects, from.into(), until.into())
        .await
        .expect("snapshots")
}

#[tokio::test]
async fn scores_are_kept_once_per_business_day() {
    on_each_database(async |world| {
        let goal = objective(world).await;
        ops::job::run_due(&world.app).await;
        let first = snapshots(world).await;
        let kinds: Vec<SnapshotKind> = first.iter().map(|row| row.subject_kind).collect();
        let count = |kind| kinds.iter().filter(|other| **other == kind).count();
        assert_eq!(count(SnapshotKind::Organization), 1);
        assert_eq!(count(SnapshotKind::Unit), 3);
        assert_eq!(count(SnapshotKind::Objective), 1);
        assert!(first.iter().any(|row| row.subject_id == goal.0));
        ops::job::run_due(&world.app).await;
        assert_eq!(snapshots(world).await.len(), first.len(), "a second call adds nothing");
        // Another process that starts on the same day finds the day's rows.
        let other = world.other_process();
        other.live(world.system.organization_id).await.unwrap();
        ops::job::run_due(&other).await;
        assert_eq!(snapshots(world).await.len(), first.len());
        let tomorrow = "2013-10-16T04:00:00Z".parse().unwrap();
        world.clock.set(tomorrow, tomorrow);
        ops::job::run_due(&world.app).await;
        assert_eq!(snapshots(world).await.len(), 2 * first.len());
        let live = world.app.live(world.system.organization_id).await.unwrap();
        assert_eq!(live.read().today, jiff::civil::date(2013, 10, 16));
    })
    .await;
}

#[tokio::test]
async fn what_another_process_writes_is_taken_in_and_told() {
    on_each_database(async |world| {
        let other = world.other_process();
        let org = world.system.organization_id;
        let live = other.live(org).await.unwrap();
        let mut events = other.subscribe();
        let text = "kpi,unit,period,value\nflights,EWR,2013-10-13,300\n";
        world.import(text, ops::import::Options::new("flights.csv")).await.unwrap();
        let goal = objective(world).await;
        assert!(live.read().directory.objective(goal.0).is_none());
        ops::job::run_due(&other).await;
        assert_eq!(live.seq(), world.seq().await);
        assert!(live.read().directory.objective(goal.0).is_some());
        let kinds: Vec<String> =
            std::iter::from_fn(|| events.try_recv().ok()).map(|event| event.kind).collect();
        let expected = ["measurements.imported", "objective.created", "objective.published"];
        assert_eq!(kinds, expected);
        ops::job::run_due(&other).await;
        assert!(events.try_recv().is_err(), "what was told is not told again");
    })
    .await;
}

#[tokio::test]
async fn sessions_that_are_over_are_forgotten() {
    on_each_database(async |world| {
        let (org, now) = (world.system.organization_id, world.app.now_ms());
        let conn = world.app.database().read();
        let user = store::user::find_by_email(conn, "ada@example.com").await.unwrap().unwrap();
        let tx = world.app.database().begin().await.unwrap();
        for (hash, expires_at) in [("over", now - 1), ("good", now + 1)] {
            let session = store::entity::session::Model {
                id: world.app.new_id(),
                organization_id: org,
                user_id: user.id,
                token_hash: hash.to_owned(),
                user_agent: String::new(),
                created_at: now - 2,
                last_seen_at: now - 2,
                expires_at,
                revoked_at: None,
            };
            store::session::insert(&tx, session).await.unwrap();
        }
        tx.commit().await.unwrap();
        world.app.live(org).await.unwrap();
        ops::job::run_due(&world.app).await;
        let find = async |hash: &str| {
            store::session::find_by_token_hash(world.app.database().read(), hash, now - 10).await
        };
        assert!(find("over").await.unwrap().is_none());
        assert!(find("good").await.unwrap().is_some());
    })
    .await;
}
