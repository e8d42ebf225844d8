//! `/alerts`: warnings about KPIs, the most urgent first, and taking notice of them.

use axum::extract::State;
use goals::id::{AlertId, KeyResultId, ObjectiveId};
use ops::alert::{Acknowledge, Mending, Question, may_acknowledge};
use ops::live::LiveState;
use ops::patch::Patch;
use ops::{OpsError, Outcome, Viewer};
use serde::{Deserialize, Serialize};
use store::alert::Standing;
use store::entity::alert::Model;
use store::word::{AlertKind, ObjectiveState};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::actors::Actors;
use crate::alert_recovery::NewRecovery;
use crate::error::ApiResult;
use crate::extract::{Json, Path, Query, SignedIn};
use crate::kpi_link::{KpiRef, store_page};
use crate::paging::Page;
use crate::state::ApiState;
use crate::time::{Day, Instant};
use crate::view::{PersonRef, Score, UnitRef};

pub(crate) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(list_alerts))
        .routes(routes!(count_alerts))
        .routes(routes!(acknowledge_alert))
}

/// A warning about a KPI of a unit.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Alert {
    /// Identity.
    pub id: AlertId,
    /// Give it back when acknowledging.
    pub version: i32,
    /// What it warns of.
    pub kind: AlertKind,
    /// Where it stands.
    pub state: AlertState,
    /// The KPI.
    pub kpi: KpiRef,
    /// The unit.
    pub unit: Option<UnitRef>,
    /// Who answers for the KPI's value.
    pub owner: Option<PersonRef>,
    /// Who answers for its data.
    pub steward: Option<PersonRef>,
    /// First day of the period in which it began.
    pub since: Day,
    /// What happened, as it was when the alert opened.
    pub facts: AlertFacts,
    /// When it was opened.
    pub opened_at: Instant,
    /// When the numbers closed it.
    pub closed_at: Option<Instant>,
    /// When somebody took notice.
    pub acknowledged_at: Option<Instant>,
    /// Who took notice.
    pub acknowledged_by: Option<PersonRef>,
    /// Why it was so, in their words.
    pub cause: Option<String>,
    /// The objective that is to mend it; null when the viewer may not see it.
    pub objective: Option<AlertObjective>,
    /// Whether the viewer may take notice of it.
    pub may_acknowledge: bool,
}

/// Where an alert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlertState {
    /// Nobody has taken notice.
    Open,
    /// Somebody has taken notice; the numbers are not back yet.
    Acknowledged,
    /// The numbers are back.
    Closed,
}

/// The objective that is to mend it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AlertObjective {
    /// Identity.
    pub id: ObjectiveId,
    /// Title.
    pub title: String,
    /// Draft, published or closed.
    pub state: ObjectiveState,
    /// Whether it is out of use.
    pub is_archived: bool,
    /// How it stands.
    pub score: Score,
    /// The key result that is to mend it, where one is named.
    pub key_result: Option<AlertKeyResult>,
}

/// The key result that is to mend it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AlertKeyResult {
    /// Identity.
    pub id: KeyResultId,
    /// Title.
    pub title: String,
    /// How it stands.
    pub score: Score,
}

/// What happened, in numbers; what does not belong to the kind is null.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AlertFacts {
    /// First day after the span that it is about.
    pub until: Option<Day>,
    /// The value of the period, or what the span will most likely come to.
    pub value: Option<f64>,
    /// The lower end of the forecast's interval.
    pub lower: Option<f64>,
    /// The upper end of the forecast's interval.
    pub upper: Option<f64>,
    /// How likely the target is reached; 1.0 is certain.
    pub probability: Option<f64>,
    /// What was to be expected.
    pub expected: Option<f64>,
    /// Robust standard deviations above that; negative below.
    pub score: Option<f64>,
    /// The target.
    pub target: Option<f64>,
    /// The floor.
    pub floor: Option<f64>,
    /// Lower end of the corridor.
    pub range_low: Option<f64>,
    /// Upper end of the corridor.
    pub range_high: Option<f64>,
    /// The last day on which the value would have been in time.
    pub due_on: Option<Day>,
    /// How many periods are missing.
    pub late_periods: Option<u32>,
}

