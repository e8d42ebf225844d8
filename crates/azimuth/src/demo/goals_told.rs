//! The goals of the demo, lived through: written, published, aligned, reported on, moved, graded.

use goals::alignment::AlignmentTarget;
use goals::id::{KeyResultId, ObjectiveId};
use ops::patch::Patch;
use ops::{alignment, check_in, key_result, kpi_link, milestone, objective};
use store::json::Phase;
use store::page::Archived;
use store::word::{KeyResultKind, KpiRole};

use super::cast::{Cast, named};
use super::content::{Goalpost, KeyResult};
use super::story::Moment;
use crate::failure::Failure;

/// Lives through one moment of a goal.
///
/// # Errors
/// When a use case refuses, which would be a fault of the content, or the database fails.
pub(super) async fn live_through(cast: &mut Cast, moment: Moment) -> Result<(), Failure> {
    match moment {
        Moment::Written { objective } => write(cast, objective).await,
        Moment::Published { objective } => {
            let told = &cast.content.objectives[objective];
            let id = named(&cast.objectives, &told.key);
            objective::publish(&cast.app, &cast.person(&told.owner), id).await?;
            Ok(())
        }
        Moment::Aligned { objective, alignment } => align(cast, objective, alignment).await,
        Moment::CheckIn { objective, key_result, check_in } => {
            report(cast, objective, key_result, check_in).await
        }
        Moment::MilestoneDone { objective, key_result, milestone } => {
            finish(cast, objective, key_result, milestone).await
        }
        Moment::GoalpostMoved { objective, key_result, change } => {
            move_goalpost(cast, objective, key_result, change).await
        }
        Moment::Excluded { objective, key_result } => exclude(cast, objective, key_result).await,
        Moment::Graded { objective } => grade(cast, objective).await,
        Moment::Flights { .. }
        | Moment::CycleBegins(_)
        | Moment::CycleEnds(_)
        | Moment::CycleClosed(_) => Ok(()),
    }
}

async fn write(cast: &mut Cast, at: usize) -> Result<(), Failure> {
    let told = &cast.content.objectives[at];
    let viewer = cast.person(&told.owner);
    let input = objective::Create {
        cycle: named(&cast.cycles, &told.cycle),
        title: told.title.in_language(cast.language),
        description: told.description.in_language(cast.language),
        kind: told.kind,
        owner_unit: told.owner_unit.as_ref().map(|code| named(&cast.units, code)),
        owner_person: Some(named(&cast.people, &told.owner)),
        strategic_pillar: told.pillar.as_ref().map(|key| named(&cast.pillars, key)),
        progress_mode: told.progress_mode,
        weight: told.weight,
        visibility: told.visibility,
        position: i32::try_from(at).unwrap_or(0),
    };
    let made = objective::create(&cast.app, &viewer, input).await?.value;
    cast.objectives.insert(told.key.clone(), ObjectiveId(made.id));
    for key_result in 0..cast.content.objectives[at].key_results.len() {
        write_key_result(cast, at, key_result).await?;
    }
    Ok(())
}

async fn write_key_result(cast: &mut Cast, objective: usize, at: usize) -> Result<(), Failure> {
    let goal = &cast.content.objectives[objective];
    let told = &goal.key_results[at];
    let viewer = cast.person(&goal.owner);
    let made = key_result::create(&cast.app, &viewer, new_key_result(cast, objective, at)).await?;
    let id = KeyResultId(made.value.id);
    for link in &told.links {
        let input = kpi_link::Create {
            key_result: id,
            kpi: named(&cast.kpis, &link.kpi),
            role: link.role,
            org_unit: Some(named(&cast.units, &link.unit)),
            person: None,
            window: link.window,
            window_periods: link.window_periods,
            limit_value: link.limit,
            weight: 1.0,
        };
        kpi_link::create(&cast.app, &viewer, input).await?;
    }
    let milestones = store::milestone::of_key_results(
        cast.app.database().read(),
        cast.organization_id,
        &[id.0],
        Archived::Without,
    )
    .await?;
    let key = told.key.clone();
    let steps = milestones.into_iter().map(|row| row.id.into()).collect();
    cast.milestones.insert(key.clone(), steps);
    cast.key_results.insert(key, id);
    Ok(())
}

