#!/bin/sh
# Builds a .deb from a given binary:   packaging/deb.sh target/release/yuqing [OUTPUT-FOLDER]
# The tree is laid out by `yuqing install --root`, so package and plain installation cannot differ.
set -eu

binary=${1:?which binary}
output=${2:-.}
here=$(cd "$(dirname "$0")/.." && pwd)
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$here/Cargo.toml" | head -n 1)
architecture=$(dpkg --print-architecture)
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

"$binary" install --root "$stage" >/dev/null
mkdir -p "$stage/DEBIAN" "$stage/lib"
# Debian 12 still looks for units of packages in /lib.
mv "$stage/usr/lib/systemd" "$stage/lib/systemd"
for document in README.md CHANGELOG.md NOTICE LICENSE docs/operations.md; do
    if [ -f "$here/$document" ]; then install -m 644 "$here/$document" "$stage/usr/share/doc/yuqing/"; fi
done

cat >"$stage/DEBIAN/control" <<END
Package: yuqing
Version: $version
Architecture: $architecture
Maintainer: yuqing <root@localhost>
Installed-Size: $(du -sk "$stage" | cut -f1)
Depends: ca-certificates, libc6 (>= 2.34), libgcc-s1, adduser | systemd
Section: web
Priority: optional
Description: early warning of what is written in public about one organisation
 Visits public forums, news sites and feeds on a schedule, finds what concerns
 the organisation, and mails alerts and a daily digest.
END
(cd "$stage" && find etc -type f | sort | sed 's|^|/|') >"$stage/DEBIAN/conffiles"

cat >"$stage/DEBIAN/postinst" <<'END'
#!/bin/sh
set -e
[ "$1" = configure ] || exit 0
if command -v systemd-sysusers >/dev/null; then
    systemd-sysusers /usr/lib/sysusers.d/yuqing.conf
else
    getent passwd yuqing >/dev/null || adduser --system --group --no-create-home --home /var/lib/yuqing yuqing
fi
chown root:yuqing /etc/yuqing /etc/yuqing/*.toml
chmod 2770 /etc/yuqing
install -d -o yuqing -g yuqing -m 750 /var/lib/yuqing
if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    # Restarted after an upgrade where it runs; never started before it is configured.
    systemctl try-restart yuqing.service || true
fi
END

cat >"$stage/DEBIAN/prerm" <<'END'
#!/bin/sh
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then systemctl disable --now yuqing.service || true; fi
END

cat >"$stage/DEBIAN/postrm" <<'END'
#!/bin/sh
set -e
if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
# The database is evidence: even a purge leaves it.
if [ "$1" = purge ] && [ -d /var/lib/yuqing ]; then echo "yuqing: /var/lib/yuqing is left in place" >&2; fi
END
chmod 755 "$stage/DEBIAN/postinst" "$stage/DEBIAN/prerm" "$stage/DEBIAN/postrm"

mkdir -p "$output"
package="$output/yuqing_${version}_${architecture}.deb"
dpkg-deb --root-owner-group --build "$stage" "$package" >/dev/null
echo "$package"
