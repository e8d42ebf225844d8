//! No registry and no machine is named.
//!
//! A mirror that one developer can reach, or a folder that exists on one machine, must not enter
//! the repository: packages are named, and where they come from is each machine's own setting.

use super::tree::{Finding, Tree};

/// Put together here, so that this file does not break its own rule.
const HOSTS: [&str; 9] = [
    concat!("registry.", "npmjs.org"),
    concat!("registry.", "npmmirror.com"),
    concat!("registry.", "yarnpkg.com"),
    concat!("static.", "crates.io"),
    concat!("index.", "crates.io"),
    concat!("files.", "pythonhosted.org"),
    concat!("pypi.", "org/simple"),
    concat!("deb.", "debian.org"),
    concat!("archive.", "ubuntu.com"),
];

const FOLDERS: [&str; 3] =
    [concat!("/", "work", "/"), concat!("/", "root", "/"), concat!("/", "home", "/")];

/// Files of settings, with what would choose a registry in each.
const SETTINGS: [(&str, &[&str]); 3] = [
    (".npmrc", &["registry="]),
    (".cargo/config.toml", &["[source", "[registries", "[registry", "replace-with"]),
    ("package-lock.json", &["\"resolved\":"]),
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.files() {
        let settings = SETTINGS.iter().filter(|(name, _)| path.ends_with(name));
        let words: Vec<&str> = settings.flat_map(|(_, words)| *words).copied().collect();
        for (index, line) in text.lines().enumerate() {
            if let Some(problem) = judge(line, &words) {
                findings.push(Finding::line(path, index + 1, problem));
            }
        }
    }
    findings
}

fn judge(line: &str, settings: &[&str]) -> Option<String> {
    if let Some(host) = HOSTS.iter().find(|host| line.contains(**host)) {
        return Some(format!("names the registry {host}; name the package only"));
    }
    if let Some(folder) = FOLDERS.iter().find(|folder| names_folder(line, folder)) {
        return Some(format!("names {folder}, a folder of one machine"));
    }
    let squeezed: String = line.split_whitespace().collect();
    let word = settings.iter().find(|word| squeezed.contains(**word))?;
    Some(format!("`{word}` chooses where packages come from; that is each machine's own setting"))
}

/// Whether an absolute path begins with `folder`; the same words amid a path are no place of their
/// own.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(index, _)| {
        let before = line[..index].chars().next_back();
        before
            .is_none_or(|character| !character.is_alphanumeric() && !"_-./~}$*".contains(character))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tree::report;
    use super::*;

    #[test]
    fn places_of_one_machine_are_refused() {
        let [work, root, home] = FOLDERS;
        let text = format!("see {work}main\n\"{root}x\"\n({home}me)\n");
        let report = report(&check(&Tree::of(&[("a.md", &text)])));
        assert_eq!(report.lines().count(), 3, "{report}");
    }

    #[test]
    fn paths_that_only_look_like_it_are_fine() {
        let text = "https://example.org/home/page ./work/x crates/work/y $HOME/z\n";
        assert_eq!(check(&Tree::of(&[("a.md", text)])), []);
    }

    #[test]
    fn registries_are_refused_wherever_they_hide() {
        let host = HOSTS[0];
        let tree = Tree::of(&[
            ("a.txt", host),
            (
                "web/.npmrc",
                "ignore-scripts=true\nregistry = x\nomit-lockfile-registry-resolved=true",
            ),
            ("web/package-lock.json", "{\n\"resolved\": \"x\"\n}"),
            (".cargo/config.toml", "[source.mirror]\n"),
            ("b.txt", "registry = fine here\n"),
        ]);
        let report = report(&check(&tree));
        assert_eq!(report.lines().count(), 4, "{report}");
        assert!(report.contains("web/.npmrc:2: "), "{report}");
    }
}
