//! Functions of lists. Places count from 1, negative ones from the end.

use super::sort::sort;
use super::{Answer, Builtin, Call, Family};
use crate::number::Number;
use crate::value::{Value, equal};

entries!(List => "list");

pub(super) const ALL: [Builtin; 15] = [
    Builtin {
        result: "boolean",
        ..entry(
            "list contains",
            &["list, element"],
            ("Whether it has it", "是否包含元素"),
            contains,
        )
    },
    Builtin {
        result: "number",
        aliases: &["COUNT"],
        ..entry("count", &["list"], ("How many items", "元素个数"), count)
    },
    entry(
        "sublist",
        &["list, start position, length?"],
        ("A part, from a place on", "截取子列表"),
        sublist,
    ),
    entry("append", &["list, item..."], ("With more items", "追加元素"), append),
    entry("concatenate", &["list..."], ("Several in one", "连接列表"), concatenate),
    entry(
        "insert before",
        &["list, position, newItem"],
        ("With one more item at a place", "在位置前插入"),
        insert_before,
    ),
    entry("remove", &["list, position"], ("Without the item at a place", "删除元素"), remove),
    entry(
        "list replace",
        &["list, position, newItem", "list, match, newItem"],
        ("With another item at a place", "替换元素"),
        list_replace,
    ),
    entry("reverse", &["list"], ("Backwards", "反转"), reverse),
    entry("index of", &["list, match"], ("The places of an item", "元素的位置"), index_of),
    entry("union", &["list..."], ("All items, each once", "并集"), union),
    entry("distinct values", &["list"], ("Each item once", "去重"), distinct_values),
    entry("duplicate values", &["list"], ("Items that repeat", "重复的元素"), duplicate_values),
    entry("flatten", &["list"], ("Without lists inside", "展平"), flatten),
    entry("sort", &["list, precedes?"], ("In order", "排序"), sort),
];

fn contains(call: &mut Call<'_, '_>) -> Answer {
    let list = call.list(0)?;
    call.spend_on_arguments()?;
    let element = call.any(1);
    Ok(Value::Boolean(list.iter().any(|item| equal(item, element) == Some(true))))
}

fn count(call: &mut Call<'_, '_>) -> Answer {
    Ok(Value::Number(number(call.list(0)?.len())))
}

fn number(count: usize) -> Number {
    Number::from(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The index of a place, up to and with `length`.
fn index(call: &Call<'_, '_>, argument: usize, length: usize) -> Answer<usize> {
    let place = call.whole(argument)?;
    let index = match place {
        1.. => usize::try_from(place - 1).ok(),
        0 => None,
        _ => usize::try_from(place.unsigned_abs()).ok().and_then(|back| length.checked_sub(back)),
    };
    index.filter(|index| *index < length).ok_or_else(|| call.wrong_value(argument))
}

fn sublist(call: &mut Call<'_, '_>) -> Answer {
    let list = call.list(0)?;
    call.spend(list.len())?;
    let start = index(call, 1, list.len())?;
    let rest = &list[start..];
    let length = if call.has(2) {
        let length = usize::try_from(call.whole(2)?).ok();
        length.filter(|own| *own <= rest.len()).ok_or_else(|| call.wrong_value(2))?
    } else {
        rest.len()
    };
    Ok(Value::list(rest[..length].to_vec()))
}

fn append(call: &mut Call<'_, '_>) -> Answer {
    let list = call.list(0)?;
    call.spend(list.len() + call.count())?;
    let mut items = list.to_vec();
    items.extend_from_slice(call.arguments.get(1..).unwrap_or_default());
    Ok(Value::list(items))
}

fn concatenate(call: &mut Call<'_, '_>) -> Answer {
    let mut items = Vec::new();
    for place in 0..call.count() {
        let list = call.list(place)?;
        call.spend(list.len())?;
        items.extend_from_slice(list);
    }
    Ok(Value::list(items))
}

fn insert_before(call: &mut Call<'_, '_>) -> Answer {
    let list = call.list(0)?;
    call.spend(list.len())?;
    let place = index(call, 1, list.len())?;
    let mut items = list.to_vec();
    items.insert(place, call.any(2).clone());
    Ok(Value::list(items))
}

fn remove(call: &mut Call<'_, '_>) -> Answer {
    let list = call.list(0)?;
    call.spend(list.len())?;
    let place = index(call, 1, list.len())?;
    let mut items = list.to_vec();
    items.remove(place);
    Ok(Value::list(items))
}

fn list_replace(call: &mut Call<'_, '_>) -> Answer {
    let list = call.list(0)?;
    call.spend(list.len())?;
    let replacement = call.any(2);
    let mut items = list.to_vec();
    if let Value::Function(_) = call.any(1) {
        for item in &mut items {
            match call.apply(1, vec![item.clone(), replacement.clone()])? {
                Value::Boolean(true) => *item = replacement.clone(),
                Value::Boolean(false) => {}
                _ => return Err(call.wrong_value(1)),
            }
        }
        return Ok(Value::list(items));
    }
    let place = index(call, 1, list.len())?;
    items[place] = replacement.clone();
    Ok(Value::list(items))
}

fn reverse(call: &mut Call<'_, '_>) -> Answer {
    let list = call.list(0)?;
    call.spend(list.len())?;
    Ok(Value::list(list.iter().rev().cloned().collect()))
}

fn index_of(call: &mut Call<'_, '_>) -> Answer {
    let list = call.list(0)?;
    call.spend_on_arguments()?;
    let wanted = call.any(1);
    let places = list.iter().enumerate().filter(|(_, item)| equal(item, wanted) == Some(true));
    Ok(Value::list(places.map(|(index, _)| Value::Number(number(index + 1))).collect()))
}

/// Every value once, and those that were there more than once; by comparing all with all.
fn sifted(call: &mut Call<'_, '_>, values: &[Value]) -> Answer<(Vec<Value>, Vec<Value>)> {
    let mut once: Vec<Value> = Vec::new();
    let mut again: Vec<Value> = Vec::new();
    for value in values {
        call.spend(1 + once.len() * value.size().weight as usize)?;
        let is_known = |known: &[Value]| known.iter().any(|own| equal(own, value) == Some(true));
        if !is_known(&once) {
            once.push(value.clone());
        } else if !is_known(&again) {
            again.push(value.clone());
        }
    }
    Ok((once, again))
}

fn union(call: &mut Call<'_, '_>) -> Answer {
    let Value::List(all) = concatenate(call)? else { return Ok(Value::Null) };
    Ok(Value::list(sifted(call, all.items())?.0))
}

fn distinct_values(call: &mut Call<'_, '_>) -> Answer {
    let list = call.list(0)?;
    Ok(Value::list(sifted(call, list)?.0))
}

fn duplicate_values(call: &mut Call<'_, '_>) -> Answer {
    let list = call.list(0)?;
    Ok(Value::list(sifted(call, list)?.1))
}

fn flatten(call: &mut Call<'_, '_>) -> Answer {
    let list = call.list(0)?;
    call.spend_on_arguments()?;
    let mut items = Vec::new();
    flatten_into(list, &mut items);
    Ok(Value::list(items))
}

/// Values nest only so deep, so the recursion ends.
fn flatten_into(list: &[Value], items: &mut Vec<Value>) {
    for item in list {
        match item {
            Value::List(inner) => flatten_into(inner.items(), items),
            single => items.push(single.clone()),
        }
    }
}
