import type { PixelRect, PixelSize } from './mask-source.ts';
import { BORDER_PX } from './screen-maps.ts';

/** The slots of all screen pixels and of the border round them, drawn once and read by what colours them. */
export class SlotTarget {
  readonly #gl: WebGL2RenderingContext;
  readonly #texture: WebGLTexture;
  readonly #framebuffer: WebGLFramebuffer;
  #size: PixelSize = { width: 0, height: 0 };

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#texture = gl.createTexture();
    this.#framebuffer = gl.createFramebuffer();
  }

  /** Whether it was made anew, with nothing in it. */
  resize({ width, height }: PixelSize): boolean {
    if (this.#size.width === width && this.#size.height === height) return false;
    const gl = this.#gl;
    this.#size = { width, height };
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    const [across, down] = [width + 2 * BORDER_PX, height + 2 * BORDER_PX];
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32UI, across, down, 0, gl.RED_INTEGER, gl.UNSIGNED_INT, null);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#framebuffer);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.#texture, 0);
    return true;
  }

  /** Draws with the program in use, for a rectangle of the view and the border round it. */
  draw(area: PixelRect): void {
    const gl = this.#gl;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#framebuffer);
    gl.viewport(0, 0, this.#size.width + 2 * BORDER_PX, this.#size.height + 2 * BORDER_PX);
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(area.x, area.y, area.width + 2 * BORDER_PX, area.height + 2 * BORDER_PX);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.disable(gl.SCISSOR_TEST);
  }

  bind(unit: number): void {
    this.#gl.activeTexture(this.#gl.TEXTURE0 + unit);
    this.#gl.bindTexture(this.#gl.TEXTURE_2D, this.#texture);
  }

  /** What is drawn to must not be bound to be read. */
  unbind(unit: number): void {
    this.#gl.activeTexture(this.#gl.TEXTURE0 + unit);
    this.#gl.bindTexture(this.#gl.TEXTURE_2D, null);
  }
}
