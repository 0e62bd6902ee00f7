import { soberly } from './closing.ts'
import { agent, follower, maybe, type Topic } from './topic.ts'

const story = `{hello},

I am going to tell this from the beginning, because I have explained it {days} times already and every time somebody asks me the same questions again.

On {pastDate} I ordered a {product} (order {order}, {price}). The confirmation came at once, the message from the carrier {days} days later. On {pastWeekday} I stayed at home the whole day. Nobody rang. In the evening the app said "delivered to a neighbour". I asked all of them: the family on the first floor, the dentist, even the man with the two dogs who never opens the door. Nothing.

So I called the hotline. After {minutes} minutes of music (always the same song, by the way) I was told that the parcel is at {place}. I took the bus there. It was closed, although your page says open until {clock}. The next day I went again, and they told me they never had it and that I should ask in the chat. Here I am.

What I have:
- order number {order}
- tracking {tracking}
- a photo of the card in my letter box, which is empty except for the date
- the receipt of the bus tickets, which I would like to have back

What I want:
1. my {product}, or {price}
2. an answer from somebody who has read this to the end
3. the name of that song

I know that it is not your fault personally, and I am sorry that it became so long. But please understand that it was a present for my {relative}, that the day has passed, and that I had to stand there with a picture of it on my phone instead. We laughed about it. Still.

Kind regards
{first}

PS: I have been with you since the very first shop opened in {city}. I do remember the old logo.`

const list = `{hello}! A few questions at once, so that you only need to answer one time 🙂

1. Is the {product} available at {place}?
2. Does "{coupon}" work there?
3. How many points do I get, {points} or {morePoints}?
4. Until when is {promo}?
5. Can I bring my {relative}?`

export const longStories: Topic = {
  name: 'long messages',
  language: 'en',
  weight: { telecom: 2, coffee: 2, radio: 1, cinema: 1 },
  plots: [
    [
      follower(story),
      agent(
        '{greet}, I have read it to the end, twice. {sorry} A new {product} leaves today by courier and I put {points} points on top for the bus. The song is "{ringtone}".',
        '{greet}. Thank you for writing it down so clearly. {sorry} {moment}'
      ),
      follower(
        'Somebody who reads! {thanks}',
        'I did not expect that. {thanks}',
        'Now I have that song in my head again 🙈'
      ),
      maybe(0.6, agent('Your reference is {ticket}. Any colleague will find the whole story there.', '{bye}'))
    ],
    [
      follower(list),
      agent(
        '{greet}, here we go:\n1. Yes, a few are left\n2. It does\n3. {points}\n4. Until {date}\n5. Please do 🙂',
        '{greet}! 1 yes, 2 no, 3 {morePoints}, 4 {date}, 5 with pleasure.'
      ),
      follower(
        '[Five out of five|Full marks] 💯 {thanks}',
        'That is what I call an answer. {thanks}',
        'Too bad about number 2, but ok'
      ),
      ...soberly
    ]
  ]
}
