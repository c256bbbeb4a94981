//! What dropped objects left to be done: see `object::finalize`.

use std::rc::Rc;

use crate::python::object::finalize::{self, LastWords};
use crate::python::object::generator::{GeneratorKind, State};
use crate::python::object::{ExceptionKind, PyError, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::calls::Input;
use crate::python::vm::traceback::format_parts;
use crate::trace::event::Stream;

/// Says them in order. An exception in them is reported and goes no further.
pub(super) async fn say(vm: Rc<Vm>, words: Vec<LastWords>) -> PyResult {
    for word in words {
        let about = speaker(&vm, &word);
        let said = match word {
            LastWords::Close(generator)
                if generator.kind == GeneratorKind::AsyncGenerator
                    && vm
                        .hooks
                        .abandoned
                        .get()
                        .is_some_and(|abandoned| abandoned(&vm, &generator)) =>
            {
                Ok(())
            }
            LastWords::Close(generator) => close(&vm, &generator).await,
            LastWords::Delete(instance) => {
                let value = Value::Instance(instance.clone());
                let said = vm
                    .call_special(&value, Symbol::DEL, Vec::new())
                    .await
                    .map(drop);
                instance.bury();
                said
            }
            LastWords::Run(run) => match run(&vm) {
                Ok(flow) => vm.finish(flow).await.map(drop),
                Err(error) => Err(error),
            },
        };
        if let Err(error) = said {
            let what = match &about {
                Some(about) => vm.repr(about).await?.to_string(),
                None => "a finalizer".to_owned(),
            };
            let error = vm.exception_object(error);
            let report = format_parts(&vm, &error, false, None)?;
            let report = vm.finish(report).await?;
            let report = report.as_str().unwrap_or_default();
            let text = format!("Exception ignored in: {what}\n{report}");
            vm.write(Stream::Stderr, &text);
        }
    }
    Ok(Value::None)
}

/// What an exception in the last words is said to be ignored in.
fn speaker(vm: &Vm, word: &LastWords) -> Option<Value> {
    match word {
        LastWords::Close(generator) => Some(Value::Generator(generator.clone())),
        LastWords::Delete(instance) => vm
            .class_of(&Value::Instance(instance.clone()))
            .lookup(Symbol::DEL),
        LastWords::Run(_) => None,
    }
}

async fn close(vm: &Rc<Vm>, generator: &Rc<crate::python::object::Generator>) -> PyResult<()> {
    match vm.resume(generator, Input::Close).await {
        Ok(_) if generator.is_finished() => Ok(()),
        Ok(_) => {
            // It goes on no more, or it would be dropped as a suspended one again.
            let state = generator.state.replace(State::Finished);
            if let State::Suspended(segment) = state {
                finalize::discard(segment.into_values());
            }
            let what = generator.kind.type_name().replace('_', " ");
            let message = format!("{what} ignored GeneratorExit");
            Err(PyError::new(ExceptionKind::RuntimeError, message))
        }
        Err(error)
            if error.is(ExceptionKind::GeneratorExit) || error.is(ExceptionKind::StopIteration) =>
        {
            Ok(())
        }
        Err(error) => Err(error),
    }
}