fn new_key_result(cast: &Cast, objective: usize, at: usize) -> key_result::Create {
    let goal = &cast.content.objectives[objective];
    let told = &goal.key_results[at];
    let set = |value: Option<f64>| value.map_or(Patch::Keep, Patch::Set);
    let phase = |phase: &super::content::Phase| Phase { on: phase.on.into(), share: phase.share };
    let step = |step: &super::content::Milestone| milestone::New {
        title: step.title.in_language(cast.language),
        weight: step.weight,
        due_on: step.due_on,
    };
    key_result::Create {
        objective: named(&cast.objectives, &goal.key),
        title: told.title.in_language(cast.language),
        description: told.description.in_language(cast.language),
        owner_person: Some(named(&cast.people, &told.owner)),
        kind: told.kind,
        numbers: key_result::Numbers {
            start_value: set(told.start),
            target_value: set(told.target),
            target_high: set(told.target_high),
            zero_low: set(told.zero_low),
            zero_high: set(told.zero_high),
        },
        over_time: told.over_time,
        unit: told.unit.in_language(cast.language),
        format: told.format,
        decimals: told.decimals,
        pace: told.pace,
        phases: told.phases.iter().map(phase).collect(),
        weight: told.weight,
        position: i32::try_from(at).unwrap_or(0),
        milestones: told.milestones.iter().map(step).collect(),
    }
}

async fn align(cast: &Cast, objective: usize, at: usize) -> Result<(), Failure> {
    let goal = &cast.content.objectives[objective];
    let told = &goal.aligned_to[at];
    let target = match (&told.objective, &told.key_result) {
        (Some(key), _) => AlignmentTarget::Objective(named(&cast.objectives, key)),
        (None, Some(key)) => AlignmentTarget::KeyResult(named(&cast.key_results, key)),
        (None, None) => return Ok(()),
    };
    let input = alignment::Create {
        objective: named(&cast.objectives, &goal.key),
        target,
        contribution: told.contribution,
    };
    alignment::create(&cast.app, &cast.person(&goal.owner), input).await?;
    Ok(())
}

/// Whether a KPI or milestones give the value, so that a check-in carries none.
fn is_measured(told: &KeyResult) -> bool {
    told.kind == KeyResultKind::Milestones
        || told.links.iter().any(|link| link.role == KpiRole::Measures)
}

async fn report(
    cast: &Cast,
    objective: usize,
    key_result: usize,
    at: usize,
) -> Result<(), Failure> {
    let told = &cast.content.objectives[objective].key_results[key_result];
    let report = &told.check_ins[at];
    let input = check_in::Record {
        value: report.value.filter(|_| !is_measured(told)),
        confidence: report.confidence,
        status: report.status,
        note: report.note.in_language(cast.language),
        blocker: report.blocker.in_language(cast.language),
        next_step: report.next_step.in_language(cast.language),
    };
    let id = named(&cast.key_results, &told.key);
    check_in::record(&cast.app, &cast.person(&told.owner), id, input).await?;
    Ok(())
}

async fn finish(
    cast: &Cast,
    objective: usize,
    key_result: usize,
    at: usize,
) -> Result<(), Failure> {
    let told = &cast.content.objectives[objective].key_results[key_result];
    let Some(id) = cast.milestones.get(&told.key).and_then(|steps| steps.get(at)) else {
        return Ok(());
    };
    let day = told.milestones[at].done_on;
    let edit = milestone::Edit {
        version: 1,
        done_on: day.map_or(Patch::Keep, Patch::Set),
        ..milestone::Edit::default()
    };
    milestone::update(&cast.app, &cast.person(&told.owner), *id, edit).await?;
    Ok(())
}

