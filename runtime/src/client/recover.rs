//! Recovery after a crash: reconciling every call of the journal that nobody holds.

use std::fmt;
use std::future::{IntoFuture, poll_fn};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use uuid::Uuid;

use crate::api::Api;
use crate::client::hold::Hold;
use crate::client::reconcile::drive;
use crate::client::{AnyClient, Client};
use crate::error::Error;
use crate::journal::{Account, ClaimScope, JournalEntry, JournalError, OpenEntries};
use crate::machine::reconcile::Outcome;
use crate::machine::{Recovery, Schedule};
use crate::meta::EndpointMeta;
use crate::transport::BoxFuture;

/// How many calls are reconciled at a time.
const AT_A_TIME: u32 = 8;

type Endpoints<'a> = Box<dyn Fn(&str) -> Option<&'static EndpointMeta> + Send + Sync + 'a>;

/// A pending recovery of the calls that the journal holds open and that were made by the client's account at its host:
/// configure it, then `.await` it, or take its [`stream`](Self::stream).
///
/// Each entry that nobody holds any more is claimed, so that of all instances one asks about it, and reconciled as by
/// [`Client::reconcile_call`], eight at a time. What is found is written into the journal and comes back until the program
/// acknowledges it. A call without an outcome stays in doubt there, for the next time.
///
/// [`Client::reconcile_call`]: crate::Client::reconcile_call
#[must_use = "nothing is sent until this is awaited"]
pub struct RecoverAll<'a> {
    client: AnyClient,
    endpoints: Endpoints<'a>,
    schedule: Schedule,
}

/// A call that was open, and its outcome.
#[derive(Debug)]
#[non_exhaustive]
pub struct Recovered {
    /// Its journal entry, as it was claimed: its key, ids, and what was known of it.
    pub entry: JournalEntry,
    /// Its outcome, or why it could not be reconciled.
    pub outcome: Result<Outcome, Error>,
}

impl Recovered {
    /// Returns the key to acknowledge the call by, once the program has written down its outcome.
    pub fn journal_key(&self) -> Uuid {
        self.entry.intent.key
    }
}

impl fmt::Debug for RecoverAll<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecoverAll").field("schedule", &self.schedule).finish_non_exhaustive()
    }
}

impl<A: Api> Client<A> {
    /// Determines the outcome of every call of this account that the journal holds open: see [`RecoverAll`].
    pub fn recover_all<'a>(
        &self,
        endpoints: impl Fn(&str) -> Option<&'static EndpointMeta> + Send + Sync + 'a,
    ) -> RecoverAll<'a> {
        self.as_any().recover_all(endpoints)
    }
}

impl AnyClient {
    /// Determines the outcome of every call of this account that the journal holds open, by table: see
    /// [`Client::recover_all`](crate::Client::recover_all). `endpoints` gives the table of an endpoint's id:
    /// `freedompay::endpoint`, and yours for calls that you declared yourself.
    pub fn recover_all<'a>(
        &self,
        endpoints: impl Fn(&str) -> Option<&'static EndpointMeta> + Send + Sync + 'a,
    ) -> RecoverAll<'a> {
        RecoverAll { client: self.clone(), endpoints: Box::new(endpoints), schedule: Schedule::RECONCILE }
    }
}

impl<'a> RecoverAll<'a> {
    /// Sets the time between the first two status calls about each call, at least [`Schedule::SHORTEST`].
    pub fn interval(mut self, interval: Duration) -> Self {
        self.schedule.interval = interval;
        self
    }

    /// Sets the time after which no further status call is made about a call.
    pub fn timeout(mut self, deadline: Duration) -> Self {
        self.schedule.deadline = deadline;
        self
    }

    /// Returns the recovered calls one by one, each as soon as it is known, so that a server can serve meanwhile.
    pub fn stream(self) -> RecoveryStream<'a> {
        RecoveryStream {
            recovery: self,
            asking: Vec::new(),
            claiming: None,
            pass: Pass::New,
            repeat_every: None,
            progress: RecoveryProgress::default(),
        }
    }
}

/// The recovered calls, one by one. Nothing is asked while [`next`](Self::next) is not awaited.
///
/// A claim that is not renewed lapses, so a stream that is dropped, or left alone, leaves its calls to the next recovery.
pub struct RecoveryStream<'a> {
    recovery: RecoverAll<'a>,
    asking: Vec<BoxFuture<'static, Option<Recovered>>>,
    /// The next claim. It is under way beside the status calls: each may wait for what the other has of the journal.
    claiming: Option<BoxFuture<'static, Claimed>>,
    pass: Pass,
    repeat_every: Option<Duration>,
    progress: RecoveryProgress,
}

/// What a claim got: how many entries there were, if it is the first of a pass, and those that are held now.
type Claimed = Result<(Option<OpenEntries>, Vec<Hold>), JournalError>;

/// What came to its end.
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
enum Event {
    Claimed(Claimed),
    Asked(Option<Recovered>),
}

/// How far a pass over the entries has come.
#[derive(Clone, Copy)]
enum Pass {
    New,
    After(Option<Uuid>),
    Complete,
}

/// How far a recovery has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecoveryProgress {
    /// The account's entries when the last pass began, those that are held included.
    pub found: OpenEntries,
    /// How many calls are asked about now.
    pub asking: usize,
    /// How many outcomes the stream has returned.
    pub returned: u64,
}

impl fmt::Debug for RecoveryStream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecoveryStream").field("progress", &self.progress()).finish_non_exhaustive()
    }
}

