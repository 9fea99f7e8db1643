//! What `yuqing status` and `yuqing search` print.

super::catalogue! {
    /// Column: the source.
    source() { "来源", "Source" }
    /// Column: how the last visit ended.
    verdict() { "结果", "Verdict" }
    /// Column: the last visit.
    last() { "上次访问", "Last visit" }
    /// Column: the next visit.
    next() { "下次访问", "Next visit" }
    /// Column: the newest post.
    newest() { "最新帖子", "Newest post" }
    /// Column: posts kept.
    posts() { "帖子", "Posts" }
    /// Nothing known.
    none() { "—", "—" }
    /// Not visited yet.
    never() { "尚未访问", "not yet" }
    /// No longer visited.
    no_sources() { "没有启用的来源。请编辑 sources.toml：填好 url，把 enabled 改为 true。", "No source is enabled. Edit sources.toml: set a url, and enabled = true." }
    /// Nothing is visited.
    daemon_idle(since) {
        "自 {since} 起所有来源到点都没有访问：守护进程似乎没有运行（systemctl status yuqing）。",
        "Since {since} every source is overdue: the daemon does not seem to run (systemctl status yuqing).",
    }
    /// Over the troubles.
    troubles() { "需要留意：", "To look after:" }
    /// One trouble.
    trouble(name, since, sentence) { "{name}（自 {since}）：{sentence}", "{name} (since {since}): {sentence}" }
    /// The mail line, when mail is on.
    mail(pending, failed, digest) { "邮件：待发 {pending} 封，失败 {failed} 封；最近一期日报送达 {digest}", "Mail: {pending} waiting, {failed} failed; last digest accepted {digest}" }
    /// Since when the oldest mail waits.
    mail_waits(since) { "最早一封自 {since} 起等待", "the oldest waits since {since}" }
    /// What the server said last.
    mail_error(error) { "服务器最近的答复：{error}", "the server said last: {error}" }
    /// The mail line, when mail is off.
    mail_off() { "邮件：未启用（[mail] enabled = false）", "Mail: off ([mail] enabled = false)" }
    /// Totals.
    totals(posts, mentions, alerts) { "库中：帖子 {posts} 条，提及 {mentions} 处，预警 {alerts} 条", "Kept: {posts} posts, {mentions} mentions, {alerts} alerts" }
    /// Nothing found.
    nothing_found(words) { "没有找到“{words}”。", "Nothing found for `{words}`." }
    /// How many were found.
    found(count) { "共 {count} 条，新的在前", "{count} found, newest first" }
}
