import { availableParallelism, platform } from 'node:os';
import type { appCalls } from '../../shared/contract/app-calls.ts';
import { repairPresets } from '../../shared/search/search-preset.ts';
import { contractVersion, engineVersion } from '../../shared/versions.ts';
import packageFile from '../../../package.json' with { type: 'json' };
import { usableMemory } from '../services/jobs/machine-share.ts';
import type { Handlers } from './handler.ts';

const PLATFORMS = ['linux', 'darwin', 'win32'] as const;

export const appHandlers: Handlers<keyof typeof appCalls> = {
  'app.info': (_, { workspace, host }) => ({
    name: 'Maskmend',
    version: packageFile.version,
    host,
    platform: PLATFORMS.find((name) => name === platform()) ?? 'other',
    engineVersion,
    contractVersion,
    presets: [...repairPresets],
    cores: availableParallelism(),
    memoryMegabytes: Math.floor(usableMemory() / 1024 ** 2),
    dataFolder: workspace.dataFolder,
    startLimits: workspace.startLimits,
  }),
  'app.log': (_, { workspace }) => ({ text: workspace.log.tail() }),
  'app.reportFault': ({ message }, { workspace }) => {
    workspace.log.add(`interface: ${message}`);
    return {};
  },
  'settings.get': (_, { workspace }) => workspace.settings.read(),
  'settings.set': (change, { workspace }) => workspace.changeSettings(change),
  'settings.windowState': (_, { workspace }) => workspace.windowState.read(),
  'settings.setWindowState': async (change, { workspace }) => {
    await workspace.windowState.write({ ...(await workspace.windowState.read()), ...change });
    return {};
  },
};
