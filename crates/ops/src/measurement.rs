//! Measurements 数据点: recorded by hand, or many in one request. Files come in through `import.rs`.
//!
//! A measurement is never overwritten. Another value for the same KPI, subject and period is a
//! correction: it supersedes the earlier one and says why, and both stay on the record. The same
//! value again changes nothing.

use std::io::Read;

use goals::access::Action;
use goals::id::{KpiId, OrgUnitId, PersonId};
use jiff::civil::Date;
use store::entity::measurement::Model;
use store::kpi_version::is_computed_on;
use store::measurement::{NewPoint, Origin};
use store::word::{MeasurementSource, SubjectKind};

use crate::app::App;
use crate::check::Checks;
use crate::error::{FieldError, OpsError};
use crate::import::{self, Format, Options};
use crate::intake::catalog::{self, Catalog, Given, Number};
use crate::intake::writer::Writer;
use crate::intake::{Mode, Rejected, Report};
use crate::kpi;
use crate::limits::{IMPORT_REJECTED_SHOWN_MAX, MEASUREMENTS_PER_REQUEST_MAX};
use crate::live::{Directory, convert};
use crate::period_label;
use crate::subject;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

/// One value, recorded by hand.
#[derive(Debug, Clone)]
pub struct Record {
    /// The unit that it was measured for, or in which the person's value counts: that of the
    /// primary membership on the first day of the period when absent. Without both it is the root.
    pub org_unit: Option<OrgUnitId>,
    /// The person that it was measured for.
    pub person: Option<PersonId>,
    /// First day of the period.
    pub period_on: Date,
    /// The value, unless the KPI is a ratio.
    pub value: Option<f64>,
    /// Above the line, when the KPI is a ratio.
    pub numerator: Option<f64>,
    /// Below the line, when the KPI is a ratio.
    pub denominator: Option<f64>,
    /// A word about it; a correction needs one.
    pub note: Option<String>,
}

/// Records a value by hand.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` for an unknown unit, a day that does not begin a period, a
/// period that has not begun, numbers of the wrong kind, or a correction without a note; `State`
/// when the KPI is archived.
pub async fn record(
    app: &App,
    viewer: &Viewer,
    id: KpiId,
    input: Record,
) -> Result<Outcome<Model>, OpsError> {
    keep(app, viewer, id, input, MeasurementSource::Manual).await
}

/// Lets a value be what a program says it is; KPI and unit by code or identity, the period by first
/// day or name. A correction needs no note, since there is nobody to write one.
///
/// # Errors
/// As [`record`].
pub async fn put(app: &App, viewer: &Viewer, item: &Item) -> Result<Outcome<Model>, OpsError> {
    let live = app.live(viewer.organization_id).await?;
    let (id, input) = {
        let state = live.read();
        let owner = kpi::named(&state.directory, &item.kpi)?;
        let org_unit = item.unit.as_deref().map(|named| subject::unit(&state.directory, named));
        let person = item.person.as_deref().map(|named| subject::person(&state.directory, named));
        let (org_unit, person) = (org_unit.transpose()?, person.transpose()?);
        let calendar = state.directory.calendar();
        let period_on = period_label::parse(&calendar, owner.frequency.into(), &item.period)
            .map_err(|message| OpsError::field("period", "bad_period", message))?;
        let (value, numerator, denominator) = (item.value, item.numerator, item.denominator);
        let note = Some(item.note.clone());
        let input = Record { org_unit, person, period_on, value, numerator, denominator, note };
        (KpiId(owner.id), input)
    };
    keep(app, viewer, id, input, MeasurementSource::Api).await
}

