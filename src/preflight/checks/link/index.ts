import type { PortCheck } from '../../check.js';
import { addresses } from './addresses.js';
import { carrier } from './carrier.js';
import { driver } from './driver.js';
import { duplex } from './duplex.js';
import { energyEfficient } from './energy-efficient.js';
import { mtu } from './mtu.js';
import { otherUse } from './other-use.js';
import { presence } from './presence.js';
import { speed } from './speed.js';

/** Ports and their links. */
export const LINK: readonly PortCheck[] = [
  presence,
  otherUse,
  addresses,
  carrier,
  speed,
  duplex,
  driver,
  mtu,
  energyEfficient,
];
