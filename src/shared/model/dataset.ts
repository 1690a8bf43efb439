import type { HintOption } from '../errors.ts';
import type { LabelMap } from '../mask/label-map.ts';
import type { PixelSize, Runs } from '../mask/runs.ts';
import type { Palette, Rgb } from './palette.ts';
import type { Segment } from './segment.ts';

/** Something wrong in a dataset that was passed over while the rest was taken. */
export interface DatasetProblem {
  /** The file, POSIX path below the dataset's root. */
  readonly file: string;
  /** The annotation in the file, by its own id or place, where one alone is concerned. */
  readonly annotation?: string | undefined;
  readonly message: string;
  /** What to do about it, and by which option of the command line, where that is known. */
  readonly hint?: string | undefined;
  readonly option?: HintOption | undefined;
  /** True where nothing was left out, but something should be looked at. */
  readonly isWarning?: boolean | undefined;
}

/** Bytes on the disk: a whole file, or an entry of a zip archive. Plain data, so that it can be sent to a thread. */
export interface FileRef {
  /** Absolute path of the file or archive. */
  readonly path: string;
  /** POSIX path below the dataset's root, for messages and names. */
  readonly name: string;
  readonly bytes: number;
  readonly entry?: ZipEntryRef | undefined;
  /** Where the bytes stand as Base64 in the file or entry, which is a text then. */
  readonly embedded?: EmbeddedRef | undefined;
}

/** A picture in a text. */
export interface EmbeddedRef {
  /** Place and length of the Base64 text, in bytes. */
  readonly at: number;
  readonly characters: number;
  /** Size of the whole text, in bytes. */
  readonly textBytes: number;
}

/** Where an entry lies in its archive. */
export interface ZipEntryRef {
  /** Place of the entry's local header, in bytes. */
  readonly headerAt: number;
  readonly compressedBytes: number;
  readonly method: 'stored' | 'deflated';
  readonly crc32: number;
}

/** A part of a file that holds annotations, or such a part itself. */
export type AnnotationPiece =
  | { readonly kind: 'whole'; readonly file: FileRef }
  /** Pairs of place and length in bytes, each a text of its own. */
  | { readonly kind: 'ranges'; readonly file: FileRef; readonly places: Float64Array }
  | { readonly kind: 'text'; readonly file: string; readonly text: string };

/**
 * How the pixels of a picture name classes. `index`: one-channel samples are indices (grey stored as RGB is taken too);
 * `colour`: colours, through the colour table where there is one; `either`: colours where the picture has three
 * channels, else indices; `id24`: red + 256 green + 65536 blue; `ade20k`: (red / 10) * 256 + green; `thousands`: a number
 * below 1000 itself, another by its thousands; `high-byte`: the number / 256.
 */
export type PixelReading = 'index' | 'colour' | 'either' | 'id24' | 'ade20k' | 'thousands' | 'high-byte';

export interface PixelCoding {
  readonly reading: PixelReading;
  /**
   * With `either`: true where colours say more than indices, as the indices of the classes are not those of the file.
   * Then the colours of a colour table count where every one of its pixels has a class by them.
   */
  readonly isColourFirst?: boolean | undefined;
  /** Slot of each index or id. */
  readonly indices: ReadonlyMap<number, number>;
  /** Slot of each packed colour (`packColour`). */
  readonly colours: ReadonlyMap<number, number>;
}

/** Which pixels of a picture belong to one object: those of one number. */
export interface ObjectCoding {
  /** The picture that holds the numbers; the mask itself where absent. */
  readonly file?: FileRef | undefined;
  /** `either`: the sample, or the packed colour where the picture has three channels. */
  readonly reading: 'index' | 'either' | 'id24' | 'blue';
  /** Numbers below this one, and those left out, are no objects. */
  readonly lowest: number;
  readonly leftOut: readonly number[];
  /** Numbers that are multiples of this one are no objects, where given. */
  readonly notMultipleOf?: number | undefined;
  readonly crowds?: readonly number[] | undefined;
  /** Pixels that each number is said to have: a checksum. */
  readonly areas?: ReadonlyMap<number, number> | undefined;
}

/** A mask stored as a picture. */
export interface PictureSource {
  readonly kind: 'picture';
  readonly file: FileRef;
  readonly coding: PixelCoding;
  readonly objects?: ObjectCoding | undefined;
}

/** A mask of binary pictures, one per class, later over earlier: samples above half of the largest value belong. */
export interface LayersSource {
  readonly kind: 'layers';
  readonly layers: readonly { readonly file: FileRef; readonly slot: number }[];
  readonly background: number;
}

