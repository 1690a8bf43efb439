const OPTION = /(^|\s)--[a-z]/;

/** What is left of a hint where there is no command line: without the clauses that name an option of it. */
export function withoutOptions(hint: string): string {
  if (!OPTION.test(hint)) return hint;
  // What an option takes is listed after a colon.
  if (/--[a-z-]+:/.test(hint)) return '';
  const left = hint.split(/[,;] /).filter((clause) => !OPTION.test(clause));
  return left.join(', ').replace(/^(or|else) /, '');
}
