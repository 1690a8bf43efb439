import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changeProject } from '../db/change-project.ts';
import { indexedPng } from '../formats/dataset-fixture.ts';
import { runCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

const COLOURS = [
  [0, 0, 0],
  [200, 10, 20],
  [0, 90, 0],
];
const table = 'name,r,g,b\nbackground,0,0,0\ncar,200,10,20\ntree,0,90,0\n';
const MASKS = 12;

async function makeProject() {
  const masks = Array.from({ length: MASKS }, (_, i) => [`masks/${i + 10}.png`, indexedPng(['0012', '0112'], COLOURS)]);
  const folder = makeFolder({ 'class_dict.csv': table, ...(Object.fromEntries(masks) as Record<string, Uint8Array>) });
  const project = join(folder, 'set.maskmend');
  const repair = ['repair', 'masks', '--out', 'out', '--palette', 'class_dict.csv', '--project', project];
  expect((await runCommand(repair, { cwd: folder })).code).toBe(0);
  return { folder, project };
}

describe('of a project', () => {
  it.each(['10', '15'])('whose labels of mask %s are damaged, the others are exported and measured', async (mask) => {
    const { folder, project } = await makeProject();
    const damage = `UPDATE label_tiles SET labels = randomblob(50) WHERE file_id = (SELECT id FROM files WHERE path LIKE '%${mask}.png')`;
    expect(changeProject(project, damage)).toBe(1);
    const exported = await runCommand(['export', project, '--to', 'voc', '--out', 'voc'], { cwd: folder });
    expect(exported.stdout).toContain(`${mask}: failed: the labels of a mask are damaged; repair it again`);
    expect(exported.stdout).toContain(`${MASKS - 1} masks written`);
    expect(exported.code).toBe(2);
    const measured = await runCommand(['stats', project], { cwd: folder });
    expect([measured.code, measured.stdout]).toEqual([2, expect.stringContaining(`${MASKS} masks, 1 failed`)]);
  });

  it('that is none any more nothing is made, least of all of the folder it lies in', async () => {
    const { folder, project } = await makeProject();
    writeFileSync(project, 'overwritten');
    for (const command of [
      ['export', project, '--to', 'voc', '--out', 'voc'],
      ['stats', project],
      ['check', project],
    ]) {
      const { code, stderr } = await runCommand(command, { cwd: folder });
      expect([code, stderr]).toEqual([1, expect.stringContaining('the file is no Maskmend project')]);
    }
    expect(existsSync(join(folder, 'voc'))).toBe(false);
  });

  it('that is empty a check says so', async () => {
    const project = join(makeFolder({ 'set.maskmend': '' }), 'set.maskmend');
    const { code, stderr } = await runCommand(['check', project]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('the file is empty')]);
  });

  it('whose files are gone, or lead out of its folders, a check says so', async () => {
    const { folder, project } = await makeProject();
    expect((await runCommand(['check', project])).stdout).toBe(`${project}: all is well\n`);
    rmSync(join(folder, 'masks/10.png'));
    const one = await runCommand(['check', project]);
    expect([one.code, one.stdout]).toEqual([
      2,
      `${join(folder, 'masks/10.png')}: the file is not there\n${project}: whole, but files that it names are gone\n`,
    ]);
    renameSync(join(folder, 'masks'), join(folder, 'elsewhere'));
    const all = await runCommand(['check', project]);
    expect([all.code, all.stdout]).toEqual([2, expect.stringContaining('masks: the folder is not there, nor the 12')]);
    changeProject(project, "UPDATE files SET path = '../' || path");
    const outside = await runCommand(['check', project]);
    expect([outside.code, outside.stdout]).toEqual([2, expect.stringContaining('../10.png leads out of its folder')]);
  });

  it('that has no classes a check says so, and that it is well', async () => {
    const { project } = await makeProject();
    changeProject(project, 'UPDATE project SET palette_coding = NULL');
    const { code, stdout } = await runCommand(['check', project]);
    expect([code, stdout]).toEqual([0, `note: it has no classes yet\n${project}: all is well\n`]);
  });
});
