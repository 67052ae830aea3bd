/**
 * Western European letters, digits and punctuation, without pictures. Regular expressions over these few need no Unicode tables, which
 * take longer to compile than a whole draft takes to lint; most text is plain, so what reads text keeps a plain and a full form of each.
 */
const NOT_PLAIN = /[\u00a9\u00ae\u0100-\u200f\u2028-\u20ab\u20ad-\uffff]/

/** The text last asked for: a turn is asked for once per sentence. */
let last = { text: '', plain: true }

/** Whether a text holds only Western European letters, digits and punctuation. */
export function isPlain(text: string): boolean {
  if (last.text !== text) last = { text, plain: !NOT_PLAIN.test(text) }
  return last.plain
}
