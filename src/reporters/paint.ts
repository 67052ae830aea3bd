/** What is said apart from the text itself: never the only way to tell things apart. */
export type Tone = 'error' | 'warn' | 'info' | 'met' | 'evidence' | 'quiet' | 'strong'

/** Shows a text in a tone; the text must be escaped already. */
export type Paint = (tone: Tone, text: string) => string

/** No colour at all. */
export const plain: Paint = (_tone, text) => text
