//! Real PostgreSQL servers, reflected and asked. They are named by `FKLINT_TEST_URLS`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod ask;
mod reflect;
mod server;
mod trouble;
