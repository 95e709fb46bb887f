#!/bin/bash
# loads.sh KIND: softnic, frame_sink and the module of that kind are loaded, carry frames, and are
# unloaded; the kernel has nothing to say about it.
# shellcheck source=lib.sh
. "${0%/*}/lib.sh"

trap clear_away EXIT
clear_away
dmesg --clear
router "$1"
load frame_sink
sink_control 'add sink0' start
equal "$(through 1000)" 1000 'sent'
equal "$(still sink_field frames)" 1000 'frames'
clear_away
reports=$(kernel_reports)
[[ -z $reports ]] || fail "$reports"
