//! The command line: help, usage errors, what commands print.

use super::Lang;

/// Help by the path of a command or an argument: Chinese, English. A bare name serves wherever no path is given.
const HELP: &[(&str, &str, &str)] = &[
    (
        "run",
        "运行守护进程：按计划访问来源、匹配、预警、发信",
        "Run the daemon: visit sources on schedule, match, alert, mail",
    ),
    (
        "demo",
        "在本机演示：一个虚构的小镇，真实的流程",
        "Show it all on this machine: an invented town, the real daemon",
    ),
    ("demo.once", "跑两轮，发一期日报，打印一张表，然后退出", "Two rounds, one digest, one table, and out"),
    ("demo.dir", "演示文件所在的文件夹", "The folder for the demo's files"),
    ("check", "检查全部配置，一次列出所有问题", "Check the whole configuration and list every problem at once"),
    (
        "status",
        "各来源上次与下次访问、结果、最新帖子、出错原因；发信情况",
        "Per source: last and next visit, verdict, newest post, error; and the mail",
    ),
    (
        "status.health",
        "只问正在运行的服务是否正常（容器的健康检查用）",
        "Only ask the running daemon whether all is well (for container health checks)",
    ),
    ("digest", "日报：预览或立即发出一期", "The digest: preview it, or send an issue now"),
    (
        "digest.preview",
        "写入文件（.html、.eml 或 .txt）；不给文件名则打印文本",
        "Write to a file (.html, .eml or .txt); print as text when none is named",
    ),
    ("digest.send", "立即截稿并发出一期（编入期号）", "Close and send an issue now (it gets a number)"),
    (
        "mail-test",
        "通过真实邮件服务器发一封测试邮件，并说明服务器的答复",
        "Send one mail through the real server and say what it answered",
    ),
    ("mail-test.to", "收件人（默认用配置中的收件人）", "The recipient (default: those configured)"),
    ("backup", "备份数据库；守护进程运行时也可以", "Copy the database, beside a running daemon too"),
    ("backup.file", "备份写到哪里", "Where the copy goes"),
    (
        "restore",
        "用备份替换数据库；旧库另存，守护进程须先停止",
        "Put a backup in place; the old database is kept aside, the daemon must be stopped",
    ),
    ("restore.file", "备份文件", "The backup"),
    (
        "install",
        "安装到本机：程序、systemd 单元、用户、示例配置",
        "Install on this machine: binary, systemd unit, user, sample files",
    ),
    ("install.root", "装到这个文件夹下面（默认是 /）", "Install below this folder (default: /)"),
    ("install.dry_run", "只说明会做什么，不改动", "Say what would be done, change nothing"),
    ("try", "单独试一个环节，供调试来源和监测规则", "Try one stage alone, to tune a source or a watch"),
    ("try.decode", "字节转文字：识别编码", "Bytes into text: which encoding"),
    ("try.decode.content_type", "随字节一起收到的 Content-Type", "The Content-Type the bytes came with"),
    ("try.feed", "读取一个订阅源文件", "Read a feed"),
    ("try.page", "用引擎读取一个保存下来的网页", "Read a saved page with an engine"),
    ("try.page.engine", "引擎名，见 yuqing engines", "The engine; see yuqing engines"),
    ("try.article", "提取网页正文", "Take the article out of a page"),
    ("try.time", "每行一个时间写法", "Time texts, one a line"),
    ("try.url", "每行一个网址，输出规范写法", "Addresses, one a line, in their one spelling"),
    ("try.robots", "每行一个网址或路径，是否允许访问", "Addresses or paths, one a line: allowed or not"),
    ("try.robots.robots", "robots.txt 文件", "The robots.txt"),
    ("try.robots.agent", "访问者名称", "The agent's name"),
    ("try.text", "每行一段文字，输出匹配所用的规范化文本", "Texts, one a line, as they are matched"),
    (
        "try.match",
        "每行一个 JSON（id、source、title、text），输出命中",
        "JSON lines (id, source, title, text): what is found",
    ),
    ("try.match.watches", "另用一份 watches.toml", "Another watches.toml"),
    ("try.stories", "每行一个 JSON，归并同一事件", "JSON lines: which belong to one event"),
    ("engines", "列出可用的引擎", "List the engines"),
    ("search", "在库中搜索，一两个字也能搜", "Search in what is kept; one and two characters work too"),
    ("search.words", "要找的词", "The words"),
    ("search.limit", "最多几条", "At most so many"),
    ("help", "显示帮助", "Show help"),
    ("help.topic", "要看哪个命令的帮助", "The command"),
    ("version", "显示版本", "Show the version"),
    (
        "config",
        "配置文件（默认：$YUQING_CONFIG、./config/yuqing.toml、/etc/yuqing/yuqing.toml）",
        "The configuration (default: $YUQING_CONFIG, ./config/yuqing.toml, /etc/yuqing/yuqing.toml)",
    ),
    (
        "lang",
        "帮助和提示的语言（默认 zh；也可设 YUQING_LANG=en）",
        "The language of help and messages (default zh; or YUQING_LANG=en)",
    ),
    ("json", "输出 JSON，供程序读取", "Print JSON, for machines"),
    (
        "source",
        "借用 sources.toml 中某个来源的引擎、时区和选择器",
        "Use the engine, zone and selectors of a source in sources.toml",
    ),
    ("url", "网页的网址", "Where the page was read"),
    ("now", "以此时间为“现在”（RFC 3339）", "The present, for relative times (RFC 3339)"),
    ("headers", "保存下来的响应头（状态行加各头部）", "A dump of status line and headers"),
    ("role", "按列表、主题还是文章来读", "Read it as a list, a thread or an article"),
    ("heading.usage", "用法:", "Usage:"),
    ("heading.commands", "命令", "Commands"),
    ("heading.command", "命令", "COMMAND"),
    ("heading.options", "选项", "Options"),
    ("heading.arguments", "参数", "Arguments"),
    ("files", "文件，可以多个", "The files"),
];

