import type { Damage, Frame, TileView } from './frame.ts';
import { createProgram, type GlProgram } from './gl-program.ts';
import type { PixelRect } from './mask-source.ts';
import { colourShader, labelShader, type ShaderVariant, vertexShader } from './shaders.ts';
import type { ScreenMap } from './screen-maps.ts';
import { SlotTarget } from './slot-target.ts';
import { TableTexture } from './table-texture.ts';
import type { Tile } from './tile-cache.ts';
import { TexturePool } from './texture-pool.ts';

/** Everything that lives on the card. */
export interface GlScene {
  readonly draw: (frame: Frame, damage: Damage) => void;
  readonly written: (tile: Tile, rect: PixelRect) => void;
  readonly drop: (tile: Tile) => void;
}

/** Samplers of one kind keep one unit, so that no program finds a texture of another kind where it looks. */
const UNITS = {
  pages: 2,
  slots: 3,
  classes: 4,
  states: 5,
  labelTiles: 6,
  colourTiles: 7,
  byteTiles: 8,
} as const;
const NO_PAGE = 65_535;

interface Pools {
  readonly key: string;
  readonly labels: TexturePool;
  readonly colours: TexturePool;
  readonly bytes: TexturePool;
}

export function createGlScene(gl: WebGL2RenderingContext): GlScene {
  gl.disable(gl.DITHER);
  gl.disable(gl.BLEND);
  const labelProgram = createSceneProgram(gl, labelShader);
  const colourPrograms = new Map<string, GlProgram>();
  const colourProgramFor = (variant: ShaderVariant): GlProgram => {
    const key = JSON.stringify(variant);
    const program = colourPrograms.get(key) ?? createSceneProgram(gl, colourShader(variant));
    colourPrograms.set(key, program);
    return program;
  };
  // The one that most masks are drawn by first is linked at once: a scene may be made ahead.
  colourProgramFor({ mode: 'repaired', hasPhoto: false, hasOutlines: false, hasPatterns: false, hasLocks: false });
  const tables = createTables(gl);
  const target = new SlotTarget(gl);
  let pools: Pools | undefined;

  const draw = (frame: Frame, damage: Damage): void => {
    pools = poolsFor(gl, frame, pools);
    const views = placeTiles(frame, pools, tables.pages);
    writeTables(frame, tables);
    bindAll(tables, pools, target);
    const area = damage.kind === 'part' ? damage.rect : { x: 0, y: 0, ...frame.size };
    const isResized = target.resize(frame.size);
    const common = { tileBits: [Math.log2(frame.tileSide)] };
    if (damage.kind !== 'colours' || isResized) {
      labelProgram.use();
      labelProgram.setInts({ ...common, ...ruleInts('maskRule', frame.map), labelView: views.labels });
      target.draw(isResized ? { x: 0, y: 0, ...frame.size } : area);
    }
    target.bind(UNITS.slots);
    const colourProgram = colourProgramFor(variantOf(frame));
    colourProgram.use();
    colourProgram.setInts({ ...common, ...colourInts(frame, views) });
    colourProgram.setUnsigned(colourWords(frame));
    drawArea(gl, frame, area);
  };
  return {
    draw,
    written: (tile, rect) => {
      poolOf(pools, tile)?.written(tile, rect);
    },
    drop: (tile) => {
      poolOf(pools, tile)?.drop(tile);
    },
  };
}

function createSceneProgram(gl: WebGL2RenderingContext, fragment: string): GlProgram {
  const program = createProgram(gl, vertexShader, fragment);
  program.use();
  program.setInts(Object.fromEntries(Object.entries(UNITS).map(([name, unit]) => [name, [unit]])));
  return program;
}

function variantOf({ paint }: Frame): ShaderVariant {
  return {
    mode: paint.mode,
    hasPhoto: paint.photoAlpha > 0,
    hasOutlines: paint.showsOutlines,
    hasPatterns: paint.showsPatterns,
    hasLocks: paint.showsLocks,
  };
}

function poolOf(pools: Pools | undefined, { address: { layer } }: Tile): TexturePool | undefined {
  if (layer === 'labels') return pools?.labels;
  return layer === 'original' || layer === 'photo' ? pools?.colours : pools?.bytes;
}

function poolsFor(gl: WebGL2RenderingContext, { bytesPerLabel, tileSide }: Frame, pools: Pools | undefined): Pools {
  const key = `${bytesPerLabel} ${tileSide}`;
  if (pools?.key === key) return pools;
  for (const pool of [pools?.labels, pools?.colours, pools?.bytes]) pool?.dispose();
  const byte = { internalFormat: gl.R8UI, format: gl.RED_INTEGER, type: gl.UNSIGNED_BYTE, bytesPerPixel: 1 };
  const wide = { internalFormat: gl.R16UI, format: gl.RED_INTEGER, type: gl.UNSIGNED_SHORT, bytesPerPixel: 2 };
  const rgba = { internalFormat: gl.RGBA8UI, format: gl.RGBA_INTEGER, type: gl.UNSIGNED_BYTE, bytesPerPixel: 4 };
  return {
    key,
    labels: new TexturePool(gl, bytesPerLabel === 2 ? wide : byte, tileSide),
    colours: new TexturePool(gl, rgba, tileSide),
    bytes: new TexturePool(gl, byte, tileSide),
  };
}

type Tables = Readonly<Record<'pages' | 'classes' | 'states', TableTexture>>;

