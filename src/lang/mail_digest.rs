//! The fixed words of the digest.

super::catalogue! {
    /// The mail's name.
    title() { "舆情日报", "Daily digest" }
    /// Its number.
    issue(number) { "第 {number} 期", "issue {number}" }
    /// Date and place.
    line(date, office) { "{date}　{office}　内部资料", "{date} · {office} · internal" }
    /// How each subject begins.
    subject(day) { "[舆情日报] {day}", "[Digest] {day}" }
    /// New negative ones.
    subject_negative(count) { "新增负面{count}", "negative {count}" }
    /// None.
    subject_no_negative() { "无新增负面", "nothing negative" }
    /// Others worth knowing.
    subject_notice(count) { "关注{count}", "notice {count}" }
    /// Perhaps ours.
    subject_doubtful(count) { "疑似{count}", "perhaps ours {count}" }
    /// All was seen.
    subject_seen(seen, all) { "采集正常 {seen}/{all}", "all seen {seen}/{all}" }
    /// Not all was seen, on a day with finds.
    subject_unseen(unseen, all) { "采集异常{unseen}/{all}", "not all seen {unseen}/{all}" }
    /// Not all was seen, and nothing was found in the rest.
    subject_blind(unseen, all) { "⚠采集异常 {unseen}/{all} 源", "⚠ not seen: {unseen}/{all} sources" }
    /// No source at all.
    subject_no_source() { "⚠没有启用监测源", "⚠ no source is enabled" }

    /// A period of a day.
    since_yesterday() { "昨日", "Since yesterday" }
    /// Another period.
    this_period() { "本期", "In this period" }
    /// How many items, about whom.
    new_items(period, office) { "{period}新增涉及{office}的信息 ", "{period}, new items about {office}: " }
    /// Counted items.
    items(count) { "{count} 条", "{count}" }
    /// Before the count of negative ones.
    negative_of() { "，负面 ", ", negative: " }
    /// Counted matters.
    matters(count) { "{count} 件", "{count}" }
    /// Against the mean.
    against_mean(difference) { "（较 7 日均值 {difference}）", " ({difference} against the 7-day mean)" }
    /// Before the highest level.
    highest() { "，最高为", "; the highest level is " }
    /// A colour.
    colour(badge) { "{badge}色", "{badge}" }
    /// The most pressing matter.
    which_is(headline) { "：{headline}", ": {headline}" }
    /// Nothing was found, everything was seen.
    quiet(period, office) { "{period}未发现涉及{office}的新信息。", "{period}, nothing new about {office} was found. " }
    /// Nothing was found in what was seen.
    quiet_in_seen(period, office) {
        "在看得到的范围内，{period}未发现涉及{office}的新信息。",
        "{period}, nothing new about {office} was found in what could be seen. "
    }
    /// Everything was looked at.
    all_seen(count, posts) {
        "{count} 个监测源都按时看过，读到新帖 {posts} 条。", "All {count} sources were looked at on time; {posts} new posts were read."
    }
    /// Before the sources that were not seen.
    of_sources(count) { "{count} 个监测源中", "Of {count} sources, " }
    /// One that is dark.
    dark_since(name, when) { "{name}自 {when} 起看不到", "{name} cannot be seen since {when}" }
    /// One with holes.
    seen_in_part(name) { "{name}没有看全", "{name} was not seen throughout" }
    /// Several.
    several_unseen(names, count) { "{names}等 {count} 个没有看全", "{count} were not seen throughout, among them {names}" }
    /// So.
    incomplete() { "，以下可能不全。", "; what follows may be incomplete." }
    /// Nothing at all was seen.
    all_blind(count) {
        "{count} 个监测源全都没有看到，本期不能说明有没有舆情。",
        "None of the {count} sources could be seen: this issue cannot say whether there is anything."
    }
    /// No source.
    no_source() { "没有启用任何监测源，本期什么也没有看。", "No source is enabled: nothing was looked at." }

    /// Heading of the list.
    list() { "重点信息", "Main items" }
    /// Beside it.
    list_note(negative, notice, doubtful) {
        "负面 {negative} 件，关注 {notice} 条，疑似 {doubtful} 条", "negative {negative}, notice {notice}, perhaps ours {doubtful}"
    }
    /// Heading of praise.
    praise() { "正面信息", "Praise" }
    /// Beside it.
    praise_note(count) { "{count} 条", "{count}" }
    /// Heading of coverage.
    coverage() { "监测覆盖", "Coverage" }
    /// What was read.
    read(seen, all, posts, mentions) {
        "{all} 个源，{seen} 个按时看到；读到新帖 {posts} 条，命中 {mentions} 处。",
        "{seen} of {all} sources seen on time; {posts} new posts read, {mentions} mentions. "
    }
    /// Not seen when.
    unseen(name, stretches) { "{name} {stretches} 未看到", "{name} not seen {stretches}" }
    /// And others.
    and_others(count) { "等 {count} 个源", " and others, {count} sources in all" }
    /// Between the times and what they mean.
    after_unseen() { "，", ". " }
    /// What that means.
    not_nothing() { "此间“没有发现”不等于“没有”。", "“Nothing found” in that time does not mean that there was nothing." }
    /// Column.
    col_source() { "监测源", "Source" }
    /// Column.
    col_verdict() { "结论", "Verdict" }
    /// Column.
    col_seen() { "最近成功", "Last seen" }
    /// Column.
    col_slots() { "成/次", "Seen/due" }
    /// Column.
    col_posts() { "新帖", "New" }
    /// Column.
    col_mentions() { "命中", "Hits" }
    /// Our own outlet.
    own(name) { "{name}（自办）", "{name} (own)" }
    /// Not visited yet.
    not_yet() { "尚未访问", "not yet visited" }
    /// Below the table.
    bar_legend() { "横条为本期看到的次数占应看次数的比例。", "The bar shows the share of slots at which the source was seen. " }
    /// Sources that are not in the table.
    other_sources(count, fine) { "另有 {count} 个源未列出，其中 {fine} 个正常。", "Another {count} sources are not listed, {fine} of them fine." }
    /// A source's trouble.
    trouble(name, sentence, advice) { "{name}：{sentence}{advice}", "{name}: {sentence} {advice}" }
    /// What the site itself said.
    particulars(detail) { "（{detail}）", " ({detail})" }
    /// When the next one comes.
    next_issue(number, when) { "第 {number} 期定于 {when}", "issue {number} is due {when}" }
}
