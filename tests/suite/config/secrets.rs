//! Where passwords come from, and that they go nowhere.

use std::os::unix::fs::PermissionsExt;

use yuqing::config::{Config, Environment, Texts, load_in, render, to_json};
use yuqing::lang::Lang;

use super::Folder;

const PASSWORD: &str = "S3cret-授权码";

fn mail(tail: &str) -> Folder {
    let head = "[mail]\nenabled = true\nhost = \"m.cn\"\nfrom = \"a@b.cn\"\nto = [\"a@b.cn\"]\nusername = \"a@b.cn\"\n";
    Folder::new(&format!("{head}{tail}\n"), "", "")
}

fn password(config: &Config) -> Option<&str> {
    config.options.mail.password.as_ref().map(|secret| secret.expose())
}

#[test]
fn four_places_for_a_password() {
    let plain = mail(&format!("password = \"{PASSWORD}\"")).load().expect("it loads");
    assert_eq!(password(&plain), Some(PASSWORD));
    assert!(plain.warnings[0].message.contains("明文"));

    let variable = mail("password_env = \"P\"").load_with(&[("P", PASSWORD)]).expect("it loads");
    assert_eq!((password(&variable), variable.warnings.len()), (Some(PASSWORD), 0));

    let folder = mail("password_file = \"pw\"");
    folder.write("config/pw", format!("{PASSWORD}\n"));
    let file = folder.path().join("config/pw");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).expect("mode");
    let open = folder.load().expect("it loads");
    assert_eq!(password(&open), Some(PASSWORD));
    assert!(open.warnings[0].hint.as_deref().is_some_and(|hint| hint.starts_with("chmod 600 ")));
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).expect("mode");
    assert_eq!(folder.load().expect("it loads").warnings, []);

    for tail in ["password_credential = \"smtp-password\"", ""] {
        let folder = mail(tail);
        folder.write("credentials/smtp-password", PASSWORD);
        let credentials = folder.path().join("credentials");
        let credentials = credentials.to_str().expect("a plain path");
        let config = folder.load_with(&[("CREDENTIALS_DIRECTORY", credentials)]).expect("it loads");
        assert_eq!(password(&config), Some(PASSWORD), "{tail}");
    }
}

/// `yuqing mail-test` in a root shell reads what systemd would hand to the service.
#[test]
fn outside_the_service_the_credential_store_is_asked() {
    let folder = mail("password_credential = \"smtp-password\"");
    folder.write("store/yuqing-smtp-password", PASSWORD);
    let (none, store) = (|_: &str| None, folder.path().join("store"));
    let environment = Environment::new(&none).with_store(&store);
    let config = load_in(&folder.path().join("config/yuqing.toml"), environment).expect("it loads");
    assert_eq!((password(&config), config.warnings.len()), (Some(PASSWORD), 0));
}

#[test]
fn an_empty_password_is_none() {
    let folder = mail("password_file = \"pw\"");
    folder.write("config/pw", "\n");
    assert!(folder.load().expect_err("empty")[0].message.contains("密码是空的"));
}

#[test]
fn a_password_is_never_shown() {
    let config = mail(&format!("password = \"{PASSWORD}\"")).load().expect("it loads");
    assert!(!format!("{config:?}").contains("S3cret"));

    let ways = [
        format!("password = \"{PASSWORD}\" x"),
        format!("password = {PASSWORD}"),
        format!("password = [\"{PASSWORD}\"]"),
        format!("password = \"\"\"\n{PASSWORD}\n\"\"\"\nnope = 1"),
        format!("password = \"{PASSWORD}"),
        format!("\"password\" = '{PASSWORD}'\npassword_env = \"P\""),
        format!("reply_to = \"x\"\n[fetch]\nproxy = \"http://me:{PASSWORD}@p\""),
        format!("mail.password = \"{PASSWORD}\""),
        format!("inner = {{ password = \"{PASSWORD}\" }}"),
    ];
    for way in ways {
        let faults = mail(&way).load().expect_err("each of them is a fault");
        let shown = render(&faults, &Texts::read(&faults), Lang::Zh, true);
        assert!(!shown.contains("S3cret") && !shown.contains("授权码\""), "{way} gives {shown}");
        assert!(!to_json(&faults).to_string().contains("S3cret"), "{way}");
    }
}
