//! The daemon as a process, as systemd sees it.

use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;

use tempfile::TempDir;

use super::{installation, run, stderr, stdout, yuqing};

/// A daemon, and the socket on which it tells how it is.
struct Running {
    child: Child,
    socket: UnixDatagram,
}

impl Running {
    fn start(dir: &Path, config: &str) -> Self {
        let path = dir.join("notify.sock");
        let socket = UnixDatagram::bind(&path).expect("a socket");
        socket.set_read_timeout(Some(Duration::from_secs(60))).expect("a bound");
        let child = yuqing(&["run", "--config", config])
            .env("NOTIFY_SOCKET", &path)
            .env("WATCHDOG_USEC", "4000000")
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the daemon starts");
        let running = Self { child, socket };
        running.wait_for("READY=1");
        running
    }

    /// Waits until the daemon says this.
    fn wait_for(&self, word: &str) {
        let mut buffer = [0; 4_096];
        loop {
            let length = self.socket.recv(&mut buffer).unwrap_or_else(|error| panic!("no {word}: {error}"));
            if String::from_utf8_lossy(&buffer[..length]).lines().any(|line| line == word) {
                return;
            }
        }
    }

    fn signal(&self, signal: &str) {
        let status = Command::new("kill").args([signal, &self.child.id().to_string()]).status().expect("kill");
        assert!(status.success());
    }

    /// Ends it as systemd does, and waits.
    fn stop(mut self) {
        self.signal("-TERM");
        self.wait_for("STOPPING=1");
        assert!(self.child.wait().expect("an end").success(), "a graceful stop is a success");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Already gone after a graceful stop; left over only where a test failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_daemon_tells_systemd_how_it_is() {
    let dir = TempDir::new().expect("a folder");
    let config = installation(dir.path());
    let daemon = Running::start(dir.path(), &config);
    daemon.wait_for("WATCHDOG=1");
    daemon.signal("-HUP");
    daemon.wait_for("RELOADING=1");
    daemon.wait_for("READY=1");
    daemon.stop();
}

#[test]
fn commands_work_beside_a_running_daemon() {
    let dir = TempDir::new().expect("a folder");
    let config = installation(dir.path());
    let daemon = Running::start(dir.path(), &config);

    let second = run(&["run", "--config", &config]);
    assert_eq!(second.status.code(), Some(4), "{}", stderr(&second));
    assert!(stderr(&second).contains("正被另一个 yuqing 使用"), "{}", stderr(&second));

    assert!(run(&["status", "--config", &config]).status.success());
    let preview = run(&["digest", "--preview", "--config", &config]);
    assert!(stdout(&preview).contains("第 1 期"), "{}{}", stdout(&preview), stderr(&preview));
    let copy = dir.path().join("copy.db").display().to_string();
    assert!(run(&["backup", &copy, "--config", &config]).status.success());
    let refused = run(&["restore", &copy, "--config", &config]);
    assert_eq!(refused.status.code(), Some(4), "not under a running daemon");

    daemon.stop();
    let restored = run(&["restore", &copy, "--config", &config]);
    assert!(restored.status.success(), "{}", stderr(&restored));
}

#[test]
fn a_preview_is_written_in_the_form_its_name_asks_for() {
    let dir = TempDir::new().expect("a folder");
    let config = installation(dir.path());
    drop(yuqing::store::Store::open(&dir.path().join("yuqing.db"), 1).expect("a database"));
    for (name, begins) in [("d.html", "<!DOCTYPE html"), ("d.txt", "舆情日报"), ("d.eml", "From: ")] {
        let file = dir.path().join(name);
        let output = run(&["digest", "--config", &config, "--preview", &file.display().to_string()]);
        assert!(output.status.success(), "{name}: {}", stderr(&output));
        let text = std::fs::read_to_string(&file).expect(name);
        assert!(text.to_lowercase().starts_with(&begins.to_lowercase()), "{name} begins with {}", &text[..40]);
    }
    let unknown = run(&["digest", "--config", &config, "--preview", "d.pdf"]);
    assert_eq!(unknown.status.code(), Some(2), "{}", stderr(&unknown));
}

#[test]
fn a_visit_that_hangs_does_not_hold_up_the_end() {
    let dir = TempDir::new().expect("a folder");
    let config = installation(dir.path());
    let site = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = site.local_addr().expect("an address").port();
    let sources = std::fs::read_to_string(dir.path().join("sources.toml")).expect("a file");
    let sources = sources.replace("127.0.0.1:9/", &format!("127.0.0.1:{port}/")).replace("\"10m\"", "\"1s\"");
    std::fs::write(dir.path().join("sources.toml"), sources).expect("a file");
    let daemon = Running::start(dir.path(), &config);
    let (_asked_and_never_answered, _) = site.accept().expect("a visit");
    daemon.stop();

    let status = run(&["status", "--config", &config]);
    assert!(stdout(&status).contains("尚未访问"), "the slot stays due: {}", stdout(&status));
}
