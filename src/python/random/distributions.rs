//! The distributions: continuous ones, and the binomial.
//!
//! Each takes the numbers of the generator in CPython's order and computes in CPython's order, so results agree to the last bit
//! where the machine's logarithm and sine do. The literature behind each method is named with it.

use std::f64::consts::{E, LN_2, PI, TAU};

use super::Random;
use crate::python::failure::Failure;
use crate::python::number::float;
use crate::python::number::gamma::lgamma;

impl Random {
    /// `uniform(a, b)`.
    pub fn uniform(&mut self, a: f64, b: f64) -> f64 {
        a + (b - a) * self.random()
    }

    /// `triangular(low, high, mode)`; without a mode it is in the middle.
    pub fn triangular(&mut self, low: f64, high: f64, mode: Option<f64>) -> f64 {
        let u = self.random();
        let peak = match mode {
            None => 0.5,
            Some(_) if high == low => return low,
            Some(mode) => (mode - low) / (high - low),
        };
        if u > peak {
            high + (low - high) * ((1.0 - u) * (1.0 - peak)).sqrt()
        } else {
            low + (high - low) * (u * peak).sqrt()
        }
    }

    /// `normalvariate(mu, sigma)`, by Kinderman and Monahan's ratio of uniforms.
    pub fn normalvariate(&mut self, mu: f64, sigma: f64) -> f64 {
        let width = 4.0 * (-0.5f64).exp() / 2f64.sqrt();
        loop {
            let u1 = self.random();
            let u2 = 1.0 - self.random();
            let z = width * (u1 - 0.5) / u2;
            if z * z / 4.0 <= -u2.ln() {
                return mu + z * sigma;
            }
        }
    }

    /// `gauss(mu, sigma)`, by Box and Muller's pairs: every other number was in store.
    pub fn gauss(&mut self, mu: f64, sigma: f64) -> f64 {
        let z = match self.gauss_next.take() {
            Some(stored) => stored,
            None => {
                let angle = self.random() * TAU;
                let radius = (-2.0 * (1.0 - self.random()).ln()).sqrt();
                self.gauss_next = Some(angle.sin() * radius);
                angle.cos() * radius
            }
        };
        mu + z * sigma
    }

    /// `lognormvariate(mu, sigma)`.
    pub fn lognormvariate(&mut self, mu: f64, sigma: f64) -> Result<f64, Failure> {
        let exponent = self.normalvariate(mu, sigma);
        let value = exponent.exp();
        if value.is_infinite() && exponent.is_finite() {
            return Err(Failure::overflow("math range error"));
        }
        Ok(value)
    }

    /// `expovariate(lambd)`: the mean is `1 / lambd`.
    pub fn expovariate(&mut self, lambd: f64) -> Result<f64, Failure> {
        divide(-(1.0 - self.random()).ln(), lambd)
    }

    /// `vonmisesvariate(mu, kappa)`: an angle, by Best and Fisher's rejection.
    pub fn vonmisesvariate(&mut self, mu: f64, kappa: f64) -> f64 {
        if kappa <= 1e-6 {
            return TAU * self.random();
        }
        if kappa.is_nan() {
            return kappa;
        }
        let s = 0.5 / kappa;
        let r = s + (1.0 + s * s).sqrt();
        let z = loop {
            let z = (PI * self.random()).cos();
            let d = z / (r + z);
            let u = self.random();
            if u < 1.0 - d * d || u <= (1.0 - d) * d.exp() {
                break z;
            }
        };
        let q = 1.0 / r;
        let deviation = ((q + z) / (1.0 + q * z)).acos();
        let angle = if self.random() > 0.5 {
            mu + deviation
        } else {
            mu - deviation
        };
        float::modulo(angle, TAU).expect("a whole turn is not zero")
    }

    /// `gammavariate(alpha, beta)`: the mean is `alpha * beta`. Cheng's GB above an alpha of one, Ahrens and Dieter's GS below.
    pub fn gammavariate(&mut self, alpha: f64, beta: f64) -> Result<f64, Failure> {
        if alpha <= 0.0 || beta <= 0.0 {
            return Err(Failure::value("gammavariate: alpha and beta must be > 0.0"));
        }
        // Rejection would never end.
        if !alpha.is_finite() {
            return Ok(f64::NAN);
        }
        if alpha > 1.0 {
            Ok(self.gamma_above_one(alpha) * beta)
        } else if alpha == 1.0 {
            Ok(-(1.0 - self.random()).ln() * beta)
        } else {
            Ok(self.gamma_below_one(alpha)? * beta)
        }
    }

