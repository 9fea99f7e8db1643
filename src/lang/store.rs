//! What is wrong with the database, and what to do about it.

super::catalogue! {
    /// Another daemon holds it.
    locked(file) {
        "数据库 {file} 正被另一个 yuqing 使用。请先停止它(systemctl stop yuqing)，或在配置中换一个数据库文件。",
        "The database {file} is in use by another yuqing. Stop that one first (systemctl stop yuqing), or name another file.",
    }
    /// The integrity check found damage.
    damaged(file, finding) {
        "数据库 {file} 已损坏或不是 yuqing 的数据库：{finding}。请勿删除；先另存一份，再用最近的备份恢复(yuqing restore 备份文件)。",
        "The database {file} is damaged, or not a database of yuqing: {finding}. Do not delete it; keep a copy, then bring \
         the last backup back (yuqing restore FILE).",
    }
    /// No room.
    disk_full(file, free_mb) {
        "磁盘空间不足：{file} 所在磁盘只剩 {free_mb} MB。没有内容丢失；请清理磁盘，腾出空间后会自动继续。",
        "The disk under {file} is full or nearly so: {free_mb} MB are free. Nothing is lost; make room, and the work goes on.",
    }
    /// No right to write.
    read_only(file) {
        "无法写入 {file}。请检查文件和所在目录的属主与权限(应属于运行 yuqing 的用户)，以及磁盘是否以只读方式挂载。",
        "{file} cannot be written. Check who owns the file and its folder (it should be the user yuqing runs as), and \
         whether the disk is mounted read-only.",
    }
    /// From a newer version.
    too_new(file) {
        "数据库 {file} 由更新版本的 yuqing 写入。请升级程序，或恢复升级前的备份。",
        "The database {file} was written by a newer yuqing. Upgrade the program, or restore the backup made before.",
    }
    /// From an older version.
    outdated(file) {
        "数据库 {file} 由旧版本的 yuqing 写入。请先启动一次守护进程(yuqing run)，它会自动升级数据库。",
        "The database {file} was written by an older yuqing. Start the daemon once (yuqing run): it brings it up to date.",
    }
    /// Not there.
    missing(file) {
        "没有找到数据库 {file}。请检查 [database] file 一项；守护进程首次启动时会建立它(yuqing run)。",
        "There is no database at {file}. Check [database] file; the daemon makes it when it first starts (yuqing run).",
    }
    /// A change was undone with another's.
    undone(words) {
        "数据库未能保存本次更改，已全部撤销，可以重试：{words}",
        "The database did not keep this change and undid all of it; it can be tried again: {words}",
    }
    /// The writer stopped.
    closed() {
        "数据库已关闭。请重新启动 yuqing，并查看日志中之前的错误。",
        "The database is closed. Start yuqing again, and look for an earlier error in its log.",
    }
    /// Anything else.
    other(words) {
        "数据库出错：{words}。没有内容丢失；如反复出现，请运行 yuqing status 并查看日志。",
        "The database failed: {words}. Nothing is lost; if it happens again, run yuqing status and look at the log.",
    }
}
