//! One binary: the page in a browser, the command line elsewhere.

#[cfg(target_arch = "wasm32")]
fn main() {
    interleave::app::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    std::process::exit(interleave::cli::main());
}