async fn move_goalpost(
    cast: &Cast,
    objective: usize,
    key_result: usize,
    at: usize,
) -> Result<(), Failure> {
    let goal = &cast.content.objectives[objective];
    let told = &goal.key_results[key_result];
    let change = &told.goalpost_changes[at];
    let mut numbers = key_result::Numbers::default();
    match change.field {
        Goalpost::Start => numbers.start_value = Patch::Set(change.to),
        Goalpost::Target => numbers.target_value = Patch::Set(change.to),
    }
    let edit = key_result::Edit {
        numbers,
        reason: Some(change.reason.in_language(cast.language)),
        ..key_result::Edit::default()
    };
    edit_key_result(cast, objective, key_result, edit).await
}

async fn exclude(cast: &Cast, objective: usize, key_result: usize) -> Result<(), Failure> {
    let told = &cast.content.objectives[objective].key_results[key_result];
    let edit = key_result::Edit {
        is_excluded: Some(true),
        reason: Some(told.exclusion_reason.in_language(cast.language)),
        ..key_result::Edit::default()
    };
    edit_key_result(cast, objective, key_result, edit).await
}

async fn edit_key_result(
    cast: &Cast,
    objective: usize,
    key_result: usize,
    edit: key_result::Edit,
) -> Result<(), Failure> {
    let goal = &cast.content.objectives[objective];
    let id = named(&cast.key_results, &goal.key_results[key_result].key);
    let version = key_result_version(cast, id).await?;
    let edit = key_result::Edit { version, ..edit };
    key_result::update(&cast.app, &cast.person(&goal.owner), id, edit).await?;
    Ok(())
}

async fn key_result_version(cast: &Cast, id: KeyResultId) -> Result<i32, Failure> {
    let conn = cast.app.database().read();
    let row = store::key_result::find(conn, cast.organization_id, id.0).await?;
    Ok(row.map_or(1, |row| row.version))
}

/// Grades an objective: its key results as progress suggests, itself as the content tells.
async fn grade(cast: &Cast, at: usize) -> Result<(), Failure> {
    let goal = &cast.content.objectives[at];
    let viewer = cast.person(&goal.owner);
    for told in &goal.key_results {
        let id = named(&cast.key_results, &told.key);
        let suggested = {
            let live = cast.app.live(cast.organization_id).await?;
            let state = live.read();
            state.graph.key_result(id).and_then(|score| goals::grade::suggested(score.progress))
        };
        let reason = told.grade.as_ref().and_then(|grade| grade.reason.as_ref());
        let given = told.grade.as_ref().filter(|_| reason.is_some()).map(|grade| grade.value);
        if let Some(grade) = given.or(suggested) {
            let version = key_result_version(cast, id).await?;
            let reason = reason.map(|text| text.in_language(cast.language));
            key_result::grade(&cast.app, &viewer, id, version, grade, reason).await?;
        }
    }
    let id = named(&cast.objectives, &goal.key);
    let suggested = {
        let live = cast.app.live(cast.organization_id).await?;
        let state = live.read();
        state.graph.objective(id).and_then(|score| goals::grade::suggested(score.progress))
    };
    let reason = goal.grade.as_ref().and_then(|grade| grade.reason.as_ref());
    let given = goal.grade.as_ref().filter(|_| reason.is_some()).map(|grade| grade.value);
    let Some(value) = given.or(suggested) else { return Ok(()) };
    let conn = cast.app.database().read();
    let row = store::objective::find(conn, cast.organization_id, id.0).await?;
    let version = row.map_or(1, |row| row.version);
    let reason = reason.map(|text| text.in_language(cast.language));
    objective::grade(&cast.app, &viewer, id, version, value, reason).await?;
    Ok(())
}
