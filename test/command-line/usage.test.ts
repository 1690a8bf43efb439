import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/main/command-line/run-command-line.ts';
import { presetNames } from '../../src/shared/model/preset-name.ts';
import { makeFolder } from './temporary-folder.ts';

async function run(...args: readonly string[]) {
  let [stdout, stderr] = ['', ''];
  const code = await runCommandLine(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    listenForStop: () => ({ signal: new AbortController().signal, exitCode: undefined }),
  });
  return { code, stdout, stderr };
}

describe('help', () => {
  it('tells what the commands are', async () => {
    const { code, stdout, stderr } = await run('--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of ['inspect', 'palette', 'repair', 'verify', 'import', 'export'])
      expect(stdout).toContain(`  ${name} `);
  });

  it.each(['inspect', 'palette', 'repair', 'verify', 'import', 'export'])(
    'tells of %s by examples and exit codes',
    async (command) => {
      const [asked, named] = [await run(command, '--help'), await run('help', command)];
      expect(asked).toMatchObject({ code: 0, stderr: '' });
      expect(asked.stdout).toBe(named.stdout);
      expect(asked.stdout).toContain(`  maskmend ${command} masks`);
      expect(asked.stdout).toContain('Exit codes:');
      expect(asked.stdout.split('\n').filter((line) => line.length > 80 && !line.startsWith('  -'))).toEqual([]);
    },
  );

  it('names no option without saying what it is for', async () => {
    const { stdout } = await run('repair', '--help');
    for (const option of [
      'out',
      'palette',
      'format',
      'report',
      'confidence',
      'workers',
      'memory',
      'project',
      'overwrite',
      'strict',
      'json',
    ]) {
      expect(stdout).toMatch(new RegExp(`--${option} .*\\w{3}`));
    }
  });

  it('names every preset', async () => {
    const { stdout } = await run('repair', '--help');
    for (const name of presetNames) expect(stdout).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it('tells the version', async () => {
    expect(await run('--version')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });
});

describe('wrong usage', () => {
  it.each([
    [[], /Usage: maskmend/],
    [['repiar', 'x'], /unknown command 'repiar'.*\n.*repair/],
    [['repair', 'x'], /required option '--out <dir>' not specified/],
    [['repair', '--out', 'y'], /no masks to repair; name masks/],
    [['repair', 'x', '--out'], /option '--out <dir>' argument missing/],
    [['repair', 'x', '--out', 'y', '--ouput', 'z'], /unknown option '--ouput'/],
    [['repair', 'x', '--out', 'y', '--format', 'jpeg'], /Allowed choices are indexed, grey, rgb/],
    [['repair', 'x', '--out', 'y', '--workers', '0'], /from 1 to/],
    [['repair', 'x', '--out', 'y', '--memory', 'lots'], /800M or 2G/],
    [['repair', '', '--out', 'y'], /empty/],
    [['repair', 'x', '--out', ''], /empty/],
    [['verify', 'x'], /required option '--palette/],
    [['verify', 'x', '--palette', 'voc', '--allow', '-1'], /from 0 up/],
    [['verify', 'x', '--palette', 'voc', '--size', 'big'], /640x480/],
    [['palette', 'x', '--format', 'gif'], /labelmap/],
    [['inspect'], /missing required argument/],
    [['help', 'nothing'], /Usage: maskmend/],
  ])('of %j exits with 64 and says what is wrong', async (args, words) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toMatch(words);
  });

  it('is a palette that is neither a file nor a preset', async () => {
    const folder = makeFolder({ 'a.png': '' });
    const { code, stderr } = await run('repair', folder, '--out', join(folder, 'out'), '--palette', 'vco');
    expect(code).toBe(64);
    expect(stderr).toMatch(/vco: is neither a palette file nor a preset; the presets are voc, /);
  });
});

describe('palette files', () => {
  it('that cannot be read are named with what is wrong', async () => {
    const folder = makeFolder({
      'a.png': '',
      'bad.txt': 'road:300,0,0::\n',
      'binary.bin': Uint8Array.of(0, 1, 2, 255),
    });
    const bad = await run('verify', folder, '--palette', join(folder, 'bad.txt'));
    expect(bad.code).toBe(1);
    expect(bad.stderr).toMatch(/bad\.txt: line 1: /);
    const binary = await run('verify', folder, '--palette', join(folder, 'binary.bin'));
    expect(binary.code).toBe(1);
    expect(binary.stderr).toMatch(/binary\.bin: holds no text/);
    expect((await run('verify', folder, '--palette', folder)).code).toBe(64);
  });
});
