import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const packageSchema = z.object({ name: z.string().optional(), version: z.string(), license: z.unknown() });
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

export interface Licensed {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly licence: string;
  /** `shipped`: installed with the package, or bundled into the interface; `tool`: for building and testing only. */
  readonly use: 'shipped' | 'tool';
}

/** What may be used, by docs/decisions; MPL-2.0 as it is, unchanged. */
const ALLOWED = [
  ...['MIT', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'ISC', '0BSD', 'BlueOak-1.0.0'],
  ...['CC0-1.0', 'Unlicense', 'Python-2.0', 'MPL-2.0'],
];

/** Packages whose licence is none of those, and why they are used all the same. */
const EXCEPTIONS: readonly { readonly name: RegExp; readonly use: Licensed['use']; readonly reason: string }[] = [
  { name: /^@img\/sharp-/, use: 'shipped', reason: 'libvips under the LGPL, a library of its own that can be replaced' },
  { name: /^caniuse-lite$/, use: 'tool', reason: 'facts about browsers under CC-BY-4.0, read while building' },
  { name: /^truncate-utf8-bytes$/, use: 'tool', reason: 'WTFPL, which asks for nothing; part of electron-builder' },
];

/** What the interface bundles: all that src/renderer imports, and what those need. */
const INTERFACE = [
  ...['@mantine/core', '@mantine/hooks', '@mantine/notifications', '@mantine/spotlight', '@tabler/icons-react'],
  ...['@tanstack/react-query', '@tanstack/react-virtual', 'react', 'react-dom', 'react-resizable-panels', 'zustand'],
];

/** Every package of the lock file, by name. */
export function licensedPackages(root: URL): Licensed[] {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')));
  const bundled = withDependencies(INTERFACE, packages);
  const listed = Object.entries(packages).flatMap(([path, entry]): Licensed[] => {
    if (path === '') return [];
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const licence = entry.license ?? licenceOfFile(new URL(`${path}/`, root));
    const use = entry.dev === true && !bundled.has(path) ? 'tool' : 'shipped';
    return [{ name, version: entry.version ?? '', licence, use }];
  });
  return listed.toSorted((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

/** Packages that none of the rules allows, each with its licence. */
export function licenceFaults(packages: readonly Licensed[]): string[] {
  return packages.filter((each) => !isAllowed(each)).map(({ name, version, licence }) => `${name} ${version}: ${licence}`);
}

export function licencesPage(packages: readonly Licensed[]): string {
  const shipped = packages.filter(({ use }) => use === 'shipped');
  const tools = packages.filter(({ use }) => use === 'tool');
  const counts = [...Map.groupBy(tools, ({ licence }) => licence)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `# Licences

Written by \`npm run documents\`; a test checks that it is current and that every licence is one of those allowed. Maskmend
itself is under the [Apache Licence 2.0](../LICENSE).

Allowed are ${ALLOWED.join(', ')}. Beside them:

${EXCEPTIONS.map(({ name, reason }) => `- \`${name.source.replaceAll(/[\\^$]/g, '')}\`: ${reason}.`).join('\n')}

## Shipped

What is installed with the package or bundled into the interface, for every platform.

| package | version | licence |
| --- | --- | --- |
${shipped.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`).join('\n')}

## Tools

For building and testing only; not shipped. ${tools.length} packages:

${counts.map(([licence, some]) => `- ${licence}: ${some.length}`).join('\n')}
`;
}

function isAllowed({ name, licence, use }: Licensed): boolean {
  const isException = EXCEPTIONS.some((each) => each.name.test(name) && (each.use === use || each.use === 'shipped'));
  if (isException) return true;
  // `A OR B`: one of them is enough; `A AND B`: all of them hold.
  const plain = licence.replaceAll(/[()]/g, '');
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((each) => ALLOWED.includes(each.trim())));
}

type Packages = z.infer<typeof lockSchema>['packages'];

function withDependencies(names: readonly string[], packages: Packages): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = names.map((name) => `node_modules/${name}`);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const entry = packages[path];
    if (entry === undefined || found.has(path)) continue;
    found.add(path);
    for (const name of Object.keys(entry.dependencies ?? {})) {
      const own = `${path}/node_modules/${name}`;
      waiting.push(packages[own] === undefined ? `node_modules/${name}` : own);
    }
  }
  return found;
}

/** npm leaves the licence out of the lock file where the package tells it in an old form. */
function licenceOfFile(folder: URL): string {
  const path = new URL('package.json', folder);
  // Packages of other platforms are not installed; their kin of this one says the same.
  if (!existsSync(path)) return 'MIT';
  const { license } = packageSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return typeof license === 'string' ? license : 'unknown';
}
