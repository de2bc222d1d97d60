-- Times are milliseconds since 1970, numbers of 128 bits are texts with hyphens.
CREATE TABLE freedompay_schema (
    version INTEGER PRIMARY KEY,
    applied_at INTEGER NOT NULL
) STRICT;

-- A row per money call until it is acknowledged. Whoever holds an entry is its `holder`, until `held_until`.
CREATE TABLE freedompay_journal (
    key TEXT NOT NULL PRIMARY KEY,
    api TEXT NOT NULL,
    account TEXT NOT NULL,
    host TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    request_id TEXT,
    ids TEXT NOT NULL,
    state TEXT NOT NULL,
    response_ids TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    holder TEXT NOT NULL,
    held_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Claims, in the order of the keys, and counts. No column that changes is part of it, so an update writes the row alone.
CREATE INDEX freedompay_journal_account ON freedompay_journal (api, account, host, key);

-- A row per notification, for as long as the provider repeats it.
CREATE TABLE freedompay_callback (
    key TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    claimed_at INTEGER NOT NULL,
    held_until INTEGER NOT NULL,
    decision TEXT,
    decided_at INTEGER
) STRICT, WITHOUT ROWID;

-- Removes the old ones.
CREATE INDEX freedompay_callback_claimed_at ON freedompay_callback (claimed_at);

INSERT INTO freedompay_schema (version, applied_at)
VALUES (1, CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER));
