import { useState } from 'react';
import { shownName } from '../../../shared/byte-names.ts';
import type { SourceRow } from '../../../shared/contract/source-schemas.ts';
import { useAnswer } from '../../api/queries.ts';
import { text } from '../../strings/text.ts';
import { Button, Popover, TextInput, useDebouncedValue } from '../../ui/kit.ts';
import { setPairs } from './file-acts.ts';
import css from './photo-picker.module.css';
import { Thumbnail } from './thumbnail.tsx';

const OFFERED = 50;
const TYPED_MS = 200;

/** Finds a photo by its name and gives it to a mask. */
export function PhotoPicker({ mask }: { readonly mask: SourceRow }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus position="bottom-end" width={320}>
      <Popover.Target>
        <Button
          size="compact-xs"
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {text.files.choosePhoto}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {isOpen && (
          <Choices
            mask={mask}
            onDone={() => {
              setOpen(false);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoicesProps {
  readonly mask: SourceRow;
  readonly onDone: () => void;
}

function Choices({ mask, onDone }: ChoicesProps) {
  const [written, setWritten] = useState('');
  const [name] = useDebouncedValue(written, TYPED_MS);
  const { data } = useAnswer(
    'sources.list',
    {
      filter: { role: 'photo', ...(name !== '' && { name }) },
      sort: { by: 'name', direction: 'ascending' },
      offset: 0,
      limit: OFFERED,
    },
    { keepsPrevious: true },
  );
  return (
    <div>
      <TextInput
        data-autofocus
        aria-label={text.files.findPhoto}
        placeholder={text.files.findPhoto}
        value={written}
        onChange={({ currentTarget }) => {
          setWritten(currentTarget.value);
        }}
      />
      <ul className={css.list}>
        {data?.rows.map((photo) => (
          <li key={photo.id}>
            <button
              type="button"
              className={css.choice}
              onClick={() => {
                onDone();
                void setPairs([{ mask, photo: photo.id }]);
              }}
            >
              <Thumbnail row={photo} className={css.picture} />
              <span>{shownName(photo.path)}</span>
            </button>
          </li>
        ))}
      </ul>
      {data?.total === 0 && <p className={css.none}>{text.files.nothingFound}</p>}
    </div>
  );
}
