//! What becomes of tasks that are pending when the program has ended: nobody will ever run their loops.

use std::rc::Rc;

use crate::asyncio::report::{self, Report};
use crate::asyncio::state;
use crate::python::object::{Flow, PyResult, Value};
use crate::python::vm::Vm;
use crate::python::vm::calls::Input;

/// Ends the coroutines of all such tasks, as CPython's last collection of cycles does, so that their `finally` blocks run, and
/// reports the tasks where `reports` says so.
pub fn abandon_tasks(vm: &Rc<Vm>, reports: bool) -> PyResult<Flow> {
    let Some(asyncio) = state::made(vm) else {
        return Ok(Flow::Value(Value::None));
    };
    let vm = vm.clone();
    Flow::future(async move {
        for event_loop in asyncio.loops() {
            for future in event_loop.all_tasks() {
                let Some(task) = future.task().filter(|task| task.reports_destruction()) else {
                    continue;
                };
                if let Value::Generator(coroutine) = task.coroutine() {
                    // What it raises has nobody to go to.
                    let _ended = vm.resume(&coroutine, Input::Close).await;
                }
                task.set_reports_destruction(false);
                if !reports {
                    continue;
                }
                let mut report = Report::new("Task was destroyed but it is pending!".to_string());
                report.details.push(("task", future.into()));
                report::call_exception_handler(&vm, &event_loop, report).await?;
            }
        }
        Ok(Value::None)
    })
}
