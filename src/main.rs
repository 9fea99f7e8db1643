//! Parse arguments, call a command, choose the exit code.

fn main() -> std::process::ExitCode {
    yuqing::cli::main()
}
