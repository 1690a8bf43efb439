import { runCommand } from '../command-line/run-command.ts';

/** The page of all commands, made of what `help` prints. */
export async function commandReference(): Promise<string> {
  const main = await help([]);
  const names = [...main.matchAll(/^ {2}([a-z][\w-]*)(?= .*\S)/gm)].map(([, name]) => name);
  const commands = names.filter((name) => name !== 'help' && main.includes(`\n  ${name} `) && name !== 'maskmend');
  const sections = await Promise.all(
    commands.map(async (name) => `## ${name}\n\n\`\`\`text\n${await help([name])}\n\`\`\`\n`),
  );
  return `# Commands

Written by \`npm run documents\` from the program's own help; a test checks that it is current.

\`\`\`text
${main}
\`\`\`

${sections.join('\n')}`;
}

async function help(command: readonly string[]): Promise<string> {
  const { stdout } = await runCommand(['help', ...command], { env: { ...process.env, COLUMNS: '80' } });
  return stdout.trimEnd();
}
