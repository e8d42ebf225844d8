//! The past: after a random history of use cases, the state of every moment equals, score by score
//! and row by row, the live state that was there at that moment.

mod history;

use std::collections::BTreeMap;

use goals::id::{CycleId, KeyResultId, KpiId, ObjectiveId, OrgUnitId};
use jiff::{Timestamp, ToSpan};
use ops::live::LiveState;
use ops::past::{self, AsOf, Seen};

use crate::support::{World, on_each_database};
use history::History;

const STEPS: usize = 90;

/// What is known of an organisation, as text that can be compared.
type Known = BTreeMap<String, String>;

/// Names, structure and every score of a state.
fn state(state: &LiveState) -> Known {
    let mut known = Known::new();
    let directory = &state.directory;
    let graph = &state.graph;
    known.insert("today".to_owned(), state.today.to_string());
    known.insert("seq".to_owned(), state.head.seq.to_string());
    // The live row's end of the log is as old as its last edit.
    let ended = (state.head.seq, state.head.hash.clone());
    let mut organization = directory.organization().clone();
    (organization.seq, organization.head_hash) = ended;
    known.insert("organization".to_owned(), format!("{organization:?}"));
    for unit in directory.units() {
        known.insert(format!("unit {}", unit.id), format!("{unit:?}"));
        for cycle in directory.cycles() {
            let score = graph.unit(OrgUnitId(unit.id), CycleId(cycle.id));
            known.insert(format!("score of {} in {}", unit.id, cycle.id), format!("{score:?}"));
        }
        for kpi in directory.kpis() {
            let (kpi, unit) = (KpiId(kpi.id), OrgUnitId(unit.id));
            let (from, until) = (jiff::civil::date(2013, 9, 1), jiff::civil::date(2014, 3, 1));
            let grain = goals::period::Grain::Month;
            let series = graph.cube().series(kpi, unit, grain, from, until, state.today);
            let targets: Vec<_> = directory.targets_of(kpi.0).collect();
            known.insert(format!("kpi {kpi} of {unit}"), format!("{series:?} {targets:?}"));
        }
    }
    let drivers: Vec<_> = directory.drivers().collect();
    known.insert("drivers".to_owned(), format!("{drivers:?}"));
    for (id, card) in directory.objectives() {
        let id = ObjectiveId(id);
        let score = graph.objective(id);
        let (children, parents) = (graph.children(id), graph.parents(id));
        known.insert(format!("{id}"), format!("{card:?} {score:?} {children:?} {parents:?}"));
    }
    for (id, card) in directory.key_results() {
        let links: Vec<_> = directory.links_of(id).collect();
        let id = KeyResultId(id);
        known.insert(format!("{id}"), format!("{card:?} {:?} {links:?}", graph.key_result(id)));
    }
    for person in directory.people() {
        let units = directory.memberships_of(person.id, state.today);
        known.insert(format!("person {}", person.id), format!("{person:?} {units:?}"));
    }
    known
}

/// The full rows of the goals, and what was written about them.
async fn rows(world: &World, seen: &Seen) -> Known {
    let (app, org) = (&world.app, world.system.organization_id);
    let (objectives, key_results): (Vec<_>, Vec<_>) = {
        let state = seen.read();
        let objectives = state.directory.objectives().map(|(id, _)| id).collect();
        (objectives, state.directory.key_results().map(|(id, _)| id).collect())
    };
    let mut known = Known::new();
    for row in seen.objectives(app, org, &objectives).await.expect("a store that answers") {
        known.insert(format!("row {}", row.id), format!("{row:?}"));
        let arranged = seen
            .key_results_of_objectives(app, org, &[row.id])
            .await
            .expect("a store that answers");
        known.insert(format!("arranged {}", row.id), format!("{arranged:?}"));
        let ids: Vec<_> = arranged.iter().map(|row| row.id).collect();
        let around =
            seen.alignments_around(app, org, row.id, &ids).await.expect("a store that answers");
        known.insert(format!("around {}", row.id), format!("{around:?}"));
    }
    for row in seen.key_results(app, org, &key_results).await.expect("a store that answers") {
        let page = store::page::Page::first(50);
        let reports =
            seen.check_ins_on(app, org, row.id, &page).await.expect("a store that answers");
        known.insert(format!("row {}", row.id), format!("{row:?} {:?}", reports.items));
        let steps = seen.milestones_of(app, org, &[row.id]).await.expect("a store that answers");
        known.insert(format!("steps {}", row.id), format!("{steps:?}"));
    }
    let changes = seen.last_changes(app, org, 5).await.expect("a store that answers");
    known.insert("changes".to_owned(), format!("{changes:?}"));
    known
}

async fn all(world: &World, seen: &Seen) -> Known {
    let mut known = state(&seen.read());
    known.extend(rows(world, seen).await);
    known
}

