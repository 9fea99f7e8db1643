//! Verdicts and reasons in words. The catalogue imports nothing, so it takes their names (`AsRef<str>`).
//!
//! - [`verdict`], [`verdict_sentence`]: how a visit ended
//! - [`reason`], [`reason_sentence`], [`reason_advice`]: why; as a noun, as a sentence, and what to do

use super::Lang;

/// Chinese and English.
type Pair = [&'static str; 2];

/// A verdict in a word or two: 有新帖, 被拦.
pub fn verdict(lang: Lang, verdict: impl AsRef<str>) -> String {
    pick(lang, VERDICTS.iter().find(|v| v.0 == verdict.as_ref()).map(|v| v.1), verdict.as_ref())
}

/// A verdict as a sentence.
pub fn verdict_sentence(lang: Lang, verdict: impl AsRef<str>) -> String {
    pick(lang, VERDICTS.iter().find(|v| v.0 == verdict.as_ref()).map(|v| v.2), verdict.as_ref())
}

/// A reason as a noun: 拦截页, 证书错误.
pub fn reason(lang: Lang, reason: impl AsRef<str>) -> String {
    pick(lang, find(reason.as_ref()).map(|r| r.noun), reason.as_ref())
}

/// A reason as a sentence: what happened.
pub fn reason_sentence(lang: Lang, reason: impl AsRef<str>) -> String {
    pick(lang, find(reason.as_ref()).map(|r| r.sentence), reason.as_ref())
}

/// What to do about a reason, as a sentence.
pub fn reason_advice(lang: Lang, reason: impl AsRef<str>) -> String {
    pick(lang, find(reason.as_ref()).map(|r| r.advice), reason.as_ref())
}

fn find(code: &str) -> Option<&'static ReasonWords> {
    REASONS.iter().find(|r| r.code == code)
}

/// A name without words stands for itself; a test sees to it that there is none.
fn pick(lang: Lang, pair: Option<Pair>, name: &str) -> String {
    let [zh, en] = pair.unwrap_or_default();
    let words = match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    if words.is_empty() { name.to_string() } else { words.to_string() }
}

/// Name, a word or two, a sentence.
const VERDICTS: &[(&str, Pair, Pair)] = &[
    ("not_run", ["未访问", "not run"], ["到点没有访问。", "The slot passed without a visit."]),
    ("unchanged", ["无变化", "unchanged"], ["看过了，与上次相同。", "Looked at; the same as last time."]),
    ("empty", ["空", "empty"], ["看过了，站点说没有内容。", "Looked at; the site says there is nothing."]),
    (
        "parsed_nothing",
        ["未读出", "unreadable"],
        ["页面取到了，但读不出帖子。", "A page came, but no post could be read in it."],
    ),
    ("old_only", ["只有旧帖", "old only"], ["看过了，都是已知的帖子。", "Looked at; every post was known."]),
    ("new", ["有新帖", "new posts"], ["看过了，有新帖。", "Looked at; there were new posts."]),
    ("partial", ["部分", "partial"], ["看过了，但没有看完。", "Looked at, but not to the end."]),
    ("blocked", ["被拦", "blocked"], ["站点不让看。", "The site refuses to be looked at."]),
    ("failed", ["失败", "failed"], ["没有取到能读的内容。", "Nothing came that could be read."]),
];

/// The words of one reason.
struct ReasonWords {
    code: &'static str,
    noun: Pair,
    sentence: Pair,
    advice: Pair,
}

const fn words(code: &'static str, noun: Pair, sentence: Pair, advice: Pair) -> ReasonWords {
    ReasonWords { code, noun, sentence, advice }
}

