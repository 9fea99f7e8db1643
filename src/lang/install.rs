//! What `yuqing install` says.

super::catalogue! {
    /// A file that was not there.
    written() { "放好", "put in place" }
    /// A file of the program that was replaced.
    replaced() { "更新", "replaced" }
    /// A file that is as it should be.
    same() { "已是最新", "already right" }
    /// A file that somebody edited.
    kept() { "保留你的修改", "your edits are kept" }
    /// Before a list of what would be done.
    dry_run() { "只是预演，什么都没有改：", "a dry run, nothing was changed:" }
    /// The account.
    account(name) { "用户 {name}", "user {name}" }
    /// There is no account list under this root.
    account_skipped(root) { "{root} 不是一个完整的系统，没有建用户", "{root} is not a whole system: no user was made" }
    /// Something failed.
    failed(path, why) { "{path}：{why}", "{path}: {why}" }
    /// Not allowed.
    needs_root() { "要写系统目录，请用 sudo 运行", "system folders are written: run it with sudo" }
    /// No account could be made.
    no_account(why) { "没能建立用户 yuqing：{why}", "the user yuqing could not be made: {why}" }
    /// Neither tool is there.
    no_account_tool() { "没有 systemd-sysusers，也没有 useradd", "neither systemd-sysusers nor useradd is there" }
    /// What comes next.
    next() {
        "接下来：编辑 /etc/yuqing 里的 sources.toml、watches.toml、yuqing.toml，运行 sudo yuqing check，再 sudo systemctl enable --now yuqing",
        "next: edit sources.toml, watches.toml and yuqing.toml in /etc/yuqing, run sudo yuqing check, then sudo systemctl enable --now yuqing",
    }
}
