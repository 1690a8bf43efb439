import { useState } from 'react';
import { shownName } from '../../../shared/byte-names.ts';
import type { PathRequest } from '../../api/host-shape.ts';
import { useAnswer } from '../../api/queries.ts';
import { usePathDialogStore } from '../../state/path-dialog-store.ts';
import { text } from '../../strings/text.ts';
import { Modal } from '../../ui/kit.ts';
import { explain } from '../../strings/explain.ts';
import { FolderContents } from './folder-contents.tsx';
import css from './folder-picker.module.css';
import { nameOf } from './path-parts.ts';
import { PathBar } from './path-bar.tsx';
import { PickerFooter } from './picker-footer.tsx';
import { useStartFolder } from './use-start-folder.ts';

/** The file dialog of the host whose pages have none that tells paths; it lists what the services see. */
export function FolderPicker() {
  const open = usePathDialogStore((state) => state.open);
  if (open === undefined) return null;
  const { request, answer } = open;
  return (
    <Modal
      opened
      size={760}
      title={request.title}
      onClose={() => {
        answer([]);
      }}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <Picker key={request.title} request={request} onAnswer={answer} />
    </Modal>
  );
}

interface PickerProps {
  readonly request: PathRequest;
  readonly onAnswer: (paths: readonly string[]) => void;
}

function Picker({ request, onAnswer }: PickerProps) {
  const { folder, goTo, places } = useStartFolder(request);
  const [hasHidden, setHidden] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [fileName, setFileName] = useState(request.kind === 'save-file' ? nameOf(request.defaultPath ?? '') : '');
  const listing = useAnswer(
    'folders.list',
    { path: folder ?? '/', show: request.show, hasHidden },
    { isWanted: folder !== undefined, keepsPrevious: true },
  );
  // While another folder is on its way, the entries of the one before are still shown, but it is no longer chosen. Disks
  // may be slow, and some never answer: a folder can be chosen before its entries are there.
  const isShown = listing.data !== undefined && !listing.isPlaceholderData;
  const here = listing.error === null ? (isShown ? listing.data.path : folder) : undefined;
  // Where somebody wrote the path of a file, it is the one that is meant, in its folder.
  const named = isShown && request.kind === 'open-files' ? listing.data.file : undefined;
  const meant = chosen.length === 0 && named !== undefined ? [named] : chosen;
  const enter = (path: string): void => {
    setChosen([]);
    goTo(path);
  };
  return (
    <div className={css.picker}>
      <nav className={css.places} aria-label={text.folders.places}>
        {places.map((place) => (
          <button
            key={place.path}
            type="button"
            aria-current={place.path === folder}
            onClick={() => {
              enter(place.path);
            }}
          >
            {shownName(place.name)}
          </button>
        ))}
      </nav>
      <div className={css.main}>
        <PathBar
          folder={here ?? folder ?? ''}
          parent={listing.data?.parent}
          hasFocus={request.kind !== 'save-file'}
          onEnter={enter}
        />
        {listing.error === null ? (
          <FolderContents
            listing={listing.data}
            request={request}
            chosen={meant}
            onEnter={enter}
            onChoose={(paths) => {
              setChosen(paths);
              const [path] = paths;
              if (request.kind === 'save-file' && path !== undefined) setFileName(nameOf(path));
            }}
            onOpen={(path) => {
              onAnswer([path]);
            }}
          />
        ) : (
          <p className={css.error} role="alert">
            {text.folders.failed}. {explain(listing.error)}
          </p>
        )}
      </div>
      <PickerFooter
        request={request}
        folder={here}
        isWritable={isShown ? listing.data.isWritable : true}
        chosen={meant}
        fileName={fileName}
        onFileName={setFileName}
        hasHidden={hasHidden}
        onHidden={setHidden}
        onEnter={enter}
        onAnswer={onAnswer}
      />
    </div>
  );
}
