//! Which dialect a text is written in.
