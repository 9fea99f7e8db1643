//! `yuqing mail-test`: one mail through the real server, and what the server said.

use crate::clock::Clock;
use crate::config::Config;
use crate::lang::{Lang, run as words};
use crate::model::{Delivery, MailKind};
use crate::notify::render::{self, Office};
use crate::notify::{Addressing, Envelope, compose, message_domain};
use crate::pipeline::deliver::Courier;

use super::Setting;
use super::args::MailTestArgs;
use super::exit::Exit;

/// Sends, whether mail is enabled or not: that is decided after the test.
pub fn run(args: MailTestArgs, setting: &Setting) -> anyhow::Result<Exit> {
    let mut config = super::load(setting)?;
    if !args.to.is_empty() {
        config.options.mail.to = args.to;
        config.options.mail.operators = Vec::new();
    }
    super::block_on(send(&config, setting.lang))
}

async fn send(config: &Config, lang: Lang) -> anyhow::Result<Exit> {
    let (mail, organisation) = (&config.options.mail, &config.options.organisation);
    let now = Clock::real().now();
    let courier = Courier::new(mail, lang)?;
    let letter = render::test(&Office::new(config, now, "mail-test"))?;
    let message_id = format!("test.{}.{}", now.timestamp_millis(), message_domain(mail, organisation));
    let addressing = Addressing::of(mail, organisation, MailKind::Test, &message_id, now);
    let bytes = compose(&letter, &addressing, false)?;
    println!("{}", words::test_sending(lang, addressing.to.join(", "), courier.name()));
    let envelope = Envelope { recipients: addressing.to, message_id, bytes, attempts: 0 };
    let (text, exit) = match courier.send(&envelope).await {
        Delivery::Accepted { response } => (words::test_accepted(lang, response), Exit::Ok),
        Delivery::Deferred { error } => (words::test_deferred(lang, error), Exit::Network),
        Delivery::Refused { error } => (words::test_refused(lang, error), Exit::Network),
        Delivery::Unknown { error } => (words::test_unknown(lang, error), Exit::Network),
    };
    println!("{text}");
    Ok(exit)
}
