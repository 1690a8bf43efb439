/** The part of OpenJPEG as WASM that the tests make their files with; the package brings no types. */
declare module '@cornerstonejs/codec-openjpeg/wasmjs' {
  export interface OpenJpegEncoder {
    setDecompositions(levels: number): void;
    setQuality(isLossless: boolean, rate: number): void;
    /** Memory for the samples, interleaved. */
    getDecodedBuffer(frame: {
      width: number;
      height: number;
      bitsPerSample: number;
      componentCount: number;
      isSigned: boolean;
    }): Uint8Array;
    encode(): void;
    getEncodedBuffer(): Uint8Array;
  }

  // eslint-disable-next-line no-restricted-syntax -- so the package exports it
  export default function instantiate(options: {
    print: (line: string) => void;
    printErr: (line: string) => void;
  }): Promise<{ readonly J2KEncoder: new () => OpenJpegEncoder }>;
}