/// Which alerts.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AlertQuery {
    /// How many items at most, 1 to 200; 50 when absent.
    limit: Option<u64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Where they stand: `open` (nobody has taken notice), `acknowledged`, `closed`, `current` (not
    /// closed) or `any`; `current` when absent.
    #[param(inline)]
    state: Option<AlertFilter>,
    /// Only of this kind.
    kind: Option<AlertKind>,
    /// Only about this KPI, by identity or code.
    kpi: Option<String>,
    /// Only about this unit, by identity or code.
    unit: Option<String>,
    /// `true` lists only those about KPIs that one owns or feeds.
    #[serde(default)]
    mine: bool,
}

/// Where alerts stand.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlertFilter {
    /// Not closed.
    #[default]
    Current,
    /// Nobody has taken notice.
    Open,
    /// Somebody has taken notice.
    Acknowledged,
    /// The numbers are back.
    Closed,
    /// All of them.
    Any,
}

/// How many alerts nobody has taken notice of.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AlertCount {
    /// All of them.
    pub open: u64,
    /// Those about KPIs that one owns or feeds.
    pub mine: u64,
}

/// Why an alert came to be, and what is to mend it: at most one of an objective, a key result and a
/// recovery. Without any of them, what was said before stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AlertAcknowledgement {
    version: i32,
    /// Why it was so.
    cause: String,
    /// The objective that is to mend it; null unlinks the one that was.
    #[serde(default)]
    #[schema(value_type = Option<ObjectiveId>)]
    objective_id: Patch<ObjectiveId>,
    /// The key result that is to mend it.
    key_result_id: Option<KeyResultId>,
    /// An objective that is opened to mend it.
    recovery: Option<NewRecovery>,
}

impl AlertAcknowledgement {
    fn mending(
        objective: Patch<ObjectiveId>,
        key_result: Option<KeyResultId>,
        recovery: Option<NewRecovery>,
    ) -> Result<Mending, OpsError> {
        match (objective, key_result, recovery) {
            (Patch::Keep, None, None) => Ok(Mending::Keep),
            (Patch::Clear, None, None) => Ok(Mending::Nothing),
            (Patch::Set(id), None, None) => Ok(Mending::Objective(id)),
            (Patch::Keep | Patch::Clear, Some(id), None) => Ok(Mending::KeyResult(id)),
            (Patch::Keep | Patch::Clear, None, Some(new)) => Ok(Mending::Recovery(new.into())),
            _ => {
                let message = "give one of `objective_id`, `key_result_id` and `recovery`";
                Err(OpsError::field("objective_id", "one_of", message))
            }
        }
    }
}

impl AlertFacts {
    fn of(facts: &store::alert::Facts) -> Self {
        Self {
            until: facts.until_on.map(|day| Day(day.0)),
            value: facts.value,
            lower: facts.lower,
            upper: facts.upper,
            probability: facts.probability,
            expected: facts.expected,
            score: facts.score,
            target: facts.target,
            floor: facts.floor,
            range_low: facts.range_low,
            range_high: facts.range_high,
            due_on: facts.due_on.map(|day| Day(day.0)),
            late_periods: facts.late_periods,
        }
    }
}

impl AlertObjective {
    /// What is to mend the alert; `None` when nothing is, or the viewer may not see it.
    fn of(model: &Model, viewer: &Viewer, live: &LiveState) -> Option<Self> {
        let id = model.objective_id?;
        let card = live.directory.objective(id)?;
        viewer.sees_objective(&live.directory, id).then_some(())?;
        let key_result = model.key_result_id.and_then(|id| {
            let score = live.graph.key_result(KeyResultId(id));
            Some(AlertKeyResult {
                id: KeyResultId(id),
                title: live.directory.key_result(id)?.title.to_string(),
                score: score.map_or(Score::UNKNOWN, Score::from),
            })
        });
        Some(Self {
            id: ObjectiveId(id),
            title: card.title.to_string(),
            state: card.state,
            is_archived: card.is_archived,
            score: live.graph.objective(ObjectiveId(id)).map_or(Score::UNKNOWN, Score::from),
            key_result,
        })
    }
}