impl RecoveryStream<'_> {
    /// Looks for open calls again and again, with this time between two passes, at least [`Schedule::SHORTEST`]: the stream never ends. An entry whose call was
    /// cut short is free only when its time is up, so one pass at the start of a program does not see it.
    #[must_use]
    pub fn repeat_every(mut self, pause: Duration) -> Self {
        self.repeat_every = Some(pause);
        self
    }

    /// Returns how far the recovery has come.
    pub fn progress(&self) -> RecoveryProgress {
        RecoveryProgress { asking: self.asking.len(), ..self.progress }
    }

    /// Waits for the next recovered call. Nothing when all open calls were seen, unless the stream repeats itself.
    ///
    /// Status calls go on only while this is awaited, and one of them may hold a connection of the journal meanwhile: hand what
    /// takes long to a task of its own, and come back.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the client has no journal or the journal fails. A stream that repeats itself goes on after that.
    pub async fn next(&mut self) -> Option<Result<Recovered, Error>> {
        loop {
            if let Err(error) = self.begin_claim() {
                self.pass = Pass::Complete;
                return Some(Err(error));
            }
            if self.claiming.is_none() && self.asking.is_empty() {
                let pause = self.repeat_every?;
                if let Err(error) = self.recovery.client.shared().usable(None) {
                    return Some(Err(error));
                }
                self.recovery.client.sleep(pause.max(Schedule::SHORTEST)).await;
                self.pass = Pass::New;
                continue;
            }
            match self.event().await {
                Event::Claimed(Ok((found, claimed))) => self.take(found, claimed),
                Event::Claimed(Err(error)) => {
                    self.pass = Pass::Complete;
                    return Some(Err(failed(error)));
                }
                Event::Asked(Some(recovered)) => {
                    self.progress.returned += 1;
                    return Some(Ok(recovered));
                }
                Event::Asked(None) => {}
            }
        }
    }

    /// Begins to claim as many calls as can be asked about now, unless that is under way.
    fn begin_claim(&mut self) -> Result<(), Error> {
        let (is_first, after) = match self.pass {
            Pass::New => (true, None),
            Pass::After(after) => (false, after),
            Pass::Complete => return Ok(()),
        };
        let client = &self.recovery.client;
        let Some(journal) = client.journal() else {
            return Err(Error::invalid(None, "", "the client has no journal; set one with ClientBuilder::journal"));
        };
        client.shared().usable(None)?;
        let most = AT_A_TIME.saturating_sub(u32::try_from(self.asking.len()).unwrap_or(AT_A_TIME));
        if self.claiming.is_some() || most == 0 {
            return Ok(());
        }
        let (client, journal) = (client.clone(), Arc::clone(journal));
        self.claiming = Some(Box::pin(async move {
            let account = Account::clone(client.settings().journal_account());
            let found = if is_first { Some(journal.open(&account).await?) } else { None };
            let claimed = Hold::claim(&client, &journal, ClaimScope::Account { account, after, most }).await?;
            Ok((found, claimed))
        }));
        Ok(())
    }

    /// Waits until something that is under way is done.
    async fn event(&mut self) -> Event {
        let Self { claiming, asking, .. } = self;
        poll_fn(|context| {
            if let Some(claim) = claiming
                && let Poll::Ready(claimed) = claim.as_mut().poll(context)
            {
                *claiming = None;
                return Poll::Ready(Event::Claimed(claimed));
            }
            for at in 0..asking.len() {
                if let Poll::Ready(recovered) = asking[at].as_mut().poll(context) {
                    drop(asking.swap_remove(at));
                    return Poll::Ready(Event::Asked(recovered));
                }
            }
            Poll::Pending
        })
        .await
    }

    /// Asks about what was claimed.
    fn take(&mut self, found: Option<OpenEntries>, claimed: Vec<Hold>) {
        if let Some(open) = found {
            self.progress.found = open;
            if open.older_than_a_day > 0 {
                tracing::warn!(
                    older_than_a_day = open.older_than_a_day,
                    open = open.open,
                    "calls stay in the journal: nobody acknowledges them, or their outcome is not found"
                );
            }
        }
        self.pass = match claimed.last() {
            Some(last) => Pass::After(Some(last.entry.intent.key)),
            None => Pass::Complete,
        };
        self.asking.extend(claimed.into_iter().map(|hold| self.recovery.ask(hold)));
    }
}

impl RecoverAll<'_> {
    fn ask(&self, hold: Hold) -> BoxFuture<'static, Option<Recovered>> {
        let endpoint = (self.endpoints)(&hold.entry.intent.endpoint);
        let client = self.client.clone();
        let recovery = Recovery::new(client.settings(), &hold.entry, endpoint, self.schedule);
        Box::pin(async move {
            let outcome = match recovery {
                Recovery::Ask(machine) => drive(&client, machine, None, Some(&hold)).await?,
                Recovery::Ended(outcome) => Ok(outcome),
            };
            let entry = hold.entry.clone();
            hold.finish(&outcome).await.then_some(Recovered { entry, outcome })
        })
    }
}

impl<'a> IntoFuture for RecoverAll<'a> {
    type Output = Result<Vec<Recovered>, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let (mut stream, mut recovered) = (self.stream(), Vec::new());
            while let Some(next) = stream.next().await {
                recovered.push(next?);
            }
            Ok(recovered)
        })
    }
}

fn failed(error: JournalError) -> Error {
    Error::invalid(None, "", format!("the journal failed, and nothing was asked: {error}"))
}