async fn keep(
    app: &App,
    viewer: &Viewer,
    id: KpiId,
    input: Record,
    source: MeasurementSource,
) -> Result<Outcome<Model>, OpsError> {
    let mut work = Work::begin(app, viewer).await?;
    let owner = kpi::find(&work, viewer, id, Action::RecordMeasurement).await?;
    if owner.archived_at.is_some() {
        return Err(OpsError::State {
            code: "kpi_archived",
            message: format!("{} is archived; restore it before recording values", owner.code),
        });
    }
    let point = point(app, &work, &owner, &input)?;
    let history = store::measurement::history(
        work.tx(),
        work.organization_id(),
        owner.id,
        point.subject_id,
        point.period_on,
    )
    .await?;
    let current = history.into_iter().next().filter(|row| row.superseded_at.is_none());
    if let Some(current) = current {
        let known = convert::cell(current.value, current.numerator, current.denominator);
        if known == Some(point.cell) && current.org_unit_id == point.org_unit_id {
            return work.commit(current).await;
        }
        if source == MeasurementSource::Manual {
            let mut checks = Checks::default();
            checks.reason("note", point.note.as_deref());
            checks.finish()?;
        }
    }
    let origin = Origin {
        organization_id: viewer.organization_id,
        recorded_at: work.now_ms(),
        recorded_by: viewer.user_id,
        source,
        batch_id: None,
    };
    let note = point.note.clone();
    let (rows, _) = store::measurement::record::record(work.tx(), &origin, &[point]).await?;
    let model = rows.into_iter().next().ok_or_else(|| {
        OpsError::Internal("a measurement that differs from the current one was not written".into())
    })?;
    match model.supersedes {
        Some(_) => work.record("measurement.corrected", &model, note.as_deref()).await?,
        None => work.record("measurement.recorded", &model, None).await?,
    }
    work.commit(model).await
}

fn point(
    app: &App,
    work: &Work,
    owner: &store::entity::kpi::Model,
    input: &Record,
) -> Result<NewPoint, OpsError> {
    let state = work.live().read();
    let org_unit = org_unit(&state.directory, input)?;
    let mut checks = Checks::default();
    let fields = [
        ("value", input.value),
        ("numerator", input.numerator),
        ("denominator", input.denominator),
    ];
    for (field, value) in fields {
        checks.finite(field, value);
    }
    checks.text("note", input.note.as_deref().unwrap_or_default());
    let calendar = state.directory.calendar();
    let begins = period_label::first_day(&calendar, owner.frequency.into(), input.period_on);
    if let Err(message) = begins {
        checks.refuse("period_on", "not_a_period_start", message);
    }
    if is_computed_on(&owner.versions.0, input.period_on) {
        checks.refuse("kpi_id", "kpi_computed", catalog::computed(&owner.code));
    }
    if let Err(message) = catalog::check_begun(input.period_on, state.today) {
        checks.refuse("period_on", "date_out_of_range", message);
    }
    checks.finish()?;
    let needs_parts = convert::takes_parts(owner);
    let cell = catalog::checked_cell(needs_parts, input.value, input.numerator, input.denominator)
        .map_err(|(field, code, message)| OpsError::field(field, code, message))?;
    Ok(NewPoint {
        id: app.new_id(),
        kpi_id: owner.id,
        subject_id: input.person.map_or(org_unit.0, |person| person.0),
        subject_kind: input.person.map_or(SubjectKind::Unit, |_| SubjectKind::Person),
        org_unit_id: input.person.map(|_| org_unit.0),
        period_on: input.period_on.into(),
        cell,
        note: input
            .note
            .as_deref()
            .map(str::trim)
            .filter(|note| !note.is_empty())
            .map(str::to_owned),
    })
}

/// The unit of a value, or in which a person's value counts.
fn org_unit(directory: &Directory, input: &Record) -> Result<OrgUnitId, OpsError> {
    let unit = match (input.org_unit, input.person) {
        (_, Some(person)) if directory.person(person.0).is_none() => {
            return Err(OpsError::unknown_reference("person_id", person));
        }
        (Some(unit), _) => unit,
        (None, Some(person)) => subject::unit_of(directory, person, input.period_on)?,
        (None, None) => subject::unit_or_root(directory, None)?,
    };
    match directory.unit(unit.0) {
        Some(row) if row.archived_at.is_none() => Ok(unit),
        _ => Err(OpsError::unknown_reference("org_unit_id", unit)),
    }
}

