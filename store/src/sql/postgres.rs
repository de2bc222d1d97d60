//! The statements on PostgreSQL 12 and newer.
//!
//! The time is `clock_timestamp()`, the moment at which a row is written: `now()` is that at which the transaction began, which
//! inside the program's own may be long ago.

use super::Statements;

/// A number of milliseconds as an interval.
macro_rules! milliseconds {
    ($parameter:literal) => {
        concat!($parameter, "::bigint * interval '1 millisecond'")
    };
}

macro_rules! columns {
    () => {
        "entry.key, entry.api, entry.account, entry.host, entry.endpoint, entry.request_id, entry.ids, entry.state, \
         entry.response_ids, \
         round(extract(epoch FROM entry.expires_at - entry.begun_at) * 1000)::bigint AS expires_in, \
         greatest(0, floor(extract(epoch FROM clock_timestamp() - entry.begun_at) * 1000))::bigint AS age, \
         greatest(0, floor(extract(epoch FROM clock_timestamp() - entry.expires_at) * 1000))::bigint AS over_since"
    };
}

/// The statements on PostgreSQL.
#[cfg_attr(docsrs, doc(cfg(feature = "postgres")))]
pub const POSTGRES: Statements = Statements {
    // The clock is read once, so that the times of a row fit each other.
    begin: concat!(
        "INSERT INTO freedompay_journal (key, api, account, host, endpoint, request_id, ids, state, response_ids, \
         begun_at, expires_at, holder, held_until) \
         SELECT $1::uuid, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, 'pending', '[]', now, expires, $1::uuid, \
         expires FROM (SELECT now, now + ",
        milliseconds!("$8"),
        " AS expires FROM (SELECT clock_timestamp() AS now) AS clock) AS times"
    ),
    record: concat!(
        "UPDATE freedompay_journal SET state = $3::text, response_ids = $4::text, held_until = clock_timestamp() + ",
        milliseconds!("$5"),
        " WHERE key = $1::uuid AND holder = $2::uuid"
    ),
    finish: "DELETE FROM freedompay_journal WHERE key = $1::uuid AND holder = $2::uuid",
    // Materialized: planned as a join, the locking part could run more than once, and claim more than it may.
    claim: concat!(
        "WITH free AS MATERIALIZED (SELECT key FROM freedompay_journal \
         WHERE api = $1::text AND account = $2::text AND host = $3::text AND key > $4::uuid \
         AND held_until <= clock_timestamp() ORDER BY key LIMIT $5::bigint FOR UPDATE SKIP LOCKED) \
         UPDATE freedompay_journal AS entry SET holder = $6::uuid, held_until = clock_timestamp() + ",
        milliseconds!("$7"),
        " FROM free WHERE entry.key = free.key RETURNING ",
        columns!()
    ),
    claim_entry: concat!(
        "WITH free AS MATERIALIZED (SELECT key FROM freedompay_journal \
         WHERE key = $1::uuid AND held_until <= clock_timestamp() FOR UPDATE SKIP LOCKED) \
         UPDATE freedompay_journal AS entry SET holder = $2::uuid, held_until = clock_timestamp() + ",
        milliseconds!("$3"),
        " FROM free WHERE entry.key = free.key RETURNING ",
        columns!()
    ),
    find: "SELECT key FROM freedompay_journal WHERE api = $1::text AND account = $2::text AND host = $3::text \
           AND endpoint = $4::text AND ids = $5::text ORDER BY key LIMIT 3",
    renew: concat!(
        "UPDATE freedompay_journal SET held_until = clock_timestamp() + ",
        milliseconds!("$3"),
        " WHERE key = $1::uuid AND holder = $2::uuid"
    ),
    acknowledge: "DELETE FROM freedompay_journal WHERE key = $1::uuid",
    open: "SELECT count(*), count(*) FILTER (WHERE begun_at < clock_timestamp() - interval '1 day') \
           FROM freedompay_journal WHERE api = $1::text AND account = $2::text AND host = $3::text",
    count_old: "SELECT count(*) FROM (SELECT begun_at FROM freedompay_journal \
                WHERE api = $1::text AND account = $2::text AND host = $3::text ORDER BY key LIMIT $4::bigint) AS first \
                WHERE begun_at < clock_timestamp() - interval '1 day'",
    // A conflict would wait for a transaction in which another keeps its decision. So a row that is there is not inserted, and
    // not even tried, and one that is locked is not taken over.
    claim_callback: concat!(
        "WITH lapsed AS MATERIALIZED (SELECT key FROM freedompay_callback \
         WHERE key = $1::text AND decision IS NULL AND held_until <= clock_timestamp() FOR UPDATE SKIP LOCKED), \
         taken AS (UPDATE freedompay_callback AS callback SET holder = $2::uuid, claimed_at = clock_timestamp(), \
         held_until = clock_timestamp() + ",
        milliseconds!("$3"),
        " FROM lapsed WHERE callback.key = lapsed.key RETURNING callback.key), \
         new AS (INSERT INTO freedompay_callback (key, holder, claimed_at, held_until) \
         SELECT $1::text, $2::uuid, clock_timestamp(), clock_timestamp() + ",
        milliseconds!("$3"),
        " WHERE NOT EXISTS (SELECT FROM freedompay_callback WHERE key = $1::text) \
         ON CONFLICT (key) DO NOTHING RETURNING key) \
         SELECT key FROM taken UNION ALL SELECT key FROM new"
    ),
    read_callback: "SELECT decision, greatest(0, ceil(extract(epoch FROM held_until - clock_timestamp()) * 1000))::bigint \
                    FROM freedompay_callback WHERE key = $1::text",
    keep_callback: "UPDATE freedompay_callback SET decision = $3::text, decided_at = clock_timestamp() \
                    WHERE key = $1::text AND holder = $2::uuid AND decision IS NULL",
    release_callback: "DELETE FROM freedompay_callback WHERE key = $1::text AND holder = $2::uuid AND decision IS NULL",
    // The clock is read once and by a subquery of its own, which an index can be asked with.
    remove_old_callbacks: concat!(
        "DELETE FROM freedompay_callback WHERE key IN (SELECT key FROM freedompay_callback \
         WHERE claimed_at < (SELECT clock_timestamp()) - ",
        milliseconds!("$1"),
        " AND held_until <= clock_timestamp() AND (decided_at IS NULL OR decided_at < clock_timestamp() - ",
        milliseconds!("$1"),
        ") ORDER BY claimed_at LIMIT $2::bigint FOR UPDATE SKIP LOCKED)"
    ),
};
