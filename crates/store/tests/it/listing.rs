//! Lists, trees, search.

use jiff::civil::date;
use store::json::Json;
use store::objective::{self, SeenBy, Sort};
use store::org_unit::WALK_DEPTH_MAX;
use store::search::{self, Noun};
use store::word::{ObjectiveState, Visibility};
use store::{
    Archived, Cursor, Order, Page, StoreError, key_result, kpi, kpi_perspective, org_unit,
};
use uuid::Uuid;

use crate::on_every_database;
use crate::world::{self, NOW, World, alignment, check_in};

on_every_database!(
    pages_follow_one_another,
    pages_do_not_shift_while_rows_are_added,
    equal_titles_are_told_apart_by_id,
    a_cursor_of_another_sorting_is_refused,
    archived_rows_are_left_out_unless_asked_for,
    a_viewer_sees_what_is_open_and_what_is_theirs,
    key_results_are_found_by_cycle,
    children_of_many_parents_come_in_one_query,
    the_latest_check_in_of_each_is_found,
    a_tree_is_walked_up_and_down,
    a_ring_in_the_tree_ends_the_walk,
    search_ignores_case_and_takes_wildcards_literally,
    search_shows_beginnings_first,
    kpis_are_found_by_function_perspective_and_every_name,
    a_perspective_is_edited_and_its_code_is_its_own,
    cycles_are_found_by_day_and_overlap,
);

async fn objectives(world: &World, titles: &[&str]) -> Uuid {
    let cycle = world.cycle().await;
    for title in titles {
        world.objective(cycle.id, title).await;
    }
    cycle.id
}

/// All titles of a list, read in pages of `limit`; `between` runs after each page.
async fn titles(
    world: &World,
    filter: &objective::Filter,
    sort: Sort,
    order: Order,
    limit: u64,
    between: impl AsyncFn(),
) -> Vec<String> {
    let mut page = Page::first(limit);
    let mut titles = Vec::new();
    loop {
        let conn = world.database.read();
        let listed = objective::list(conn, world.organization_id, filter, sort, order, &page).await;
        let listed = listed.unwrap();
        assert!(listed.items.len() as u64 <= limit);
        titles.extend(listed.items.into_iter().map(|model| model.title));
        let Some(next) = listed.next else { return titles };
        page.after = Some(next.to_string().parse::<Cursor>().unwrap());
        between().await;
    }
}

async fn pages_follow_one_another(world: World) {
    objectives(&world, &["delta", "alpha", "echo", "bravo", "charlie"]).await;
    let filter = objective::Filter::default();
    let sorted = ["alpha", "bravo", "charlie", "delta", "echo"];
    for limit in [1, 2, 5, 100] {
        let up = titles(&world, &filter, Sort::Title, Order::Ascending, limit, async || {}).await;
        assert_eq!(up, sorted);
        let down =
            titles(&world, &filter, Sort::Title, Order::Descending, limit, async || {}).await;
        assert!(down.iter().rev().eq(sorted.iter()));
    }
    for (sort, first) in
        [(Sort::Created, "delta"), (Sort::Position, "delta"), (Sort::Updated, "delta")]
    {
        let all = titles(&world, &filter, sort, Order::Ascending, 2, async || {}).await;
        assert_eq!((all.len(), all[0].as_str()), (5, first));
    }
}

async fn pages_do_not_shift_while_rows_are_added(world: World) {
    let cycle_id = objectives(&world, &["b1", "b2", "b3", "b4", "b5"]).await;
    let filter = objective::Filter { cycle_id: Some(cycle_id), ..objective::Filter::default() };
    let seen = titles(&world, &filter, Sort::Title, Order::Ascending, 2, async || {
        world.objective(cycle_id, "a before all").await;
    });
    assert_eq!(seen.await, ["b1", "b2", "b3", "b4", "b5"]);
}

async fn equal_titles_are_told_apart_by_id(world: World) {
    objectives(&world, &["same"; 7]).await;
    let filter = objective::Filter::default();
    let seen = titles(&world, &filter, Sort::Title, Order::Descending, 3, async || {}).await;
    assert_eq!(seen.len(), 7);
}

async fn a_cursor_of_another_sorting_is_refused(world: World) {
    objectives(&world, &["one", "two", "three"]).await;
    let conn = world.database.read();
    let filter = objective::Filter::default();
    let list = async |sort, page: Page| {
        objective::list(conn, world.organization_id, &filter, sort, Order::Ascending, &page).await
    };
    let first = list(Sort::Title, Page::first(1)).await.unwrap();
    let error = list(Sort::Created, Page { after: first.next, limit: 1 }).await.unwrap_err();
    assert!(matches!(error, StoreError::Cursor), "{error}");
}

