//! The one method of `unicode-normalization` that the parser calls, for names beyond ASCII.
//!
//! The original's tables add 130 kB to the site, where the browser has such tables already. Natively they are ICU's.

/// Texts that have normal forms.
pub trait UnicodeNormalization {
    /// The characters of normal form KC.
    fn nfkc(self) -> std::vec::IntoIter<char>;
}

impl UnicodeNormalization for &str {
    fn nfkc(self) -> std::vec::IntoIter<char> {
        normal_form_kc(self).chars().collect::<Vec<_>>().into_iter()
    }
}

#[cfg(target_arch = "wasm32")]
fn normal_form_kc(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").into()
}

#[cfg(not(target_arch = "wasm32"))]
fn normal_form_kc(text: &str) -> String {
    icu_normalizer::ComposingNormalizerBorrowed::new_nfkc()
        .normalize(text)
        .into_owned()
}
