//! Student's t: the share of it below a value.
//!
//! The library that gives its quantiles counts the terms of this share in eight bits: with ten to
//! twenty degrees of freedom and a value just above 2 it needs more, and then never ends. For whole
//! degrees of freedom the sum is finite.

/// The share of Student's t with so many degrees of freedom, at least 1, that lies below `t`.
///
/// *Source*: Abramowitz and Stegun, 26.7.3 and 26.7.4: with θ = atan(t / √n), the share between −t
/// and t is (2 / π) · (θ + sin θ · (cos θ + 2/3 · cos³ θ + …)) for odd n and
/// sin θ · (1 + 1/2 · cos² θ + …) for even n, up to the power n − 2. *Missing*: NaN for NaN.
pub(crate) fn share_below(t: f64, freedom: u32) -> f64 {
    let freedom = freedom.max(1);
    let angle = (t.abs() / f64::from(freedom).sqrt()).atan();
    let (sine, cosine) = angle.sin_cos();
    let is_odd = freedom % 2 == 1;
    let mut term = if is_odd { cosine } else { 1.0 };
    let mut sum = if freedom == 1 { 0.0 } else { term };
    let mut power = if is_odd { 3 } else { 2 };
    while power + 2 <= freedom {
        term *= f64::from(power - 1) / f64::from(power) * cosine * cosine;
        sum += term;
        power += 2;
    }
    let inside =
        if is_odd { std::f64::consts::FRAC_2_PI * (angle + sine * sum) } else { sine * sum };
    (1.0 + inside.min(1.0).copysign(t)) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_below_is_that_of_the_tables() {
        let table = [
            (1, 6.313_752, 0.95),
            (2, 2.919_986, 0.95),
            (3, 1.637_744, 0.90),
            (4, 1.533_206, 0.90),
            (10, 1.812_461, 0.95),
            (18, 2.100_922, 0.975),
            (19, 2.093_024, 0.975),
            (40, 2.021_075, 0.975),
            (100, 1.660_234, 0.95),
        ];
        for (freedom, t, share) in table {
            assert!((share_below(t, freedom) - share).abs() < 1e-6, "{freedom}");
            assert!((share_below(-t, freedom) - (1.0 - share)).abs() < 1e-6, "{freedom}");
        }
    }

    #[test]
    fn every_value_has_a_share_and_more_is_never_less() {
        for freedom in 1..=100 {
            let values = (-400..=400).map(|step| share_below(f64::from(step) / 40.0, freedom));
            let values: Vec<f64> = values.collect();
            let rises = values.windows(2).all(|pair| pair[1] >= pair[0] - 1e-12);
            assert!(rises, "{freedom}");
            assert!(values.iter().all(|share| (0.0..=1.0).contains(share)), "{freedom}");
        }
        assert_eq!(share_below(0.0, 7), 0.5);
        assert_eq!(share_below(f64::INFINITY, 7), 1.0);
        assert_eq!(share_below(f64::NEG_INFINITY, 8), 0.0);
    }
}