const REASONS: &[ReasonWords] = &[
    words(
        "not_running",
        ["程序未运行", "not running"],
        ["到点时程序没有运行，或机器关着。", "The program was not running at the time, or the machine was off."],
        [
            "请确认服务已设为开机启动（systemctl enable yuqing）。",
            "See that the service starts at boot (systemctl enable yuqing).",
        ],
    ),
    words(
        "dns",
        ["域名无法解析", "name not found"],
        ["站点的域名解析不到地址。", "The site's name does not resolve to an address."],
        ["请核对网址，并检查本机的 DNS 设置。", "Check the address in sources.toml and this machine's DNS."],
    ),
    words(
        "connect",
        ["连接不上", "no connection"],
        ["连接不上站点：被拒绝、被重置或不可达。", "The site cannot be reached: refused, reset or unreachable."],
        [
            "请在浏览器中打开该网址；打得开，就检查本机的网络出口和防火墙。",
            "Open the address in a browser; if it opens there, check this machine's way out and its firewall.",
        ],
    ),
    words(
        "tls",
        ["证书错误", "certificate fault"],
        ["加密连接没有建立：证书或握手有误。", "No secure connection: the certificate or the handshake is at fault."],
        [
            "请核对本机时间；站点用私有证书时，在 [fetch] ca_file 中写明。",
            "Check this machine's clock; for a private authority set ca_file under [fetch].",
        ],
    ),
    words(
        "timeout",
        ["超时", "timed out"],
        ["站点太慢，在限定时间内没有答完。", "The site was too slow to answer within the time allowed."],
        [
            "偶尔一次不必处理；经常如此，可调大 [fetch] total_timeout_secs。",
            "Once in a while is no matter; if it is frequent, raise total_timeout_secs under [fetch].",
        ],
    ),
    words(
        "broken_answer",
        ["回应中断", "broken answer"],
        ["回应到一半连接断了，或回的不是 HTTP。", "The connection broke within the answer, or the answer was no HTTP."],
        [
            "下次会再看；一直如此，请核对网址和端口。",
            "It will be looked at again; if it stays so, check the address and its port.",
        ],
    ),
    words(
        "body_too_large",
        ["页面过大", "page too large"],
        ["页面超过了允许的大小，没有读。", "The page is larger than allowed and was not read."],
        [
            "请核对网址是不是列表页；确有需要，可调大 [fetch] max_body_bytes。",
            "Check that the address is a list page; if need be, raise max_body_bytes under [fetch].",
        ],
    ),
    words(
        "decompressed_too_large",
        ["解压后过大", "too large unpacked"],
        ["页面解压后超过了允许的大小，没有读。", "The page is larger than allowed once unpacked and was not read."],
        [
            "多半不是正常页面；请在浏览器中核对网址。",
            "This is hardly an ordinary page; check the address in a browser.",
        ],
    ),
    words(
        "bad_compression",
        ["压缩损坏", "damaged compression"],
        ["页面的压缩数据是坏的，解不开。", "The page's compressed data is damaged."],
        [
            "下次会再看；一直如此，是站点的毛病，请告知站方。",
            "It will be looked at again; if it stays so the site is at fault.",
        ],
    ),
    words(
        "redirect_loop",
        ["循环跳转", "redirect loop"],
        ["站点让人一直跳转，到不了页面。", "The site redirects in a circle, or too often."],
        [
            "请把浏览器最后停下的网址写进 sources.toml。",
            "Put the address at which a browser comes to rest into sources.toml.",
        ],
    ),
    words(
        "bad_redirect",
        ["跳转无效", "bad redirect"],
        ["站点跳转到了不能去的地方。", "The site redirects to a place that must not be followed."],
        [
            "请把浏览器最后停下的网址写进 sources.toml。",
            "Put the address at which a browser comes to rest into sources.toml.",
        ],
    ),
    words(
        "forbidden_address",
        ["内网地址", "private address"],
        [
            "地址落在内网、本机或云管理网段，没有访问。",
            "The address is private, local or a cloud's own; it was not visited.",
        ],
        [
            "确是本单位内网的站点，就为该源写上 allow_private = true。",
            "If it is your own intranet site, set allow_private = true for this source.",
        ],
    ),
    words(
        "robots",
        ["robots 禁止", "robots.txt"],
        ["站点的 robots.txt 不许自动访问这个地址。", "The site's robots.txt forbids automated visits to this address."],
        ["请向站方征得同意，或改用站方提供的 RSS。", "Ask the site for leave, or use a feed that it offers."],
    ),
    words(
        "robots_unreachable",
        ["robots 读不到", "robots.txt unreachable"],
        [
            "站点的 robots.txt 读不到，按规矩先不访问。",
            "The site's robots.txt cannot be read, which forbids visits for now.",
        ],
        ["过一阵会再试；一直如此，请告知站方。", "It will be tried again; if it stays so, tell the site."],
    ),
    words(
        "http_client",
        ["请求被拒", "request refused"],
        ["站点说这个请求有误（4xx）。", "The site says that the request is wrong (4xx)."],
        ["请在浏览器中核对网址。", "Check the address in a browser."],
    ),
    words(
        "http_server",
        ["站点故障", "site fault"],
        ["站点自己出了故障（5xx）。", "The site itself is at fault (5xx)."],
        ["不必处理，恢复后会自动再看。", "Nothing to do; it is looked at again by itself."],
    ),
    words(
        "http_gone",
        ["网址失效", "address gone"],
        ["这个网址已经不存在（404 或 410）。", "The address is no more (404 or 410)."],
        [
            "版块多半搬了家；请找到新网址，改进 sources.toml。",
            "The board has probably moved; put its new address into sources.toml.",
        ],
    ),
    words(
        "http_forbidden",
        ["禁止访问", "forbidden"],
        ["站点禁止访问（401 或 403）。", "The site forbids access (401 or 403)."],
        ["请先放宽访问间隔，并与站方联系说明用途。", "Visit less often, and tell the site what the visits are for."],
    ),
    words(
        "rate_limited",
        ["访问太勤", "too many requests"],
        ["站点说访问太勤。", "The site says that there are too many requests."],
        [
            "已自动放慢；一直如此，请为该源写更长的间隔。",
            "It is slowed down already; if it stays so, give this source a longer interval.",
        ],
    ),
    words(
        "block_page",
        ["拦截页", "block page"],
        ["站点给的是验证或拦截页，不是内容。", "The site showed a challenge or a block page instead of its content."],
        [
            "本程序不破解验证；请与站方联系，或改用人工查看。",
            "This program solves no challenge; speak to the site, or look by hand.",
        ],
    ),
    words(
        "login_wall",
        ["要求登录", "log-in asked for"],
        ["站点要求登录才能看。", "The site asks for a log-in."],
        [
            "本程序不登录；请改用公开的版块或 RSS，或改用人工查看。",
            "This program never logs in; use a public board or a feed, or look by hand.",
        ],
    ),
    words(
        "permission",
        ["游客无权", "not for guests"],
        ["这个版块不对游客开放。", "This board is not open to guests."],
        ["请换公开的版块，或改用人工查看。", "Use a public board, or look by hand."],
    ),
    words(
        "site_closed",
        ["站点关闭", "site closed"],
        ["站点关闭或正在维护。", "The site is closed or under maintenance."],
        [
            "不必处理，开放后会自动再看；长期关闭请停用该源。",
            "Nothing to do; it is looked at again by itself. If it stays closed, disable the source.",
        ],
    ),
    words(
        "content_gone",
        ["内容已无", "content gone"],
        ["帖子或文章已删除、待审或不存在。", "The thread or article is deleted, pending or unknown."],
        [
            "已存的内容仍在；请核对该源的网址是不是列表页。",
            "What was stored is kept; check that the source's address is a list page.",
        ],
    ),
    words(
        "empty_body",
        ["空白页", "blank page"],
        ["站点回了一张空白页。", "The site answered with a blank page."],
        [
            "下次会再看；一直如此，请在浏览器中核对网址。",
            "It will be looked at again; if it stays so, check the address in a browser.",
        ],
    ),
    words(
        "wrong_charset",
        ["乱码", "garbled"],
        [
            "页面的编码与所说的不符，太多字认不出。",
            "The page's encoding is not what it says; too many characters cannot be read.",
        ],
        [
            "请用 yuqing try decode 查看该页，并告知站方。",
            "Look at the page with `yuqing try decode`, and tell the site.",
        ],
    ),
    words(
        "not_a_feed",
        ["不是订阅源", "not a feed"],
        ["要的是 RSS，来的是网页。", "A feed was expected, and a web page came."],
        [
            "请核对 RSS 网址，或为该源换一个引擎（yuqing engines）。",
            "Check the feed's address, or choose another engine (`yuqing engines`).",
        ],
    ),
    words(
        "bad_feed",
        ["订阅源损坏", "damaged feed"],
        ["RSS 是坏的，读不出。", "The feed is damaged and cannot be read."],
        ["下次会再看；一直如此，请告知站方。", "It will be looked at again; if it stays so, tell the site."],
    ),
    words(
        "no_structure",
        ["结构不符", "unknown structure"],
        ["页面里找不到该引擎认得的结构。", "Nothing of the structure this engine knows was found in the page."],
        [
            "站点多半改版了；请用 yuqing try page 查看，或换一个引擎。",
            "The site was probably rebuilt; look with `yuqing try page`, or choose another engine.",
        ],
    ),
    words(
        "selectors_found_nothing",
        ["选择器落空", "selectors found nothing"],
        [
            "[source.select] 的选择器在页面里什么也没找到。",
            "The selectors under [source.select] found nothing in the page.",
        ],
        ["站点多半改版了；请对照页面修改选择器。", "The site was probably rebuilt; mend the selectors."],
    ),
    words(
        "repeated_page",
        ["翻页重复", "repeated page"],
        ["翻到后面，站点给的还是前面那一页。", "A further page only repeated an earlier one."],
        [
            "可能漏看了旧帖；请核对该源的翻页设置。",
            "Older posts may be missed; check how this source's pages are counted.",
        ],
    ),
    words(
        "page_limit",
        ["页数到限", "page limit"],
        ["翻到了页数上限，还没有接上已知的帖子。", "The page limit was reached before the posts already known."],
        ["请把该源看得更勤些，或调大 max_pages。", "Visit this source more often, or raise its max_pages."],
    ),
    words(
        "some_pages_failed",
        ["部分页失败", "some pages failed"],
        ["有几页没有取到，其余已看。", "Some of the pages could not be read; the others were."],
        [
            "下次会补看；一直如此，请看 yuqing status 的详情。",
            "They are read next time; if it stays so, see `yuqing status`.",
        ],
    ),
    words(
        "implausible_time",
        ["时间不可信", "implausible time"],
        [
            "有帖子的时间在未来或 1970 年，没有采信。",
            "A post's time lies in the future or in 1970 and was not believed.",
        ],
        [
            "帖子已收，只是没有发表时间；请核对该源的时区。",
            "The post is kept, without a time; check this source's zone.",
        ],
    ),
    words(
        "too_many_posts",
        ["帖子过多", "too many posts"],
        ["一页里的帖子多得反常，只读了一部分。", "The page has more posts than allowed; only a part was read."],
        ["请核对网址或选择器是不是选得太宽。", "Check whether the address or the selectors take in too much."],
    ),
    words(
        "internal",
        ["程序出错", "fault in the program"],
        ["本程序自己出了错。", "The program itself is at fault."],
        ["请把日志发给维护者。", "Please send the log to the maintainers."],
    ),
];
