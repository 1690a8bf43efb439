import type { ExportRemark } from '../../shared/model/export-remark.ts';
import { remarkInWords } from '../../shared/strings/in-words.ts';
import type { ErrorData, HintOption } from '../../shared/errors.ts';
import { type LimitName, limitNames } from '../../shared/limit-names.ts';

type LimitOption = `--limit ${LimitName}`;

// One of each name.
const limitClauses = Object.fromEntries(
  limitNames.map((name) => [`--limit ${name}`, `--limit ${name}=<n> raises it`]),
) as Record<LimitOption, string>;

const clauses: Readonly<Record<HintOption, string>> = {
  ...limitClauses,
  '--confidence': '--confidence names it',
  '--files-from': '--files-from takes such names from a list',
  '--from': '--from names the format',
  '--index': '--index gives indices',
  '--out': '--out names it',
  '--overwrite': '--overwrite allows that',
  '--palette': '--palette names the classes, by a file or a preset',
  '--port': '--port names it',
  '--root': '--root names it',
  '--tile': '--tile does that',
  '--to': '--to names it',
  '--void': '--void says what',
  'maskmend repair': "'maskmend repair' does that",
};

/** What to do about an error, with the option that does it. */
export function hintInWords({ hint, option }: Pick<ErrorData, 'hint' | 'option'>): string | undefined {
  return option === undefined ? hint : [...(hint === undefined ? [] : [hint]), clauses[option]].join('; ');
}

/** Options by which the choice is made that a remark on an export is about. */
const options: Partial<Readonly<Record<ExportRemark['kind'], HintOption>>> = {
  'void-index-taken': '--index',
  'void-not-255': '--void',
  'gaps-in-indices': '--index',
};

/** A remark on an export, with the option by which it is otherwise. */
export function remarkWithOption(remark: ExportRemark): string {
  const option = options[remark.kind];
  const said = remarkInWords(remark);
  return option === undefined ? said : `${said}; ${clauses[option]}`;
}
