import { channelDistance } from './channel-distance.ts';
import type { ColourWitness, FileEvidence, Triple } from './file-evidence.ts';

/** One class differs by this many levels at most, from file to file, where pictures were decoded from JPEG. */
const REACH = 3;
/** More colours than this are no classes; looking at each pair would take its time. */
const MOST_COLOURS = 4096;

interface SoftColour {
  readonly colour: Triple;
  pixels: number;
}

/**
 * Files with soft edges, with every colour that is a neighbour's noise put in the neighbour's place: a picture that was
 * decoded from JPEG holds a class's colour a level or two off, here so, there otherwise. Over all files the most frequent
 * colour stands.
 */
export function settleSoftColours(files: readonly FileEvidence[]): FileEvidence[] {
  const colours = countColours(files);
  if (colours.size > MOST_COLOURS) {
    return [...files];
  }
  const settled = settle(colours);
  return files.map((file) => ({ ...file, witnesses: replaceColours(file.witnesses, settled) }));
}

function countColours(files: readonly FileEvidence[]): Map<string, SoftColour> {
  const colours = new Map<string, SoftColour>();
  for (const { low, pixels } of files.flatMap(({ witnesses }) => witnesses)) {
    const known = colours.get(low.join());
    if (known === undefined) {
      colours.set(low.join(), { colour: low, pixels });
    } else {
      known.pixels += pixels;
    }
  }
  return colours;
}

/** For each colour, by its text, the one that stands for it. */
function settle(colours: ReadonlyMap<string, SoftColour>): Map<string, Triple> {
  const standing: SoftColour[] = [];
  const settled = new Map<string, Triple>();
  for (const [name, entry] of [...colours].sort(([, a], [, b]) => b.pixels - a.pixels)) {
    const other = standing.find((stronger) => channelDistance(entry.colour, stronger.colour) <= REACH);
    if (other === undefined) standing.push(entry);
    settled.set(name, (other ?? entry).colour);
  }
  return settled;
}

/** Witnesses that become one colour become one witness. */
function replaceColours(witnesses: readonly ColourWitness[], settled: ReadonlyMap<string, Triple>): ColourWitness[] {
  const replaced = new Map<string, ColourWitness>();
  for (const witness of witnesses) {
    const colour = settled.get(witness.low.join()) ?? witness.low;
    const name = colour.join();
    const known = replaced.get(name);
    const pixels = witness.pixels + (known?.pixels ?? 0);
    const areas = witness.areas + (known?.areas ?? 0);
    replaced.set(name, { ...(known ?? witness), low: colour, high: colour, pixels, areas });
  }
  return [...replaced.values()];
}
