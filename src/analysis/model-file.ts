import { BUCKETS, KINDS, type Model, type Models, type PerKind } from './model.ts'

/** The models as bytes, one behind the other. */
export const encodeModels = ({ upset, badNews }: Models): Uint8Array => Buffer.concat([encodeModel(upset), encodeModel(badNews)])

/** The models that bytes made by `encodeModels` hold; the bytes become part of them. Throws when there are more or fewer. */
export function decodeModels(bytes: Uint8Array): Models {
  const half = bytes.byteLength / 2
  return { upset: decodeModel(bytes.subarray(0, half)), badNews: decodeModel(bytes.subarray(half)) }
}

/** A model as bytes: the bias, the weights of the signs and the scale as floats, and then the weights of all buckets. */
export function encodeModel({ bias, kinds, scale, weights }: Model): Uint8Array {
  return Buffer.concat([new Uint8Array(Float32Array.of(bias, scale, ...KINDS.map((kind) => kinds[kind])).buffer), new Uint8Array(weights)])
}

/** The model that bytes made by `encodeModel` hold; the bytes become part of it. Throws when there are more or fewer. */
export function decodeModel(bytes: Uint8Array): Model {
  const head = (KINDS.length + 2) * 4
  if (bytes.byteLength !== head + BUCKETS) throw new Error(`a model has ${head + BUCKETS} bytes, and this has ${bytes.byteLength}`)
  const [bias = 0, scale = 0, ...kinds] = new Float32Array(Uint8Array.from(bytes.subarray(0, head)).buffer)
  return {
    bias,
    scale,
    kinds: Object.fromEntries(KINDS.map((kind, at) => [kind, kinds[at]!])) as PerKind,
    weights: new Int8Array(bytes.buffer, bytes.byteOffset + head, BUCKETS),
  }
}
