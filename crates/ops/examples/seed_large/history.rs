//! A life for the goals: nine reports for every edit, spread evenly over the time since they began.

use store::entity::check_in;

use crate::{Outcome, Seeder};

/// Takes key results in an order that is not that in which they were made.
const STRIDE: usize = 7_919;

impl Seeder<'_> {
    /// Fills the log up to `changes`, from the instant of the goals until `until`.
    pub(crate) async fn live_on(&mut self, changes: i64, until: i64) -> Outcome<()> {
        let head = store::change::head(self.tx, self.organization_id).await?;
        let missing = (changes - head.map_or(0, |head| head.seq)).max(0);
        let began = self.now;
        let mut key_results = std::mem::take(&mut self.key_results);
        let count = key_results.len();
        for step in 0..usize::try_from(missing)? {
            let passed = (until - began) as f64 * (step + 1) as f64 / (missing + 1) as f64;
            self.now = began + passed as i64;
            let goal = &mut key_results[step.wrapping_mul(STRIDE) % count];
            if step % 10 == 9 {
                goal.weight = 1.0 + (step % 3) as f64;
                goal.updated_at = self.now;
                goal.version += 1;
                let goal = goal.clone();
                self.record("key_result.updated", "key_result", goal.id, &goal).await?;
                continue;
            }
            let report = check_in::Model {
                id: self.app.new_id(),
                organization_id: self.organization_id,
                key_result_id: goal.id,
                author_user_id: None,
                author_person_id: None,
                value: Some((step * 37 % 1_010) as f64 / 10.0),
                confidence: None,
                status: None,
                note: String::new(),
                blocker: String::new(),
                next_step: String::new(),
                created_at: self.now,
            };
            store::check_in::apply(&report, goal);
            goal.version += 1;
            let report = store::check_in::insert(self.tx, report).await?;
            self.record("key_result.checked_in", "check_in", report.id, &report).await?;
        }
        for goal in key_results.into_iter().filter(|goal| goal.version > 1) {
            store::key_result::update(self.tx, goal, 1).await?;
        }
        Ok(())
    }
}
