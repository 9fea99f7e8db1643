//! Where a word begins and ends in a text without spaces: 撤回扣款 holds no 回扣, 十二院 no 二院.
//!
//! - [`longer_words`]: words in which a shorter one does not mean itself, each with the part that is taken away
//! - [`splits_a_word`]: whether a stretch begins or ends inside a number, a Latin word or a word that goes on

use std::ops::Range;

/// A longer word, and the part of it (in bytes) that loses its own meaning there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongerWord {
    /// The whole word, on the normalised view.
    pub text: String,
    /// The part that no longer means itself.
    pub core: Range<usize>,
}

/// The longer words, written with their core in brackets. Common turns of the language only: other organisations'
/// names belong to an alias's `blocked_by`.
const LONGER_WORDS: &str = "\
    撤[回扣]款 退[回扣]款 返[回扣]款 [回扣]除 [回扣]留 口[红包] [红包]封面 [红包]雨 [黄牛]肉 [黄牛]养殖 [黄牛]犊 回[收礼] 签[收礼] \
    地[下跪]拜 [坑人]行道 [打人]工耳蜗 [打人]工智能 [打人]工泪液 [打人]工流产 受[害人] 被[害人] 加[害人] \
    线[上访] 网[上访] 马[上访] 早[上访] 晚[上访] 以[上访] 列[举报]告 传[统方] 系[统方] 总[统方] 前[提成]立 \
    [合并]症 诊[断药] 判[断药] [停电]梯 [停电]动车 [停电]瓶 吃[着火]锅 坐[着火]车 乘[着火]车 坚[持刀] 主[持刀] \
    [报警]器 [报警]装置 [报警]系统 [火灾]报警器 [火灾]保险 [爆炸]性新闻 [爆炸]性增长 [爆炸]头 [跳楼]价 [跳楼]机 [出轨]道 [罢工]会 \
    [医院感]动 [医院感]谢 [医院感]恩 医[院感]动 医[院感]谢 医[院感]恩 医[院感]到 医[院感]觉 医[院感]受 学[院感]谢 法[院感]谢 \
    [内定]位 [内定]制 [内定]时 [内定]点 国[内定]价 行[医生]涯 从[医生]涯 [医生]态 爱[护士]兵 保[护士]兵 维[护士]兵 [主任]务是 \
    累[死了] 笑[死了] 饿[死了] 热[死了] 冷[死了] 冻[死了]人 困[死了] 急[死了] 忙[死了] 撑[死了] 渴[死了] 烦[死了] 吵[死了] 美[死了] \
    香[死了] 羡慕[死了] 高兴[死了] 开心[死了] 爱[死了] 恨[死了] 累[死]我 笑[死]我 气[死]我 烦[死]我 急[死]我 吓[死]我 \
    [死]党 [死]机 [死]板 [死]磕 [死]记硬背 [死]锁 [死]循环 [死]海 [死]胡同 [死]心塌地 \
    航天[二院] [黄桥]烧饼 [黄桥]战役 [辣鸡]翅 [辣鸡]腿 [辣鸡]块";

/// Words in which a shorter one does not mean itself.
pub fn longer_words() -> impl Iterator<Item = LongerWord> {
    LONGER_WORDS.split_whitespace().filter_map(|written| {
        let open = written.find('[')?;
        let close = written.find(']')?;
        let text: String = written.chars().filter(|c| !matches!(c, '[' | ']')).collect();
        (text.len() > close - open - 1).then_some(LongerWord { text, core: open..close - 1 })
    })
}

/// Whether a stretch of a view begins or ends inside a longer unit: ICU in difficult, 12345 in 0512345, 二院 in
/// 十二院, 二院 before 线 (院线).
pub fn splits_a_word(view: &str, at: Range<usize>) -> bool {
    let (Some(before), Some(inside), Some(after)) = (view.get(..at.start), view.get(at.clone()), view.get(at.end..))
    else {
        return false;
    };
    let (Some(first), Some(last)) = (inside.chars().next(), inside.chars().next_back()) else { return false };
    before.chars().next_back().is_some_and(|c| goes_on(c, first) || (is_numeral(first) && is_numeral(c)))
        || after.chars().next().is_some_and(|c| goes_on(last, c))
        || (last == '院' && is_another_yuan(after))
}

/// Two characters of one Latin word or of one number.
fn goes_on(left: char, right: char) -> bool {
    (left.is_ascii_alphabetic() && right.is_ascii_alphabetic()) || (left.is_ascii_digit() && right.is_ascii_digit())
}

/// Part of a number: Han or ASCII.
fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "零〇一二三四五六七八九十百千".contains(c)
}

/// What follows 院 makes it a courtyard, a cinema chain, a college: not a hospital.
fn is_another_yuan(after: &str) -> bool {
    /// The continuation, and the words in which it belongs to what follows instead.
    const CONTINUED: [(char, &[&str]); 6] = [
        ('线', &["线上", "线下", "线索", "线路"]),
        ('子', &["子女", "子宫", "子公司"]),
        ('墙', &[]),
        ('校', &["校车", "校企"]),
        ('士', &["士气"]),
        ('落', &["落成", "落户", "落实", "落地"]),
    ];
    CONTINUED.iter().any(|(c, others)| after.starts_with(*c) && !others.iter().any(|other| after.starts_with(other)))
}
