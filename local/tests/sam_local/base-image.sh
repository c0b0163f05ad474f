#!/bin/sh
# A stand-in for Lambda's image `provided:al2023` out of Debian packages, for where no registry of images can be reached: glibc, libgcc, the
# few commands that sam runs while it adds its emulator, and the certificates. $1 is the image's name, $2 a folder to work in.
set -eu
image=$1 work=$2

rm -rf "$work"
mkdir -p "$work/packages" "$work/root"
# Whoever downloads for apt is somebody else.
chmod -R a+rwX "$work"
(cd "$work/packages" && apt-get download -qq libc6 libgcc-s1 busybox-static)
for package in "$work"/packages/*.deb; do
    dpkg-deb -x "$package" "$work/root"
done
cd "$work/root"
rm -rf usr/share/doc usr/share/man usr/share/locale usr/share/initramfs-tools
mkdir -p bin tmp opt etc/ssl/certs var/task var/runtime
chmod 755 .
chmod 1777 tmp
for command in sh mv chmod cp rm ls cat env; do
    ln -sf busybox "bin/$command"
done
cp /etc/ssl/certs/ca-certificates.crt etc/ssl/certs/
echo 'root:x:0:0:root:/root:/bin/sh' >etc/passwd
echo 'root:x:0:' >etc/group
tar -c . | docker import --platform linux/amd64 --change 'WORKDIR /var/task' \
    --change 'ENV LAMBDA_TASK_ROOT=/var/task LAMBDA_RUNTIME_DIR=/var/runtime' - "$image" >/dev/null
rm -rf "$work"
