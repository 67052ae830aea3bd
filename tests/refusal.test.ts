import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { agreesToNothing, noIn, otherWay } from '../src/analysis/refusal.ts'
import { talk, understood } from './talk.ts'

/** Lines of what a customer said and what the agent answered. */
const lines = (file: string) =>
  readFileSync(new URL(`../fixtures/refusals/${file}.tsv`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')

function isBareNo(line: string): boolean {
  const [customer, agent] = line.split('\t')
  const [reply] = understood(talk(`customer: ${customer}\nagent: ${agent}`)).replies
  if (!reply) throw new Error(`nothing was answered: ${line}`)
  const no = reply.sentences.find(noIn)
  return no ? !otherWay(reply, no) : agreesToNothing(reply) !== undefined
}

describe('a no', () => {
  test('is bare when nothing else can be had', () => {
    expect(lines('bare').filter((line) => !isBareNo(line))).toEqual([])
  })

  test('is not bare with another way in any words, when it is good news, and when somebody only wants to know', () => {
    expect(lines('with-a-way').filter(isBareNo)).toEqual([])
  })
})
