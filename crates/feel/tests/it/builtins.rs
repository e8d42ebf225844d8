//! The built-in functions, family by family.

use std::collections::HashSet;

use super::check;

#[test]
fn numbers_are_rounded_in_every_way() {
    check(&[
        ("decimal(2.5, 0)", "2"),
        ("round half up(-2.5, 0)", "-3"),
        ("round half down(2.5, 0)", "2"),
        ("round up(1.121, 2)", "1.13"),
        ("round down(-1.126, 2)", "-1.12"),
        ("floor(-1.5)", "-2"),
        ("ceiling(1.51, 1)", "1.6"),
        ("round up(123, -1)", "130"),
        ("modulo(-10.1, 4.5)", "3.4"),
        ("odd(-1) and even(2)", "true"),
        ("abs(@\"-P1D\")", "P1D"),
    ]);
}

#[test]
fn series_are_good_to_34_digits() {
    check(&[
        ("exp(1)", "2.718281828459045235360287471352662"),
        ("log(10)", "2.302585092994045684017991454684364"),
        ("sqrt(2)", "1.414213562373095048801688724209698"),
        ("sqrt(16)", "4"),
        ("sqrt(-1)", "null"),
    ]);
}

#[test]
fn texts_are_counted_in_characters() {
    check(&[
        ("substring(\"目标值\", 2, 1)", "标"),
        ("substring(\"foobar\", -2)", "ar"),
        ("substring before(\"foobar\", \"bar\")", "foo"),
        ("substring after(\"foobar\", \"ob\")", "ar"),
        ("upper case(\"aß\")", "ASS"),
        ("string join([\"a\", null, \"c\"], \"-\")", "a-c"),
    ]);
}

#[test]
fn patterns_are_those_of_xpath() {
    check(&[
        (r#"matches("foobar", "^fo*b")"#, "true"),
        (r#"replace("abracadabra", "a(.)", "[$1]")"#, "[b]r[c][d][b]ra"),
        (r#"replace("a.b", ".", "x", "q")"#, "axb"),
        (r#"matches("HELLO", "hello", "i")"#, "true"),
        (r#"matches("abab", "(ab)\1")"#, "true"),
        (r#"matches("a", "(?=a)")"#, "null"),
        (r#"matches("x", "[a-z-[aeiou]]")"#, "true"),
        (r#"split("a;b;;", ";")"#, "[\"a\", \"b\", \"\", \"\"]"),
        (r#"replace("abc", "x*", "-")"#, "null"),
    ]);
}

#[test]
fn lists_are_cut_joined_and_sifted() {
    check(&[
        ("sublist([1, 2, 3], -2, 1)", "[2]"),
        ("append([1], 2, 3)", "[1, 2, 3]"),
        ("concatenate([1], [2])", "[1, 2]"),
        ("insert before([1, 3], 2, 2)", "[1, 2, 3]"),
        ("remove([1, 2], 1)", "[2]"),
        ("list replace([1, 2], 2, 5)", "[1, 5]"),
        ("list replace([1, 2], function(x, y) x < y, 2)", "[2, 2]"),
        ("index of([1, 2, 1], 1)", "[1, 3]"),
        ("union([1, 2], [2, 3])", "[1, 2, 3]"),
        ("distinct values([1, 1, 2])", "[1, 2]"),
        ("duplicate values([1, 1, 2])", "[1]"),
        ("flatten([1, [2, [3]]])", "[1, 2, 3]"),
        ("reverse([1, 2])", "[2, 1]"),
        ("list contains([1, null], null)", "true"),
        ("count([1, null])", "2"),
    ]);
}

#[test]
fn numbers_of_a_list_are_taken_together() {
    check(&[
        ("sum([1, 2.5])", "3.5"),
        ("sum([1, null])", "null"),
        ("mean(1, 2)", "1.5"),
        ("median([8, 2, 5, 7])", "6"),
        ("mode([6, 3, 9, 6, 6, 3, 3])", "[3, 6]"),
        ("product([2, 3, 4])", "24"),
        ("stddev([2, 4, 7, 5])", "2.081665999466132735282297706979931"),
        ("min([\"b\", \"a\"])", "a"),
        ("max([])", "null"),
        ("all([true, null])", "null"),
        ("any([null, true])", "true"),
    ]);
}

#[test]
fn contexts_are_put_together() {
    check(&[
        ("context put({x: 1, y: {a: 0}}, [\"y\", \"a\"], 2)", "{x: 1, y: {a: 2}}"),
        ("context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}"),
        ("context([{key: \"a\", value: 1}])", "{a: 1}"),
        ("get value({a: 1}, \"a\")", "1"),
        ("get entries({a: 1})", "[{key: \"a\", value: 1}]"),
    ]);
}

#[test]
fn times_are_made_of_text_and_of_parts() {
    check(&[
        ("date(2026, 2, 30)", "null"),
        ("date and time(date(\"2017-01-01\"), time(\"23:59:01Z\"))", "2017-01-01T23:59:01Z"),
        ("time(10, 30, 1.5, @\"PT1H\")", "10:30:01.5+01:00"),
        ("duration(\"P1Y2M\").months", "2"),
        ("years and months duration(@\"2011-12-22\", @\"2013-08-24\")", "P1Y8M"),
        ("day of week(@\"2026-03-01\")", "Sunday"),
        ("month of year(@\"2026-03-01\")", "March"),
        ("week of year(@\"2010-01-01\")", "53"),
        ("day of year(@\"2020-12-31\")", "366"),
        (
            "string(@\"999999999-12-31T23:59:59@Europe/Paris\")",
            "999999999-12-31T23:59:59@Europe/Paris",
        ),
        ("now()", "null"),
    ]);
}

#[test]
fn ranges_lie_to_each_other() {
    check(&[
        ("before(1, [2..3])", "true"),
        ("before([1..5), 5)", "true"),
        ("meets([1..5], [5..9])", "true"),
        ("overlaps([1..5], (5..9])", "false"),
        ("overlaps before([1..5], [3..8])", "true"),
        ("overlaps after([3..8], [1..5])", "true"),
        ("finishes(5, [1..5])", "true"),
        ("includes([1..5], (1..4))", "true"),
        ("during(5, [1..5))", "false"),
        ("starts([1..3], [1..5])", "true"),
        ("coincides([1..5], [1..5])", "true"),
    ]);
}

#[test]
fn text_becomes_numbers_and_ranges() {
    check(&[
        ("number(\"1.000,5\", \".\", \",\")", "1000.5"),
        ("number(\"x\")", "null"),
        ("string({a: [1, \"x\"]})", "{a: [1, \"x\"]}"),
        ("range(\"[18..21)\") = [18..21)", "true"),
        ("range(\"[3..1]\")", "null"),
    ]);
}

#[test]
fn every_function_is_documented_once_in_both_languages() {
    let mut names = HashSet::new();
    for builtin in feel::builtins() {
        assert!(names.insert(builtin.name), "{} is there twice", builtin.name);
        assert!(!builtin.english.is_empty() && !builtin.chinese.is_empty(), "{}", builtin.name);
        assert!(!builtin.signatures.is_empty(), "{}", builtin.name);
    }
    assert!(names.len() > 80, "{}", names.len());
}
