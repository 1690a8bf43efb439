import { shownName } from '../../../shared/byte-names.ts';
import type { SourceDetail } from '../../../shared/contract/source-schemas.ts';
import { text } from '../../strings/text.ts';
import { IconUnlink } from '../../ui/icons.ts';
import { ActionIcon } from '../../ui/kit.ts';
import { setPairs } from './file-acts.ts';
import css from './file-detail.module.css';
import { PhotoPicker } from './photo-picker.tsx';
import { Thumbnail } from './thumbnail.tsx';

/** The photo that a mask belongs to; can be chosen, changed and taken away. */
export function PhotoOfMask({ file }: { readonly file: SourceDetail }) {
  const photo = file.photoRow;
  return (
    <div className={css.photo}>
      {photo !== undefined && <Thumbnail row={photo} className={css.photoPicture} />}
      <span className={css.photoName}>{photo === undefined ? text.files.noPhotoYet : shownName(photo.path)}</span>
      <PhotoPicker mask={file} />
      {photo !== undefined && (
        <ActionIcon aria-label={text.files.unpair} onClick={() => void setPairs([{ mask: file, photo: undefined }])}>
          <IconUnlink size={16} />
        </ActionIcon>
      )}
    </div>
  );
}