function createTables(gl: WebGL2RenderingContext): Tables {
  return {
    pages: new TableTexture(gl, { internalFormat: gl.RG16UI, format: gl.RG_INTEGER, type: gl.UNSIGNED_SHORT }),
    classes: new TableTexture(gl, { internalFormat: gl.RGBA32UI, format: gl.RGBA_INTEGER, type: gl.UNSIGNED_INT }),
    states: new TableTexture(gl, { internalFormat: gl.R8UI, format: gl.RED_INTEGER, type: gl.UNSIGNED_BYTE }),
  };
}

type ViewPlaces = Readonly<Record<'labels' | 'original' | 'photo' | 'bytes', readonly [number, number, number]>>;

/** Puts the tiles in view on the card and writes where they are; gives each view as the shaders read it. */
function placeTiles({ views }: Frame, pools: Pools, table: TableTexture): ViewPlaces {
  const byteView = views.changed ?? views.confidence;
  const placed = [
    { view: views.labels, layers: pools.labels.place(tilesIn(views.labels)) },
    // Both at once: what one needs must not be dropped for the other.
    { view: views.original, layers: pools.colours.place(tilesIn(views.original, views.photo)) },
    { view: views.photo, layers: pools.colours.place(tilesIn(views.original, views.photo)) },
    { view: byteView, layers: pools.bytes.place(tilesIn(byteView)) },
  ];
  const width = Math.max(1, ...placed.map(({ view }) => view?.columns ?? 0));
  const height = Math.max(
    1,
    placed.reduce((sum, { view }) => sum + (view?.rows ?? 0), 0),
  );
  const values = new Uint16Array(2 * width * height).fill(NO_PAGE);
  let firstRow = 0;
  const places = placed.map(({ view, layers }): readonly [number, number, number] => {
    if (view === undefined || view.pages.length === 0) return [0, 0, -1];
    writePages(view, layers, { values, at: firstRow * width, width });
    firstRow += view.rows;
    return [view.firstColumn, view.firstRow, firstRow - view.rows];
  });
  table.write({ width, height, values });
  const none = [0, 0, -1] as const;
  const [labels = none, original = none, photo = none, bytes = none] = places;
  return { labels, original, photo, bytes };
}

function tilesIn(...views: readonly (TileView | undefined)[]): Set<Tile> {
  return new Set(
    views.flatMap((view) => (view?.pages ?? []).flatMap((page) => (page === undefined ? [] : [page.tile]))),
  );
}

interface PageTable {
  readonly values: Uint16Array;
  readonly at: number;
  readonly width: number;
}

function writePages(view: TileView, layers: ReadonlyMap<Tile, number>, { values, at, width }: PageTable): void {
  for (const [index, page] of view.pages.entries()) {
    const layer = page === undefined ? undefined : layers.get(page.tile);
    if (page === undefined || layer === undefined) continue;
    const place = 2 * (at + Math.floor(index / view.columns) * width + (index % view.columns));
    values[place] = layer;
    values[place + 1] = page.shift;
  }
}

function writeTables({ classes, certificate }: Frame, tables: Tables): void {
  tables.classes.write({ width: 256, height: classes.words.length / 1024, values: classes.words });
  if (certificate !== undefined) {
    tables.states.write({ width: certificate.columns, height: certificate.rows, values: certificate.states });
  }
}

function bindAll(tables: Tables, pools: Pools, target: SlotTarget): void {
  for (const name of ['pages', 'classes', 'states'] as const) tables[name].bind(UNITS[name]);
  pools.labels.bind(UNITS.labelTiles);
  pools.colours.bind(UNITS.colourTiles);
  pools.bytes.bind(UNITS.byteTiles);
  target.unbind(UNITS.slots);
}

function ruleInts(name: string, { across, down }: ScreenMap): Record<string, readonly number[]> {
  return {
    [`${name}.firstAndStep`]: [across.first, down.first, across.step, down.step],
    [`${name}.restAndBits`]: [across.rest, down.rest, across.bits, down.bits],
    [`${name}.count`]: [across.count, down.count],
  };
}

function colourInts(frame: Frame, views: ViewPlaces): Record<string, readonly number[]> {
  const { paint, certificate, map, photoMap, size } = frame;
  return {
    ...ruleInts('maskRule', map),
    ...(photoMap === undefined ? {} : ruleInts('photoRule', photoMap)),
    originalView: views.original,
    photoView: views.photo,
    byteView: views.bytes,
    size: [size.width, size.height],
    wipeX: [paint.wipeX],
    pattern: [paint.patternX, paint.patternY, paint.patternShift],
    texelPx: [paint.texelPx],
    level: [map.level],
    mcu: [certificate?.mcuWidth ?? 0, certificate?.mcuHeight ?? 0],
  };
}

function colourWords({ paint, classes }: Frame): Record<string, readonly number[]> {
  const { background } = paint;
  return {
    photoAlpha: [paint.photoAlpha],
    originalGain: [paint.originalGain],
    background: [background >> 16, (background >> 8) & 255, background & 255],
    unassigned: classes.unassigned,
  };
}

function drawArea(gl: WebGL2RenderingContext, { size }: Frame, area: PixelRect): void {
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.viewport(0, 0, size.width, size.height);
  gl.enable(gl.SCISSOR_TEST);
  gl.scissor(area.x, size.height - area.y - area.height, area.width, area.height);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  gl.disable(gl.SCISSOR_TEST);
}
