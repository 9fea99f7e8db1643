//! What can be wrong with a watch or an entity, in words.
//!
//! - [`WatchFault`]: a fault and its place; [`Wrong`]: the words of one, without a place
//!
//! This stage may not know the language catalogue, so each sentence stands here in both languages.

/// A sentence in Chinese and in English.
pub type Words = (String, String);

/// A fault in a watch or an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchFault {
    /// Where: `watch[2].query`, `entity[0].aliases[1]` …
    pub key: String,
    /// Where inside the value, in characters, if it is an expression: begin and end, exclusive.
    pub at: Option<(usize, usize)>,
    /// What is wrong (Chinese, English).
    pub message: Words,
    /// What to do (Chinese, English).
    pub hint: Option<Words>,
}

/// What is wrong and what to do, without a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    message: Words,
    hint: Option<Words>,
}

impl Wrong {
    /// A fault in both languages.
    pub(super) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { message: (zh.into(), en.into()), hint: None }
    }

    /// With what to do about it.
    pub(super) fn hint(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.hint = Some((zh.into(), en.into()));
        self
    }

    /// With its place.
    pub(super) fn at(self, key: impl Into<String>, at: Option<(usize, usize)>) -> WatchFault {
        WatchFault { key: key.into(), at, message: self.message, hint: self.hint }
    }
}

/// An expression with nothing in it.
pub(super) fn empty_rule() -> Wrong {
    Wrong::new("这条规则是空的，不会命中任何内容", "this rule is empty and can never match")
        .hint("写上 query，或者 entities / any / all", "give it a query, or entities / any / all")
}

/// An expression that ends too early.
pub(super) fn unexpected_end() -> Wrong {
    Wrong::new("表达式到这里断了，后面还缺一个词", "the expression breaks off here: a term is missing")
        .hint("补上词，或删去末尾的运算符", "add a term, or drop the last operator")
}

/// Two terms side by side.
pub(super) fn missing_operator(next: &str) -> Wrong {
    let lower = matches!(next, "and" | "or" | "not" | "&&" | "||" | "&" | "|");
    let wrong = Wrong::new(format!("“{next}”之前缺少 AND 或 OR"), format!("an AND or OR is missing before \"{next}\""));
    if lower {
        return wrong.hint("运算符要大写：AND、OR、NOT", "operators are written AND, OR, NOT");
    }
    wrong.hint(
        "两个词都要出现写 A AND B；出现一个即可写 A OR B；排除写 AND NOT；一个含空格的词请加引号",
        "both: A AND B; either: A OR B; exclude: AND NOT; quote a term that holds a space",
    )
}

/// An operator where a term should stand.
pub(super) fn operand_expected(found: &str) -> Wrong {
    Wrong::new(format!("这里应是一个词，却写着 {found}"), format!("a term is expected here, not {found}"))
        .hint("如果要找这个字样本身，请加引号", "quote it if you look for this very word")
}

/// A bracket that is never closed.
pub(super) fn unclosed_bracket() -> Wrong {
    Wrong::new("这个括号没有闭合", "this bracket is never closed").hint("补上“)”", "add a )")
}

/// A closing bracket without an opening one.
pub(super) fn stray_bracket() -> Wrong {
    Wrong::new("多了一个“)”", "there is a ) too many").hint("删去它，或补上“(”", "drop it, or add a (")
}

/// A quote that is never closed.
pub(super) fn unclosed_quote() -> Wrong {
    Wrong::new("这个引号没有闭合", "this quote is never closed").hint("补上另一半引号", "add the other quote")
}

/// A regular expression that is never closed.
pub(super) fn unclosed_regex() -> Wrong {
    Wrong::new("这个正则表达式没有以 / 结束", "this regular expression does not end with /")
        .hint("补上 /；表达式里的 / 写作 \\/", "add a /; write \\/ for a / inside it")
}

