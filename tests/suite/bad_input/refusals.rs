//! Sites that refuse: log-in pages, block pages, robots.txt, statuses.

use yuqing::model::{Reason, Verdict};

use super::site::{Face, Trouble, message_page};
use super::world::World;
use super::{Case, case, check, every_page};
use crate::hostile::Reply;

/// A page that every engine must take for this.
async fn check_blocked(name: &'static str, reply: Reply, reason: Reason) {
    for face in Face::ALL {
        check(case(name, face, reply.clone(), Verdict::Blocked, reason)).await;
    }
}

fn titled(title: &str, body: &str) -> Reply {
    Reply::html(format!("<html><head><title>{title}</title></head><body>{body}</body></html>"))
}

#[tokio::test]
async fn a_log_in_page() {
    let login = "/member.php?mod=logging&action=login&referer=x";
    for face in Face::ALL {
        let trouble: Trouble = Box::new(move |ask| match ask.target.as_str() {
            "/robots.txt" => None,
            target if target == login => Some(titled("登录 - 论坛", "<form><input name=username></form>")),
            _ => Some(Reply::redirect(login)),
        });
        let (verdict, reason) = (Verdict::Blocked, Reason::LoginWall);
        check(Case { name: "redirect to a log-in", face, trouble, verdict, reason }).await;
    }
    let message = Reply::html(message_page("抱歉，您尚未登录，没有权限访问该版块"));
    check(case("log-in message", Face::Discuz, message, Verdict::Blocked, Reason::LoginWall)).await;
    let message = Reply::html(message_page("抱歉，您没有权限访问该版块"));
    check(case("no permission", Face::Discuz, message, Verdict::Blocked, Reason::Permission)).await;
    check(case("log-in page", Face::Page, titled("用户登录", "<form></form>"), Verdict::Blocked, Reason::LoginWall))
        .await;
}

#[tokio::test]
async fn a_block_page_of_script() {
    let aliyun = "<html><script>var arg1='0123456789ABCDEF0123456789ABCDEF01234567';/*acw_sc__v2*/</script></html>";
    check_blocked("Aliyun", Reply::html(aliyun), Reason::BlockPage).await;
    let knownsec = Reply::status(521).body("<script>document.cookie='__jsl_clearance_s=1';location.href='/'</script>");
    check_blocked("Knownsec", knownsec.with("content-type", "text/html"), Reason::BlockPage).await;
    let ruishu = Reply::status(412).body(r#"<meta id="9" content="x" r="m"><script>$_ts=window['$_ts']</script>"#);
    check_blocked("Ruishu", ruishu.with("content-type", "text/html"), Reason::BlockPage).await;
    check_blocked("unnamed", Reply::html("<script>location.reload()</script>"), Reason::BlockPage).await;
}

#[tokio::test]
async fn a_block_page_of_words() {
    let cloudflare = "<html><head><title>Just a moment...</title></head><body><div id='cf-chl'></div></body></html>";
    let cloudflare = Reply::status(403).body(cloudflare).with("content-type", "text/html");
    check_blocked("Cloudflare", cloudflare, Reason::BlockPage).await;
    let baota = "您的请求带有不合法参数，已被网站管理员设置拦截！";
    check_blocked("Baota", titled("网站防火墙", baota), Reason::BlockPage).await;
    check_blocked("slider", titled("安全验证", "请按住滑块，拖动到最右边"), Reason::BlockPage).await;
    check_blocked("Baidu", titled("百度安全验证", "<a href='//wappass.baidu.com'></a>"), Reason::BlockPage).await;
}

#[tokio::test]
async fn a_page_that_says_too_often() {
    check_blocked("429", Reply::status(429).body("slow down"), Reason::RateLimited).await;
    let later = Reply::status(429).with("retry-after", "7200");
    check_blocked("429 with a pause", later, Reason::RateLimited).await;
    let guard = "您访问本站速度过快或者刷新间隔时间小于两秒！请等待页面自动跳转 ...";
    check_blocked("Discuz guard", titled("频繁刷新限制", guard), Reason::RateLimited).await;
}

#[tokio::test]
async fn a_site_that_is_closed_or_out_of_order() {
    let text = |status: u16, words: &str| Reply::status(status).body(words).with("content-type", "text/html");
    for face in Face::ALL {
        let failed = |name, reply, reason| check(case(name, face, reply, Verdict::Failed, reason));
        failed("503", text(503, "<h1>Service Unavailable</h1>"), Reason::HttpServer).await;
        failed("503 bare", Reply::status(503).with("retry-after", "60"), Reason::HttpServer).await;
        failed("500", text(500, "<h1>Oops</h1>"), Reason::HttpServer).await;
        failed("404", text(404, "<h1>404 Not Found</h1>"), Reason::HttpGone).await;
        failed("400", text(400, "<h1>Bad Request</h1>"), Reason::HttpClient).await;
        failed("maintenance", titled("系统维护", "系统维护中，请稍后再来"), Reason::SiteClosed).await;
        check(case("403", face, text(403, "Forbidden"), Verdict::Blocked, Reason::HttpForbidden)).await;
        check(case("401", face, Reply::status(401), Verdict::Blocked, Reason::HttpForbidden)).await;
    }
    let closed = Reply::html(message_page("抱歉，本站点暂时关闭，详情请联系管理员"));
    check(case("closed", Face::Discuz, closed, Verdict::Failed, Reason::SiteClosed)).await;
    let disabled = Reply::html("RSS Disabled");
    check(case("feed turned off", Face::Feed, disabled, Verdict::Failed, Reason::SiteClosed)).await;
}

#[tokio::test]
async fn a_site_that_names_a_pause_is_left_alone_for_so_long() {
    let busy = Reply::status(503).with("retry-after", "7200");
    let explained = busy.clone().body("<h1>busy</h1>").with("content-type", "text/html");
    for reply in [busy, explained, Reply::status(429).with("retry-after", "7200")] {
        let world = World::visited(Face::Page).await;
        world.site.trouble_at_once(every_page(reply));
        let visited = world.visit("bad").await.expect("a visit");
        let pause = visited.state.next_due - world.clock.now();
        assert!(pause >= chrono::TimeDelta::seconds(7_200), "{pause}");
    }
}

#[tokio::test]
async fn a_robots_txt_that_forbids_or_cannot_be_read() {
    let at_robots =
        |reply: Reply| -> Trouble { Box::new(move |ask| (ask.target == "/robots.txt").then(|| reply.clone())) };
    let cases = [
        ("forbids", Reply::html("User-agent: *\nDisallow: /"), Verdict::Blocked, Reason::Robots),
        ("500", Reply::status(500), Verdict::Failed, Reason::RobotsUnreachable),
        ("503", Reply::status(503), Verdict::Failed, Reason::RobotsUnreachable),
        ("429", Reply::status(429), Verdict::Blocked, Reason::RateLimited),
        ("damaged", Reply::html("x").with("content-encoding", "zstd"), Verdict::Failed, Reason::RobotsUnreachable),
        ("reset", Reply::Reset, Verdict::Failed, Reason::Connect),
    ];
    for (name, reply, verdict, reason) in cases {
        check(Case { name, face: Face::Feed, trouble: at_robots(reply), verdict, reason }).await;
    }
}
