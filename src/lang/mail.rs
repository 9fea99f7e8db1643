//! The fixed words of every mail but for its numbers: headings, levels, sentences. See `lang::mail_digest` for the digest's.

super::catalogue! {
    /// The level's character or word on a coloured block.
    badge_4() { "红", "Red" }
    /// Level 3.
    badge_3() { "橙", "Orange" }
    /// Level 2.
    badge_2() { "黄", "Yellow" }
    /// Level 1.
    badge_1() { "蓝", "Blue" }
    /// Level 0.
    badge_0() { "关注", "Notice" }
    /// The level's name.
    level_4() { "红 Ⅰ 特别重大", "Red, I grave" }
    /// Level 3.
    level_3() { "橙 Ⅱ 重大", "Orange, II major" }
    /// Level 2.
    level_2() { "黄 Ⅲ 较大", "Yellow, III moderate" }
    /// Level 1.
    level_1() { "蓝 Ⅳ 一般", "Blue, IV minor" }
    /// Level 0.
    level_0() { "关注", "Notice" }
    /// The machine proposes.
    proposed() { "建议", "proposed" }
    /// Perhaps not ours.
    doubtful() { "疑似，待确认", "perhaps ours, to be confirmed" }
    /// Two times of different days.
    from_to(from, to) { "{from} 至 {to}", "{from} to {to}" }

    /// Subject of an alert.
    subject_alert(badge, headline, source, id) {
        "[舆情预警·{badge}] {headline} · {source} (预警 {id})", "[Alert·{badge}] {headline} · {source} (no. {id})"
    }
    /// Subject of an alert that is perhaps not ours.
    subject_alert_doubtful(badge, headline, source, id) {
        "[舆情预警·{badge}·疑似] {headline} · {source} (预警 {id})",
        "[Alert·{badge}·perhaps ours] {headline} · {source} (no. {id})"
    }
    /// Subject of several alerts.
    subject_roll_up(badge, count, first, last, office) {
        "[舆情预警·{badge}] {count} 条预警合并 (预警 {first}–{last}) | {office}",
        "[Alert·{badge}] {count} alerts in one (no. {first}–{last}) | {office}"
    }
    /// Subject of a system mail.
    subject_system(what, office) { "[系统告警] {what} | {office}", "[System] {what} | {office}" }
    /// Subject of a system mail that says that all is well again.
    subject_system_over(what, office) { "[系统恢复] {what} | {office}", "[System, over] {what} | {office}" }
    /// Subject of a test mail: the time keeps two of them apart.
    subject_test(moment, office) { "[舆情邮件测试] {moment} | {office}", "[Mail test] {moment} | {office}" }

    /// Title of an alert.
    title_alert(level) { "舆情预警　{level}（系统建议）", "Alert: {level} (proposed)" }
    /// Title of several alerts.
    title_roll_up(count) { "舆情预警　{count} 条合并", "Alerts: {count} in one mail" }
    /// The alert's number and time.
    line_alert(id, date, time, office) { "预警 {id}　{date} {time}　{office}", "Alert {id} · {date} {time} · {office}" }
    /// Place and time of a mail.
    line_mail(date, time, office) { "{date} {time}　{office}", "{date} {time} · {office}" }

    /// A post about us: where and when.
    lede_alert(place, office) { "{place} 有帖涉及{office}：", "A post at {place} concerns {office}: " }
    /// A post that is perhaps about us.
    lede_alert_doubtful(place, office) {
        "{place} 有帖可能涉及{office}：", "A post at {place} perhaps concerns {office}: "
    }
    /// When it was first seen.
    lede_seen(when) { "。{when} 首见。", ". First seen {when}." }
    /// Several alerts.
    lede_roll_up(count) {
        "一小时内预警较多，以下 {count} 条合为一封，最高为", "There were many alerts within an hour; here are {count} of them, the highest level being "
    }
    /// A closing full stop.
    stop() { "。", ". " }
    /// A list's comma.
    comma() { "，", ", " }
    /// Between sentences of a row.
    semicolon() { "；", "; " }
    /// After a name, before what is said of it.
    colon() { "：", ": " }
    /// Words in brackets.
    bracketed(words) { "（{words}）", " ({words})" }
    /// A quoted word.
    quoted(words) { "“{words}”", "“{words}”" }

    /// The link to the post.
    original(host) { "原文（{host}）", "original ({host})" }
    /// The button of an alert.
    see_original(host) { "看原文（{host}）", "See the original ({host})" }
    /// The console.
    console(host) { "控制台（{host}）", "console ({host})" }
    /// An address that may not be linked.
    no_link() { "原文地址不宜作链接，请在数据库或控制台中查看。", "The original's address cannot be linked safely; look it up in the database or the console." }

    /// When it was published.
    published(when) { "{when} 发布", "published {when}" }
    /// When, roughly.
    published_about(when) { "约 {when} 发布", "published about {when}" }
    /// Not known when.
    published_unknown() { "发布时间不详", "time of publication unknown" }
    /// When it was first seen.
    first_seen(when) { "{when} 首见", "first seen {when}" }
    /// Its floor.
    floor(number) { "{number} 楼", "floor {number}" }
    /// Replies.
    replies(count) { "回复 {count}", "replies {count}" }
    /// Views.
    views(count) { "浏览 {count}", "views {count}" }
    /// Likes.
    likes(count) { "赞 {count}", "likes {count}" }
    /// The organisation's own outlet.
    own_outlet() { "本单位自办", "own outlet" }

    /// In place of a snippet.
    withheld() {
        "内容涉及敏感信息或未成年人，邮件中不显示，请打开原文查看。",
        "The content is sensitive or concerns a minor; it is not shown in mail. Please open the original."
    }
    /// Heading of the excerpt.
    excerpt() { "原文节录", "Excerpt" }
    /// Beside it.
    excerpt_note() { "已去除个人信息", "personal data removed" }
    /// Legend of the text part.
    legend() { "（星号之间为命中处）", "(what was found stands between asterisks)" }
    /// Why a row is in the list.
    why(words) { "为什么：{words}", "Why: {words}" }
    /// Heading of the reasons.
    why_alert() { "为什么预警", "Why this alert" }
    /// Column: the step.
    step() { "环节", "Step" }
    /// Column: its result.
    result() { "结果", "Result" }
    /// Row: whose.
    belongs() { "归属", "Whose" }
    /// How sure.
    sure(confidence) { "把握 {confidence}（满分 1）", "confidence {confidence} of 1" }
    /// Row: what was found.
    found() { "命中", "Found" }
    /// The watch and the tier.
    found_by(watch, tier) { "监测主题“{watch}”，{tier}", "watch “{watch}”, {tier}" }
    /// Row: the score.
    score() { "评分", "Score" }
    /// Out of ten.
    score_of(score) { "{score}（满分 10）", "{score} of 10" }
    /// Row: the level.
    level() { "等级", "Level" }
    /// The machine proposes, a person decides.
    level_proposed(level) { "建议{level}，由人确认或改级", "{level} is proposed; a person decides" }
    /// Row: in words.
    grounds() { "依据", "Grounds" }
    /// Tier 0.
    tier_0() { "原词", "as written" }
    /// Tier 1.
    tier_1() { "变体写法", "variant spelling" }
    /// Tier 2.
    tier_2() { "谐音", "by sound" }
    /// Tier 3.
    tier_3() { "缩写或混写", "abbreviated or mixed" }
    /// Tier 4.
    tier_4() { "名称倒置", "name reversed" }
    /// Alerts that are listed in a line each.
    others(count) { "其余 {count} 条", "The other {count}" }
    /// Alerts that are not listed.
    not_listed(count) { "另有 {count} 条未列入本邮件。", "Another {count} are not listed in this mail." }

    /// Why one receives the mail.
    foot_why(office) {
        "收件原因：您在{office}舆情邮件的收件名单中，名单由管理员管理。",
        "You receive this because you are on the mail list of {office}; the administrator keeps that list."
    }
    /// Where answers go.
    foot_reply(address) {
        "直接回复本邮件，将送达 {address}。内部信息，请勿外传。",
        "A reply to this mail reaches {address}. Internal information: please do not pass it on."
    }
    /// Where answers go when nothing is configured.
    foot_reply_sender() {
        "直接回复本邮件，将送达发件邮箱。内部信息，请勿外传。",
        "A reply to this mail reaches the sender's mailbox. Internal information: please do not pass it on."
    }
    /// Who wrote it.
    foot_run(version, run) { "yuqing {version}　运行号 {run}", "yuqing {version} · run {run}" }

    /// Lede of a test mail.
    test_lede() { "这是一封测试邮件。收到它，说明发信设置可用。", "This is a test mail. That you read it shows that mail works." }
    /// What to look at.
    test_look() {
        "请看三处：发件人名称是否正确；是否进了垃圾箱；手机上是否好读。",
        "Please look at three things: the sender's name, whether this went to the spam folder, and how it reads on a phone."
    }
    /// What comes next.
    test_next() {
        "此后，预警会随时发来，日报每天定时发来；没有舆情的日子也会发，以便分清“没有”和“没看”。",
        "From now on alerts come at once and a digest every day, on quiet days too, so that “nothing” and “not looked” can be told apart."
    }
    /// Title of a test mail.
    test_title() { "舆情邮件测试", "Mail test" }
}
