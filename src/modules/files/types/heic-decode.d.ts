declare module 'heic-decode' {
  /** Pixels as RGBA, four bytes each, row by row from the top. */
  interface DecodedPicture {
    width: number;
    height: number;
    data: Uint8ClampedArray<ArrayBuffer>;
  }
  interface EncodedPicture {
    width: number;
    height: number;
    decode(): Promise<DecodedPicture>;
  }
  interface HeicDecode {
    (input: { buffer: Uint8Array }): Promise<DecodedPicture>;
    all(input: { buffer: Uint8Array }): Promise<EncodedPicture[] & { dispose(): void }>;
  }
  const decode: HeicDecode;
  export default decode;
}
