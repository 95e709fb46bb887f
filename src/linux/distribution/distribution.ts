import type { Argv } from '../../model/command.js';
import type { ToolPackages } from './tool.js';

/** Where a kernel's source is once it is there, and how it gets there. */
export interface PackagedSource {
  /** Folders of unpacked source, as shell patterns. */
  readonly trees: readonly string[];
  /** Archives of it, as shell patterns. */
  readonly archives: readonly string[];
  /** The package that has it, where one has. */
  readonly package?: string | undefined;
  /** How to get it: commands, with what else there is to know. */
  readonly get: string;
}

/** A Linux distribution: how it packages what machines need. */
export interface Distribution {
  /** As it calls itself, without a version. */
  readonly title: string;
  /** Its IDs in os-release. */
  readonly ids: readonly string[];
  /** Its kernels' releases, where os-release has the ID of the distribution it is made from. */
  readonly kernels?: RegExp;
  /** Installs packages, and may ask before it does. */
  readonly install: Argv;
  /** Installs packages and asks nothing. */
  readonly installUnasked: Argv;
  /** Brings its lists of packages up to date; absent where that comes with installing. */
  readonly refresh?: Argv;
  /** By the required program. */
  readonly tools: ToolPackages;
  /** The package with the headers of a kernel release. */
  readonly headers: (release: string) => string;
  /** The package with the kernel of a release, its image in /boot included. */
  readonly kernel: (release: string) => string;
  /** How to get modules that the running kernel's package has not, as a phrase. */
  readonly modules: (release: string) => string;
  /** The packages with more modules of the running kernel, where there are such. */
  readonly modulePackages?: (release: string) => readonly string[];
  /** The source of a kernel release. */
  readonly source: (release: string) => PackagedSource;
}
