import { ask, valueOf } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

export const hypervisor = askingMachine({
  name: 'hypervisor',
  title: 'Virtual machine',
  about:
    'A guest shares CPUs with others, and its frames pass through the host: its figures depend on the host as well. A testbed without `lab` is expected to be metal; a lab of virtual machines is labelled as emulated.',
  metalOnly: true,
  asks: () =>
    ask(['grep', '-m', '1', '^flags', '/proc/cpuinfo'], (text) => / hypervisor( |$)/m.test(text)),
  judge: ({ system }, _machine, read) => {
    if (valueOf(read) !== true) return [];
    const product = valueOf(system.product);
    return [
      {
        severity: 'distorts',
        found: `it is a virtual machine${product === undefined ? '' : ` (${product.vendor} ${product.name})`}`,
        why: 'its figures depend on its host, and on what else runs there',
      },
    ];
  },
});
