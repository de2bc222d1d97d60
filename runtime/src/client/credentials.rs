//! The settings of a client, with the credentials that are right now.

use std::error::Error as StdError;
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::Error;
use crate::machine::Settings;
use crate::meta::scheme::{AnyCredentials, Signer};

/// Gives the credentials that are right now.
pub(crate) type Provide = dyn Fn() -> Result<AnyCredentials, Box<dyn StdError + Send + Sync>> + Send + Sync;

pub(crate) struct CurrentSettings {
    /// Those of the builder. All but the keys stays as it is.
    first: Arc<Settings>,
    provided: Option<Provided>,
}

struct Provided {
    provide: Arc<Provide>,
    last: Mutex<(AnyCredentials, Arc<Settings>)>,
}

impl CurrentSettings {
    pub(crate) fn new(settings: Settings, credentials: AnyCredentials, provide: Option<Arc<Provide>>) -> Self {
        let first = Arc::new(settings);
        let last = (credentials, Arc::clone(&first));
        Self { first, provided: provide.map(|provide| Provided { provide, last: Mutex::new(last) }) }
    }

    /// Returns the settings without asking for the credentials: API, account, host and options.
    pub(crate) fn fixed(&self) -> &Settings {
        &self.first
    }

    /// Returns the settings to sign a call with. A call keeps them to its end.
    pub(crate) fn current(&self) -> Result<Arc<Settings>, Error> {
        let Some(provided) = &self.provided else { return Ok(Arc::clone(&self.first)) };
        let invalid = |reason: String| Error::invalid(None, "", reason);
        let credentials =
            (provided.provide)().map_err(|e| invalid(format!("the credentials cannot be provided: {e}")))?;
        let mut last = provided.last.lock().unwrap_or_else(PoisonError::into_inner);
        if !last.0.is_same(&credentials) {
            let signer = Signer::new(self.first.api, &credentials).map_err(invalid)?;
            let settings = self.first.signed_by(signer);
            if settings.account() != self.first.account() {
                let (now, before) = (settings.account(), self.first.account());
                return Err(invalid(format!(
                    "the credentials are of account {now} and the client is of account {before}; make a client of its own for \
                     each account, so that its journal entries are asked about by the account that made the calls"
                )));
            }
            *last = (credentials, Arc::new(settings));
        }
        Ok(Arc::clone(&last.1))
    }
}
