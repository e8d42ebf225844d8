//! Whether formulas fit together: what they name is there and measured often enough, none rests on
//! itself, and not too many on one another.

use rustc_hash::FxHashMap;

use super::check::{circle, need};
use super::draft::Draft;
use crate::formula::FORMULA_HEIGHT_MAX;
use crate::id::KpiId;
use crate::kpi::Kpi;
use crate::refusal::Refusal;

impl Draft<'_> {
    /// Every formula that would be there.
    pub(super) fn check_formulas(&self) -> Result<(), Refusal> {
        let kpis = self.kpis();
        let mut walk = Walk { draft: self, heights: FxHashMap::default(), path: Vec::new() };
        for kpi in kpis {
            walk.height_of(kpi)?;
        }
        Ok(())
    }

    /// It has a value in each of the periods of the KPI that uses it.
    fn check_input(&self, kpi: &Kpi, name: &str, id: KpiId) -> Result<(), Refusal> {
        let Some(input) = self.kpi(id) else { return need("formula", id, false) };
        if input.frequency <= kpi.frequency {
            return Ok(());
        }
        Err(Refusal::FormulaInputCoarser {
            input: name.to_owned(),
            frequency: input.frequency,
            wanted: kpi.frequency,
        })
    }
}

struct Walk<'a, 'd> {
    draft: &'a Draft<'d>,
    /// Of those that are done.
    heights: FxHashMap<KpiId, usize>,
    /// From where the walk began down to where it is.
    path: Vec<KpiId>,
}

impl Walk<'_, '_> {
    /// How many formulas it rests on in the longest row; 0 for what is recorded.
    fn height_of(&mut self, kpi: &Kpi) -> Result<usize, Refusal> {
        if let Some(&height) = self.heights.get(&kpi.id) {
            return Ok(height);
        }
        if let Some(place) = self.path.iter().position(|&open| open == kpi.id) {
            let round = self.path[place..].iter().chain([&kpi.id]).copied();
            return Err(circle("kpi", &round.collect::<Vec<KpiId>>()));
        }
        if self.path.len() > FORMULA_HEIGHT_MAX {
            let (height, limit) = (self.path.len(), FORMULA_HEIGHT_MAX);
            return Err(Refusal::FormulaTooHigh { height, limit });
        }
        self.path.push(kpi.id);
        let mut height = 0;
        for formula in kpi.versions.iter().filter_map(|version| version.formula.as_ref()) {
            for named in formula.inputs() {
                self.draft.check_input(kpi, &named.name, named.kpi)?;
                if let Some(input) = self.draft.kpi(named.kpi) {
                    height = height.max(1 + self.height_of(input)?);
                }
            }
        }
        self.path.pop();
        if height > FORMULA_HEIGHT_MAX {
            return Err(Refusal::FormulaTooHigh { height, limit: FORMULA_HEIGHT_MAX });
        }
        self.heights.insert(kpi.id, height);
        Ok(height)
    }
}
