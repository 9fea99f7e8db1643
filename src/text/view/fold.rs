//! One character into the characters it stands for: width and compatibility forms, case, marks, numerals, radicals,
//! traditional → simplified.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::table::is_han;

/// Traditional and simplified characters in turn; see data/NOTICE.
const CHARACTERS: &str = include_str!("../data/simplified-characters.txt");

/// Forms of one character that Unicode's compatibility mapping leaves apart, in pairs: numerals against forgery,
/// and radicals that are sold as characters.
const FORMS: &str = "弌一壹一弍二弐二贰二貳二弎三柒七捌八玖九⺀丶⺁厂⺄乙⺆冂⺈刀⺊卜⺌小⺍小⺎兀⺐尢⺒巳⺓幺⺕彐⺛旡⺜日⺝月⺞歹⺠民⺧牛⺩王⺪疋⺫目⺬示⺮竹\
    ⺶羊⺷羊⺸羊⺻聿⺼月⻁虎⻄西⻅见⻆角⻉贝⻋车⻑长⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟";

static ONE_TO_ONE: LazyLock<HashMap<char, char>> = LazyLock::new(|| pairs(CHARACTERS).chain(pairs(FORMS)).collect());

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> + '_ {
    let mut characters = text.chars().filter(|c| !c.is_whitespace());
    std::iter::from_fn(move || Some((characters.next()?, characters.next()?)))
}

/// What a character stands for; nothing if it is never seen. Folding the result again changes nothing.
pub(super) fn folded(c: char) -> Vec<char> {
    if is_unseen(c) {
        return Vec::new();
    }
    // Most of the plane is Han without any compatibility form.
    if matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}') {
        return vec![simplified(c)];
    }
    // Syllables of Hangul and private characters are what they are.
    if matches!(c, '\u{AC00}'..='\u{D7A3}' | '\u{E000}'..='\u{F8FF}') {
        return vec![c];
    }
    let mut result = vec![c];
    // Twice is enough for every character there is; a test holds that.
    for _ in 0..3 {
        let next: Vec<char> = result.iter().flat_map(|c| step(*c)).collect();
        if next == result {
            break;
        }
        result = next;
    }
    result
}

fn step(c: char) -> Vec<char> {
    if let Some(plain) = spelled_out(c) {
        return vec![plain];
    }
    let numbered = is_numbered(c);
    decomposed(c)
        .into_iter()
        .filter(|part| !(is_unseen(*part) || numbered && matches!(part, '(' | ')' | '.')))
        .flat_map(char::to_lowercase)
        .filter(|part| !is_mark(*part))
        .map(simplified)
        .collect()
}

/// White space is a space or a new line; an ellipsis stays one, since full stops would be symbols.
fn spelled_out(c: char) -> Option<char> {
    match c {
        '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '…' | '‥' => Some(c),
        'ς' => Some('σ'),
        c if c.is_whitespace() => Some(' '),
        _ => None,
    }
}

/// Letters lose their marks; syllables of Hangul and Kana keep them, as they are other letters with them.
fn decomposed(c: char) -> Vec<char> {
    let whole: Vec<char> = std::iter::once(c).nfkc().collect();
    let keeps_marks =
        |c: &char| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3040}'..='\u{30FF}' | '\u{AC00}'..='\u{D7FF}');
    if whole.iter().any(keeps_marks) { whole } else { std::iter::once(c).nfkd().filter(|c| !is_mark(*c)).collect() }
}

fn simplified(c: char) -> char {
    ONE_TO_ONE.get(&c).copied().unwrap_or(c)
}

/// ㈡ ② ⒉ ⑵: the figure without its ring, brackets or dot.
fn is_numbered(c: char) -> bool {
    matches!(c, '\u{2474}'..='\u{24B5}' | '\u{3220}'..='\u{3243}')
}

fn is_mark(c: char) -> bool {
    is_combining_mark(c) && !is_han(c)
}

/// Zero-width, joining, bidirectional, variation and control characters, combining marks, skin tones, tags.
fn is_unseen(c: char) -> bool {
    let invisible = matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0000}'..='\u{E0FFF}');
    invisible || is_mark(c) || c.is_control() && !c.is_whitespace()
}