async fn archived_rows_are_left_out_unless_asked_for(world: World) {
    let cycle_id = objectives(&world, &["kept"]).await;
    let gone = world.objective(cycle_id, "gone").await;
    let tx = world.database.begin().await.unwrap();
    let gone = objective::Model { archived_at: Some(NOW), ..gone };
    objective::update(&tx, gone, 1).await.unwrap();
    tx.commit().await.unwrap();
    for (archived, wanted) in [
        (Archived::Without, vec!["kept"]),
        (Archived::With, vec!["gone", "kept"]),
        (Archived::Only, vec!["gone"]),
    ] {
        let filter = objective::Filter { archived, ..objective::Filter::default() };
        let seen = titles(&world, &filter, Sort::Title, Order::Ascending, 10, async || {}).await;
        assert_eq!(seen, wanted);
    }
}

async fn a_viewer_sees_what_is_open_and_what_is_theirs(world: World) {
    let cycle = world.cycle().await;
    let (unit, person) = (world.unit("EWR", None).await, world.person("Lin").await);
    let other = world.unit("JFK", None).await;
    let tx = world.database.begin().await.unwrap();
    for (title, visibility, state, owner_unit_id, owner_person_id) in [
        ("open", Visibility::Organization, ObjectiveState::Published, Some(other.id), None),
        ("draft", Visibility::Organization, ObjectiveState::Draft, Some(other.id), None),
        ("my draft", Visibility::Organization, ObjectiveState::Draft, Some(unit.id), None),
        ("our unit", Visibility::Unit, ObjectiveState::Published, Some(unit.id), None),
        ("their unit", Visibility::Unit, ObjectiveState::Published, Some(other.id), None),
        (
            "secret of unit",
            Visibility::Confidential,
            ObjectiveState::Published,
            Some(unit.id),
            None,
        ),
        ("my secret", Visibility::Confidential, ObjectiveState::Published, None, Some(person.id)),
    ] {
        let model = world::objective(world.organization_id, cycle.id, title);
        let model = objective::Model { visibility, state, owner_unit_id, owner_person_id, ..model };
        objective::insert(&tx, model).await.unwrap();
    }
    tx.commit().await.unwrap();
    let sight = SeenBy { unit_ids: vec![unit.id], person_ids: vec![person.id] };
    let filter = objective::Filter { seen_by: Some(sight), ..objective::Filter::default() };
    let seen = titles(&world, &filter, Sort::Title, Order::Ascending, 2, async || {}).await;
    assert_eq!(seen, ["my draft", "my secret", "open", "our unit"]);
    let blind = objective::Filter { seen_by: Some(SeenBy::default()), ..filter };
    let seen = titles(&world, &blind, Sort::Title, Order::Ascending, 2, async || {}).await;
    assert_eq!(seen, ["open"]);
}

async fn key_results_are_found_by_cycle(world: World) {
    let (cycle, other) = (world.cycle().await, world.cycle().await);
    let objective = world.objective(cycle.id, "Fly on time").await;
    let elsewhere = world.objective(other.id, "Fly safely").await;
    let wanted = world.key_result(objective.id, "90 % on time").await;
    world.key_result(elsewhere.id, "No incident").await;
    let filter = key_result::Filter { cycle_id: Some(cycle.id), ..key_result::Filter::default() };
    let conn = world.database.read();
    let (sort, order) = (key_result::Sort::Created, Order::Descending);
    let org = world.organization_id;
    let found = key_result::list(conn, org, &filter, sort, order, &Page::first(9)).await.unwrap();
    assert_eq!(found.items, [wanted]);
    assert_eq!(found.next, None);
}

async fn children_of_many_parents_come_in_one_query(world: World) {
    let cycle = world.cycle().await;
    let one = world.objective(cycle.id, "one").await;
    let two = world.objective(cycle.id, "two").await;
    let three = world.objective(cycle.id, "three").await;
    for parent in [&one, &two, &three] {
        world.key_result(parent.id, &parent.title).await;
    }
    let conn = world.database.read();
    let org = world.organization_id;
    let of = async |ids: &[Uuid]| {
        let found = key_result::of_objectives(conn, org, ids, Archived::Without).await.unwrap();
        found.into_iter().map(|model| model.title).collect::<Vec<_>>()
    };
    assert_eq!(of(&[two.id, one.id]).await, ["one", "two"]);
    assert_eq!(of(&[]).await, [""; 0]);
    let tx = world.database.begin().await.unwrap();
    let up = store::alignment::insert(&tx, alignment(org, two.id, one.id)).await.unwrap();
    let down = store::alignment::insert(&tx, alignment(org, three.id, two.id)).await.unwrap();
    let around = store::alignment::around(&tx, org, &[two.id], &[]).await.unwrap();
    assert_eq!(around, [up, down.clone()]);
    assert_eq!(store::alignment::around(&tx, org, &[three.id], &[]).await.unwrap(), [down]);
}