/// A prefix that is not known.
pub(super) fn unknown_prefix(prefix: &str) -> Wrong {
    Wrong::new(format!("不认识前缀“{prefix}:”"), format!("\"{prefix}:\" is not a known prefix")).hint(
        "目前只有 entity:ID；要找带冒号的字样请加引号",
        "only entity:ID is known; quote a term that holds a colon",
    )
}

/// Brackets inside brackets inside brackets.
pub(super) fn too_deep(limit: usize) -> Wrong {
    Wrong::new(format!("括号套得太深（最多 {limit} 层）"), format!("brackets are nested too deeply (at most {limit})"))
        .hint("拆成几条规则", "split it into several watches")
}

/// An expression longer than anybody can read.
pub(super) fn too_long(limit: usize) -> Wrong {
    Wrong::new(
        format!("表达式太长（最多 {limit} 个字符）"),
        format!("the expression is too long (at most {limit} characters)"),
    )
    .hint("词多时改用 any / all / none", "use any / all / none for many terms")
}

/// A term of which normalising leaves nothing.
pub(super) fn nothing_left(term: &str) -> Wrong {
    Wrong::new(
        format!("“{term}”去掉空白和符号之后什么也不剩"),
        format!("nothing is left of \"{term}\" once blanks and symbols are gone"),
    )
    .hint("写上至少一个字", "write at least one character")
}

/// A regular expression that the engine refuses.
pub(super) fn bad_regex(said: &str) -> Wrong {
    Wrong::new(format!("正则表达式不成立：{said}"), format!("the regular expression is not valid: {said}"))
        .hint("不支持环视与反向引用；重复次数要有上限", "no look-around or back-references; keep repetitions small")
}

/// A regular expression that matches nothing at all, everywhere.
pub(super) fn regex_matches_empty() -> Wrong {
    Wrong::new(
        "这个正则表达式能匹配空文本，会命中一切",
        "this regular expression matches the empty text, so everything",
    )
    .hint("让它至少要求一个字符", "let it ask for one character at least")
}

/// An entity that does not exist.
pub(super) fn unknown_entity(id: &str, nearest: Option<&str>) -> Wrong {
    let wrong = Wrong::new(format!("没有名为“{id}”的实体"), format!("there is no entity \"{id}\""));
    match nearest {
        Some(near) => wrong.hint(format!("是不是“{near}”？"), format!("did you mean \"{near}\"?")),
        None => wrong.hint("先在 [[entity]] 里写上它", "write it as an [[entity]] first"),
    }
}

/// A rule that the empty post satisfies.
pub(super) fn matches_everything() -> Wrong {
    Wrong::new("这条规则什么都不含也成立，会命中一切", "this rule holds for an empty post: it would match everything")
        .hint("NOT / none 只能用来收窄别的条件", "NOT / none can only narrow another condition")
}

/// A name that is no name.
pub(super) fn bad_prior(prior: f32) -> Wrong {
    Wrong::new(format!("prior = {prior} 不在 0 到 1 之间"), format!("prior = {prior} is not between 0 and 1"))
        .hint("1 表示单凭这个名字就能确定", "1 means that the name alone is certain")
}

/// A sentence that should be found and is not.
pub(super) fn example_missed(sentence: &str, lacking: &Words) -> Wrong {
    Wrong::new(
        format!("must_hit 的“{sentence}”没有命中：{}", lacking.0),
        format!("must_hit \"{sentence}\" is not found: {}", lacking.1),
    )
    .hint("改规则或别名，或删去这个例句", "change the rule or an alias, or drop the example")
}

/// A sentence that should be left alone and is found.
pub(super) fn example_found(sentence: &str, why: &str) -> Wrong {
    Wrong::new(
        format!("must_not_hit 的“{sentence}”被命中：{why}"),
        format!("must_not_hit \"{sentence}\" is found: {why}"),
    )
    .hint("收窄规则，加 none 或 blocked_by", "narrow the rule, or add none or blocked_by")
}

/// The automaton's own limits.
pub(super) fn too_many_terms(said: &str) -> Wrong {
    Wrong::new(format!("词太多，无法编译：{said}"), format!("too many terms to compile: {said}"))
        .hint("减少词条", "use fewer terms")
}