    fn gamma_above_one(&mut self, alpha: f64) -> f64 {
        let squeeze = 1.0 + 4.5f64.ln();
        let root = (2.0 * alpha - 1.0).sqrt();
        let offset = alpha - 2.0 * LN_2;
        let slope = alpha + root;
        loop {
            let u1 = self.random();
            if !(u1 > 1e-7 && u1 < 0.9999999) {
                continue;
            }
            let u2 = 1.0 - self.random();
            let v = (u1 / (1.0 - u1)).ln() / root;
            let x = alpha * v.exp();
            let z = u1 * u1 * u2;
            let r = offset + slope * v - x;
            if r + squeeze - 4.5 * z >= 0.0 || r >= z.ln() {
                return x;
            }
        }
    }

    fn gamma_below_one(&mut self, alpha: f64) -> Result<f64, Failure> {
        let b = (E + alpha) / E;
        loop {
            let p = b * self.random();
            let x = if p <= 1.0 {
                power(p, 1.0 / alpha)?
            } else {
                -((b - p) / alpha).ln()
            };
            let u = self.random();
            let limit = if p > 1.0 {
                power(x, alpha - 1.0)?
            } else {
                (-x).exp()
            };
            if u <= limit {
                return Ok(x);
            }
        }
    }

    /// `betavariate(alpha, beta)`: between 0 and 1, from two gamma numbers.
    pub fn betavariate(&mut self, alpha: f64, beta: f64) -> Result<f64, Failure> {
        let y = self.gammavariate(alpha, 1.0)?;
        if y == 0.0 {
            return Ok(0.0);
        }
        Ok(y / (y + self.gammavariate(beta, 1.0)?))
    }

    /// `paretovariate(alpha)`.
    pub fn paretovariate(&mut self, alpha: f64) -> Result<f64, Failure> {
        let u = 1.0 - self.random();
        power(u, divide(-1.0, alpha)?)
    }

    /// `weibullvariate(alpha, beta)`: `alpha` is the scale, `beta` the shape.
    pub fn weibullvariate(&mut self, alpha: f64, beta: f64) -> Result<f64, Failure> {
        let u = 1.0 - self.random();
        Ok(alpha * power(-u.ln(), divide(1.0, beta)?)?)
    }

    /// `binomialvariate(n, p)`: successes in `n` trials of chance `p`. Devroye's geometric method where few are expected,
    /// Hörmann's transformed rejection with squeeze (BTRS) otherwise.
    pub fn binomialvariate(&mut self, n: i64, p: f64) -> Result<i64, Failure> {
        if n < 0 {
            return Err(Failure::value("n must be non-negative"));
        }
        if p == 0.0 {
            return Ok(0);
        }
        if p == 1.0 {
            return Ok(n);
        }
        if !(p > 0.0 && p < 1.0) {
            return Err(Failure::value("p must be in the range 0.0 <= p <= 1.0"));
        }
        if n == 1 {
            return Ok(i64::from(self.random() < p));
        }
        // Failures are counted where they are fewer.
        if p > 0.5 {
            return Ok(n - self.binomial_up_to_half(n, 1.0 - p)?);
        }
        self.binomial_up_to_half(n, p)
    }

    fn binomial_up_to_half(&mut self, n: i64, p: f64) -> Result<i64, Failure> {
        if n as f64 * p < 10.0 {
            Ok(self.binomial_by_waiting(n, p))
        } else {
            self.binomial_by_rejection(n, p)
        }
    }

    /// Goes from success to success by the number of trials between them.
    fn binomial_by_waiting(&mut self, n: i64, p: f64) -> i64 {
        let failure = (1.0 - p).log2();
        if failure == 0.0 {
            return 0;
        }
        let (mut successes, mut trials) = (0, 0.0);
        loop {
            trials += (self.random().log2() / failure).floor() + 1.0;
            if trials > n as f64 {
                return successes;
            }
            successes += 1;
        }
    }

