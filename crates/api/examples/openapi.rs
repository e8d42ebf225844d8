//! Prints the OpenAPI document: `cargo run -p api --example openapi > openapi.json`.

fn main() {
    match serde_json::to_string_pretty(&api::openapi()) {
        Ok(text) => println!("{text}"),
        Err(error) => eprintln!("the document cannot be written: {error}"),
    }
}
