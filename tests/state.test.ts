import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { judge, linterFor, readCorpus } from '../bench/corpus.ts'
import { countState } from '../bench/measure.ts'
import type { AnalysisSettings } from '../src/analysis/analyse.ts'
import type { Cue } from '../src/analysis/analysis.ts'
import { talk, template, understood } from './talk.ts'

const said = ({ turn, range }: Pick<Cue, 'turn' | 'range'>) => turn.text.value.slice(range.start, range.end)

/** The states of the customer's turns, in order. */
function states(lines: string, channel: 'chat' | 'social' | 'email' = 'chat', settings: Partial<AnalysisSettings> = {}): (0 | 1 | 2)[] {
  const conversation = talk(lines, { channel })
  const { stateOf } = understood(conversation, settings)
  return conversation.turns.filter(({ speaker }) => speaker === 'customer').map((turn) => stateOf(turn).state)
}

const alone = (text: string) => states(`customer: ${text}`)[0]

describe('a calm customer', () => {
  test.each([
    'How long does delivery to Malta take?',
    'My order has not arrived yet, the number is 4471.',
    'What happens if the parcel arrives broken?',
    'Will I lose my points if I change the plan?',
    'If I am not happy with the mattress, can I return it?',
    'I can not find the button you mean.',
    'Unfortunately I can not open the attachment, could you send it as a PDF?',
    'I already tried another cable, just so you know.',
    'It does not work with the old charger. Do I need a new one?',
    'It worked now, thank you so much for the quick help!',
    'I am not angry at all, I only wonder which of the two dates counts.',
    'Sorry for the late reply, I was on holiday.',
    'No problem, take your time.',
    'The page says "payment was declined, your account is blocked" and I wonder what that means for the booking.',
    'See https://example.org/a_b and http://example.net/b for the pictures.',
    'My number is #ALPHANUMERIC_ID# and the name #NAME#, the code is [REFERENCE] [NUMBER].',
    'Can I speak with somebody about a business account?',
    'The strap is a bit long. Is there a shorter one?',
    'I want to know when the passes expire.',
    'Can I book the second one?',
    'The editor refuses to open files on the network drive.',
    'Is it brass or not as described?',
    'My order came two days late, no problem at all. How do I leave a review?',
    'I forgot my card at home, my own fault, so I paid twice. Can one be returned?',
    'Still waiting for the quote, no rush, just checking that you have my list.',
    'Love how the lamp looks in the hall!',
    'Do I have until Friday to send it back?',
    'Who do I talk to about a bulk order?',
    'The blanket is for my daughter, is it also there in green?',
    'I paid the invoice yesterday.',
    'I ordered two shirts last week and one is too small.',
    'My daughter forgot her jacket on the bus this morning, a blue one.',
    'We used your tent in the Alps for three weeks, dry every night.',
    'I have changed the card, but the bill still goes to the old one. Where do I change that?',
    'My card expired last month. It is no longer in the app.',
    'The tiles came two days late but everything is there and in good condition.',
    'We missed the tour because we overslept, is there one on Sunday?',
    'My pass was blocked because I typed the wrong code. How do I unblock it?',
    'Could you hold the milk for two weeks and start again on the 3rd?',
    'I only want to know whether the refund has gone through.',
    'I may be ten minutes late tomorrow, is that all right?',
    'I am still waiting for the letter with the code, is that normal?',
    'Could we move the fitting one hour later?',
    'We stayed home because of the snow. Are the ski passes good for another day?',
    'I have had this kettle since two weeks and do not find how to set the temperature.',
    'Our boy has lost the lid of the lunch box. Can I order only a lid?',
    'Can you put my sister on the booking as well?',
    'If I am ill, can somebody else come in my place?',
    'We have not paid yet, is the invoice for both rooms?',
    'I typed the wrong street at first, the second time the form took it.',
    'It is the older model, from the shop in the station. The manual was not in the drawer.',
    'I returned the bike without the lock, so put the lock on the bill and it is settled.',
    'The shop told me I find the certificate here.',
    'How do I add a third driver to the rental that is booked already?',
  ])('%s', (text) => {
    expect(alone(text)).toBe(0)
  })
})

test.each([
  ['We have two rooms with a view of the harbour.', 'Anything else? And what is the price with breakfast?'],
  ['The boat on the 4th leaves at noon.', 'What if I leave on the 6th? I have no bags to check in.'],
  ['The table is booked.', 'Nice, glad to hear it. Is there a phone number for the restaurant?'],
  ['I found three films.', 'Not that one. Any other suggestions? Hackers would be fine too.'],
  ['The taxi is on its way.', 'What does it cost, and how long do I have to wait?'],
  ['The flat has a balcony.', 'I am thinking of moving in May. Can you see what the deposit is?'],
])('more of the same is asked for calmly: %s', (agent, customer) => {
  expect(states(`customer: I am looking for something for the weekend.\nagent: ${agent}\ncustomer: ${customer}`)[1]).toBe(0)
})

