//! Exceptions as CPython writes them to standard error.

use std::rc::Rc;

use crate::python::object::{Flow, Instance, PyResult, Value};
use crate::python::vm::Vm;

/// The text of an uncaught exception, with its traceback; a str.
pub fn format_exception(vm: &Rc<Vm>, exception: &Rc<Instance>) -> PyResult<Flow> {
    let vm = vm.clone();
    let exception = exception.clone();
    Flow::future(async move {
        let mut text = String::from("Traceback (most recent call last):\n");
        if let Some(data) = exception.exception() {
            for entry in data.traceback.borrow().iter().rev() {
                text.push_str(&format!(
                    "  File \"{}\", line {}, in {}\n",
                    entry.code.filename, entry.line, entry.code.qualname
                ));
            }
        }
        let value = Value::Instance(exception);
        let name = vm.type_name(&value);
        let message = vm.str(&value).await?;
        text.push_str(&format!("{name}: {}\n", message.as_str()));
        Ok(Value::string(text))
    })
}
