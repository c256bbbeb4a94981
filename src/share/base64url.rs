//! Bytes ↔ base64url without padding, as RFC 4648 has it.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes bytes behind a text.
pub fn encode(bytes: &[u8], text: &mut String) {
    for group in bytes.chunks(3) {
        let mut bits = [0; 4];
        bits[1..=group.len()].copy_from_slice(group);
        let bits = u32::from_be_bytes(bits);
        for place in 0..=group.len() {
            let digit = bits >> (18 - 6 * place) & 63;
            text.push(DIGITS[digit as usize].into());
        }
    }
}

/// The bytes that a text stands for; only the text that they are written as does.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    // Bits that are not in a byte yet, and how many.
    let (mut bits, mut count) = (0, 0);
    for digit in text.bytes() {
        let digit = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    (count < 6 && bits == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    #[test]
    fn bytes_are_written_as_others_write_them() {
        let bytes: Vec<u8> = (0..=255).rev().cycle().step_by(7).take(500).collect();
        for start in 0..4 {
            for end in start..bytes.len() {
                let bytes = &bytes[start..end];
                let mut text = String::new();
                encode(bytes, &mut text);
                assert_eq!(text, URL_SAFE_NO_PAD.encode(bytes));
                assert_eq!(decode(&text).as_deref(), Some(bytes));
            }
        }
    }

    #[test]
    fn what_others_refuse_is_refused() {
        let digits = ["A", "B", "w", "_", "-", "=", "+", "é"];
        let texts = digits.iter().flat_map(|one| {
            let pairs = digits.iter().map(move |other| format!("{one}{other}"));
            let more = digits.iter().map(move |other| format!("AA{one}{other}"));
            pairs
                .chain(more)
                .chain([one.to_string(), format!("AA{one}"), format!("AAAA{one}")])
        });
        for text in texts {
            assert_eq!(decode(&text), URL_SAFE_NO_PAD.decode(&text).ok(), "{text}");
        }
    }
}
