//! Time is cut without gaps, in every calendar.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn calendars() -> impl Strategy<Value = Calendar> {
    (1_i8..=12, 1_u8..=127).prop_map(|(fiscal_year_start_month, working_days)| Calendar {
        fiscal_year_start_month,
        working_days,
    })
}

fn dates() -> impl Strategy<Value = Date> {
    (-40_000_i32..80_000).prop_map(date_of_day_number)
}

proptest! {
    #[test]
    fn periods_of_a_grain_tile_time(calendar in calendars(), day in dates(), g in 0_usize..6) {
        let grain = Grain::ALL[g];
        let period = calendar.period_containing(grain, day);
        prop_assert!(period.contains(day));
        let (next, previous) = (calendar.next(grain, period), calendar.previous(grain, period));
        prop_assert_eq!((previous.end, next.start), (period.start, period.end));
        let label = |date| calendar.label(grain, date);
        prop_assert_eq!(label(period.start), label(period.last_day()));
        prop_assert_ne!(label(period.start), label(next.start));
        let parsed = calendar.parse_label(grain, &calendar.label(grain, day));
        prop_assert_eq!(parsed, Some(period.start));
    }

    #[test]
    fn working_days_agree_with_counting(
        calendar in calendars(), day in dates(), span in 0_i32..100,
    ) {
        let end = date_of_day_number(day_number(day) + span);
        let counted = (day_number(day)..day_number(end))
            .filter(|&n| {
                let weekday = date_of_day_number(n).weekday().to_monday_zero_offset();
                calendar.working_days & (1 << weekday) != 0
            })
            .count() as i32;
        prop_assert_eq!(calendar.working_days_between(day, end), counted);
    }

    #[test]
    fn every_period_counts_in_exactly_one_month(calendar in calendars(), day in dates()) {
        let week = calendar.period_containing(Grain::Week, day);
        let month = calendar.period_containing(Grain::Month, week.last_day());
        let (before, after) =
            (calendar.previous(Grain::Month, month), calendar.next(Grain::Month, month));
        let around = [before, month, after];
        let counts = around.map(|m| calendar.periods_between(Grain::Week, m).any(|w| w == week));
        prop_assert_eq!(counts, [false, true, false]);
    }
}

#[test]
fn weeks_at_the_turn_of_the_year_belong_to_the_iso_year() {
    assert_eq!(Calendar::PLAIN.label(Grain::Week, date(2013, 12, 30)), "2014-W01");
    assert_eq!(Calendar::PLAIN.label(Grain::Week, date(2016, 1, 3)), "2015-W53");
}

#[test]
fn only_the_exact_name_is_a_name() {
    let parsed = |grain, label| Calendar::PLAIN.parse_label(grain, label);
    assert_eq!(parsed(Grain::Month, "2013-9"), None);
    assert_eq!(parsed(Grain::Year, "2013-01"), None);
    assert_eq!(parsed(Grain::Day, "2013-02-29"), None);
    assert_eq!(parsed(Grain::Week, "2013-W53"), None);
    assert_eq!(parsed(Grain::Quarter, ""), None);
}

#[test]
fn a_quarter_does_not_count_in_its_first_month() {
    let calendar = Calendar::PLAIN;
    let month = |m| calendar.period_containing(Grain::Month, date(2013, m, 1));
    let counts = [10, 11, 12].map(|m| calendar.indexes_between(Grain::Quarter, month(m)).len());
    assert_eq!(counts, [0, 0, 1]);
}

#[test]
fn a_calendar_without_working_days_is_refused_and_counts_every_day() {
    let calendar = Calendar { working_days: 0, ..Calendar::PLAIN };
    assert_eq!(calendar.validate(), Err(Refusal::WorkingDaysOutOfRange { value: 0 }));
    assert_eq!(calendar.working_days_between(date(2013, 10, 1), date(2013, 10, 15)), 14);
    let calendar = Calendar { fiscal_year_start_month: 13, ..Calendar::PLAIN };
    assert_eq!(calendar.validate(), Err(Refusal::MonthOutOfRange { value: 13 }));
}
