//! Which column is what: guessed from the first rows, remembered, or chosen by whoever brought the
//! file.

use serde::{Deserialize, Serialize};

use crate::cell::{Cell, Row};
use crate::day::{self, Epoch, Order};
use crate::header::{self, Role};
use crate::number::Marks;

/// Rows that may stand above the names of the columns.
pub const HEADER_ROWS_MAX: u32 = 20;

/// How values lie in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// One value a row.
    #[default]
    Rows,
    /// Every column that is named after a period holds values of it.
    Periods,
}

/// How percentages without a sign are meant, where the KPI is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Percents {
    /// 0.845 is 84.5 %.
    Ratio,
    /// 84.5 is 84.5 %.
    Hundred,
}

/// Where the cells of a table go. Columns count from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// How values lie.
    pub layout: Layout,
    /// The row that names the columns; 1 is the first.
    pub header_row: u32,
    /// Which KPI.
    pub kpi: Option<u32>,
    /// The KPI of all rows, where no column says.
    pub kpi_fixed: Option<String>,
    /// Which unit.
    pub unit: Option<u32>,
    /// The unit of all rows, where no column says.
    pub unit_fixed: Option<String>,
    /// Which person, where values are people's.
    pub person: Option<u32>,
    /// Which period.
    pub period: Option<u32>,
    /// The value.
    pub value: Option<u32>,
    /// Above the line of a ratio.
    pub numerator: Option<u32>,
    /// Below the line of a ratio.
    pub denominator: Option<u32>,
    /// A word about it.
    pub note: Option<u32>,
    /// Which mark stands before decimals; what the numbers say when absent.
    pub numbers: Option<Marks>,
    /// Which comes first in a day; what the days say when absent.
    pub days: Option<Order>,
    /// How percentages are meant; those that could be meant otherwise are refused when absent.
    pub percents: Option<Percents>,
    /// From which day numbers that stand for days are counted; as the workbook says when absent.
    pub epoch: Option<Epoch>,
}

impl Mapping {
    /// The column of a role.
    pub fn column(&self, role: Role) -> Option<u32> {
        match role {
            Role::Kpi => self.kpi,
            Role::Unit => self.unit,
            Role::Person => self.person,
            Role::Period => self.period,
            Role::Value => self.value,
            Role::Numerator => self.numerator,
            Role::Denominator => self.denominator,
            Role::Note => self.note,
        }
    }

    /// The column of a role, to be changed.
    pub fn column_mut(&mut self, role: Role) -> &mut Option<u32> {
        match role {
            Role::Kpi => &mut self.kpi,
            Role::Unit => &mut self.unit,
            Role::Person => &mut self.person,
            Role::Period => &mut self.period,
            Role::Value => &mut self.value,
            Role::Numerator => &mut self.numerator,
            Role::Denominator => &mut self.denominator,
            Role::Note => &mut self.note,
        }
    }

    /// What the first rows of a table look like.
    ///
    /// ```
    /// use sheet::{Cell, Mapping, Row};
    /// let row = |number, texts: &[&str]| {
    ///     Row { number, cells: texts.iter().map(|text| Cell::of_text(text)).collect() }
    /// };
    /// let rows = [row(1, &["指标", "部门", "周期", "值"]), row(2, &["otd", "EWR", "2013-10", "1"])];
    /// let mapping = Mapping::guess(&rows);
    /// assert_eq!((mapping.kpi, mapping.unit, mapping.value), (Some(0), Some(1), Some(3)));
    /// ```
    pub fn guess(rows: &[Row]) -> Self {
        let candidates = rows.iter().take_while(|row| row.number <= HEADER_ROWS_MAX);
        let guesses = candidates.map(|row| {
            let guess = Self::of_header(row);
            (guess.certainty(row), guess)
        });
        // Of equals the first: what comes below it are values.
        let best = guesses.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map_or_else(|| Self { header_row: 1, ..Self::default() }, |(_, guess)| guess)
    }

    fn of_header(row: &Row) -> Self {
        let mut mapping = Self { header_row: row.number, ..Self::default() };
        let mut certain = [usize::MAX; Role::ALL.len()];
        for (column, cell) in (0..).zip(&row.cells) {
            let Cell::Text(name) = cell else { continue };
            let Some((role, rank)) = header::role_of(name) else { continue };
            let at = Role::ALL.iter().position(|other| *other == role).unwrap_or_default();
            if rank < certain[at] {
                certain[at] = rank;
                *mapping.column_mut(role) = Some(column);
            }
        }
        let has_values = mapping.value.is_some() || mapping.numerator.is_some();
        if period_columns(row, None, Epoch::default()).len() >= 2
            && !(mapping.period.is_some() && has_values)
        {
            mapping.layout = Layout::Periods;
            (mapping.period, mapping.value) = (None, None);
            (mapping.numerator, mapping.denominator) = (None, None);
        }
        mapping
    }

    fn certainty(&self, row: &Row) -> usize {
        let named = Role::ALL.iter().filter(|role| self.column(**role).is_some()).count();
        let periods = match self.layout {
            Layout::Rows => 0,
            Layout::Periods => period_columns(row, None, Epoch::default()).len().min(3),
        };
        named + periods
    }

    /// What makes two files the same shape: the names of their columns, with neighbouring periods
    /// taken together, so that the next month of a table is the same table.
    pub fn shape(header: &Row) -> String {
        let mut names: Vec<String> = Vec::new();
        for cell in &header.cells {
            let is_period = when_of(cell, None, Epoch::default()).is_some();
            let name = if is_period { "\u{1}".to_owned() } else { header::normal(&cell.text()) };
            if !(is_period && names.last() == Some(&name)) {
                names.push(name);
            }
        }
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        names.join("\u{0}")
    }
}

/// The columns that are named after periods, in a table whose layout is [`Layout::Periods`].
pub fn period_columns(header: &Row, order: Option<Order>, epoch: Epoch) -> Vec<(u32, day::When)> {
    let cells = (0..).zip(&header.cells);
    cells.filter_map(|(column, cell)| Some((column, when_of(cell, order, epoch)?))).collect()
}

fn when_of(cell: &Cell, order: Option<Order>, epoch: Epoch) -> Option<day::When> {
    day::read(cell, order, epoch).ok().flatten()
}
