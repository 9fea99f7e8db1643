#!/bin/sh
# The run-time steps of the image, in one place: the Dockerfile runs it, and tests/suite/ops runs it in a bare Debian root.
# Expects the binary at /usr/bin/yuqing.
set -eu
export DEBIAN_FRONTEND=noninteractive

# HTTPS needs the list of authorities.
if [ ! -s /etc/ssl/certs/ca-certificates.crt ]; then
    apt-get update -q
    apt-get install -q -y --no-install-recommends ca-certificates
    rm -rf /var/lib/apt/lists/*
fi

# User, /etc/yuqing with the samples, /var/lib/yuqing.
/usr/bin/yuqing install
