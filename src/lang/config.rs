//! What is said about faults in the configuration files.

super::catalogue! {
    /// A key that nothing reads.
    unknown_key(key) { "这里没有叫 `{key}` 的项", "there is no key `{key}` here" }
    /// A table that nothing reads.
    unknown_table(key) { "没有叫 [{key}] 的表", "there is no table [{key}]" }
    /// The nearest known word.
    did_you_mean(word) { "是不是想写 `{word}`？", "did you mean `{word}`?" }
    /// All words that are allowed.
    one_of(words) { "可以写：{words}", "it can be: {words}" }
    /// A key that must be there.
    missing_key(table, key) { "{table} 缺少 `{key}`", "{table} has no `{key}`" }
    /// What such a key looks like.
    write_like(example) { "例如：{example}", "for example: {example}" }
    /// Another type than wanted.
    wrong_type(key, wanted, got) { "`{key}` 应当是{wanted}，这里是{got}", "`{key}` must be {wanted}, here it is {got}" }
    /// Text that wants quotes.
    wants_quotes() { "文字要放在英文引号里：\"…\"", "put text into quotes: \"…\"" }
    /// A number that wants none.
    wants_no_quotes() { "去掉引号", "leave the quotes out" }
    /// Type: text.
    type_text() { "文字", "text" }
    /// Type: integer.
    type_integer() { "整数", "a whole number" }
    /// Type: decimal.
    type_decimal() { "数", "a number" }
    /// Type: boolean.
    type_boolean() { "true 或 false", "true or false" }
    /// Type: date or time.
    type_date() { "日期时间", "a date or time" }
    /// Type: list.
    type_list() { "列表 […]", "a list […]" }
    /// Type: table.
    type_table() { "表", "a table" }
    /// Type: an array of tables.
    type_tables(key) { "若干个 [[{key}]]", "[[{key}]] tables" }
    /// A number outside its bounds.
    out_of_range(key, value, low, high) {
        "`{key}` 是 {value}，应在 {low} 到 {high} 之间",
        "`{key}` is {value}; it must be from {low} to {high}",
    }
    /// Text that says nothing.
    empty_text(key) { "`{key}` 是空的", "`{key}` is empty" }
    /// Text that is too long.
    too_long(key, limit) { "`{key}` 太长，最多 {limit} 个字", "`{key}` is too long, at most {limit} characters" }
    /// A list with nothing in it.
    empty_list(key) { "`{key}` 里什么也没有", "`{key}` has nothing in it" }
    /// A word outside a closed list.
    bad_choice(key, value) { "`{key}` 不能是 “{value}”", "`{key}` cannot be “{value}”" }
    /// An id of other characters.
    bad_id(value) { "编号 “{value}” 只能用小写字母 a-z、数字和连字符 -", "the id “{value}” may only have a-z, 0-9 and -" }
    /// An id used twice.
    duplicate_id(id, line) { "编号 `{id}` 在第 {line} 行已经用过", "the id `{id}` is already used on line {line}" }
    /// Ids are forever.
    id_hint() { "编号一经使用不再改给别处；换一个，例如加上 -2", "an id is never reused; take another, such as one with -2 added" }
    /// An address that is none.
    bad_url(why) { "网址写错了：{why}", "this is no URL: {why}" }
    /// An address without its scheme.
    url_relative() { "网址前面没有 https://", "the URL does not begin with https://" }
    /// An address without a host.
    url_hostless() { "网址里没有主机名", "the URL has no host" }
    /// A port that is none.
    url_port() { "网址里的端口不对", "the URL's port is wrong" }
    /// An address of another scheme.
    url_scheme(scheme) { "只能访问 http 和 https，不是 {scheme}", "only http and https are visited, not {scheme}" }
    /// An address with a log-in.
    url_login() { "网址里不能带账号密码：本程序只看公开网页，从不登录", "no account or password in a URL: only public pages are read, nothing logs in" }
    /// A proxy with a log-in.
    proxy_login() { "代理地址里不能带账号密码（会出现在日志里）", "no account or password in the proxy's URL (it would reach logs)" }
    /// What to do about it.
    proxy_login_hint() { "改用不需要密码的代理，或按本机地址放行", "use a proxy without a password, or one that lets this machine's address through" }
    /// Begin with the scheme.
    url_hint() { "要从 https:// 或 http:// 写起", "begin with https:// or http://" }
    /// A sample address on a source in force.
    sample_url(host) { "{host} 是示例网址，不会有内容", "{host} is a sample address; there is nothing behind it" }
    /// What to do about it.
    sample_url_hint() { "换成真实网址，或写 enabled = false", "put the real URL, or enabled = false" }
    /// One address in two sources.
    same_url(id) { "与来源 `{id}` 的网址相同，会访问两遍", "same URL as source `{id}`: it is visited twice" }
    /// A zone nobody knows.
    unknown_zone(value) { "没有 “{value}” 这个时区", "there is no zone “{value}”" }
    /// Schedule and interval at once.
    schedule_and_every() { "`schedule` 和 `every` 只能写一个", "write `schedule` or `every`, not both" }
    /// What to do about it.
    schedule_and_every_hint() { "删掉其中一行；固定间隔用 every = \"10m\"", "delete one of them; a fixed interval is every = \"10m\"" }
    /// A duration that is none.
    bad_duration(value) { "“{value}” 不是时长", "“{value}” is no duration" }
    /// How durations look.
    duration_hint() { "写成 \"10m\"、\"90s\"、\"1h30m\"、\"1d\"（1 秒到 30 天）", "write \"10m\", \"90s\", \"1h30m\", \"1d\" (1 second to 30 days)" }
    /// More often than is polite.
    too_often(host) {
        "每 5 分钟不到就访问一次 {host}：对别人的网站太频繁",
        "visiting {host} more often than every 5 minutes: too much for someone else's site",
    }
    /// What to do about it.
    too_often_hint(host) {
        "改成 5 分钟以上；若是本单位自己的网站，在 yuqing.toml 写 [fetch] own_hosts = [\"{host}\"]",
        "make it 5 minutes or more; if the site is yours, write [fetch] own_hosts = [\"{host}\"] in yuqing.toml",
    }
    /// A time of day that is none.
    bad_time(value) { "“{value}” 不是一天中的时刻", "“{value}” is no time of day" }
    /// A mail address that is none.
    bad_address(value) { "“{value}” 不是邮件地址", "“{value}” is no mail address" }
    /// A listening address that is none.
    bad_listen(value) { "“{value}” 不是监听地址", "“{value}” is no address to listen on" }
    /// How they look.
    listen_hint() { "写成 \"127.0.0.1:8650\"，不要网页服务就写 \"off\"", "write \"127.0.0.1:8650\", or \"off\" for none" }
    /// Not loopback.
    listen_open(value) { "{value} 别的机器也能访问，而这里没有登录", "{value} can be reached by other machines, and there is no log-in" }
    /// What to do about it.
    listen_open_hint() { "除非前面有带登录的反向代理，否则写 127.0.0.1", "write 127.0.0.1 unless a proxy with a log-in stands in front" }
    /// A host that is none.
    bad_host(value) { "“{value}” 不是主机名（或 主机名:端口）", "“{value}” is no host (or host:port)" }
    /// A log filter that is none.
    bad_filter(value) { "“{value}” 不是日志级别", "“{value}” is no log filter" }
    /// Two bounds the wrong way round.
    wrong_order(low, high) { "`{low}` 不能大于 `{high}`", "`{low}` must not be greater than `{high}`" }
}

