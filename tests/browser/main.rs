//! Tests that need a browser: its microtasks, its timers, its knowledge of Unicode, its documents.
#![cfg(target_arch = "wasm32")]

mod page;

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use interleave::clock::Clock;
use interleave::python::vm::Host;
use interleave::session::{Limits, Program, Session};
use interleave::trace::event::Stream;
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

#[wasm_bindgen_test]
fn two_spellings_of_a_name_are_one_name() {
    assert_eq!(output_of("\u{fb01} = 3\nprint(fi)\n"), "3\n");
}

/// What a program prints on the virtual clock.
fn output_of(source: &str) -> String {
    struct Paper(Rc<RefCell<String>>);

    impl Host for Paper {
        fn write(&self, _: Stream, text: &str) {
            self.0.borrow_mut().push_str(text);
        }
    }

    let program = Program {
        source: source.to_owned(),
        filename: "main.py".to_owned(),
        arguments: Vec::new(),
    };
    let printed = Rc::new(RefCell::new(String::new()));
    let paper = Box::new(Paper(Rc::clone(&printed)));
    Session::new(&program, Clock::virtual_clock(), Limits::default(), paper)
        .expect("the program has no syntax error")
        .finish();
    printed.take()
}
