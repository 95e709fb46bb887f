import type { PortCheck } from '../../check.js';
import { connectionTracking } from './connection-tracking.js';
import { forwardPolicy } from './forward-policy.js';
import { offloads } from './offloads.js';
import { pauseFrames } from './pause-frames.js';
import { programs } from './programs.js';
import { promiscuous } from './promiscuous.js';
import { shaping } from './shaping.js';

/** Other processing of frames at ports. */
export const FRAMES: readonly PortCheck[] = [
  pauseFrames,
  offloads,
  shaping,
  programs,
  promiscuous,
  connectionTracking,
  forwardPolicy,
];
