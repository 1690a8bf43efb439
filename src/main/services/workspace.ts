import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { existsSync, rm, stat } from '../file-system.ts';
import { type Settings, settingsSchema, windowStateSchema } from '../../shared/contract/app-calls.ts';
import type { ProjectInfo, RecentProject } from '../../shared/contract/project-calls.ts';
import { MaskmendError } from '../../shared/errors.ts';
import { type ChosenLimits, type ReadLimits, readLimits } from '../../shared/limits.ts';
import { EventHub } from './event-hub.ts';
import { JsonFile } from './json-file.ts';
import { LiveSession } from './live-session.ts';
import { LogFile } from './log-file.ts';
import { machineShare } from './jobs/machine-share.ts';
import { prepareSample } from './sample-project.ts';

const recentSchema = z.array(z.object({ path: z.string(), openedAt: z.number() }));
const MOST_RECENT = 12;
const MEGABYTE = 1024 ** 2;

const defaultSettings: Settings = {
  theme: 'system',
  workers: 'automatic',
  memoryMegabytes: 'automatic',
  hasPatterns: false,
  hasNotifications: true,
  personName: '',
  lastFolders: {},
};

/** What a host holds: the program's settings and the one project that is open in it. */
export class Workspace {
  readonly hub = new EventHub();
  readonly dataFolder: string;
  readonly startLimits: ChosenLimits;
  readonly log: LogFile;
  readonly settings: JsonFile<typeof settingsSchema>;
  readonly windowState: JsonFile<typeof windowStateSchema>;
  readonly #recent: JsonFile<typeof recentSchema>;
  #settings = defaultSettings;
  #session: LiveSession | undefined;
  /** Opening and closing follow each other. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @param startLimits Limits on what is read that were set for this run: they go before those of the settings. */
  static async open(dataFolder: string, startLimits: ChosenLimits = {}): Promise<Workspace> {
    const workspace = new Workspace(dataFolder, startLimits);
    workspace.#settings = await workspace.settings.read();
    return workspace;
  }

  private constructor(dataFolder: string, startLimits: ChosenLimits) {
    this.dataFolder = dataFolder;
    this.startLimits = startLimits;
    this.log = new LogFile(join(dataFolder, 'log.txt'));
    this.settings = new JsonFile(join(dataFolder, 'settings.json'), settingsSchema, defaultSettings);
    this.windowState = new JsonFile(join(dataFolder, 'window.json'), windowStateSchema, {});
    this.#recent = new JsonFile(join(dataFolder, 'recent.json'), recentSchema, []);
  }

  /** What is read at most. */
  get limits(): ReadLimits {
    return readLimits(this.#settings.limits ?? {}, this.startLimits);
  }

  get current(): LiveSession | undefined {
    return this.#session;
  }

  /** The open project; throws no-project. */
  session(): LiveSession {
    if (this.#session !== undefined) return this.#session;
    throw new MaskmendError('no-project', 'no project is open', { hint: 'open or make one first' });
  }

  /** Throws `exists` where there is such a file; `.maskmend` is added where it is missing. */
  create(path: string): Promise<ProjectInfo> {
    const whole = resolve(/\.maskmend$/i.test(path) ? path : `${path}.maskmend`);
    if (existsSync(whole)) {
      throw new MaskmendError('exists', 'there is a project of this name already', { path: whole, hint: 'open it' });
    }
    return this.#inTurn(() => this.#openSession(whole));
  }

  async openProject(path: string): Promise<ProjectInfo> {
    const whole = resolve(path);
    const present = await stat(whole).catch(() => undefined);
    if (present?.isDirectory() === true) {
      throw new MaskmendError('usage', 'is a folder, not a project', {
        path: whole,
        hint: 'name a .maskmend file; it is made where there is none',
      });
    }
    if (present?.isFile() !== true) {
      throw new MaskmendError('not-found', 'there is no such project', {
        path: whole,
        hint: 'look where it was moved to',
      });
    }
    return this.#inTurn(() => this.#openSession(whole));
  }

  async openSample(): Promise<ProjectInfo> {
    const sample = await prepareSample(this.dataFolder);
    return this.#inTurn(async () => {
      const info = await this.#openSession(sample.project);
      if (!sample.isNew) return info;
      try {
        const { jobs } = this.session();
        await jobs.start('import', { paths: [sample.masks], as: 'mask' }, { kind: 'import-sample', as: 'mask' });
        await jobs.start('import', { paths: [sample.photos], as: 'photo' }, { kind: 'import-sample', as: 'photo' });
      } catch (error) {
        await this.#closeSession();
        await rm(sample.project, { force: true });
        throw error;
      }
      return info;
    });
  }

  /** Throws conflict while a job runs, unless it may be stopped. */
  async closeProject(isCancellingJobs: boolean): Promise<void> {
    if (this.#session?.jobs.isBusy === true && !isCancellingJobs) {
      throw new MaskmendError('conflict', 'a job is still running', { hint: 'wait for it, or stop it' });
    }
    await this.#inTurn(() => this.#closeSession());
  }

  async recent(): Promise<RecentProject[]> {
    const entries = await this.#recent.read();
    return entries.map(({ path, openedAt }) => {
      const name = basename(path).replace(/\.maskmend$/i, '');
      return { path, openedAt, name, isMissing: !existsSync(path) };
    });
  }

  async forgetRecent(path: string): Promise<RecentProject[]> {
    const entries = await this.#recent.read();
    await this.#recent.write(entries.filter((entry) => entry.path !== path));
    return this.recent();
  }

  async changeSettings(change: { readonly [Name in keyof Settings]?: Settings[Name] | undefined }): Promise<Settings> {
    const known = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const settings = settingsSchema.parse({ ...(await this.settings.read()), ...known });
    await this.settings.write(settings);
    this.#settings = settings;
    this.hub.emit({ type: 'settings', settings });
    return settings;
  }

  /** Folders worth offering: those of recent projects. */
  async recentFolders(): Promise<string[]> {
    return [...new Set((await this.#recent.read()).map(({ path }) => dirname(path)))];
  }

  close(): Promise<void> {
    return this.#inTurn(() => this.#closeSession());
  }

  #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const done = this.#turn.then(act);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #openSession(path: string): Promise<ProjectInfo> {
    if (this.#session?.path === path) return this.#session.info();
    if (this.#session?.jobs.isBusy === true) {
      throw new MaskmendError('conflict', 'a job is still running in the open project', {
        hint: 'wait for it, or stop it',
      });
    }
    // The new one first: where it cannot be opened, the old one stays.
    const session = await LiveSession.open(path, { hub: this.hub, share: () => this.#share() });
    await this.#session?.close();
    this.#session = session;
    await this.#remember(path);
    const project = await session.info();
    this.hub.emit({ type: 'project', project });
    return project;
  }

  async #closeSession(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (session === undefined) return;
    await session.close();
    this.hub.emit({ type: 'project' });
  }

  #share() {
    const { workers, memoryMegabytes } = this.#settings;
    const share = machineShare({
      ...(workers !== 'automatic' && { workers }),
      ...(memoryMegabytes !== 'automatic' && { memory: memoryMegabytes * MEGABYTE }),
    });
    return { ...share, limits: this.limits, isBackground: true };
  }

  async #remember(path: string): Promise<void> {
    const others = (await this.#recent.read()).filter((entry) => entry.path !== path);
    await this.#recent.write([{ path, openedAt: Date.now() }, ...others].slice(0, MOST_RECENT));
  }
}
