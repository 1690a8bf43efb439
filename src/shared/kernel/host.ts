/** The memory of an instance; its buffer is replaced when it grows. */
export interface LinearMemory {
  readonly buffer: ArrayBuffer;
}

/** A compiled module; only passed on. */
export interface CompiledModule {
  readonly [Symbol.toStringTag]: string;
}

interface Host {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => CompiledModule;
    readonly Instance: new (module: CompiledModule) => { readonly exports: object };
  };
  atob(base64: string): string;
}

/** What the kernel needs of Node and of browsers alike: lib.es2024 tells nothing of it, and lib.dom too much. */
// Both hosts have these members; no type that both compile with says so.
export const host = globalThis as unknown as Host;
