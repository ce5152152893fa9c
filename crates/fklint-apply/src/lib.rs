//! What carries out: statements on real engines, in databases of one's own or in the user's.
//!
//! A [`Server`](server::Server) is an engine to work on, a [`Session`](session::Session) a connection to it that may
//! write, a [`Scratch`](scratch::Scratch) a database that is gone afterwards. [`witness::prove`] tries findings there.

pub mod scratch;
pub mod server;
pub mod session;
pub mod witness;
