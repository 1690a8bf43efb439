import type { FormatEvidence } from '../../shared/model/format-evidence.ts';
import type { DatasetFormatName } from '../../shared/model/dataset-format.ts';
import type { LossCounts } from '../../shared/model/export-loss.ts';
import type { ExportRemark } from '../../shared/model/export-remark.ts';
import type { ReadLimits } from '../../shared/limits.ts';
import type { LabelMap } from '../../shared/mask/label-map.ts';
import type { PixelSize } from '../../shared/mask/runs.ts';
import type {
  AnnotationSource,
  Dataset,
  DatasetProblem,
  KeptSet,
  MaskObject,
  Raster,
  Verbatim,
} from '../../shared/model/dataset.ts';
import type { Palette } from '../../shared/model/palette.ts';
import type { SourceTree } from './tree/source-tree.ts';

/** What makes a folder or archive look like a format. */
export interface Detection {
  /** 0..1: 1 where nothing else looks so. */
  readonly confidence: number;
  readonly evidence: FormatEvidence;
}

export interface ImportOptions {
  /** Which rule fills polygons. */
  readonly raster: Raster;
  /** The classes, where the dataset does not tell them; formats that tell them pass over it. */
  readonly palette?: Palette | undefined;
}

/** A shape of an annotation, before it is painted. Exactly one of `polygons`, `runs` and `bitmap` is there. */
export interface Shape {
  readonly id: number;
  /** How messages call it: by its id, or its place in the file. */
  readonly name: string;
  readonly slot: number;
  readonly isCrowd: boolean;
  /** Parts, each `x0, y0, ...`; together they are the object. */
  readonly polygons?: readonly (readonly number[])[] | undefined;
  readonly runs?: MaskObject['runs'] | undefined;
  readonly verbatim?: MaskObject['verbatim'];
  /** The pixels that the format's tools see in it, where `runs` were filled by another rule. */
  readonly verbatimRuns?: MaskObject['verbatimRuns'];
}

/** The shapes of one picture in the order in which they are painted, and what was left out. */
export interface ShapeList {
  readonly size: PixelSize;
  readonly shapes: readonly Shape[];
  readonly problems: readonly DatasetProblem[];
  /** What the file says of the picture itself. */
  readonly verbatim?: Verbatim | undefined;
}

/** What a person may choose about the form of an export; each format says what it makes of it. */
export interface ExportForm {
  /** How pixels are coded where the format leaves it open. */
  readonly coding?: 'indexed' | 'grey' | 'colour' | undefined;
  /** How objects are written where the format leaves it open. */
  readonly geometry?: 'polygon' | 'rle' | 'mask' | undefined;
  /** What an object is where the masks know classes only: each connected part, or all pixels of a class. */
  readonly objects: 'component' | 'class';
}

/** Everything an export knows of the whole, as plain data: threads work with it. */
export interface ExportContext {
  /** The classes as they are exported; slots of the masks that `encode` is given. */
  readonly palette: Palette;
  readonly form: ExportForm;
  /** Name of the dataset's root, for files that name it. */
  readonly title: string;
  /** Names of all splits that occur. */
  readonly splits: readonly string[];
}

/** What the files of the whole are written with. */
export interface WholeContext extends ExportContext {
  /** What the dataset said in this very format, with the slots of the palette; undefined where it came in another one. */
  readonly kept?: KeptSet | undefined;
}

/** One picture to be written. */
export interface ExportItem {
  /** Path without extension, unique in the export, POSIX separators. */
  readonly name: string;
  readonly split: string;
  /** Number of the picture in the export, from 1. */
  readonly number: number;
  /** Upright, as it is to be written; every label is a slot of the palette. */
  readonly labelMap: LabelMap;
  /** Undefined where the mask knows classes only. */
  readonly objects?: readonly MaskObject[] | undefined;
  /** What the file that the mask came from says of the picture. */
  readonly verbatim?: Verbatim | undefined;
  /** The photo's extension with its dot, where the photo is written too. */
  readonly photoExtension?: string | undefined;
  /** That of the photo in files that name it, also where the photo stays where it is. */
  readonly namedExtension: string;
  /** The photo itself, for exporters that need it. */
  readonly photo?: PhotoPixels | undefined;
}

