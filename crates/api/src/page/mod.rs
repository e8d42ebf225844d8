//! Pages: everything that one page shows, in one answer, so that it appears at once and is of one
//! moment.

pub mod activity;
pub mod alignment_map;
pub mod check_in_sheet;
pub mod company;
pub mod cycle_ref;
pub mod due;
pub mod goals_shown;
pub mod kpi_tree;
pub mod kpi_wall;
pub mod objective_page;
pub mod person;
pub mod unit;

use utoipa_axum::router::OpenApiRouter;

use crate::state::ApiState;

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .merge(company::routes())
        .merge(unit::routes())
        .merge(person::routes())
        .merge(objective_page::routes())
        .merge(check_in_sheet::routes())
        .merge(alignment_map::routes())
        .merge(kpi_tree::routes())
}
