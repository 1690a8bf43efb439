/** Joins the data of consecutive chunks; takes memory only from the second one on, and then once. */
export class ChunkJoiner {
  private bytes: Uint8Array = new Uint8Array(0);
  private length = 0;
  private hasOwnMemory = false;
  private readonly fileLength: number;

  /** `fileLength`, in bytes, bounds what the chunks of the file can hold together. */
  constructor(fileLength: number) {
    this.fileLength = fileLength;
  }

  append(data: Uint8Array): void {
    if (this.length === 0) this.bytes = data;
    else {
      this.takeMemory();
      this.bytes.set(data, this.length);
    }
    this.length += data.length;
  }

  joined(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  private takeMemory(): void {
    if (this.hasOwnMemory) return;
    const own = Buffer.allocUnsafe(this.fileLength);
    own.set(this.bytes);
    this.bytes = own;
    this.hasOwnMemory = true;
  }
}
