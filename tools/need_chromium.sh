#!/bin/sh
# The browser tests drive Chromium: find it, install Debian's package if we may, else say what to type.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

echo "Chromium is missing; the browser tests need it."
install="apt-get install --yes --no-install-recommends chromium"
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" -eq 0 ]; then
        echo "Installing it: $install"
        apt-get update && $install && exit 0
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        echo "Installing it: sudo $install"
        sudo -n apt-get update && sudo -n $install && exit 0
    fi
fi
echo "Install it with: sudo apt-get install chromium"
exit 1
