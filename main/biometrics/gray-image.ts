// A fingerprint image in memory: 8 bits a pixel, 0 black (ridges), 255 white, rows from the top without gaps.

export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}
