//! Parameters of a program: lines like `SPEED = 1.5  # @param {min: 0, max: 3}` get a slider, and those like
//! `MODE = "fast"  # @param ["fast", "slow"]` or `ON = True  # @param {type: "boolean"}` a menu. Pure.
//!
//! The comment is Colab's convention: `min` and `max`, and `step` if it is not to be a hundredth of the way; whatever else
//! stands there is ignored, and a line that is not understood is a comment like any other.

use std::ops::Range;

/// A value that a reader may change.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    pub name: String,
    /// What the program says: `1.5`, `"fast"`.
    pub text: String,
    /// What may stand there instead, of a menu; empty for a slider.
    pub choices: Vec<String>,
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

/// The program with another text in the place of a parameter's value.
pub fn with_text(source: &str, param: &Param, value: &str) -> String {
    let mut text = source.to_owned();
    if text.is_char_boundary(param.place.start) && text.get(param.place.clone()).is_some() {
        text.replace_range(param.place.clone(), value);
    }
    text
}

impl Param {
    /// Where its value stands in the source, in bytes.
    pub fn place(&self) -> Range<usize> {
        self.place.clone()
    }

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
    let (name, value) = code.split_once('=')?;
    let (name, literal) = (name.trim_end(), value.trim());
    let is_name = name
        .chars()
        .all(|character| character.is_alphanumeric() || character == '_');
    if name.is_empty() || !is_name || literal.is_empty() {
        return None;
    }
    let start = begin + code.len() - value.len() + (value.len() - value.trim_start().len());
    let place = start..start + literal.len();
    if let Some(choices) = choices(options) {
        return choices
            .iter()
            .any(|choice| choice == literal)
            .then(|| Param {
                name: name.into(),
                text: literal.into(),
                choices,
                value: 0.0,
                min: 0.0,
                max: 0.0,
                step: 0.0,
                whole: false,
                place,
            });
    }
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
    let (min, max) = (option("min")?, option("max")?);
    let number = literal
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())?;
    if min >= max {
        return None;
    }
    let is_int = literal.parse::<i64>().is_ok();
    let step = option("step")
        .filter(|&step| step > 0.0)
        .unwrap_or(match is_int {
            true => 1.0,
            false => (max - min) / 100.0,
        });
    Some(Param {
        name: name.into(),
        text: literal.into(),
        choices: Vec::new(),
        value: number,
        min,
        max,
        step,
        whole: is_int && step.fract() == 0.0 && min.fract() == 0.0,
        place,
    })
}

/// The values that a menu offers: those in `["a", "b"]`, or both truths of `{type: "boolean"}`.
fn choices(options: &str) -> Option<Vec<String>> {
    let quiet: String = options
        .chars()
        .filter(|c| !matches!(c, ' ' | '"' | '\''))
        .collect();
    if quiet.starts_with("{type:boolean}") {
        return Some(vec!["True".into(), "False".into()]);
    }
    let list = options.strip_prefix('[')?.split(']').next()?;
    let choices = list.split(',').map(|choice| choice.trim().to_owned());
    Some(choices.filter(|choice| !choice.is_empty()).collect())
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
        let changed = with_text(source, slow, &slow.literal(3.0));
        assert!(
            changed.contains("SLOW = 3.0  # @param {min: 0.5"),
            "{changed}"
        );
        let count = &find(&changed)[1];
        let changed = with_text(&changed, count, &count.literal(7.2));
        assert!(changed.contains("\nN=7 #@param"), "{changed}");
    }

    #[test]
    fn a_list_of_values_is_a_menu() {
        let source = "MODE = \"fast\"  # @param [\"fast\", \"slow\"]\nON = False #@param {type:\"boolean\"}\nN = 2  # @param [1, 2, 3] {type: \"raw\"}\n";
        let params = find(source);
        let choices: Vec<_> = params.iter().map(|param| param.choices.join(" ")).collect();
        assert_eq!(choices, ["\"fast\" \"slow\"", "True False", "1 2 3"]);
        assert!(with_text(source, &params[0], "\"slow\"").starts_with("MODE = \"slow\"  # @param"));
        assert_eq!(find("X = 4  # @param [1, 2]"), []);
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
