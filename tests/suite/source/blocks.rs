//! Challenge, block, maintenance and log-in pages of any site; and articles that only speak of such things.

use url::Url;
use yuqing::model::{Outcome, PageRole, Reason};

use super::Case;

fn check(status: u16, html: &str, outcome: Outcome, reason: Reason) {
    let mut case = Case::new("page", "https://news.example/", html).status(status);
    case.select = Some(yuqing::model::Selectors { item: "li.news".into(), ..Default::default() });
    let parsed = case.parse();
    assert_eq!((parsed.outcome, parsed.reason), (outcome, Some(reason)), "{status} {html}");
}

#[test]
fn statuses_are_read_first() {
    check(404, "<p>没有</p>", Outcome::Gone, Reason::HttpGone);
    check(403, "<p>Forbidden</p>", Outcome::Blocked, Reason::HttpForbidden);
    check(401, "", Outcome::LoginWall, Reason::HttpForbidden);
    check(429, "", Outcome::Blocked, Reason::RateLimited);
    check(412, "<script>$_ts=window['$_ts'];</script>", Outcome::Blocked, Reason::BlockPage);
    check(521, "<script>document.cookie='a';location='/'</script>", Outcome::Blocked, Reason::BlockPage);
    check(500, "<p>oops</p>", Outcome::Unknown, Reason::HttpServer);
    check(503, "<title>系统维护中</title>", Outcome::Closed, Reason::SiteClosed);
    check(403, "<title>Just a moment...</title>", Outcome::Blocked, Reason::BlockPage);
    check(418, "<ul><li class=news><a href=/1>一篇文章</a></li></ul>", Outcome::Blocked, Reason::BlockPage);
}

#[test]
fn challenges_are_named() {
    check(200, "<html><script>var arg1='A1B2';/* acw_sc__v2 */</script></html>", Outcome::Blocked, Reason::BlockPage);
    check(200, "<title>百度安全验证</title><script></script>", Outcome::Blocked, Reason::BlockPage);
    check(200, "<p>您的请求带有不合法参数，已被网站管理员设置拦截！</p>", Outcome::Blocked, Reason::BlockPage);
    check(200, "<p>访问过于频繁，请稍后再试</p>", Outcome::Blocked, Reason::RateLimited);
    check(200, "<title>网站升级公告</title><p>网站升级中</p>", Outcome::Closed, Reason::SiteClosed);
    check(200, "<title>用户登录</title><form><input type=password></form>", Outcome::LoginWall, Reason::LoginWall);
    check(200, "<html><body><script>location.reload()</script></body></html>", Outcome::Blocked, Reason::BlockPage);
    check(
        200,
        "<p>一页寻常的文字，只是没有想要的列表，别的什么也没有。</p>",
        Outcome::Unknown,
        Reason::SelectorsFoundNothing,
    );
}

#[test]
fn redirects_to_a_log_in_are_known_by_their_address() {
    let mut case = Case::new(
        "discuz",
        "http://bbs.linxi.example/forum-8-1.html",
        "<p>会员中心的一个很普通的页面，有一些文字。</p>",
    );
    case.page.url = Url::parse("http://bbs.linxi.example/member.php?mod=logging&action=login").expect("a URL");
    assert_eq!(case.parse().outcome, Outcome::LoginWall);
}

#[test]
fn an_article_about_a_challenge_is_an_article() {
    let body = "老人不知道验证码是什么。访问网站时出现“安全验证”，请按住滑块；访问过于频繁时请先登录。".repeat(2);
    let html =
        format!("<title>安全验证 - 临溪网</title><h1>安全验证</h1><div class=article-content><p>{body}</p></div>");
    let parsed = Case::new("page", "https://news.example/1", html).role(PageRole::Article).parse();
    assert_eq!((parsed.outcome, parsed.posts.len()), (Outcome::Article, 1));
    let list = "<title>安全验证 - 栏目</title><li class=news><a href=/1>登录后如何通过安全验证</a></li>";
    let mut case = Case::new("page", "https://news.example/", list);
    case.select = Some(yuqing::model::Selectors { item: "li.news".into(), ..Default::default() });
    assert_eq!(case.parse().outcome, Outcome::List);
}

#[test]
fn removed_articles_are_gone() {
    for words in ["该内容已被发布者删除", "此内容因违规无法查看", "此帐号已被屏蔽，内容无法查看"]
    {
        let html = format!(r#"<title></title><div class="weui-msg__title">{words}</div>"#);
        let parsed = Case::new("page", "https://mp.weixin.qq.com/s/x", html).role(PageRole::Article).parse();
        assert_eq!((parsed.outcome, parsed.reason), (Outcome::Gone, Some(Reason::ContentGone)), "{words}");
    }
}
