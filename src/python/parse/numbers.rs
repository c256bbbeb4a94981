//! The shape of number literals, and what CPython says about misshapen ones.

/// What is wrong with a number literal. The place is counted in bytes from the literal's first one; `start` is one past the
/// first marked byte, as a column is.
pub struct NumberError {
    pub message: String,
    pub start: usize,
    pub end: usize,
}

/// The length of the number that a text begins with.
pub fn number_error(text: &[u8]) -> Result<usize, NumberError> {
    let mut reader = Reader { text, position: 0 };
    reader.number()?;
    Ok(reader.position)
}

struct Reader<'a> {
    text: &'a [u8],
    position: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.position).copied().unwrap_or(0)
    }

    fn number(&mut self) -> Result<(), NumberError> {
        if self.peek() == b'0' {
            let radix = self.text.get(1).map(u8::to_ascii_lowercase);
            match radix {
                Some(b'x') => return self.radix("hexadecimal", u8::is_ascii_hexdigit),
                Some(b'o') => return self.radix("octal", |byte| (b'0'..=b'7').contains(byte)),
                Some(b'b') => return self.radix("binary", |byte| matches!(byte, b'0' | b'1')),
                _ => return self.zero(),
            }
        }
        if self.peek() != b'.' {
            self.digits()?;
        }
        self.fraction_and_end()
    }

    fn radix(&mut self, kind: &str, is_digit: fn(&u8) -> bool) -> Result<(), NumberError> {
        self.position = 2;
        loop {
            if self.peek() == b'_' {
                self.position += 1;
            }
            if !is_digit(&self.peek()) {
                return Err(self.bad_digit(kind));
            }
            while is_digit(&self.peek()) {
                self.position += 1;
            }
            if self.peek() != b'_' {
                break;
            }
        }
        if self.peek().is_ascii_digit() {
            return Err(self.bad_digit(kind));
        }
        self.end(kind)
    }

    fn bad_digit(&self, kind: &str) -> NumberError {
        let byte = self.peek();
        if byte.is_ascii_digit() {
            let message = format!("invalid digit '{}' in {kind} literal", byte as char);
            return NumberError {
                message,
                start: self.position + 1,
                end: self.position + 1,
            };
        }
        self.invalid(kind)
    }

    fn invalid(&self, kind: &str) -> NumberError {
        let message = format!("invalid {kind} literal");
        NumberError {
            message,
            start: self.position,
            end: self.position,
        }
    }

    /// A decimal number that begins with a zero: only zeros may follow, unless it is a float.
    fn zero(&mut self) -> Result<(), NumberError> {
        while matches!(self.peek(), b'0' | b'_') {
            let is_separator = self.peek() == b'_';
            self.position += 1;
            if is_separator && !self.peek().is_ascii_digit() {
                return Err(self.invalid("decimal"));
            }
        }
        let zeros = self.position;
        let has_more = self.peek().is_ascii_digit();
        if has_more {
            self.digits()?;
        }
        let is_float = matches!(self.peek(), b'.' | b'e' | b'E' | b'j' | b'J');
        if has_more && !is_float {
            let message = "leading zeros in decimal integer literals are not permitted; \
                           use an 0o prefix for octal integers";
            return Err(NumberError {
                message: message.to_string(),
                start: 1,
                end: zeros,
            });
        }
        self.fraction_and_end()
    }

    fn digits(&mut self) -> Result<(), NumberError> {
        loop {
            while self.peek().is_ascii_digit() {
                self.position += 1;
            }
            if self.peek() != b'_' {
                return Ok(());
            }
            self.position += 1;
            if !self.peek().is_ascii_digit() {
                return Err(self.invalid("decimal"));
            }
        }
    }

    fn fraction_and_end(&mut self) -> Result<(), NumberError> {
        if self.peek() == b'.' {
            self.position += 1;
            if self.peek().is_ascii_digit() {
                self.digits()?;
            }
        }
        if matches!(self.peek(), b'e' | b'E') {
            let mark = self.position;
            self.position += 1;
            let has_sign = matches!(self.peek(), b'+' | b'-');
            self.position += has_sign as usize;
            if self.peek().is_ascii_digit() {
                self.digits()?;
            } else if has_sign {
                return Err(self.invalid("decimal"));
            } else {
                self.position = mark;
            }
        }
        if matches!(self.peek(), b'j' | b'J') {
            self.position += 1;
            return self.end("imaginary");
        }
        self.end("decimal")
    }

    /// A name may not follow at once, but for the keywords that can come after a value.
    fn end(&self, kind: &str) -> Result<(), NumberError> {
        let rest = &self.text[self.position..];
        let keywords: [&[u8]; 8] = [b"and", b"else", b"for", b"if", b"in", b"is", b"or", b"not"];
        let is_keyword = keywords.iter().any(|keyword| rest.starts_with(keyword));
        if !is_keyword && (self.peek().is_ascii_alphanumeric() || self.peek() == b'_') {
            return Err(self.invalid(kind));
        }
        Ok(())
    }
}
