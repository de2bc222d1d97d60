# Starts and stops one PostgreSQL as its standard input says, answers each command with a line, and ends the server and
# removes its folder as soon as that input ends, however the process at the other end does.
# $1: the server's programs. $2: the folder. $3: the port. Then: arguments of the server.
programs=$1 folder=$2 port=$3
shift 3
control() { "$programs/pg_ctl" -D "$folder/data" -s -w -t 60 "$@" >>"$folder/log" 2>&1 </dev/null; }
remove() { control stop -m immediate; rm -rf "$folder"; }
trap remove EXIT
trap '' INT TERM HUP
while read -r command; do
    case $command in
    init) "$programs/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >>"$folder/log" 2>&1 </dev/null ;;
    start) control start -l "$folder/server.log" -o "-p $port $*" ;;
    fast | immediate) control stop -m "$command" ;;
    esac
    case $? in 0) echo done ;; *) echo failed ;; esac
done
