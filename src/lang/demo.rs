//! What the demo says.

super::catalogue! {
    /// The headline of the demo.
    title() { "示例小城“临溪”：真正的守护进程，虚构的论坛、新闻、公众号和邮箱，都在本机。", "The sample town of Linxi: the real daemon over an invented forum, news site, feed and mailbox, all on this machine." }
    /// Where a thing is.
    place_folder() { "文件夹", "folder" }
    /// The sources file.
    place_sources() { "监测源", "sources" }
    /// The settings.
    place_settings() { "设置", "settings" }
    /// The database.
    place_database() { "数据库", "database" }
    /// The mails.
    place_mail() { "邮件", "mail" }
    /// The pages of the town.
    place_sites() { "小城网站", "the town's sites" }
    /// What happens next, live.
    watching() { "小城每隔几秒有人发帖；预警和邮件出现时显示在下面。按 Ctrl-C 结束。", "Someone posts every few seconds; alerts and mails appear below. Ctrl-C ends it." }
    /// A command to try.
    try_status(config) { "另开一个终端可以看：yuqing status --config {config}", "In another terminal: yuqing status --config {config}" }
    /// Progress: visiting.
    visiting(round) { "第 {round} 轮：访问全部监测源", "round {round}: visiting every source" }
    /// Progress: publishing.
    publishing() { "小城里又有人发帖", "the town publishes more" }
    /// Progress: mailing.
    mailing() { "发送预警和日报", "sending alerts and the digest" }
    /// Table head.
    column_source() { "监测源", "source" }
    /// Table head.
    column_verdict() { "结论", "verdict" }
    /// Table head.
    column_posts() { "帖子", "posts" }
    /// Table head.
    column_mentions() { "命中", "mentions" }
    /// Table head.
    column_alerts() { "预警", "alerts" }
    /// The last row.
    total() { "合计", "total" }
    /// What was mailed.
    mailed(count) { "已发出邮件 {count} 封，最后一封是日报。", "{count} mails were sent; the last is the digest." }
    /// The end.
    stopped() { "已停止，文件都还在。", "Stopped; the files are still there." }
    /// An alert, live.
    alert(level, source, title) { "预警·{level}  {source}  {title}", "alert {level}  {source}  {title}" }
    /// A mail, live.
    mail(file, subject) { "邮件  {file}  {subject}", "mail  {file}  {subject}" }
    /// A folder that is not the demo's.
    foreign_folder(folder) { "{folder} 里有别的文件，不像是示例用的；请换一个空文件夹", "{folder} holds other files and is not the demo's; choose an empty folder" }
}
