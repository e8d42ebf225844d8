//! How ranges and points lie to each other. *Source*: DMN, table 78.

use std::cmp::Ordering;

use super::{Answer, Builtin, Call, Family};
use crate::value::{Range, Value, compare};

entries!(Range => "boolean");

const RANGES: &[&str] = &["range1, range2"];
const EITHER: &[&str] = &["point1, point2", "point, range", "range, point", "range1, range2"];
const POINT_FIRST: &[&str] = &["point, range", "range1, range2"];
const RANGE_FIRST: &[&str] = &["range, point", "range1, range2"];

pub(super) const ALL: [Builtin; 14] = [
    entry("before", EITHER, ("Ends before it begins", "在其之前"), before),
    entry("after", EITHER, ("Begins after it ends", "在其之后"), after),
    entry("meets", RANGES, ("Ends where it begins", "首尾相接"), meets),
    entry("met by", RANGES, ("Begins where it ends", "被首尾相接"), met_by),
    entry("overlaps", RANGES, ("Has values in common", "有重叠"), overlaps),
    entry("overlaps before", RANGES, ("Overlaps its beginning", "重叠其开头"), overlaps_before),
    entry("overlaps after", RANGES, ("Overlaps its end", "重叠其结尾"), overlaps_after),
    entry("finishes", POINT_FIRST, ("Ends with it", "与其同时结束"), finishes),
    entry("finished by", RANGE_FIRST, ("Is ended by it", "由其结束"), finished_by),
    entry("includes", RANGE_FIRST, ("Holds all of it", "包含"), includes),
    entry("during", POINT_FIRST, ("Lies in it", "在其期间"), during),
    entry("starts", POINT_FIRST, ("Begins with it", "与其同时开始"), starts),
    entry("started by", RANGE_FIRST, ("Is begun by it", "由其开始"), started_by),
    entry("coincides", &["point1, point2", "range1, range2"], ("Is the same", "重合"), coincides),
];

/// An end of a range, or a point, which is both ends of itself.
#[derive(Clone, Copy)]
struct End<'a> {
    value: &'a Value,
    included: bool,
}

/// Start and end of an argument.
#[derive(Clone, Copy)]
struct Span<'a> {
    start: End<'a>,
    end: End<'a>,
    is_point: bool,
}

fn span<'m>(call: &Call<'m, '_>, place: usize) -> Answer<Span<'m>> {
    match call.any(place) {
        Value::Range(range) => of_range(range).ok_or_else(|| call.wrong_value(place)),
        Value::Null => Err(call.wrong_type(place, "point or range")),
        point => {
            let end = End { value: point, included: true };
            Ok(Span { start: end, end, is_point: true })
        }
    }
}

fn of_range(range: &Range) -> Option<Span<'_>> {
    let start = End { value: range.start.as_ref()?, included: range.start_included };
    let end = End { value: range.end.as_ref()?, included: range.end_included };
    Some(Span { start, end, is_point: false })
}

type Spans<'m> = (Span<'m>, Span<'m>);

fn spans<'m>(call: &Call<'m, '_>) -> Answer<Spans<'m>> {
    Ok((span(call, 0)?, span(call, 1)?))
}

fn ranges<'m>(call: &Call<'m, '_>) -> Answer<Spans<'m>> {
    let (one, two) = spans(call)?;
    for (place, span) in [one, two].iter().enumerate() {
        if span.is_point {
            return Err(call.wrong_type(place, "range"));
        }
    }
    Ok((one, two))
}

fn answer(call: &Call<'_, '_>, outcome: Option<bool>) -> Answer {
    outcome.map(Value::Boolean).ok_or_else(|| call.wrong_type(1, "values of one ordered type"))
}

fn order(one: End<'_>, two: End<'_>) -> Option<Ordering> {
    compare(one.value, two.value)
}

fn is_before(one: Span<'_>, two: Span<'_>) -> Option<bool> {
    let order = order(one.end, two.start)?;
    Some(order.is_lt() || (order.is_eq() && !(one.end.included && two.start.included)))
}

fn before(call: &mut Call<'_, '_>) -> Answer {
    let (one, two) = spans(call)?;
    answer(call, is_before(one, two))
}

