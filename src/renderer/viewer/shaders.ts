import {
  CHANGED_COLOUR,
  DOUBT_GREEN,
  LOCK_ALPHA,
  MISSING,
  OUTSIDE,
  PAINTED_COLOUR,
  STATE_ALPHA,
  STATE_COLOURS,
} from './paint-rules.ts';
import { PAINTED } from '../../shared/contract/picture-urls.ts';
import { LOCKED } from './class-table.ts';
import type { Paint } from './frame.ts';
import { BORDER_PX } from './screen-maps.ts';

// The rules of canvas-painter.ts and paint-rules.ts once more. Labels and colours are whole numbers all the way.

/** One triangle that covers the view. */
export const vertexShader = `#version 300 es
void main() {
  gl_Position = vec4(vec2(gl_VertexID == 1 ? 3 : -1, gl_VertexID == 2 ? 3 : -1), 0, 1);
}
`;

const HEAD = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp usampler2D;
precision highp usampler2DArray;

const uint OUTSIDE = ${OUTSIDE}u;
const uint MISSING = ${MISSING}u;
const int BORDER = ${BORDER_PX};

uniform usampler2D pages;
uniform int tileBits;

// First tile's column and row, and the row of the table at which the layer's pages begin; -1: there are none.
bool findTexel(ivec2 place, ivec3 view, out ivec3 texel) {
  texel = ivec3(0);
  if (view.z < 0 || place.x < 0 || place.y < 0) return false;
  ivec2 tile = (place >> tileBits) - view.xy;
  uvec2 page = texelFetch(pages, ivec2(tile.x, tile.y + view.z), 0).rg;
  if (page.r == 65535u) return false;
  ivec2 inside = (place >> int(page.g)) & ((1 << tileBits) - 1);
  texel = ivec3(inside, int(page.r));
  return true;
}

// The rules of both axes as in screen-maps.ts: firsts, steps; rests, bits; counts. Of the mask, or of the photo.
struct Rule {
  ivec4 firstAndStep;
  ivec4 restAndBits;
  ivec2 count;
};
uniform Rule maskRule;

// Negative where the screen shows nothing of the layer.
ivec2 placeAt(ivec2 at, Rule rule) {
  ivec2 place = rule.firstAndStep.xy + ((at * rule.firstAndStep.zw + rule.restAndBits.xy) >> rule.restAndBits.zw);
  return place.x >= rule.count.x || place.y >= rule.count.y ? ivec2(-1) : place;
}
`;

/** The slot of every screen pixel, border included; the first row is the uppermost. */
export const labelShader = `${HEAD}
uniform usampler2DArray labelTiles;
uniform ivec3 labelView;
out uint slot;

void main() {
  ivec2 place = placeAt(ivec2(gl_FragCoord.xy), maskRule);
  ivec3 texel;
  if (place.x < 0 || place.y < 0) slot = OUTSIDE;
  else if (findTexel(place, labelView, texel)) slot = texelFetch(labelTiles, texel, 0).r;
  else slot = MISSING;
}
`;

/** What a program is made for. Software renderers run every branch that a program has, so that each has only its own. */
export interface ShaderVariant {
  readonly mode: Paint['mode'];
  readonly hasPhoto: boolean;
  readonly hasOutlines: boolean;
  readonly hasPatterns: boolean;
  readonly hasLocks: boolean;
}

const rgb = (word: number): string => `uvec3(${word & 255}u, ${(word >> 8) & 255}u, ${(word >> 16) & 255}u)`;

export function colourShader(variant: ShaderVariant): string {
  return [HEAD, COLOUR_HEAD, originalPart(variant), photoPart(variant), outlinePart(variant), repairedPart(variant)]
    .concat(insidePart(variant), MAIN)
    .join('\n');
}

const COLOUR_HEAD = `
uniform usampler2D slots;
uniform usampler2D classes;
uniform usampler2DArray colourTiles;
uniform usampler2DArray byteTiles;
uniform usampler2D states;
uniform ivec3 originalView;
uniform ivec3 photoView;
uniform ivec3 byteView;
uniform uvec4 unassigned;
uniform ivec2 size;
uniform int wipeX;
uniform uint photoAlpha;
uniform uvec3 background;
// Where patterns begin, and by how many bits screen pixels are shifted to steps of them.
uniform ivec3 pattern;
uniform int texelPx;
uniform int level;
// Width and height of an MCU, of 0 without a certificate.
uniform ivec2 mcu;
out vec4 colour;

