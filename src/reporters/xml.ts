import { xml } from './escape.ts'

/** The first line of every XML file. */
export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

export type Attributes = Readonly<Record<string, string | number | undefined>>

/** A start tag with its attributes escaped; undefined ones are left out. */
export function open(name: string, attributes: Attributes, end = '>'): string {
  const list = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${xml(String(value))}"`]))
  return `<${name}${list.join('')}${end}`
}

/** An element, empty or with text. */
export function element(name: string, attributes: Attributes, text = ''): string {
  return text === '' ? open(name, attributes, '/>') : `${open(name, attributes)}${xml(text)}</${name}>`
}