impl Alert {
    /// Shows an alert to a viewer; `None` when its KPI is not there.
    pub(crate) fn of(
        model: &Model,
        actors: &Actors,
        viewer: &Viewer,
        live: &LiveState,
    ) -> Option<Self> {
        let directory = &live.directory;
        let kpi = directory.kpi(model.kpi_id)?;
        let state = match (model.closed_at, model.acknowledged_at) {
            (Some(_), _) => AlertState::Closed,
            (None, Some(_)) => AlertState::Acknowledged,
            (None, None) => AlertState::Open,
        };
        Some(Self {
            id: AlertId(model.id),
            version: model.version,
            kind: model.kind,
            state,
            kpi: KpiRef::of(kpi, viewer.locale),
            unit: UnitRef::find(directory, Some(model.org_unit_id)),
            owner: PersonRef::find(directory, kpi.owner_person_id),
            steward: PersonRef::find(directory, kpi.steward_person_id),
            since: Day(model.since_on.0),
            facts: AlertFacts::of(&model.facts.0),
            opened_at: Instant::from_ms(model.opened_at),
            closed_at: model.closed_at.map(Instant::from_ms),
            acknowledged_at: model.acknowledged_at.map(Instant::from_ms),
            acknowledged_by: actors.person(directory, model.acknowledged_by),
            cause: model.cause.clone(),
            objective: AlertObjective::of(model, viewer, live),
            may_acknowledge: state != AlertState::Closed
                && may_acknowledge(viewer, directory, model.kpi_id),
        })
    }
}

/// Alerts, the most urgent first; what somebody has taken notice of comes after the rest.
#[utoipa::path(get, path = "/alerts", tag = "kpis", params(AlertQuery),
    responses((status = 200, body = Page<Alert>)))]
async fn list_alerts(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Query(query): Query<AlertQuery>,
) -> ApiResult<axum::Json<Page<Alert>>> {
    let page = store_page(query.limit, query.cursor)?;
    let standing = match query.state.unwrap_or_default() {
        AlertFilter::Current => Standing::Open,
        AlertFilter::Open => Standing::Unacknowledged,
        AlertFilter::Acknowledged => Standing::Acknowledged,
        AlertFilter::Closed => Standing::Closed,
        AlertFilter::Any => Standing::Any,
    };
    let AlertQuery { kind, kpi, unit, mine, .. } = query;
    let question = Question { standing, kind, kpi, unit, mine };
    let found = ops::alert::list(&state.app, &viewer, &question, &page).await?;
    let actors = actors(&state, &viewer, &found.items).await?;
    let live = state.app.live(viewer.organization_id).await?;
    let live = live.read();
    let items = found.items.iter().filter_map(|row| Alert::of(row, &actors, &viewer, &live));
    let next_cursor = found.next.map(|next| next.to_string());
    Ok(axum::Json(Page { items: items.collect(), next_cursor }))
}

/// How many alerts nobody has taken notice of.
#[utoipa::path(get, path = "/alerts/count", tag = "kpis",
    responses((status = 200, body = AlertCount)))]
async fn count_alerts(
    State(state): State<ApiState>,
    viewer: SignedIn,
) -> ApiResult<axum::Json<AlertCount>> {
    let all = Question { standing: Standing::Unacknowledged, ..Question::default() };
    let open = ops::alert::count(&state.app, &viewer, &all).await?;
    let mine = Question { mine: true, ..all };
    let mine = ops::alert::count(&state.app, &viewer, &mine).await?;
    Ok(axum::Json(AlertCount { open, mine }))
}

/// Takes notice of an alert: says why it was so and what is to mend it, which may be an objective
/// that is opened with it. It stays until the numbers close it.
#[utoipa::path(post, path = "/alerts/{id}/acknowledge", tag = "kpis",
    params(("id" = AlertId, Path)), request_body = AlertAcknowledgement,
    responses((status = 200, body = Alert)))]
async fn acknowledge_alert(
    State(state): State<ApiState>,
    viewer: SignedIn,
    Path(id): Path<AlertId>,
    Json(input): Json<AlertAcknowledgement>,
) -> ApiResult<axum::Json<Alert>> {
    let AlertAcknowledgement { version, cause, objective_id, key_result_id, recovery } = input;
    let mending = AlertAcknowledgement::mending(objective_id, key_result_id, recovery)?;
    let input = Acknowledge { version, cause, mending };
    let Outcome { value, .. } = ops::alert::acknowledge(&state.app, &viewer, id, input).await?;
    let actors = actors(&state, &viewer, std::slice::from_ref(&value)).await?;
    let live = state.app.live(viewer.organization_id).await?;
    let shown = Alert::of(&value, &actors, &viewer, &live.read());
    let shown = shown.ok_or_else(|| OpsError::not_found("alert", id))?;
    Ok(axum::Json(shown))
}

/// The people who took notice of alerts.
pub(crate) async fn actors(state: &ApiState, viewer: &Viewer, rows: &[Model]) -> ApiResult<Actors> {
    let users = rows.iter().filter_map(|row| row.acknowledged_by).collect();
    Actors::read(state, viewer.organization_id, users).await
}
