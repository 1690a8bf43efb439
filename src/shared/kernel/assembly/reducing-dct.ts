// The forward DCT of IJG's libjpeg from version 7 on, which reduces 16 samples to 8 coefficients by leaving the upper ones
// out (jfdctint.c, jpeg_fdct_16x16, 16x8 and 8x16): each pass is a matrix of 13-bit constants, rounded once.

const BITS = 13;
const PASS_BITS = 2;

/** 8 rows of 16: what each of 16 samples adds to a coefficient; and the same of 8 samples. */
const sixteen: usize = memory.data(8 * 16 * 4, 16);
const eight: usize = memory.data(8 * 8 * 4, 16);
let areSet: bool = false;

const rows: usize = memory.data(16 * 8 * 4, 16);

// @ts-ignore: decorator
@inline
function fix(x: f64): i32 {
  return <i32>Math.floor(x * 8192 + 0.5);
}

function put(k: i32, j: i32, even: i32, isOdd: bool): void {
  store<i32>(sixteen + ((k * 16 + j) << 2), even);
  store<i32>(sixteen + ((k * 16 + 15 - j) << 2), isOdd ? -even : even);
}

/** Factors of the sums, or for odd coefficients of the differences, of samples j and 15 - j. */
function putEight(k: i32, isOdd: bool, a: i32, b: i32, c: i32, d: i32, e: i32, f: i32, g: i32, h: i32): void {
  put(k, 0, a, isOdd);
  put(k, 1, b, isOdd);
  put(k, 2, c, isOdd);
  put(k, 3, d, isOdd);
  put(k, 4, e, isOdd);
  put(k, 5, f, isOdd);
  put(k, 6, g, isOdd);
  put(k, 7, h, isOdd);
}

function setMatrices(): void {
  if (areSet) return;
  areSet = true;
  const one = 1 << BITS;
  const c1 = fix(1.407403738);
  const c2 = fix(1.387039845);
  const c3 = fix(1.353318001);
  const c4 = fix(1.306562965);
  const c5 = fix(1.247225013);
  const c7 = fix(1.093201867);
  const c9 = fix(0.897167586);
  const c11 = fix(0.666655658);
  const c12 = fix(0.5411961);
  const c13 = fix(0.410524528);
  const c14 = fix(0.275899379);
  const c15 = fix(0.138617169);
  putEight(0, false, one, one, one, one, one, one, one, one);
  putEight(4, false, c4, c12, -c12, -c4, -c4, -c12, c12, c4);
  const a2 = fix(1.451774982) - c14;
  const b2 = fix(2.172734804) - c2;
  putEight(2, false, c2, a2, b2, c14, -c14, -b2, -a2, -c2);
  const a6 = c2 - fix(0.211164243);
  const b6 = c14 - fix(1.061594338);
  putEight(6, false, a6, -c14, -c2, b6, -b6, c2, c14, -a6);
  putEight(
    1, true,
    c3 + c5 + c7 - fix(2.286341144), c3, c5, c7, c9, c11, c13, -c13 + c11 - c9 + fix(0.779653625),
  );
  putEight(
    3, true,
    c3, c3 + c15 - c11 + fix(0.071888074), c15, -c11, -c5, -c1, c13 + c1 - c5 - fix(1.663905119), -c13,
  );
  putEight(
    5, true,
    c5, c15, c5 + c15 - c3 - fix(1.125726048), -c3, -c13, c11 - c1 + c13 + fix(1.227391138), c1, c11,
  );
  putEight(
    7, true,
    c7, -c11, -c3, c7 - c11 - c3 + fix(1.065388962), c9 - c5 - c13 + fix(2.167985692), c13, -c5, -c9,
  );
  setEight();
}

function putFour(k: i32, isOdd: bool, a: i32, b: i32, c: i32, d: i32): void {
  for (let j = 0; j < 4; j++) {
    const value = j === 0 ? a : j === 1 ? b : j === 2 ? c : d;
    store<i32>(eight + ((k * 8 + j) << 2), value);
    store<i32>(eight + ((k * 8 + 7 - j) << 2), isOdd ? -value : value);
  }
}

/** The accurate transform of eight samples: constants as jfdctint.c sums them. */
function setEight(): void {
  const one = 1 << BITS;
  putFour(0, false, one, one, one, one);
  putFour(4, false, one, -one, -one, one);
  putFour(2, false, 10703, 4433, -4433, -10703);
  putFour(6, false, 4433, -10704, 10704, -4433);
  putFour(1, true, 11363, 9633, 6437, 2260);
  putFour(3, true, 9633, -2259, -11362, -6436);
  putFour(5, true, 6437, -11362, 2261, 9633);
  putFour(7, true, 2260, -6436, 9633, -11363);
}

/** Writes 64 coefficients times 8, of 16 bits, from `wide * high` samples (i32, 0..255, row by row). */
export function reducingDct(samples: usize, wide: i32, high: i32, out: usize): void {
  setMatrices();
  const across = wide === 16 ? sixteen : eight;
  const down = high === 16 ? sixteen : eight;
  for (let y = 0; y < high; y++) {
    for (let k = 0; k < 8; k++) {
      let sum = 0;
      for (let x = 0; x < wide; x++) {
        sum += load<i32>(across + ((k * wide + x) << 2)) * (load<i32>(samples + ((y * wide + x) << 2)) - 128);
      }
      store<i32>(rows + ((y * 8 + k) << 2), (sum + (1 << (BITS - PASS_BITS - 1))) >> (BITS - PASS_BITS));
    }
  }
  const shift = BITS + PASS_BITS + (wide === 16 ? 1 : 0) + (high === 16 ? 1 : 0);
  for (let column = 0; column < 8; column++) {
    for (let k = 0; k < 8; k++) {
      let sum = 0;
      for (let y = 0; y < high; y++) {
        sum += load<i32>(down + ((k * high + y) << 2)) * load<i32>(rows + ((y * 8 + column) << 2));
      }
      store<i16>(out + ((k * 8 + column) << 1), <i16>((sum + (1 << (shift - 1))) >> shift));
    }
  }
}
