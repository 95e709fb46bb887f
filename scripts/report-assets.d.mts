import type { Plugin } from 'vitest/config';

export const reportAssets: () => Promise<string>;
export const reportAssetsPlugin: () => Plugin;
