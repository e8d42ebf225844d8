//! The steps of `cargo xtask test`.
//!
//! Order matters twice: cheap steps come first, and a step may need only steps above it. The Rust
//! steps do not need the web application: a development build reads `web/dist` when it runs.

use std::fs;
use std::path::PathBuf;

use testkit::postgres::{self, Cluster};
use testkit::{Failure, Result};

use super::plan::{Depth, Step};
use crate::repository::{Profile, Repository};
use crate::{chromium, shell, tidy, web};

/// Every step.
pub(super) const ALL: [Step<Workbench>; 17] = [
    Step {
        name: "format",
        proves: "Rust is formatted by rustfmt",
        depth: Depth::Quick,
        needs: &[],
        run: |bench| bench.cargo(&["fmt", "--all", "--check"]),
    },
    Step {
        name: "tidy",
        proves: "the rules that no compiler knows hold",
        depth: Depth::Quick,
        needs: &[],
        run: |bench| tidy::run(&bench.repository, &[]),
    },
    Step {
        name: "web-dependencies",
        proves: "npm ci installs what is locked",
        depth: Depth::Quick,
        needs: &[],
        run: |bench| web::install(&bench.repository),
    },
    Step {
        name: "web-types",
        proves: "TypeScript finds no type error",
        depth: Depth::Quick,
        needs: &["web-dependencies"],
        run: |bench| web::script(&bench.repository, "typecheck"),
    },
    Step {
        name: "web-lint",
        proves: "Biome finds nothing in format and style",
        depth: Depth::Quick,
        needs: &["web-dependencies"],
        run: |bench| web::script(&bench.repository, "lint"),
    },
    Step {
        name: "web-tests",
        proves: "the web application's unit and page tests pass",
        depth: Depth::Quick,
        needs: &["web-dependencies"],
        run: |bench| web::script(&bench.repository, "test"),
    },
    Step {
        name: "web-build",
        proves: "the web application builds",
        depth: Depth::Quick,
        needs: &["web-dependencies"],
        run: |bench| web::build(&bench.repository),
    },
    Step {
        name: "web-sizes",
        proves: "every page keeps its size budget",
        depth: Depth::Full,
        needs: &["web-build"],
        run: |bench| shell::run(&mut web::node(&bench.repository, "scripts/sizes.mjs")?),
    },
    Step {
        name: "clippy",
        proves: "clippy and rustc have no warning for any target",
        depth: Depth::Quick,
        needs: &[],
        run: |bench| {
            bench.cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
        },
    },
    Step {
        name: "rust-build",
        proves: "binary and tests compile",
        depth: Depth::Quick,
        needs: &[],
        // Together, so that both agree on the features of every dependency and share one build.
        run: |bench| bench.cargo(&["build", "--workspace", "--lib", "--bins", "--tests"]),
    },
    Step {
        name: "postgresql",
        proves: "a real PostgreSQL server stands ready for the tests",
        depth: Depth::Full,
        needs: &[],
        run: Workbench::start_postgresql,
    },
    Step {
        name: "rust-tests",
        proves: "the Rust tests pass on SQLite and, in the complete run, on PostgreSQL",
        depth: Depth::Quick,
        needs: &["rust-build", "postgresql"],
        run: Workbench::rust_tests,
    },
    Step {
        name: "rust-doc-tests",
        proves: "the examples in the documentation are true",
        depth: Depth::Quick,
        needs: &["rust-build"],
        run: |bench| bench.cargo(&["test", "--workspace", "--doc", "--no-fail-fast"]),
    },
    Step {
        name: "openapi",
        proves: "openapi.json is what the API generates",
        depth: Depth::Quick,
        needs: &["rust-build", "rust-tests"],
        run: |bench| bench.openapi.is_unchanged(),
    },
    Step {
        name: "web-schema",
        proves: "the TypeScript client is what openapi.json generates",
        depth: Depth::Quick,
        needs: &["web-dependencies"],
        run: |bench| {
            web::script(&bench.repository, "gen:api")?;
            bench.schema.is_unchanged()
        },
    },
    Step {
        name: "browser",
        proves: "a Chromium and a Chinese font are here",
        depth: Depth::Full,
        needs: &[],
        run: Workbench::find_browser,
    },
    Step {
        name: "end-to-end",
        proves: "people can do their work in a real browser against the real binary",
        depth: Depth::Full,
        needs: &["web-build", "rust-build", "browser"],
        run: Workbench::end_to_end,
    },
];