/// One of many values in a request; KPI and unit by code or identity, the period by first day or
/// name.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// The KPI.
    pub kpi: String,
    /// The unit; the root when absent, or the one that the person belongs to.
    pub unit: Option<String>,
    /// The person, by identity, code or e-mail address.
    pub person: Option<String>,
    /// The period.
    pub period: String,
    /// The value, unless the KPI is a ratio.
    pub value: Option<f64>,
    /// Above the line.
    pub numerator: Option<f64>,
    /// Below the line.
    pub denominator: Option<f64>,
    /// A word about it.
    pub note: String,
}

/// Records many values as one batch with one change.
///
/// # Errors
/// `TooLarge` for too many; in [`Mode::AllOrNothing`] `Invalid` naming every item that cannot be
/// taken, as `items.3.period`.
pub async fn record_many(
    app: &App,
    viewer: &Viewer,
    items: &[Item],
    mode: Mode,
) -> Result<Outcome<Report>, OpsError> {
    if items.len() > MEASUREMENTS_PER_REQUEST_MAX {
        return Err(OpsError::TooLarge {
            what: "measurements in one request",
            got: items.len(),
            limit: MEASUREMENTS_PER_REQUEST_MAX,
        });
    }
    let work = Work::begin(app, viewer).await?;
    let mut catalog = {
        let state = work.live().read();
        let catalog = Catalog::of(&state, viewer);
        let names_people = items.iter().any(|item| item.person.is_some());
        if names_people { catalog.with_people(&state) } else { catalog }
    };
    let mut report = Report { rows: items.len() as u64, ..Report::default() };
    let mut rows = Vec::with_capacity(items.len());
    for (index, item) in (0..).zip(items) {
        match catalog.read(index, &given(item)) {
            Ok(row) => rows.push(row),
            Err(rejected) => {
                report.rejected_count += 1;
                report.rejected.push(rejected);
            }
        }
    }
    if mode == Mode::AllOrNothing && report.rejected_count > 0 {
        return Err(OpsError::Invalid(
            report.rejected.into_iter().map(|item| field_error("items", item)).collect(),
        ));
    }
    report.rejected.truncate(IMPORT_REJECTED_SHOWN_MAX);
    let mut writer = Writer::new(app, viewer, &work, MeasurementSource::Api);
    writer.write(&work, rows).await?;
    let outcome = writer.finish(work, "", &mut report).await?;
    Ok(outcome.map(|()| report))
}

/// Takes in a file of values as one batch with one change, however many there are.
///
/// # Errors
/// In [`Mode::AllOrNothing`] `Invalid` naming the first lines that cannot be taken, as
/// `lines.3.period`; `Invalid` also when the file as a whole makes no sense, `TooLarge` for too
/// many lines.
pub async fn record_file(
    app: &App,
    viewer: &Viewer,
    reader: impl Read + Send + 'static,
    format: Format,
    mode: Mode,
) -> Result<Outcome<Report>, OpsError> {
    let options =
        Options { format, mode, source: MeasurementSource::Api, ..Options::new(String::new()) };
    let outcome = import::take_in(app, viewer, reader, options).await?;
    let is_refused = mode == Mode::AllOrNothing && outcome.value.rejected_count > 0;
    if is_refused {
        let rejected = outcome.value.rejected.into_iter();
        return Err(OpsError::Invalid(rejected.map(|line| field_error("lines", line)).collect()));
    }
    Ok(outcome)
}

fn given(item: &Item) -> Given<'_> {
    Given {
        kpi: &item.kpi,
        unit: item.unit.as_deref().unwrap_or_default(),
        person: item.person.as_deref().unwrap_or_default(),
        period: &item.period,
        value: Number::Known(item.value),
        numerator: Number::Known(item.numerator),
        denominator: Number::Known(item.denominator),
        note: &item.note,
    }
}

fn field_error(what: &str, rejected: Rejected) -> FieldError {
    FieldError {
        field: format!("{what}.{}.{}", rejected.line, rejected.column),
        code: rejected.code,
        message: rejected.reason,
    }
}
