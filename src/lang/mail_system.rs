//! The fixed words of system mails.

super::catalogue! {
    /// The mail's name.
    title() { "系统告警", "System notice" }
    /// The mail's name when all is well again.
    title_over() { "系统恢复", "System notice: over" }
    /// A source went dark.
    dark(name) { "看不到{name}了", "{name} cannot be seen" }
    /// Since when.
    dark_since(name, id, when) { "监测源{name}（{id}）自 {when} 起看不到：", "The source {name} ({id}) cannot be seen since {when}: " }
    /// No reason known.
    dark_unknown() { "原因不明。", "the reason is not known." }
    /// What it means.
    dark_meaning() {
        "此间“没有发现”不等于“没有”。程序会继续按退避的间隔再试，看得到时会再发一封。",
        "“Nothing found” in that time does not mean that there was nothing. It is tried again at growing intervals, and you are told when it is back."
    }
    /// Heading.
    what_to_do() { "怎么办", "What to do" }
    /// The particulars.
    particulars(detail) { "详情：{detail}", "Particulars: {detail}" }
    /// A source is back.
    back(name) { "又看得到{name}了", "{name} can be seen again" }
    /// From when to when.
    back_at(name, id, since, back) {
        "监测源{name}（{id}）自 {since} 起看不到，{back} 恢复。",
        "The source {name} ({id}) could not be seen since {since}; it is back since {back}."
    }
    /// What it means.
    back_meaning() {
        "恢复后的访问会往回翻，直到接上已知的帖子；接不上的时段记为缺口，见日报的监测覆盖。",
        "Visits now page back until they meet what is known; what they cannot reach is shown as unseen in the digest's coverage."
    }
    /// A configuration cannot be loaded.
    broken(count) { "配置有误，未生效（{count} 处）", "The configuration has faults ({count}) and is not in force" }
    /// What it means.
    broken_meaning() {
        "改过的配置读不进来，程序仍按上一次正确的配置运行。改好并保存后会自动重读，也可先用 yuqing check 检查。",
        "The changed configuration cannot be loaded; the last good one stays in force. Once it is mended and saved it is read again by itself; `yuqing check` looks it over first."
    }
    /// Heading.
    faults() { "问题", "Faults" }
    /// More faults.
    more_faults(count) { "另有 {count} 处，请用 yuqing check 查看。", "Another {count}: see `yuqing check`." }
    /// It loads again.
    mended() { "配置已恢复正常", "The configuration loads again" }
    /// What it means.
    mended_meaning() { "改过的配置已读入并生效。", "The changed configuration was read and is in force." }
    /// Little disk left.
    disk(free) { "磁盘只剩 {free} MB", "Only {free} MB of disk left" }
    /// What it means.
    disk_meaning(free) {
        "数据库所在磁盘只剩 {free} MB。写满后新帖和预警都存不下。",
        "Only {free} MB are left on the database's disk. Once it is full neither posts nor alerts can be stored."
    }
    /// What to do.
    disk_advice() {
        "请清理磁盘，或调小 [retention] 中的保留天数；再用 yuqing backup 另存一份到别的盘。",
        "Free some disk, or keep less long under [retention]; and save a copy elsewhere with `yuqing backup`."
    }
}
