//! People, memberships, logins, sessions, tokens, links.

use jiff::civil::{Date, date};
use store::entity::{api_token, manager_line, membership, session, user_link};
use store::word::{Role, TokenScope, UserLinkKind};
use store::{Archived, Order, Page, StoreError, person, user};
use uuid::Uuid;

use crate::on_every_database;
use crate::world::{self, NOW, World};

on_every_database!(
    memberships_hold_from_their_first_day_to_the_day_before_the_last,
    manager_lines_hold_on_a_day,
    people_are_found_by_text_and_by_unit,
    a_user_is_found_by_address_person_and_role,
    a_session_is_found_until_it_ends,
    a_token_is_found_until_it_ends,
    a_link_is_used_once,
);

fn membership(
    world: &World,
    person: Uuid,
    unit: Uuid,
    from: Date,
    until: Option<Date>,
) -> membership::Model {
    membership::Model {
        id: Uuid::now_v7(),
        organization_id: world.organization_id,
        person_id: person,
        org_unit_id: unit,
        role_title: "Dispatcher".to_owned(),
        is_primary: true,
        starts_on: from.into(),
        ends_on: until.map(Into::into),
        created_at: NOW,
        updated_at: NOW,
        version: 1,
    }
}

async fn memberships_hold_from_their_first_day_to_the_day_before_the_last(world: World) {
    let org = world.organization_id;
    let lin = world.person("Lin").await;
    let (ewr, jfk) = (world.unit("EWR", None).await, world.unit("JFK", None).await);
    let tx = world.database.begin().await.unwrap();
    let first = membership(&world, lin.id, ewr.id, date(2013, 1, 1), Some(date(2013, 7, 1)));
    let first = store::membership::insert(&tx, first).await.unwrap();
    let then = membership(&world, lin.id, jfk.id, date(2013, 7, 1), None);
    let then = store::membership::insert(&tx, then).await.unwrap();
    tx.commit().await.unwrap();
    let conn = world.database.read();
    let of = async |day: Option<Date>| {
        let day = day.map(Into::into);
        store::membership::of_person(conn, org, lin.id, day).await.unwrap()
    };
    assert_eq!(of(Some(date(2012, 12, 31))).await, []);
    assert_eq!(of(Some(date(2013, 1, 1))).await, std::slice::from_ref(&first));
    assert_eq!(of(Some(date(2013, 6, 30))).await, std::slice::from_ref(&first));
    assert_eq!(of(Some(date(2013, 7, 1))).await, std::slice::from_ref(&then));
    assert_eq!(of(None).await, [first.clone(), then.clone()]);
    let day = Some(date(2013, 3, 1).into());
    assert_eq!(store::membership::of_unit(conn, org, jfk.id, day).await.unwrap(), []);
    assert_eq!(store::membership::of_unit(conn, org, jfk.id, None).await.unwrap(), [then]);
    assert_eq!(store::membership::all(conn, org, day).await.unwrap(), [first]);
}

async fn manager_lines_hold_on_a_day(world: World) {
    let org = world.organization_id;
    let (lin, kim) = (world.person("Lin").await, world.person("Kim").await);
    let line = manager_line::Model {
        id: Uuid::now_v7(),
        organization_id: org,
        person_id: lin.id,
        manager_person_id: kim.id,
        starts_on: date(2013, 1, 1).into(),
        ends_on: None,
        created_at: NOW,
        updated_at: NOW,
        version: 1,
    };
    let tx = world.database.begin().await.unwrap();
    let line = store::manager_line::insert(&tx, line).await.unwrap();
    let day = Some(date(2013, 2, 1).into());
    let under_kim = store::manager_line::of_manager(&tx, org, kim.id, day).await.unwrap();
    assert_eq!(under_kim, std::slice::from_ref(&line));
    assert_eq!(
        store::manager_line::of_person(&tx, org, lin.id, day).await.unwrap(),
        std::slice::from_ref(&line)
    );
    assert_eq!(store::manager_line::of_manager(&tx, org, lin.id, day).await.unwrap(), []);
    let own = manager_line::Model { id: Uuid::now_v7(), person_id: kim.id, ..line };
    let error = store::manager_line::insert(&tx, own).await.unwrap_err();
    assert!(error.is_conflict("manager_line_other"), "{error}");
}

