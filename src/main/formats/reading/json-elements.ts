import { open } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { beyondLimit, type ReadLimits } from '../../../shared/limits.ts';
import { tooNested } from '../tree/source-tree.ts';
import { parseEntry } from './parse-json.ts';

/** An element of a list that stands at the top level of a JSON object, with its place in the file. */
interface JsonElement {
  /** The key of the list. */
  readonly key: string;
  readonly value: unknown;
  /** Place and length of its text, in bytes. */
  readonly at: number;
  readonly length: number;
}

export interface ElementReading {
  /** Keys of the lists whose elements are wanted. */
  readonly lists: ReadonlySet<string>;
  /** Takes the elements in the order of the file. */
  readonly onElement: (element: JsonElement) => void;
  /** They bound an element's bytes and the brackets within each other. */
  readonly limits: ReadLimits;
  /** Takes the places of the values of all other keys of the object. */
  readonly onValue?: ((value: Omit<JsonElement, 'value'>) => void) | undefined;
}

const CHUNK_BYTES = 1 << 20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const COMMA = 0x2c;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** 1 for the bytes that give JSON its form. */
const isStructure = new Uint8Array(256);
for (const byte of [QUOTE, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, COMMA]) isStructure[byte] = 1;

/**
 * Reads a JSON file of any size in little memory: finds the elements of its top-level lists byte by byte and gives each
 * to `parseEntry`. What is outside of the wanted lists is passed over; the brackets of the whole file are checked. Throws
 * `corrupt-file` where it is no such JSON, `too-large` where an element is.
 */
export async function readJsonElements(path: string, reading: ElementReading): Promise<void> {
  await using file = await open(path);
  const splitter = new ElementSplitter(reading);
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
    if (bytesRead === 0) break;
    splitter.take(chunk.subarray(0, bytesRead));
  }
  splitter.end();
}

/** The same for a text that is at hand. */
export function readJsonBytesElements(bytes: Buffer, reading: ElementReading): void {
  const splitter = new ElementSplitter(reading);
  splitter.take(bytes);
  splitter.end();
}

class ElementSplitter {
  readonly #reading: ElementReading;
  /** Opening brackets that are not closed yet. */
  readonly #open: number[] = [];
  #isInString = false;
  #isEscaped = false;
  #chunk: Buffer = Buffer.alloc(0);
  /** Place of the chunk in the file. */
  #offset = 0;
  /** Place in the chunk from which on its text is wanted: an element's or a key's; -1 where none is. */
  #from = -1;
  /** The wanted text in earlier chunks. */
  #pieces: Buffer[] = [];
  #piecesBytes = 0;
  /** Place of the element in the file; -1 between elements. */
  #elementAt = -1;
  #key = '';
  #isKey = false;
  #isKeyNext = false;
  /** Place behind the key of a value that is not a wanted list; -1 where there is none. */
  #valueFrom = -1;
  #isDone = false;

  constructor(reading: ElementReading) {
    this.#reading = reading;
  }

