//! Help and usage errors in the reader's language: the derived command line with its words replaced from the catalogue.

use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::lang::{Lang, cli as words};

use super::args::Cli;
use super::exit;

/// The whole command line, in a language.
pub fn command(lang: Lang) -> Command {
    let after = exit::table(lang);
    let root = localise(Cli::command(), "", lang);
    root.about(words::about(lang)).after_help(format!("{}\n\n{after}", words::after_help(lang)))
}

/// One command, its arguments and all below it. `path` names it in the catalogue: `""`, `try`, `try.page`.
fn localise(command: Command, path: &str, lang: Lang) -> Command {
    let key = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let arguments: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let mut command = command
        .about(words::text(lang, path).unwrap_or_default())
        .disable_help_flag(true)
        .subcommand_help_heading(heading(lang, "heading.commands"))
        .subcommand_value_name(heading(lang, "heading.command"))
        .help_template(template(lang));
    for name in arguments {
        let help = words::text(lang, &key(&name)).or_else(|| words::text(lang, &name)).unwrap_or_default();
        command = command.mut_arg(name, |arg| {
            let over = if arg.is_positional() { "heading.arguments" } else { "heading.options" };
            arg.help(help).help_heading(heading(lang, over))
        });
    }
    for name in names {
        let below = key(&name);
        command = command.mut_subcommand(name, |sub| localise(sub, &below, lang));
    }
    let command = command.arg(flag("help", 'h', ArgAction::Help, lang));
    if path.is_empty() { command.arg(flag("version", 'V', ArgAction::Version, lang)) } else { command }
}

fn flag(name: &'static str, short: char, action: ArgAction, lang: Lang) -> Arg {
    let help = words::text(lang, name).unwrap_or_default();
    Arg::new(name).long(name).short(short).action(action).help(help).help_heading(heading(lang, "heading.options"))
}

/// A word of the layout.
fn heading(lang: Lang, key: &str) -> &'static str {
    words::text(lang, key).unwrap_or_default()
}

fn template(lang: Lang) -> String {
    format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n", heading(lang, "heading.usage"))
}

/// Prints what clap has to say, help or a usage error, in the language asked for; answers whether it was an error.
pub fn report(error: &clap::Error, lang: Lang) -> bool {
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if is_help || lang == Lang::En {
        // A pipe that was closed early is no concern of a help text.
        let _ = error.print();
    } else {
        eprintln!("{}", sentence(error));
    }
    !matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}

/// A usage error in Chinese: what is wrong, what was perhaps meant, where help is.
fn sentence(error: &clap::Error) -> String {
    let get = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (argument, value) = (get(ContextKind::InvalidArg), get(ContextKind::InvalidValue));
    let what = match error.kind() {
        ErrorKind::UnknownArgument => words::unknown_argument(Lang::Zh, argument),
        ErrorKind::InvalidSubcommand => words::unknown_command(Lang::Zh, get(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => words::missing_argument(Lang::Zh, argument),
        ErrorKind::MissingSubcommand => words::missing_command(Lang::Zh),
        ErrorKind::ArgumentConflict => words::conflicting(Lang::Zh, argument, get(ContextKind::PriorArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => words::invalid_value(Lang::Zh, argument, value),
        _ => error.to_string(),
    };
    let guesses = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let guess = guesses.into_iter().map(get).find(|guess| !guess.is_empty());
    let guess = guess.map(|guess| words::did_you_mean(Lang::Zh, guess)).unwrap_or_default();
    format!("{what}{guess}\n{}", words::see_help(Lang::Zh))
}
