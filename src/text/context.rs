//! How a term is meant where it stands: 拒收红包 is no bribe, 预防误诊讲座 no misdiagnosis.
//!
//! - [`Slant`]: what takes the plain meaning away; [`slant`]: the slant of a stretch of a view
//!
//! Only what stands in the same clause counts, so that 没有人管我们,态度恶劣 stays a complaint. The rules are
//! narrow on purpose: a leak is corrected by a person, a wrongly silenced post is seen by nobody.

use std::ops::Range;

/// What takes a term's plain meaning away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slant {
    /// 无医疗事故, 拒收红包, 投诉率下降.
    Negated,
    /// A lecture, a drill, a course about it.
    Training,
    /// A campaign or a pledge against it.
    Campaign,
    /// A vacancy.
    Recruiting,
    /// A call for tenders.
    Tender,
    /// A question about paperwork.
    Asking,
}

impl Slant {
    /// The name used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Negated => "negation",
            Self::Training => "training",
            Self::Campaign => "campaign",
            Self::Recruiting => "recruit",
            Self::Tender => "tender",
            Self::Asking => "ask",
        }
    }
}

/// Which negations cancel a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Negation {
    /// None: 没有人管 is the complaint itself.
    Never,
    /// Only those that cannot be a complaint: 拒收, 严禁, 未发生, 零. A bare 没有 may be one (没有药, 没有医生).
    Firm,
    /// Also a bare 无 or 没有 directly before it (for names of mishaps).
    Plain,
}

/// How far a clause is read to either side, in characters.
const REACH_CHARS: usize = 24;

/// Cancels whatever follows directly.
const FIRM: &[&str] = &[
    "未发生",
    "未出现",
    "未发现",
    "未收到",
    "没有发生",
    "没有出现",
    "杜绝",
    "避免",
    "防止",
    "严禁",
    "禁止",
    "拒收",
    "拒绝收受",
    "拒绝收取",
    "不得",
    "不许",
    "不准",
    "从不",
    "绝不",
    "坚决抵制",
    "零",
    "不收",
    "谢绝",
];
/// Cancels the name of a mishap.
const PLAIN: &[&str] = &["无", "没有", "不存在", "未"];
/// A bare 无 or 没有 before a name that ends so is good news; before 药 or 医生 it is a complaint.
const MISHAPS: &[&str] = &[
    "事故", "纠纷", "差错", "过错", "误诊", "漏诊", "感染", "死亡", "红包", "回扣", "收费", "违规", "违纪", "医闹",
    "骗保",
];
/// May stand between a negation and what it cancels.
const FILLERS: &[&str] = &["发生", "出现", "任何", "一起", "一例", "收受", "收取", "过"];
/// Somebody denies it: the denial is part of the dispute.
const DENIALS: &[&str] = &["说", "称", "认定", "鉴定", "院方", "医院方", "回应", "答复"];
/// A negation before the negation.
const DOUBLED: &[&str] = &["不是", "并非", "谁说", "不能", "有"];
/// A condition: 不给红包不做手术.
const CONDITIONS: &[&str] = &["就", "便", "别想", "不给", "不做", "不看", "不管", "免谈", "根本"];
/// Fewer of it, or none.
const RATES: &[&str] = &["为零", "为0", "下降", "降低", "减少", "同比下降"];
/// Guarding against it.
const GUARDS: &[&str] = &["预防", "防范", "防控", "防治", "应对", "处置", "识别", "警惕"];
/// Teaching about it, after a guard word.
const LESSONS: &[&str] =
    &["讲座", "培训", "演练", "知识", "科普", "宣传", "课", "手册", "指南", "会议", "专题", "热线"];
/// Teaching about it, in any case.
const COURSES: &[&str] = &["讲座", "培训", "演练", "科普", "知识竞赛"];
/// A drill, also before the term: 消防演练火灾逃生.
const DRILL: &str = "演练";
/// Acting against it.
const CAMPAIGNS: &[&str] = &["专项整治", "专项治理", "警示教育", "承诺书"];
/// Asking for staff, and the mark of an announcement.
const VACANCIES: (&[&str], &[&str]) = (&["招聘", "聘用", "招录", "诚聘"], &["名", "若干", "公告", "启事", "简章"]);
/// A call for tenders.
const TENDERS: &[&str] =
    &["招标公告", "采购公告", "采购项目", "服务采购", "中标", "询价", "比选", "成交结果", "竞争性磋商"];
/// Paperwork about it, and a question about that.
const CERTIFICATE: &str = "证明";
const QUESTIONS: &[&str] = &["怎么", "如何", "哪里", "在哪", "办理", "需要"];

