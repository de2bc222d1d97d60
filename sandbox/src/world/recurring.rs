//! Recurring profiles: started by a payment, charged until they or their card expire.

use freedompay::AlmatyTime;
use jiff::{Timestamp, ToSpan as _};

use super::World;
use super::errors::{ErrorCode, NOT_FOUND};
use super::payment::Payment;
use super::saved_card::CardDetails;

impl World {
    /// Returns card and currency of a profile that can still be charged.
    ///
    /// No current page has codes for other profiles: 365 is "recurring profile expired" in older code, 10017 an expired
    /// card.
    pub(crate) fn profile(&self, id: u64) -> Result<(CardDetails, String), ErrorCode> {
        // The first payment of a profile holds its duration.
        let is_first = |payment: &&Payment| payment.recurring_profile == Some(id) && payment.recurring_months.is_some();
        let first = self.payments.values().find(is_first).ok_or(NOT_FOUND)?;
        let card = first.card.clone().ok_or(NOT_FOUND)?;
        let now = self.now();
        if first.profile_end().is_some_and(|end| end <= now) {
            return Err(ErrorCode::new(365));
        }
        if card.end().is_some_and(|end| end <= now) {
            return Err(ErrorCode::new(10017));
        }
        Ok((card, first.currency.clone()))
    }
}

impl Payment {
    /// Returns when the profile that this payment started expires: after its months, or with the card if that is earlier.
    pub(crate) fn profile_expiry(&self) -> Option<Timestamp> {
        let card = self.card.as_ref().and_then(CardDetails::end);
        self.profile_end().map(|end| card.map_or(end, |card| card.min(end)))
    }

    fn profile_end(&self) -> Option<Timestamp> {
        let (months, begun) = (self.recurring_months?, self.authorized?);
        let begun = begun.to_zoned(jiff::tz::TimeZone::UTC);
        Some(begun.checked_add(i64::from(months).months()).ok()?.timestamp())
    }
}

impl CardDetails {
    /// Returns the end of the card's last month, in Almaty; `None` if its expiry is not known.
    pub(crate) fn end(&self) -> Option<Timestamp> {
        let (year, month): (i32, u32) = (self.year.parse().ok()?, self.month.parse().ok()?);
        let (year, month) = if month >= 12 { (year + 1, 1) } else { (year, month + 1) };
        let time: AlmatyTime = format!("20{year:02}-{month:02}-01 00:00:00").parse().ok()?;
        Timestamp::from_second(time.unix_seconds()).ok()
    }
}
