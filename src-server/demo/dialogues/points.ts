import { gladly, soberly } from './closing.ts'
import { agent, either, follower, type Topic } from './topic.ts'

export const points: Topic = {
  name: 'points balance',
  language: 'en',
  weight: { telecom: 8, coffee: 11, radio: 6, cinema: 5 },
  plots: [
    [
      follower(
        'My points are wrong. I had {morePoints}, now it says {points}.',
        '{hello}, I bought something for {price} on {pastWeekday} and got no points.',
        'Why did I lose {points} points over night?',
        '{hello}! Missing points from [my last purchase|order {order}|the {promo} campaign]. Can you have a look?',
        'points?? {points} instead of {morePoints}'
      ),
      either(
        [
          agent('{greet}, could you tell me the [date and the amount|amount on the receipt]?'),
          follower(
            '{price}, [paid by card|paid cash|with the app] on {pastDate} at {place}',
            'Order {order}, {price}',
            'I do not have the receipt any more, it was {price}'
          ),
          agent('Found it: the till did not pass it on. I have added {points} points.'),
          follower(
            '[Yes I see them|Balance is right now]: {morePoints}.',
            'They are there 👍',
            'Perfect, now I can afford the {pack} pack'
          )
        ],
        [
          agent('{greet}. {moment}'),
          follower('sure, take your time', 'Ok', 'Thanks, I am here'),
          agent(
            'Points expire after 12 months, {points} of yours were from last year. I can give you half of them back as a courtesy.',
            'The points of {promo} are booked 14 days after the purchase, so on {date}.'
          ),
          follower(
            'Ah, that explains it.',
            'I wish the app would tell me before',
            'Aha. [It should say so somewhere|Good to know].'
          )
        ],
        [
          agent('{greet}! There is a purchase of the {ringtone} ringtone on {pastDate}. Was that you?'),
          follower('That was my {relative} 🙄', 'Oh. Yes. Sorry!', 'Hm, maybe. I do like that song')
        ]
      ),
      ...gladly
    ],
    [
      either(
        [
          follower('How do I [give|transfer] points to my {relative}?', 'Can my {relative} use my points?'),
          agent(
            '{greet}! Points stay with one account, but you can send [a sticker pack|a coupon] as a gift from the shop.'
          )
        ],
        [
          follower(
            'What can I get for {points} points?',
            '{points} points - is that enough for a {product}?'
          ),
          agent(
            '{greet}. With {points} points: a ringtone, a sticker pack or {percent} off your next {product}.'
          )
        ],
        [
          follower('Do my points expire? I am saving for the {product}'),
          agent('{greet}, they are valid for 12 months after each purchase; yours run until {date}.')
        ],
        [
          follower('How many points do I get for a {product}?'),
          agent('{greet}! One point for every 10 cents, twice as many on {weekday}s.')
        ]
      ),
      either(
        [
          follower('[Good to know|Nice]. Where do I see that in the app?'),
          agent('Under Profile > Points > History.')
        ],
        [
          follower('And can I combine them with a coupon?'),
          agent('Yes, coupons first, points for the rest.')
        ],
        [
          follower('Hm, I hoped for more', 'ok then I keep collecting'),
          agent('Keep an eye on {channel}: double points start on {date} 😉')
        ],
        []
      ),
      ...soberly
    ]
  ]
}
