import { ask, valueOf } from '../../../linux/text/query.js';
import { askingMachine } from '../../check.js';

export const hypervisor = askingMachine({
  name: 'hypervisor',
  title: 'A virtual machine',
  about:
    'A guest shares processors with others and its frames pass through the host: its figures are those of the host as well. A testbed of metal is expected to be of metal; a lab of virtual machines is labelled as emulated.',
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
        why: 'its figures are those of its host, and of what else runs there',
      },
    ];
  },
});