super::catalogue! {
    /// A person as an entity.
    no_persons() {
        "关注对象不能是人：本程序只看人们怎样谈论一个单位，不监视任何个人",
        "an entity cannot be a person: this program watches what is said about an organisation, never people",
    }
    /// What to do about it.
    no_persons_hint() { "改为这个人所在的科室、项目或事件", "name the department, project or event instead" }
    /// A watch with both kinds of rule.
    query_and_lists() { "`query` 与 `entities`/`any`/`all`/`none` 只能写一种", "write `query` or `entities`/`any`/`all`/`none`, not both" }
    /// A watch with no rule.
    no_rule(name) { "关注 “{name}” 没有规则", "the watch “{name}” has no rule" }
    /// What a rule looks like.
    no_rule_hint() { "写 query = 'entity:… AND (误诊 OR 纠纷)'，或 entities = [\"…\"]、any = [\"…\"]", "write query = 'entity:… AND (… OR …)', or entities = [\"…\"], any = [\"…\"]" }
    /// Only exclusions.
    only_none() { "只有 `none` 的关注会命中一切", "a watch with nothing but `none` matches everything" }
    /// An entity that is not there.
    unknown_entity(id) { "没有编号为 `{id}` 的对象", "there is no entity with the id `{id}`" }
    /// No entities at all.
    no_entities() { "watches.toml 里还没有 [[entity]]", "watches.toml has no [[entity]] yet" }
    /// A term written twice in one category.
    term_twice(term) { "“{term}” 在这一类里写了两遍", "“{term}” stands twice in this category" }
    /// A red term without a category.
    red_without_category(term) { "红线词 “{term}” 不在任何类别里，不会起作用", "the red term “{term}” is in no category and does nothing" }
    /// What to do about it.
    red_hint() { "在一个 [[category]] 的 terms 里加上它", "add it to the terms of a [[category]]" }
    /// Mail is on, a key is missing.
    mail_needs(key) { "邮件已启用，但没有 `{key}`", "mail is enabled, but there is no `{key}`" }
    /// Account, no password.
    mail_no_password() { "有邮箱账号而没有密码", "there is a mail account but no password" }
    /// Password, no account.
    mail_no_username() { "有密码而没有 `username`", "there is a password but no `username`" }
    /// How to give one.
    password_hint() {
        "三种写法选一：password_credential = \"smtp-password\"（systemd 凭据）、password_file = \"…\"、password_env = \"YUQING_SMTP_PASSWORD\"",
        "one of: password_credential = \"smtp-password\" (systemd), password_file = \"…\", password_env = \"YUQING_SMTP_PASSWORD\"",
    }
    /// More than one place for the password.
    password_twice() { "密码只能来自一处", "the password can come from one place only" }
    /// In the clear in the file.
    password_plain() { "密码明文写在配置文件里，备份和截图会把它带出去", "the password stands in the file in the clear; backups and screenshots carry it away" }
    /// The file, credential or variable is not there.
    password_unreadable(place, why) { "读不到密码 {place}：{why}", "cannot read the password from {place}: {why}" }
    /// It is there and empty.
    password_empty(place) { "{place} 里的密码是空的", "the password in {place} is empty" }
    /// Others may read it.
    password_open(place) { "{place} 别的用户也能读", "{place} can be read by other users" }
    /// What to do about it.
    password_open_hint(place) { "chmod 600 {place}", "chmod 600 {place}" }
    /// A variable that is not set.
    not_set() { "没有这个环境变量", "the variable is not set" }
    /// Not started by systemd.
    credential_elsewhere(name) {
        "此处读不到凭据 `{name}`，没法核对密码",
        "the credential `{name}` cannot be read here, so the password is not checked",
    }
    /// What to do about it.
    credential_elsewhere_hint(place) {
        "密码放在 {place}（权限 600），再用 sudo 运行；加密的凭据只有 systemd 启动的服务读得到",
        "put the password into {place} (mode 600) and run with sudo; an encrypted one is read by the service under systemd alone",
    }
    /// A password over a connection in the clear.
    mail_clear_password() { "tls = \"none\" 会把密码明文发出去", "tls = \"none\" sends the password in the clear" }
    /// A port that is usually for another kind of TLS.
    mail_port_tls(port, tls) { "{port} 端口通常要写 tls = \"{tls}\"", "port {port} usually wants tls = \"{tls}\"" }
}