// Rounded division by 255, exact up to 65535.
uvec3 mix8(uvec3 under, uvec3 over, uint alpha) {
  uvec3 sum = under * (255u - alpha) + over * alpha + 128u;
  return (sum + (sum >> 8)) >> 8;
}

uvec3 rgbOf(uint word) {
  return uvec3(word & 255u, (word >> 8) & 255u, (word >> 16) & 255u);
}

uvec3 dim(uvec3 c) {
  return uvec3(64u + (((c.r * 77u + c.g * 150u + c.b * 29u) >> 8) >> 1));
}
`;

function originalPart({ mode }: ShaderVariant): string {
  if (mode !== 'original' && mode !== 'wipe') return '';
  return `
uniform uint originalGain;

uvec3 original(ivec2 at) {
  ivec3 texel;
  if (!findTexel(placeAt(at, maskRule), originalView, texel)) return background;
  uvec4 c = texelFetch(colourTiles, texel, 0);
  return mix8(background, min(c.rgb * originalGain, uvec3(255u)), c.a);
}`;
}

function photoPart({ hasPhoto }: ShaderVariant): string {
  if (!hasPhoto) return 'uvec3 photo(ivec2 at) { return background; }';
  return `
uniform Rule photoRule;

uvec3 photo(ivec2 at) {
  ivec3 texel;
  if (!findTexel(placeAt(at, photoRule), photoView, texel)) return background;
  uvec4 c = texelFetch(colourTiles, texel, 0);
  return mix8(background, mix8(background, c.rgb, c.a), photoAlpha);
}`;
}

function outlinePart({ hasOutlines }: ShaderVariant): string {
  if (!hasOutlines) return '';
  return `
bool isOther(ivec2 at, uint slot) {
  uint other = texelFetch(slots, at, 0).r;
  return other != slot && other < MISSING;
}

bool isEdge(ivec2 at, uint slot, int width) {
  for (int reach = width; reach > 0; reach -= texelPx) {
    if (isOther(at + ivec2(-reach, 0), slot) || isOther(at + ivec2(reach, 0), slot)) return true;
    if (isOther(at + ivec2(0, -reach), slot) || isOther(at + ivec2(0, reach), slot)) return true;
    if (isOther(at + ivec2(-reach, -reach), slot) || isOther(at + ivec2(reach, -reach), slot)) return true;
    if (isOther(at + ivec2(-reach, reach), slot) || isOther(at + ivec2(reach, reach), slot)) return true;
  }
  return false;
}`;
}

const ALL_PATTERNS = `
bool isInPattern(uint number, int x, int y) {
  bool isRising = ((x + y) & 7) < 2;
  bool isFalling = ((x - y) & 7) < 2;
  if (number == 1u) return isRising;
  if (number == 2u) return isFalling;
  if (number == 3u) return (y & 7) < 2;
  if (number == 4u) return (x & 7) < 2;
  if (number == 5u) return isRising || isFalling;
  if (number == 6u) return (x & 7) < 3 && (y & 7) < 3;
  return number == 7u && (((x >> 2) ^ (y >> 2)) & 1) == 1;
}`;

/** The checks of pixels without a class are always drawn. */
const CHECKS_ONLY = `
bool isInPattern(uint number, int x, int y) {
  return number == 7u && (((x >> 2) ^ (y >> 2)) & 1) == 1;
}`;

function repairedPart({ mode, hasPatterns, hasOutlines, hasLocks }: ShaderVariant): string {
  if (mode === 'original') return '';
  const outline = `
  int width = int(words.a & 255u);
  if (width > 0 && isEdge(at, slot, width)) c = mix8(c, rgbOf(words.g), words.g >> 24);`;
  const lock = `
  bool isDot = (step.x & 15) < 3 && (step.y & 15) < 3;
  if ((words.a & ${LOCKED}u) != 0u && isDot) c = mix8(c, rgbOf(words.b), ${LOCK_ALPHA}u);`;
  return `${hasPatterns ? ALL_PATTERNS : CHECKS_ONLY}
