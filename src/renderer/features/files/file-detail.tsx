import { shownName } from '../../../shared/byte-names.ts';
import { shownLastPart } from '../../strings/shown-path.ts';
import type { SourceDetail } from '../../../shared/contract/source-schemas.ts';
import { shownPhotoUrl, useThumbnailUrl } from '../../state/picture-urls.ts';
import { useAnswer } from '../../api/queries.ts';
import { useFilesStore } from '../../state/files-store.ts';
import { openRepairDialog } from '../../state/repair-dialog-store.ts';
import { selectOnly } from '../../state/files-store.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Button } from '../../ui/kit.ts';
import { explain, explainData } from '../../strings/explain.ts';
import { VerdictWords } from '../../ui/verdict-words.tsx';
import { showResult } from '../../state/show-result.ts';
import css from './file-detail.module.css';
import { FileFactsList } from './file-facts-list.tsx';
import { PhotoOfMask } from './photo-of-mask.tsx';
import { ProblemList } from './problem-list.tsx';

/** Everything that is known of the file under the cursor. */
export function FileDetail() {
  const id = useFilesStore((state) => state.cursorId);
  const { data: file, error } = useAnswer(
    'sources.get',
    { id: id ?? 1 },
    { isWanted: id !== undefined, keepsPrevious: true },
  );
  if (id === undefined) return <EmptyState title={text.files.detailEmpty} hint={text.files.detailEmptyHint} />;
  if (error !== null) return <EmptyState title={text.common.loadFailed} hint={explain(error)} />;
  if (file === undefined) return null;
  return <Detail file={file} />;
}

function Detail({ file }: { readonly file: SourceDetail }) {
  const name = shownLastPart(file.path);
  return (
    <section className={css.detail} aria-label={text.files.detailOf(name)}>
      <Picture file={file} />
      <h2 className={css.name}>{name}</h2>
      <p className={css.path}>{shownName(file.absolutePath)}</p>
      {file.error !== undefined && <p className={css.error}>{explainData({ ...file.error, path: undefined })}</p>}
      {file.fullVerdict !== undefined && <VerdictWords verdict={file.fullVerdict} />}
      <ProblemList problems={file.problemList} />
      {file.role === 'mask' && <PhotoOfMask file={file} />}
      <FileFactsList file={file} />
      <DetailActs file={file} />
    </section>
  );
}

function Picture({ file }: { readonly file: SourceDetail }) {
  const { role, facts, path } = file;
  const small = useThumbnailUrl(file);
  if (facts === undefined) return <div className={css.picture} />;
  const url = role === 'photo' ? shownPhotoUrl(file, 640) : small;
  return <img className={css.picture} src={url} alt={shownName(path)} data-role={role} draggable={false} />;
}

function DetailActs({ file: { id, role, result } }: { readonly file: SourceDetail }) {
  if (role !== 'mask') return null;
  return (
    <div className={css.acts}>
      {result !== undefined && (
        <Button
          variant="filled"
          onClick={() => {
            showResult(id);
          }}
        >
          {text.files.showResult}
        </Button>
      )}
      <Button
        onClick={() => {
          selectOnly([id]);
          openRepairDialog('chosen');
        }}
      >
        {result === undefined ? text.repair.button : text.files.repairAgain}
      </Button>
    </div>
  );
}
