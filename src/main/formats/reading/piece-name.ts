import type { AnnotationSource } from '../../../shared/model/dataset.ts';

/** The file that an annotation stands in, for messages. */
export function fileOfAnnotation({ pieces }: AnnotationSource): string {
  const piece = pieces.at(0);
  if (piece === undefined) return '';
  return piece.kind === 'text' ? piece.file : piece.file.name;
}
