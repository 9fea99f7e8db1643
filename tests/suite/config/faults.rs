//! A table of broken lines: where the fault is put, and what is said about it.

use super::{Folder, lines};

const SOURCE: &str = "[[source]]\nid = \"a\"\nname = \"甲\"\nengine = \"feed\"\nurl = \"https://a.cn/feed\"\n";
const ENTITY: &str = "[[entity]]\nid = \"h\"\nkind = \"organisation\"\nname = \"医院\"\n";

/// The one fault of a folder: `place` is `line:column`; both texts must stand in the line.
#[track_caller]
fn check(folder: &Folder, place: &str, message: &str, hint: &str) {
    let found = lines(&folder.diagnostics());
    let [line] = found.as_slice() else { panic!("one fault expected, found {found:#?}") };
    let (said, advice) = line.split_once(" | ").expect("message and hint");
    assert!(said.contains(&format!("{place} ")), "{place} in {said}");
    assert!(said.contains(message), "{message} in {said}");
    assert!(advice.contains(hint), "{hint} in {advice:?}");
}

#[test]
fn options_that_cannot_be() {
    let table = [
        ("[fetch]\ntotal_timeout = 3", "2:1", "没有叫 `total_timeout`", "`total_timeout_secs`"),
        ("[fech]\nproxy = \"http://p\"", "1:2", "没有叫 [fech]", "`fetch`"),
        ("fetch = 3", "1:9", "`fetch` 应当是表", ""),
        ("[fetch]\nconcurrency = \"8\"", "2:15", "应当是整数，这里是文字", "去掉引号"),
        ("[fetch]\nconcurrency = 0", "2:15", "是 0，应在 1 到 1000 之间", ""),
        ("[fetch]\nmax_redirects = 99999999999999999999", "2:17", "应在 0 到 20", ""),
        ("[fetch]\nhost_interval_ms = 10", "2:20", "应在 1000", ""),
        ("[fetch]\nown_hosts = [\"a b\"]", "2:14", "不是主机名", ""),
        ("[fetch]\nproxy = \"http://u:p@x\"", "2:9", "代理地址里不能带账号密码", "不需要密码"),
        ("[fetch]\nproxy = \"ftp://x\"", "2:9", "不是 ftp", ""),
        ("[organisation]\nname = 3", "2:8", "应当是文字，这里是整数", "引号"),
        ("[organisation]\nname = \" \"", "2:8", "`name` 是空的", ""),
        ("[organisation]\nlanguage = \"zh\"", "2:12", "不能是 “zh”", "`zh-CN`"),
        ("[organisation]\nzone = \"Asia/Shanhai\"", "2:8", "没有 “Asia/Shanhai”", "`Asia/Shanghai`"),
        ("[organisation]\nid = \"Er Yuan\"", "2:6", "只能用小写字母", "\"er-yuan\""),
        ("[organisation]\nshort_name = \"一二三四五六七八九十一二三\"", "2:14", "最多 12 个字", ""),
        ("[match]\nours_from = 0.2\nmaybe_from = 0.5", "3:14", "`maybe_from` 不能大于 `ours_from`", ""),
        ("[match]\nours_from = 1.5", "2:13", "应在 0 到 1", ""),
        ("[digest]\nat = \"25:00\"", "2:6", "不是一天中的时刻", "\"08:00\""),
        ("[digest]\nat = 08:00:00", "2:6", "应当是文字，这里是日期时间", "引号"),
        ("[digest]\nenabled = \"true\"", "2:11", "应当是true 或 false", "去掉引号"),
        ("[alert]\ninstant_from_severity = 9", "2:25", "应在 0 到 5", ""),
        ("[web]\nlisten = \"8650\"", "2:10", "不是监听地址", "\"off\""),
        ("[web]\nlisten = \"0.0.0.0:8650\"", "2:10", "没有登录", "反向代理"),
        ("[log]\nlevel = \"info,=\"", "2:9", "不是日志级别", "info"),
        ("[log]\nformat = \"txt\"", "2:10", "不能是 “txt”", "`text`"),
        ("[schedule]\njitter_secs = -1", "2:15", "是 -1", ""),
        ("[mail]\nretry_minutes = []", "2:17", "什么也没有", ""),
        ("[mail]\nretry_minutes = [1, \"5\"]", "2:21", "应当是整数", ""),
        ("[mail]\nto = \"a@b.cn\"", "2:6", "应当是列表", ""),
        ("[mail]\nto = [\"a@b.cn\", \"nobody\"]", "2:17", "“nobody” 不是邮件地址", "name@example.org"),
        ("[mail]\nfrom = \"医院 <x>\"", "2:8", "不是邮件地址", ""),
        ("[mail]\nfrom = \"医院\\r\\nBcc: <a@b.cn>\"", "2:8", "不是邮件地址", ""),
        ("[mail]\nconsole_url = \"yq.cn\"", "2:15", "网址前面没有 https://", "https://"),
        ("[mail]\ntls = \"starttls\"", "2:7", "不能是 “starttls”", "`starttls-required`"),
        ("[mail]\nhost = \"smtp.qq.com/\"", "2:8", "不是主机名", ""),
    ];
    for (options, place, message, hint) in table {
        check(&Folder::new(options, SOURCE, ""), place, message, hint);
    }
}

