//! Addresses that are one, and addresses that are not.

use yuqing::text::url::canonical;

/// Each row: the canonical spelling, then spellings that have it.
fn check(rows: &[(&str, &[&str])]) {
    for (expected, spellings) in rows {
        for spelling in spellings.iter().chain([expected]) {
            assert_eq!(canonical(spelling).as_deref(), Some(*expected), "{spelling}");
        }
    }
}

#[test]
fn generic_noise_goes() {
    check(&[
        (
            "https://www.example.com/",
            &[
                "HTTP://WWW.Example.COM",
                "http://www.example.com:80/index.html",
                "https://www.example.com:443/?utm_source=x",
                "http://www.example.com./",
            ],
        ),
        ("https://example.com:8080/a", &["http://example.com:8080/a/", "http://u:p@example.com:8080/a"]),
        (
            "https://example.com/news?id=3&p=2",
            &[
                "http://example.com/news?p=2&id=3",
                "https://example.com/news/?id=3&p=2&spm=a.b.c&fbclid=x#top",
                "https://example.com/news?id=3&amp;p=2&empty=",
                "https://example.com/news?id=3&id=3&p=2",
            ],
        ),
        (
            "https://example.com/a/b.html",
            &[
                "http://example.com/a/b.html;jsessionid=0A1B2C",
                "http://example.com/a/b.html?from=timeline&isappinstalled=0",
                "http://example.com/a/b.html?t=1704161472000&_=1704161472",
                "http://example.com/a/b.html?v=20240102&sid=a1B2c3",
            ],
        ),
        ("https://example.com/view?t=93", &["http://example.com/view?t=93&utm_medium=m"]),
        ("https://example.com/?p=123", &["http://example.com/index.php?p=123"]),
        ("https://xn--fiq228c.com/", &["http://中文.com/"]),
        (
            "https://example.com/%E6%96%B0%E9%97%BB",
            &["https://example.com/新闻", "https://example.com/%e6%96%b0%e9%97%bb"],
        ),
        ("https://example.com/~a-b_c", &["https://example.com/%7Ea%2Db%5Fc"]),
        ("https://example.com/a%2Fb", &["https://example.com/a%2fb"]),
        ("https://example.com/s?q=a%20b", &["https://example.com/s?q=a+b"]),
        ("https://example.com/app#/detail/7", &["http://example.com/app/#/detail/7"]),
        ("https://example.com/?123.html", &["http://example.com/?123.html"]),
        ("https://example.com/a?id=3", &["https:\\/\\/example.com\\/a?id=3\\x26amp;utm_term=t"]),
    ]);
}

#[test]
fn discuz_threads_have_one_spelling() {
    check(&[
        (
            "https://bbs.example.org/forum.php?mod=viewthread&tid=93",
            &[
                "http://bbs.example.org/thread-93-1-1.html",
                "http://bbs.example.org/thread-93-1-7.html",
                "http://bbs.example.org/thread-93.html",
                "http://bbs.example.org/thread-93-1.html?mobile=2",
                "http://bbs.example.org/t-93-1.html",
                "http://bbs.example.org/forum.php?mod=viewthread&tid=93&extra=page%3D1%26filter%3Dtypeid",
                "http://bbs.example.org/forum.php?mod=viewthread&amp;tid=93&amp;highlight=x&fromuid=5&_dsign=ab",
                "http://bbs.example.org/forum.php?tid=93&mod=viewthread&mobile=2&page=1",
                "http://bbs.example.org/forum.php?mod=redirect&tid=93&goto=lastpost#lastpost",
                "http://bbs.example.org/archiver/tid-93.html",
                "http://bbs.example.org/archiver/?tid-93.html",
                "http://bbs.example.org/archiver/?tid-93.html&page=1",
                "http://bbs.example.org/viewthread.php?tid=93",
                "http://bbs.example.org/m/?a=viewthread&tid=93",
                "http://bbs.example.org/forum-2099-thread-93-1-1.html",
            ],
        ),
        (
            "https://example.org/bbs/forum.php?mod=viewthread&tid=93&page=2",
            &[
                "http://example.org/bbs/thread-93-2-1.html",
                "http://example.org/bbs/forum.php?mod=viewthread&tid=93&page=2&ordertype=1",
                "http://example.org/bbs/archiver/?tid-93.html&page=2",
                "http://example.org/bbs/archiver/tid-93-2.html",
            ],
        ),
        (
            "https://example.org/forum.php?mod=viewthread&tid=93#pid446",
            &[
                "http://example.org/forum.php?mod=redirect&goto=findpost&ptid=93&pid=446",
                "http://example.org/forum.php?mod=viewthread&tid=93&page=3#pid446",
                "http://example.org/thread-93-3-1.html#pid446",
                "http://example.org/forum.php?mod=viewthread&tid=93&pid=446",
            ],
        ),
    ]);
}

