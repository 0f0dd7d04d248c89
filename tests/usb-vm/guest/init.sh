#!/bin/busybox sh
# The guest's first program: mounts Debian's files, which the host keeps, and goes on there.
B=/bin/busybox
$B mount -t proc proc /proc
$B mount -t sysfs sys /sys
$B mount -t devtmpfs dev /dev
for module in /modules/*; do $B insmod "$module"; done
SHARE=trans=virtio,version=9p2000.L,msize=512000
$B mount -t 9p -o $SHARE,cache=loose,ro debian /system
$B mount -t 9p -o $SHARE,cache=loose,ro checkout /system/checkout
$B mount -t 9p -o $SHARE shared /system/shared
for folder in proc sys dev; do $B mount -o move /$folder /system/$folder; done
exec $B switch_root /system /bin/sh /checkout/tests/usb-vm/guest/start.sh