describe('a calm mail about how a thing works', () => {
  test.each([
    'Sorry to be a pain, but which of the two wires goes into the middle hole of the relay?',
    'The logger has been up for three weeks without a problem. Now I would like to add a second probe.',
    'Is there anybody who has tried this with the older receiver? I am happy to share my readings.',
    'When I save the form my own values are ignored, so I would expect that a limit is set somewhere else.',
    'The packets are being sent from the loft to the hall, and I get weird numbers there. Thanks once again for the wiring plan.',
    'I have tried both cables and I still see the same error. Could somebody tell me where to look next?',
    'Which of the three is the best way to go for a house with two meters?',
    'I deleted everything on the card and started from scratch, then it found the network.',
    'Would a fuse of 5 A be too much? This is silly, I know, but I have never soldered a board before.',
    'Does that sound right, or am I missing something here? The maths gives 48.2 and the screen shows 47.9.',
    'I was due to leave on Friday, so I have not measured the second phase yet.',
    'I can not work out how the bridge is joined to the display. The picture on page four is very small.',
    'The watchdog restarts the station every night, and before that the screen goes dark. What is the use of the blue jumper?',
    'Can anyone explain why the graph shows an hour less than my clock? It is an hour behind since the switch in October.',
    'Copying the old readings took until midnight, but they are all there now.',
  ])('%s', (text) => {
    expect(states(`customer: ${text}`, 'email')[0]).toBe(0)
  })
})

describe('a public post', () => {
  test.each([
    ['@fernbus the 8.15 left early, next one in an hour #worstbusever', '#worstbusever'],
    ['@tilda_tea parcel number four and still the wrong tin #NeverAgain', '#NeverAgain'],
    ['@gridline how about you answer the phone', 'answer the phone'],
    ['@hotel_amsel the room is not what we paid for', 'paid'],
    ['@kielferry hours in that hall, the boat not in sight', 'hours'],
    ['@lakeside_gym you have no trainers in the morning and do not put it on the page before people come', 'no'],
    ['@norrlinje this is not how you deal with customers', 'customers'],
    ['@wavetel I am with you since the first day and not even a letter', 'not even'],
  ])('%s', (text, words) => {
    const conversation = talk(`customer: ${text}`, { channel: 'social' })
    const { state, because } = understood(conversation).stateOf(conversation.turns[0]!)
    expect(state).toBeGreaterThan(0)
    expect(because.map(said).join(' | ')).toContain(words)
  })

  test.each([
    "@fernbus can't wait for the new night line!",
    '@gridline do you have a non-stop line to Lund on AM trains?',
    '@tilda_tea great service again, thanks for not charging me for the second tin!',
    '@kielferry what are the opening hours of the hall in May?',
    '@wavetel not sure whether that is for new customers only, is it?',
    '@hotel_amsel two nights in June, breakfast and a cot please #summer #baby',
    '@lakeside_gym I paid by card at the desk, all good, thank you',
    '@norrlinje we have seats 12 and 13 #FIRSTTIME',
  ])('%s', (text) => {
    expect(states(`customer: ${text}`, 'social')[0]).toBe(0)
  })
})

