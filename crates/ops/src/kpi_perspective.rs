//! Perspectives 维度: the views of the business that KPIs are arranged under.
//!
//! Every organisation begins with four (money, customers, how the work is done, people and skills),
//! renames them and adds its own. A KPI names its perspective by code, which therefore never
//! changes.

use goals::access::{Action, Thing};
use goals::id::KpiPerspectiveId;
use store::entity::kpi_perspective::Model;
use store::json::{Json, Names};
use store::word::UserLocale;

use crate::app::App;
use crate::archive::Archive;
use crate::check::Checks;
use crate::error::OpsError;
use crate::limits::PERSPECTIVES_MAX;
use crate::live::Directory;
use crate::names;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

const ENTITY: &str = "kpi_perspective";

/// What every organisation begins with: code, English name, Chinese name.
const FOUR: [(&str, &str, &str); 4] = [
    ("financial", "Financial", "财务"),
    ("customer", "Customer", "客户"),
    ("process", "Process", "流程"),
    ("learning", "Learning", "学习与成长"),
];

/// A new perspective.
#[derive(Debug, Clone)]
pub struct Create {
    /// Unique, and for good: KPIs name their perspective by it.
    pub code: String,
    /// In a few words.
    pub name: String,
    /// Its name in languages where it is another one.
    pub names: Names,
    /// Where it stands among the others; after the last when absent.
    pub position: Option<i32>,
}

/// An edit; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The version that the edit was made on.
    pub version: i32,
    /// In a few words.
    pub name: Option<String>,
    /// All names by language; a blank one is taken away.
    pub names: Option<Names>,
    /// Where it stands among the others.
    pub position: Option<i32>,
}

/// Adds a perspective.
///
/// # Errors
/// `Forbidden` unless performance is the viewer's to administer; `Invalid` for an empty name or a
/// bad code; `Store(Conflict)` for a code that is taken; `TooLarge` when there are very many.
pub async fn create(app: &App, viewer: &Viewer, input: Create) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManagePerspectives, &Thing::Organization, ENTITY, "")?;
    let mut work = Work::begin(app, viewer).await?;
    let (count, last) = {
        let live = work.live().read();
        let all = live.directory.perspectives();
        all.fold((0, 0), |(count, last), row| (count + 1, row.position.max(last)))
    };
    if count >= PERSPECTIVES_MAX {
        let (got, limit) = (count + 1, PERSPECTIVES_MAX);
        return Err(OpsError::TooLarge { what: "perspectives", got, limit });
    }
    let model = Model {
        id: app.new_id(),
        organization_id: viewer.organization_id,
        code: input.code.trim().to_owned(),
        name: input.name.trim().to_owned(),
        names: Json(names::cleaned(input.names)),
        position: input.position.unwrap_or(last + 1),
        archived_at: None,
        created_at: work.now_ms(),
        updated_at: work.now_ms(),
        version: 1,
    };
    check(&model)?;
    let model = store::kpi_perspective::insert(work.tx(), model).await?;
    work.record("kpi_perspective.created", &model, None).await?;
    work.commit(model).await
}

/// Edits a perspective.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid`, or `Stale` when somebody else edited it since.
pub async fn update(
    app: &App,
    viewer: &Viewer,
    id: KpiPerspectiveId,
    edit: Edit,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManagePerspectives, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, id).await?;
    let before = model.name.clone();
    model.name = edit.name.unwrap_or(model.name).trim().to_owned();
    model.names = Json(names::edited(model.names.0, edit.names, &before, &model.name));
    model.position = edit.position.unwrap_or(model.position);
    model.updated_at = work.now_ms();
    check(&model)?;
    let model = store::kpi_perspective::update(work.tx(), model, edit.version).await?;
    work.record("kpi_perspective.updated", &model, None).await?;
    work.commit(model).await
}

