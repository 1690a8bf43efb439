/** What we use of OpenJPEG as WASM; the package brings no types. */
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  export interface OpenJpegDecoder {
    /** Memory for the file, to be filled at once: it lies inside the module and moves when the module grows. */
    getEncodedBuffer(bytes: number): Uint8Array;
    decode(): void;
    /** Samples interleaved, 16 bits little-endian where the depth exceeds 8; lies inside the module. */
    getDecodedBuffer(): Uint8Array;
    getFrameInfo(): { width: number; height: number; bitsPerSample: number; componentCount: number; isSigned: boolean };
  }

  export interface OpenJpegModule {
    readonly J2KDecoder: new () => OpenJpegDecoder;
  }

  // eslint-disable-next-line no-restricted-syntax -- so the package exports it
  export default function instantiate(options: {
    print: (line: string) => void;
    printErr: (line: string) => void;
  }): Promise<OpenJpegModule>;
}