describe('an upset customer', () => {
  test.each([
    ['I have been waiting for my refund for three weeks.', 'waiting'],
    ['I did NOT order a second mattress.', 'NOT'],
    ['My hearing aid charger is broken and I am deaf without it.', 'deaf'],
    ['That is exactly what the last one said.', 'what the last one said'],
    ['My late father still gets your invoices.', 'late father'],
    ['The concert is tonight and the tickets do not load.', 'concert is tonight'],
    ['i am disappointed with this, honestly', 'disappointed'],
    ['This is the third time I write to you about the same bill.', 'third time'],
    ['You charged me twice for one order.', 'charged me twice'],
    ['I cancelled in March and I am still being charged.', 'still being charged'],
    ['my account has been locked and all my invoices are in there', 'my account has been locked'],
    ['All my photos are gone since the update.', 'gone'],
    ["You sent me another patient's results.", "another patient's results"],
    ['The parcel was opened and the watch taken out.', 'parcel was opened'],
    ['The replacement you sent is cracked too.', 'replacement you sent is cracked too'],
    ['water is coming through our ceiling', 'water is coming through our ceiling'],
    ['the zip broke on the first day', 'broke on the first day'],
    ['We have no lift since Easter and I am on the sixth floor.', 'no lift since Easter'],
    ['The status says in preparation since 16 days.', 'in preparation since 16 days'],
    ['48 hours was a week ago', '48 hours was a week ago'],
    ['the bank says ask the shop and the shop says ask the bank', 'bank says ask the shop'],
    ['five different people have given me five different answers', 'different'],
    ['I took a day off work for the delivery', 'took a day off work'],
    ['third week running that the bins have been left', 'third week running'],
    ['We missed our connection because nobody told us the gate.', 'missed our connection'],
    ['I wrote three emails and never got an answer.', 'never got an answer'],
    ['Tried everything in the guide, nothing works.', 'nothing works'],
    ['no one called, no one came', 'no one called'],
    ['What am I supposed to do with one shoe?', 'What am I supposed to'],
    ['I just want my money back', 'money back'],
    ['I will take my business elsewhere.', 'take my business elsewhere'],
    ['Thanks for nothing.', 'Thanks for nothing'],
    ['I am worried that I will miss the exam', 'worried'],
    ['was told it would be here by Friday and nothing came', 'told it would be here by Friday'],
    ['the last one in my size, oh no :(', ':('],
    ['Your site says open, your colleague says closed. So who do I believe?', 'who do I believe'],
    ['How exactly is that my problem?', 'my problem'],
    ['The shop sends me to you and you send me to the shop', 'sends me to you and you send me'],
    ['You guaranteed delivery before the 24th', 'You guaranteed'],
    ['Starting to think nobody works there', 'Starting to think nobody'],
    ['love paying for a gym that is shut', 'love paying'],
    ['You had one job', 'had one job'],
    ['no point in calling again', 'no point in calling'],
    ['It is not about the five euro, it is the principle', 'principle'],
    ['I should have stayed with my old provider', 'should have stayed with'],
    ['The order number is in the first line of my message', 'first line of my message'],
    ['The kettle does not heat. Great.', 'Great'],
    ['no I already tried that twice, it is the same every time I try', 'tried that twice'],
  ])('%s', (text, words) => {
    const conversation = talk(`customer: ${text}`, { channel: 'chat' })
    const { state, because } = understood(conversation).stateOf(conversation.turns[0]!)
    expect(state).toBe(1)
    expect(because.map(said).join(' … ')).toContain(words)
  })

  test.each([
    'I am furious about how your staff treated my mother.',
    'Worst service I have ever had',
    'this is absolutely ridiculous',
    'never again will I order from you',
    'What the hell is wrong with your app',
    'You people are useless 😡',
  ])('very: %s', (text) => {
    expect(alone(text)).toBe(2)
  })

  test('does not need capitals or punctuation', () => {
    const text = 'My parcel was due on Monday. Nobody answers the phone! I want my money back, and I will complain.'
    expect(alone(text)).toBeGreaterThan(0)
    expect(alone(text.toLowerCase().replace(/[.,!]/g, ''))).toBeGreaterThan(0)
  })
})

describe('trouble told dryly', () => {
  test.each([
    ['Two payments to a shop in Lyon were not made by me.', 'payments'],
    ['There is a withdrawal of 80 on Sunday that I never authorised.', 'withdrawal'],
    ['Somebody used my card at a petrol station in Porto.', 'Somebody used'],
    ['I think I have lost my wallet on the tram.', 'lost my wallet'],
    ['A lorry backed into our fence, and someone hit my car as well.', 'someone hit my'],
    ['The printer has been failing since lunch and my thesis is due, I cannot get any work done.', 'cannot get any work'],
    ['My tablet freezes, and I need it for my exam.', 'need it for my exam'],
    ['The brakes make a noise and I am not safe driving with the kids.', 'not safe driving'],
    ['The boiler fails, this has to be sorted urgently.', 'urgently'],
    ['I am completely lost somewhere behind the station.', 'completely lost'],
    ['I pressed the switch and nothing happened. With the other cable nothing happened.', 'nothing happened'],
    ["I can't open the door, and there was a break in at my neighbour's.", 'was a break in'],
  ])('%s', (text, words) => {
    const conversation = talk(`customer: ${text}`, { channel: 'chat' })
    const { state, because } = understood(conversation).stateOf(conversation.turns[0]!)
    expect(state).toBeGreaterThan(0)
    expect(because.map(said).join(' | ')).toContain(words)
  })

  test.each([
    'What happens if somebody uses my card?',
    'How do I dispute a payment that is not mine?',
    'I need it for work, which of the two do you advise?',
    'The laptop does not start, is there a reset button?',
    'I have had this kettle for eight years and the lid is loose.',
    'I have had a cough for two days now, is Thursday free?',
    'I am looking for a 4 star hotel in the north.',
    'My son is with me, he is a 12 year old. Is there a ticket for that?',
    'I was going to bring the receipt, actually I was supposed to print it.',
    'Goodbye!!',
  ])('%s is calm', (text) => {
    expect(alone(text)).toBe(0)
  })

  test('words of calm that say the opposite calm nobody', () => {
    const upset = 'This is the third parcel you have lost.'
    for (const words of [
      "I can't wait another week.",
      'I understand, but that helps nobody.',
      'No more of this.',
      'Nothing else from you?',
    ])
      expect(alone(`${upset} ${words}`)).toBeGreaterThan(0)
  })

  test('a "not" ends with its clause, and with a question that says yes', () => {
    expect(alone("The fitter didn't come, I'm really angry.")).toBe(2)
    expect(alone("Isn't that ridiculous?")).toBeGreaterThan(0)
    expect(alone('It is not ridiculous at all.')).toBe(0)
    expect(alone('You are no better than thieves.')).toBeGreaterThan(0)
  })
})

