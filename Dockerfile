# docker build -t yuqing . && docker run -v yuqing-config:/etc/yuqing -v yuqing-state:/var/lib/yuqing yuqing
FROM rust:1-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release --locked

FROM debian:bookworm-slim
COPY --from=build /src/target/release/yuqing /usr/bin/yuqing
COPY packaging/runtime.sh /tmp/runtime.sh
RUN sh /tmp/runtime.sh && rm /tmp/runtime.sh
USER yuqing
VOLUME /var/lib/yuqing
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=1m --timeout=10s --start-period=2m --retries=3 CMD ["/usr/bin/yuqing", "--config", "/etc/yuqing/yuqing.toml", "status", "--health"]
CMD ["/usr/bin/yuqing", "--config", "/etc/yuqing/yuqing.toml", "run"]
