import type { TakenForOne } from '../../model/taken-for-one.ts';

/** Classes that were taken for one although they are called differently. */
export const takenForOneText = ({ class: name, as }: TakenForOne): string => `${name} is taken for ${as}`;
