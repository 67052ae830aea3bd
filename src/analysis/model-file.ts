import { BUCKETS, COUNTED, type Counts, type Model } from './model.ts'

/** A model as bytes: the bias, the weights of the signs and the scale as floats, and then the weights of all buckets. */
export function encodeModel({ bias, signs, scale, weights }: Model): Uint8Array {
  return Buffer.concat([
    new Uint8Array(Float32Array.of(bias, scale, ...COUNTED.map((sign) => signs[sign])).buffer),
    new Uint8Array(weights),
  ])
}

/** The model that bytes made by `encodeModel` hold; the bytes become part of it. */
export function decodeModel(bytes: Uint8Array): Model {
  const head = (COUNTED.length + 2) * 4
  const [bias = 0, scale = 0, ...signs] = new Float32Array(Uint8Array.from(bytes.subarray(0, head)).buffer)
  return {
    bias,
    scale,
    signs: Object.fromEntries(COUNTED.map((sign, at) => [sign, signs[at]!])) as Counts,
    weights: new Int8Array(bytes.buffer, bytes.byteOffset + head, BUCKETS),
  }
}
