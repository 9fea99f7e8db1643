//! What is written in the sample town, and what is yet to come. Deterministic for a seed and a start time.

use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, TimeDelta, Utc};

use super::words::{ARTICLES, HANDLES, Matter, OPENINGS, REPLIES};

/// Threads on one list page of the forum.
pub const THREADS_PER_PAGE: usize = 10;
/// Floors on one thread page of the forum.
pub const FLOORS_PER_PAGE: usize = 10;

/// The town: shared between its sites and whoever lets it publish.
#[derive(Clone)]
pub struct Town(Arc<Mutex<State>>);

/// Everything written so far.
#[derive(Default)]
pub struct State {
    /// The forum's threads, oldest first.
    pub threads: Vec<Thread>,
    /// The news site's articles, oldest first.
    pub news: Vec<Article>,
    /// The official accounts' articles, oldest first.
    pub wechat: Vec<Article>,
    next_pid: u32,
    turn: usize,
}

/// A thread of the forum.
pub struct Thread {
    /// Its number.
    pub tid: u32,
    /// Its title.
    pub title: String,
    /// Its floors, the first is the opening.
    pub floors: Vec<Floor>,
}

/// A floor of a thread.
pub struct Floor {
    /// Its number, unique on the forum.
    pub pid: u32,
    /// The handle of its author.
    pub author: &'static str,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// Its words.
    pub text: String,
    /// What it is about.
    pub matter: Matter,
}

/// An article of the news site or of an official account.
pub struct Article {
    /// Its number.
    pub id: u32,
    /// Its title.
    pub title: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// When it was published.
    pub at: DateTime<Utc>,
    /// What it is about.
    pub matter: Matter,
}

/// A post as a test expects to find it: the key the engine gives it, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// `p:446`, an article's number.
    pub key: String,
    /// What it is about.
    pub matter: Matter,
}

impl Town {
    /// A town with some days of history: two list pages of threads, a thread of several pages, articles.
    pub fn with_history(now: DateTime<Utc>) -> Self {
        let town = Self(Arc::new(Mutex::new(State { next_pid: 400, ..State::default() })));
        {
            let mut state = town.state();
            let begin = now - TimeDelta::hours(60);
            for n in 0..14 {
                state.open_thread(begin + TimeDelta::minutes(n * 245));
            }
            for n in 0..26 {
                state.reply(2, begin + TimeDelta::minutes(300 + n * 95));
            }
            for n in 0..4 {
                state.news_article(begin + TimeDelta::minutes(n * 800));
                state.wechat_article(begin + TimeDelta::minutes(200 + n * 700));
            }
        }
        town
    }

    /// Lets the town write `count` more posts at `now`, over all its sites in turn.
    pub fn publish(&self, count: usize, now: DateTime<Utc>) {
        let mut state = self.state();
        for _ in 0..count {
            state.publish_one(now);
        }
    }

    /// Everything written so far.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Every floor and article written so far, by the key its engine gives it: forum, news, wechat.
    pub fn written(&self) -> [Vec<Written>; 3] {
        let state = self.state();
        let floors = state.threads.iter().flat_map(|thread| &thread.floors);
        let articles = |list: &[Article]| {
            list.iter().map(|a| Written { key: a.id.to_string(), matter: a.matter }).collect::<Vec<_>>()
        };
        [
            floors.map(|f| Written { key: format!("p:{}", f.pid), matter: f.matter }).collect(),
            articles(&state.news),
            articles(&state.wechat),
        ]
    }
}

impl State {
    /// Threads as a list shows them: by last reply, newest first.
    pub fn by_last_reply(&self) -> Vec<&Thread> {
        let mut threads: Vec<&Thread> = self.threads.iter().collect();
        threads.sort_by_key(|t| std::cmp::Reverse((t.last_at(), t.tid)));
        threads
    }

    fn publish_one(&mut self, now: DateTime<Utc>) {
        self.turn += 1;
        match self.turn % 6 {
            1 => self.open_thread(now),
            3 => self.news_article(now),
            5 => self.wechat_article(now),
            _ => {
                let index = (self.turn * 7) % self.threads.len().max(1);
                self.reply(index, now);
            }
        }
    }

    fn open_thread(&mut self, at: DateTime<Utc>) {
        let n = self.threads.len();
        let opening = &OPENINGS[n % OPENINGS.len()];
        let round = n / OPENINGS.len();
        let floor = self.floor(at, opening.text.to_string(), opening.matter);
        self.threads.push(Thread { tid: 60 + n as u32, title: numbered(opening.title, round), floors: vec![floor] });
    }

    fn reply(&mut self, index: usize, at: DateTime<Utc>) {
        let n = self.next_pid as usize;
        let (matter, text) = REPLIES[n % REPLIES.len()];
        let floor = self.floor(at, numbered(text, n / REPLIES.len()), matter);
        if let Some(thread) = self.threads.get_mut(index) {
            thread.floors.push(floor);
        }
    }

    fn floor(&mut self, at: DateTime<Utc>, text: String, matter: Matter) -> Floor {
        self.next_pid += 1;
        Floor { pid: self.next_pid, author: HANDLES[self.next_pid as usize % HANDLES.len()], at, text, matter }
    }

    fn news_article(&mut self, at: DateTime<Utc>) {
        let article = article(self.news.len(), 0, at);
        self.news.push(article);
    }

    fn wechat_article(&mut self, at: DateTime<Utc>) {
        let article = article(self.wechat.len(), 3, at);
        self.wechat.push(article);
    }
}

impl Thread {
    /// When it was last replied to.
    pub fn last_at(&self) -> DateTime<Utc> {
        self.floors.last().map(|f| f.at).unwrap_or_default()
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.floors.len().div_ceil(FLOORS_PER_PAGE).max(1)
    }
}

fn article(n: usize, shift: usize, at: DateTime<Utc>) -> Article {
    let (matter, title, paragraphs) = ARTICLES[(n + shift) % ARTICLES.len()];
    let round = n / ARTICLES.len();
    Article {
        id: 1001 + n as u32,
        title: numbered(title, round),
        paragraphs: paragraphs.iter().map(|p| (*p).to_string()).collect(),
        at,
        matter,
    }
}

/// A sentence that was used before gets a number, so that no two posts are the same.
fn numbered(text: &str, round: usize) -> String {
    if round == 0 { text.to_string() } else { format!("{text}（{}）", round + 1) }
}
