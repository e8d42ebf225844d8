//! How files of a shape are understood, kept for the next one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sheet::Mapping;
use sheet::header::{self, Role};
use store::entity::file_mapping::Model;

use super::MappingFrom;
use super::survey::Opened;
use crate::app::App;
use crate::error::OpsError;
use crate::viewer::Viewer;
use crate::work::Work;

/// A mapping with the names of the columns that it speaks of: in the next file they may stand
/// elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Remembered {
    mapping: Mapping,
    names: BTreeMap<String, String>,
}

impl Remembered {
    pub(super) fn of(mapping: &Mapping, opened: &Opened) -> Self {
        let named = Role::ALL.into_iter().filter_map(|role| {
            let name = opened.header.cell(mapping.column(role)?).text();
            Some((role.key().to_owned(), header::normal(&name)))
        });
        Self { names: named.collect(), mapping: mapping.clone() }
    }

    /// The mapping for a file whose columns may stand elsewhere.
    fn for_file(mut self, opened: &Opened) -> Mapping {
        let row = opened.first.iter().find(|row| row.number == self.mapping.header_row);
        let named: Vec<String> = row
            .map(|row| row.cells.iter().map(|cell| header::normal(&cell.text())).collect())
            .unwrap_or_default();
        for role in Role::ALL {
            let Some(name) = self.names.get(role.key()) else { continue };
            let place = self.mapping.column_mut(role);
            let is_there = place.is_some_and(|at| named.get(at as usize) == Some(name));
            if !is_there && let Some(at) = named.iter().position(|other| other == name) {
                *place = u32::try_from(at).ok();
            }
        }
        self.mapping
    }
}

/// The mapping that holds for a file: what is given, what is remembered, what the names tell.
pub(super) async fn choose(
    app: &App,
    viewer: &Viewer,
    opened: &Opened,
    given: Option<Mapping>,
) -> Result<(Mapping, MappingFrom), OpsError> {
    if let Some(given) = given {
        return Ok((given, MappingFrom::Given));
    }
    let (conn, org) = (app.database().read(), viewer.organization_id);
    let found = store::file_mapping::find_by_fingerprint(conn, org, &opened.fingerprint()).await?;
    // What an older version remembered and this one cannot read is guessed anew.
    let known = found.and_then(|row| serde_json::from_value::<Remembered>(row.mapping.0).ok());
    Ok(match known {
        Some(known) => (known.for_file(opened), MappingFrom::Remembered),
        None => (opened.guess.clone(), MappingFrom::Guessed),
    })
}

/// The mapping with the root as the unit of all rows, when nothing else says which.
pub(super) async fn with_root(
    app: &App,
    viewer: &Viewer,
    mut mapping: Mapping,
) -> Result<Mapping, OpsError> {
    if mapping.unit.is_none() && mapping.unit_fixed.is_none() {
        let live = app.live(viewer.organization_id).await?;
        mapping.unit_fixed = live.read().directory.root().map(|root| root.code.clone());
    }
    Ok(mapping)
}

/// Remembers how files of this shape are understood, if that is new.
pub(super) async fn keep(
    app: &App,
    viewer: &Viewer,
    work: &mut Work,
    fingerprint: &str,
    file_name: &str,
    remembered: &Remembered,
) -> Result<(), OpsError> {
    let org = viewer.organization_id;
    let mapping =
        serde_json::to_value(remembered).map_err(|error| OpsError::Internal(error.to_string()))?;
    let known = store::file_mapping::find_by_fingerprint(work.tx(), org, fingerprint).await?;
    match known {
        Some(known) if known.mapping.0 == mapping => Ok(()),
        Some(known) => {
            let version = known.version;
            let model = Model {
                mapping: mapping.into(),
                file_name: file_name.to_owned(),
                updated_at: work.now_ms(),
                ..known
            };
            let model = store::file_mapping::update(work.tx(), model, version).await?;
            work.record("file_mapping.updated", &model, None).await
        }
        None => {
            let model = Model {
                id: app.new_id(),
                organization_id: org,
                fingerprint: fingerprint.to_owned(),
                file_name: file_name.to_owned(),
                mapping: mapping.into(),
                created_at: work.now_ms(),
                updated_at: work.now_ms(),
                version: 1,
            };
            let model = store::file_mapping::insert(work.tx(), model).await?;
            work.record("file_mapping.created", &model, None).await
        }
    }
}
