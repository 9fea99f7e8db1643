//! robots.txt as RFC 9309 reads it.

/// A parsed robots.txt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {}

impl Robots {
    /// Parses up to 500 KB.
    pub fn parse(body: &[u8]) -> Self {
        let _ = body;
        todo!()
    }

    /// Whether `agent` may fetch `path` (path and query, as in the URL).
    pub fn allows(&self, agent: &str, path: &str) -> bool {
        let _ = (agent, path);
        todo!()
    }

    /// The pace asked of `agent`, in seconds.
    pub fn crawl_delay_secs(&self, agent: &str) -> Option<f64> {
        let _ = agent;
        todo!()
    }
}
