//! Which steps run, in which order, and what the table at the end says.

use std::time::{Duration, Instant};

use testkit::{Failure, Result};

use crate::shell::Elapsed;

/// One thing that must pass. `W` is what the steps share.
pub(super) struct Step<W> {
    pub(super) name: &'static str,
    /// What it proves, for `--list`.
    pub(super) proves: &'static str,
    pub(super) depth: Depth,
    /// Steps without whose success this one means nothing.
    pub(super) needs: &'static [&'static str],
    pub(super) run: fn(&mut W) -> Result,
}

/// Whether a step belongs to the quick run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// In every run.
    Quick,
    /// In the complete run only.
    Full,
}

/// What the caller asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Selection {
    Everything,
    Quick,
    Only(Vec<&'static str>),
}

impl Selection {
    /// Adds one step to those asked for by name.
    pub(super) fn add(&mut self, name: &'static str) {
        match self {
            Self::Only(names) => names.push(name),
            Self::Everything | Self::Quick => *self = Self::Only(vec![name]),
        }
    }
}

/// How a step ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Passed,
    Failed(Failure),
    /// Not run, because this step that it needs did not pass.
    Blocked(&'static str),
}

/// A step's name, end and duration.
#[derive(Debug)]
pub(super) struct Outcome {
    name: &'static str,
    verdict: Verdict,
    elapsed: Duration,
}

/// The step called `name`.
///
/// *Errors*: there is none.
pub(super) fn find<'a, W>(steps: &'a [Step<W>], name: &str) -> Result<&'a Step<W>> {
    let unknown =
        || Failure::new(format!("there is no step `{name}`; these are:\n{}", list(steps)));
    steps.iter().find(|step| step.name == name).ok_or_else(unknown)
}

/// The steps with what they prove, one a line.
pub(super) fn list<W>(steps: &[Step<W>]) -> String {
    let line = |step: &Step<W>| format!("  {:<18} {}", step.name, step.proves);
    steps.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The selected steps in their order, with all they need.
pub(super) fn choose<'a, W>(steps: &'a [Step<W>], selection: &Selection) -> Vec<&'a Step<W>> {
    let mut wanted: Vec<&str> = match selection {
        Selection::Everything => steps.iter().map(|step| step.name).collect(),
        Selection::Quick => {
            let is_quick = |step: &&Step<W>| step.depth == Depth::Quick;
            steps.iter().filter(is_quick).map(|step| step.name).collect()
        }
        Selection::Only(names) => names.clone(),
    };
    // A step needs only earlier steps, so one pass from the end finds all.
    for step in steps.iter().rev() {
        if wanted.contains(&step.name) && *selection != Selection::Quick {
            wanted.extend(step.needs);
        }
    }
    steps.iter().filter(|step| wanted.contains(&step.name)).collect()
}

/// Runs the steps one after another, to the end even when some fail.
pub(super) fn execute<W>(steps: &[&Step<W>], workbench: &mut W) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        println!("\n── {}/{} {}: {}", index + 1, steps.len(), step.name, step.proves);
        let did_not_pass = |name: &str| {
            let is_it = |outcome: &&Outcome| outcome.name == name;
            outcomes.iter().find(is_it).is_some_and(|outcome| outcome.verdict != Verdict::Passed)
        };
        let start = Instant::now();
        let verdict = match step.needs.iter().find(|name| did_not_pass(name)) {
            Some(name) => Verdict::Blocked(name),
            None => (step.run)(workbench).map_or_else(Verdict::Failed, |()| Verdict::Passed),
        };
        let elapsed = start.elapsed();
        println!("   {}: {} ({})", step.name, describe(&verdict), Elapsed(elapsed));
        outcomes.push(Outcome { name: step.name, verdict, elapsed });
    }
    outcomes
}

