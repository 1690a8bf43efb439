import { z } from 'zod';

export const fileFormatSchema = z.enum(['jpeg', 'png', 'webp', 'tiff', 'gif', 'avif', 'heic', 'bmp', 'jpeg2000']);
export type FileFormat = z.infer<typeof fileFormatSchema>;
