//! Feeds the readers of CSV and XLSX with mutated files, where cargo-fuzz is not installed.
//!
//! `cargo run --release -p sheet --example fuzz -- MINUTES`. It ends with the slowest file; a panic
//! ends it at once, and so does a file that takes longer than two seconds.

use std::io::{Cursor, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use sheet::day::{Epoch, Order};
use sheet::mapping::period_columns;
use sheet::number::Marks;
use sheet::{Book, Limits, Mapping, Reading, Row, day, escape, number};
use zip::write::SimpleFileOptions;

const SLOW: Duration = Duration::from_secs(2);

/// Texts, as they are and in GB18030 and UTF-16.
const TEXTS: [&str; 6] = [
    "kpi,unit,period,value,note\notd,EWR,2013-10-14,\"1,234.5\",'=1+2\notd,JFK,41561,84.5%,\n",
    "指标;部门;周期;值\n准点率;纽瓦克;2013年10月;(1.234,5)\n准点率;纽瓦克;2013年第4季度;1.2万\n",
    "sep=;\nKPI;2013-08;2013-09;2013Q4\nload;84,5 %;0,845;￥1,234,567\n",
    "date\tvalue\r\n10/14/2013\t1 234,5\r\n14/10/2013\t-5\r\n\r\n2013-W42\t\"a\"\"b\nc\"",
    "a|b|c\n1|2|3\n\"open",
    "numerator,denominator,period\n17,20,Oct 2013\n１７,２０,FY2013 H2\n",
];

/// Parts of a workbook.
const PARTS: [(&str, &str); 6] = [
    (
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
         relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    ),
    (
        "xl/workbook.xml",
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <workbookPr date1904=\"1\"/><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/>\
         </sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
         relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" \
         Target=\"styles.xml\"/></Relationships>",
    ),
    (
        "xl/styles.xml",
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <numFmts count=\"1\"><numFmt numFmtId=\"200\" formatCode=\"0.0%\"/></numFmts>\
         <cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"200\"/>\
         </cellXfs></styleSheet>",
    ),
    (
        "xl/sharedStrings.xml",
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"2\" \
         uniqueCount=\"2\"><si><t>a</t></si><si><r><t>b</t></r><r><t>c</t></r></si></sst>",
    ),
    (
        "xl/worksheets/sheet1.xml",
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\">\
         <is><t>kpi</t></is></c><c r=\"B1\" s=\"1\"><v>40099</v></c></row><row r=\"3\">\
         <c r=\"A3\" t=\"str\"><f>1+1</f><v>two</v></c><c r=\"B3\" s=\"2\"><v>0.845</v></c>\
         <c r=\"C3\" t=\"e\"><v>#DIV/0!</v></c><c r=\"D3\" t=\"b\"><v>1</v></c><c r=\"E3\" t=\"s\"><v>1</v></c></row></sheetData>\
         </worksheet>",
    ),
];

/// Pieces that mutations insert.
const PIECES: [&str; 28] = [
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "\r",
    "\n",
    "%",
    "(",
    "1,234",
    "1.234,5",
    "10/11/2013",
    "2013年",
    "第4季度",
    "\u{feff}",
    "￥",
    "万",
    "=cmd",
    "'",
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<v>1e308</v>",
    "t=\"s\"",
    "s=\"9999999\"",
    "&#x0;",
    "</row>",
    "<row r=\"4294967295\">",
    "41561",
    "\u{0}",
];

/// A small generator, so that a run can be repeated. *Source*: xorshift64*.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 33) as usize % limit.max(1)
    }
}

