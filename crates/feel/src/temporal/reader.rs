//! Reading fixed-width digits and signs, for the texts of this module.

/// What is left of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Steps over `prefix` when it is next.
    pub(super) fn eat(&mut self, prefix: char) -> bool {
        match self.rest.strip_prefix(prefix) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Steps over `prefix`, which must be next.
    pub(super) fn expect(&mut self, prefix: char) -> Option<()> {
        self.eat(prefix).then_some(())
    }

    /// As many digits as there are.
    pub(super) fn digits(&mut self) -> &'a str {
        let end = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits
    }

    /// Exactly two digits.
    pub(super) fn two(&mut self) -> Option<u8> {
        let digits = self.rest.get(..2)?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.rest = &self.rest[2..];
        digits.parse().ok()
    }

    /// Up to nine digits as billionths; further ones are cut.
    pub(super) fn billionths(&mut self) -> Option<u32> {
        let digits = self.digits();
        if digits.is_empty() {
            return None;
        }
        let kept = &digits[..digits.len().min(9)];
        let value: u32 = kept.parse().ok()?;
        Some(value * 10_u32.pow(9 - kept.len() as u32))
    }
}
