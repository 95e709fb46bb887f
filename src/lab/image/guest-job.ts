/**
 * PID 1 of a machine that runs a job: runs its commands one after the other, up to the first that
 * fails, and powers the machine off. The job is a tar archive: INDEX.argv, each argument ended by a
 * NUL, and INDEX.stdin where the command reads anything.
 *
 * What came out of it goes to the second serial port: a dot for each command as soon as it has
 * ended, which is all that this port is used for meanwhile, as it costs time. Then, each in a line
 * of its own, every command's exit code, the word "output", and the sizes of every command's standard
 * output and error in bytes; then all those bytes in the same order. A command takes one process,
 * its own: in virtual time, starting others is dear.
 */
export const RUN_JOB = `
#!/bin/bash
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8
# What is closed has been written out.
trap 'exec <&- >&- 2>&- 3>&-; /usr/bin/busybox poweroff -f' EXIT
. /usr/share/vrbench/mounts || exit
ip link set lo up || exit
mkdir /run/job /run/job/output && tar -xf "$job" -C /run/job || exit
unset job disk
exec 3>/dev/ttyS1 || exit
stty raw -echo <&3 || exit
cd / || exit
codes=()
files=()
for ((index = 0; ; index++)); do
  [[ -e /run/job/$index.argv ]] || break
  mapfile -d '' argv </run/job/$index.argv
  input=/run/job/$index.stdin
  [[ -e $input ]] || input=/dev/null
  output=/run/job/output/$index
  # exec: a command is a program, never one of this shell's own.
  (exec -- "\${argv[@]}" 3>&-) <"$input" >"$output.stdout" 2>"$output.stderr"
  codes+=($?)
  printf . >&3
  files+=("$output.stdout" "$output.stderr")
  [[ \${codes[index]} == 0 ]] || break
done
printf '%s\\n' '' "\${codes[@]}" output >&3
stat -c %s "\${files[@]}" >&3 && cat "\${files[@]}" >&3
`;
