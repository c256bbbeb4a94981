//! What other pages show before anything has run: the pictures of the catalogue and that of the examples of documentation; and
//! the catalogue as the scripts of the site's build read it.

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use interleave::clock::Clock;
use interleave::python::vm::Host;
use interleave::scenarios;
use interleave::session::{Limits, Program, Session};
use interleave::timeline::picture::{self, Picture};
use interleave::trace::event::Stream;

/// As wide as a column of text.
const WIDTH: f64 = 760.0;

struct Silent;

impl Host for Silent {
    fn write(&self, _: Stream, _: &str) {}
}

#[test]
fn each_scenario_has_its_picture() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/pictures");
    for scenario in &scenarios::ALL {
        expect_file![folder.join(format!("{}.svg", scenario.id))]
            .assert_eq(&picture_of(scenario.source()));
    }
    let count = fs::read_dir(folder)
        .expect("the folder of pictures")
        .count();
    assert_eq!(count, scenarios::ALL.len(), "a picture of no scenario");
}

#[test]
fn the_catalogue_is_written_down() {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let entry = |scenario: &scenarios::Scenario| {
        let [id, title, note] = [scenario.id, scenario.title, scenario.note].map(quoted);
        format!("  {{ \"id\": {id}, \"title\": {title}, \"note\": {note} }}")
    };
    let entries: Vec<String> = scenarios::ALL.iter().map(entry).collect();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/catalogue.json");
    expect_file![file].assert_eq(&format!("[\n{}\n]\n", entries.join(",\n")));
}

#[test]
fn the_examples_of_documentation_have_theirs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/docs");
    let source = fs::read_to_string(folder.join("program.py")).expect("the program");
    expect_file![folder.join("timelines.svg")].assert_eq(&picture_of(&source));
}

fn picture_of(source: &str) -> String {
    let program = Program {
        source: source.to_owned(),
        filename: "main.py".to_owned(),
        arguments: Vec::new(),
    };
    let clock = Clock::virtual_clock();
    let mut session = Session::new(&program, clock, Limits::default(), Box::new(Silent))
        .expect("it has no syntax error");
    session.finish();
    let picture = Picture {
        width: WIDTH,
        ..Picture::default()
    };
    picture::svg(session.recorder().log(), &picture)
}