uvec3 repaired(ivec2 xy, ivec2 at, uint slot) {
  uvec3 c = photo(at);
  if (slot == MISSING) return c;
  ivec2 cell = ivec2(int(slot & 255u), int(slot >> 8));
  uvec4 words = cell.y < textureSize(classes, 0).y ? texelFetch(classes, cell, 0) : unassigned;
  ivec2 step = (xy - pattern.xy) >> pattern.z;
  c = mix8(c, rgbOf(isInPattern(words.b >> 24, step.x, step.y) ? words.b : words.r), words.r >> 24);
  ${hasOutlines ? outline : ''}
  ${hasLocks ? lock : ''}
  return c;
}`;
}

const BYTE_AT = `
uint byteAt(ivec2 at) {
  ivec3 texel;
  if (!findTexel(placeAt(at, maskRule), byteView, texel)) return MISSING;
  return texelFetch(byteTiles, texel, 0).r;
}`;

const CERTIFICATE = `
uvec3 certificate(ivec2 at, uvec3 under) {
  if (mcu.x == 0) return under;
  ivec2 cell = (placeAt(at, maskRule) << level) / mcu;
  uint state = texelFetch(states, cell, 0).r;
  if (state == 0u) return under;
  uvec3 over = state == 1u ? ${rgb(STATE_COLOURS[1])} : state == 2u ? ${rgb(STATE_COLOURS[2])} : ${rgb(STATE_COLOURS[3])};
  return mix8(under, over, ${STATE_ALPHA}u);
}`;

function insidePart({ mode }: ShaderVariant): string {
  const inside = (body: string): string => `\nuvec3 inside(ivec2 xy, ivec2 at, uint slot) {${body}}\n`;
  switch (mode) {
    case 'original':
      return inside('return original(at);');
    case 'repaired':
      return inside('return repaired(xy, at, slot);');
    case 'wipe':
      return inside('return xy.x < wipeX ? original(at) : repaired(xy, at, slot);');
    case 'difference':
      return BYTE_AT + inside(`return byteAt(at) == 255u ? ${rgb(CHANGED_COLOUR)} : dim(repaired(xy, at, slot));`);
    case 'confidence':
      return (
        BYTE_AT +
        inside(`
  uint confidence = byteAt(at);
  if (confidence == ${PAINTED}u) return ${rgb(PAINTED_COLOUR)};
  uvec3 doubt = uvec3(255u, confidence * ${DOUBT_GREEN}u / 254u, 0u);
  return confidence >= 255u ? dim(repaired(xy, at, slot)) : doubt;
`)
      );
    case 'certificate':
      return CERTIFICATE + inside('return certificate(at, dim(repaired(xy, at, slot)));');
  }
}

const MAIN = `
void main() {
  ivec2 xy = ivec2(int(gl_FragCoord.x), size.y - 1 - int(gl_FragCoord.y));
  ivec2 at = xy + BORDER;
  uint slot = texelFetch(slots, at, 0).r;
  uvec3 c = slot == OUTSIDE ? background : inside(xy, at, slot);
  colour = vec4(vec3(c) / 255.0, 1.0);
}
`;
