//! `sort`: by a function of two values, or in their own order.

use std::cmp::Ordering;

use super::{Answer, Call};
use crate::value::{Value, compare};

/// Stable: what is equal keeps its order. Merging by hand, since the standard library's sort may
/// panic when a function contradicts itself.
pub(super) fn sort(call: &mut Call<'_, '_>) -> Answer {
    let list = call.list(0)?;
    call.spend(list.len())?;
    let mut items = list.to_vec();
    let mut width = 1;
    while width < items.len() {
        let mut merged = Vec::with_capacity(items.len());
        for pair in items.chunks(2 * width) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            merge(call, left, right, &mut merged)?;
        }
        items = merged;
        width *= 2;
    }
    Ok(Value::list(items))
}

fn merge(
    call: &mut Call<'_, '_>,
    left: &[Value],
    right: &[Value],
    merged: &mut Vec<Value>,
) -> Answer<()> {
    let (mut left, mut right) = (left, right);
    while let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) {
        call.spend(1)?;
        if precedes(call, second, first)? {
            merged.push(second.clone());
            right = right_rest;
        } else {
            merged.push(first.clone());
            left = left_rest;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
    Ok(())
}

fn precedes(call: &mut Call<'_, '_>, one: &Value, two: &Value) -> Answer<bool> {
    if call.count() < 2 {
        return match compare(one, two) {
            Some(order) => Ok(order == Ordering::Less),
            None => Err(call.wrong_type(0, "values of one ordered type")),
        };
    }
    match call.apply(1, vec![one.clone(), two.clone()])? {
        Value::Boolean(value) => Ok(value),
        _ => Err(call.wrong_value(1)),
    }
}