async fn people_are_found_by_text_and_by_unit(world: World) {
    let org = world.organization_id;
    let lin = world.person("林 Lin").await;
    world.person("Kim").await;
    let ewr = world.unit("EWR", None).await;
    let tx = world.database.begin().await.unwrap();
    let stay = membership(&world, lin.id, ewr.id, date(2013, 1, 1), None);
    store::membership::insert(&tx, stay).await.unwrap();
    tx.commit().await.unwrap();
    let conn = world.database.read();
    let find = async |filter: person::Filter| {
        let (sort, order, page) = (person::Sort::Name, Order::Ascending, Page::first(9));
        let listed = person::list(conn, org, &filter, sort, order, &page).await.unwrap();
        listed.items.into_iter().map(|model| model.name).collect::<Vec<_>>()
    };
    let text = |text: &str| person::Filter { text: Some(text.to_owned()), ..Default::default() };
    assert_eq!(find(text("lin")).await, ["林 Lin"]);
    assert_eq!(find(text("duty")).await, ["Kim", "林 Lin"]);
    let member_of = Some((ewr.id, date(2013, 5, 1).into()));
    assert_eq!(find(person::Filter { member_of, ..Default::default() }).await, ["林 Lin"]);
    let too_early = Some((ewr.id, date(2012, 5, 1).into()));
    assert_eq!(find(person::Filter { member_of: too_early, ..Default::default() }).await, [""; 0]);
    assert_eq!(person::all(conn, org, Archived::With).await.unwrap().len(), 2);
}

async fn a_user_is_found_by_address_person_and_role(world: World) {
    let org = world.organization_id;
    let lin = world.person("Lin").await;
    let tx = world.database.begin().await.unwrap();
    let model = user::Model { person_id: Some(lin.id), ..world::user(org, "lin@example.org") };
    let model = user::insert(&tx, model).await.unwrap();
    let found = user::find_by_email(&tx, "lin@example.org").await.unwrap();
    assert_eq!(found, Some(model.clone()));
    assert_eq!(user::find_by_email(&tx, "LIN@example.org").await.unwrap(), None);
    let found = user::find_by_person(&tx, org, lin.id).await.unwrap();
    assert_eq!(found, Some(model.clone()));
    for (role, count) in [(Role::GoalAdministrator, 1), (Role::Administrator, 0), (Role::Member, 1)]
    {
        let filter = user::Filter { role: Some(role), ..user::Filter::default() };
        let (sort, order, page) = (user::Sort::Email, Order::Ascending, Page::first(9));
        let listed = user::list(&tx, org, &filter, sort, order, &page).await.unwrap();
        assert_eq!(listed.items.len(), count, "{role}");
    }
}

