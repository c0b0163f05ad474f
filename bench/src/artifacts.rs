//! What is measured: built with the profile of a deploy, for this machine, and as large as it would be uploaded.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::Result;

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Where all is built.
fn target() -> PathBuf {
    root().join("target")
}

/// Where what is measured lies, and what that takes.
pub(crate) fn folder() -> PathBuf {
    target().join("bench")
}

/// Builds one package's binary for this machine. One by one, so that none has the features of another, as `sam build` does it.
pub(crate) fn build(package: &str) -> Result<PathBuf> {
    eprintln!("building {package}");
    let arguments = ["build", "--quiet", "--release", "--locked", "--package", package, "--target-dir"];
    let built = Command::new("cargo").args(arguments).arg(target()).current_dir(root()).status()?;
    if !built.success() {
        return Err(format!("{package} does not build").into());
    }
    // A copy: the next build may link the same name with other features.
    let (built, kept) = (target().join("release").join(package), folder().join(package));
    fs::create_dir_all(folder())?;
    fs::copy(built, &kept)?;
    Ok(kept)
}

/// How many bytes are uploaded for `file`, which stands in its zip as `name`: deflated by the level that `sam deploy` takes (Python's 6).
pub(crate) fn zipped(file: &Path, name: &str) -> Result<u64> {
    // Local header, central header and end record, the name twice (APPNOTE.TXT, 4.3).
    const FRAME: u64 = 30 + 46 + 22;
    let mut deflated = DeflateEncoder::new(Vec::new(), Compression::new(6));
    deflated.write_all(&fs::read(file)?)?;
    Ok(deflated.finish()?.len() as u64 + FRAME + 2 * name.len() as u64)
}
