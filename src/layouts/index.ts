import { layouts } from '../../generated/layouts.ts'
import type { Layout } from './layout.ts'

/** The layouts that ship, in the order in which they are tried: those whose signature alone proves them first. */
export const shippedLayouts: readonly Layout[] = [...layouts].sort((a, b) => Number(a.loose ?? false) - Number(b.loose ?? false))