  take(chunk: Buffer): void {
    this.#chunk = chunk;
    if (this.#elementAt >= 0 || this.#isKey) this.#from = 0;
    for (let i = 0; i < chunk.length; i++) {
      if (this.#isInString) i = this.#passString(i);
      else if (isStructure[chunk[i]] === 1) this.#takeMark(chunk[i], i);
      else if (this.#open.length <= 2 && chunk[i] > 0x20) this.#takeOther(i);
    }
    if (this.#from >= 0) this.#keep(chunk.subarray(this.#from));
    this.#from = -1;
    this.#offset += chunk.length;
  }

  /** To the end of a string, or of the chunk. A backslash takes the next byte with it, also that of the next chunk. */
  #passString(from: number): number {
    let i = from;
    if (this.#isEscaped) {
      this.#isEscaped = false;
      return i;
    }
    while (i < this.#chunk.length && this.#chunk[i] !== QUOTE && this.#chunk[i] !== BACKSLASH) i++;
    if (i === this.#chunk.length) return i;
    if (this.#chunk[i] === BACKSLASH) this.#isEscaped = true;
    else this.#endString(i);
    return i;
  }

  #endString(at: number): void {
    this.#isInString = false;
    if (!this.#isKey) return;
    this.#isKey = false;
    this.#key = parseElement(this.#textTo(at + 1), this.#offset + at) as string;
    if (!this.#reading.lists.has(this.#key)) this.#valueFrom = this.#offset + at + 1;
  }

  #takeMark(byte: number, at: number): void {
    switch (byte) {
      case QUOTE:
        this.#startString(at);
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        this.#takeOther(at);
        this.#push(byte);
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        this.#endElement(at);
        this.#endValue(at);
        this.#pop(byte);
        break;
      case COMMA:
        if (this.#open.length === 1) this.#isKeyNext = true;
        this.#endElement(at);
        this.#endValue(at);
    }
  }

  #startString(at: number): void {
    this.#isInString = true;
    if (this.#open.length === 1 && this.#isKeyNext) {
      this.#isKey = true;
      this.#isKeyNext = false;
      this.#from = at;
    } else this.#takeOther(at);
  }

  /** A byte at which an element may begin. */
  #takeOther(at: number): void {
    const isInList = this.#open.length === 2 && this.#open[1] === OPEN_LIST;
    if (isInList && this.#elementAt < 0 && this.#reading.lists.has(this.#key)) {
      this.#elementAt = this.#offset + at;
      this.#from = at;
    } else if (this.#open.length === 0 && this.#chunk[at] !== OPEN_OBJECT && !this.#isByteOrderMark(at)) {
      throw broken(this.#offset + at);
    }
  }

  /** UTF-8's, which some writers put first. */
  #isByteOrderMark(at: number): boolean {
    return this.#chunk[at] === BYTE_ORDER_MARK[this.#offset + at];
  }

  end(): void {
    if (!this.#isDone || this.#open.length > 0 || this.#isInString) throw broken(this.#offset);
  }

  #push(byte: number): void {
    if (this.#open.length === 0 && (byte !== OPEN_OBJECT || this.#isDone)) throw broken(this.#offset);
    const { limits } = this.#reading;
    if (this.#open.length >= limits.maxNesting) throw tooNested(limits);
    this.#open.push(byte);
    if (this.#open.length === 1) this.#isKeyNext = true;
  }

  #pop(byte: number): void {
    // In ASCII a closing bracket comes two places after its opening one.
    if (this.#open.pop() !== byte - 2) throw broken(this.#offset);
    if (this.#open.length === 0) this.#isDone = true;
  }

  #endElement(at: number): void {
    if (this.#elementAt < 0 || this.#open.length !== 2) return;
    const from = this.#elementAt;
    this.#elementAt = -1;
    const value = parseElement(this.#textTo(at), from);
    this.#reading.onElement({ key: this.#key, value, at: from, length: this.#offset + at - from });
  }

  #endValue(at: number): void {
    if (this.#valueFrom < 0 || this.#open.length !== 1) return;
    const from = this.#valueFrom;
    this.#valueFrom = -1;
    this.#reading.onValue?.({ key: this.#key, at: from, length: this.#offset + at - from });
  }

  /** The wanted text up to a place in the chunk; then none is wanted any more. */
  #textTo(end: number): string {
    const last = this.#chunk.subarray(this.#from, end);
    const text = this.#pieces.length === 0 ? last.toString() : Buffer.concat([...this.#pieces, last]).toString();
    this.#pieces = [];
    this.#piecesBytes = 0;
    this.#from = -1;
    return text;
  }

  #keep(piece: Buffer): void {
    this.#piecesBytes += piece.length;
    const { limits } = this.#reading;
    if (this.#piecesBytes > limits.maxTextBytes) {
      throw beyondLimit('text-bytes', 'an entry of the JSON is too large', { limits });
    }
    // The chunk is filled again.
    this.#pieces.push(Buffer.from(piece));
  }
}

function parseElement(text: string, at: number): unknown {
  try {
    return parseEntry(text);
  } catch {
    throw broken(at);
  }
}

function broken(at: number): MaskmendError {
  return new MaskmendError('corrupt-file', `the JSON breaks off or has a mistake near byte ${at}`, {
    hint: 'export it again from the tool that made it',
  });
}
