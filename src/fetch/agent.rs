//! How the program introduces itself.
//!
//! - [`user_agent`]: what every site sees; [`product`]: the name robots.txt files address
//! - [`phone_page_words`]: letter runs that make Discuz serve another page than a reader sees

use crate::config::FetchOptions;

/// Letter runs that Discuz looks for in a user agent: robots (links and anchors disappear), touch phones (another
/// template), old phones (a WML template). From `checkrobot` and `checkmobile` of Discuz! X2 to X3.5.
const LETTER_RUNS: &[&str] = &[
    // Robots.
    "bot",
    "crawl",
    "spider",
    "slurp",
    "sohu-search",
    "lycos",
    "robozilla",
    // Tablets and touch phones.
    "ipad",
    "iphone",
    "android",
    "phone",
    "mobile",
    "wap",
    "netfront",
    "java",
    "opera mobi",
    "opera mini",
    "ucweb",
    "windows ce",
    "symbian",
    "series",
    "webos",
    "sony",
    "blackberry",
    "dopod",
    "nokia",
    "samsung",
    "palmsource",
    "xda",
    "pieplus",
    "meizu",
    "midp",
    "cldc",
    "motorola",
    "foma",
    "docomo",
    "up.browser",
    "up.link",
    "blazer",
    "helio",
    "hosin",
    "huawei",
    "novarra",
    "coolpad",
    "techfaith",
    "alcatel",
    "amoi",
    "ktouch",
    "nexian",
    "ericsson",
    "philips",
    "sagem",
    "wellcom",
    "bunjalloo",
    "maui",
    "iemobile",
    "spice",
    "bird",
    "zte-",
    "longcos",
    "pantech",
    "gionee",
    "portalmmm",
    "jig browser",
    "hiptop",
    "benq",
    "haier",
    "^lct",
    "320x320",
    "240x320",
    "176x220",
    // Old phones.
    "cect",
    "compal",
    "ctl",
    "lg",
    "nec",
    "tcl",
    "daxian",
    "dbtel",
    "eastcom",
    "konka",
    "kejian",
    "lenovo",
    "mot",
    "soutec",
    "sgh",
    "sed",
    "capitel",
    "panasonic",
    "sharp",
    "panda",
    "zte",
];

/// The user agent: the product, that this is automated monitoring, and who answers for it.
pub fn user_agent(options: &FetchOptions) -> String {
    let product = header_text(&options.user_agent);
    let contact = header_text(&options.contact);
    match contact.as_str() {
        "" => format!("{product} (automated public-opinion monitoring)"),
        contact => format!("{product} (automated public-opinion monitoring; +{contact})"),
    }
}

/// The name of the product, by which a robots.txt addresses it: `Yuqing` of `Yuqing/1.0 (…)`.
pub fn product(user_agent: &str) -> &str {
    user_agent.split(['/', ' ', ';', '(']).next().unwrap_or_default()
}

/// The letter runs in a user agent that make Discuz serve a phone page or a page for robots.
pub fn phone_page_words(user_agent: &str) -> Vec<&'static str> {
    let lower = user_agent.to_ascii_lowercase();
    LETTER_RUNS.iter().copied().filter(|run| lower.contains(run)).collect()
}

/// What may stand in a header and inside the brackets of a comment: printable ASCII without brackets.
fn header_text(text: &str) -> String {
    let fits = |c: &char| (c.is_ascii_graphic() || *c == ' ') && !matches!(c, '(' | ')' | '\\');
    text.chars().filter(fits).collect::<String>().trim().to_owned()
}
