#!/bin/sh
# The rest of the guest's start: devices, a real udevd (node-usb hears of plugs and pulls from it), then our program.
export PATH=/checkout/node_modules/node/bin:/usr/bin:/usr/sbin:/bin:/sbin HOME=/tmp LANG=C.UTF-8
say() { read -r up _ </proc/uptime; echo "[guest $up s] $*" >/dev/console; }
say "start"
mount -t tmpfs -o size=1500m tmpfs /tmp
mount -t tmpfs tmpfs /run
mkdir -p /dev/pts /dev/shm /run/udev
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
ip link set lo up
modprobe -a virtio_console
/lib/systemd/systemd-udevd --daemon 2>/dev/console
modprobe -a xhci_pci sd_mod usb_storage vfat exfat nls_ascii nls_cp437 nls_utf8
udevadm trigger --action=add
udevadm settle --timeout=120
. /shared/settings
say "running $KERBDESK_PROGRAM"
cd /tmp || exit
node --enable-source-maps "/checkout/$KERBDESK_PROGRAM" </dev/null >/dev/console 2>&1 &
program=$!
# Says where each thread of the program waits, once its pulse is older than a minute and a half.
(
  while sleep 10; do
    [ -e /run/pulse ] && [ $(($(date +%s) - $(stat -c %Y /run/pulse))) -gt 90 ] || continue
    say "the program stands still"
    for task in /proc/$program/task/* $(grep -l "^State:.D" /proc/[0-9]*/status | xargs -r -n1 dirname); do
      echo "$task $(cat $task/comm) $(cat $task/syscall)"
      cat "$task/stack"
    done >/dev/console
    break
  done
) &
wait $program
say "the program ended with $?"
sync; poweroff -f
