//! robots.txt as RFC 9309 reads it, with the leniency of Google's reference parser.
//!
//! - [`Robots`]: a whole file, for any agent; [`Rules`]: what it says to one agent
//! - `lines`: bytes to keys and values; `pattern`: does a rule fit; `target`: the part of a URL that rules are about

mod lines;
mod pattern;
mod target;

use std::time::Duration;

use lines::{Key, lines};
use pattern::Pattern;

/// What is read of a file; the rest is ignored, as RFC 9309 §2.5 allows.
pub const MAX_BYTES: usize = 500 << 10;

/// A parsed robots.txt.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    groups: Vec<Group>,
}

/// What a robots.txt says to one agent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    rules: Vec<Rule>,
    crawl_delay_secs: Option<f64>,
}

/// Rules with the agents they are for.
#[derive(Clone, Debug, Default, PartialEq)]
struct Group {
    agents: Vec<Agent>,
    rules: Vec<Rule>,
}

/// An agent line: a product name, or `*` as `None`, with the delay that a later line of its group asks for.
#[derive(Clone, Debug, PartialEq)]
struct Agent {
    name: Option<String>,
    crawl_delay_secs: Option<f64>,
}

#[derive(Clone, Debug, PartialEq)]
struct Rule {
    allow: bool,
    pattern: Pattern,
}

impl Robots {
    /// Parses up to 500 KB. An HTML page in place of the file says nothing.
    pub fn parse(body: &[u8]) -> Self {
        let body = body.get(..MAX_BYTES).unwrap_or(body);
        let mut groups: Vec<Group> = Vec::new();
        if body.trim_ascii_start().starts_with(b"<") {
            return Self { groups };
        }
        for (key, value) in lines(body) {
            let open = groups.last_mut();
            match (key, open) {
                (Key::UserAgent, Some(group)) if group.rules.is_empty() => group.agents.push(Agent::parse(value)),
                (Key::UserAgent, _) => {
                    groups.push(Group { agents: vec![Agent::parse(value)], rules: Vec::new() });
                }
                // Rules before the first agent line are for nobody.
                (_, None) => {}
                (Key::Allow, Some(group)) => group.rules.push(Rule { allow: true, pattern: Pattern::parse(value) }),
                (Key::Disallow, Some(group)) => group.rules.push(Rule { allow: false, pattern: Pattern::parse(value) }),
                (Key::CrawlDelay, Some(group)) => group.delay(value),
            }
        }
        Self { groups }
    }

    /// What the file says to an agent: the groups that name it, all together, else those for `*`.
    ///
    /// `agent` is a product name, with or without version: `Yuqing`, `Yuqing/1.0`.
    pub fn rules(&self, agent: &str) -> Rules {
        let name = product_name(agent);
        let named = |agent: &&Agent| {
            !name.is_empty() && agent.name.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name))
        };
        let own = Rules::gather(&self.groups, named);
        own.or_else(|| Rules::gather(&self.groups, |agent| agent.name.is_none())).unwrap_or_default()
    }

    /// Whether `agent` may fetch `url`: a URL, or a path with its query.
    pub fn allows(&self, agent: &str, url: &str) -> bool {
        self.rules(agent).allows(url)
    }

    /// The pace asked of `agent`, in seconds.
    pub fn crawl_delay_secs(&self, agent: &str) -> Option<f64> {
        self.rules(agent).crawl_delay_secs
    }
}

impl Rules {
    /// The rules of all groups for which an agent line fits; `None` when there is no such line.
    fn gather(groups: &[Group], fits: impl Fn(&&Agent) -> bool) -> Option<Self> {
        let mut found: Option<Self> = None;
        for group in groups {
            let Some(agent) = group.agents.iter().find(&fits) else { continue };
            let rules = found.get_or_insert_with(Self::default);
            // An empty rule matches everything and says nothing.
            rules.rules.extend(group.rules.iter().filter(|rule| !rule.pattern.is_empty()).cloned());
            rules.crawl_delay_secs = larger(rules.crawl_delay_secs, agent.crawl_delay_secs);
        }
        found
    }

    /// Whether `url` may be fetched: the longest rule that fits decides, `Allow` among equals.
    pub fn allows(&self, url: &str) -> bool {
        if self.rules.is_empty() {
            return true;
        }
        let path = target::path(url);
        let longest = |allow: bool| {
            let lengths = self.rules.iter().filter(|rule| rule.allow == allow).filter_map(|rule| rule.fit(&path));
            lengths.max().unwrap_or(0)
        };
        longest(false) <= longest(true)
    }

    /// The pace asked for.
    pub fn crawl_delay(&self) -> Option<Duration> {
        self.crawl_delay_secs.and_then(|secs| Duration::try_from_secs_f64(secs).ok())
    }
}

impl Rule {
    /// How specific the rule is where it fits, in bytes of its pattern.
    fn fit(&self, path: &str) -> Option<usize> {
        let fits = self.pattern.fits(path).then(|| self.pattern.len());
        // `Allow: /dir/index.html` is meant for the directory too.
        fits.or_else(|| if self.allow { self.pattern.as_index_page()?.fit_len(path) } else { None })
    }
}

impl Group {
    /// Notes a delay for the agents named so far in this group.
    fn delay(&mut self, value: &[u8]) {
        let secs = std::str::from_utf8(value).ok().and_then(|text| text.parse::<f64>().ok());
        let Some(secs) = secs.filter(|secs| secs.is_finite() && *secs >= 0.0) else { return };
        for agent in &mut self.agents {
            agent.crawl_delay_secs = larger(agent.crawl_delay_secs, Some(secs));
        }
    }
}

impl Agent {
    /// `*`, alone or before a space, is everyone; a name ends where its letters, `-` and `_` end.
    fn parse(value: &[u8]) -> Self {
        let everyone = matches!(value, [b'*']) || matches!(value, [b'*', next, ..] if next.is_ascii_whitespace());
        let name = value.iter().take_while(|byte| is_name_byte(**byte)).map(|byte| char::from(*byte)).collect();
        Self { name: (!everyone).then_some(name), crawl_delay_secs: None }
    }
}

/// The product name of an agent: before the version, and before what no robots.txt can name. A name with a space
/// in it is none, and fits no line.
fn product_name(agent: &str) -> &str {
    let name = agent.split('/').next().unwrap_or_default();
    match name.find(|c: char| !c.is_ascii() || !is_name_byte(c as u8)) {
        Some(end) if !name.contains(char::is_whitespace) => name.get(..end).unwrap_or(name),
        _ => name,
    }
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_')
}

fn larger(left: Option<f64>, right: Option<f64>) -> Option<f64> {
    match (left, right) {
        (Some(left), Some(right)) => Some(left.max(right)),
        (left, right) => left.or(right),
    }
}
