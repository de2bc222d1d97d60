//! The steps between versions of the tables.

/// A step from one version of the tables to the next.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Migration {
    /// The version that the tables have afterwards.
    pub version: u32,
    /// Its statements. The last one writes the version into the table `freedompay_schema`. Apply it in one transaction.
    pub sql: &'static str,
}
