//! What became of a mail at its server, in words.

super::catalogue! {
    /// While the connection was made.
    at_connect() { "连接邮件服务器", "connecting to the mail server" }
    /// While the connection was secured.
    at_secure() { "建立加密连接", "securing the connection" }
    /// While logging in.
    at_auth() { "登录", "logging in" }
    /// When the sender was named.
    at_sender() { "申报发件人", "naming the sender" }
    /// When a recipient was named.
    at_recipient(address) { "申报收件人 {address}", "naming the recipient {address}" }
    /// When the content was announced.
    at_data() { "准备传送正文", "announcing the content" }
    /// While the content was sent.
    at_content() { "传送正文", "sending the content" }
    /// After the content, before the answer.
    at_answer() { "正文已发完，等候答复", "waiting for the answer to the content" }
    /// The server said something.
    said(step, code, words) { "{step}时，服务器答复 {code} {words}", "{step}: the server said {code} {words}" }
    /// The connection failed.
    failed(step, words) { "{step}时出错：{words}", "{step} failed: {words}" }
    /// The time allowed was used up.
    timed_out(step, seconds) { "{step}超时（限 {seconds} 秒）", "{step} timed out (after {seconds} s)" }
    /// The fate is unknown.
    unknown(what) {
        "{what}。邮件可能已经送达，将以同一编号重发并标明「可能重复」",
        "{what}. It may have arrived; it is sent again under the same Message-ID and marked as a possible duplicate"
    }
    /// No STARTTLS.
    no_starttls() {
        "服务器不提供 STARTTLS，没有发送（绝不改用明文）。请核对 [mail] 的 host、port 和 tls；465 端口用 tls = \"implicit\"",
        "the server offers no STARTTLS, so nothing was sent (never in the clear instead). Check host, port and tls under [mail]; port 465 wants tls = \"implicit\""
    }
    /// No usable AUTH.
    no_auth() {
        "服务器不接受密码登录（PLAIN、LOGIN 都没有）。内网中继若不需登录，请去掉 [mail] 的 username",
        "the server takes no password (neither PLAIN nor LOGIN). If the relay wants no log-in, remove username under [mail]"
    }
    /// A certificate that is not trusted.
    bad_certificate(words) {
        "服务器的证书不可信：{words}。公网服务器请安装 ca-certificates；内网服务器请在 [mail] ca_file 中写明签发机构",
        "the server's certificate is not trusted: {words}. For a public server install ca-certificates; for an intranet one name its authority in ca_file under [mail]"
    }
    /// A fault in the mail library.
    library_fault() { "邮件程序库出错，稍后重试", "a fault in the mail library; it is tried again later" }
    /// Some recipients were refused.
    left_out(list) { "；以下收件人未被接受：{list}", "; these recipients were not accepted: {list}" }
    /// 535.
    advice_code() {
        "账号或授权码不对。QQ、163 邮箱要用授权码而不是登录密码；改过密码后授权码作废，请重新生成，更新 [mail] 的密码后重启",
        "the account or its code is wrong. QQ and 163 want an authorisation code, not the password, and a changed password voids it: make a new one, put it under [mail] and restart"
    }
    /// 5.7.30.
    advice_basic_auth() {
        "该服务器已停用密码登录（Exchange、Microsoft 365）。请改用本单位的内网中继，或向邮件管理员申请可用的发信方式",
        "this server has retired password log-in (Exchange, Microsoft 365). Use a relay on your own network, or ask the mail administrator for another way"
    }
    /// 554 DT:SPM.
    advice_spam() {
        "邮件被判为垃圾邮件。请让收件人把发件人加入白名单，并勿连续发送测试邮件",
        "the mail was taken for spam. Have the recipients allow the sender, and do not send test mails in a row"
    }
    /// Too many.
    advice_frequency() {
        "发信太勤，已放慢，稍后重试",
        "too many mails; slowed down, and tried again later"
    }
    /// From is not the account.
    advice_sender() {
        "发件人必须就是登录的账号，请核对 [mail] 的 from 与 username",
        "the sender must be the account itself: check from and username under [mail]"
    }
    /// Unknown recipient.
    advice_recipient() {
        "请核对 [mail] 的 to 和 operators",
        "check to and operators under [mail]"
    }
    /// Too large.
    advice_size() { "邮件超过了服务器允许的大小", "the mail is larger than the server allows" }

    /// An address that cannot be one.
    fault_address(address) {
        "“{address}”不是邮件地址，请写成 name@host 或 名称 <name@host>（yuqing.toml 的 [mail]）",
        "“{address}” is not a mail address; write name@host or Name <name@host> (under [mail] in yuqing.toml)"
    }
    /// Nobody to write to.
    fault_no_recipient() {
        "没有收件人，请在 yuqing.toml 的 [mail] 中写明 to（系统告警另有 operators）",
        "there is no recipient: set `to` (and `operators`) under [mail] in yuqing.toml"
    }
    /// No server named.
    fault_no_host() {
        "没有邮件服务器，请在 yuqing.toml 的 [mail] 中写明 host",
        "there is no mail server: set `host` under [mail] in yuqing.toml"
    }
    /// The CA file cannot be read.
    fault_ca_file(file, why) {
        "读不了证书文件 {file}：{why}（[mail] 的 ca_file）", "cannot read the CA file {file}: {why} (`ca_file` under [mail])"
    }
    /// TLS cannot be set up.
    fault_tls(what) { "邮件的加密连接无法准备：{what}", "cannot prepare TLS for the mail server: {what}" }
    /// The mail cannot be put together.
    fault_compose(what) { "邮件拼装失败：{what}", "cannot put the mail together: {what}" }
    /// A template failed.
    fault_layout(what) { "邮件排版失败：{what}", "cannot lay out the mail: {what}" }
    /// A folder cannot be written.
    fault_folder(folder, why) { "写不了邮件文件夹 {folder}：{why}", "cannot write to the mail folder {folder}: {why}" }
}
