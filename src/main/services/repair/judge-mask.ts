import { agreeInSize, isSameSize, sizeText } from '../../../shared/checks/picture-size.ts';
import type { FileFacts } from '../../../shared/model/file-facts.ts';
import type { MaskCheck } from '../../../shared/verify/check-mask.ts';

/** Pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

export interface VerifyProblem {
  readonly kind: 'illegal-pixels' | 'wrong-size' | 'damaged' | 'unreadable';
  /** In words, without the file's name. */
  readonly text: string;
}

export interface MaskRules {
  /** Illegal pixels that are let pass. */
  readonly allowedPixels: number;
  /** The size that the mask must have. */
  readonly size: Size | undefined;
}

/** What is wrong with a mask that could be read; `check` is undefined for a JPEG, whose pixels are not exact. */
export function judgeMask(
  { facts, check }: { readonly facts: FileFacts; readonly check: MaskCheck | undefined },
  rules: MaskRules,
): readonly VerifyProblem[] {
  return [...judgePixels(check, rules), ...judgeSize(facts, rules)];
}

/** What is wrong with a mask beside its photo: they must have one size, as stored or as shown. */
export function judgePair(mask: FileFacts, photo: FileFacts): readonly VerifyProblem[] {
  if (agreeInSize(mask, photo)) return [];
  return [{ kind: 'wrong-size', text: `is ${sizeText(mask)}, its photo ${sizeText(photo)}` }];
}

function judgePixels(check: MaskCheck | undefined, { allowedPixels }: MaskRules): readonly VerifyProblem[] {
  if (check === undefined) {
    return [{ kind: 'damaged', text: 'is a JPEG, whose colours are not exact; repair it, and keep it as PNG' }];
  }
  if (check.illegalPixels <= allowedPixels) return [];
  return [{ kind: 'illegal-pixels', text: `${countPixels(check.illegalPixels)} of no class` }];
}

function judgeSize(facts: FileFacts, { size }: MaskRules): readonly VerifyProblem[] {
  if (size === undefined || isSameSize(facts, size)) return [];
  return [{ kind: 'wrong-size', text: `is ${sizeText(facts)}, not ${sizeText(size)}` }];
}

function countPixels(count: number): string {
  return count === 1 ? '1 pixel' : `${count} pixels`;
}