async fn the_latest_check_in_of_each_is_found(world: World) {
    let cycle = world.cycle().await;
    let objective = world.objective(cycle.id, "Fly on time").await;
    let one = world.key_result(objective.id, "one").await;
    let two = world.key_result(objective.id, "two").await;
    let three = world.key_result(objective.id, "three").await;
    let org = world.organization_id;
    let tx = world.database.begin().await.unwrap();
    for (key_result, at) in [(&one, 3), (&one, 1), (&two, 5), (&two, 7), (&one, 3)] {
        store::check_in::insert(&tx, check_in(org, key_result.id, at)).await.unwrap();
    }
    let mut latest =
        store::check_in::latest_of(&tx, org, &[one.id, two.id, three.id]).await.unwrap();
    latest.sort_by_key(|model| model.created_at);
    let shown: Vec<_> =
        latest.iter().map(|model| (model.key_result_id, model.created_at)).collect();
    assert_eq!(shown, [(one.id, 3), (two.id, 7)]);
    let filter = store::check_in::Filter {
        key_result_id: Some(one.id),
        since: Some(2),
        ..store::check_in::Filter::default()
    };
    let (order, page) = (Order::Descending, Page::first(9));
    let listed = store::check_in::list(&tx, org, &filter, order, &page).await.unwrap();
    assert_eq!(listed.items.iter().map(|model| model.created_at).collect::<Vec<_>>(), [3, 3]);
}

async fn a_tree_is_walked_up_and_down(world: World) {
    let root = world.unit("NYC", None).await;
    let newark = world.unit("EWR", Some(root.id)).await;
    let carrier = world.unit("EWR-UA", Some(newark.id)).await;
    let kennedy = world.unit("JFK", Some(root.id)).await;
    let conn = world.database.read();
    let org = world.organization_id;
    let down = org_unit::descendant_ids(conn, org, root.id).await.unwrap();
    assert_eq!(down, [root.id, newark.id, kennedy.id, carrier.id]);
    assert_eq!(org_unit::descendant_ids(conn, org, kennedy.id).await.unwrap(), [kennedy.id]);
    let up = org_unit::ancestor_ids(conn, org, carrier.id).await.unwrap();
    assert_eq!(up, [carrier.id, newark.id, root.id]);
    let elsewhere = org_unit::ancestor_ids(conn, Uuid::now_v7(), carrier.id).await.unwrap();
    assert!(elsewhere.is_empty());
}

async fn a_ring_in_the_tree_ends_the_walk(world: World) {
    let mut parent = world.unit("u0", None).await;
    let first = parent.clone();
    for level in 1..WALK_DEPTH_MAX + 5 {
        parent = world.unit(&format!("u{level}"), Some(parent.id)).await;
    }
    let conn = world.database.read();
    let org = world.organization_id;
    let levels = usize::try_from(WALK_DEPTH_MAX).unwrap();
    assert_eq!(org_unit::descendant_ids(conn, org, first.id).await.unwrap().len(), levels);
    let id = first.id;
    let tx = world.database.begin().await.unwrap();
    let ring = org_unit::Model { parent_id: Some(id), ..first };
    org_unit::update(&tx, ring, 1).await.unwrap();
    assert_eq!(org_unit::ancestor_ids(&tx, org, id).await.unwrap(), [id]);
}

async fn search_ignores_case_and_takes_wildcards_literally(world: World) {
    let cycle = world.cycle().await;
    let objective = world.objective(cycle.id, "Reach 95% ON time!").await;
    world.objective(cycle.id, "Reach 950 flights").await;
    let key_result = world.key_result(objective.id, "准点率 95%").await;
    let kpi = world.kpi("on_time").await;
    let conn = world.database.read();
    let find = async |text: &str| {
        let found = search::find(conn, world.organization_id, text, Noun::ALL, 10).await.unwrap();
        found.into_iter().map(|hit| hit.id).collect::<Vec<_>>()
    };
    assert_eq!(find("95%").await, [objective.id, key_result.id]);
    assert_eq!(find("on time!").await, [objective.id]);
    assert_eq!(find("N_T").await, [kpi.id]);
    assert_eq!(find("准点").await, [key_result.id]);
    assert!(find("  ").await.is_empty());
    let hits = search::find(conn, world.organization_id, "准", &[Noun::KeyResult], 10).await;
    assert_eq!(hits.unwrap()[0].objective_id, Some(objective.id));
}

