import type { PixelRect } from './mask-source.ts';
import type { Tile } from './tile-cache.ts';

export interface PoolFormat {
  readonly internalFormat: number;
  readonly format: number;
  readonly type: number;
  readonly bytesPerPixel: number;
}

/** Layers are added in steps of about so many bytes. */
const GROWTH_BYTES = 16 * 1024 * 1024;

/** Tiles in the layers of one array texture; the layers of those not in view are used again, the longest unused first. */
export class TexturePool {
  readonly #gl: WebGL2RenderingContext;
  readonly #format: PoolFormat;
  readonly #side: number;
  readonly #layers = new Map<Tile, number>();
  readonly #written = new Map<Tile, PixelRect>();
  #free: number[] = [];
  #capacity = 0;
  #texture: WebGLTexture | null = null;

  constructor(gl: WebGL2RenderingContext, format: PoolFormat, side: number) {
    this.#gl = gl;
    this.#format = format;
    this.#side = side;
  }

  /** Makes room for all of these and puts them in; gives the layer of each. What has no room at all has no layer. */
  place(tiles: ReadonlySet<Tile>): ReadonlyMap<Tile, number> {
    if (tiles.size > this.#capacity) this.#grow(tiles.size);
    this.bind(0);
    for (const tile of tiles) {
      if (this.#layers.has(tile)) this.#renew(tile);
      else this.#insert(tile, tiles);
    }
    return this.#layers;
  }

  bind(unit: number): void {
    const gl = this.#gl;
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, this.#texture);
  }

  written(tile: Tile, rect: PixelRect): void {
    if (!this.#layers.has(tile)) return;
    const before = this.#written.get(tile);
    this.#written.set(tile, before === undefined ? rect : union(before, rect));
  }

  drop(tile: Tile): void {
    const layer = this.#layers.get(tile);
    if (layer === undefined) return;
    this.#layers.delete(tile);
    this.#written.delete(tile);
    this.#free.push(layer);
  }

  dispose(): void {
    this.#gl.deleteTexture(this.#texture);
  }

  #grow(needed: number): void {
    const gl = this.#gl;
    const step = Math.max(1, Math.floor(GROWTH_BYTES / (this.#side * this.#side * this.#format.bytesPerPixel)));
    const most = gl.getParameter(gl.MAX_ARRAY_TEXTURE_LAYERS) as number;
    const capacity = Math.min(most, Math.ceil(needed / step) * step);
    if (capacity === this.#capacity) return;
    gl.deleteTexture(this.#texture);
    this.#texture = gl.createTexture();
    this.bind(0);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, this.#format.internalFormat, this.#side, this.#side, capacity);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    this.#layers.clear();
    this.#written.clear();
    this.#free = Array.from({ length: capacity }, (_, layer) => capacity - 1 - layer);
    this.#capacity = capacity;
  }

  #insert(tile: Tile, kept: ReadonlySet<Tile>): void {
    if (this.#free.length === 0) this.#freeOne(kept);
    const layer = this.#free.pop();
    if (layer === undefined) return;
    this.#layers.set(tile, layer);
    this.#upload(tile, { x: 0, y: 0, width: tile.width, height: tile.height });
  }

  #freeOne(kept: ReadonlySet<Tile>): void {
    for (const tile of this.#layers.keys()) {
      if (kept.has(tile)) continue;
      this.drop(tile);
      return;
    }
  }

  /** Uploads what was written since, and counts the tile as used now. */
  #renew(tile: Tile): void {
    const layer = this.#layers.get(tile) ?? 0;
    this.#layers.delete(tile);
    this.#layers.set(tile, layer);
    const rect = this.#written.get(tile);
    if (rect === undefined) return;
    this.#written.delete(tile);
    this.#upload(tile, rect);
  }

  #upload(tile: Tile, { x, y, width, height }: PixelRect): void {
    const gl = this.#gl;
    const { format, type } = this.#format;
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, tile.width);
    gl.pixelStorei(gl.UNPACK_IMAGE_HEIGHT, tile.height);
    gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, x);
    gl.pixelStorei(gl.UNPACK_SKIP_ROWS, y);
    const layer = this.#layers.get(tile) ?? 0;
    gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, x, y, layer, width, height, 1, format, type, tile.pixels);
    for (const setting of [gl.UNPACK_ROW_LENGTH, gl.UNPACK_IMAGE_HEIGHT, gl.UNPACK_SKIP_PIXELS, gl.UNPACK_SKIP_ROWS])
      gl.pixelStorei(setting, 0);
  }
}

/** The smallest rectangle that holds both. */
export function union(a: PixelRect, b: PixelRect): PixelRect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  const height = Math.max(a.y + a.height, b.y + b.height) - y;
  return { x, y, width, height };
}