fn compare(then: &Known, now: &Known, when: Timestamp) {
    for (what, was) in then {
        assert_eq!(now.get(what), Some(was), "{what} at {when}");
    }
    let more: Vec<_> = now.keys().filter(|what| !then.contains_key(*what)).collect();
    assert!(more.is_empty(), "{more:?} at {when}");
}

async fn live(world: &World) -> Seen {
    Seen::Now(world.app.live(world.system.organization_id).await.expect("a store that answers"))
}

#[tokio::test]
async fn every_moment_of_a_random_history_is_as_it_was() {
    on_each_database(async |world| {
        for seed in [7, 2013] {
            let mut history = History::new(world, seed).await;
            // Another process whose live state stays as it is here: it cannot go back from there.
            let behind = world.other_process();
            behind.live(world.system.organization_id).await.expect("a store that answers");
            let mut moments: Vec<(Timestamp, Known)> = Vec::new();
            for _ in 0..STEPS {
                history.act(world).await;
                // Several steps of one instant are one moment: only its end can be asked for.
                let then = history.pause(world);
                if then > world.app.now() {
                    let until = world.app.now() + 1.millisecond();
                    moments.push((until, all(world, &live(world).await).await));
                    world.clock.set(then, then);
                }
            }
            let later = world.app.now() + 1.hour();
            world.clock.set(later, later);
            assert!(moments.len() > STEPS / 3, "{}", moments.len());
            // Another process has nothing kept.
            let app = world.other_process();
            for (number, (until, known)) in moments.iter().enumerate() {
                let as_of = Some(AsOf::At(*until));
                let (_, seen) = past::look(&app, &world.system, as_of).await.unwrap();
                assert!(matches!(seen, Seen::Then(_)));
                compare(known, &all(world, &seen).await, *until);
                if number % 4 == 3 {
                    let (_, seen) = past::look(&behind, &world.system, as_of).await.unwrap();
                    compare(known, &all(world, &seen).await, *until);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_end_of_a_day_is_its_last_instant_and_today_is_now() {
    on_each_database(async |world| {
        let history = History::new(world, 1).await;
        let known = all(world, &live(world).await).await;
        let next: Timestamp = "2013-10-16T13:00:00Z".parse().unwrap();
        world.clock.set(next, next);
        history.rename_root(world).await;
        let day = |text: &str| Some(AsOf::Day(text.parse().unwrap()));
        let look = async |as_of| past::look(&world.app, &world.system, as_of).await;
        let (_, seen) = look(day("2013-10-15")).await.unwrap();
        compare(&known, &all(world, &seen).await, next);
        assert!(matches!(look(day("2013-10-16")).await.unwrap().1, Seen::Now(_)));
        assert!(matches!(look(None).await.unwrap().1, Seen::Now(_)));
        assert!(matches!(look(Some(AsOf::At(next))).await.unwrap().1, Seen::Now(_)));
        for refused in [day("2013-10-17"), day("2013-10-14"), Some(AsOf::At(next + 1.second()))] {
            let error = look(refused).await.err().expect("a refusal");
            assert!(matches!(&error, ops::OpsError::Invalid(fields)
                if fields[0].field == "as_of" && fields[0].code == "date_out_of_range"));
        }
        // The same moment is built once.
        let (_, again) = look(day("2013-10-15")).await.unwrap();
        let (Seen::Then(first), Seen::Then(second)) = (seen, again) else { panic!("the past") };
        assert!(std::sync::Arc::ptr_eq(&first, &second));
    })
    .await;
}

#[tokio::test]
async fn what_an_older_version_wrote_is_completed_from_today() {
    on_each_database(async |world| {
        let before = all(world, &live(world).await).await;
        // As if the version that wrote it had known no titles of people and no purpose of units.
        let tx = world.app.database().begin().await.unwrap();
        for (entity, field) in [("person", "title"), ("org_unit", "purpose")] {
            let sql = format!(
                "UPDATE change SET after = replace(after, ',\"{field}\":\"\"', '') \
                 WHERE entity = '{entity}'"
            );
            let changed = store::ConnectionTrait::execute_unprepared(&tx, &sql).await.unwrap();
            assert!(changed.rows_affected() > 0, "{sql}");
        }
        tx.commit().await.unwrap();
        let until = world.app.now() + 1.millisecond();
        let later = until + 1.hour();
        world.clock.set(later, later);
        let as_of = Some(AsOf::At(until));
        let (_, seen) = past::look(&world.app, &world.system, as_of).await.unwrap();
        let mut then = all(world, &seen).await;
        // The last changes are shown as they are written.
        then.insert("changes".to_owned(), before["changes"].clone());
        compare(&before, &then, until);
    })
    .await;
}