#[test]
fn other_pages_of_discuz() {
    check(&[
        (
            "https://e.org/forum.php?mod=forumdisplay&fid=37",
            &[
                "http://e.org/forum-37-1.html",
                "http://e.org/archiver/fid-37.html",
                "http://e.org/forumdisplay.php?fid=37&page=1",
                "http://e.org/forum.php?mod=forumdisplay&fid=37&filter=author&orderby=dateline",
            ],
        ),
        ("https://e.org/forum.php?mod=forumdisplay&fid=37&page=2", &["http://e.org/forum-37-2.html"]),
        ("https://e.org/forum.php?mod=forumdisplay&fid=news", &["http://e.org/forum-news-1.html"]),
        (
            "https://e.org/home.php?mod=space&uid=5",
            &["http://e.org/space-uid-5.html", "http://e.org/home.php?mod=space&uid=5&from=x"],
        ),
        (
            "https://e.org/home.php?mod=space&username=%E6%B3%B0%E5%AE%89%E8%80%81%E4%B8%81",
            &[
                "http://e.org/space-username-%CC%A9%B0%B2%C0%CF%B6%A1.html",
                "http://e.org/home.php?mod=space&username=%CC%A9%B0%B2%C0%CF%B6%A1",
            ],
        ),
        (
            "https://e.org/home.php?mod=space&do=blog&id=8&uid=5",
            &["http://e.org/blog-5-8.html", "http://e.org/home.php?mod=space&uid=5&do=blog&id=8"],
        ),
        ("https://e.org/portal.php?mod=view&aid=12", &["http://e.org/article-12-1.html"]),
        ("https://e.org/forum.php?mod=group&fid=3", &["http://e.org/group-3-1.html"]),
        (
            "https://e.org/forum.php?mod=guide&view=newthread",
            &["http://e.org/forum.php?mod=guide&view=newthread&page=1&mobile=no"],
        ),
        ("https://e.org/forum.php", &["http://e.org/forum.php?mobile=2"]),
    ]);
}

