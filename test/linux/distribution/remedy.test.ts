import { describe, expect, it } from 'vitest';
import { DATA_PLANES } from '../../../src/model/data-plane.js';
import { MODIFIERS } from '../../../src/model/modifier.js';
import { DISTRIBUTIONS } from '../../../src/linux/distribution/index.js';
import {
  installCommand,
  packageRemedy,
  refreshCommand,
  sourceRemedy,
} from '../../../src/linux/distribution/remedy.js';
import { isTool, USUAL_PACKAGES, type Tool } from '../../../src/linux/distribution/tool.js';
import { dataPlaneOf } from '../../../src/provision/dataplane/index.js';
import { modifierOf } from '../../../src/provision/modifiers/index.js';
import { MACHINES, platformAt } from './machines.js';

const TOOLS = Object.keys(USUAL_PACKAGES) as Tool[];

/** What a fresh machine is told to install before a module can be built there. */
const building = (machine: string): string => {
  const platform = platformAt(machine);
  return packageRemedy(platform, {
    tools: ['ip', 'tc', 'gcc', 'patch', 'xz', 'flock'],
    headers: [platform.release],
  });
};

const UPGRADE = 'if that header package is no longer available, upgrade the kernel and restart';

describe('packageRemedy', () => {
  it.each([
    [
      'debian-12',
      'apt-get install iproute2 gcc patch xz-utils util-linux linux-headers-6.1.0-25-amd64',
    ],
    [
      'debian-13',
      'apt-get install iproute2 gcc patch xz-utils util-linux linux-headers-6.12.48+deb13-amd64',
    ],
    [
      'ubuntu-22.04',
      'apt-get install iproute2 gcc patch xz-utils util-linux linux-headers-5.15.0-122-generic',
    ],
    [
      'ubuntu-24.04',
      'apt-get install iproute2 gcc patch xz-utils util-linux linux-headers-6.8.0-45-generic',
    ],
    [
      'raspberry-pi-os-12',
      'apt-get install iproute2 gcc patch xz-utils util-linux linux-headers-6.6.51+rpt-rpi-v8',
    ],
    [
      'rhel-9',
      'dnf install iproute iproute-tc gcc patch xz util-linux kernel-devel-5.14.0-427.37.1.el9_4.x86_64',
    ],
    [
      'almalinux-9',
      'dnf install iproute iproute-tc gcc patch xz util-linux kernel-devel-5.14.0-427.37.1.el9_4.x86_64',
    ],
    [
      'rocky-10',
      'dnf install iproute iproute-tc gcc patch xz util-linux kernel-devel-6.12.0-55.12.1.el10_0.x86_64',
    ],
    [
      'fedora-40',
      'dnf install iproute iproute-tc gcc patch xz util-linux kernel-devel-6.8.5-301.fc40.x86_64',
    ],
    [
      'amazon-linux-2023',
      'dnf install iproute iproute-tc gcc patch xz util-linux kernel-devel-6.1.112-122.189.amzn2023.x86_64',
    ],
    ['opensuse-leap-15.6', 'zypper install iproute2 gcc patch xz util-linux kernel-default-devel'],
    ['sles-15.6', 'zypper install iproute2 gcc patch xz util-linux kernel-default-devel'],
    ['arch', 'pacman -S iproute2 gcc patch xz util-linux linux-headers'],
    ['alpine-3.20', 'apk add iproute2 build-base patch xz flock linux-lts-dev'],
  ])('says on %s what it takes to build a module', (machine, remedy) => {
    expect(building(machine)).toBe(`${remedy}; ${UPGRADE}`);
  });

  it.each([
    ['debian-12', 'apt-get install linux-image-amd64; other flavours leave some out'],
    ['ubuntu-24.04', 'apt-get install linux-modules-extra-6.8.0-45-generic'],
    ['raspberry-pi-os-12', 'apt-get install linux-image-rpi-v8'],
    [
      'fedora-40',
      'dnf install kernel-modules-extra-6.8.5-301.fc40.x86_64, or kernel-modules-internal-6.8.5-301.fc40.x86_64 for pktgen',
    ],
    [
      'rocky-10',
      "dnf install kernel-modules-extra-6.12.0-55.12.1.el10_0.x86_64, or kernel-modules-internal-6.12.0-55.12.1.el10_0.x86_64 for pktgen, which CentOS Stream has; without that package, another kernel, such as ELRepo's kernel-ml",
    ],
    ['amazon-linux-2023', 'dnf install kernel-modules-extra-6.1.112-122.189.amzn2023.x86_64'],
    ['opensuse-leap-15.6', 'zypper install kernel-default kernel-default-optional'],
    ['arch', 'pacman -S linux, and restart: an upgrade removes the modules of the running kernel'],
    ['alpine-3.20', 'apk add linux-lts; the flavour virt leaves some out'],
  ])('says on %s where pktgen comes from', (machine, remedy) => {
    expect(packageRemedy(platformAt(machine), { modules: ['pktgen'] })).toBe(
      `boot a kernel package that has the modules: ${remedy}`,
    );
  });

  it('names the flavour and the architecture of a kernel', () => {
    const on = (machine: string, release: string): string =>
      packageRemedy({ ...platformAt(machine), release }, { headers: [release], modules: ['veth'] });
    expect(on('debian-12', '6.1.0-25-cloud-arm64')).toContain('apt-get install linux-image-arm64');
    expect(on('arch', '6.6.54-1-lts')).toContain('pacman -S linux-lts-headers');
    expect(on('arch', '6.11.2-zen1-1-zen')).toContain('pacman -S linux-zen-headers');
    expect(on('alpine-3.20', '6.6.54-0-virt')).toContain('apk add linux-virt-dev');
    expect(on('sles-15.6', '6.4.0-150600.8.14-azure')).toContain(
      'zypper install kernel-azure-devel',
    );
    expect(on('amazon-linux-2023', '6.12.22-27.96.amzn2023.x86_64')).toContain(
      'dnf install kernel6.12-devel-6.12.22-27.96.amzn2023.x86_64',
    );
  });

  it.each([
    [
      'almalinux-9',
      '5.14.0-427.37.1.el9_4.x86_64+rt',
      'kernel-rt-devel-5.14.0-427.37.1.el9_4.x86_64',
    ],
    [
      'almalinux-9',
      '5.14.0-427.37.1.el9_4.aarch64+64k',
      'kernel-64k-devel-5.14.0-427.37.1.el9_4.aarch64',
    ],
    [
      'oracle-9',
      '5.15.0-300.163.18.el9uek.x86_64',
      'kernel-uek-devel-5.15.0-300.163.18.el9uek.x86_64',
    ],
    ['rocky-10', '6.12.50-1.el10.elrepo.x86_64', 'kernel-lt-devel-6.12.50-1.el10.elrepo.x86_64'],
    ['rhel-9', '6.1.112-1.el9.elrepo.x86_64', 'kernel-lt-devel-6.1.112-1.el9.elrepo.x86_64'],
    ['rhel-9', '6.11.3-1.el9.elrepo.x86_64', 'kernel-ml-devel-6.11.3-1.el9.elrepo.x86_64'],
    ['fedora-40', '6.8.5-301.fc40.x86_64+debug', 'kernel-debug-devel-6.8.5-301.fc40.x86_64'],
    ['raspbian-12', '5.15.84-v7l+', 'raspberrypi-kernel-headers'],
    ['debian-12', '6.1.21-v8+', 'raspberrypi-kernel-headers'],
  ])(
    'names on %s the headers of a kernel that is packaged apart: %s',
    (machine, release, headers) => {
      const os = machine === 'oracle-9' ? { id: 'ol', like: ['fedora'] } : platformAt(machine).os;
      expect(installCommand({ os, release }, { headers: [release] })?.at(-1)).toBe(headers);
    },
  );

  const NO_OPEN_VSWITCH = /^Open vSwitch is (openvswitch3|in no package)/;
  const NO_UML = /User-Mode Linux \(linux\.uml\) is in no package there/;
  it.each([
    ...([
      ['debian-12', 'openvswitch', /^apt-get install openvswitch-switch$/],
      ['ubuntu-24.04', 'openvswitch', /^apt-get install openvswitch-switch$/],
      ['rhel-9', 'openvswitch', NO_OPEN_VSWITCH],
      ['fedora-40', 'openvswitch', /^dnf install openvswitch$/],
      ['amazon-linux-2023', 'openvswitch', NO_OPEN_VSWITCH],
      ['opensuse-leap-15.6', 'openvswitch', /^zypper install openvswitch$/],
      ['arch', 'openvswitch', /^pacman -S openvswitch$/],
      ['alpine-3.20', 'openvswitch', /^apk add openvswitch$/],
    ] as const),
    ...([
      ['debian-12', 'kvm-guest', /\bqemu-system-x86\b/],
      ['ubuntu-24.04', 'kvm-guest', /\bqemu-system-x86\b/],
      ['rhel-9', 'kvm-guest', /qemu-kvm has no program/],
      ['fedora-40', 'kvm-guest', /\bqemu-system-x86-core\b/],
      ['opensuse-leap-15.6', 'kvm-guest', /\bqemu-x86\b/],
      ['arch', 'kvm-guest', /\bqemu-system-x86\b/],
      ['alpine-3.20', 'kvm-guest', /\bqemu-system-x86_64\b/],
    ] as const),
    ...([
      ['debian-12', 'uml-guest', /\buser-mode-linux\b/],
      ['rhel-9', 'uml-guest', NO_UML],
      ['fedora-40', 'uml-guest', NO_UML],
      ['opensuse-leap-15.6', 'uml-guest', NO_UML],
    ] as const),
    ...([
      ['debian-12', 'tc-redirect', /^apt-get install iproute2$/],
      ['rhel-9', 'tc-redirect', /^dnf install (iproute iproute-tc|iproute-tc)$/],
      ['opensuse-leap-15.6', 'tc-redirect', /^zypper install iproute2$/],
    ] as const),
  ])('says on %s what %s takes', (machine, dataPlane, remedy) => {
    const { tools } = dataPlaneOf(dataPlane).requires;
    // What only one of these data planes takes, of its programs.
    const special = tools.filter((tool) => /^(ovs|qemu|linux\.uml|tc$)/.test(tool));
    expect(special.length).toBeGreaterThan(0);
    expect(packageRemedy(platformAt(machine), { tools: special })).toMatch(remedy);
  });

  it('has a package for every program in every distribution, or another source', () => {
    for (const { title, tools } of DISTRIBUTIONS) {
      expect(Object.keys(tools).sort(), title).toEqual([...TOOLS].sort());
      for (const [tool, packaged] of Object.entries(tools)) {
        if (typeof packaged === 'string') {
          expect(packaged, `${title}: ${tool}`).toMatch(/^[a-z0-9][a-zA-Z0-9+._-]+$/);
        } else {
          expect(packaged.unpackaged, `${title}: ${tool}`).toMatch(/ there|has no|not in/);
        }
      }
    }
  });

  it('has the programs that data planes and modifiers require', () => {
    const required = [
      ...DATA_PLANES.map((name) => dataPlaneOf(name).requires),
      ...MODIFIERS.map((name) => modifierOf(name).requires),
    ].flatMap(({ tools }) => tools);
    expect(required.length).toBeGreaterThan(20);
    expect(required.filter((tool) => !isTool(tool))).toEqual([]);
    for (const machine of MACHINES) {
      for (const tool of required) {
        expect(packageRemedy(platformAt(machine), { tools: [tool] })).not.toBe('');
      }
    }
  });

  it('says where the source of a kernel comes from, packaged or not', () => {
    const source = (machine: string): string => {
      const platform = platformAt(machine);
      return packageRemedy(platform, { tools: ['patch'], sources: [platform.release] });
    };
    expect(source('debian-12')).toBe('apt-get install patch linux-source-6.1');
    expect(source('opensuse-leap-15.6')).toBe('zypper install patch kernel-source');
    expect(source('fedora-40')).toMatch(/^dnf install patch; as root: dnf download --source /);
    const { os } = platformAt('rhel-9');
    expect(sourceRemedy({ os, release: '6.11.3-1.el9.elrepo.x86_64' })).toMatch(
      /^no package has it: put linux-6\.11\.3\.tar\.xz of kernel\.org in /,
    );
  });

  it('lists what is not packaged after the packages', () => {
    expect(
      packageRemedy(platformAt('rocky-10'), { tools: ['ovs-vsctl', 'ip', 'ovs-ofctl'] }),
    ).toMatch(/^dnf install iproute; Open vSwitch is openvswitch3 .*NFV SIG[^;]*$/);
    expect(packageRemedy(platformAt('arch'), { tools: ['linux.uml'] })).toMatch(
      /^User-Mode Linux \(linux\.uml\) is in no package there: make ARCH=um/,
    );
  });
});

