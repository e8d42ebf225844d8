//! Has the crate built again when the web application is built for the first time after it: what
//! is embedded is looked up while compiling, and a folder that was missing is not looked for again.

fn main() {
    println!("cargo:rerun-if-changed=../../web/dist/index.html");
}
