import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { formatCount, formatShare } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { IconCertified } from '../../../ui/icons.ts';
import css from './review-facts.module.css';

/** What the certificate says, in numbers. */
export function CertificateFacts({ mask: { certificate, row, editedPixels } }: { readonly mask: ReviewMask }) {
  return (
    <>
      <h3>{text.look.modes.certificate}</h3>
      {row.isCertified && editedPixels === 0 && (
        <p className={css.certified}>
          <IconCertified size={15} aria-hidden /> {text.review.isCertified}
        </p>
      )}
      {editedPixels > 0 && <p className={css.said}>{text.review.certifiedBefore}</p>}
      <p className={css.said}>
        {certificate === undefined && text.review.noCertificate}
        {certificate?.edge === 0 && text.files.noEdges}
        {certificate !== undefined &&
          certificate.edge > 0 &&
          text.review.certifiedBlocks(
            formatCount(certificate.certified),
            formatCount(certificate.edge),
            formatShare(certificate.certified / certificate.edge),
          )}
      </p>
    </>
  );
}