/// The exit codes, from 0.
const EXITS: [(&str, &str); 7] = [
    ("一切正常", "as asked"),
    ("运行完毕，但发现问题（如 check 不通过）", "it ran, and found problems (such as a failed check)"),
    ("命令行写错", "the command line is wrong"),
    ("配置无法载入", "the configuration cannot be loaded"),
    ("数据库：被占用、损坏、磁盘满、不存在", "the database: in use, damaged, full, not there"),
    ("网络或邮件服务器出错", "the network or the mail server"),
    ("系统：文件读写失败、端口被占用等", "the system: a file cannot be read or written, a port is in use"),
];

fn of(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The help of a command or an argument by its path; `None` if the catalogue has none.
pub fn text(lang: Lang, key: &str) -> Option<&'static str> {
    HELP.iter().find(|(name, ..)| *name == key).map(|(_, zh, en)| of(lang, zh, en))
}

/// What an exit code means.
pub fn exit(lang: Lang, index: usize) -> &'static str {
    EXITS.get(index).map_or("", |(zh, en)| of(lang, zh, en))
}

super::catalogue! {
    /// The one line under the name.
    about() { "舆情监测：尽早发现网上关于本单位的言论", "Early warning of what is written in public about one organisation" }
    /// Below the options.
    after_help() { "先看演示：yuqing demo　　某个命令的帮助：yuqing help 命令", "To begin: yuqing demo    Help on a command: yuqing help COMMAND" }
    /// Over the exit codes.
    exit_heading() { "退出码:", "Exit codes:" }
    /// No such option.
    unknown_argument(argument) { "不认识的参数：{argument}。", "unknown argument: {argument}." }
    /// No such command.
    unknown_command(command) { "没有这个命令：{command}。", "no such command: {command}." }
    /// Something is missing.
    missing_argument(argument) { "缺少参数：{argument}。", "missing: {argument}." }
    /// A command is missing.
    missing_command() { "缺少子命令。", "a command is missing." }
    /// Two that do not go together.
    conflicting(one, other) { "{one} 与 {other} 不能同时使用。", "{one} and {other} do not go together." }
    /// A value that cannot be.
    invalid_value(argument, value) { "{argument} 的值“{value}”不对。", "{argument} cannot be `{value}`." }
    /// A guess.
    did_you_mean(guess) { "是否要用“{guess}”？", " Did you mean `{guess}`?" }
    /// Where help is.
    see_help() { "用 --help 查看用法。", "See --help." }
    /// Before an error.
    error(what) { "出错：{what}", "error: {what}" }
    /// A file that cannot be read.
    cannot_read(file, why) { "无法读取 {file}：{why}", "cannot read {file}: {why}" }
    /// A file that cannot be written.
    cannot_write(file, why) { "无法写入 {file}：{why}", "cannot write {file}: {why}" }
    /// A time that is none.
    bad_time(text) { "“{text}”不是 RFC 3339 时间，例如 2026-11-23T09:30:00+08:00", "`{text}` is no RFC 3339 time such as 2026-11-23T09:30:00+08:00" }
    /// An address that is none.
    bad_url(text) { "“{text}”不是完整的网址，例如 https://bbs.example.org/", "`{text}` is no full address such as https://bbs.example.org/" }
    /// No such source.
    no_source(id) { "sources.toml 中没有来源“{id}”", "there is no source `{id}` in sources.toml" }
    /// An engine is needed.
    engine_needed() { "请用 --engine 指定引擎（见 yuqing engines），或用 --source 指定来源", "name an engine with --engine (see yuqing engines), or a source with --source" }
    /// The configuration has faults.
    config_broken(count) { "配置有 {count} 处问题，无法载入；运行 yuqing check 查看", "the configuration has {count} problems and cannot be loaded; see yuqing check" }
}