#[test]
fn mail_that_cannot_be_sent() {
    const WHOLE: &str = "[mail]\nenabled = true\nhost = \"m.cn\"\nfrom = \"a@b.cn\"\nto = [\"a@b.cn\"]\n";
    let table = [
        (WHOLE.replace("host = \"m.cn\"\n", ""), "2:11", "没有 `host`", "host = "),
        (WHOLE.replace("from = \"a@b.cn\"\n", ""), "2:11", "没有 `from`", "from = "),
        (WHOLE.replace("to = [\"a@b.cn\"]\n", "to = []\n"), "5:6", "没有 `to`", "to = "),
        (format!("{WHOLE}username = \"a\""), "6:12", "有邮箱账号而没有密码", "password_credential"),
        (format!("{WHOLE}password_env = \"P\""), "6:16", "没有 `username`", ""),
        (format!("{WHOLE}username = \"a\"\npassword_env = \"P\""), "7:16", "读不到密码 $P", ""),
        (format!("{WHOLE}username = \"a\"\npassword_file = \"none\""), "7:17", "读不到密码", ""),
        (
            format!("{WHOLE}username = \"a\"\npassword_credential = \"c\""),
            "7:23",
            "此处读不到凭据 `c`",
            "/etc/credstore/yuqing-c",
        ),
        (format!("{WHOLE}username = \"a\"\npassword = \"p\""), "7:12", "明文", "password_file"),
        (format!("{WHOLE}username = \"a\"\npassword = \"p\"\npassword_env = \"P\""), "8:16", "只能来自一处", ""),
        (format!("{WHOLE}port = 587"), "6:8", "587 端口通常", ""),
    ];
    for (options, place, message, hint) in table {
        check(&Folder::new(&options, SOURCE, ""), place, message, hint);
    }
}

