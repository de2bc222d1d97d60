//! Allocations of one call, on the thread that makes it: servers are on threads of their own.

use freedompay_tests::compare::{Failure, Work, row};

/// How many allocations each side of a row makes.
pub(crate) struct Counted {
    pub(crate) name: &'static str,
    pub(crate) peer: &'static str,
    pub(crate) ours: u64,
    pub(crate) theirs: u64,
}

pub(crate) fn count() -> Result<Vec<Counted>, Failure> {
    let of = |name| {
        let row = row(name).ok_or("no such row")?;
        let mut pair = row.pair()?;
        Ok(Counted { name, peer: row.peer, ours: once(&mut pair.ours), theirs: once(&mut pair.peer) })
    };
    ["sign_jws_hs256_1k", "sign_pg_sig_20_fields", "call_json_loopback", "call_form_loopback"]
        .map(of)
        .into_iter()
        .collect()
}

/// The least of several: buffers of a connection grow now and then.
fn once(work: &mut Work) -> u64 {
    (0..32).map(|_| allocation_counter::measure(&mut *work).count_total).min().unwrap_or_default()
}
