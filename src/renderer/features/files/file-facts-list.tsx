import { noteInWords, warningInWords } from '../../../shared/strings/in-words.ts';
import type { ReactNode } from 'react';
import type { SourceDetail } from '../../../shared/contract/source-schemas.ts';
import { formatBytes, formatCount, formatShare } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import css from './file-detail.module.css';

/** What a file is, read from its own bytes; and what the repair gave. */
export function FileFactsList({ file }: { readonly file: SourceDetail }) {
  const facts = [...formatFacts(file), ...resultFacts(file)];
  return (
    <dl className={css.facts}>
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {file.sha256 !== undefined && (
        <>
          <dt>SHA-256</dt>
          <dd className={css.hash}>{file.sha256}</dd>
        </>
      )}
    </dl>
  );
}

type Fact = readonly [string, ReactNode];

function formatFacts({ facts, colours, result }: SourceDetail): readonly Fact[] {
  if (facts === undefined) return [];
  const { jpeg } = facts;
  const names = text.files.facts;
  return [
    [names.format, `${text.words.format[facts.format]}, ${text.words.channels[facts.channels]}, ${facts.bitDepth} bit`],
    [names.size, `${facts.width} × ${facts.height}`],
    [names.bytes, formatBytes(facts.bytes)],
    ...(colours === undefined || result !== undefined ? [] : [[names.colours, formatCount(colours)] as const]),
    ...(jpeg === undefined
      ? []
      : ([
          [names.quality, jpeg.hasStandardTables ? String(jpeg.quality) : text.files.nearQuality(jpeg.quality)],
          [names.subsampling, `${jpeg.subsampling}, ${text.words.colourModel[jpeg.colourModel]}`],
          [names.coding, jpeg.isProgressive ? text.files.progressive : text.files.sequential],
          ...(jpeg.encoderHints.length === 0 ? [] : [[names.writer, jpeg.encoderHints.join(', ')] as const]),
        ] as const)),
    ...facts.notes.map(
      (note, place) => [place === 0 ? names.notes : '\u00a0'.repeat(place), noteInWords(note)] as const,
    ),
  ];
}

function resultFacts({ facts, result }: SourceDetail): readonly Fact[] {
  if (result === undefined) return [];
  const names = text.files.facts;
  return [
    [names.colours, coloursInWords(result)],
    // What never was a JPEG has no blocks.
    ...(facts?.jpeg === undefined && result.edgeBlocks === 0
      ? []
      : [[names.certified, certifiedInWords(result)] as const]),
    [names.uncertain, formatCount(result.uncertainPixels)],
    [names.changed, text.review.pixels(formatCount(result.changedPixels))],
    ...result.warnings.map(
      (warning, place) => [place === 0 ? names.warnings : '\u2007'.repeat(place), warningInWords(warning)] as const,
    ),
  ];
}

function coloursInWords({ coloursBefore, classes }: NonNullable<SourceDetail['result']>): string {
  const now = formatCount(classes.length);
  return coloursBefore === undefined ? now : text.files.thenNow(formatCount(coloursBefore), now);
}

function certifiedInWords({ certifiedBlocks, edgeBlocks }: NonNullable<SourceDetail['result']>): string {
  if (edgeBlocks === 0) return text.files.noEdges;
  return `${formatCount(certifiedBlocks)} / ${formatCount(edgeBlocks)} (${formatShare(certifiedBlocks / edgeBlocks)})`;
}
