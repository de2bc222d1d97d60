//! The journal.

use std::cmp;
use std::time::Duration;

use freedompay_runtime::BoxFuture;
use freedompay_runtime::journal::{
    Account, ClaimRequest, ClaimScope, EntryState, Intent, Journal, JournalEntry, JournalError, OpenEntries,
    OutcomeRecord, SameCalls,
};
use uuid::Uuid;

use crate::engine::{Engine, Value, explain};
use crate::error::{Error, ErrorKind};
use crate::store::{Access, Store};

/// Of so many calls one also counts the old entries.
const COUNT_EVERY: u64 = 1024;
/// How many entries are looked at then, the oldest first.
const COUNT_AMONG: i64 = 1000;

impl<E: Engine> Store<E> {
    /// Acknowledges a call: the program has written down its outcome, and its entry is deleted. Reports whether it was there: of
    /// several that acknowledge the same one, one is told so. Takes the key of a response, an error or a recovered call.
    ///
    /// # Errors
    /// If it cannot be deleted. It comes back from recovery then.
    pub async fn acknowledge(&self, key: impl Into<Option<Uuid>>) -> Result<bool, Error> {
        let Some(key) = key.into() else { return Ok(false) };
        Ok(self.execute(E::STATEMENTS.acknowledge, [key.into()]).await? > 0)
    }

    /// Acknowledges a call inside the program's own transaction, so that its books and the acknowledgement are committed together
    /// or not at all. If this reports `false`, somebody else acknowledged it: roll back.
    ///
    /// # Errors
    /// If it cannot be deleted: roll back.
    pub async fn acknowledge_in(
        &self,
        connection: &mut E::Connection,
        key: impl Into<Option<Uuid>>,
    ) -> Result<bool, Error> {
        let Some(key) = key.into() else { return Ok(false) };
        Ok(self.execute_in(connection, E::STATEMENTS.acknowledge, &[key.into()]).await? > 0)
    }

    async fn begin_call(&self, intent: &Intent) -> Result<(), Error> {
        let Account { api, id, host } = &intent.account;
        let ids = to_json(&intent.ids)?;
        let values: [Value; 8] = [
            intent.key.into(),
            api.as_str().into(),
            id.as_str().into(),
            host.as_str().into(),
            intent.endpoint.as_str().into(),
            Value::Text(intent.request_id.clone()),
            ids.into(),
            intent.expires_in.into(),
        ];
        self.execute(E::STATEMENTS.begin, values).await?;
        if self.is_due_begun(COUNT_EVERY) {
            self.warn_of_old_entries(&intent.account).await;
        }
        Ok(())
    }

    async fn record(&self, record: &OutcomeRecord) -> Result<bool, Error> {
        let (key, holder) = (record.key.into(), record.holder.into());
        let written = if record.acknowledged {
            self.execute(E::STATEMENTS.finish, [key, holder]).await?
        } else {
            let response_ids = to_json(&record.response_ids)?;
            let values =
                [key, holder, record.state.as_str().into(), response_ids.as_str().into(), record.hold_for.into()];
            self.execute(E::STATEMENTS.record, values).await?
        };
        Ok(written > 0)
    }

    async fn claim_entries(&self, request: &ClaimRequest) -> Result<Vec<JournalEntry>, Error> {
        let (holder, lease) = (request.holder.into(), request.lease.into());
        let rows = match &request.scope {
            ClaimScope::Entry(key) => {
                self.fetch(Access::Write, E::STATEMENTS.claim_entry, [(*key).into(), holder, lease]).await?
            }
            ClaimScope::Account { account, after, most } => {
                let [api, id, host] = of(account);
                let after = after.unwrap_or(Uuid::nil()).into();
                let values = [api, id, host, after, Value::Number((*most).into()), holder, lease];
                self.fetch(Access::Write, E::STATEMENTS.claim, values).await?
            }
        };
        let mut entries = rows.iter().map(entry::<E>).collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(|entry| entry.intent.key);
        Ok(entries)
    }

    async fn find_entries(&self, calls: &SameCalls) -> Result<Vec<Uuid>, Error> {
        let [api, id, host] = of(&calls.account);
        let values = [api, id, host, calls.endpoint.as_str().into(), to_json(&calls.ids)?.into()];
        let rows = self.fetch(Access::Read, E::STATEMENTS.find, values).await?;
        rows.iter().map(|row| E::uuid(row, 0).map_err(explain::<E>)).collect()
    }

    async fn renew_claim(&self, key: Uuid, holder: Uuid, lease: Duration) -> Result<bool, Error> {
        Ok(self.execute(E::STATEMENTS.renew, [key.into(), holder.into(), lease.into()]).await? > 0)
    }

