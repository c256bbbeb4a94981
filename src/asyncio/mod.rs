//! asyncio: the event loop, and all that `import asyncio` gives.
//!
//! In reading order: [`timers`], [`handle`] and [`event_loop`] decide what runs when; [`future`] and [`task`] are what is waited
//! for and what waits; the rest are the primitives built on them, one file each; [`module`] gives them their Python names.
//!
//! The order of execution is CPython's, callback by callback: whatever is one `call_soon` there is one entry of the ready queue
//! here, though most of them ([`handle::Ready`]) never become a Python object. The machine knows nothing of this module: a
//! task's step resumes its coroutine, and a coroutine that waits hands out the future that it waits for.

pub mod cancel;
pub mod event_loop;
pub mod future;
pub mod handle;
pub mod state;
pub mod task;
pub mod timers;
