import { expectedText } from '../palette-error.ts';
import { UniqueNames } from './class-names.ts';
import { csvRows } from './csv-rows.ts';
import type { FileClass, FileClasses } from './file-class.ts';
import { LEFT_OUT, type TellFault } from './list-fault.ts';
import { filledLines } from './text-lines.ts';

const heading = /^"?pixel[ _]?values?"?\s*,\s*"?class(?:[ _]?name)?"?\s*$/i;

/** Whether a file begins with the heading of Roboflow's table of pixel values. */
export function isPixelValues(text: string): boolean {
  return heading.test(filledLines(text)[0]?.text ?? '');
}

/** Roboflow's `_classes.csv` beside grey masks: a heading `Pixel Value, Class`, then the index and name of a class a row. */
export function parsePixelValues(text: string, tell: TellFault): FileClasses {
  const names = new UniqueNames(tell);
  const classes = csvRows(text, ',')
    .slice(1)
    .flatMap(({ line, fields }): FileClass[] => {
      const [value = '', name = ''] = fields.map((field) => field.trim());
      if (/^\d{1,5}$/.test(value) && Number(value) < 65_535) {
        const index = Number(value);
        return [{ name: names.take(name, { line, index }), rgb: undefined, index }];
      }
      const message = expectedText('a pixel value from 0 to 65534 and a name', fields.join(','));
      tell({ place: `line ${line}`, message, remedy: LEFT_OUT });
      return [];
    });
  return { classes, hasStatedIndices: true, defaultColours: 'grey' };
}
