//! Tests of the splitter: one fixture for each habit of real files.
