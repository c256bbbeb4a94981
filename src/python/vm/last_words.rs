//! What dropped objects left to be done: see `object::finalize`.

use std::rc::Rc;

use crate::python::object::finalize::{self, LastWords};
use crate::python::object::generator::{GeneratorKind, State};
use crate::python::object::{ExceptionKind, PyError, PyResult, Value};
use crate::python::symbol::Symbol;
use crate::python::vm::Vm;
use crate::python::vm::calls::Input;
use crate::trace::event::Stream;

/// Says them in order. An exception in them is reported and goes no further.
pub(super) async fn say(vm: Rc<Vm>, words: Vec<LastWords>) -> PyResult {
    for word in words {
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
            let exception = Value::Instance(vm.exception_object(error));
            let name = vm.type_name(&exception);
            let text = vm
                .str(&exception)
                .await
                .map(|text| text.to_string())
                .unwrap_or_default();
            vm.write(
                Stream::Stderr,
                &format!("Exception ignored in a finalizer:\n{name}: {text}\n"),
            );
        }
    }
    Ok(Value::None)
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