/** A mask stored as shapes, in a text that its format's own reader understands. */
export interface AnnotationSource {
  readonly kind: 'annotation';
  /** Name of the format. */
  readonly format: string;
  readonly pieces: readonly AnnotationPiece[];
  /** True where the first text is what the file says of the picture itself. */
  readonly isOwnFirst?: boolean | undefined;
  /** Size of the picture, where the annotation does not tell it or must agree with it. */
  readonly size?: PixelSize | undefined;
  /** The photo, whose size counts where nothing else tells it. */
  readonly photo?: FileRef | undefined;
  /** Slot of each class, by the name or number that the format uses. */
  readonly slots: ReadonlyMap<string, number>;
  /** Slot of pixels that no shape covers. */
  readonly background: number;
  readonly raster: Raster;
}

/** Whose rule decides which pixels a polygon covers: COCO's mask API, or OpenCV's fillPoly (outline included). */
export type Raster = 'coco' | 'opencv';

/** A mask stored as an array of NumPy: class indices, or one plane per class. */
export interface ArraySource {
  readonly kind: 'array';
  readonly file: FileRef;
  /** Slot of each plane. */
  readonly planes: readonly number[];
  /** Slot of each index. */
  readonly indices: ReadonlyMap<number, number>;
}

/** A mask that is at hand. */
export interface LabelsSource {
  readonly kind: 'labels';
  readonly labelMap: LabelMap;
  /** EXIF orientation 1..8 of the file that the labels were made of. */
  readonly orientation: number;
  /** Its objects: the number of the object of each pixel, and what each is; undefined where it knows classes only. */
  readonly objects?: { readonly numbers: Uint16Array; readonly segments: readonly Segment[] } | undefined;
  /** What its objects were annotated as, and slots that count as others; absent where it was not drawn from annotations. */
  readonly annotations?: { readonly file: FileRef; readonly replaced: ReadonlyMap<number, number> } | undefined;
}

/** Where a mask comes from, as plain data: threads read it. */
export type MaskSource = PictureSource | LayersSource | AnnotationSource | ArraySource | LabelsSource;

/** A part of a file as its format has it, letter for letter, in one text or several. */
export interface Verbatim {
  readonly format: string;
  readonly texts: readonly string[];
}

/** An object of a mask: a thing, a part of stuff, or a crowd. */
export interface MaskObject {
  /** Number in its source; positive. */
  readonly id: number;
  readonly slot: number;
  readonly isCrowd: boolean;
  /** Its pixels, also those that another object covers. */
  readonly runs: Runs;
  /** Its polygons as annotated, each `x0, y0, ...` in pixels; undefined where it was not annotated by polygons. */
  readonly polygons?: readonly (readonly number[])[] | undefined;
  /** The annotation as its own format has it, letter for letter, in one text or several; kept where nothing is changed. */
  readonly verbatim?: Verbatim | undefined;
  /** The pixels that its own format sees in `verbatim`, where its polygons were filled by another rule. */
  readonly verbatimRuns?: Runs | undefined;
}

/** A mask as it was read, in coded (unrotated) pixels. */
export interface ItemMask {
  readonly labelMap: LabelMap;
  /** EXIF orientation 1..8 of the mask file. */
  readonly orientation: number;
  /** Undefined where the mask knows classes only. */
  readonly objects?: readonly MaskObject[] | undefined;
  /** Pixels painted more than once: a later object over an earlier one. */
  readonly overlapPixels: number;
  /** Annotations that were left out. */
  readonly problems: readonly DatasetProblem[];
  /** What a file says of the picture itself, letter for letter. */
  readonly verbatim?: Verbatim | undefined;
}

/** A picture of a dataset with its mask. */
export interface DatasetItem {
  /** POSIX path below the dataset, without what its format adds; different for every item of a split. */
  readonly stem: string;
  readonly photo?: FileRef | undefined;
  /** `train`, `val`, `test`, or what else the dataset calls it. */
  readonly split?: string | undefined;
  readonly mask: MaskSource | (() => Promise<MaskSource>);
  /** Another one where the mask has changed; absent where nobody asks. */
  readonly version?: string | undefined;
}

/** What the files of a dataset say beside their pictures, letter for letter; written again in the same format. */
export interface KeptSet {
  readonly format: string;
  readonly parts: readonly KeptPart[];
  /** The classes as the format has them, in the order of the file. */
  readonly classes: readonly KeptClass[];
}

export interface KeptPart {
  /** Undefined where the file is not of a part. */
  readonly split?: string | undefined;
  /** Keys and values of the whole. */
  readonly fields: readonly (readonly [key: string, text: string])[];
}

export interface KeptClass {
  readonly slot: number;
  /** What the class was when it was read. */
  readonly index: number;
  readonly name: string;
  readonly rgb: Rgb;
  readonly text: string;
}

/** A dataset as it was found; its masks are read one by one. */
export interface Dataset {
  /** Name of the format it is in. */
  readonly format: string;
  readonly palette: Palette;
  readonly items: readonly DatasetItem[];
  readonly problems: readonly DatasetProblem[];
  /** What a person should know that is no problem. */
  readonly notes: readonly string[];
  readonly kept?: KeptSet | undefined;
}
