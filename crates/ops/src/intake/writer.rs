//! Writing a batch: chunk by chunk into the store, then one change, then one move of the live
//! graph.

use goals::id::{KpiId, OrgUnitId, PersonId};
use goals::kpi::Point;
use store::measurement::{Batch, Origin};
use store::word::MeasurementSource;

use super::Report;
use super::catalog::Meant;
use crate::app::App;
use crate::error::OpsError;
use crate::live::Held;
use crate::live::Refreshed;
use crate::viewer::Viewer;
use crate::work::{Outcome, Work};

/// A batch that is being written. It keeps what the live graph needs of each measurement and
/// nothing else.
pub(crate) struct Writer {
    app: App,
    batch: Batch,
    /// What else was recorded stays in the store.
    held: Held,
    points: Vec<Point>,
}

impl Writer {
    pub(crate) fn new(app: &App, viewer: &Viewer, work: &Work, source: MeasurementSource) -> Self {
        let origin = Origin {
            organization_id: viewer.organization_id,
            recorded_at: work.now_ms(),
            recorded_by: viewer.user_id,
            source,
            batch_id: None,
        };
        Self {
            app: app.clone(),
            batch: Batch::new(app.new_id(), origin),
            held: work.live().read().held.clone(),
            points: Vec::new(),
        }
    }

    /// Writes what is new among these.
    pub(crate) async fn write(&mut self, work: &Work, rows: Vec<Meant>) -> Result<(), OpsError> {
        let mut new = Vec::with_capacity(rows.len());
        for row in rows {
            if self.held.keeps(row.kpi, row.period_on) {
                self.points.push(Point {
                    kpi: KpiId(row.kpi),
                    org_unit: OrgUnitId(row.unit),
                    person: row.person.map(PersonId),
                    start: row.period_on,
                    cell: row.cell,
                });
            }
            new.push(row.new_point(self.app.new_id()));
        }
        self.batch.add(work.tx(), &new).await?;
        Ok(())
    }

    /// Says what became of the rows so far; without [`Writer::finish`] nothing of it is kept.
    pub(crate) fn count(&self, report: &mut Report) {
        let counts = self.batch.counts();
        report.inserted = counts.inserted;
        report.corrected = counts.corrected;
        report.unchanged = counts.unchanged;
    }

    /// Writes the batch, commits, and moves the live graph once. Without anything new nothing is
    /// written at all.
    pub(crate) async fn finish(
        self,
        mut work: Work,
        file_name: &str,
        report: &mut Report,
    ) -> Result<Outcome<()>, OpsError> {
        let counts = self.batch.counts();
        report.is_applied = true;
        self.count(report);
        if counts.inserted + counts.corrected == 0 {
            return work.commit(()).await;
        }
        let (batch, _) = self.batch.finish(work.tx(), file_name.to_owned()).await?;
        let points = Refreshed::Points(self.points);
        work.record_moving("measurements.imported", &batch, points).await?;
        let outcome = work.commit(()).await?;
        report.batch = Some(batch.id);
        report.seq = outcome.seq;
        report.moved_count = outcome.moved.len();
        Ok(outcome)
    }
}
