CREATE TABLE freedompay_schema (
    version integer PRIMARY KEY,
    applied_at timestamptz NOT NULL
);

-- A row per money call until it is acknowledged. Whoever holds an entry is its `holder`, until `held_until`.
CREATE TABLE freedompay_journal (
    key uuid PRIMARY KEY,
    api text NOT NULL,
    account text NOT NULL,
    host text NOT NULL,
    endpoint text NOT NULL,
    request_id text,
    ids text NOT NULL,
    state text NOT NULL,
    response_ids text NOT NULL,
    begun_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    holder uuid NOT NULL,
    held_until timestamptz NOT NULL
) WITH (fillfactor = 80);

-- Claims, in the order of the keys, and counts. No column that changes is part of it, so updates stay within their page.
CREATE INDEX freedompay_journal_account ON freedompay_journal (api, account, host, key);

-- A row per notification, for as long as the provider repeats it.
CREATE TABLE freedompay_callback (
    key text PRIMARY KEY,
    holder uuid NOT NULL,
    claimed_at timestamptz NOT NULL,
    held_until timestamptz NOT NULL,
    decision text,
    decided_at timestamptz
) WITH (fillfactor = 80);

-- Removes the old ones.
CREATE INDEX freedompay_callback_claimed_at ON freedompay_callback (claimed_at);

INSERT INTO freedompay_schema (version, applied_at) VALUES (1, clock_timestamp());