/// What the steps of one run share.
pub(super) struct Workbench {
    repository: Repository,
    /// Kept until the end of the run: the server stops when it is dropped.
    cluster: Option<Cluster>,
    server_url: Option<String>,
    browser: Option<PathBuf>,
    openapi: Generated,
    schema: Generated,
}

impl Workbench {
    /// The state before the first step.
    pub(super) fn new(repository: &Repository) -> Self {
        let schema = repository.web().join("src/shared/api/schema.gen.ts");
        Self {
            repository: repository.clone(),
            cluster: None,
            server_url: None,
            browser: None,
            openapi: Generated::at(repository.root().join("openapi.json")),
            schema: Generated::at(schema),
        }
    }

    fn cargo(&self, arguments: &[&str]) -> Result {
        shell::run(&mut self.repository.cargo(arguments))
    }

    fn start_postgresql(&mut self) -> Result {
        if let Ok(url) = std::env::var(postgres::SERVER_VARIABLE) {
            println!("  using the server that {} names", postgres::SERVER_VARIABLE);
            self.server_url = Some(url);
            return Ok(());
        }
        let cluster = Cluster::start()?;
        let (version, folder) = (cluster.version(), cluster.folder().display());
        println!("  PostgreSQL {version} runs in {folder} until the end of this run");
        self.server_url = Some(cluster.admin_url());
        self.cluster = Some(cluster);
        Ok(())
    }

    fn rust_tests(&mut self) -> Result {
        let arguments = ["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"];
        let mut command = self.repository.cargo(&arguments);
        match &self.server_url {
            Some(url) => {
                command.env(postgres::SERVER_VARIABLE, url).env(postgres::REQUIRE_VARIABLE, "1")
            }
            None => command.env_remove(postgres::SERVER_VARIABLE),
        };
        let result = shell::run(&mut command);
        // Nobody needs the server any more; let the browser have its memory.
        self.cluster = None;
        result
    }

    fn find_browser(&mut self) -> Result {
        self.browser = Some(chromium::find_or_install()?);
        Ok(())
    }

    fn end_to_end(&mut self) -> Result {
        let mut command = web::node(&self.repository, "node_modules/@playwright/test/cli.js")?;
        command.arg("test").env("AZIMUTH_BIN", self.repository.binary(Profile::Development)?);
        if let Some(browser) = &self.browser {
            command.env(chromium::VARIABLE, browser);
        }
        shell::run(&mut command)
    }
}

/// A generated file that is kept in the repository: generating it again must change nothing.
struct Generated {
    path: PathBuf,
    before: Option<Vec<u8>>,
}

impl Generated {
    fn at(path: PathBuf) -> Self {
        let before = fs::read(&path).ok();
        Self { path, before }
    }

    fn is_unchanged(&self) -> Result {
        let path = self.path.display();
        let Ok(now) = fs::read(&self.path) else {
            return Err(Failure::new(format!("{path} is missing")));
        };
        if self.before.as_ref() == Some(&now) {
            return Ok(());
        }
        Err(Failure::new(format!(
            "{path} was out of date and has been generated anew; look at the difference and \
             commit it"
        )))
    }
}

#[cfg(test)]
mod tests {
    use testkit::ScratchDir;

    use super::*;

    #[test]
    fn a_step_needs_only_steps_above_it() {
        for (index, step) in ALL.iter().enumerate() {
            for need in step.needs {
                let is_above = ALL[..index].iter().any(|above| above.name == *need);
                assert!(is_above, "`{}` needs `{need}`, which is not above it", step.name);
            }
        }
    }

    #[test]
    fn a_generated_file_must_exist_and_stay_the_same() {
        let scratch = ScratchDir::new("generated").unwrap();
        let path = scratch.path().join("openapi.json");
        let missing = Generated::at(path.clone());
        assert!(missing.is_unchanged().unwrap_err().to_string().contains("is missing"));
        fs::write(&path, "{}").unwrap();
        assert!(missing.is_unchanged().is_err(), "it appeared during the run");
        let present = Generated::at(path.clone());
        assert_eq!(present.is_unchanged(), Ok(()));
        fs::write(&path, "{ }").unwrap();
        assert!(present.is_unchanged().unwrap_err().to_string().contains("out of date"));
    }
}
