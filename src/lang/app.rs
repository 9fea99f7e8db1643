//! Faults that only the stages find, as they are shown beside the configuration.

super::catalogue! {
    /// No such engine.
    no_engine(name) { "没有名为“{name}”的引擎", "there is no engine `{name}`" }
    /// A guess.
    did_you_mean(name) { "是否要用“{name}”？", "did you mean `{name}`?" }
    /// All of them.
    known_engines(names) { "可用的引擎：{names}", "engines: {names}" }
}
