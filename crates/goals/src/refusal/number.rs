//! The numbers that inputs may hold: finite ones, weights, confidence.

use super::Refusal;

/// Accepts a finite number.
pub(crate) fn finite(field: &'static str, value: f64) -> Result<(), Refusal> {
    if value.is_finite() { Ok(()) } else { Err(Refusal::NotFinite { field }) }
}

/// Accepts nothing, or a finite number.
pub(crate) fn finite_or_none(field: &'static str, value: Option<f64>) -> Result<(), Refusal> {
    value.map_or(Ok(()), |value| finite(field, value))
}

/// Accepts a finite number that is 0 or more.
pub fn weight(field: &'static str, value: f64) -> Result<(), Refusal> {
    finite(field, value)?;
    if value < 0.0 { Err(Refusal::NegativeWeight { field, value }) } else { Ok(()) }
}

/// Accepts a confidence from 1 to 10.
///
/// *Errors*: [`Refusal::ConfidenceOutOfRange`].
pub fn confidence(value: i64) -> Result<(), Refusal> {
    if (1..=10).contains(&value) { Ok(()) } else { Err(Refusal::ConfidenceOutOfRange { value }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_and_confidence_have_bounds() {
        assert_eq!(weight("weight", 0.0), Ok(()));
        let negative = Refusal::NegativeWeight { field: "weight", value: -1.0 };
        assert_eq!(weight("weight", -1.0), Err(negative));
        assert_eq!(weight("weight", f64::NAN), Err(Refusal::NotFinite { field: "weight" }));
        assert_eq!([1, 10].map(confidence), [Ok(()), Ok(())]);
        assert_eq!(confidence(11), Err(Refusal::ConfidenceOutOfRange { value: 11 }));
    }
}
