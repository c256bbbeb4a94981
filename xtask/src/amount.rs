//! How many random inputs a command is to make, and from which seed: `--WHAT N --seed S`.

pub struct Amount {
    pub count: u64,
    pub seed: u64,
}

/// Reads the words behind a command; `option` is the name of the one that says how many.
pub fn read(args: &[String], option: &str, count: u64) -> Result<Amount, String> {
    let mut amount = Amount { count, seed: 1 };
    let mut words = args.iter();
    while let Some(word) = words.next() {
        let mut number = || {
            let text = words.next().ok_or(format!("{word} wants a number"))?;
            text.parse::<u64>()
                .map_err(|_| format!("`{text}` is no number"))
        };
        match word.as_str() {
            word if word == option => amount.count = number()?,
            "--seed" => amount.seed = number()?,
            _ => {
                return Err(format!(
                    "there is no option `{word}`; the options are {option} N and --seed S"
                ));
            }
        }
    }
    Ok(amount)
}
