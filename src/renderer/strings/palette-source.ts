import { foundPalettes } from '../../shared/model/found-palettes.ts';
import { presetNames } from '../../shared/model/preset-name.ts';
import { text } from './text.ts';

/** Where a palette is from, as its `source` tells it; what names itself, as `COCO categories` does, stays as it is. */
export function paletteSourceInWords(source: string): string {
  const words = text.classes.sources;
  if (source === foundPalettes.objects) return words.ofObjects;
  if (source === foundPalettes.inferred) return words.found;
  const names = source.startsWith(`${foundPalettes.inferred}, `) ? source.slice(foundPalettes.inferred.length) : '';
  if (names !== '') return words.found + names;
  const [kind = '', ...rest] = source.split(' ');
  const of = rest.join(' ');
  const preset = presetNames.find((name) => name === of);
  if (kind === 'preset' && preset !== undefined) return words.preset(text.presets.palette[preset]);
  if (kind === 'file' && of !== '') return words.file(of);
  return source === 'colour table' ? words.colourTable : source;
}
