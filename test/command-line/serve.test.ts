import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand, startCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

function environmentOf(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, MASKMEND_HOME: join(folder, 'home') };
}

describe('maskmend serve', () => {
  it('prints an address with a key, makes the project, refuses it to a second one, and ends with Ctrl-C', async () => {
    const folder = makeFolder();
    const project = join(folder, 'new.maskmend');
    const env = environmentOf(folder);
    const server = startCommand(['serve', project], { env });
    await server.firstOutput;
    const second = await runCommand(['serve', project], { env });
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('the project is in use by maskmend');
    server.child.kill('SIGINT');
    const { code, stdout } = await server.finished;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Maskmend is at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}\n$/);
    const again = startCommand(['serve', '--last'], { env });
    await again.firstOutput;
    again.child.kill('SIGTERM');
    expect((await again.finished).stderr).not.toContain('in use');
  });

  it('says which port is taken, and what is no port', async () => {
    const folder = makeFolder();
    const env = environmentOf(folder);
    const first = startCommand(['serve'], { env });
    await first.firstOutput;
    first.child.kill('SIGINT');
    const { stdout } = await first.finished;
    const port = /:(\d+)\//.exec(stdout)?.[1] ?? '';
    const holder = startCommand(['serve', '--port', port], { env });
    await holder.firstOutput;
    const refused = await runCommand(['serve', '--port', port], { env });
    expect(refused.code).toBe(64);
    expect(refused.stderr).toContain(`port ${port} is in use`);
    holder.child.kill('SIGINT');
    await holder.finished;
    expect((await runCommand(['serve', '--port', '70000'], { env })).code).toBe(64);
  });
});
