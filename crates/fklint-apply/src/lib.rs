//! What carries out: statements on real engines, in databases of one's own or in the user's.
//!
//! [`edit`] turns plans into edits of the texts that declare their objects; it does no IO; [`fix`] makes rounds of
//! them until nothing is left, and [`files`] shows or writes what came of it. [`migration`] makes new migrations of plans.
//!
//! [`live`] carries plans out on a database that people use, and takes them back.
//!
//! A [`Server`](server::Server) is an engine to work on, a [`Session`](session::Session) a connection to it that may
//! write, a [`Scratch`](scratch::Scratch) a database that is gone afterwards. [`witness::prove`] tries findings there.

pub mod edit;
pub mod files;
pub mod fix;
pub mod live;
pub mod migration;
pub mod scratch;
pub mod server;
pub mod session;
mod unit;
pub mod witness;
