//! Scenes and pictures of whole traces.

mod hover;
mod scene;
mod summary;

use crate::timeline::scene::Scene;
use crate::timeline::theme::Theme;
use crate::timeline::{Layout, Picture, Viewport, picture};
use crate::trace::Log;
use crate::trace::builder::Builder;
use crate::trace::event::{Outcome, RunId, WaitKind, Waker};

fn drawn(log: &Log, width: f64, theme: Theme) -> String {
    let picture = Picture {
        width,
        theme,
        ..Picture::default()
    };
    picture::svg(log, &picture)
}

/// The whole of a log's first run.
fn scene(log: &Log, viewport: &Viewport) -> Scene {
    let layout = Layout::new(log, viewport);
    let panel = layout.panel(log, RunId(0), 0.0..f64::INFINITY);
    panel.expect("the run exists").scene
}

fn wide() -> Viewport {
    Viewport::of_width(960.0)
}

/// A lane that waits often and shortly, one that gives way a thousand times, and one that blocks the loop often.
fn crowded() -> Log {
    let mut builder = Builder::new();
    builder.run("main()", 1);
    let lanes = [("poll()", 0.004), ("spin()", 0.0), ("think()", 0.03)]
        .map(|(label, _)| builder.task(label, None, None));
    let [poll, spin, think] = lanes;
    for lane in lanes {
        builder.running(lane);
        builder.wait(lane, "", WaitKind::Sleep, "sleep 0.01 s");
    }
    for step in 1..=300_u32 {
        builder.at(f64::from(step) * 0.01).wake(poll, Waker::Timer);
        builder.wait(poll, "", WaitKind::Sleep, "sleep 0.01 s");
        if step == 100 {
            builder.running(spin);
            for _ in 0..1000 {
                builder.give_way(spin);
                builder.running(spin);
            }
            builder.end(spin, Outcome::Returned("None"));
        }
        if step > 150 && step % 5 == 0 {
            builder.wake(think, Waker::Timer);
            builder.block(think, "time.sleep 2 ms", 0.002);
            builder.wait(think, "", WaitKind::Sleep, "sleep 0.05 s");
        }
    }
    builder.at(3.01).end(poll, Outcome::Returned("None"));
    builder.end(think, Outcome::Returned("None"));
    builder.end_run();
    builder.into_log()
}

/// A lane of `spans` waits of a nanosecond to a millisecond, by a fixed pseudo-random sequence.
fn many_spans(spans: u32) -> Log {
    let mut builder = Builder::new();
    builder.run("main()", 1);
    let lane = builder.task("main()", None, None);
    builder.running(lane);
    let (mut seed, mut now) = (1_u64, 0.0);
    for _ in 0..spans {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let exponent = (seed >> 33) % 7;
        now += 1e-9 * 10f64.powi(exponent as i32);
        builder.wait(lane, "", WaitKind::Sleep, "sleep");
        builder.at(now).wake(lane, Waker::Timer);
    }
    builder.end(lane, Outcome::Returned("None"));
    builder.end_run();
    builder.into_log()
}
