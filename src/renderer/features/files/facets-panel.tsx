import type { Facets } from '../../../shared/contract/source-schemas.ts';
import { sourceStatusSchema } from '../../../shared/model/source-status.ts';
import { useAnswer } from '../../api/queries.ts';
import { clearFilter, hasFilter, useFilesStore } from '../../state/files-store.ts';
import { text } from '../../strings/text.ts';
import { IconFilterOff } from '../../ui/icons.ts';
import { ActionIcon } from '../../ui/kit.ts';
import css from './facets-panel.module.css';
import { FacetList } from './facet-list.tsx';
import { useStatusWords } from './use-status-words.ts';
import { RangeFacet } from './range-facet.tsx';

/** The properties of the files with their values and how many have them; a click narrows the list. */
export function FacetsPanel() {
  const filter = useFilesStore((state) => state.filter);
  const { data: facets } = useAnswer('sources.facets', { filter }, { keepsPrevious: true });
  return (
    <div className={css.panel} role="group" aria-label={text.files.filter}>
      <div className={css.header}>
        <h2>{text.files.filter}</h2>
        {hasFilter(filter) && (
          <ActionIcon aria-label={text.commands.clearFilter} onClick={clearFilter}>
            <IconFilterOff size={16} />
          </ActionIcon>
        )}
      </div>
      {facets !== undefined && <FacetGroups facets={facets} />}
    </div>
  );
}

function FacetGroups({ facets }: { readonly facets: Facets }) {
  const { data: palette } = useAnswer('classes.get', {});
  const { data: roots = [] } = useAnswer('project.roots', {});
  const role = useFilesStore((state) => state.filter.role);
  const className = new Map(palette?.classes.map(({ slot, name }) => [String(slot), name]));
  const rootName = new Map(roots.map(({ id, name }) => [String(id), name]));
  const { words } = text;
  const statusWords = useStatusWords();
  return (
    <>
      <FacetList name="problem" values={facets.problem} nameOf={(value) => wordOf(words.problem, value)} />
      {role === 'mask' && (
        <FacetList name="verdict" values={facets.verdict} nameOf={(value) => wordOf(words.verdictShort, value)} />
      )}
      <FacetList name="format" values={facets.format} nameOf={(value) => wordOf(words.format, value)} />
      <FacetList name="subsampling" values={facets.subsampling} nameOf={(value) => value} />
      <RangeFacet name="quality" bounds={facets.quality} />
      {role === 'mask' && <RangeFacet name="colours" bounds={facets.colours} />}
      <RangeFacet name="pixels" bounds={facets.pixels} />
      <RangeFacet name="bytes" bounds={facets.bytes} />
      <FacetList name="disk" values={facets.disk} nameOf={(value) => wordOf(words.disk, value)} />
      <FacetList name="root" values={facets.root} nameOf={(value) => rootName.get(value) ?? value} isNumeric />
      {/* What a repair changes comes last, all its states from the first: nothing moves while it runs. */}
      <FacetList
        name="status"
        values={role === 'mask' ? everyStatus(facets) : facets.status}
        nameOf={(value) => wordOf(statusWords, value)}
        isWhole={role === 'mask'}
      />
      {role === 'mask' && (
        <FacetList
          name="classes"
          values={facets.classes}
          nameOf={(value) => className.get(value) ?? text.classes.removed(value)}
          isNumeric
        />
      )}
    </>
  );
}

function everyStatus({ status }: Facets): Facets['status'] {
  const counted = new Map(status.map((entry) => [entry.value, entry.files]));
  return sourceStatusSchema.options.map((value) => ({ value, files: counted.get(value) ?? 0 }));
}

function wordOf(words: Readonly<Record<string, string>>, value: string): string {
  return words[value] ?? value;
}
