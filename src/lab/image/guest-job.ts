/**
 * PID 1 of a machine that runs a job: runs its commands in order, up to the first that fails, and
 * powers the machine off. The job is a tar archive: INDEX.argv, each argument terminated by a NUL, and
 * INDEX.stdin if the command reads anything.
 *
 * Results go to the second serial port. While commands run, it only gets a dot for each that has
 * ended, as writing to it takes time. Then follow, one per line, every command's exit code, the word
 * "output", and the sizes in bytes of every command's standard output and standard error; then all
 * those bytes in the same order. A command takes a single process, its own: in virtual time, starting
 * others is expensive.
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