describe('what went before', () => {
  test('dismay and sad faces answer bad news', () => {
    const no = 'customer: Is the blue one there?\nagent: Unfortunately it is sold out.\ncustomer:'
    expect(states(`${no} Oh no, that is too bad.`).at(-1)).toBe(1)
    expect(states(`${no} 😕`).at(-1)).toBe(1)
    expect(states('customer: Is the blue one there?\nagent: Yes, two of them.\ncustomer: Oh dear, I meant the green one.').at(-1)).toBe(0)
  })

  test('a day told after a plain answer is only a day', () => {
    expect(states('customer: When do trains go?\nagent: Every hour.\ncustomer: I need the train on Saturday.').at(-1)).toBe(0)
  })

  test('a step tried already is calm in a first message, and not when an agent has just asked for it', () => {
    const tried = 'I have already reset the router.'
    expect(states(`customer: ${tried}\nagent: Thanks. Is the light red?`)).toEqual([0])
    expect(states(`customer: The wifi is gone.\nagent: Please reset the router.\ncustomer: ${tried}`)).toEqual([0, 1])
  })

  test('trouble goes on after an upset turn, data does not', () => {
    const upset = 'customer: I have been without a fridge for two weeks!\nagent: Could you read me the number on the label?'
    expect(states(`${upset}\ncustomer: It is KX 4471 B, on the left side at the bottom.`)).toEqual([1, 0])
    expect(states(`${upset}\ncustomer: But the label is not readable, it came off and the light does not work.`)).toEqual([1, 1])
  })

  test('a short turn goes on where the agent put off, and none where the agent asked', () => {
    const upset = 'customer: You charged me twice for one lesson.'
    expect(states(`${upset}\nagent: The teachers will contact you soon.\ncustomer: and when?`)).toEqual([1, 1])
    expect(states(`${upset}\nagent: Which lesson was it?\ncustomer: the second, on Monday`)).toEqual([1, 0])
    expect(states('customer: I have a lesson on Monday.\nagent: The teachers will contact you soon.\ncustomer: and when?')).toEqual([0, 0])
  })

  test('who throws back what an agent said is upset at once', () => {
    const answering = (agent: string, customer: string) =>
      states(`customer: A question on my order.\nagent: ${agent}\ncustomer: ${customer}`)[1]
    expect(answering('Your case is with the back office.', 'That is what the last one said. Nobody there has called me.')).toBe(1)
    expect(answering('Did the driver wait?', 'there was no driver')).toBe(0)
    expect(answering('The parcel is at the depot.', 'ok, I was not sure')).toBe(0)
    expect(answering('Sorry for the wait.', 'Not at all, I was only reading.')).toBe(0)
  })

  test('thanks and a solved matter end it', () => {
    expect(
      states(
        'customer: Third time the heating fails this month.\nagent: The part is in now.\ncustomer: But it works again now, thank you, only the display was not on at first.',
      ),
    ).toEqual([1, 0])
  })

  test('hints add up, and weigh more where words are shouted', () => {
    const hints = 'Finally somebody, please help me.'
    expect(alone(hints)).toBe(0)
    expect(alone(`${hints} WHERE DOES IT SAY THAT??`)).toBe(1)
  })

  test('a bot that asks has not answered', () => {
    expect(
      states('customer: The wifi is gone.\nbot: Please choose a topic.\ncustomer: I have already reset the router.\nagent: Hi!'),
    ).toEqual([0, 0])
  })
})