#[test]
fn sources_that_cannot_be() {
    let table = [
        ("schedul = \"@hourly\"", "6:1", "没有叫 `schedul`", "`schedule`"),
        ("every = \"10x\"", "6:9", "不是时长", "1h30m"),
        ("every = \"0s\"", "6:9", "不是时长", ""),
        ("every = 600", "6:9", "应当是文字", "引号"),
        ("every = \"99999999999999999999s\"", "6:9", "不是时长", ""),
        ("every = \"1h\"\nschedule = \"@hourly\"", "6:9", "只能写一个", "删掉"),
        ("every = \"1m\"", "6:9", "太频繁", "own_hosts = [\"a.cn\"]"),
        ("schedule = \"*/2 * * * *\"", "6:12", "太频繁", ""),
        ("priority = \"keyy\"", "6:12", "不能是 “keyy”", "`key`"),
        ("weight = 11", "6:10", "应在 0 到 10", ""),
        ("weight = -1", "6:10", "应在 0 到 10", ""),
        ("zone = \"Beijing\"", "6:8", "没有 “Beijing” 这个时区", "\"Asia/Shanghai\""),
        ("tags = [\"\"]", "6:9", "`tags` 是空的", ""),
        ("enabled = 1", "6:11", "应当是true 或 false", ""),
        ("[source.select]\ntitle = \"a\"", "6:1", "[select] 缺少 `item`", "ul.news li"),
        ("[source.select]\nitem = \"a\"\nlinks = \"b\"", "8:1", "没有叫 `links`", "`link`"),
        ("[[sourc]]\nid = \"b\"", "6:3", "没有叫 `sourc`", "`source`"),
        (
            "[[source]]\nid = \"a\"\nname = \"乙\"\nengine = \"feed\"\nurl = \"https://b.cn\"",
            "7:6",
            "第 2 行已经用过",
            "-2",
        ),
    ];
    for (tail, place, message, hint) in table {
        check(&Folder::new("", &format!("{SOURCE}{tail}\n"), ""), place, message, hint);
    }
}

#[test]
fn source_values_that_cannot_be() {
    let table = [
        ("id = \"a\"", "id = \"A 1\"", "2:6", "只能用小写字母", "\"a-1\""),
        ("id = \"a\"\n", "", "1:1", "[[source]] 缺少 `id`", "id = "),
        ("name = \"甲\"\n", "", "1:1", "缺少 `name`", ""),
        ("engine = \"feed\"\n", "", "1:1", "缺少 `engine`", "discuz"),
        ("url = \"https://a.cn/feed\"\n", "", "1:1", "缺少 `url`", "https://"),
        ("https://a.cn/feed", "a.cn", "5:7", "网址前面没有", "https://"),
        ("https://a.cn/feed", "ftp://a.cn", "5:7", "不是 ftp", ""),
        ("https://a.cn/feed", "https://me:pw@a.cn", "5:7", "从不登录", ""),
        ("https://a.cn/feed", "https://bbs.example.org", "5:7", "示例网址", "enabled = false"),
    ];
    for (from, to, place, message, hint) in table {
        check(&Folder::new("", &SOURCE.replace(from, to), ""), place, message, hint);
    }
}

#[test]
fn watches_that_cannot_be() {
    let table = [
        ("[[watch]]\nid = \"w\"\nname = \"W\"", "5:1", "“W” 没有规则", "query ="),
        ("[[watch]]\nid = \"w\"\nname = \"W\"\nquery = \"a\"\nany = [\"b\"]", "9:7", "只能写一种", ""),
        ("[[watch]]\nid = \"w\"\nname = \"W\"\nnone = [\"b\"]", "8:8", "命中一切", "query ="),
        ("[[watch]]\nid = \"w\"\nname = \"W\"\nentities = [\"hh\"]", "8:13", "没有编号为 `hh`", "`h`"),
        ("[[watch]]\nid = \"w\"\nname = \"W\"\nany = [\"b\", \"\"]", "8:13", "`any` 是空的", ""),
        ("[[watch]]\nid = \"w\"\nname = \"W\"\nany = [\"b\"]\nnotify = \"mail\"", "9:10", "不能是 “mail”", "instant"),
        ("[[watch]]\nid = \"w\"\nname = \"W\"\nquery = 3", "8:9", "应当是文字", ""),
        ("aliases = [3]", "5:12", "应当是文字", ""),
        ("aliases = [\"二院\", { txt = \"x\", text = \"y\" }]", "5:20", "没有叫 `txt`", "`text`"),
        ("aliases = [{ prior = 0.3 }]", "5:12", "缺少 `text`", "prior"),
        ("aliases = [{ text = \"x\", prior = 3 }]", "5:34", "应在 0 到 1", ""),
        ("aliases = \"x\"", "5:11", "应当是列表", ""),
        ("[[entity]]\nid = \"p\"\nkind = \"person\"\nname = \"张三\"", "7:8", "不能是人", "科室"),
        ("[[entity]]\nid = \"p\"\nkind = \"shop\"\nname = \"店\"", "7:8", "不能是 “shop”", "organisation"),
    ];
    for (tail, place, message, hint) in table {
        check(&Folder::new("", SOURCE, &format!("{ENTITY}{tail}\n")), place, message, hint);
    }
}

