//! Tests that need a browser: its microtasks and its timers.
#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_microtask_runs_before_a_timer_that_is_due_at_once() {
    let order = Rc::new(RefCell::new(Vec::new()));
    let timer = TimeoutFuture::new(0);
    let microtask = Rc::clone(&order);
    wasm_bindgen_futures::spawn_local(async move { microtask.borrow_mut().push("microtask") });
    order.borrow_mut().push("now");
    timer.await;
    order.borrow_mut().push("timer");
    assert_eq!(*order.borrow(), ["now", "microtask", "timer"]);
}
