import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { callAnswerSchema } from '../../src/shared/contract/answer.ts';
import { type CallInput, type CallName, type CallOutput, calls } from '../../src/shared/contract/calls.ts';
import { callUrl } from '../../src/shared/contract/transport.ts';

export const CLI = fileURLToPath(new URL('../../dist/main/cli.js', import.meta.url));

/** The program in a process of its own, with one project open. */
export interface ServedProject {
  readonly child: ChildProcess;
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  /** As by a crash or a power cut; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Serves a project, made where there is none. `home` is the program's own folder. */
export async function serveProject(project: string, home: string, env: NodeJS.ProcessEnv = {}): Promise<ServedProject> {
  const child = spawn(process.execPath, [CLI, 'serve', project], {
    env: { ...process.env, MASKMEND_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const url = await printedAddress(child);
  const entry = await fetch(url, { redirect: 'manual' });
  const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? '';
  return {
    child,
    call: async (name, input) => {
      const response = await fetch(new URL(callUrl(name), url), {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      const answer = callAnswerSchema.parse(await response.json());
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
      return calls[name].output.parse(answer.value) as CallOutput<typeof name>;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function printedAddress(child: ChildProcess): Promise<string> {
  let said = '';
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const listen = (chunk: Buffer): void => {
    said += chunk.toString();
    const url = /http:\/\/127\.0\.0\.1:\S+/.exec(said)?.[0];
    if (url !== undefined) resolve(url);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  child.on('exit', (code) => {
    reject(new Error(`the server ended with ${String(code)}: ${said}`));
  });
  return promise;
}