#[test]
fn platforms_go_by_their_ids() {
    check(&[
        (
            "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv",
            &["http://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv?scene=1&click_id=3#rd"],
        ),
        (
            "https://mp.weixin.qq.com/s?__biz=MzA5MTA=&idx=1&mid=265&sn=0a1b",
            &[
                "http://mp.weixin.qq.com/s?__biz=MzA5MTA=&mid=265&idx=1&sn=0a1b&chksm=8b&scene=27#wechat_redirect",
                "http://mp.weixin.qq.com/s?__biz=MzA5MTA%3D&appmsgid=265&itemidx=1&sign=0a1b",
                "http://mp.weixin.qq.com/mp/appmsg/show?__biz=MzA5MTA=&appmsgid=265&itemidx=1&sign=0a1b&from=x",
                "http://mp.weixin.qq.com/s?__biz=MzA5MTA=&amp;mid=265&amp;idx=1&amp;sn=0a1b",
                "http://mp.weixin.qq.com/s?__biz=MzA5MTA=\\x26amp;mid=265\\x26amp;idx=1\\x26amp;sn=0a1b",
            ],
        ),
        (
            "https://mp.weixin.qq.com/s?signature=xy&src=11&timestamp=1704161472&ver=1",
            &["https://mp.weixin.qq.com/s?src=11&timestamp=1704161472&ver=1&signature=xy"],
        ),
        (
            "https://tieba.baidu.com/p/8800",
            &[
                "http://tieba.baidu.com/p/8800?pn=1&fr=good&see_lz=0",
                "https://jump2.bdimg.com/p/8800?share=9105",
                "https://tieba.baidu.com/mo/q/m?kz=8800&lp=5",
                "http://c.tieba.baidu.com/p/8800",
            ],
        ),
        ("https://tieba.baidu.com/p/8800?pn=3", &["http://tieba.baidu.com/p/8800?see_lz=0&pn=3"]),
        ("https://tieba.baidu.com/p/8800#1500", &["http://tieba.baidu.com/p/8800?pid=1500&cid=0#1500"]),
        (
            "https://tieba.baidu.com/f?kw=%E6%B3%B0%E5%85%B4",
            &[
                "http://tieba.baidu.com/f?kw=%E6%B3%B0%E5%85%B4&ie=utf-8&pn=0",
                "http://tieba.baidu.com/f?kw=%CC%A9%D0%CB&fr=index",
                "http://tieba.baidu.com/f?ie=utf-8&kw=泰兴",
            ],
        ),
        (
            "https://www.163.com/article/IQJ8B1L00001899O.html",
            &[
                "https://www.163.com/dy/article/IQJ8B1L00001899O.html?spss=dy_author",
                "https://news.163.com/24/0102/10/IQJ8B1L00001899O.html",
                "https://3g.163.com/news/article/IQJ8B1L00001899O.html",
            ],
        ),
        (
            "https://news.sina.com.cn/doc-inaabcde1234567.shtml",
            &[
                "https://finance.sina.com.cn/roll/2024-01-02/doc-inaabcde1234567.shtml?cre=x",
                "https://finance.sina.cn/2024-01-02/detail-inaabcde1234567.d.html?vt=4",
            ],
        ),
        (
            "https://www.toutiao.com/article/7319000000000000000",
            &[
                "https://www.toutiao.com/a7319000000000000000/?channel=",
                "https://m.toutiao.com/i7319000000000000000/",
                "https://www.toutiao.com/group/7319000000000000000/",
            ],
        ),
    ]);
}

#[test]
fn what_differs_stays_apart() {
    for (one, other) in [
        ("http://e.org/thread-93-1-1.html", "http://e.org/thread-94-1-1.html"),
        ("http://a.org/thread-93-1-1.html", "http://b.org/thread-93-1-1.html"),
        ("http://e.org/bbs/thread-93-1-1.html", "http://e.org/thread-93-1-1.html"),
        ("http://e.org/a?id=1", "http://e.org/a?id=2"),
        ("http://e.org/viewtopic?t=7", "http://e.org/viewtopic?t=8"),
        ("http://e.org/forum.php?mod=guide&view=new", "http://e.org/forum.php?mod=guide&view=hot"),
        ("http://m.e.org/a", "http://www.e.org/a"),
    ] {
        assert_ne!(canonical(one), canonical(other), "{one} {other}");
    }
}

#[test]
fn what_is_no_address() {
    for text in [
        "",
        "javascript:void(0)",
        "ftp://example.com/a",
        "mailto:a@example.com",
        "/a/b",
        "//example.com/a",
        "http://",
        "泰兴",
    ] {
        assert_eq!(canonical(text), None, "{text}");
    }
    assert_eq!(canonical(&format!("http://example.com/{}", "a".repeat(10_000))), None);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

    #[test]
    fn canonical_is_stable(path in "(/|-|\\.|%|thread|forum|archiver|tid|[0-9a-z]|index\\.html){0,8}", query in "([a-z]{1,3}|tid|mod|=|&|%2[0-9F]|\\+|[0-9]|甲){0,12}") {
        if let Some(once) = canonical(&format!("http://e.org/{path}?{query}")) {
            let twice = canonical(&once);
            proptest::prop_assert_eq!(twice.as_deref(), Some(once.as_str()));
        }
    }
}
