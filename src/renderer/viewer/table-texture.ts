export interface TableFormat {
  readonly internalFormat: number;
  readonly format: number;
  readonly type: number;
}

export interface TableData {
  readonly width: number;
  readonly height: number;
  readonly values: ArrayBufferView;
}

/** A small texture of whole numbers that is written as a whole. */
export class TableTexture {
  readonly #gl: WebGL2RenderingContext;
  readonly #format: TableFormat;
  readonly #texture: WebGLTexture;
  #shown: ArrayBufferView | undefined;

  constructor(gl: WebGL2RenderingContext, format: TableFormat) {
    this.#gl = gl;
    this.#format = format;
    this.#texture = gl.createTexture();
    this.bind(0);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  }

  bind(unit: number): void {
    const gl = this.#gl;
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
  }

  /** Does nothing where the very same values are there already. */
  write({ width, height, values }: TableData): void {
    if (values === this.#shown) return;
    this.#shown = values;
    const gl = this.#gl;
    const { internalFormat, format, type } = this.#format;
    this.bind(0);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.texImage2D(gl.TEXTURE_2D, 0, internalFormat, width, height, 0, format, type, values);
  }

  dispose(): void {
    this.#gl.deleteTexture(this.#texture);
  }
}
