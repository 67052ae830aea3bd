/** A value that is made when it is first asked for, and then kept. Large regular expressions cost a draft more to make than to use. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
