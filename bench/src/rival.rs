//! The rival: the same login as the official guide has it, in Node. What it is made of comes by its lock file, and nothing of it stays here.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::Result;
use crate::artifacts;
use crate::subject::Subject;

const FILES: [&str; 4] = ["package.json", "package-lock.json", "guide.mjs", "bootstrap.mjs"];

/// The two functions that the guide has, beside ours; `access_key` is where the guide has it, in a variable.
pub(crate) fn subjects(ours: &[Subject], access_key: &str) -> Result<Vec<Subject>> {
    let bundle = bundle()?;
    let mut subjects = Vec::new();
    for (name, handler, like) in [("Node: issue", "issue", "issue-code"), ("Node: verify", "verify", "verify-code")] {
        let mut subject = ours.iter().find(|subject| subject.name == like).ok_or("nothing to compare with")?.clone();
        subject.name = name;
        // Else it would take more memory for garbage; it is no slower by that.
        subject.command = ["node", "--max-semi-space-size=6", "--max-old-space-size=96"].map(str::to_owned).to_vec();
        subject.command.push(bundle.to_string_lossy().into_owned());
        subject.variables.insert("HANDLER".to_owned(), handler.to_owned());
        subject.variables.insert("AUTHRESS_ACCESS_KEY".to_owned(), access_key.to_owned());
        subject.variables.insert("AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED".to_owned(), "true".to_owned());
        subject.zip = artifacts::zipped(&bundle, "index.js")?;
        subjects.push(subject);
    }
    Ok(subjects)
}

fn bundle() -> Result<PathBuf> {
    eprintln!("bundling the rival");
    let (from, to) = (artifacts::root().join("bench").join("node"), artifacts::folder().join("node"));
    fs::create_dir_all(&to)?;
    for file in FILES {
        fs::copy(from.join(file), to.join(file))?;
    }
    let npm = |arguments: &[&str]| -> Result<()> {
        let done = Command::new("npm").args(arguments).current_dir(&to).status().map_err(|fault| format!("npm: {fault}"))?;
        if done.success() { Ok(()) } else { Err(format!("npm {} failed", arguments.join(" ")).into()) }
    };
    npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])?;
    npm(&["run", "--silent", "build", "--", "--log-level=error", "--outfile=index.js"])?;
    Ok(to.join("index.js"))
}