describe('installCommand', () => {
  it.each([
    ['debian-12', 'env DEBIAN_FRONTEND=noninteractive apt-get install --yes ethtool'],
    ['ubuntu-24.04', 'env DEBIAN_FRONTEND=noninteractive apt-get install --yes ethtool'],
    ['raspbian-12', 'env DEBIAN_FRONTEND=noninteractive apt-get install --yes ethtool'],
    ['rhel-9', 'dnf install --assumeyes ethtool'],
    ['fedora-40', 'dnf install --assumeyes ethtool'],
    ['amazon-linux-2023', 'dnf install --assumeyes ethtool'],
    ['opensuse-tumbleweed', 'zypper --non-interactive install ethtool'],
    ['arch', 'pacman -S --noconfirm ethtool'],
    ['alpine-3.20', 'apk add --no-interactive ethtool'],
  ])('asks nothing on %s', (machine, command) => {
    expect(installCommand(platformAt(machine), { tools: ['ethtool'] })?.join(' ')).toBe(command);
  });

  it.each([
    ['ubuntu-24.04', /linux-modules-extra-/],
    ['fedora-40', /kernel-modules-extra-\S+ kernel-modules-internal-/],
    ['amazon-linux-2023', /-modules-extra-/],
  ])("installs more modules of the running kernel's on %s", (machine, packages) => {
    expect(installCommand(platformAt(machine), { modules: ['pktgen'] })?.join(' ')).toMatch(
      packages,
    );
  });

  it('updates package lists if installing does not', () => {
    expect(refreshCommand(platformAt('debian-12'))).toEqual(['apt-get', 'update']);
    expect(refreshCommand(platformAt('alpine-3.20'))).toEqual(['apk', 'update']);
    expect(refreshCommand(platformAt('fedora-40'))).toBeUndefined();
    expect(installCommand(platformAt('debian-12'), { modules: ['pktgen'] })).toBeUndefined();
  });

  it('is undefined if no package has it, or the distribution is unknown', () => {
    expect(installCommand(platformAt('arch'), { tools: ['linux.uml'] })).toBeUndefined();
    const unknown = { os: { id: 'plan9', like: [] }, release: '6.1.0' };
    expect(installCommand(unknown, { tools: ['ethtool'] })).toBeUndefined();
  });
});