/// How near to a term one of the [`markers`] must stand to matter, in bytes of a view.
pub const MARKER_REACH_BYTES: u32 = REACH_CHARS as u32 * 4;

/// Words without one of which, near a term, [`slant`] finds nothing: whoever searches a text anyway need not ask.
pub fn markers() -> impl Iterator<Item = &'static str> {
    let lists = [FIRM, PLAIN, RATES, GUARDS, COURSES, CAMPAIGNS, VACANCIES.0, TENDERS, &[CERTIFICATE]];
    lists.into_iter().flatten().copied()
}

/// What takes the plain meaning of a stretch of a view away, if anything does.
pub fn slant(view: &str, at: Range<usize>, negation: Negation) -> Option<Slant> {
    let rest = view.get(at.end..)?;
    let clause =
        Clause { before: clause_before(view.get(..at.start)?), term: view.get(at)?, after: clause_after(rest), rest };
    let (before, after) = (clause.before, clause.after);
    if negation != Negation::Never && clause.is_negated(negation) {
        Some(Slant::Negated)
    } else if clause.is_taught() {
        Some(Slant::Training)
    } else if holds_any(first_chars(after, 8), CAMPAIGNS) {
        Some(Slant::Campaign)
    } else if holds_any(before, VACANCIES.0) && holds_any(after, VACANCIES.1) {
        Some(Slant::Recruiting)
    } else if holds_any(first_chars(after, 16), TENDERS) {
        Some(Slant::Tender)
    } else {
        (after.starts_with(CERTIFICATE) && holds_any(first_chars(after, 8), QUESTIONS)).then_some(Slant::Asking)
    }
}

/// A term and the clause it stands in.
struct Clause<'a> {
    before: &'a str,
    term: &'a str,
    after: &'a str,
    /// The text after the term, beyond the clause.
    rest: &'a str,
}

impl Clause<'_> {
    fn is_negated(&self, negation: Negation) -> bool {
        let units = ["发生率", "率", "数"];
        let counted = units.iter().find_map(|unit| self.after.strip_prefix(unit)).unwrap_or(self.after);
        if RATES.iter().any(|rate| counted.starts_with(rate)) {
            return true;
        }
        let (head, fillers) = without_fillers(self.before);
        let plainly = negation == Negation::Plain || fillers > 0 || MISHAPS.iter().any(|end| self.term.ends_with(end));
        let plain = if plainly { PLAIN } else { &[] };
        let negator = |text: &'_ str| FIRM.iter().chain(plain).find_map(|no| text.strip_suffix(no)).map(str::len);
        let Some(length) = negator(self.before).or_else(|| negator(head)) else { return false };
        !is_denied(self.before.get(..length).unwrap_or("")) && !is_condition(self.rest)
    }

    fn is_taught(&self) -> bool {
        (holds_any(last_chars(self.before, 6), GUARDS) && holds_any(first_chars(self.after, 10), LESSONS))
            || holds_any(first_chars(self.after, 6), COURSES)
            || last_chars(self.before, 8).contains(DRILL)
    }
}

/// The text before the words that may stand between a negation and its term, and how many there were.
fn without_fillers(before: &str) -> (&str, usize) {
    let mut head = before;
    for count in 0..2 {
        match FILLERS.iter().find_map(|filler| head.strip_suffix(filler)) {
            Some(shorter) => head = shorter,
            None => return (head, count),
        }
    }
    (head, 2)
}

/// 院方称不存在…, 不是没有…, 有无…: no negation at all.
fn is_denied(head: &str) -> bool {
    DOUBLED.iter().any(|no| head.ends_with(no)) || holds_any(last_chars(head, 9), DENIALS)
}

/// 不给红包就…: a demand.
fn is_condition(rest: &str) -> bool {
    let rest = rest.trim_start_matches([',', '，', ' ']);
    CONDITIONS.iter().any(|word| rest.starts_with(word))
}

fn holds_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The end of a clause; a pause mark (、) is none.
pub fn ends_clause(c: char) -> bool {
    matches!(c, ',' | '，') || ends_sentence(c)
}

/// The end of a sentence.
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '!' | '！' | '?' | '？' | ';' | '；' | '…' | '\n')
}

/// The clause that ends where `text` ends.
fn clause_before(text: &str) -> &str {
    let near = last_chars(text, REACH_CHARS);
    near.rfind(ends_clause).map_or(near, |at| near.get(at..).map_or("", skip_char))
}

/// The clause that begins where `text` begins.
fn clause_after(text: &str) -> &str {
    let near = first_chars(text, REACH_CHARS);
    near.find(ends_clause).and_then(|at| near.get(..at)).unwrap_or(near)
}

fn skip_char(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

fn last_chars(text: &str, count: usize) -> &str {
    let at = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    text.get(at..).unwrap_or("")
}