fn main() -> ExitCode {
    // The library for workbooks gives up with a panic over some of them, which the reader catches.
    std::panic::set_hook(Box::new(|_| {}));
    let minutes = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(10);
    let begin = Instant::now();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut files, mut opened, mut cells) = (0_u64, 0_u64, 0_u64);
    let mut slowest = (Duration::ZERO, Vec::new());
    while begin.elapsed() < Duration::from_secs(60 * minutes) {
        let bytes = file(&mut random);
        let start = Instant::now();
        let Ok(read) = std::panic::catch_unwind(|| run(&bytes)) else {
            println!("a panic: {bytes:?}");
            return ExitCode::FAILURE;
        };
        let took = start.elapsed();
        files += 1;
        opened += u64::from(read.is_some());
        cells += read.unwrap_or(0);
        if took > slowest.0 {
            slowest = (took, bytes);
        }
        if slowest.0 > SLOW {
            println!("took {:?}: {}", slowest.0, shown(&slowest.1));
            return ExitCode::FAILURE;
        }
    }
    println!(
        "{files} files, {opened} opened, {cells} cells read, no panic; the slowest took {:?}: {}",
        slowest.0,
        shown(&slowest.1)
    );
    ExitCode::SUCCESS
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).escape_debug().collect()
}

/// A text in some encoding, or a workbook with a part that is wrong, or with bytes that are.
fn file(random: &mut Random) -> Vec<u8> {
    if random.below(3) > 0 {
        let text = TEXTS[random.below(TEXTS.len())];
        let bytes = match random.below(4) {
            0 => encoding_rs::GB18030.encode(text).0.into_owned(),
            1 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => text.as_bytes().to_vec(),
        };
        return mutated(bytes, random);
    }
    let wrong = random.below(PARTS.len() + 1);
    let parts = PARTS.iter().enumerate().map(|(at, (name, content))| {
        let content = content.as_bytes().to_vec();
        (*name, if at == wrong { mutated(content, random) } else { content })
    });
    let packed = pack(parts.collect());
    if wrong == PARTS.len() { mutated(packed, random) } else { packed }
}

fn pack(parts: Vec<(&str, Vec<u8>)>) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let stored =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let is_kept = writer.start_file(name, stored).is_ok() && writer.write_all(&content).is_ok();
        assert!(is_kept, "an archive in memory takes everything");
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// The bytes with pieces put in, taken out, repeated and changed.
fn mutated(mut bytes: Vec<u8>, random: &mut Random) -> Vec<u8> {
    for _ in 0..random.below(6) {
        let place = random.below(bytes.len() + 1);
        let end = (place + random.below(12)).min(bytes.len());
        match random.below(5) {
            0 => drop(bytes.drain(place..end)),
            1 => {
                let copy: Vec<u8> = bytes[place..end].repeat(1 + random.below(40));
                bytes.splice(place..place, copy);
            }
            2 => bytes.insert(place, random.below(256) as u8),
            3 if place < bytes.len() => bytes[place] ^= 1 << random.below(8),
            _ => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(place..end, piece.bytes());
            }
        }
        bytes.truncate(100_000);
    }
    bytes
}

/// Reads the file in every way; how many cells, when it is a table.
fn run(bytes: &[u8]) -> Option<u64> {
    let limits = Limits { unpacked_bytes: 16 * 1024 * 1024, ..Limits::default() };
    let mut book = Book::open(Cursor::new(bytes), Reading::default(), limits).ok()?;
    let (mut first, mut cells): (Vec<Row>, u64) = (Vec::new(), 0);
    let (mut numbers, mut days) = (number::Evidence::default(), day::Evidence::default());
    let read = book.each_row(None, |row| {
        for cell in &row.cells {
            cells += 1;
            numbers.add(cell);
            days.add(cell);
            for marks in [None, Some(Marks::Point), Some(Marks::Comma)] {
                if let Ok(Some(amount)) = number::read(cell, marks) {
                    assert!(amount.value.is_finite(), "{cell:?} is {amount:?}");
                }
            }
            for order in [None, Some(Order::DayFirst), Some(Order::MonthFirst)] {
                let _ = day::read(cell, order, Epoch::From1904);
            }
            let text = cell.text();
            assert_eq!(escape::unescaped(&escape::escaped(&text)), text, "escaping is undone");
        }
        if first.len() < 50 {
            first.push(row);
        }
        true
    });
    drop(read.map_err(|error| error.to_string()));
    let mapping = Mapping::guess(&first);
    if let Some(header) = first.iter().find(|row| row.number == mapping.header_row) {
        drop((Mapping::shape(header), period_columns(header, days.order(), Epoch::From1900)));
    }
    Some(cells)
}
