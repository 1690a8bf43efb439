// Stands in for fpm, which electron-builder fetches to make a Debian package: takes its arguments, and packs by dpkg-deb.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    force: { type: 'boolean' },
    ...Object.fromEntries(
      ['architecture', 'after-install', 'after-remove', 'description', 'version', 'package', 'name'].map((name) => [
        name,
        text,
      ]),
    ),
    ...Object.fromEntries(
      ['maintainer', 'vendor', 'url', 'license', 'deb-priority', 'deb-compression'].map((name) => [name, text]),
    ),
    source: { ...text, short: 's' },
    target: { ...text, short: 't' },
    depends: { ...text, short: 'd', multiple: true },
    'deb-recommends': { ...text, multiple: true },
  },
});

const stage = mkdtempSync(join(tmpdir(), 'maskmend-deb-'));
for (const [from, to] of positionals.map((each) => each.split('='))) {
  mkdirSync(dirname(join(stage, to)), { recursive: true });
  cpSync(from, join(stage, to), { recursive: true, verbatimSymlinks: true });
}
mkdirSync(join(stage, 'DEBIAN'));
const fields = {
  Package: values.name,
  Version: values.version,
  Architecture: values.architecture,
  Maintainer: values.maintainer,
  Vendor: values.vendor,
  Homepage: values.url,
  License: values.license,
  Priority: values['deb-priority'],
  Depends: values.depends?.join(', '),
  Recommends: values['deb-recommends']?.join(', '),
  Description: values.description?.trim(),
};
writeFileSync(
  join(stage, 'DEBIAN/control'),
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join(''),
);
for (const [script, path] of Object.entries({ postinst: values['after-install'], postrm: values['after-remove'] })) {
  copyFileSync(path, join(stage, 'DEBIAN', script));
  chmodSync(join(stage, 'DEBIAN', script), 0o755);
}
execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', stage, values.package]);
rmSync(stage, { recursive: true });
