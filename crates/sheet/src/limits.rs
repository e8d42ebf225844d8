//! How large a file may be, inside.

/// What a file may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Rows of a table.
    pub rows: u32,
    /// Columns of a table.
    pub columns: u32,
    /// Bytes of one cell.
    pub cell_bytes: usize,
    /// Files inside a workbook.
    pub entries: usize,
    /// Bytes that a workbook unpacks to.
    pub unpacked_bytes: u64,
    /// Bytes of the parts of a workbook that are held in memory: its texts and styles. Sheets are
    /// read cell by cell.
    pub held_bytes: u64,
    /// How many times larger than packed a file inside a workbook may be, beyond its first
    /// megabyte.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rows: 10_000_000,
            columns: 10_000,
            cell_bytes: 64 * 1024,
            entries: 2_000,
            unpacked_bytes: 512 * 1024 * 1024,
            held_bytes: 64 * 1024 * 1024,
            ratio: 200,
        }
    }
}