async fn a_session_is_found_until_it_ends(world: World) {
    let org = world.organization_id;
    let tx = world.database.begin().await.unwrap();
    let user = user::insert(&tx, world::user(org, "lin@example.org")).await.unwrap();
    let session = |hash: &str| session::Model {
        id: Uuid::now_v7(),
        organization_id: org,
        user_id: user.id,
        token_hash: hash.to_owned(),
        user_agent: "Firefox".to_owned(),
        created_at: NOW,
        last_seen_at: NOW,
        expires_at: NOW + 10,
        revoked_at: None,
    };
    let one = store::session::insert(&tx, session("one")).await.unwrap();
    let two = store::session::insert(&tx, session("two")).await.unwrap();
    let find = async |hash: &str, now| {
        store::session::find_by_token_hash(&tx, hash, now).await.unwrap().map(|found| found.0.id)
    };
    assert_eq!(find("one", NOW + 9).await, Some(one.id));
    assert_eq!(find("one", NOW + 10).await, None);
    assert_eq!(find("three", NOW).await, None);
    store::session::touch(&tx, one.id, NOW + 5, NOW + 20).await.unwrap();
    assert_eq!(find("one", NOW + 10).await, Some(one.id));
    assert_eq!(store::session::of_user(&tx, org, user.id, NOW).await.unwrap().len(), 2);
    let ended = store::session::revoke_all_of_user(&tx, org, user.id, Some(one.id), NOW).await;
    assert_eq!(ended.unwrap(), 1);
    assert_eq!((find("one", NOW).await, find("two", NOW).await), (Some(one.id), None));
    assert!(!store::session::revoke(&tx, org, two.id, NOW).await.unwrap());
    assert!(store::session::revoke(&tx, org, one.id, NOW).await.unwrap());
    assert_eq!(store::session::delete_expired(&tx, NOW + 11).await.unwrap(), 1);
}

async fn a_token_is_found_until_it_ends(world: World) {
    let org = world.organization_id;
    let tx = world.database.begin().await.unwrap();
    let user = user::insert(&tx, world::user(org, "lin@example.org")).await.unwrap();
    let token = api_token::Model {
        id: Uuid::now_v7(),
        organization_id: org,
        user_id: user.id,
        name: "BI".to_owned(),
        token_hash: "hash".to_owned(),
        token_hint: "a1b2".to_owned(),
        scope: TokenScope::Read,
        expires_at: None,
        last_used_at: None,
        revoked_at: None,
        created_at: NOW,
    };
    let token = store::api_token::insert(&tx, token).await.unwrap();
    store::api_token::touch(&tx, token.id, NOW + 1).await.unwrap();
    let (found, owner) =
        store::api_token::find_by_token_hash(&tx, "hash", NOW).await.unwrap().unwrap();
    assert_eq!((found.last_used_at, owner), (Some(NOW + 1), user.clone()));
    let listed = store::api_token::list(&tx, org, Some(user.id), &Page::first(9)).await.unwrap();
    assert_eq!(listed.items, [found]);
    let ended = store::api_token::revoke(&tx, org, token.id, NOW + 2).await.unwrap().unwrap();
    assert_eq!(ended.revoked_at, Some(NOW + 2));
    assert_eq!(store::api_token::revoke(&tx, org, token.id, NOW + 3).await.unwrap(), None);
    assert_eq!(store::api_token::find_by_token_hash(&tx, "hash", NOW).await.unwrap(), None);
}

async fn a_link_is_used_once(world: World) {
    let org = world.organization_id;
    let tx = world.database.begin().await.unwrap();
    let user = user::insert(&tx, world::user(org, "lin@example.org")).await.unwrap();
    let link = |hash: &str| user_link::Model {
        id: Uuid::now_v7(),
        organization_id: org,
        user_id: user.id,
        kind: UserLinkKind::Invitation,
        token_hash: hash.to_owned(),
        expires_at: NOW + 10,
        used_at: None,
        created_at: NOW,
    };
    let one = store::user_link::insert(&tx, link("one")).await.unwrap();
    store::user_link::insert(&tx, link("two")).await.unwrap();
    store::user_link::use_up(&tx, org, one.id, NOW).await.unwrap();
    let error = store::user_link::use_up(&tx, org, one.id, NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::Stale { entity: "user_link", .. }), "{error}");
    assert_eq!(store::user_link::use_up_all_of_user(&tx, org, user.id, NOW).await.unwrap(), 1);
    let found = store::user_link::find_by_token_hash(&tx, "two").await.unwrap().unwrap();
    assert_eq!(found.used_at, Some(NOW));
    assert_eq!(store::user_link::of_user(&tx, org, user.id).await.unwrap().len(), 2);
}
