//! Digests: SHA-256 over length-prefixed fields, so that no two different rows look alike to the
//! hash.
//!
//! A field is one byte that says whether it is there, then its length (8 bytes, little endian),
//! then its bytes.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::entity::{change, measurement};

/// The hash before the first change.
pub const FIRST_PREVIOUS_HASH: &str =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// The hash of a change: every field of the row but `hash`.
pub fn of_change(row: &change::Model) -> String {
    let mut fields = Fields::default();
    fields.bytes(row.organization_id.as_bytes());
    fields.bytes(&row.seq.to_le_bytes());
    fields.bytes(&row.at.to_le_bytes());
    fields.id(row.actor_user_id);
    fields.bytes(row.kind.as_bytes());
    fields.bytes(row.entity.as_bytes());
    fields.bytes(row.entity_id.as_bytes());
    fields.bytes(row.after.as_bytes());
    fields.text(row.reason.as_deref());
    fields.text(row.request_id.as_deref());
    fields.bytes(row.previous_hash.as_bytes());
    hex(&fields.finish())
}

/// About what the fields of a measurement come to, without its note.
const ROW_BYTES: usize = 384;

/// The digest of a batch: the sum modulo 2²⁵⁶ of the hashes of its measurements, whatever their
/// order.
///
/// It covers what was recorded. `superseded_at` is left out: a later correction sets it, and says
/// so in its own batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BatchDigest {
    sum: [u8; 32],
    rows: i64,
}

impl BatchDigest {
    /// Takes a measurement in.
    pub fn add(&mut self, row: &measurement::Model) {
        let mut fields = Fields(Vec::with_capacity(ROW_BYTES));
        fields.bytes(row.id.as_bytes());
        fields.bytes(row.organization_id.as_bytes());
        fields.bytes(row.kpi_id.as_bytes());
        fields.bytes(row.subject_id.as_bytes());
        fields.bytes(row.subject_kind.as_str().as_bytes());
        let date = row.period_on.0;
        fields.bytes(&date.year().to_le_bytes());
        fields.bytes(&[date.month().cast_unsigned(), date.day().cast_unsigned()]);
        fields.number(row.value);
        fields.number(row.numerator);
        fields.number(row.denominator);
        fields.bytes(&row.recorded_at.to_le_bytes());
        fields.id(row.recorded_by);
        fields.bytes(row.source.as_str().as_bytes());
        fields.id(row.batch_id);
        fields.text(row.note.as_deref());
        fields.id(row.supersedes);
        // Values of units have none, and digests from before there was one must not change.
        if row.org_unit_id.is_some() {
            fields.id(row.org_unit_id);
        }
        let mut carry = 0u16;
        for (sum, byte) in self.sum.iter_mut().zip(fields.finish()) {
            carry += u16::from(*sum) + u16::from(byte);
            *sum = carry.to_le_bytes()[0];
            carry >>= 8;
        }
        self.rows += 1;
    }

    /// How many were taken in.
    pub fn rows(&self) -> i64 {
        self.rows
    }

    /// The digest, 64 hex digits.
    pub fn to_hex(&self) -> String {
        hex(&self.sum)
    }
}

/// Gathered first: to the hash many short pieces are more work than one long one.
#[derive(Default)]
struct Fields(Vec<u8>);

impl Fields {
    fn bytes(&mut self, bytes: &[u8]) {
        self.0.push(1);
        self.0.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.0.extend_from_slice(bytes);
    }

    fn optional(&mut self, bytes: Option<&[u8]>) {
        match bytes {
            Some(bytes) => self.bytes(bytes),
            None => self.0.push(0),
        }
    }

    fn text(&mut self, text: Option<&str>) {
        self.optional(text.map(str::as_bytes));
    }

    fn id(&mut self, id: Option<Uuid>) {
        self.optional(id.as_ref().map(|id| id.as_bytes().as_slice()));
    }

    fn number(&mut self, number: Option<f64>) {
        self.optional(
            number.map(|number| number.to_bits().to_le_bytes()).as_ref().map(<[u8; 8]>::as_slice),
        );
    }

    fn finish(self) -> [u8; 32] {
        Sha256::digest(&self.0).into()
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
