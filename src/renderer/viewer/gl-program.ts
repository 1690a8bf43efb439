type Numbers = readonly number[];

/** A linked program and its uniforms by name. */
export interface GlProgram {
  readonly use: () => void;
  /** Sets whole numbers: one to four, signed. */
  readonly setInts: (values: Readonly<Record<string, Numbers>>) => void;
  readonly setUnsigned: (values: Readonly<Record<string, Numbers>>) => void;
}

export function createProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): GlProgram {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) break;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  // A lost context links nothing, and all calls on it are without effect until it is restored.
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true && !gl.isContextLost()) {
    const logs = (gl.getAttachedShaders(program) ?? []).map((shader) => gl.getShaderInfoLog(shader) ?? '');
    throw new Error(`the graphics driver refused a program: ${gl.getProgramInfoLog(program) ?? ''} ${logs.join(' ')}`);
  }
  return {
    use: () => {
      gl.useProgram(program);
    },
    setInts: (values) => {
      for (const [name, numbers] of Object.entries(values)) {
        setInts(gl, gl.getUniformLocation(program, name), numbers);
      }
    },
    setUnsigned: (values) => {
      for (const [name, numbers] of Object.entries(values)) {
        setUnsigned(gl, gl.getUniformLocation(program, name), numbers);
      }
    },
  };
}

function setInts(gl: WebGL2RenderingContext, place: WebGLUniformLocation | null, numbers: Numbers): void {
  if (numbers.length === 1) gl.uniform1iv(place, numbers);
  else if (numbers.length === 2) gl.uniform2iv(place, numbers);
  else if (numbers.length === 3) gl.uniform3iv(place, numbers);
  else gl.uniform4iv(place, numbers);
}

function setUnsigned(gl: WebGL2RenderingContext, place: WebGLUniformLocation | null, numbers: Numbers): void {
  if (numbers.length === 1) gl.uniform1uiv(place, numbers);
  else if (numbers.length === 3) gl.uniform3uiv(place, numbers);
  else gl.uniform4uiv(place, numbers);
}
