//! Prints the OpenAPI document: `cargo run -p api --example openapi > openapi.json`.

fn main() {
    match api::openapi().to_pretty_json() {
        Ok(text) => println!("{text}"),
        Err(error) => eprintln!("the document cannot be written: {error}"),
    }
}