describe('bad news in a template', () => {
  test.each([
    ['Dear {{name}}, unfortunately your application was not successful.', 'unfortunately'],
    ['Your booking has been cancelled by the hotel. The money is on its way.', 'booking has been cancelled'],
    ['Hi {{name}}, we are not able to offer a refund after 30 days. You can have a voucher.', 'we are not able to offer'],
    ['Your delivery is delayed because of the strike and will come on Friday.', 'is delayed'],
    ['We have decided not to go on with your proposal.', 'decided not to'],
    ['We sent you the wrong invoice. The right one is attached.', 'We sent you the wrong'],
    ['Hello, your comment was removed. It named a private person.', 'your comment was removed'],
    ['The warranty of your kettle has expired, so the repair is not free.', 'has expired'],
    ['Thank you for your letter. Your complaint was passed to the branch manager.', 'Your complaint'],
  ])('%s', (text, words) => {
    const { badNews } = understood(template(text))
    expect(badNews && said(badNews)).toContain(words)
  })

  test.each([
    'Hi {{name}}, your order is on its way. You can track it below.',
    'Your code is 4471. It expires after ten minutes.',
    'You have not finished your form yet. Go on where you left off.',
    'Please tell us your order number so that we can look into it.',
    'To change your password, open the settings and choose "Security".',
    'This is a duplicate of another ticket, so I am closing this copy. You will hear from us there.',
    'If we cannot deliver the parcel, a neighbour may take it.',
    'Your refund was approved. It takes three to five days.',
  ])('none: %s', (text) => {
    expect(understood(template(text)).badNews).toBeUndefined()
  })

  test('a routine closing is unwelcome, and no complaint to answer', () => {
    const analysis = understood(template('This issue was automatically closed because there was no activity for 60 days.'))
    expect(analysis.badNews).toBeDefined()
    expect(analysis.replies[0]?.openComplaint).toBeUndefined()
  })
})

/** The model has learned these very turns, so only what the signs hear of them counts. */
const signsOnly: Partial<AnalysisSettings> = { models: undefined }

test('sentences written for the project: seldom wrong, and most are heard', () => {
  const folder = new URL('../fixtures/sentences/', import.meta.url)
  const rows = readdirSync(folder)
    .filter((file) => file.startsWith('train'))
    .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').trim().split('\n').slice(1))
    .map((line) => line.split('\t'))
  let right = 0
  let wrong = 0
  let upset = 0
  for (const [label, , text = ''] of rows) {
    const found = (states(`customer: ${text}`, 'chat', signsOnly)[0] ?? 0) > 0
    if (label !== 'calm') upset++
    if (found && label === 'calm') wrong++
    else if (found) right++
  }
  expect(rows.length).toBeGreaterThan(2400)
  expect(right / (right + wrong)).toBeGreaterThan(0.92)
  expect(right / upset).toBeGreaterThan(0.7)
})

test('unspectacular turns, calm and upset told alike: seldom wrong, and half are heard', () => {
  const rows = readFileSync(new URL('../fixtures/sentences/turns.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  const heard = { calm: 0, upset: 0 }
  const all = { calm: 0, upset: 0 }
  for (const row of rows) {
    const [label, , place, text = ''] = row.split('\t')
    if (label !== 'calm' && label !== 'upset') throw new Error(`a row without a label: ${row}`)
    const before = place === 'later' ? 'customer: Hello, I have a question.\nagent: Sure, what is it about?\n' : ''
    all[label]++
    if ((states(`${before}customer: ${text.replaceAll('\\n', ' / ')}`, 'chat', signsOnly).at(-1) ?? 0) > 0) heard[label]++
  }
  expect(heard.calm / all.calm).toBeLessThan(0.03)
  expect(heard.upset / all.upset).toBeGreaterThan(0.5)
})

test('conversations that nothing was learned from: the model hears more, and is seldom wrong', async () => {
  const { items } = readCorpus(['fixtures/accuracy/held-out.jsonl', 'fixtures/accuracy/last.jsonl'])
  const linter = linterFor(['acknowledge-before-solving'])
  const heard = async () => {
    const counts = { right: 0, wrong: 0, missed: 0 }
    for (const item of items) countState(counts, item, await judge(item, linter))
    return counts
  }
  const settings = linter.analysis as { models?: unknown }
  const both = await heard()
  settings.models = undefined
  const signs = await heard()
  expect(both.right / (both.right + both.missed)).toBeGreaterThan(signs.right / (signs.right + signs.missed) + 0.05)
  expect(both.right / (both.right + both.wrong)).toBeGreaterThan(0.95)
})
