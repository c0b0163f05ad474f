//! What the browser tests take from npm: fetched by `./test`, never committed.

use std::fs;
use std::path::Path;

/// A file of a package.
pub(crate) fn file(path: &str) -> String {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/test-tools/npm/node_modules");
    fs::read_to_string(packages.join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}; ./test fetches what these tests need from npm"))
}
