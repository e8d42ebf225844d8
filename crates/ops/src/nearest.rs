//! The name that was probably meant, for messages about one that leads nowhere.

/// `; did you mean …?` when one of the names is similar to what was written, else nothing.
pub(crate) fn did_you_mean<'a>(written: &str, names: impl Iterator<Item = &'a str>) -> String {
    feel::nearest(written, names)
        .map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_similar_name_is_offered_and_another_is_not() {
        let names = ["orders", "on_time"];
        assert_eq!(did_you_mean("ordres", names.into_iter()), "; did you mean `orders`?");
        assert_eq!(did_you_mean("Orders", names.into_iter()), "; did you mean `orders`?");
        assert_eq!(did_you_mean("headcount", names.into_iter()), "");
    }
}
