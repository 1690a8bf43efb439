import {
  certificateUrl,
  confidenceTileRevision,
  labelTileRevision,
  maskTileUrl,
  photoUrl,
  type PictureOwner,
  type TileLayer as ServedLayer,
} from '../../../../shared/contract/picture-urls.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import type { SourceRow } from '../../../../shared/contract/source-schemas.ts';
import { MaskmendError } from '../../../../shared/errors.ts';
import { blockStates } from '../../../../shared/forward/block-states.ts';
import {
  certificateStates,
  type CertificateGrid,
  type MaskSource,
  type PixelSize,
  type TileAddress,
  type TileLayer,
  type TilePixels,
} from '../../../viewer/mask-source.ts';
import { FirstAlone } from './first-alone.ts';
import { PhotoTiles } from './photo-tiles.ts';

const UNASSIGNED = 65535;
/** Slots from here on do not fit one byte beside the one that stands for none. */
const MOST_SLOT_OF_A_BYTE = 254;

interface SourceOptions {
  /** The mask, as its pictures' URLs name it. */
  readonly owner: PictureOwner;
  readonly mask: ReviewMask;
  readonly paletteRevision: number;
  /** Highest slot of the palette: what may be painted has to fit the labels' bytes. */
  readonly mostSlot: number;
  readonly photo: SourceRow | undefined;
}

interface TileVersion {
  readonly revision: string;
  readonly signal: AbortSignal;
}

/** A mask as the services keep it, for the viewer: labels at the latest revision that this page knows of. */
export class ReviewSource implements MaskSource {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  readonly bytesPerLabel: 1 | 2;
  readonly tileSide: number;
  readonly photoSize: PixelSize | undefined;
  readonly pixelsOfSlot: ReadonlyMap<number, number>;
  readonly #owner: PictureOwner;
  readonly #mask: ReviewMask;
  readonly #photo: PhotoTiles | undefined;
  readonly #paletteRevision: number;
  /** What has to be read from the file. */
  readonly #file = new FirstAlone();
  #labelsRevision: number;

  constructor({ owner, mask, paletteRevision, mostSlot, photo }: SourceOptions) {
    this.#owner = owner;
    this.#mask = mask;
    this.#paletteRevision = paletteRevision;
    this.#labelsRevision = mask.labelsRevision;
    this.id = mask.row.id;
    this.width = mask.width;
    this.height = mask.height;
    this.tileSide = mask.tileSide;
    this.bytesPerLabel = mostSlot > MOST_SLOT_OF_A_BYTE ? 2 : 1;
    this.pixelsOfSlot = new Map(mask.classes.map(({ slot, pixels }) => [slot, pixels]));
    this.#photo = photo?.width === undefined || photo.height === undefined ? undefined : this.#tilesOf(photo);
    this.photoSize = this.#photo?.size;
  }

  /** What the pixels of the file are where they are single numbers. */
  get numbers(): ReviewMask['numbers'] {
    return this.#mask.numbers;
  }

  get labelsRevision(): number {
    return this.#labelsRevision;
  }

  /** From now on tiles of labels are those of this revision, also where they are on their way already. */
  setLabelsRevision(revision: number): void {
    this.#labelsRevision = revision;
  }

  levelsOf(layer: TileLayer): number {
    switch (layer) {
      case 'labels':
      case 'original':
      case 'confidence':
      case 'changed':
        return this.#mask.levels;
      case 'photo':
        return this.#photo?.levels ?? 0;
    }
  }

