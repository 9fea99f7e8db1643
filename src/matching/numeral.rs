//! 二院, 2院, 贰院, 弍院: one name, several ways to write its number.

/// The same digit as Han numeral, ASCII and formal forms (as the view leaves them).
const NUMERALS: [&str; 9] = ["一1壹弌", "二2贰弍貮", "三3叁弎", "四4肆", "五5伍", "六6陆", "七7柒", "八8捌", "九9玖"];

/// Every way to write a name, itself first. Only single-digit numbers change: 十二院 and 12345 are left alone.
pub(super) fn spellings(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    let chars: Vec<char> = name.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let Some(forms) = forms_of(*c) else { continue };
        let stands_alone = !at.checked_sub(1).and_then(|before| chars.get(before)).is_some_and(is_numeral)
            && !chars.get(at + 1).is_some_and(is_numeral);
        if stands_alone {
            all.extend(forms.chars().filter(|form| form != c).map(|form| with(&chars, at, form)));
        }
    }
    all
}

fn forms_of(c: char) -> Option<&'static str> {
    NUMERALS.iter().copied().find(|forms| forms.contains(c))
}

fn is_numeral(c: &char) -> bool {
    forms_of(*c).is_some() || c.is_ascii_digit() || "十百千零〇".contains(*c)
}

fn with(chars: &[char], at: usize, form: char) -> String {
    chars.iter().enumerate().map(|(i, c)| if i == at { form } else { *c }).collect()
}
