//! Names of periods that are written very often: a series names each of its months, and formatting
//! one costs more than computing its value. The other names are in [`super::Calendar::label`].

use jiff::civil::Date;

/// `YYYY-MM`, digit by digit.
pub(super) fn of_month(date: Date) -> String {
    let (year, month) = (date.year().unsigned_abs(), date.month().unsigned_abs().into());
    if date.year() < 0 {
        return format!("{:04}-{month:02}", date.year());
    }
    let digits = [year / 1000, year / 100, year / 10, year, month / 10, month];
    let mut label: String =
        digits.map(|digit| char::from(b'0' + (digit % 10) as u8)).iter().collect();
    label.insert(4, '-');
    label
}
