# Run inside fresh user, network and mount namespaces: this is machine 10.77.0.1; a second one is made beside it.
set -eu
ip link set lo up
unshare -n sleep 150 &
other=$!
sleep 0.3
ip link add here type veth peer name there
ip link set there netns "$other"
ip addr add 10.77.0.1/24 dev here
ip link set here up
on_other() { nsenter -t "$other" -n "$@"; }
on_other ip link set lo up
on_other ip addr add 10.77.0.2/24 dev there
on_other ip link set there up

redis-server --port 6399 --bind 10.77.0.1 --protected-mode no --save "" --appendonly no --dir "$FOLDER" >/dev/null &
redis=$!
export REDIS_URL=redis://10.77.0.1:6399/0
live="-m uvicorn config.live_asgi:application --log-level error --port 9001"
$PYTHON $live --host 10.77.0.1 &
first=$!
nsenter -t "$other" -n "$PYTHON" $live --host 10.77.0.2 &
second=$!
trap 'kill $first $second $redis $other 2>/dev/null || true' EXIT
"$PYTHON" -m tests.realtime.live.two_machines 2>"$FOLDER/play.log" || { tail -5 "$FOLDER/play.log"; exit 1; }
