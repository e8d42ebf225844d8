//! XLSX workbooks over HTTP: days counted from 1904, percentages that are only shown as such, and
//! archives that are bombs.

use std::io::{Cursor, Write};

use serde_json::json;
use zip::write::SimpleFileOptions;

use crate::support::{Persona, on_each_database};

const PERCY: Persona = Persona::PerformanceAdministrator;
const BYTES: &str = "application/octet-stream";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of an old Macintosh; style 1 shows days, style 2 percentages.
fn workbook(rows: &str) -> Vec<u8> {
    let link = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let links = |all: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{all}</Relationships>");
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><workbookPr date1904=\"1\"/><sheets>\
         <sheet name=\"Q3\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/>\
         <xf numFmtId=\"14\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>"
    );
    let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
    let root = links(&link("rId1", "officeDocument", "xl/workbook.xml"));
    let parts = link("rId1", "worksheet", "worksheets/sheet1.xml");
    let parts = links(&(parts + &link("rId2", "styles", "styles.xml")));
    archive(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", parts.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[tokio::test]
async fn a_workbook_is_read_as_its_spreadsheet_shows_it() {
    on_each_database(async |world| {
        let new = json!({
            "code": "load", "name": "客座率", "format": "percent", "direction": "higher",
            "frequency": "month", "time_aggregation": "mean", "unit_aggregation": "mean",
        });
        world.post(PERCY, "/kpis", new).await.expect(201);
        let text = |at: &str, text: &str| {
            format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        };
        // 40085 is 30 September 2013 when days are counted from 1904: the last day of its month.
        let rows = [
            text("A1", "KPI") + &text("B1", "日期") + &text("C1", "值"),
            text("A2", "客座率")
                + "<c r=\"B2\" s=\"1\"><v>40085</v></c>\
                   <c r=\"C2\" s=\"2\"><f>1+1</f><v>1.05</v></c>",
            text("A4", "load") + "<c r=\"B4\" s=\"1\"><v>40055</v></c><c r=\"C4\"><v>84.5</v></c>",
            text("A5", "load")
                + "<c r=\"B5\" s=\"1\"><v>40024</v></c><c r=\"C5\" t=\"e\"><v>#DIV/0!</v></c>",
        ];
        let rows: String = rows.map(|cells| format!("<row>{cells}</row>")).concat();
        let path = "/uploads/preview?file_name=q3.xlsx";
        let seen = world.upload(PERCY, path, BYTES, workbook(&rows)).await.expect(200);
        assert_eq!((&seen["form"], &seen["sheets"]), (&json!("xlsx"), &json!(["Q3"])));
        let first = &seen["values"][0];
        assert_eq!((&first["period"], &first["value"]), (&json!("2013-09"), &json!(1.05)));
        let cells: Vec<_> = seen["rejected"].as_array().unwrap().iter().collect();
        assert_eq!(cells[0]["cell"], "C4", "84.5 without a sign may be 8450 %");
        assert_eq!(cells[0]["code"], "ambiguous_percent");
        assert_eq!((&cells[1]["cell"], &cells[1]["code"]), (&json!("C5"), &json!("cell_error")));
    })
    .await;
}

#[tokio::test]
async fn a_bomb_is_refused_before_it_is_read() {
    on_each_database(async |world| {
        let zeros = vec![b'0'; 8 * 1024 * 1024];
        let bomb =
            archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
        let path = "/uploads/preview?file_name=bomb.xlsx";
        let refused = world.upload(PERCY, path, BYTES, bomb).await;
        refused.expect_problem(422, "unpacks_to_too_much", Some("file"));
    })
    .await;
}
