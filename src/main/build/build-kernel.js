import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const KERNEL = new URL('../../shared/kernel/', import.meta.url);
const SOURCES = new URL('assembly/', KERNEL);
const OUTPUT = new URL('kernel-bytes.ts', KERNEL);
// Not written into the import itself: the types that come with it would change those of arrays everywhere.
const COMPILER = 'assemblyscript/asc';
const OPTIONS = [
  '--outFile',
  'kernel.wasm',
  '-O3',
  '--enable',
  'simd',
  '--runtime',
  'stub',
  '--noAssert',
  '--use',
  'abort=',
];

/**
 * Compiles the kernel of src/shared/kernel/assembly where its sources changed, and embeds it: a module that imports
 * anywhere, in Node's workers as in a browser, without looking for a file.
 */
export async function buildKernel() {
  const sources = readSources();
  const stamp = `// ${createHash('sha256')
    .update(JSON.stringify([OPTIONS, [...sources]]))
    .digest('hex')}\n`;
  if (existsSync(OUTPUT) && readFileSync(OUTPUT, 'utf8').startsWith(stamp)) return;
  const bytes = await compile(sources);
  const aside = fileURLToPath(OUTPUT).replace(/\.ts$/, `-${process.pid}.ts`);
  writeFileSync(aside, `${stamp}export const kernelBase64 = '${Buffer.from(bytes).toString('base64')}';\n`);
  renameSync(aside, OUTPUT);
}

function readSources() {
  const names = readdirSync(SOURCES, { recursive: true })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .sort();
  return new Map(names.map((name) => [name, readFileSync(new URL(name, SOURCES), 'utf8')]));
}

async function compile(sources) {
  const { default: compiler } = await import(COMPILER);
  let bytes;
  const { error, stderr } = await compiler.main(['kernel.ts', ...OPTIONS], {
    readFile: (name) => sources.get(name) ?? null,
    writeFile: (name, contents) => {
      bytes = contents;
    },
    listFiles: () => [],
  });
  if (error || bytes === undefined) throw new Error(`the kernel does not compile\n${stderr.toString()}`);
  return bytes;
}
