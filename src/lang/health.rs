//! What `yuqing status --health` says.

super::catalogue! {
    /// All is well.
    well() { "服务正常", "all is well" }
    /// The daemon says that something is not well.
    unwell(answer) { "服务不正常：{answer}", "not well: {answer}" }
    /// Nobody answers.
    silent(address, why) { "{address} 没有回答：{why}", "no answer at {address}: {why}" }
    /// There is nobody to ask.
    off() { "[web] listen 是 \"off\"，没有地方可以问", "[web] listen is \"off\": there is nobody to ask" }
}
