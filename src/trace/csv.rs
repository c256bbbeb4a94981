//! A log as a table of its spans, for spreadsheets: comma-separated values with a header, as RFC 4180 has them.

use super::log::Log;
use crate::clock::Nanos;

/// One line for each stretch of a lane that took time; times are seconds since the zero of its run.
pub fn spans(log: &Log) -> String {
    let mut csv = String::from("run,lane,name,state,reason,line,start,end\r\n");
    for run in log.runs() {
        let time = |at: Nanos| run.since_start(at).to_string();
        for lane in log.lanes_of(run) {
            for span in log.spans(lane).filter(|span| span.start < span.end) {
                let wait = log.wait(&span).map(|wait| wait.label);
                let reason = wait.or_else(|| log.block_label(span.record));
                let line = match log.line(lane, &span) {
                    0 => String::new(),
                    line => line.to_string(),
                };
                let cells = [
                    &run.title,
                    &lane.label,
                    &lane.name,
                    span.state.word(),
                    reason.unwrap_or_default(),
                    &line,
                    &time(span.start),
                    &time(span.end),
                ];
                csv += &cells.map(cell).join(",");
                csv += "\r\n";
            }
        }
    }
    csv
}

/// A cell, quoted where it has to be. What a spreadsheet would take for a formula is made a text.
fn cell(text: &str) -> String {
    let formula = if text.starts_with(['=', '+', '-', '@']) {
        "'"
    } else {
        ""
    };
    if formula.is_empty() && !text.contains(['"', ',', '\n', '\r']) {
        return text.into();
    }
    format!("\"{formula}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(cell("fetch(1)"), "fetch(1)");
        assert_eq!(cell("fetch('a', 1)"), "\"fetch('a', 1)\"");
        assert_eq!(cell("say(\"hi\")"), "\"say(\"\"hi\"\")\"");
        assert_eq!(cell("=SUM(A1)"), "\"'=SUM(A1)\"");
    }
}
