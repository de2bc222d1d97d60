//! The statements on SQLite 3.37 and newer.

use super::Statements;

/// The database's time in milliseconds. Within a statement it is one moment, and that is after the write lock was obtained.
/// `unixepoch('subsec')` says the same, from SQLite 3.42 on.
macro_rules! now {
    () => {
        "CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER)"
    };
}

macro_rules! columns {
    () => {
        concat!(
            "key, api, account, host, endpoint, request_id, ids, state, response_ids, ",
            "expires_at - begun_at AS expires_in, ",
            "max(0, ",
            now!(),
            " - begun_at) AS age, ",
            "max(0, ",
            now!(),
            " - expires_at) AS over_since"
        )
    };
}

/// The statements on SQLite.
#[cfg_attr(docsrs, doc(cfg(any(feature = "sqlite", feature = "sqlite-unbundled"))))]
pub const SQLITE: Statements = Statements {
    begin: concat!(
        "INSERT INTO freedompay_journal (key, api, account, host, endpoint, request_id, ids, state, response_ids, \
         begun_at, expires_at, holder, held_until) \
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, 'pending', '[]', now, now + ?8, ?1, now + ?8 FROM (SELECT ",
        now!(),
        " AS now)"
    ),
    record: concat!(
        "UPDATE freedompay_journal SET state = ?3, response_ids = ?4, held_until = ",
        now!(),
        " + ?5 WHERE key = ?1 AND holder = ?2"
    ),
    finish: "DELETE FROM freedompay_journal WHERE key = ?1 AND holder = ?2",
    claim: concat!(
        "UPDATE freedompay_journal SET holder = ?6, held_until = ",
        now!(),
        " + ?7 WHERE key IN (SELECT key FROM freedompay_journal \
         WHERE api = ?1 AND account = ?2 AND host = ?3 AND key > ?4 AND held_until <= ",
        now!(),
        " ORDER BY key LIMIT ?5) RETURNING ",
        columns!()
    ),
    claim_entry: concat!(
        "UPDATE freedompay_journal SET holder = ?2, held_until = ",
        now!(),
        " + ?3 WHERE key = ?1 AND held_until <= ",
        now!(),
        " RETURNING ",
        columns!()
    ),
    find: "SELECT key FROM freedompay_journal WHERE api = ?1 AND account = ?2 AND host = ?3 AND endpoint = ?4 AND ids = ?5 \
           ORDER BY key LIMIT 3",
    renew: concat!("UPDATE freedompay_journal SET held_until = ", now!(), " + ?3 WHERE key = ?1 AND holder = ?2"),
    acknowledge: "DELETE FROM freedompay_journal WHERE key = ?1",
    open: concat!(
        "SELECT count(*), count(*) FILTER (WHERE begun_at < ",
        now!(),
        " - 86400000) FROM freedompay_journal WHERE api = ?1 AND account = ?2 AND host = ?3"
    ),
    count_old: concat!(
        "SELECT count(*) FROM (SELECT begun_at FROM freedompay_journal \
         WHERE api = ?1 AND account = ?2 AND host = ?3 ORDER BY key LIMIT ?4) WHERE begun_at < ",
        now!(),
        " - 86400000"
    ),
    claim_callback: concat!(
        "INSERT INTO freedompay_callback (key, holder, claimed_at, held_until) \
         SELECT ?1, ?2, now, now + ?3 FROM (SELECT ",
        now!(),
        " AS now) WHERE true \
         ON CONFLICT (key) DO UPDATE SET holder = excluded.holder, claimed_at = excluded.claimed_at, \
         held_until = excluded.held_until \
         WHERE freedompay_callback.decision IS NULL AND freedompay_callback.held_until <= excluded.claimed_at \
         RETURNING key"
    ),
    read_callback: concat!(
        "SELECT decision, max(0, held_until - ",
        now!(),
        ") FROM freedompay_callback WHERE key = ?1"
    ),
    keep_callback: concat!(
        "UPDATE freedompay_callback SET decision = ?3, decided_at = ",
        now!(),
        " WHERE key = ?1 AND holder = ?2 AND decision IS NULL"
    ),
    release_callback: "DELETE FROM freedompay_callback WHERE key = ?1 AND holder = ?2 AND decision IS NULL",
    remove_old_callbacks: concat!(
        "DELETE FROM freedompay_callback WHERE key IN (SELECT key FROM freedompay_callback WHERE claimed_at < ",
        now!(),
        " - ?1 AND held_until <= ",
        now!(),
        " AND (decided_at IS NULL OR decided_at < ",
        now!(),
        " - ?1) ORDER BY claimed_at LIMIT ?2)"
    ),
};