    fn binomial_by_rejection(&mut self, n: i64, p: f64) -> Result<i64, Failure> {
        let count = n as f64;
        let deviation = (count * p * (1.0 - p)).sqrt();
        let b = 1.15 + 2.53 * deviation;
        let a = -0.0873 + 0.0248 * b + 0.01 * p;
        let c = count * p + 0.5;
        let quick = 0.92 - 4.2 / b;
        let alpha = (2.83 + 5.1 / b) * deviation;
        let log_odds = (p / (1.0 - p)).ln();
        let mode = ((count + 1.0) * p).floor();
        let peak = lgamma(mode + 1.0)? + lgamma(count - mode + 1.0)?;
        loop {
            let u = self.random() - 0.5;
            let margin = 0.5 - u.abs();
            let k = ((2.0 * a / margin + b) * u + c).floor();
            if !(k >= 0.0 && k <= count) {
                continue;
            }
            let v = self.random();
            if margin >= 0.07 && v <= quick {
                return Ok(k as i64);
            }
            let scaled = v * (alpha / (a / (margin * margin) + b));
            let bound = peak - lgamma(k + 1.0)? - lgamma(count - k + 1.0)? + (k - mode) * log_odds;
            if scaled.ln() <= bound {
                return Ok(k as i64);
            }
        }
    }
}

fn divide(a: f64, b: f64) -> Result<f64, Failure> {
    if b == 0.0 {
        Err(Failure::zero_division("float division by zero"))
    } else {
        Ok(a / b)
    }
}

/// `base ** exponent` for a base that is not negative.
fn power(base: f64, exponent: f64) -> Result<f64, Failure> {
    float::pow(base, exponent).map(|value| value.unwrap_or(f64::NAN))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::number::IntRef;
    use crate::python::random::mt19937::MersenneTwister;

    fn random() -> Random {
        Random::new(MersenneTwister::from_int(IntRef::Small(7)))
    }

    #[test]
    fn one_after_another_they_give_what_cpython_gives() {
        let mut r = random();
        assert_eq!(r.uniform(1.0, 5.0), 2.2953310593326495);
        assert_eq!(r.triangular(0.0, 10.0, Some(3.0)), 2.127316435731896);
        assert_eq!(r.gauss(0.0, 1.0), -0.2260961647831047);
        assert_eq!(r.gauss(5.0, 2.0), 4.3698631553376295);
        assert_eq!(r.normalvariate(0.0, 1.0), 0.0970447726200016);
        assert_eq!(r.lognormvariate(0.0, 1.0), Ok(0.21450467929615752));
        assert_eq!(r.expovariate(2.0), Ok(0.019108351060372442));
        assert_eq!(r.vonmisesvariate(1.0, 2.0), 0.445814499896404);
        assert_eq!(r.gammavariate(2.0, 3.0), Ok(5.03342876354445));
        assert_eq!(r.gammavariate(0.5, 3.0), Ok(0.06445186457154312));
        assert_eq!(r.gammavariate(1.0, 3.0), Ok(2.9620169655582314));
        assert_eq!(r.betavariate(2.0, 3.0), Ok(0.6687422346122592));
        assert_eq!(r.paretovariate(3.0), Ok(1.120729769601027));
        assert_eq!(r.weibullvariate(1.0, 2.0), Ok(0.394693478317095));
        assert_eq!(r.binomialvariate(10, 0.3), Ok(2));
        assert_eq!(r.binomialvariate(1000, 0.3), Ok(285));
        assert_eq!(r.binomialvariate(1000, 0.9), Ok(896));
    }

    #[test]
    fn parameters_out_of_range_are_refused() {
        let mut r = random();
        assert_eq!(
            r.expovariate(0.0).unwrap_err().message,
            "float division by zero"
        );
        assert_eq!(
            r.gammavariate(0.0, 1.0).unwrap_err().kind.name(),
            "ValueError"
        );
        assert_eq!(
            r.binomialvariate(-1, 0.5).unwrap_err().message,
            "n must be non-negative"
        );
        assert!(r.binomialvariate(10, f64::NAN).is_err());
        assert!(r.lognormvariate(1e4, 1.0).is_err());
        assert!(r.paretovariate(1e-4).is_err());
        assert!(r.gammavariate(f64::NAN, 1.0).unwrap().is_nan());
        assert!(r.vonmisesvariate(0.0, f64::NAN).is_nan());
        assert_eq!(r.triangular(5.0, 5.0, Some(7.0)), 5.0);
    }
}
