//! Who may call what: every operation of the OpenAPI document has a row, and every row is tried by
//! every persona.
//!
//! A row says whose call succeeds, with which status, and what the others get. Its request is made
//! anew for each persona, so that the only thing that can stand in its way is who asks. To add an
//! operation: a row in the file of its noun below, listed in [`rows`].

mod accounts;
mod definition;
mod goals;
mod kpis;
mod organization;
mod sources;
mod strategy;

pub(crate) use accounts::link as invitation;

use std::collections::BTreeSet;
use std::pin::Pin;

use crate::support::{Call, Persona, World, on_each_database};

/// Everybody who has signed in.
pub(crate) const SIGNED_IN: &[Persona] = &[
    Persona::Administrator,
    Persona::GoalAdministrator,
    Persona::PerformanceAdministrator,
    Persona::Manager,
    Persona::Owner,
    Persona::Stranger,
    Persona::Auditor,
];
/// Administrators alone.
pub(crate) const ADMINISTRATORS: &[Persona] = &[Persona::Administrator];
/// Those who administer goals.
pub(crate) const GOAL_ADMINISTRATORS: &[Persona] =
    &[Persona::Administrator, Persona::GoalAdministrator];
/// Those who administer KPIs.
pub(crate) const PERFORMANCE_ADMINISTRATORS: &[Persona] =
    &[Persona::Administrator, Persona::PerformanceAdministrator];
/// Those who see everything.
pub(crate) const OVERSEERS: &[Persona] = &[Persona::Administrator, Persona::Auditor];

/// Makes the request of a row, ready to succeed.
pub(crate) type Build = for<'w> fn(&'w World) -> Pin<Box<dyn Future<Output = Call> + 'w>>;

/// One operation and who may call it.
pub(crate) struct Row {
    operation: &'static str,
    allowed: &'static [Persona],
    status: u16,
    refused: u16,
    anonymous: u16,
    build: Build,
}

/// Only these succeed; others are told that they may not.
pub(crate) fn only(
    allowed: &'static [Persona],
    operation: &'static str,
    status: u16,
    build: Build,
) -> Row {
    Row { operation, allowed, status, refused: 403, anonymous: 401, build }
}

/// Only these succeed; to others it does not exist.
pub(crate) fn hidden(
    allowed: &'static [Persona],
    operation: &'static str,
    status: u16,
    build: Build,
) -> Row {
    Row { operation, allowed, status, refused: 404, anonymous: 401, build }
}

/// Everybody who has signed in succeeds.
pub(crate) fn signed_in(operation: &'static str, status: u16, build: Build) -> Row {
    only(SIGNED_IN, operation, status, build)
}

/// Everybody gets this answer, signed in or not.
pub(crate) fn public(operation: &'static str, status: u16, build: Build) -> Row {
    Row { operation, allowed: SIGNED_IN, status, refused: status, anonymous: status, build }
}

impl Row {
    fn expected(&self, persona: Persona) -> u16 {
        match persona {
            Persona::Anonymous => self.anonymous,
            persona if self.allowed.contains(&persona) => self.status,
            _ => self.refused,
        }
    }
}

fn rows() -> Vec<Row> {
    [
        organization::rows(),
        accounts::rows(),
        strategy::rows(),
        goals::rows(),
        kpis::rows(),
        definition::rows(),
        sources::rows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn every_operation_has_a_row_and_every_row_an_operation() {
    let document = serde_json::to_value(api::openapi()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.values().flat_map(|path| path.as_object().unwrap().values());
    let documented: BTreeSet<&str> =
        operations.map(|operation| operation["operationId"].as_str().unwrap()).collect();
    let rows = rows();
    let listed: BTreeSet<&str> = rows.iter().map(|row| row.operation).collect();
    let without_row: Vec<_> = documented.difference(&listed).collect();
    let without_operation: Vec<_> = listed.difference(&documented).collect();
    assert!(without_row.is_empty(), "operations without a row: {without_row:?}");
    assert!(without_operation.is_empty(), "rows without an operation: {without_operation:?}");
    assert_eq!(rows.len(), listed.len(), "an operation has two rows");
}

#[tokio::test]
async fn everybody_gets_what_the_matrix_says() {
    on_each_database(async |world| {
        let mut wrong = Vec::new();
        for row in rows() {
            for persona in Persona::ALL {
                let call = (row.build)(world).await;
                let answer = world.send(persona, call).await;
                let (status, expected) = (answer.status.as_u16(), row.expected(persona));
                if status != expected {
                    let operation = row.operation;
                    let json = answer.json;
                    wrong.push(format!(
                        "{operation} by {persona:?}: {status}, not {expected}: {json}"
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    })
    .await;
}
