//! The configuration a newcomer would have written for the sample town.

use std::path::Path;

use super::forum::BOARD;
use super::mailbox::Mailbox;
use super::serve::Sites;

/// How the town is visited.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Seconds between two visits to a source.
    pub every_secs: u64,
    /// Milliseconds between two requests to one site.
    pub host_interval_ms: u64,
    /// Milliseconds between two mails.
    pub mail_interval_ms: u64,
    /// Alert mails an hour before they are folded into one.
    pub max_instant_per_hour: u32,
}

/// Writes `sources.toml` and `config/` into `dir`. Existing files are replaced: the ports are new at every start.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(dir: &Path, sites: &Sites, mailbox: &Mailbox, pace: Pace) -> std::io::Result<()> {
    let config = dir.join("config");
    std::fs::create_dir_all(&config)?;
    std::fs::write(dir.join("sources.toml"), sources(sites, pace))?;
    std::fs::write(config.join("watches.toml"), WATCHES)?;
    std::fs::write(config.join("yuqing.toml"), options(sites, mailbox, pace))
}

fn sources(sites: &Sites, pace: Pace) -> String {
    let every = pace.every_secs;
    format!(
        r#"# 示例小城的三个监测源。这是一份普通的 sources.toml，可以照着改。

[[source]]
id = "linxi-bbs"
name = "临溪论坛"
engine = "discuz"
url = "http://{forum}/forum-{BOARD}-1.html"
every = "{every}s"
priority = "key"
locality = "临溪"
weight = 5
max_pages = 60
allow_private = true            # 示例站点在本机；真实站点不要打开
tags = ["forum"]

[[source]]
id = "linxi-news"
name = "临溪新闻网"
engine = "page"
url = "http://{news}/"
every = "{every}s"
locality = "临溪"
max_pages = 60
allow_private = true
tags = ["news"]
[source.select]
item = "ul.news li"
title = "a"
link = "a@href"
time = "span.date"
body = "div.article-content"

[[source]]
id = "linxi-wechat"
name = "公众号镜像"
engine = "feed"
url = "http://{wechat}/feed.xml"
every = "{every}s"
locality = "临溪"
allow_private = true
tags = ["wechat"]
"#,
        forum = sites.forum,
        news = sites.news,
        wechat = sites.wechat,
    )
}

/// The watches of the sample town.
pub const WATCHES: &str = r#"# 监测谁，监测什么。

[[entity]]
id = "hospital"
kind = "organisation"
name = "临溪县第二人民医院"
aliases = [
  "临溪二院",
  { text = "县第二人民医院", prior = 0.5, needs_any = ["临溪"], blocked_by = ["江北县第二人民医院"] },
  { text = "二院", prior = 0.3, needs_any = ["临溪"], blocked_by = ["江北二院", "邻县二院", "二院线"] },
]

[[watch]]
id = "dispute"
name = "医疗纠纷"
query = 'entity:hospital AND (误诊 OR 医疗事故 OR 抢救无效 OR 延误治疗 OR 封存病历)'
notify = "instant"
must_hit = ["临溪二院误诊"]
must_not_hit = ["江北县第二人民医院误诊"]

[[watch]]
id = "service"
name = "收费与态度"
query = 'entity:hospital AND (乱收费 OR 重复收费 OR 态度恶劣 OR 服务态度 OR 投诉) NOT 招聘'
notify = "instant"
must_hit = ["临溪二院乱收费"]

[[watch]]
id = "any"
name = "涉及我院"
entities = ["hospital"]
notify = "digest"
"#;

fn options(sites: &Sites, mailbox: &Mailbox, pace: Pace) -> String {
    format!(
        r#"# 示例小城的设置；没有写的都是默认值，见随程序提供的 config/yuqing.toml。

[files]
sources = "../sources.toml"
watches = "watches.toml"

[organisation]
name = "临溪县第二人民医院"
short_name = "临溪二院"
id = "linxi-2"

[database]
file = "../yuqing.db"

[fetch]
contact = "https://yuqing.invalid/demo"
own_hosts = ["{forum}", "{news}", "{wechat}"]
own_host_interval_ms = {interval}

[schedule]
jitter_secs = 0

[mail]
enabled = true
host = "127.0.0.1"
port = {port}
tls = "none"                    # 示例邮箱在本机；真实邮箱用 implicit 或 starttls-required
from = "舆情监测 <yuqing@linxi.example>"
to = ["duty@linxi.example"]
interval_ms = {mail_interval}
max_instant_per_hour = {cap}

[web]
listen = "127.0.0.1:0"
"#,
        forum = sites.forum,
        news = sites.news,
        wechat = sites.wechat,
        interval = pace.host_interval_ms,
        port = mailbox.address.port(),
        mail_interval = pace.mail_interval_ms,
        cap = pace.max_instant_per_hour,
    )
}