async fn search_shows_beginnings_first(world: World) {
    for code in ["zz-ewr", "ewr", "a-ewr"] {
        world.unit(code, None).await;
    }
    let conn = world.database.read();
    let found =
        search::find(conn, world.organization_id, "EWR", &[Noun::OrgUnit], 2).await.unwrap();
    let codes: Vec<_> = found.iter().map(|hit| hit.code.as_deref().unwrap()).collect();
    assert_eq!(codes, ["ewr", "a-ewr"]);
}

async fn cycles_are_found_by_day_and_overlap(world: World) {
    let cycle = world.cycle().await;
    let conn = world.database.read();
    let find = async |filter: store::cycle::Filter| {
        let (org, page) = (world.organization_id, Page::first(9));
        store::cycle::list(conn, org, &filter, Order::Ascending, &page).await.unwrap().items
    };
    let on = |day| store::cycle::Filter { contains: Some(day), ..Default::default() };
    assert_eq!(find(on(date(2013, 10, 1).into())).await, std::slice::from_ref(&cycle));
    assert_eq!(find(on(date(2014, 1, 1).into())).await, []);
    let span = (date(2014, 1, 1).into(), date(2014, 2, 1).into());
    let over = |span| store::cycle::Filter { overlaps: Some(span), ..Default::default() };
    assert_eq!(find(over(span)).await, []);
    assert_eq!(find(over((date(2013, 12, 31).into(), span.1))).await, [cycle]);
}

async fn kpis_are_found_by_function_perspective_and_every_name(world: World) {
    let tx = world.database.begin().await.unwrap();
    for (code, category, perspective, chinese) in [
        ("otd", "operations", "customer", "准点率"),
        ("churn", "support", "customer", "流失率"),
        ("margin", "finance", "financial", "毛利率"),
    ] {
        let names = [("zh-CN".to_owned(), chinese.to_owned())].into();
        let model = kpi::Model {
            category: category.to_owned(),
            perspective: perspective.to_owned(),
            names: Json(names),
            counter_kpi_id: None,
            due_working_days: Some(3),
            ..world::kpi(world.organization_id, code)
        };
        kpi::insert(&tx, model).await.unwrap();
    }
    tx.commit().await.unwrap();
    let codes = async |filter: kpi::Filter| {
        let (conn, org) = (world.database.read(), world.organization_id);
        let page = Page::first(10);
        let order = Order::Ascending;
        let listed = kpi::list(conn, org, &filter, kpi::Sort::Code, order, &page).await.unwrap();
        assert!(listed.items.iter().all(|row| row.due_working_days == Some(3)));
        listed.items.into_iter().map(|row| row.code).collect::<Vec<_>>()
    };
    let some = |text: &str| Some(text.to_owned());
    let none = kpi::Filter::default;
    assert_eq!(codes(kpi::Filter { category: some("finance"), ..none() }).await, ["margin"]);
    let customer = kpi::Filter { perspective: some("customer"), ..none() };
    assert_eq!(codes(customer).await, ["churn", "otd"]);
    assert_eq!(codes(kpi::Filter { text: some("准点"), ..none() }).await, ["otd"]);
}

async fn a_perspective_is_edited_and_its_code_is_its_own(world: World) {
    let new = |code: &str, position| kpi_perspective::Model {
        id: Uuid::now_v7(),
        organization_id: world.organization_id,
        code: code.to_owned(),
        name: code.to_uppercase(),
        names: Json::default(),
        position,
        archived_at: None,
        created_at: NOW,
        updated_at: NOW,
        version: 1,
    };
    let tx = world.database.begin().await.unwrap();
    let planet = kpi_perspective::insert(&tx, new("planet", 2)).await.unwrap();
    kpi_perspective::insert(&tx, new("money", 1)).await.unwrap();
    tx.commit().await.unwrap();
    let tx = world.database.begin().await.unwrap();
    let error = kpi_perspective::insert(&tx, new("planet", 3)).await.unwrap_err();
    assert!(error.is_conflict("kpi_perspective_code"), "{error}");
    drop(tx);
    let tx = world.database.begin().await.unwrap();
    let gone = kpi_perspective::Model { archived_at: Some(NOW), ..planet.clone() };
    kpi_perspective::update(&tx, gone, 1).await.unwrap();
    let stale = kpi_perspective::update(&tx, planet, 1).await.unwrap_err();
    assert!(matches!(stale, StoreError::Stale { .. }), "{stale}");
    tx.commit().await.unwrap();
    let codes = async |archived| {
        let (conn, org) = (world.database.read(), world.organization_id);
        let all = kpi_perspective::all(conn, org, archived).await.unwrap();
        all.into_iter().map(|row| row.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(Archived::With).await, ["money", "planet"]);
    assert_eq!(codes(Archived::Without).await, ["money"]);
}
