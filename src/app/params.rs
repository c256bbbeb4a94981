//! Parameters of a program: lines like `SPEED = 1.5  # @param {min: 0, max: 3}` get a slider. Pure.
//!
//! The comment is Colab's convention: `min` and `max`, and `step` if it is not to be a hundredth of the way; whatever else
//! stands there is ignored, and a line that is not understood is a comment like any other.

use std::ops::Range;

/// A number that a reader may slide.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    pub name: String,
    pub value: f64,
    pub min: f64,
    pub max: f64,
    pub step: f64,
    /// Whether it is written as an int and steps from int to int.
    whole: bool,
    /// Where its value stands in the source, in bytes.
    place: Range<usize>,
}

/// The parameters of a program, in its order.
pub fn find(source: &str) -> Vec<Param> {
    let mut start = 0;
    let lines = source.split_inclusive('\n').map(|line| {
        let begin = start;
        start += line.len();
        (begin, line)
    });
    lines
        .filter_map(|(begin, line)| param(begin, line))
        .collect()
}

/// The program with another value of a parameter that was found in it.
pub fn with_value(source: &str, param: &Param, value: f64) -> String {
    let mut text = source.to_owned();
    if text.is_char_boundary(param.place.start) && text.get(param.place.clone()).is_some() {
        text.replace_range(param.place.clone(), &param.literal(value));
    }
    text
}

impl Param {
    /// A value as it is written in the program: with as many decimals as the step has, and never none for a float.
    pub fn literal(&self, value: f64) -> String {
        let steps = ((value - self.min) / self.step).round();
        let value = (self.min + steps * self.step).clamp(self.min, self.max);
        if self.whole {
            return format!("{value:.0}");
        }
        let decimals = (1..6).find(|&decimals| {
            let shifted = self.step * 10f64.powi(decimals);
            (shifted - shifted.round()).abs() < 1e-9
        });
        format!("{value:.*}", decimals.unwrap_or(6) as usize)
    }
}

fn param(begin: usize, line: &str) -> Option<Param> {
    let (code, comment) = line.split_once('#')?;
    let options = comment.trim_start().strip_prefix("@param")?.trim();
    let options = options.strip_prefix('{')?.split('}').next()?;
    let option = |name: &str| {
        let named = options.split(',').find_map(|option| {
            let (key, value) = option.split_once(':')?;
            let key = key.trim().trim_matches(['"', '\'']);
            (key == name).then(|| value.trim())
        });
        named?
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
    };
    let (name, value) = code.split_once('=')?;
    let (name, literal) = (name.trim_end(), value.trim());
    let is_name = name
        .chars()
        .all(|character| character.is_alphanumeric() || character == '_');
    let (min, max) = (option("min")?, option("max")?);
    let number = literal
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())?;
    if name.is_empty() || !is_name || min >= max {
        return None;
    }
    let is_int = literal.parse::<i64>().is_ok();
    let step = option("step")
        .filter(|&step| step > 0.0)
        .unwrap_or(match is_int {
            true => 1.0,
            false => (max - min) / 100.0,
        });
    let start = begin + code.len() - value.len() + (value.len() - value.trim_start().len());
    Some(Param {
        name: name.into(),
        value: number,
        min,
        max,
        step,
        whole: is_int && step.fract() == 0.0 && min.fract() == 0.0,
        place: start..start + literal.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_found_and_changed_in_its_place() {
        let source = "é = 1\nSLOW = 1.5  # @param {min: 0.5, max: 5, step: 0.5}\nN=3 #@param {\"type\": \"slider\", \"min\": 1, \"max\": 9}\n";
        let params = find(source);
        let [slow, count] = params.as_slice() else {
            panic!("found {params:?}");
        };
        assert_eq!(
            (slow.name.as_str(), slow.value, slow.step),
            ("SLOW", 1.5, 0.5)
        );
        assert_eq!((count.min, count.max, count.step), (1.0, 9.0, 1.0));
        let changed = with_value(source, slow, 3.0);
        assert!(
            changed.contains("SLOW = 3.0  # @param {min: 0.5"),
            "{changed}"
        );
        let changed = with_value(&changed, &find(&changed)[1], 7.2);
        assert!(changed.contains("\nN=7 #@param"), "{changed}");
    }

    #[test]
    fn what_is_no_parameter_is_a_comment() {
        for line in [
            "X = 1",
            "X = 1  # min: 0, max: 2",
            "X = 1  # @param",
            "X = 1  # @param {min: 0}",
            "X = 1  # @param {min: 3, max: 2}",
            "X = f(1)  # @param {min: 0, max: 2}",
            "x.y = 1  # @param {min: 0, max: 2}",
            "= 1  # @param {min: 0, max: 2}",
            "X = nan  # @param {min: 0, max: 2}",
        ] {
            assert_eq!(find(line), [], "{line}");
        }
    }
}