    async fn count(&self, account: &Account) -> Result<OpenEntries, Error> {
        let rows = self.fetch(Access::Read, E::STATEMENTS.open, of(account)).await?;
        let Some(row) = rows.first() else { return Ok(OpenEntries::default()) };
        let [open, older_than_a_day] = [number::<E>(row, 0)?, number::<E>(row, 1)?];
        Ok(OpenEntries { open, older_than_a_day })
    }

    /// Logs how many entries were never acknowledged. That this fails must not fail what it accompanies.
    async fn warn_of_old_entries(&self, account: &Account) {
        let [api, id, host] = of(account);
        let rows = self.fetch(Access::Read, E::STATEMENTS.count_old, [api, id, host, Value::Number(COUNT_AMONG)]).await;
        match rows.and_then(|rows| rows.first().map_or(Ok(0), |row| number::<E>(row, 0))) {
            Ok(0) => {}
            Ok(older_than_a_day) => tracing::warn!(
                api = account.api,
                account = account.id,
                host = account.host,
                older_than_a_day,
                "calls were begun more than a day ago and not acknowledged; run recover_all, and acknowledge what it returns"
            ),
            Err(error) => tracing::warn!(%error, "old entries of the journal could not be counted"),
        }
    }
}

impl<E: Engine> Journal for Store<E> {
    fn begin<'a>(&'a self, intent: &'a Intent) -> BoxFuture<'a, Result<(), JournalError>> {
        Box::pin(async { Ok(self.begin_call(intent).await?) })
    }

    fn record_outcome<'a>(&'a self, record: &'a OutcomeRecord) -> BoxFuture<'a, Result<bool, JournalError>> {
        Box::pin(async { Ok(self.record(record).await?) })
    }

    fn claim<'a>(&'a self, request: &'a ClaimRequest) -> BoxFuture<'a, Result<Vec<JournalEntry>, JournalError>> {
        Box::pin(async { Ok(self.claim_entries(request).await?) })
    }

    fn find<'a>(&'a self, calls: &'a SameCalls) -> BoxFuture<'a, Result<Vec<Uuid>, JournalError>> {
        Box::pin(async { Ok(self.find_entries(calls).await?) })
    }

    fn renew(&self, key: Uuid, holder: Uuid, lease: Duration) -> BoxFuture<'_, Result<bool, JournalError>> {
        Box::pin(async move { Ok(self.renew_claim(key, holder, lease).await?) })
    }

    fn acknowledge(&self, key: Uuid) -> BoxFuture<'_, Result<bool, JournalError>> {
        Box::pin(async move { Ok(Store::acknowledge(self, key).await?) })
    }

    fn open<'a>(&'a self, account: &'a Account) -> BoxFuture<'a, Result<OpenEntries, JournalError>> {
        Box::pin(async { Ok(self.count(account).await?) })
    }
}

fn of(account: &Account) -> [Value; 3] {
    [account.api.as_str().into(), account.id.as_str().into(), account.host.as_str().into()]
}

fn to_json(ids: &[(String, String)]) -> Result<String, Error> {
    serde_json::to_string(ids).map_err(|error| Error::new(ErrorKind::Other, error))
}

fn number<E: Engine>(row: &E::Row, column: usize) -> Result<u64, Error> {
    let number = E::number(row, column).map_err(explain::<E>)?;
    Ok(u64::try_from(cmp::max(number, 0)).unwrap_or_default())
}

/// Reads an entry that was claimed.
fn entry<E: Engine>(row: &E::Row) -> Result<JournalEntry, Error> {
    let text = |column| E::text(row, column).map(Option::unwrap_or_default).map_err(explain::<E>);
    let ids = |column| serde_json::from_str(&text(column)?).map_err(|_| foreign("ids"));
    let duration = |column| number::<E>(row, column).map(Duration::from_millis);
    Ok(JournalEntry {
        intent: Intent {
            key: E::uuid(row, 0).map_err(explain::<E>)?,
            account: Account { api: text(1)?, id: text(2)?, host: text(3)? },
            endpoint: text(4)?,
            request_id: E::text(row, 5).map_err(explain::<E>)?,
            ids: ids(6)?,
            expires_in: duration(9)?,
        },
        state: EntryState::from_text(&text(7)?).ok_or_else(|| foreign("state"))?,
        response_ids: ids(8)?,
        age: duration(10)?,
        over_since: duration(11)?,
    })
}

fn foreign(column: &str) -> Error {
    Error::with_remedy(
        ErrorKind::Schema,
        format!(
            "the column {column} of freedompay_journal holds what this version of the library did not write; use the newest one"
        ),
    )
}