/** A decoded photo: three bytes per pixel, row-major. */
export interface PhotoPixels extends PixelSize {
  readonly rgb: Uint8Array;
}

export interface OutputFile {
  /** POSIX path below the export's root. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** One picture as its format holds it. */
export interface EncodedItem {
  readonly files: readonly OutputFile[];
  /** Where the photo goes, below the export's root; undefined where the format has none. */
  readonly photoPath?: string | undefined;
  /** What the files of the whole must tell of this picture; plain data. */
  readonly record?: unknown;
  /** What the format gives back in place of the labels, where it cannot hold them all. */
  readonly readsBack?: LabelMap | 'nothing' | undefined;
  /** What was lost or changed, with counts. */
  readonly losses?: LossCounts | undefined;
}

/** A picture that was written, for the files of the whole. */
export interface WrittenItem {
  readonly name: string;
  readonly split: string;
  readonly number: number;
  readonly size: PixelSize;
  readonly photoPath: string | undefined;
  readonly record: unknown;
}

/** The pictures that were written, in their order; they are read from the disk each time they are gone through. */
export interface WrittenItems extends Iterable<WrittenItem> {
  /** Names of their splits, in the order of the first picture of each. */
  readonly splits: readonly string[];
  readonly ofSplit: (split: string) => Iterable<WrittenItem>;
}

/** A text file of the whole, in parts that are written one after the other. */
export interface OutputText {
  readonly path: string;
  readonly parts: Iterable<string>;
}

/** What a format keeps, and which choices it leaves open. */
interface ExporterAbout {
  /** Codings of pixels to choose from, the usual one first. */
  readonly codings?: readonly NonNullable<ExportForm['coding']>[];
  /** Ways to write objects to choose from, the usual one first. */
  readonly geometries?: readonly NonNullable<ExportForm['geometry']>[];
  /** True where objects are written: of masks that know classes only they are made. */
  readonly hasObjects?: boolean;
  /** True where nothing that is written tells objects apart. */
  readonly losesObjects?: boolean;
  /** True where objects are pictures: of one that others cover wholly nothing is left. */
  readonly losesHiddenObjects?: boolean;
}

/** What is known of a picture before it is written. */
interface ItemFacts {
  /** How many objects its mask has. */
  readonly objects: number;
  /** Extension of the photo that goes with it, small letters with its dot. */
  readonly photoExtension: string | undefined;
}

export interface DatasetExporter {
  readonly about: ExporterAbout;
  /** What the format cannot hold of these classes and this form; told before anything is written. */
  readonly warn?: (context: ExportContext) => readonly ExportRemark[];
  /** True where `encode` may lose something of a picture: it is rehearsed, so that losses are told before they happen. */
  readonly isLossy?: (context: ExportContext, item: ItemFacts) => boolean;
  /** The files of one picture; runs in a thread. Throws MaskmendErrors. */
  readonly encode: (item: ExportItem, context: ExportContext) => EncodedItem;
  /** The files of the whole, when all pictures are written. */
  readonly finish?: (items: WrittenItems, context: WholeContext) => readonly OutputText[];
  /** The largest class index the format's pictures hold, where it has one. */
  readonly highestIndex?: (form: ExportForm) => number;
  /** How many classes the format's pictures hold beside void, where it numbers them by itself. */
  readonly mostClasses?: number;
  /** True where the pixels of the photos are needed. */
  readonly needsPhoto?: boolean;
  /** True where the files of each split lie in folders of their own: names need to be different in a split only. */
  readonly hasSplitFolders?: boolean;
  /** False where the format's files cannot be read back as a dataset. */
  readonly isReadable?: boolean;
}

/** A dataset format: one folder of this one, listed in the registry. */
export interface DatasetFormat {
  /** As the command line has it. */
  readonly name: DatasetFormatName;
  readonly detect: (tree: SourceTree) => Promise<Detection | undefined> | Detection | undefined;
  /** Reads what is about the whole; masks are read later, one by one. Throws MaskmendErrors. */
  readonly open: (tree: SourceTree, options: ImportOptions) => Promise<Dataset>;
  /** The shapes of one picture, where the format has shapes; runs in a thread. */
  readonly readShapes?: (source: AnnotationSource, texts: readonly string[], limits: ReadLimits) => ShapeList;
  readonly exporter?: DatasetExporter;
}
