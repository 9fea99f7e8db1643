//! The run-time steps of the image, in a bare Debian root: a container engine may not be at hand, `debootstrap` is.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{binary, has, is_root, root, stdout};
use crate::support::skip;

/// A daemon that does not answer by then does not work.
const PATIENCE: Duration = Duration::from_secs(60);

/// As in the Dockerfile.
const HEALTH: [&str; 5] = ["/usr/bin/yuqing", "--config", "/etc/yuqing/yuqing.toml", "status", "--health"];

#[test]
fn the_health_check_is_the_one_of_the_dockerfile() {
    let dockerfile = std::fs::read_to_string(root().join("Dockerfile")).expect("the Dockerfile");
    let check = HEALTH.map(|word| format!("\"{word}\"")).join(", ");
    assert!(dockerfile.contains(&format!("CMD [{check}]")), "{check}");
}

#[test]
fn the_image_runs_in_a_bare_debian_root() {
    if let Err(reason) = possible() {
        return skip("the_image_runs_in_a_bare_debian_root", reason);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let image = folder.path().join("root");
    if let Err(reason) = copy_of_bare_root(&image) {
        return skip("the_image_runs_in_a_bare_debian_root", &reason);
    }
    std::fs::copy(binary(), image.join("usr/bin/yuqing")).expect("the binary");
    std::fs::copy(root().join("packaging/runtime.sh"), image.join("tmp/runtime.sh")).expect("the script");
    std::fs::copy("/etc/resolv.conf", image.join("etc/resolv.conf")).expect("name servers");
    stdout(chroot(&image, "root").args(["sh", "/tmp/runtime.sh"]));

    let port = free_port();
    let settings = image.join("etc/yuqing/yuqing.toml");
    let text = std::fs::read_to_string(&settings).expect("the sample");
    std::fs::write(&settings, text.replace("127.0.0.1:8650", &format!("127.0.0.1:{port}"))).expect("written");

    let mut daemon = chroot(&image, "yuqing:yuqing");
    daemon.args(["/usr/bin/yuqing", "--config", "/etc/yuqing/yuqing.toml", "run"]).env_remove("YUQING_CONFIG");
    let mut daemon = Daemon(daemon.stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("it starts"));
    let answer = daemon.healthy(port);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    // The health check of the Dockerfile, and that it can fail.
    let health = || chroot(&image, "yuqing:yuqing").args(HEALTH).status().expect("it starts").success();
    assert!(health(), "the daemon is well");
    assert!(daemon.stop(), "it ends well on SIGTERM");
    assert!(!health(), "nobody is there to ask");
    assert!(image.join("var/lib/yuqing/yuqing.db").is_file(), "the state is where the volume is");
}

/// Whether the test may run at all.
fn possible() -> Result<(), &'static str> {
    if !is_root() {
        return Err("only root changes roots");
    }
    if !has("debootstrap") {
        return Err("debootstrap is not installed");
    }
    let mounts = Command::new("unshare").args(["--mount", "true"]).status();
    if !mounts.is_ok_and(|status| status.success()) {
        return Err("mount namespaces are not allowed here");
    }
    Ok(())
}

/// Debian's smallest root, fetched once: into `YUQING_TEST_ROOTFS`, or below the target folder.
fn copy_of_bare_root(image: &Path) -> Result<(), String> {
    let cache = std::env::var_os("YUQING_TEST_ROOTFS");
    let cache = cache.map_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("bookworm"), PathBuf::from);
    if !cache.join("usr/bin/apt-get").is_file() {
        let draft = cache.with_extension("draft");
        let _ = std::fs::remove_dir_all(&draft);
        let mut fetch = Command::new("debootstrap");
        fetch.args(["--variant=minbase", "bookworm"]).arg(&draft);
        let output = fetch.output().map_err(|why| why.to_string())?;
        if !output.status.success() {
            let log = super::text(&output.stdout);
            return Err(format!("debootstrap: {}", log.lines().last().unwrap_or("failed")));
        }
        std::fs::rename(&draft, &cache).map_err(|why| why.to_string())?;
    }
    stdout(Command::new("cp").args(["-a", "--reflink=auto"]).arg(&cache).arg(image));
    Ok(())
}

/// A command inside the root, with a `/proc` that goes when the command does.
fn chroot(image: &Path, user: &str) -> Command {
    let enter = "mount -t proc proc \"$0/proc\" && exec chroot --userspec=\"$USERSPEC\" \"$0\" \"$@\"";
    let mut command = Command::new("unshare");
    command.args(["--mount", "--propagation", "private", "sh", "-c", enter]).arg(image);
    command.env("USERSPEC", user).env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    command
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}

/// Ended with the test, whatever happens.
struct Daemon(Child);

impl Daemon {
    /// The answer of `/healthz`, once there is one.
    fn healthy(&mut self, port: u16) -> String {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            assert_eq!(self.0.try_wait().expect("a child"), None, "the daemon ended");
            if let Ok(answer) = ask(port) {
                return answer;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        "no answer".into()
    }

    fn stop(&mut self) -> bool {
        stdout(Command::new("kill").arg("-TERM").arg(self.0.id().to_string()));
        self.0.wait().expect("it ends").success()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn ask(port: u16) -> std::io::Result<String> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
