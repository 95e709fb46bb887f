import { expect, it } from 'vitest';
import { PS, processesIn } from './processes.js';

const LISTED = `
      1       0 /usr/bin/busybox init
      2       0 [kthreadd]
     10       2 [kworker/0:1-events]
    113       1 sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups
    200     113 sshd: root@notty
    201     200 timeout 60 ${PS.join(' ')}
    202     201 ${PS.join(' ')}
    300     113 sshd: root@notty
    301     300 make -C /usr/src
    400       1 cc1 macvlan.c
    401       1 cc1 macvlan.c
`;

it('shows what others run and have left running, not kernel threads, logins, or itself', () => {
  expect(processesIn(LISTED)).toEqual({
    '/usr/bin/busybox init': 'running',
    'make -C /usr/src': 'running',
    'cc1 macvlan.c': 'running, running',
  });
});
