import type { Argv } from '../../model/command.js';
import type { ToolPackages } from './tool.js';

/** Where a kernel's source is installed, and how to install it. */
export interface PackagedSource {
  /** Folders of unpacked source, as shell patterns. */
  readonly trees: readonly string[];
  /** Archives of it, as shell patterns. */
  readonly archives: readonly string[];
  /** The package that contains it, if there is one. */
  readonly package?: string | undefined;
  /** How to get it: commands, and further instructions. */
  readonly get: string;
}

/** A Linux distribution: how it packages what machines need. */
export interface Distribution {
  /** Its own name, without a version. */
  readonly title: string;
  /** Its IDs in os-release. */
  readonly ids: readonly string[];
  /** Pattern of its kernel releases, if os-release has the ID of the distribution it derives from. */
  readonly kernels?: RegExp;
  /** Installs packages, with a prompt for confirmation. */
  readonly install: Argv;
  /** Installs packages without a prompt. */
  readonly installUnasked: Argv;
  /** Updates the package lists; absent if installing does so. */
  readonly refresh?: Argv;
  /** By the required program. */
  readonly tools: ToolPackages;
  /** The package with the headers of a kernel release. */
  readonly headers: (release: string) => string;
  /** The package with the kernel of a release, its image in /boot included. */
  readonly kernel: (release: string) => string;
  /** How to get modules that are not in the running kernel's package, as a phrase. */
  readonly modules: (release: string) => string;
  /** Packages with further modules of the running kernel, if there are any. */
  readonly modulePackages?: (release: string) => readonly string[];
  /** The source of a kernel release. */
  readonly source: (release: string) => PackagedSource;
}
