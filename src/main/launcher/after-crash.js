// What becomes of a command whose process crashed: plain JavaScript that any Node from 12 on can parse.

/** Each crash tells of at least one file that the next run is careful with. */
const MOST_RESTARTS = 5;
let restarts = 0;

/**
 * The arguments by which a repair goes on, careful with the files that it crashed on (see src/main/jobs/crash-record.ts).
 * Undefined for what does not go on by itself; that is told, with what to do.
 */
export function afterCrash(args, how) {
  const isReadingStdin = args.includes('--files-from=-') || args[args.indexOf('--files-from') + 1] === '-';
  const told = `maskmend: the program crashed (${how}), a fault of the program or of the file it worked on`;
  if (args[0] !== 'repair' || isReadingStdin || restarts++ >= MOST_RESTARTS) {
    process.stderr.write(`${told}; run it again: it will try that file alone\n`);
    return undefined;
  }
  process.stderr.write(`${told}; it goes on, and tries that file alone\n`);
  return canResume(args) ? ['repair', '--resume', ...args.slice(1)] : args;
}

/** What is done need not be done again where the classes are given; a project knows by itself. */
function canResume(args) {
  const hasPalette = args.some((argument) => argument === '--palette' || argument.startsWith('--palette='));
  return hasPalette && !args.includes('--resume');
}
