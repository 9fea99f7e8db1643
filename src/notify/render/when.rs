//! Times as people read them, in the office's zone.

use chrono::{DateTime, Datelike, Utc, Weekday};
use chrono_tz::Tz;

use super::Office;
use crate::lang::{Lang, mail as words};

impl Office {
    fn local(&self, at: DateTime<Utc>) -> DateTime<Tz> {
        at.with_timezone(&self.zone)
    }

    /// `11-22 21:47`; with the year where it is another one than now.
    pub(super) fn moment(&self, at: DateTime<Utc>) -> String {
        let (at, now) = (self.local(at), self.local(self.now));
        at.format(if at.year() == now.year() { "%m-%d %H:%M" } else { "%Y-%m-%d %H:%M" }).to_string()
    }

    /// `11-22`; with the year where it is another one than now.
    pub(super) fn day(&self, at: DateTime<Utc>) -> String {
        let (at, now) = (self.local(at), self.local(self.now));
        at.format(if at.year() == now.year() { "%m-%d" } else { "%Y-%m-%d" }).to_string()
    }

    /// A moment, shortened to `21:53` on the day of `beside`.
    pub(super) fn moment_beside(&self, at: DateTime<Utc>, beside: DateTime<Utc>) -> String {
        if self.local(at).date_naive() == self.local(beside).date_naive() {
            return self.local(at).format("%H:%M").to_string();
        }
        self.moment(at)
    }

    /// `02:00–07:30`, or both days where they differ.
    pub(super) fn stretch(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> String {
        if self.local(from).date_naive() == self.local(to).date_naive() {
            return format!("{}–{}", self.local(from).format("%H:%M"), self.local(to).format("%H:%M"));
        }
        words::from_to(self.lang, self.moment(from), self.moment(to))
    }

    /// `2026 年 11 月 23 日 星期一`.
    pub(super) fn date(&self, at: DateTime<Utc>) -> String {
        let at = self.local(at);
        let weekday = weekday(self.lang, at.weekday());
        match self.lang {
            Lang::Zh => format!("{} 年 {} 月 {} 日 {weekday}", at.year(), at.month(), at.day()),
            Lang::En => format!("{weekday}, {}", at.format("%-d %B %Y")),
        }
    }
}

fn weekday(lang: Lang, day: Weekday) -> &'static str {
    let (zh, en) = match day {
        Weekday::Mon => ("星期一", "Monday"),
        Weekday::Tue => ("星期二", "Tuesday"),
        Weekday::Wed => ("星期三", "Wednesday"),
        Weekday::Thu => ("星期四", "Thursday"),
        Weekday::Fri => ("星期五", "Friday"),
        Weekday::Sat => ("星期六", "Saturday"),
        Weekday::Sun => ("星期日", "Sunday"),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
