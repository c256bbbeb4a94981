//! f-strings.

use ruff_python_ast::{
    ConversionFlag, ExprFString, FStringPart, InterpolatedElement, InterpolatedStringElement,
    InterpolatedStringElements,
};

use crate::python::code::{Conversion, Op};

use super::constants::Constant;
use super::{Compiled, Compiler};

/// The parts of a string as they are put on the stack; neighbouring literal texts become one.
#[derive(Default)]
struct Parts {
    text: String,
    count: u32,
}

impl<'a> Compiler<'a> {
    pub(super) fn f_string(&mut self, string: &'a ExprFString) -> Compiled {
        let mut parts = Parts::default();
        for part in &string.value {
            match part {
                FStringPart::Literal(literal) => parts.text.push_str(literal),
                FStringPart::FString(string) => self.elements(&string.elements, &mut parts)?,
            }
        }
        self.build_string(parts);
        Ok(())
    }

    fn elements(
        &mut self,
        elements: &'a InterpolatedStringElements,
        parts: &mut Parts,
    ) -> Compiled {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(literal) => parts.text.push_str(literal),
                InterpolatedStringElement::Interpolation(element) => {
                    if let Some(debug) = &element.debug_text {
                        parts.text.push_str(debug.as_str());
                    }
                    self.end_text(parts);
                    self.interpolation(element)?;
                    parts.count += 1;
                }
            }
        }
        Ok(())
    }

    fn interpolation(&mut self, element: &'a InterpolatedElement) -> Compiled {
        self.expression(&element.expression)?;
        let spec = element
            .format_spec
            .as_deref()
            .filter(|spec| !spec.elements.is_empty());
        let has_spec = element.format_spec.is_some();
        let conversion = match element.conversion {
            ConversionFlag::Str => Conversion::Str,
            ConversionFlag::Repr => Conversion::Repr,
            ConversionFlag::Ascii => Conversion::Ascii,
            // `{x=}` shows what `repr` gives, unless it is told how.
            ConversionFlag::None if element.debug_text.is_some() && !has_spec => Conversion::Repr,
            ConversionFlag::None => Conversion::None,
        };
        if let Some(spec) = spec {
            let mut parts = Parts::default();
            self.elements(&spec.elements, &mut parts)?;
            self.build_string(parts);
        }
        let op = Op::FormatValue {
            conversion,
            spec: spec.is_some(),
        };
        self.at(element.range, |this| this.emit(op));
        Ok(())
    }

    fn end_text(&mut self, parts: &mut Parts) {
        if !parts.text.is_empty() {
            self.constant(Constant::str(&std::mem::take(&mut parts.text)));
            parts.count += 1;
        }
    }

    fn build_string(&mut self, mut parts: Parts) {
        self.end_text(&mut parts);
        match parts.count {
            0 => self.constant(Constant::str("")),
            1 => {}
            count => self.emit(Op::BuildString(count)),
        }
    }
}
