//! A connection on which nobody waits for ever.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use postgres::Client;

use super::Failure;

/// How much longer than the server is told to work on a query the client waits for its answer.
const GRACE: Duration = Duration::from_secs(5);

/// A connection.
pub(super) enum Link<'c> {
    /// Of one's own, until an answer stays out.
    Own(Option<Box<Client>>),
    /// Of somebody who waits as long as it takes.
    Lent(&'c mut Client),
}

impl Link<'_> {
    pub(super) fn new(client: Client) -> Self {
        Self::Own(Some(Box::new(client)))
    }

    /// Asks the server on a thread of its own, since the driver knows no limit: behind a proxy, or on a net that lost
    /// the way, an answer may never come. The thread is left behind then, with the connection.
    pub(super) fn ask<T: Send + 'static>(
        &mut self,
        limit: Duration,
        ask: impl FnOnce(&mut Client) -> Result<T, postgres::Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let own = match self {
            Self::Own(own) => own,
            Self::Lent(client) => return Ok(ask(client)?),
        };
        let mut client = own.take().ok_or(Failure::Lost)?;
        let (give, take) = mpsc::channel();
        let asks = move || {
            let answer = ask(&mut client);
            // Nobody listens any more when it took too long.
            let _ = give.send((client, answer));
        };
        thread::Builder::new().name("fklint-ask".to_owned()).spawn(asks).map_err(Failure::NoThread)?;
        let (client, answer) = take.recv_timeout(limit.saturating_add(GRACE)).map_err(|_| Failure::Silent)?;
        *own = Some(client);
        Ok(answer?)
    }
}
