//! A log in the Trace Event Format, which Perfetto and chrome://tracing open.
//!
//! A run is a process and a lane a thread of it, thread 0 being the loop itself. Spans are complete events, requests to
//! cancel and output are instant events, and a flow leads from the lane that woke to the lane that it woke.
//! Format: "Trace Event Format", Google, 2016.

use std::fmt::{Arguments, Write};

use super::event::{Event, LaneId, Observer, Outcome, RunId, Stream, Waker};
use super::log::{Lane, Log, Run, Span};
use crate::clock::Nanos;

/// The log as a JSON object in the Trace Event Format.
pub fn trace_events(log: &Log) -> String {
    let mut writer = Writer {
        json: String::from("{\"displayTimeUnit\":\"ms\",\"traceEvents\":["),
        first: true,
    };
    for run in log.runs() {
        Process {
            log,
            run,
            pid: pid(log, run.id),
        }
        .write(&mut writer);
    }
    log.replay(
        0..log.len(),
        &mut LoopEvents {
            log,
            writer: &mut writer,
            callback: None,
        },
    );
    writer.json.push_str("\n]");
    if let Some(full) = log.full() {
        writer.write(format_args!(
            ",\"otherData\":{{\"missing_events\":{}}}",
            full.missing
        ));
    }
    writer.json.push_str("}\n");
    writer.json
}

struct Process<'a> {
    log: &'a Log,
    run: &'a Run,
    pid: usize,
}

impl Process<'_> {
    fn write(&self, writer: &mut Writer) {
        let pid = self.pid;
        writer.name("process_name", pid, 0, &self.run.title);
        writer.name("thread_name", pid, 0, "event loop");
        for block in &self.run.blocks {
            let end = block.end.unwrap_or(self.log.run_end(self.run));
            let label = self.log.block_label(block.record).unwrap_or_default();
            writer.complete("loop blocked", "blocked", pid, 0, block.start, end);
            writer.arguments(&[("call", Value::Text(label))]);
        }
        for lane in self.log.lanes_of(self.run) {
            self.lane(writer, lane);
        }
    }

    fn lane(&self, writer: &mut Writer, lane: &Lane) {
        let (log, pid, tid) = (self.log, self.pid, tid(lane.id));
        writer.name(
            "thread_name",
            pid,
            tid,
            &format!("{} {}", lane.name, lane.label),
        );
        for span in log.spans(lane) {
            let wait = log.wait(&span);
            let reason = wait
                .map(|wait| wait.label)
                .or_else(|| log.block_label(span.record));
            let state = span.state.word();
            writer.complete(
                reason.unwrap_or(state),
                state,
                pid,
                tid,
                span.start,
                span.end,
            );
            let stack: Vec<&str> = log
                .stack(lane, &span)
                .iter()
                .map(|frame| frame.function)
                .collect();
            let stack = stack.join(" > ");
            let line = Value::Number(log.line(lane, &span).into());
            writer.arguments(&[
                ("state", Value::Text(state)),
                ("reason", Value::Text(reason.unwrap_or_default())),
                ("line", line),
                ("await stack", Value::Text(&stack)),
            ]);
            self.wake_up(writer, lane, &span);
        }
        for cancel in log.cancels(lane) {
            writer.instant("cancel requested", "cancel", pid, tid, cancel.at);
            writer.arguments(&[("message", Value::Text(cancel.message))]);
        }
        if let (Some(end), Some(outcome)) = (lane.end, log.lane_outcome(lane)) {
            let (name, text) = match outcome {
                Outcome::Returned(text) => ("returned", text),
                Outcome::Raised(text) => ("raised", text),
                Outcome::Cancelled(text) => ("cancelled", text),
            };
            writer.instant(name, "end", pid, tid, end);
            writer.arguments(&[("value", Value::Text(text))]);
        }
    }

    fn wake_up(&self, writer: &mut Writer, lane: &Lane, span: &Span) {
        let by = match self.log.waker(span) {
            Some(Waker::Lane(by) | Waker::Cancel(Some(by))) => by,
            _ => return,
        };
        let Some(from) = self.log.lane(by) else {
            return;
        };
        let from_pid = pid(self.log, from.run);
        // The number of the record that made it ready names the flow.
        writer.flow("s", span.record, from_pid, tid(from.id), span.start);
        writer.flow("f", span.record, self.pid, tid(lane.id), span.start);
    }
}

/// What belongs to no lane: callbacks of the loop and output, in the order of the log.
struct LoopEvents<'a> {
    log: &'a Log,
    writer: &'a mut Writer,
    callback: Option<(Nanos, RunId, String)>,
}

