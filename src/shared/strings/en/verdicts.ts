import type { VerdictDetail, VerdictKind } from '../../model/verdict.ts';
import type { WordsOf } from '../words-for.ts';

/** What happened to a file. */
export const verdictsText = {
  clean: 'clean: every pixel is exactly a class',
  'jpeg-once': 'single JPEG of a clean mask',
  'jpeg-twice': 'saved as JPEG more than once',
  shifted: 'shifted or cropped after JPEG',
  'antialiased-or-resized': 'anti-aliased or resized before saving',
  'trellis-or-unknown-encoder': 'saved by an encoder that does not round as libjpeg does',
  'not-a-mask': 'not a mask: it has no flat areas of few colours',
  unreadable: 'unreadable',
} as const satisfies Record<VerdictKind, string>;

const enlarged = {
  linear: 'linearly',
  cubic: 'cubically',
  mitchell: "by Mitchell's filter",
  lanczos: "by Lanczos' filter",
};

/** The same where more is known than the kind tells. */
export const verdictDetailsText: WordsOf<VerdictDetail> = {
  mozjpeg: () => 'saved by mozjpeg, which gives up detail for fewer bytes',
  dithered: ({ colours }) => `dithered to ${colours} colours`,
  enlarged: ({ by, width, height, isJpeg, openPixels }) => {
    const outcome = openPixels === 0 ? 'undone exactly' : `undone but for ${openPixels} px`;
    return `enlarged ${enlarged[by]} from ${width} x ${height} px${isJpeg ? ', then saved as JPEG' : ''}; ${outcome}`;
  },
};
