//! Hashes what stands inline in every page, as the content security policy names it (CSP Level 3, section 2.3.1): once, when it is
//! compiled, and by nobody's hand.

use std::path::Path;
use std::{env, fs, io};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script where to write by a variable")]
fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    for file in ["style.css", "script.js"] {
        let path = Path::new("src/page").join(file);
        println!("cargo::rerun-if-changed={}", path.display());
        let hash = STANDARD.encode(Sha256::digest(fs::read(path)?));
        fs::write(Path::new(&out).join(format!("{file}.hash")), format!("sha256-{hash}"))?;
    }
    Ok(())
}
