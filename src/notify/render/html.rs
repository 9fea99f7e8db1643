//! A sheet as HTML: one table, 640 px at most, every style on its cell, nothing that mail programs drop.

use askama::Template;

use super::sheet::{Block, Item, Mark, Row, Sheet, Tone};
use crate::lang::Lang;
use crate::notify::NotifyError;

/// The faces every cell names, for mail programs inherit none.
const FONT: &str = "font-family:'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',SimSun,sans-serif;";

/// The page of a mail.
#[derive(Template)]
#[template(path = "sheet.html")]
struct Page<'a> {
    sheet: &'a Sheet,
    subject: &'a str,
    tag: &'static str,
    font: &'static str,
}

/// The HTML part of a mail.
///
/// # Errors
/// When the template fails.
pub fn html(sheet: &Sheet, subject: &str, lang: Lang) -> Result<String, NotifyError> {
    let tag = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    Page { sheet, subject, tag, font: FONT }.render().map_err(|e| NotifyError::Layout(e.to_string()))
}

impl Mark {
    /// The style of bold words; nothing for plain ones.
    fn style(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "color:#17202a;",
            Self::Bad => "color:#a5201c;",
            Self::Warn => "color:#7a4a00;",
            Self::Hit => "background-color:#ffedb3;color:#2b2100;",
        }
    }
}

impl Tone {
    /// Ground of a band or a block.
    fn ground(self) -> &'static str {
        match self {
            Self::Plain => "#0b5c63",
            Self::Warn => "#7a4a00",
            Self::Bad | Self::Level(4..) => "#b91c26",
            Self::Level(3) => "#f08423",
            Self::Level(2) => "#f3c73c",
            Self::Level(1) => "#2161b5",
            Self::Level(0) => "#dde2e6",
        }
    }

    /// Ink on that ground.
    fn ink(self) -> &'static str {
        match self {
            Self::Level(3) => "#2a1500",
            Self::Level(2) => "#2b2100",
            Self::Level(0) => "#17202a",
            _ => "#ffffff",
        }
    }

    /// Quieter ink on that ground.
    fn quiet_ink(self) -> &'static str {
        match self {
            Self::Plain => "#d5e8e9",
            _ => self.ink(),
        }
    }

    /// Ground of a table row.
    fn tint(self) -> &'static str {
        match self {
            Self::Bad => "#fbecea",
            Self::Warn => "#fff4de",
            _ => "#ffffff",
        }
    }

    /// The bar of a table row.
    fn bar(self) -> &'static str {
        match self {
            Self::Bad => "#a5201c",
            Self::Warn => "#b57b16",
            _ => "#559fa5",
        }
    }
}

/// The width of a bar in pixels.
const BAR_PX: u32 = 72;

impl Row {
    /// The two widths of the bar in pixels: filled and empty.
    fn bar_px(&self) -> Option<(u32, u32)> {
        let filled = BAR_PX * u32::from(self.bar?.min(100)) / 100;
        Some((filled, BAR_PX - filled))
    }
}

impl Item {
    /// The tone of its badge.
    fn tone(&self) -> Tone {
        Tone::Level(self.level)
    }
}
