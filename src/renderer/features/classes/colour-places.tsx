import { shownName } from '../../../shared/byte-names.ts';
import type { ColourPlace, UnclaimedColour } from '../../../shared/contract/class-schemas.ts';
import { originalUrl } from '../../state/picture-urls.ts';
import { useAnswer } from '../../api/queries.ts';
import { formatCompact } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import css from './class-hints.module.css';

const FILES_SHOWN = 3;
const PLACES_SHOWN = 6;

/** Where an unclaimed colour occurs, in the masks that show most of it. */
export function ColourPlaces({ colour: { rgb, examples } }: { readonly colour: UnclaimedColour }) {
  return (
    <div className={css.places}>
      {examples.slice(0, FILES_SHOWN).map(({ file, path, pixels }) => (
        <div key={file}>
          <p className={css.placesOf}>{text.classes.inFile(shownName(path), formatCompact(pixels))}</p>
          <PlacesInFile file={file} rgb={rgb} />
        </div>
      ))}
    </div>
  );
}

interface PlacesInFileProps {
  readonly file: number;
  readonly rgb: UnclaimedColour['rgb'];
}

function PlacesInFile({ file, rgb }: PlacesInFileProps) {
  const { data } = useAnswer('classes.places', { file, rgb });
  const { data: row } = useAnswer('sources.get', { id: file });
  if (data === undefined || row === undefined) return null;
  if (data.places.length === 0) return <p className={css.placesOf}>{text.classes.noPlaces}</p>;
  const url = originalUrl(row);
  return (
    <div className={css.crops}>
      {data.places.slice(0, PLACES_SHOWN).map((place) => (
        <Crop key={`${place.x},${place.y}`} url={url} place={place} />
      ))}
    </div>
  );
}

const CROP_PX = { width: 84, height: 64 };
/** So much of the crop the place takes at most, so that its surroundings are seen. */
const FILL = 0.6;
const MOST_ZOOM = 8;

/** A cut-out of the mask round a place, with the place framed. */
function Crop({ url, place }: { readonly url: string; readonly place: ColourPlace }) {
  const zoom = Math.min(MOST_ZOOM, (FILL * CROP_PX.width) / place.width, (FILL * CROP_PX.height) / place.height);
  const left = CROP_PX.width / 2 - (place.x + place.width / 2) * zoom;
  const top = CROP_PX.height / 2 - (place.y + place.height / 2) * zoom;
  return (
    <span className={css.crop}>
      <img src={url} alt="" style={{ transform: `translate(${left}px, ${top}px) scale(${zoom})` }} />
      <span
        style={{
          left: left + place.x * zoom,
          top: top + place.y * zoom,
          width: place.width * zoom,
          height: place.height * zoom,
        }}
      />
    </span>
  );
}
