import { ask, valueOf } from '../../../linux/text/query.js';
import { SIGNATURE } from '../../../provision/kernel-module/failures.js';
import { signedOnly } from '../../../provision/kernel-module/loading-allowed.js';
import { isSigned } from '../../../provision/requirements/requirements.js';
import { askingMachine } from '../../check.js';

const isOn = (text: string): boolean => /^SecureBoot enabled/m.test(text);

export const secureBoot = askingMachine({
  name: 'secure-boot',
  title: 'Secure Boot',
  about:
    'Under Secure Boot many kernels enable lockdown, and then load only modules signed by a key that is enrolled in the firmware (mokutil). The present kernel may not, but its next version may. Sign modules (`moduleSigning` in the testbed), or switch Secure Boot off.',
  asks: () => ask(['mokutil', '--sb-state'], isOn),
  judge: ({ loadingFiles }, { requirements }, read) => {
    const builds = requirements.flatMap((each) => each.builds ?? []);
    const isChecked = isSigned(requirements) || signedOnly(loadingFiles) !== undefined;
    return valueOf(read) !== true || builds.length === 0 || isChecked
      ? []
      : [
          {
            severity: 'notes',
            found: 'Secure Boot is on, but the kernel still accepts unsigned modules',
            why: `after an upgrade it may refuse ${[...new Set(builds)].join(', ')}`,
            fix: SIGNATURE.unsigned,
          },
        ];
  },
});
