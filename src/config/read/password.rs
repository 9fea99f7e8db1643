//! The mail password: from a systemd credential, a file, the environment, or (with a warning) the file itself.

use std::path::Path;

use super::options::Setting;
use crate::config::Secret;
use crate::config::fault::Fault;
use crate::config::table::{Table, Text};
use crate::lang;

/// The credential that is tried when nothing else is named.
const DEFAULT_CREDENTIAL: &str = "smtp-password";
/// No password is longer; a path to something else may be.
const MAX_BYTES: u64 = 4_096;

/// The password, if it is named and can be read. `wanted`: there is an account; `enabled`: mail is sent.
pub(super) fn password(table: &mut Table<'_>, setting: &Setting<'_>, wanted: bool, enabled: bool) -> Option<Secret> {
    let ways = ["password_credential", "password_file", "password_env", "password"];
    let given: Vec<_> = ways.into_iter().filter_map(|key| table.text(key).map(|text| (key, text))).collect();
    let lang = table.lang();
    if given.len() > 1 {
        let hint = lang::config::password_hint(lang);
        let last = given.iter().max_by_key(|(_, text)| text.node.span.start).map_or("password", |(key, _)| key);
        table.error(last, Fault::new(lang::config::password_twice(lang)).hint(hint));
        return None;
    }
    let Some((key, text)) = given.first().copied() else {
        return unnamed(table, setting, wanted, enabled);
    };
    if !wanted {
        // The sample names a credential before there is an account: that alone is no fault.
        if key != "password_credential" {
            table.warn(key, Fault::new(lang::config::mail_no_username(lang)));
        }
        return None;
    }
    let found = match key {
        "password_credential" => credential(table, setting, text),
        "password_file" => file(table, key, &setting.path(text.value)),
        "password_env" => variable(table, setting, text),
        _ => {
            let hint = lang::config::password_hint(lang);
            table.warn(key, Fault::new(lang::config::password_plain(lang)).hint(hint));
            Some(text.value.to_owned())
        }
    };
    found.map(Secret::new)
}

fn unnamed(table: &Table<'_>, setting: &Setting<'_>, wanted: bool, enabled: bool) -> Option<Secret> {
    let credential = setting.environment.credentials_directory().map(|folder| folder.join(DEFAULT_CREDENTIAL));
    if let Some(path) = credential.filter(|path| wanted && path.exists()) {
        return file(table, "username", &path).map(Secret::new);
    }
    if wanted && enabled {
        let hint = lang::config::password_hint(table.lang());
        let fault = Fault::new(lang::config::mail_no_password(table.lang())).hint(hint);
        table.faults.absent(table.span_of("username"), fault);
    }
    None
}

fn credential(table: &Table<'_>, setting: &Setting<'_>, text: Text<'_>) -> Option<String> {
    // A credential is a name, not a path.
    let name = Path::new(text.value).file_name().unwrap_or_default();
    if let Some(folder) = setting.environment.credentials_directory() {
        return read(table, "password_credential", &folder.join(name));
    }
    let stored = setting.environment.stored_credential(&name.to_string_lossy());
    if std::fs::File::open(&stored).is_ok() {
        return read(table, "password_credential", &stored);
    }
    let hint = lang::config::credential_elsewhere_hint(table.lang(), stored.display());
    let fault = Fault::new(lang::config::credential_elsewhere(table.lang(), text.value)).hint(hint);
    table.warn("password_credential", fault);
    None
}

fn file(table: &Table<'_>, key: &str, path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt;
    let secret = read(table, key, path)?;
    if path.metadata().is_ok_and(|metadata| metadata.permissions().mode() & 0o004 != 0) {
        let hint = lang::config::password_open_hint(table.lang(), path.display());
        table.warn(key, Fault::new(lang::config::password_open(table.lang(), path.display())).hint(hint));
    }
    Some(secret)
}

fn read(table: &Table<'_>, key: &str, path: &Path) -> Option<String> {
    let large = path.metadata().is_ok_and(|metadata| metadata.len() > MAX_BYTES);
    let text = if large { Err(std::io::ErrorKind::FileTooLarge.into()) } else { std::fs::read_to_string(path) };
    match text {
        Ok(text) => nonempty(table, key, &path.display().to_string(), text.trim_end_matches(['\n', '\r'])),
        Err(why) => {
            let message = lang::config::password_unreadable(table.lang(), path.display(), why);
            table.error(key, Fault::new(message));
            None
        }
    }
}

fn variable(table: &Table<'_>, setting: &Setting<'_>, text: Text<'_>) -> Option<String> {
    let place = format!("${}", text.value);
    match setting.environment.get(text.value) {
        Some(secret) => nonempty(table, "password_env", &place, &secret.to_string_lossy()),
        None => {
            let why = lang::config::not_set(table.lang());
            table.error("password_env", Fault::new(lang::config::password_unreadable(table.lang(), place, why)));
            None
        }
    }
}

fn nonempty(table: &Table<'_>, key: &str, place: &str, secret: &str) -> Option<String> {
    if secret.is_empty() {
        table.error(key, Fault::new(lang::config::password_empty(table.lang(), place)));
    }
    (!secret.is_empty()).then(|| secret.to_owned())
}
