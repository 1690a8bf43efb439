import { naturalOrder } from '../jpeg/zigzag.ts';
import { alternativeBasis, alternativeThresholds } from '../repair/alternative-test.ts';
import { mcuKinds } from '../repair/flat-mcus.ts';
import { SolidClasses } from '../repair/solid-classes.ts';

function inNaturalOrder(zigzag: Float32Array): Float32Array {
  const natural = new Float32Array(zigzag.length);
  for (let at = 0; at < zigzag.length; at++) natural[(at & ~63) + naturalOrder[at & 63]] = zigzag[at];
  return natural;
}

export class SearchPicture {
  k: any; model: any; labels: any; certified: any; flats: any; stats: any = {};
  coef: any; win: any; setBytes: any;
  constructor(k: any, input: any, decided: any) {
    this.k = k; this.model = input.model; this.flats = input.flats;
    this.labels = decided.labels; this.certified = decided.certified;
    const m = this.model;
    k.setTables(m.components.length, m.mcuWidth, m.mcuHeight, m.classCount);
    m.components.forEach((p: any, i: number) => {
      k.setPart(i, p.component.horizontalSampling, p.component.verticalSampling, p.ratioX, p.ratioY, 1 / (0.3 * p.component.quantisation.reduce((a: number, b: number) => a + b * b, 0) / 64 / 12 + 0.5));
      const q = p.component.quantisation;
      const f = (a: number, n: number) => new Float32Array(k.memory.buffer, a, n);
      new Int32Array(k.memory.buffer, k.searchCodesAt(i), 256).set(Int32Array.from(p.codes));
      const basis = inNaturalOrder(alternativeBasis(q));
      f(k.searchBasisAt(i), 4096).set(basis);
      const tr = new Float32Array(4096);
      for (let a = 0; a < 64; a++) for (let b = 0; b < 64; b++) tr[b * 64 + a] = basis[a * 64 + b];
      f(k.searchTransposedAt(i), 4096).set(tr);
      f(k.searchThresholdsAt(i), 64).set(inNaturalOrder(alternativeThresholds(q)));
      new Int32Array(k.memory.buffer, k.searchStepsAt(i), 64).set(Int32Array.from(q, (s: number) => 8 * s));
    });
    k.takeSearch();
    const logs = new Float64Array(k.memory.buffer, k.logarithmsAt(), 4096);
    for (let i = 0; i < 4096; i++) logs[i] = -Math.log((i + 0.5) / 4096);
  }
  load(column: number, row: number) {
    const { k, model: m } = this;
    const { width, height } = m.image;
    const L = column * m.mcuWidth, T = row * m.mcuHeight;
    const wide = Math.min(m.mcuWidth, width - L), high = Math.min(m.mcuHeight, height - T);
    const bytes = new Uint8Array(k.memory.buffer);
    const origin = k.searchOriginAt();
    for (let y = -4; y < m.mcuHeight + 4; y++) for (let x = -4; x < m.mcuWidth + 4; x++) {
      const px = L + x, py = T + y;
      const out = px < 0 || py < 0 || px >= width || py >= height || x >= wide + 4 || y >= high + 4;
      bytes[origin + y * 40 + x] = out ? 255 : this.labels[py * width + px];
    }
    const coef = new Int16Array(k.memory.buffer, k.searchCoefficientsAt(), 640);
    let b = 0;
    for (const { component: c } of m.components) for (let v = 0; v < c.verticalSampling; v++) for (let h = 0; h < c.horizontalSampling; h++) {
      const block = (row * c.verticalSampling + v) * c.storedBlocksWide + column * c.horizontalSampling + h;
      coef.set(c.pool.subarray(c.place[block] * 64, c.place[block] * 64 + 64), b * 64);
      coef[b * 64] = c.dc[block]; b++;
    }
    k.enterMcu(wide, high);
    return { wide, high, L, T };
  }
  store({ wide, high, L, T }: any) {
    const bytes = new Uint8Array(this.k.memory.buffer);
    const origin = this.k.searchOriginAt();
    for (let y = 0; y < high; y++) for (let x = 0; x < wide; x++) this.labels[(T + y) * this.model.image.width + L + x] = bytes[origin + y * 40 + x];
  }
  classesOf(column: number, row: number) {
    const { width, height, } = this.model.image; const m = this.model;
    const set = new Set<number>();
    for (let y = Math.max(0, row * m.mcuHeight - 6); y < Math.min(height, (row + 1) * m.mcuHeight + 6); y++)
      for (let x = Math.max(0, column * m.mcuWidth - 6); x < Math.min(width, (column + 1) * m.mcuWidth + 6); x++) set.add(this.labels[y * width + x]);
    return set;
  }
  run(o: any) {
    const { k, model: m, flats } = this; const { mcusWide, mcusHigh } = m.image;
    const stats = { edge: 0, first: 0, p1: 0, p2: 0, polished: 0 };
    const isEdge = (mcu: number) => flats.kinds[mcu] === mcuKinds.edge;
    for (let i = 0; i < flats.kinds.length; i++) if (isEdge(i)) { stats.edge++; if (this.certified[i]) stats.first++; }
    const pass = (which: (mcu: number) => boolean, act: (mcu: number) => void) => {
      for (let row = 0, mcu = 0; row < mcusHigh; row++) for (let column = 0; column < mcusWide; column++, mcu++) {
        if (!isEdge(mcu) || !which(mcu)) continue;
        const at = this.load(column, row);
        k.seed((mcu + 1) * 2654435761 >>> 0);
        const set = [...this.classesOf(column, row)].filter(l=>l!==255);
        const near = set.length;
        if (m.classCount <= 24) for (let l = 0; l < m.classCount; l++) if (!set.includes(l)) set.push(l);
        new Uint8Array(k.memory.buffer, k.labelSetAt(), set.length).set(set); k.setLabelSet(near, set.length);
        act(mcu); this.store(at);
      }
    };
    pass((mcu) => !this.certified[mcu], (mcu) => { if (k.solve(o.runs, o.proposals)) { this.certified[mcu] = 1; stats.p1++; } });
    if (o.runs2) pass((mcu) => !this.certified[mcu], (mcu) => { if (k.solve(o.runs2, o.proposals * 2)) { this.certified[mcu] = 1; stats.p2++; } });
    if (o.polish) pass((mcu) => !!this.certified[mcu], () => { if (k.polish(o.polish)) stats.polished++; });
    return stats;
  }
}
