import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../command-line/temporary-folder.ts';
import { LAUNCHER } from '../command-line/run-command.ts';
import { commandReference } from './command-reference.ts';
import { allDocuments, anchorsOf, localLinks, ROOT, shownCommands } from './documents.ts';
import { licenceFaults, licencesPage, licensedPackages } from './licences.ts';

const root = fileURLToPath(ROOT);
const documents = allDocuments();

async function expectCurrent(path: string, text: string): Promise<void> {
  const config = await resolveConfig(new URL(path, ROOT));
  const formatted = await format(text, { ...config, parser: 'markdown' });
  expect(readFileSync(new URL(path, ROOT), 'utf8') === formatted, `npm run documents writes ${path} anew`).toBe(true);
}

describe('licences', () => {
  const packages = licensedPackages(ROOT);

  it('of all dependencies are among those allowed', () => {
    expect(licenceFaults(packages)).toEqual([]);
    expect(licenceFaults([{ name: 'x', version: '1', licence: 'GPL-3.0-only', use: 'tool' }])).toHaveLength(1);
    expect(licenceFaults([{ name: 'x', version: '1', licence: '(GPL-2.0 OR MIT)', use: 'shipped' }])).toEqual([]);
    expect(licenceFaults([{ name: 'x', version: '1', licence: 'MIT AND GPL-2.0', use: 'shipped' }])).toHaveLength(1);
  });

  it('are listed as they are', () => expectCurrent('docs/licences.md', licencesPage(packages)));
});

describe('documents', () => {
  it('list the commands as the program tells them', async () => {
    await expectCurrent('docs/command-line.md', await commandReference());
  });

  it.each(documents.map((document) => [document.path, document] as const))('%s links to what is there', (path, document) => {
    const broken = localLinks(document).filter((target) => {
      const [file, anchor] = target.split('#');
      const place = file === '' ? path : join(dirname(path), file);
      if (!existsSync(join(root, place))) return true;
      const named = documents.find((each) => each.path === place);
      return anchor !== undefined && named !== undefined && !anchorsOf(named).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  const commands = documents.flatMap(shownCommands).filter(({ excuse }) => excuse === undefined);

  it.each(commands.map((command) => [command.document, command] as const))('%s shows commands that run', (_, { text }) => {
    const folder = makeFolder({});
    const sample = join(root, 'assets/sample');
    // What a reader has: the command by its name, and the sample's masks and photos.
    const lines = text.replaceAll('npm ci && ', '').replaceAll(/npm run (?:--silent )?maskmend --/g, 'maskmend');
    const script = `maskmend() { '${process.execPath}' '${LAUNCHER}' "$@"; }\nset -e\n${lines}`;
    const setUp = `mkdir -p assets && cp -r '${sample}' assets/sample && cp -r '${sample}/masks' '${sample}/photos' '${sample}/labelmap.txt' .\n`;
    const ran = spawnSync('sh', ['-c', setUp + script], { cwd: folder, encoding: 'utf8' });
    expect(ran.status, `${text}${ran.stderr}`).toBe(0);
  });
});
