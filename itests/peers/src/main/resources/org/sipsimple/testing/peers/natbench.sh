#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# natbench.sh up PREFIX ROUTED | down PREFIX: network namespaces a - ra - t - rb - b, where ra and rb are NATs.
set -euo pipefail
p=$2
on() { ip netns exec "$p-$1" "${@:2}"; }

if [ "$1" = down ]; then
    for n in a ra t rb b; do
        ip netns del "$p-$n" 2>/dev/null || true
    done
    exit 0
fi

# link NS IF ADDRESS NS IF ADDRESS
link() {
    ip link add "$2" netns "$p-$1" type veth peer name "$5" netns "$p-$4"
    on "$1" ip addr add "$3/24" dev "$2"
    on "$4" ip addr add "$6/24" dev "$5"
    on "$1" ip link set "$2" up
    on "$4" ip link set "$5" up
}

for n in a ra t rb b; do
    ip netns add "$p-$n"
    on $n ip link set lo up
done
link a eth0 192.168.10.2 ra in 192.168.10.1
link ra out 10.66.1.2 t toa 10.66.1.1
link b eth0 192.168.20.2 rb in 192.168.20.1
link rb out 10.66.2.2 t tob 10.66.2.1
on a ip route add default via 192.168.10.1
on b ip route add default via 192.168.20.1
on ra ip route add default via 10.66.1.1
on rb ip route add default via 10.66.2.1
on t ip addr add 10.66.9.1/32 dev lo
on t ip addr add 10.66.9.2/32 dev lo
# what a relay sends to a private address gets lost on the way, as it does elsewhere; without a route coturn gives up the relay
on t ip route add 192.168.10.0/24 via 10.66.1.2
on t ip route add 192.168.20.0/24 via 10.66.2.2
on t sysctl -qw net.ipv4.ip_forward="$3"
for n in ra rb; do
    on $n sysctl -qw net.ipv4.ip_forward=1
    on $n nft -f - <<'RULES'
table ip nat {
    chain post { type nat hook postrouting priority 100; oifname "out" masquerade; }
}
table ip filter {
    chain pass { type filter hook forward priority 0; policy drop; iifname "in" accept; ct state established,related accept; }
    chain here { type filter hook input priority 0; policy drop; iifname "in" accept; iifname "lo" accept; ct state established,related accept; }
}
RULES
done