#[test]
fn lexicons_that_cannot_be() {
    let category = "[[category]]\nid = \"c_1\"\nname = \"C\"\npolarity = \"negative\"\n";
    let table = [
        ("terms = [{ t = \"误诊\", w = 11 }]", "5:26", "应在 -10 到 10", ""),
        ("terms = [{ t = \"误诊\" }]", "5:10", "缺少 `w`", ""),
        ("terms = [{ t = \"a\", w = 1 }, { t = \"a\", w = 2 }]", "5:36", "写了两遍", ""),
        ("[red]\nterms = [\"爆炸\"]", "6:10", "不在任何类别里", "[[category]]"),
        ("[[context]]\nid = \"x\"\nkind = \"nope\"\npattern = \"p\"", "7:8", "不能是 “nope”", "negate"),
        ("[source_prior]\n\"泰兴论坛\" = 2", "6:10", "应在 0 到 1", ""),
    ];
    for (tail, place, message, hint) in table {
        let folder = Folder::new("", SOURCE, "");
        folder.write("config/lexicon.toml", format!("{category}{tail}\n"));
        check(&folder, place, message, hint);
    }
}

#[test]
fn syntax_that_cannot_be_read() {
    let table = [
        ("id = \"a\"", "id = a", "2:6", "写法有误", ""),
        ("id = \"a\"", "id = “a”", "2:6", "写法有误", "“，要用英文的 \""),
        ("id = \"a\"", "id \"a\"", "2:", "写法有误", ""),
        ("id = \"a\"", "id =", "2:", "写法有误", ""),
        ("id = \"a\"", "id = \"a", "2:", "引号没有配对", ""),
        ("id = \"a\"", "id = \"a\"\nid = \"b\"", "3:1", "写了两遍", ""),
        ("[[source]]", "[[source]", "1:", "表头", ""),
        ("id = \"a\"", "id = \"a\"\ntags = [\"x\"", "4:1", "列表", ""),
    ];
    for (from, to, place, message, hint) in table {
        let folder = Folder::new("", &SOURCE.replace(from, to), "");
        let found = lines(&folder.diagnostics());
        let [line] = found.as_slice() else { panic!("one fault expected for {to:?}, found {found:#?}") };
        assert!(line.contains(&format!("sources.toml:{place}")), "{place} in {line}");
        assert!(line.contains(message) && line.contains(hint), "{message}, {hint} in {line}");
    }
}

#[test]
fn files_that_cannot_be_read() {
    let folder = Folder::new("", SOURCE, "");
    std::fs::remove_file(folder.path().join("config/watches.toml")).expect("removed");
    check(&folder, "watches.toml:0:0", "没有这个文件", "[files] watches");

    let folder = Folder::new("", SOURCE, "");
    let (gbk, _, _) = encoding_rs::GBK.encode("# 二院\n");
    folder.write("sources.toml", gbk);
    check(&folder, "sources.toml:1:3", "不是 UTF-8", "另存为");

    let folder = Folder::new("", &format!("\u{feff}{SOURCE}"), "");
    assert_eq!(folder.load().expect("a byte order mark is no fault").sources.len(), 1);
}