fn after(call: &mut Call<'_, '_>) -> Answer {
    let (one, two) = spans(call)?;
    answer(call, is_before(two, one))
}

fn do_meet(one: Span<'_>, two: Span<'_>) -> Option<bool> {
    Some(one.end.included && two.start.included && order(one.end, two.start)?.is_eq())
}

fn meets(call: &mut Call<'_, '_>) -> Answer {
    let (one, two) = ranges(call)?;
    answer(call, do_meet(one, two))
}

fn met_by(call: &mut Call<'_, '_>) -> Answer {
    let (one, two) = ranges(call)?;
    answer(call, do_meet(two, one))
}

fn overlaps(call: &mut Call<'_, '_>) -> Answer {
    let (one, two) = ranges(call)?;
    let apart = is_before(one, two).zip(is_before(two, one));
    answer(call, apart.map(|(before, after)| !before && !after))
}

/// Where a start lies; one that is not included lies a little later.
fn start_order(one: Span<'_>, two: Span<'_>) -> Option<Ordering> {
    Some(order(one.start, two.start)?.then(two.start.included.cmp(&one.start.included)))
}

/// Where an end lies; one that is not included lies a little earlier.
fn end_order(one: Span<'_>, two: Span<'_>) -> Option<Ordering> {
    Some(order(one.end, two.end)?.then(one.end.included.cmp(&two.end.included)))
}

/// Begins earlier, ends inside.
fn does_overlap_before(one: Span<'_>, two: Span<'_>) -> Option<bool> {
    let begins_earlier = start_order(one, two)?.is_lt();
    let is_apart = is_before(one, two)?;
    let ends = order(one.end, two.end)?;
    let ends_inside = ends.is_lt() || (ends.is_eq() && (!one.end.included || two.end.included));
    Some(begins_earlier && !is_apart && ends_inside)
}

fn overlaps_before(call: &mut Call<'_, '_>) -> Answer {
    let (one, two) = ranges(call)?;
    answer(call, does_overlap_before(one, two))
}

/// The other overlaps the beginning of this.
fn overlaps_after(call: &mut Call<'_, '_>) -> Answer {
    let (one, two) = ranges(call)?;
    answer(call, does_overlap_before(two, one))
}

fn does_finish(one: Span<'_>, two: Span<'_>) -> Option<bool> {
    let same = order(one.end, two.end)?.is_eq() && one.end.included == two.end.included;
    if one.is_point {
        return Some(same);
    }
    Some(same && start_order(one, two)?.is_ge())
}

fn finishes(call: &mut Call<'_, '_>) -> Answer {
    let (one, two) = spans(call)?;
    answer(call, does_finish(one, two))
}

fn finished_by(call: &mut Call<'_, '_>) -> Answer {
    let (one, two) = spans(call)?;
    answer(call, does_finish(two, one))
}

fn does_start(one: Span<'_>, two: Span<'_>) -> Option<bool> {
    let same = order(one.start, two.start)?.is_eq() && one.start.included == two.start.included;
    if one.is_point {
        return Some(same);
    }
    Some(same && end_order(one, two)?.is_le())
}

fn starts(call: &mut Call<'_, '_>) -> Answer {
    let (one, two) = spans(call)?;
    answer(call, does_start(one, two))
}

fn started_by(call: &mut Call<'_, '_>) -> Answer {
    let (one, two) = spans(call)?;
    answer(call, does_start(two, one))
}

fn does_include(one: Span<'_>, two: Span<'_>) -> Option<bool> {
    Some(start_order(one, two)?.is_le() && end_order(one, two)?.is_ge())
}

fn includes(call: &mut Call<'_, '_>) -> Answer {
    let (one, two) = spans(call)?;
    answer(call, does_include(one, two))
}

fn during(call: &mut Call<'_, '_>) -> Answer {
    let (one, two) = spans(call)?;
    answer(call, does_include(two, one))
}

fn coincides(call: &mut Call<'_, '_>) -> Answer {
    let (one, two) = spans(call)?;
    if one.is_point != two.is_point {
        return Err(call.wrong_type(1, if one.is_point { "point" } else { "range" }));
    }
    let outcome = start_order(one, two).zip(end_order(one, two));
    answer(call, outcome.map(|(start, end)| start.is_eq() && end.is_eq()))
}
