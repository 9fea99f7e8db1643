# `just` lists what there is.

[private]
default:
    @just --list --unsorted

# The daemon over an invented town, nothing to configure.
demo *flags:
    cargo run --release -- demo {{flags}}

# Every test, or one area: just test config::
test *area:
    tests/run {{area}}

# What CI runs before the tests: form, lints, licences, documentation.
check:
    .ci/run --no-tests

# All of CI.
ci:
    .ci/run

# Snapshots that changed on purpose; look at them afterwards.
snapshots *area:
    INSTA_UPDATE=always cargo test --test suite -- {{area}}

# Measurements against their floors.
bench *name:
    cargo bench {{name}}

# The binary for a server.
release:
    cargo build --release --locked

# A Debian package of it.
deb: release
    packaging/deb.sh target/release/yuqing target
