//! What commands say while they work: digest, mail-test, backup, restore.

super::catalogue! {
    /// The preview was written.
    preview_written(file) { "预览已写入 {file}", "The preview is in {file}" }
    /// An unknown kind of file.
    preview_kind(file) { "不知道 {file} 要什么格式：请用 .html、.eml 或 .txt", "cannot tell what {file} should be: use .html, .eml or .txt" }
    /// One of two is needed.
    digest_what() { "请指定 --preview 或 --send", "say --preview or --send" }
    /// Mail is off.
    mail_is_off() { "邮件未启用：请在 yuqing.toml 的 [mail] 中设置 enabled = true", "mail is off: set enabled = true under [mail] in yuqing.toml" }
    /// The issue went.
    issue_sent(issue) { "第 {issue} 期已送达邮件服务器。", "Issue {issue} was accepted by the mail server." }
    /// The daemon was asked.
    issue_asked(issue) { "守护进程已截稿第 {issue} 期，正在发送；用 yuqing status 查看。", "The daemon closed issue {issue} and is sending it; see yuqing status." }
    /// The daemon did not answer.
    daemon_silent() { "守护进程正在运行，但没有响应；请查看它的日志。", "The daemon runs, but did not answer; see its log." }
    /// The issue did not go.
    issue_waits(issue, error) { "第 {issue} 期已截稿，但尚未送达：{error}。守护进程会继续重试。", "Issue {issue} is closed, but not accepted yet: {error}. The daemon keeps trying." }
    /// Before sending.
    test_sending(to, server) { "正在通过 {server} 发送测试邮件给 {to} ……", "Sending a test mail to {to} through {server} …" }
    /// It went.
    test_accepted(response) { "邮件服务器已接收：{response}\n请到收件箱确认；若没有，请看垃圾箱。", "The server accepted it: {response}\nLook into the inbox, and into the spam folder if it is not there." }
    /// Not now.
    test_deferred(error) { "暂时没有发出：{error}\n多半稍后可以；守护进程会自动重试。", "Not sent for now: {error}\nIt will probably work later; the daemon tries again by itself." }
    /// Never.
    test_refused(error) { "服务器拒绝：{error}\n请检查 [mail] 的账号、授权码和发件地址。", "The server refused: {error}\nCheck the account, its password or code, and the from address under [mail]." }
    /// Perhaps.
    test_unknown(error) { "结果不明：{error}\n邮件可能已到，请到收件箱确认。", "Unknown: {error}\nPerhaps it arrived; look into the inbox." }
    /// The copy is whole.
    backup_done(file, megabytes) { "备份完成并已校验：{file}（{megabytes} MB）", "The copy is whole and checked: {file} ({megabytes} MB)" }
    /// The backup is in place.
    restore_done(file) { "已恢复：{file}", "Restored: {file}" }
    /// Where the old one is.
    restore_kept(file) { "原数据库另存为 {file}", "The old database is kept as {file}" }
}