  async loadTile(address: TileAddress, signal: AbortSignal): Promise<TilePixels> {
    const { revision } = this.#mask.row;
    switch (address.layer) {
      case 'labels':
        return this.#loadLabels('labels', address, signal);
      case 'changed':
        return this.#loadFromFile('changed', address, {
          revision: labelTileRevision(this.#labelsRevision, this.#paletteRevision),
          signal,
        });
      case 'photo':
        if (this.#photo === undefined) throw new MaskmendError('not-found', 'this mask has no photo');
        return this.#photo.loadTile(address, signal);
      case 'original':
        return this.#loadFromFile('original', address, { revision: String(revision), signal });
      case 'confidence':
        return this.#loadBytes('confidence', address, {
          revision: confidenceTileRevision(revision, this.#labelsRevision),
          signal,
        });
    }
  }

  /** Labels as the repair gave them, without what was painted. */
  loadRepairedLabels(address: Omit<TileAddress, 'layer'>, signal: AbortSignal): Promise<TilePixels> {
    return this.#loadLabels('engine-labels', address, signal);
  }

  /** The numbers of objects, 0 for none, in 2 bytes. */
  async loadObjectNumbers(address: Omit<TileAddress, 'layer'>, signal: AbortSignal): Promise<TilePixels> {
    return this.#loadLabels('objects', address, signal, 2);
  }

  /** Levels or indices as they stand in the file, where it has `numbers`; of level 0. */
  async loadNumbers(address: Omit<TileAddress, 'layer'>, signal: AbortSignal): Promise<TilePixels> {
    const url = maskTileUrl(this.#owner, 'numbers', address, String(this.#mask.row.revision));
    const response = await this.#file.run(() => fetchBytes(url, signal), signal);
    const served = await response.arrayBuffer();
    return response.headers.get('x-bytes-per-label') === '2' ? new Uint16Array(served) : new Uint8Array(served);
  }

  async loadCertificate(signal: AbortSignal): Promise<CertificateGrid | undefined> {
    const { certificate, row } = this.#mask;
    if (certificate === undefined) return undefined;
    const response = await fetchBytes(certificateUrl(this.#owner, row.revision), signal);
    const blocks = new Uint8Array(await response.arrayBuffer());
    const { columns, rows, blockWidth: mcuWidth, blockHeight: mcuHeight } = certificate;
    return { columns, rows, mcuWidth, mcuHeight, states: blocks.map(stateOf) };
  }

  #loadFromFile(
    layer: Extract<ServedLayer, 'original' | 'changed'>,
    address: TileAddress,
    version: TileVersion,
  ): Promise<TilePixels> {
    return this.#file.run(() => this.#loadBytes(layer, address, version), version.signal);
  }

  async #loadBytes(
    layer: Extract<ServedLayer, 'original' | 'confidence' | 'changed'>,
    address: TileAddress,
    { revision, signal }: TileVersion,
  ): Promise<TilePixels> {
    const response = await fetchBytes(maskTileUrl(this.#owner, layer, address, revision), signal);
    return new Uint8Array(await response.arrayBuffer());
  }

  async #loadLabels(
    layer: Extract<ServedLayer, 'labels' | 'engine-labels' | 'objects'>,
    address: Omit<TileAddress, 'layer'>,
    signal: AbortSignal,
    bytes: 1 | 2 = this.bytesPerLabel,
  ): Promise<TilePixels> {
    const revision = this.#labelsRevision;
    const url = maskTileUrl(this.#owner, layer, address, labelTileRevision(revision, this.#paletteRevision));
    const response = await fetchBytes(url, signal);
    const served = await response.arrayBuffer();
    // An act was finished meanwhile; what came is from before it.
    if (revision !== this.#labelsRevision) return this.#loadLabels(layer, address, signal, bytes);
    return toLabels(served, response.headers.get('x-bytes-per-label') === '2' ? 2 : 1, bytes);
  }

  #tilesOf(photo: SourceRow): PhotoTiles {
    const size = { width: photo.width ?? this.width, height: photo.height ?? this.height };
    const url = photoUrl({ ...this.#owner, id: photo.id }, photo.revision);
    return new PhotoTiles({ url, size, tileSide: this.tileSide });
  }
}

function stateOf(block: number): number {
  if ((block & blockStates.edge) === 0) return certificateStates.flat;
  return (block & blockStates.certified) === 0 ? certificateStates.none : certificateStates.exact;
}

async function fetchBytes(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal });
  if (response.status !== 200) {
    // The services say in words what is the matter with the file.
    const said = response.status === 404 ? await response.text() : '';
    throw new MaskmendError('internal', said === '' ? `the program answered with ${response.status}` : said);
  }
  return response;
}

// Served by the slots that a mask holds, shown by those that may be painted into it.
function toLabels(served: ArrayBuffer, from: 1 | 2, to: 1 | 2): TilePixels {
  if (from === to) return from === 1 ? new Uint8Array(served) : new Uint16Array(served);
  if (to === 2) return Uint16Array.from(new Uint8Array(served));
  return Uint8Array.from(new Uint16Array(served), (slot) => (slot === UNASSIGNED ? 255 : slot));
}
