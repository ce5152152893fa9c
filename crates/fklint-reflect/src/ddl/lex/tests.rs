//! Tests of the lexer.

use super::*;
