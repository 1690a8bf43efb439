import type { ClassRole } from '../../shared/model/palette.ts';

/** In the order they are offered. */
export const classRoles = ['class', 'background', 'void'] as const satisfies readonly ClassRole[];
