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
  k: any; model: any; labels: any; certified: any; flats: any; stats: any = {}; share: any;
  coef: any; win: any; setBytes: any;
  constructor(k: any, input: any, decided: any) {
    this.k = k; this.model = input.model; this.flats = input.flats;
    this.labels = decided.labels; this.certified = decided.certified;
    const m = this.model;
    k.setTables(m.components.length, m.mcuWidth, m.mcuHeight, m.classCount);
    m.components.forEach((p: any, i: number) => {
      const fancy = !!input.fancy && p.ratioX * p.ratioY > 1;
      k.setPart(i, p.component.horizontalSampling, p.component.verticalSampling, p.ratioX, p.ratioY, fancy ? 1 : 0, 1 / (0.3 * p.component.quantisation.reduce((a: number, b: number) => a + b * b, 0) / 64 / 12 + 0.5));
      const q = p.component.quantisation;
      const f = (a: number, n: number) => new Float32Array(k.memory.buffer, a, n);
      new Int32Array(k.memory.buffer, k.searchCodesAt(i), 256).set(Int32Array.from(p.codes));
      const basis = inNaturalOrder(alternativeBasis(q));
      if (fancy) {
        const w = 8 * p.ratioX, h = 8 * p.ratioY; const big = new Float32Array(w * h * 64);
        for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) for (let u = 0; u < 8; u++) for (let v = 0; v < 8; v++)
          big[(y * w + x) * 64 + u * 8 + v] = (u ? 1 : Math.SQRT1_2) * (v ? 1 : Math.SQRT1_2) / 4 / p.ratioX / p.ratioY * Math.cos((2 * y + 1) * u * Math.PI / 2 / h) * Math.cos((2 * x + 1) * v * Math.PI / 2 / w) / q[u * 8 + v];
        f(k.searchBasisAt(i), w * h * 64).set(big);
      } else f(k.searchBasisAt(i), 4096).set(basis);
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
    if (o.tune) k.tune(...o.tune); if (o.prior) k.tunePrior(...o.prior);
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
    if (o.polish) pass((mcu) => !!this.certified[mcu], () => { if (k.polish(o.polishRuns ?? 1, o.polish, o.polishK ?? 30)) stats.polished++; });
    if (o.sample) {
      this.share = new Float32Array(this.labels.length).fill(1);
      pass(() => true, (mcu) => {
        k.sample(1000, o.sample, o.ks ?? 100, o.ps ?? 1, !this.certified[mcu]);
        const own = new Float32Array(k.memory.buffer, k.ownSharesAt(), m.mcuWidth * m.mcuHeight);
        const column = mcu % mcusWide, row = Math.floor(mcu / mcusWide); const { width, height } = m.image;
        for (let y = 0; y < m.mcuHeight; y++) for (let x = 0; x < m.mcuWidth; x++) { const px = column * m.mcuWidth + x, py = row * m.mcuHeight + y; if (px < width && py < height) this.share[py * width + px] = own[y * m.mcuWidth + x]; }
      });
    }
    if (o.truth) this.diagnose(o.truth);
    return stats;
  }
  diagnose(truth: any) {
    const { model: m } = this; const { mcusWide, width, height } = m.image;
    const r: any = { certBetter: 0, certEqual: 0, certWorse: 0, px: [0, 0, 0] };
    for (let mcu = 0; mcu < this.flats.kinds.length; mcu++) {
      const column = mcu % mcusWide, row = Math.floor(mcu / mcusWide);
      const L = column * m.mcuWidth, T = row * m.mcuHeight, R = Math.min(L + m.mcuWidth, width), B = Math.min(T + m.mcuHeight, height);
      let wrong = 0; for (let y = T; y < B; y++) for (let x = L; x < R; x++) if (this.labels[y * width + x] !== truth[y * width + x]) wrong++;
      if (!wrong || !(this.certified[mcu] || this.flats.kinds[mcu])) continue;
      const rough = (lab: (x: number, y: number) => number) => { let e = 0; for (let y = T; y < B; y++) for (let x = L; x < R; x++) for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) { const nx = x + dx, ny = y + dy; if ((!dx && !dy) || nx < 0 || ny < 0 || nx >= width || ny >= height) continue; const inside = nx >= L && nx < R && ny >= T && ny < B; if (lab(nx, ny) !== lab(x, y)) e += (dx && dy ? 0.707 : 1) * (inside ? 0.5 : 1); } return e; };
      const f = rough((x, y) => this.labels[y * width + x]);
      const t = rough((x, y) => x >= L && x < R && y >= T && y < B ? truth[y * width + x] : this.labels[y * width + x]);
      const k = this.flats.kinds[mcu] ? 'flat' : f < t - 1e-6 ? 'certBetter' : f > t + 1e-6 ? 'certWorse' : 'certEqual';
      r[k] = (r[k] ?? 0) + 1; r[k + 'Px'] = (r[k + 'Px'] ?? 0) + wrong;
    }
    this.stats = r;
  }
}
