// Writes the documents that are made of the program itself: docs/licences.md and docs/command-line.md.
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { commandReference } from './command-reference.ts';
import { ROOT } from './documents.ts';
import { licencesPage, licensedPackages } from './licences.ts';

const config = await resolveConfig(new URL('docs/licences.md', ROOT));
const pages = {
  'docs/licences.md': licencesPage(licensedPackages(ROOT)),
  'docs/command-line.md': await commandReference(),
};
for (const [path, text] of Object.entries(pages)) {
  writeFileSync(new URL(path, ROOT), await format(text, { ...config, parser: 'markdown' }));
}
