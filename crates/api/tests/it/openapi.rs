//! The OpenAPI document is locked: `openapi.json` at the root of the repository is what the API
//! generates, and the web client is generated from it.

use std::path::Path;

/// Writes the document when it differs, and fails so that the difference is looked at.
#[test]
fn the_committed_document_is_what_the_api_generates() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi.json");
    let generated = serde_json::to_string_pretty(&api::openapi()).unwrap() + "\n";
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    if committed != generated {
        std::fs::write(&path, generated).unwrap();
        panic!("openapi.json was out of date and has been written anew; commit it");
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = api::openapi();
    let text = document.to_string();
    for part in text.split("#/components/schemas/").skip(1) {
        let name = part.split('"').next().unwrap();
        assert!(document["components"]["schemas"][name].is_object(), "{name} is not described");
    }
}
