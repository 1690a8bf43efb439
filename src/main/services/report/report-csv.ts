import { toCsv } from './csv.ts';
import { needsLook } from './report-file.ts';
import type { Report } from './report.ts';

const COLUMNS = [
  'source',
  'output',
  'status',
  'verdict',
  'verdict_confidence',
  'width',
  'height',
  'format',
  'quality',
  'subsampling',
  'colours_before',
  'classes_now',
  'changed_pixels',
  'uncertain_pixels',
  'certified_blocks',
  'edge_blocks',
  'painted_pixels',
  'needs_look',
  'warnings',
  'source_sha256',
  'output_sha256',
  'error',
] as const;

/** The files of a report as a table, one row each. */
export function reportCsv({ files }: Report): string {
  return toCsv(
    COLUMNS,
    files.map((file) => [
      file.source,
      file.output,
      file.status,
      file.verdict,
      file.verdictConfidence,
      file.width,
      file.height,
      file.format,
      file.quality,
      file.subsampling,
      file.coloursBefore,
      file.classes,
      file.changedPixels,
      file.uncertainPixels,
      file.certifiedBlocks,
      file.edgeBlocks,
      file.paintedPixels,
      needsLook(file),
      file.warnings.join('; '),
      file.sourceSha256,
      file.outputSha256,
      file.error?.message,
    ]),
  );
}
