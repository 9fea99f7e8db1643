//! Numbers and accounts that only their label gives away: 住院号：0012345, 微信号 abc_123, QQ 12345678.

use std::ops::Range;

use super::letters::follows_word;

/// Labels of personal numbers, longer ones first.
const NUMBERS: &[&str] = &[
    "身份证号码",
    "身份证号",
    "身份证",
    "住院号码",
    "住院号",
    "病案号码",
    "病案号",
    "病历号码",
    "病历号",
    "门诊号码",
    "门诊号",
    "就诊卡号",
    "就诊卡",
    "就诊号",
    "登记号",
    "诊疗卡号",
    "医保卡号",
    "医保号",
    "社保卡号",
    "社保号",
    "健康卡号",
    "病人id",
    "患者id",
    "患者编号",
    "病人编号",
    "检查号",
    "检验号",
    "条码号",
    "标本号",
    "处方号",
    "银行卡号",
    "银行账号",
    "银行卡",
    "卡号",
    "护照号码",
    "护照号",
    "驾驶证号",
    "准考证号",
    "工号",
    "学号",
];

/// Labels of phones: what follows may be a local number without its code.
const PHONES: &[&str] = &["手机号码", "手机号", "手机", "联系电话", "联系方式", "电话号码", "电话", "座机", "固话"];

/// Labels of accounts on chat services.
const ACCOUNTS: &[&str] = &[
    "微信号",
    "微信",
    "薇信",
    "威信",
    "weixin",
    "wechat",
    "vx",
    "wx",
    "v信",
    "qq号",
    "qq",
    "扣扣",
    "企鹅号",
    "支付宝账号",
    "支付宝",
];

/// The characters that labels begin with.
pub(super) fn beginnings() -> Vec<char> {
    [NUMBERS, PHONES, ACCOUNTS]
        .iter()
        .flat_map(|labels| labels.iter().filter_map(|label| label.chars().next()))
        .collect()
}

/// Steps over what stands between a label and its value: 是, 为, colons, spaces, No., a few at most.
pub(super) fn skip_colon(letters: &[char], at: usize) -> usize {
    let between = |at: usize| letters.iter().skip(at).take(4).take_while(|c| " :=#是为".contains(**c)).count();
    let at = at + between(at);
    match letters.get(at..at + 3) {
        Some(['n', 'o', '.' | ':']) => at + 3 + between(at + 3),
        _ => at,
    }
}

/// A record, card or phone number after its label.
pub(super) fn number(letters: &[char], at: usize) -> Option<Range<usize>> {
    if let Some(start) = after(letters, at, NUMBERS) {
        let end = value_end(letters, start, |c| c.is_ascii_alphanumeric() || c == '-');
        let value = letters.get(start..end)?;
        return (value.len() >= 3 && value.iter().any(char::is_ascii_digit)).then_some(start..end);
    }
    let start = after(letters, at, PHONES)?;
    let end = value_end(letters, start, |c| c.is_ascii_digit() || c == '-');
    let digits: String = letters.get(start..end)?.iter().filter(|c| c.is_ascii_digit()).collect();
    let public =
        digits.starts_with("400") || digits.starts_with("800") || digits.starts_with("95") && digits.len() == 5;
    ((7..=13).contains(&digits.len()) && !public).then_some(start..end)
}

/// An account after its label. Without a colon or the word 号, a word that holds no figure is no account.
pub(super) fn account(letters: &[char], at: usize) -> Option<Range<usize>> {
    let label = label(letters, at, ACCOUNTS)?;
    let start = skip_colon(letters, at + label.chars().count());
    let marked = label.ends_with('号')
        || letters.get(at + label.chars().count()..start)?.iter().any(|c| matches!(c, ':' | '是' | '为'));
    let end = value_end(letters, start, |c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let value = letters.get(start..end)?;
    let has_figure = value.iter().any(char::is_ascii_digit);
    ((5..=24).contains(&value.len()) && (marked || has_figure)).then_some(start..end)
}

/// Where the value of a label begins.
fn after(letters: &[char], at: usize, labels: &[&'static str]) -> Option<usize> {
    label(letters, at, labels).map(|label| skip_colon(letters, at + label.chars().count()))
}

fn label(letters: &[char], at: usize, labels: &[&'static str]) -> Option<&'static str> {
    let first = *letters.get(at)?;
    if first.is_ascii_alphanumeric() && follows_word(letters, at) {
        return None;
    }
    let stands = |label: &str| label.chars().zip(at..).all(|(c, at)| letters.get(at) == Some(&c));
    labels.iter().copied().find(|label| label.starts_with(first) && stands(label))
}

fn value_end(letters: &[char], start: usize, belongs: impl Fn(char) -> bool) -> usize {
    start + letters.iter().skip(start).take_while(|c| belongs(**c)).count()
}
