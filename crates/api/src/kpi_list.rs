//! The library of KPIs: filtered, searched, sorted.

use axum::extract::State;
use goals::id::PersonId;
use ops::live::Directory;
use ops::{kpi_sheet, names};
use serde::Deserialize;
use store::entity::kpi::Model;
use store::word::UserLocale;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::error::ApiResult;
use crate::extract::{Query, SignedIn};
use crate::kpi_view::Kpi;
use crate::paging::{Page, PageQuery, page};
use crate::state::ApiState;

/// Which KPIs.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct KpiQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Only of this perspective, by its code.
    perspective: Option<String>,
    /// Only of this function of the business.
    category: Option<String>,
    /// `true`: only leading ones; `false`: only lagging ones.
    leading: Option<bool>,
    /// Only those that this person answers for.
    #[param(value_type = Option<String>)]
    owner: Option<PersonId>,
    /// Only those whose code, names, question or description contain this.
    q: Option<String>,
    /// `true` lists archived ones too.
    #[serde(default)]
    archived: bool,
    /// By what they are sorted; as arranged when absent.
    #[serde(default)]
    #[param(inline)]
    sort: KpiSort,
    /// Whose values are shown, by identity or code; the whole organisation's when absent.
    unit: Option<String>,
}

/// By what KPIs are sorted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum KpiSort {
    /// As arranged.
    #[default]
    Position,
    /// By code.
    Code,
    /// By name.
    Name,
    /// By function of the business, then as arranged; those without one come last.
    Category,
    /// By perspective, then as arranged.
    Perspective,
}

/// A KPI's place in a list: its group, the position, or the text that it is sorted by, then its
/// identity.
type Place = (Group, i32, String, Uuid);

/// The place of a group among the others, then its name.
type Group = (i64, String);

/// The functions that the product has words for come first, in their order; then those that people
/// typed; then none.
fn category_group(category: &str) -> Group {
    let known = kpi_sheet::CATEGORIES.iter().position(|known| *known == category);
    let last = i64::MAX - i64::from(!category.is_empty());
    let place = known.and_then(|place| i64::try_from(place).ok()).unwrap_or(last);
    (place, category.to_owned())
}

fn perspective_group(directory: &Directory, code: &str) -> Group {
    let found = directory.perspective_by_code(code);
    (found.map_or(i64::MAX, |row| row.position.into()), code.to_owned())
}

impl KpiQuery {
    fn includes(&self, row: &Model) -> bool {
        let is_of =
            |wanted: &Option<String>, own: &str| wanted.as_ref().is_none_or(|one| one == own);
        let is_asked = |text: &str| {
            let asked = text.to_lowercase();
            [&row.code, &row.name, &row.question, &row.description]
                .into_iter()
                .chain(row.names.0.values())
                .any(|text| text.to_lowercase().contains(&asked))
        };
        (self.archived || row.archived_at.is_none())
            && is_of(&self.perspective, &row.perspective)
            && is_of(&self.category, &row.category)
            && self.leading.is_none_or(|leading| row.leading == leading)
            && self.owner.is_none_or(|owner| row.owner_person_id == Some(owner.0))
            && self.q.as_deref().is_none_or(is_asked)
    }

    fn place(&self, row: &Model, directory: &Directory, locale: UserLocale) -> Place {
        let one = Group::default();
        match self.sort {
            KpiSort::Position => (one, row.position, String::new(), row.id),
            KpiSort::Code => (one, 0, row.code.clone(), row.id),
            KpiSort::Name => (one, 0, names::of_kpi(row, locale).to_owned(), row.id),
            KpiSort::Category => {
                (category_group(&row.category), row.position, String::new(), row.id)
            }
            KpiSort::Perspective => {
                let group = perspective_group(directory, &row.perspective);
                (group, row.position, String::new(), row.id)
            }
        }
    }
}

/// The KPIs, as arranged unless asked otherwise, each with its latest value for the unit.
#[utoipa::path(get, path = "/kpis", tag = "kpis", params(KpiQuery),
    responses((status = 200, body = Page<Kpi>)))]
pub(crate) async fn list_kpis(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<KpiQuery>,
) -> ApiResult<axum::Json<Page<Kpi>>> {
    let paging = PageQuery { limit: query.limit, cursor: query.cursor.clone() };
    let limit = paging.limit()?;
    let after: Option<Place> = paging.after()?;
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let mut rows: Vec<&Model> = live.directory.kpis().filter(|row| query.includes(row)).collect();
    let place = |row: &&Model| query.place(row, &live.directory, viewer.locale);
    rows.sort_by_cached_key(place);
    if let Some(after) = after {
        rows.retain(|row| place(row) > after);
    }
    let unit = query.unit.as_deref().map(|unit| ops::subject::unit(&live.directory, unit));
    let unit = unit.transpose()?;
    let view = |row: &Model| Kpi::of(row, unit, &live, &viewer);
    Ok(axum::Json(page(rows, limit, place, view)))
}