/// Archives a perspective or takes it back: KPIs that have an archived one keep it, new ones cannot
/// choose it.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub async fn set_archived(
    app: &App,
    viewer: &Viewer,
    id: KpiPerspectiveId,
    archive: Archive,
) -> Result<Outcome<Model>, OpsError> {
    viewer.may(Action::ManagePerspectives, &Thing::Organization, ENTITY, id)?;
    let mut work = Work::begin(app, viewer).await?;
    let mut model = find(&work, id).await?;
    if !archive.apply(&mut model.archived_at, work.now_ms()) {
        return work.commit(model).await;
    }
    model.updated_at = work.now_ms();
    let version = model.version;
    let model = store::kpi_perspective::update(work.tx(), model, version).await?;
    work.record(&archive.kind(ENTITY), &model, None).await?;
    work.commit(model).await
}

/// Writes the four that every organisation begins with; their main names are in the language of the
/// founder.
pub(crate) async fn insert_four(
    app: &App,
    work: &mut Work,
    locale: UserLocale,
) -> Result<(), OpsError> {
    for (position, (code, english, chinese)) in (1..).zip(FOUR) {
        let names = [(UserLocale::En, english), (UserLocale::ZhCn, chinese)];
        let names: Names = names.map(|(tag, name)| (tag.to_string(), name.to_owned())).into();
        let model = Model {
            id: app.new_id(),
            organization_id: work.organization_id(),
            code: code.to_owned(),
            name: names::shown(english, &names, locale).to_owned(),
            names: Json(names),
            position,
            archived_at: None,
            created_at: work.now_ms(),
            updated_at: work.now_ms(),
            version: 1,
        };
        let model = store::kpi_perspective::insert(work.tx(), model).await?;
        work.record("kpi_perspective.created", &model, None).await?;
    }
    Ok(())
}

/// The code that a copied or imported KPI gets when `wanted` is not in use here: the first in the
/// arrangement that is.
pub(crate) fn nearest(directory: &Directory, wanted: &str) -> String {
    let in_use = |code: &str| {
        directory.perspective_by_code(code).is_some_and(|row| row.archived_at.is_none())
    };
    let first = directory
        .perspectives()
        .filter(|row| row.archived_at.is_none())
        .min_by_key(|row| (row.position, row.id));
    match (in_use(wanted), first) {
        (false, Some(first)) => first.code.clone(),
        _ => wanted.to_owned(),
    }
}

/// Notes a perspective that is not there, or that is archived and was not the KPI's before.
pub(crate) fn check_choice(
    checks: &mut Checks,
    directory: &Directory,
    code: &str,
    before: Option<&str>,
) {
    if before == Some(code) {
        return;
    }
    let of_use = || {
        let in_use = directory.perspectives().filter(|row| row.archived_at.is_none());
        in_use.map(|row| row.code.as_str()).collect::<Vec<_>>().join(", ")
    };
    match directory.perspective_by_code(code) {
        None => {
            let message =
                format!("`{code}` is no perspective of this organisation; in use are {}", of_use());
            checks.refuse("perspective", "unknown_reference", message);
        }
        Some(row) if row.archived_at.is_some() => {
            let message = format!("the perspective `{code}` is archived; in use are {}", of_use());
            checks.refuse("perspective", "archived_reference", message);
        }
        Some(_) => {}
    }
}

/// The perspective's name for a reader; the code where it has none.
pub fn name<'a>(directory: &'a Directory, code: &'a str, locale: UserLocale) -> &'a str {
    let found = directory.perspective_by_code(code);
    found.map_or(code, |row| names::shown(&row.name, &row.names.0, locale))
}

async fn find(work: &Work, id: KpiPerspectiveId) -> Result<Model, OpsError> {
    store::kpi_perspective::find(work.tx(), work.organization_id(), id.0)
        .await?
        .ok_or_else(|| OpsError::not_found(ENTITY, id))
}

fn check(model: &Model) -> Result<(), OpsError> {
    let mut checks = Checks::default();
    checks.code("code", &model.code);
    checks.name("name", &model.name);
    names::check(&mut checks, &model.names.0);
    checks.finish()
}