impl Observer for LoopEvents<'_> {
    fn event(&mut self, at: Nanos, event: Event<'_>) {
        match event {
            Event::CallbackStarted { run, label } => self.callback = Some((at, run, label.into())),
            Event::CallbackEnded { .. } => {
                let Some((start, run, label)) = self.callback.take() else {
                    return;
                };
                self.writer
                    .complete(&label, "callback", pid(self.log, run), 0, start, at);
                self.writer.json.push('}');
            }
            Event::Output { stream, lane, text } => {
                let lane = lane.and_then(|lane| self.log.lane(lane));
                let (pid, tid) =
                    lane.map_or((0, 0), |lane| (pid(self.log, lane.run), tid(lane.id)));
                let name = match stream {
                    Stream::Stdout => "stdout",
                    Stream::Stderr => "stderr",
                };
                self.writer.instant(name, "output", pid, tid, at);
                self.writer.arguments(&[("text", Value::Text(text))]);
            }
            _ => {}
        }
    }
}

/// Process 0 is what happened outside of any run.
fn pid(log: &Log, run: RunId) -> usize {
    log.run_rows.get(&run).map_or(0, |&row| row as usize + 1)
}

/// Thread 0 is the loop.
fn tid(lane: LaneId) -> u64 {
    u64::from(lane.0) + 1
}

enum Value<'a> {
    Text(&'a str),
    Number(u64),
}

/// JSON being written.
struct Writer {
    json: String,
    first: bool,
}

impl Writer {
    /// Begins an event; the caller closes the object.
    fn event(&mut self, members: Arguments<'_>) {
        self.json.push_str(if self.first { "\n{" } else { ",\n{" });
        self.first = false;
        self.write(members);
    }

    fn name(&mut self, kind: &str, pid: usize, tid: u64, name: &str) {
        self.event(format_args!(
            "\"name\":\"{kind}\",\"ph\":\"M\",\"pid\":{pid},\"tid\":{tid}"
        ));
        self.arguments(&[("name", Value::Text(name))]);
        let sort = kind.replace("name", "sort_index");
        self.event(format_args!(
            "\"name\":\"{sort}\",\"ph\":\"M\",\"pid\":{pid},\"tid\":{tid}"
        ));
        let is_process = kind == "process_name";
        let place = if is_process { pid as u64 } else { tid };
        self.arguments(&[("sort_index", Value::Number(place))]);
    }

    fn complete(
        &mut self,
        name: &str,
        category: &str,
        pid: usize,
        tid: u64,
        start: Nanos,
        end: Nanos,
    ) {
        let duration = Micros(Nanos(end.0 - start.0));
        self.event(format_args!(
            "\"ph\":\"X\",\"cat\":\"{category}\",\"pid\":{pid},\"tid\":{tid},\"ts\":{},\"dur\":{duration},\"name\":",
            Micros(start)
        ));
        self.string(name);
    }

    fn instant(&mut self, name: &str, category: &str, pid: usize, tid: u64, at: Nanos) {
        self.event(format_args!(
            "\"name\":\"{name}\",\"ph\":\"i\",\"s\":\"t\",\"cat\":\"{category}\",\"pid\":{pid},\"tid\":{tid},\"ts\":{}",
            Micros(at)
        ));
    }

    /// One end of an arrow: `s` where it starts, `f` where it finishes, at the span around that moment.
    fn flow(&mut self, phase: &str, id: usize, pid: usize, tid: u64, at: Nanos) {
        self.event(format_args!(
            "\"name\":\"wake-up\",\"cat\":\"wake-up\",\"ph\":\"{phase}\",\"bp\":\"e\",\"id\":{id},\"pid\":{pid},\"tid\":{tid},\"ts\":{}}}",
            Micros(at)
        ));
    }

    /// The `args` of an event and its end; empty texts are left out.
    fn arguments(&mut self, arguments: &[(&str, Value<'_>)]) {
        self.json.push_str(",\"args\":{");
        let mut separator = "";
        for (name, value) in arguments {
            if matches!(value, Value::Text("")) {
                continue;
            }
            self.write(format_args!("{separator}\"{name}\":"));
            separator = ",";
            match value {
                Value::Text(text) => self.string(text),
                Value::Number(number) => self.write(format_args!("{number}")),
            }
        }
        self.json.push_str("}}");
    }

    fn string(&mut self, text: &str) {
        self.json.push('"');
        for character in text.chars() {
            match character {
                '"' => self.json.push_str("\\\""),
                '\\' => self.json.push_str("\\\\"),
                '\n' => self.json.push_str("\\n"),
                '\0'..='\x1f' => self.write(format_args!("\\u{:04x}", character as u32)),
                _ => self.json.push(character),
            }
        }
        self.json.push('"');
    }

    fn write(&mut self, arguments: Arguments<'_>) {
        self.json
            .write_fmt(arguments)
            .expect("a string takes all that is written");
    }
}

/// Microseconds with the nanoseconds as decimals, as the format has it.
struct Micros(Nanos);

impl std::fmt::Display for Micros {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (self.0.0 / 1000, self.0.0 % 1000);
        if rest == 0 {
            write!(formatter, "{whole}")
        } else {
            write!(formatter, "{whole}.{rest:03}")
        }
    }
}