super::catalogue! {
    /// The file cannot be read.
    unreadable(why) { "读不了这个文件：{why}", "cannot read this file: {why}" }
    /// It is not there.
    not_there() { "没有这个文件", "there is no such file" }
    /// Where it is named.
    not_there_hint(key) { "它由 yuqing.toml 的 [files] {key} 指定；`yuqing install` 会放一份样例", "[files] {key} in yuqing.toml names it; `yuqing install` puts a sample there" }
    /// It is too large.
    too_large(megabytes) { "文件太大（超过 {megabytes} MB）", "the file is too large (over {megabytes} MB)" }
    /// It is not UTF-8.
    not_utf8() { "文件不是 UTF-8 编码", "the file is not UTF-8" }
    /// What to do about it.
    not_utf8_hint() { "多半是记事本存成了 ANSI/GBK：另存为，编码选 UTF-8", "probably saved as ANSI/GBK: save it again as UTF-8" }
    /// TOML that cannot be read.
    syntax(why) { "写法有误：{why}", "this is not TOML: {why}" }
    /// A character of a Chinese input method.
    fullwidth(found, wanted) { "这里是中文符号 {found}，要用英文的 {wanted}", "this is a full-width {found}; use {wanted}" }
    /// No configuration anywhere.
    no_configuration(places) { "找不到配置文件，看过：{places}", "no configuration found; looked at: {places}" }
    /// What to do about it.
    no_configuration_hint() {
        "用 --config 指定，或先 `yuqing install` 放好样例；只想看看就 `yuqing demo`",
        "name it with --config, or put samples in place with `yuqing install`; to have a look, `yuqing demo`",
    }
    /// Severity: error.
    error() { "错误", "error" }
    /// Severity: warning.
    warning() { "提醒", "warning" }
    /// Before a hint.
    hint() { "提示", "hint" }
    /// The end of a check with faults.
    summary_bad(errors, warnings) { "{errors} 个错误，{warnings} 个提醒", "{errors} error(s), {warnings} warning(s)" }
    /// The end of a check without.
    summary_good(sources, enabled, entities, watches) {
        "配置可用：来源 {sources} 个（启用 {enabled} 个），对象 {entities} 个，关注 {watches} 条",
        "the configuration works: {sources} source(s) ({enabled} enabled), {entities} entity(ies), {watches} watch(es)",
    }
    /// The end of a check without errors but with warnings.
    summary_warnings(warnings) { "；另有 {warnings} 个提醒", ", with {warnings} warning(s)" }
    /// A value that follows from the default.
    default_value() { "（默认）", "(default)" }
    /// A secret that is not shown.
    secret_value() { "（不显示）", "(not shown)" }
    /// A whole thing that was added.
    added() { "新增", "added" }
    /// A whole thing that was removed.
    removed() { "移除", "removed" }
    /// A value that changed.
    changed() { "修改", "changed" }
    /// Kinds of things in a table of changes.
    option() { "选项", "option" }
    /// A source.
    source() { "来源", "source" }
    /// A watch.
    watch() { "关注", "watch" }
    /// An entity.
    entity() { "对象", "entity" }
    /// A category or another part of the lexicon.
    lexicon() { "词表", "lexicon" }
}

super::catalogue! {
    /// A key written twice.
    toml_duplicate() { "同一个项写了两遍", "the same key twice" }
    /// A string without its end.
    toml_string() { "引号没有配对", "a quote without its partner" }
    /// A value that is none.
    toml_value() { "等号后面不是一个值；文字要放在英文引号里", "no value after the equals sign; put text into quotes" }
    /// Nothing after the equals sign.
    toml_no_value() { "等号后面没有写值", "nothing after the equals sign" }
    /// A key that is none.
    toml_key() { "等号前面不是项名", "no key before the equals sign" }
    /// No equals sign.
    toml_equals() { "项名后面缺少等号 =", "no equals sign after the key" }
    /// A list that does not end.
    toml_list() { "列表的 ] 或逗号没有写好", "a list without its ] or a comma" }
    /// A header that does not end.
    toml_header() { "表头要写成 [名称] 或 [[名称]]", "a header is [name] or [[name]]" }
    /// Two things on a line.
    toml_line() { "一行只能写一个项", "only one key on a line" }
}