/// All steps with their times, and the reasons of those that did not pass.
pub(super) fn table(outcomes: &[Outcome]) -> String {
    let mut lines = Vec::new();
    for outcome in outcomes {
        let mark = match outcome.verdict {
            Verdict::Passed => "passed",
            Verdict::Failed(_) => "FAILED",
            Verdict::Blocked(_) => "not run",
        };
        lines.push(format!("  {mark:<8} {:<18} {:>12}", outcome.name, Elapsed(outcome.elapsed)));
    }
    let total = outcomes.iter().map(|outcome| outcome.elapsed).sum();
    lines.push(format!("  {:<8} {:<18} {:>12}", "", "all steps", Elapsed(total)));
    for outcome in outcomes.iter().filter(|outcome| outcome.verdict != Verdict::Passed) {
        lines.push(format!("\n  {}: {}", outcome.name, describe(&outcome.verdict)));
        lines.push(format!("    again: cargo xtask test --only {}", outcome.name));
    }
    lines.join("\n")
}

/// The last line of the run: `16 passed, 1 failed, 2 skipped`.
pub(super) fn closing_line(outcomes: &[Outcome]) -> String {
    let count = |wanted: fn(&Verdict) -> bool| {
        outcomes.iter().filter(|outcome| wanted(&outcome.verdict)).count()
    };
    let passed = count(|verdict| matches!(verdict, Verdict::Passed));
    let failed = count(|verdict| matches!(verdict, Verdict::Failed(_)));
    match count(|verdict| matches!(verdict, Verdict::Blocked(_))) {
        0 => format!("{passed} passed, {failed} failed"),
        blocked => format!("{passed} passed, {failed} failed, {blocked} skipped"),
    }
}

/// Whether every step did its work and succeeded.
pub(super) fn all_passed(outcomes: &[Outcome]) -> bool {
    outcomes.iter().all(|outcome| outcome.verdict == Verdict::Passed)
}

fn describe(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Passed => "passed".to_owned(),
        Verdict::Failed(failure) => format!("FAILED: {failure}"),
        Verdict::Blocked(name) => format!("not run, because `{name}` did not pass"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Log = Vec<&'static str>;

    fn pass(name: &'static str, needs: &'static [&'static str]) -> Step<Log> {
        let run = |log: &mut Log| {
            log.push("passed");
            Ok(())
        };
        Step { name, proves: "", depth: Depth::Quick, needs, run }
    }

    fn fail(name: &'static str) -> Step<Log> {
        let run = |log: &mut Log| {
            log.push("failed");
            Err(Failure::new("broken"))
        };
        Step { name, proves: "", depth: Depth::Full, needs: &[], run }
    }

    fn names<'a>(steps: &[&Step<Log>]) -> Vec<&'a str> {
        steps.iter().map(|step| step.name).collect()
    }

    #[test]
    fn a_failure_stops_only_what_stands_on_it() {
        let steps = [fail("build"), pass("tests", &["build"]), pass("lint", &[])];
        let mut log = Log::new();
        let outcomes = execute(&choose(&steps, &Selection::Everything), &mut log);
        assert_eq!(log, ["failed", "passed"], "the tests were not run, the lint was");
        assert_eq!(outcomes[1].verdict, Verdict::Blocked("build"));
        assert_eq!(closing_line(&outcomes), "1 passed, 1 failed, 1 skipped");
        assert!(!all_passed(&outcomes));
        let table = table(&outcomes);
        assert!(table.contains("build: FAILED: broken"), "{table}");
        assert!(table.contains("cargo xtask test --only build"), "{table}");
    }

    #[test]
    fn without_blocked_steps_the_closing_line_has_two_numbers() {
        let steps = [pass("lint", &[])];
        let outcomes = execute(&choose(&steps, &Selection::Everything), &mut Log::new());
        assert_eq!(closing_line(&outcomes), "1 passed, 0 failed");
        assert!(all_passed(&outcomes));
    }

    #[test]
    fn the_selection_follows_needs_and_keeps_the_order() {
        let steps = [
            pass("install", &[]),
            fail("sizes"),
            pass("build", &["install"]),
            pass("browse", &["build"]),
        ];
        let only = Selection::Only(vec!["browse"]);
        assert_eq!(names(&choose(&steps, &only)), ["install", "build", "browse"]);
        assert_eq!(names(&choose(&steps, &Selection::Quick)), ["install", "build", "browse"]);
        assert_eq!(choose(&steps, &Selection::Everything).len(), 4);
    }

    #[test]
    fn an_unknown_step_is_answered_with_the_known_ones() {
        let failure = find(&[pass("lint", &[])], "lnit").err().unwrap().to_string();
        assert!(failure.contains("`lnit`") && failure.contains("  lint"), "{failure}");
    }
}
